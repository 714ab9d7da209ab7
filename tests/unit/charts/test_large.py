"""Shortcuts that large frames take, held to the long way."""

from __future__ import annotations

import zoneinfo

import numpy as np
import pandas as pd
import pytest

from dtale_nb.charts.chart import make
from dtale_nb.charts.kinds import CHARTS
from dtale_nb.engine.aggregate import Key, Measure, grouped, units
from dtale_nb.engine.aggregate.units import local_seconds, places_of
from dtale_nb.engine.memory import source_of
from dtale_nb.engine.memory.pandas import PandasSource

ZONES = sorted(zoneinfo.available_timezones() - {"localtime", "posixrules"})
START = int(pd.Timestamp("1995-01-01").timestamp())


@pytest.mark.parametrize("first", range(0, len(ZONES), 60))
def test_moments_near_each_other_are_told_by_the_same_clock(first):
    """All zones, thirty years in stretches of fifty days: settings before and after."""
    long_ago = np.arange(START, START + 30 * 365 * 86_400, 1_800)
    for zone in ZONES[first : first + 60 : 12]:
        wall = local_seconds(long_ago, zone)
        stretch = 50 * 48
        for at in range(0, len(long_ago), stretch):
            part = slice(at, at + stretch)
            found = places_of(long_ago[part], 1.0, zone, "second")
            assert (found == wall[part]).all(), zone


def test_the_short_way_is_taken_and_the_long_one_where_a_clock_was_set(monkeypatch):
    asked = []

    def counted(seconds, zone):
        asked.append(len(seconds))
        return local_seconds(seconds, zone)

    monkeypatch.setattr(units, "local_seconds", counted)
    june = np.arange(100_000) + int(pd.Timestamp("2026-06-01").timestamp())
    places_of(june, 1.0, "Europe/Paris", "hour")
    assert len(june) not in asked
    march = np.arange(0, 86_400 * 9, 9) + int(pd.Timestamp("2026-03-25").timestamp())
    places_of(march, 1.0, "Europe/Paris", "hour")
    assert len(march) in asked


@pytest.mark.parametrize(
    "values",
    [
        pd.array([3, None, 5, 3, -2], "Int64"),
        np.array([250, 3, 250, 7, 0], "uint8"),
        np.array([2**63 - 1, -(2**63), 0, 5, 5]),
        np.array([2**64 - 1, 0, 5, 5, 1], "uint64"),
        pd.array([2**40, 2**40 + 3, None, 2**40 + 3, 2**40], "Int64"),
    ],
    ids=["missing", "small", "ends", "unsigned", "far"],
)
def test_whole_numbers_are_grouped_as_pandas_does(values):
    frame = pd.DataFrame({"x": values, "y": range(5)})
    found = grouped(source_of(frame), [Key(0)], Measure("sum", 1))
    wanted = frame.groupby("x", dropna=False)["y"].sum()
    assert [str(each) for each in found.keys[0].values] == [
        str(each) for each in wanted.index if not pd.isna(each)
    ]
    assert found.values.tolist() == wanted.tolist()


def test_many_groups_that_cross_have_codes_wide_enough():
    """70,000 times 70,000 possible pairs are more than four bytes tell apart."""
    n = 70_000
    frame = pd.DataFrame({"a": range(n), "b": range(n, 0, -1), "x": 1.0})
    found = grouped(source_of(frame), [Key(0), Key(1)], Measure("sum", 2))
    assert found.groups[-1].tolist() == [n - 1, 0]
    assert len(found.values) == n
    distinct = grouped(source_of(frame.assign(k=1)), [Key(3)], Measure("distinct", 1))
    assert distinct.values.tolist() == [n]


def test_a_group_first_seen_late_is_told_by_its_value():
    late = np.zeros(1 << 21, dtype="int64")
    late[-1] = 4
    found = grouped(source_of(pd.DataFrame({"x": late})), [Key(0)], Measure())
    assert found.texts(0) == ["0", "4"]
    assert found.sizes.tolist() == [len(late) - 1, 1]


class Counting(PandasSource):
    """A source that counts how often a field is asked for."""

    asked = 0

    def field(self, number):
        self.asked += 1
        return super().field(number)


def test_names_of_very_many_columns_are_looked_through_once():
    pytest.importorskip("plotly")
    source = Counting(pd.DataFrame(np.ones((3, 2_000))))
    made = make(CHARTS["histogram"], source, CHARTS["histogram"].Options(x=1))
    made.figure()
    assert "'1'" in made.code()
    assert source.asked < 2_000 + 200
