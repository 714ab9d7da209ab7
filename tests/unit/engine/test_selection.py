"""What selected cells come to, exactly, against Python's own exact arithmetic."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from dtale_nb.engine.kinds import Kind
from dtale_nb.engine.selection import SelectionJobs, Span, parts_of, totals_of
from dtale_nb.engine.selection.exact import Exact, as_decimal, as_float
from dtale_nb.engine.store import FrameStore


def totals(frame, *spans):
    source = FrameStore().add(frame, pinned=True).source
    every = range(source.n_rows)
    spans = spans or (Span(0, source.n_rows, tuple(range(source.n_columns))),)
    return totals_of(source, every, spans)


def test_cells_of_ranges_that_overlap_count_once():
    parts = parts_of([Span(0, 5, (0, 1)), Span(3, 8, (1, 2)), Span(6, 9, (0,))])
    assert parts == {((0, 5), (6, 9)): [0], ((0, 8),): [1], ((3, 8),): [2]}
    frame = pd.DataFrame(np.arange(30).reshape(10, 3))
    found = totals(frame, Span(0, 5, (0, 1)), Span(3, 8, (1, 2)), Span(6, 9, (0,)))
    chosen = [0, 1, 2, 3, 4, 6, 7, 8]
    expected = frame[0].iloc[chosen].sum() + frame[1][:8].sum() + frame[2][3:8].sum()
    assert (found.cells, found.figures["sum"]) == (21, str(expected))


@pytest.mark.parametrize("seed", range(5))
def test_floats_add_up_exactly_and_are_rounded_once(seed):
    chance = np.random.default_rng(seed)
    values = chance.standard_normal(5_000) * 10.0 ** chance.integers(-300, 300, 5_000)
    values[:3] = [5e-324, -1.7976931348623157e308, 1.7976931348623157e308]
    exact = Exact()
    exact.add(values)
    total = sum(map(Fraction, values.tolist()))
    assert exact.total == total
    found = totals(pd.DataFrame({"x": values}))
    assert float(found.figures["sum"]) == float(total)
    assert float(found.figures["mean"]) == float(total / 5_000)


def test_integers_never_overflow():
    big = np.array([2**63 - 1] * 4, dtype=np.int64)
    huge = np.array([2**64 - 1] * 4, dtype=np.uint64)
    found = totals(pd.DataFrame({"a": big, "b": huge, "c": -big}))
    assert found.figures["sum"] == str(4 * (2**64 - 1))
    assert found.figures["max"] == str(2**64 - 1)
    assert found.figures["min"] == str(-(2**63) + 1)
    assert found.rounded == ()


WITH_GAPS = {"n": [1, None, 3], "x": [0.5, None, float("nan")], "t": ["1", "2", None]}


@pytest.mark.parametrize(
    "frame",
    [
        pd.DataFrame(WITH_GAPS),
        pd.DataFrame(WITH_GAPS).convert_dtypes(),
        pd.DataFrame(WITH_GAPS).astype({"n": "double[pyarrow]"}),
        pl.DataFrame(WITH_GAPS),
        pa.table(WITH_GAPS),
        pd.DataFrame(WITH_GAPS, dtype=object),
    ],
    ids=["numpy", "nullable", "arrow in pandas", "polars", "arrow", "objects"],
)
def test_missing_values_and_texts_are_cells_without_a_number(frame):
    found = totals(frame)
    assert (found.cells, found.missing, found.counted) == (9, 4, 3)
    assert float(found.figures["sum"]) == 4.5
    assert found.figures["mean"] == "1.5"
    assert float(found.figures["max"]) == 3


@pytest.mark.parametrize(
    "frame",
    [
        pa.table({"d": pa.array([Decimal("0.10"), Decimal("0.20"), None])}),
        pl.DataFrame({"d": [Decimal("0.10"), Decimal("0.20"), None]}),
        pd.DataFrame({"d": [Decimal("0.10"), Decimal("0.20"), None]}),
    ],
    ids=["arrow", "polars", "objects"],
)
def test_decimals_stay_decimals(frame):
    found = totals(frame)
    assert Decimal(found.figures["sum"]) == Decimal("0.3")
    assert Decimal(found.figures["mean"]) == Decimal("0.15")
    assert (found.figures["min"], found.rounded) == ("0.10", ())


def test_infinities_are_told_as_floats_tell_them():
    inf = float("inf")
    assert totals(pd.DataFrame({"x": [1.0, inf]})).figures["sum"] == "inf"
    assert totals(pd.DataFrame({"x": [-inf, inf]})).figures["sum"] == "NaN"
    assert totals(pd.DataFrame({"x": [-inf, inf]})).figures["min"] == "-inf"


def test_moments_and_durations_have_what_makes_sense_of_them():
    moments = pd.date_range("2026-01-01", periods=3, tz="Europe/Paris")
    found = totals(pd.DataFrame({"t": moments}))
    assert found.kind is Kind.MOMENT
    assert set(found.figures) == {"min", "max"}
    assert found.figures["max"].startswith("2026-01-03 00:00:00")
    lengths = pd.to_timedelta([1, 2, 4], unit="D")
    found = totals(pd.DataFrame({"d": lengths}))
    assert found.figures["sum"].startswith("7 days")
    mixed = totals(pd.DataFrame({"t": moments, "d": lengths}))
    assert (mixed.kind, mixed.figures, mixed.cells) == (None, {}, 6)


def test_numbers_that_cannot_be_added_are_said():
    found = totals(pd.DataFrame({"z": [1j, 2j], "ok": [True, False], "n": [1, 2]}))
    assert (found.cells, found.counted, found.figures["sum"]) == (6, 2, "3")
    longs = pd.DataFrame({"l": np.array([1, 2], dtype=np.longdouble)})
    if longs["l"].dtype.itemsize > 8:
        assert totals(longs).left_out == 1


def test_a_selection_of_a_sorted_and_filtered_view():
    frame = pd.DataFrame({"a": np.arange(1_000_000), "b": np.ones(1_000_000)})
    view = FrameStore().add(frame, pinned=True)
    tree = {"column": "a", "op": "lt", "value": 10}
    from dtale_nb.engine.source import SortKey

    view.change(sort=(SortKey(0, descending=True),), filter=tree)
    jobs = SelectionJobs()
    first = jobs.ask(view, view.version, [Span(0, 3, (0,))]).result()
    assert (first.figures["sum"], first.figures["max"]) == ("24", "9")
    every = jobs.ask(view, view.version, [Span(0, 10, (0, 1))]).result()
    assert (every.cells, every.figures["sum"]) == (20, "55.0")


def test_whole_columns_of_many_rows():
    n = 3_000_000
    frame = pd.DataFrame({"a": np.arange(n), "x": np.full(n, 0.1)})
    found = totals(frame, Span(0, n, (0,)))
    assert found.figures == {
        "sum": str(n * (n - 1) // 2),
        "mean": "1499999.5",
        "min": "0",
        "max": str(n - 1),
    }
    tenth = totals(frame, Span(0, n, (1,)))
    assert tenth.figures["sum"] == repr(float(Fraction(0.1) * n))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(-5, 4), "-1.25"),
        (Fraction(7), "7"),
        (Fraction(1, 1000), "0.001"),
        (Fraction(1, 3), None),
    ],
)
def test_a_fraction_is_written_where_it_ends(value, text):
    assert as_decimal(value) == text


def test_what_no_float_holds_is_infinite():
    assert as_float(Fraction(10) ** 400) == float("inf")
    assert as_float(-(Fraction(10) ** 400)) == float("-inf")
