"""Groups and measures of the engine, held to pandas' own."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from dtale_nb.engine.aggregate import AGGREGATES, UNITS, Key, Measure, grouped
from dtale_nb.engine.aggregate.bins import binned, places_in
from dtale_nb.engine.jobs import Cancelled, Token, stoppable
from dtale_nb.engine.memory import source_of
from dtale_nb.errors import BadArgument

from .frames import frame

FRAME = frame()
SOURCE = source_of(FRAME)
PLAIN = FRAME.set_axis(range(FRAME.shape[1]), axis=1)

BY = [[0], [1], [3], [5], [0, 1], [7, 3], [2]]
WORDS = [word for word in AGGREGATES if word != "share"]


def by_pandas(by, word, number, q, rows=None):
    """What pandas says: sizes and figures of the same groups."""
    table = PLAIN if rows is None else PLAIN.iloc[rows]
    groups = table.groupby(by, dropna=False, observed=True)
    if word == "distinct":
        figures = groups[number].nunique()
    elif word == "quantile":
        figures = groups[number].quantile(q)
    else:
        figures = getattr(groups[number], word)()
    return groups.size().to_numpy(), figures.to_numpy("float64", na_value=np.nan)


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("number", [2, 3, 6])
@pytest.mark.parametrize("by", BY, ids=str)
def test_measures_are_those_of_pandas(by, number, word):
    if number in by:
        pytest.skip("pandas has no such column left")
    found = grouped(SOURCE, [Key(each) for each in by], Measure(word, number, 0.3))
    sizes, figures = by_pandas(by, word, number, 0.3)
    assert found.sizes.tolist() == sizes.tolist()
    np.testing.assert_array_equal(np.asarray(found.values, "float64"), figures)


@pytest.mark.parametrize("word", ["count", "distinct"])
@pytest.mark.parametrize("number", [0, 1, 4, 5])
def test_anything_can_be_counted(number, word):
    found = grouped(SOURCE, [Key(7)], Measure(word, number))
    assert found.values.tolist() == by_pandas([7], word, number, 0.5)[1].tolist()


@pytest.mark.parametrize("word", ["first", "last", "sum"])
def test_rows_are_those_shown_in_their_order(word):
    rows = np.random.default_rng(1).permutation(len(PLAIN))[:200].astype(np.uint32)
    found = grouped(SOURCE, [Key(1)], Measure(word, 2), rows)
    sizes, figures = by_pandas([1], word, 2, 0.5, rows)
    assert found.rows == 200
    assert found.sizes.tolist() == sizes.tolist()
    np.testing.assert_array_equal(found.values, figures)


def test_shares_are_of_the_whole():
    rows = grouped(SOURCE, [Key(0)], Measure("share"))
    assert rows.values.sum() == pytest.approx(100)
    assert rows.values.tolist() == pytest.approx((rows.sizes / 6).tolist())
    of = grouped(SOURCE, [Key(7)], Measure("share", 6))
    sums = PLAIN.groupby(7)[6].sum()
    assert of.values.tolist() == pytest.approx((sums / sums.sum() * 100).tolist())


def test_missing_keys_are_a_group_of_their_own_and_last():
    found = grouped(SOURCE, [Key(0)], Measure())
    assert found.texts(0) == ["<b>h&m</b>", "buy", "sell", "(missing)"]
    assert found.sizes[-1] == PLAIN[0].isna().sum()


def test_categories_keep_their_order_and_only_those_seen_are_told():
    source = source_of(FRAME[FRAME["cat"].astype(object) != "c2"])
    found = grouped(source, [Key(1)], Measure())
    assert found.texts(0) == ["c4", "c1", "c3", "c0", "(missing)"]


WALL = PLAIN[4].dt.tz_localize(None)
CLOCK = {
    "second": WALL.dt.strftime("%Y-%m-%d %H:%M:%S"),
    "minute": WALL.dt.strftime("%Y-%m-%d %H:%M"),
    "hour": WALL.dt.strftime("%Y-%m-%d %H:00"),
    "day": WALL.dt.strftime("%Y-%m-%d"),
    "week": WALL.dt.to_period("W-SUN").dt.start_time.dt.strftime("%Y-%m-%d"),
    "month": WALL.dt.strftime("%Y-%m"),
    "quarter": WALL.dt.to_period("Q").dt.start_time.dt.strftime("%Y-%m"),
    "year": WALL.dt.strftime("%Y"),
    "weekday": WALL.dt.day_name().str[:3],
    "hour of day": WALL.dt.strftime("%H"),
}


@pytest.mark.parametrize("unit", UNITS)
def test_moments_are_told_by_the_clock_of_their_zone(unit):
    found = grouped(SOURCE, [Key(4, unit)], Measure())
    wanted = CLOCK[unit].value_counts(dropna=False)
    told = dict(zip(found.texts(0), found.sizes.tolist(), strict=True))
    assert told.pop("(missing)") == 4
    assert told == {key: n for key, n in wanted.items() if isinstance(key, str)}
    if not UNITS[unit].is_cycle:
        assert list(told) == sorted(told)


def test_the_hour_that_comes_twice_is_one():
    t = pd.date_range("2025-10-26 01:30", periods=4, freq="h", tz="Europe/Paris")
    found = grouped(source_of(pd.DataFrame({"t": t})), [Key(0, "hour")], Measure())
    assert found.texts(0)[1] == "2025-10-26 02:00"
    assert found.sizes.tolist() == [1, 2, 1]


@pytest.mark.parametrize(
    "kind",
    [pa.timestamp("us"), pa.timestamp("ms", "Asia/Tokyo"), pa.date32(), pa.date64()],
    ids=str,
)
def test_moments_of_arrow_are_grouped_as_well(kind):
    days = pa.array([0, 86_400_000 * 40, None], pa.date64()).cast(kind)
    found = grouped(source_of(pa.table({"t": days})), [Key(0, "month")], Measure())
    assert found.texts(0) == ["1970-01", "1970-02", "(missing)"]


@pytest.mark.parametrize(
    "values",
    [
        np.random.default_rng(3).normal(size=5_000),
        np.random.default_rng(3).integers(0, 50, 5_000),
        np.array([0.1, 0.2, 0.3, 0.7, 0.1 * 3, 1.0]),
        np.array([-5.0, 1e300, 3.0]),
    ],
    ids=["floats", "ints", "edges", "far"],
)
def test_bins_are_those_of_numpy(values):
    low, high = float(values.min()), float(values.max())
    counts, _ = np.histogram(values, 7, (low, high))
    places = places_in(values, low, high, 7)
    assert np.bincount(places, minlength=7).tolist() == counts.tolist()


def test_missing_and_infinite_numbers_are_counted_apart():
    source = source_of(pd.DataFrame({"x": [1.0, 2.0, np.nan, np.inf, -np.inf]}))
    found = binned(source, 0, 2, None)
    assert (found.missing, found.infinite, found.rows) == (1, 2, 5)
    assert found.counts.tolist() == [[1, 1]]


def test_what_cannot_be_grouped_says_why():
    mixed = pd.DataFrame({"o": [1, "a", [2]], "n": [1, 2, 3], "c": [1j, 2j, 3j]})
    source = source_of(mixed)
    with pytest.raises(BadArgument, match="several types"):
        grouped(source, [Key(0)], Measure())
    with pytest.raises(BadArgument, match="no order"):
        grouped(source, [Key(2)], Measure())
    with pytest.raises(BadArgument, match="only moments"):
        grouped(source, [Key(1, "day")], Measure())
    with pytest.raises(BadArgument, match="holds no numbers"):
        grouped(SOURCE, [Key(1)], Measure("mean", 0))
    with pytest.raises(BadArgument, match="of what"):
        grouped(SOURCE, [Key(1)], Measure("mean"))


def test_no_row_is_no_group():
    source = source_of(FRAME.iloc[:0])
    for key in (Key(0), Key(1), Key(4, "day"), Key(3)):
        assert len(grouped(source, [key], Measure("mean", 2)).values) == 0


def test_a_cancelled_query_stops():
    token = Token()
    token.cancel()
    with stoppable(token), pytest.raises(Cancelled):
        grouped(SOURCE, [Key(0)], Measure("mean", 2))
