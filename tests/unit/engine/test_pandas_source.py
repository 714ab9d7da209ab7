"""The pandas source answers as pandas does, on every kind of column."""

import gc
import weakref
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dtale_nb.engine.memory import PandasSource, source_of
from dtale_nb.engine.source import SortKey
from dtale_nb.errors import UnknownColumn

DAYS = ["2026-03-01", None, "2025-01-01", "2026-03-01", "2027-12-31"]
PAIRS = [(3, 4), (0, 1), None, (3, 4), (0, 2)]
DECIMALS = [Decimal(3), None, Decimal("1.5"), Decimal(3), Decimal(-1)]
WORDS = ["b", None, "", "b", "ä"]
COLUMNS = {
    "int64": pd.Series([3, -1, 3, 0, -1]),
    "uint8": pd.Series([3, 255, 3, 0, 255], dtype="uint8"),
    "uint64": pd.Series([3, 2**64 - 1, 3, 0, 2**63], dtype="uint64"),
    "float": pd.Series([0.5, np.nan, -np.inf, np.inf, np.nan]),
    "zeros": pd.Series([0.0, -0.0, 1.0, -0.0, 0.0]),
    "float32": pd.Series([1.5, np.nan, 1.5, -2, 0], dtype="float32"),
    "bool": pd.Series([True, False, True, False, True]),
    "Int64": pd.Series([3, None, 3, -1, None], dtype="Int64"),
    "Float64": pd.Series([3.5, None, 3.5, -1, None], dtype="Float64"),
    "boolean": pd.Series([True, None, False, None, True], dtype="boolean"),
    "string": pd.Series(WORDS, dtype="string"),
    "str": pd.Series(WORDS),
    "object": pd.Series(WORDS, dtype=object),
    "category": pd.Series(["lo", "hi", None, "lo", "mid"]).astype(
        pd.CategoricalDtype(["mid", "lo", "hi"], ordered=True)
    ),
    "datetime": pd.Series(pd.to_datetime(DAYS)),
    "zoned": pd.Series(pd.to_datetime(DAYS)).dt.tz_localize("Europe/Oslo"),
    "timedelta": pd.Series(pd.to_timedelta([3, None, 1, 3, -1], unit="s")),
    "period": pd.Series(pd.PeriodIndex(DAYS, freq="M")),
    "interval": pd.Series(pd.arrays.IntervalArray.from_tuples(PAIRS)),
    "sparse": pd.Series([0, 3, 0, 1, 0], dtype="Sparse[int64]"),
    "complex": pd.Series([1 + 2j, 0j, 1 + 1j, 1 + 2j, -1j]),
    "decimal": pd.Series(DECIMALS, dtype=object),
    "arrow int": pd.Series([3, None, 3, -1, None], dtype=pd.ArrowDtype(pa.int32())),
    "arrow text": pd.Series(WORDS, dtype=pd.ArrowDtype(pa.string())),
    "arrow decimal": pd.Series(DECIMALS, dtype=pd.ArrowDtype(pa.decimal128(5, 2))),
    "arrow date": pd.Series(pd.to_datetime(DAYS)).astype(pd.ArrowDtype(pa.date32())),
}


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("name", COLUMNS)
def test_order_equals_stable_sort_values(name, descending):
    frame = COLUMNS[name].to_frame("x")
    wanted = frame.reset_index(drop=True).sort_values(
        "x", kind="stable", na_position="last", ascending=not descending
    )
    ids = PandasSource(frame).order([SortKey(0, descending)])
    assert ids.dtype == np.uint32
    assert ids.tolist() == wanted.index.tolist()


@settings(deadline=None)
@given(
    rows=st.lists(
        st.tuples(
            st.sampled_from([1.5, -0.0, 0.0, float("nan"), float("inf")]),
            st.sampled_from(["a", "b", None]),
            st.integers(-2, 2),
        ),
        max_size=30,
    ),
    keys=st.lists(
        st.tuples(st.integers(0, 2), st.booleans()),
        min_size=1,
        max_size=3,
        unique_by=lambda key: key[0],
    ),
    data=st.data(),
)
def test_order_by_several_keys_equals_sort_values(rows, keys, data):
    frame = pd.DataFrame(rows, columns=["f", "s", "i"])
    some = data.draw(st.none() | st.lists(st.booleans(), min_size=len(rows)))
    ids = None
    part = frame
    if some is not None:
        ids = np.flatnonzero(some[: len(rows)]).astype(np.uint32)
        part = frame.iloc[ids.astype(np.intp)]
    wanted = part.sort_values(
        [frame.columns[number] for number, _ in keys],
        ascending=[not descending for _, descending in keys],
        kind="stable",
        na_position="last",
    )
    got = PandasSource(frame).order([SortKey(*key) for key in keys], ids)
    assert got.tolist() == wanted.index.tolist()


def test_mixed_objects_have_a_total_order():
    values = [
        "b", 3, None, (1, 2), b"x", 2.5, "a", Decimal("2.75"), {1}, True,
        Fraction(1, 3), float("inf"), (1, "x"), [2], float("nan"), 1 + 2j, "\ud800",
    ]  # fmt: skip
    frame = pd.DataFrame({"x": pd.Series(values, dtype=object)})
    source = PandasSource(frame)
    up = [values[i] for i in source.order([SortKey(0)])]
    numbers = [Fraction(1, 3), True, 2.5, Decimal("2.75"), 3, float("inf")]
    texts = ["a", "b", "\ud800"]
    rest = [b"x", 1 + 2j, [2], {1}, (1, "x"), (1, 2)]
    assert up[:-2] == numbers + texts + rest
    assert up[-2] is None
    assert np.isnan(up[-1])
    down = [values[i] for i in source.order([SortKey(0, descending=True)])]
    assert down[:-2] == up[:-2][::-1]
    assert down[-2] is None


class Contrary:
    """Neither compares nor writes itself."""

    def __lt__(self, other):
        raise RuntimeError("no")

    def __repr__(self):
        raise ZeroDivisionError


def test_values_that_refuse_everything_keep_their_order():
    frame = pd.DataFrame({"x": [Contrary(), None, Contrary()]})
    assert PandasSource(frame).order([SortKey(0)]).tolist() == [0, 2, 1]


def test_numbers_that_do_not_compare_are_ordered_exactly():
    values = [Fraction(1, 3), Decimal("0.25"), np.float32(0.5), -np.inf, 2**70]
    frame = pd.DataFrame({"x": pd.Series(values, dtype=object)})
    assert PandasSource(frame).order([SortKey(0)]).tolist() == [3, 1, 0, 2, 4]


@pytest.mark.parametrize(
    "rows",
    [
        range(5),
        range(1, 3),
        range(0),
        range(4, -1, -1),
        range(0, 5, 2),
        np.array([4, 0, 0, 2], dtype=np.uint32),
        np.array([3], dtype=np.uint64),
    ],
    ids=str,
)
@pytest.mark.parametrize("name", COLUMNS)
def test_cells_are_those_of_the_rows_asked(name, rows):
    frame = COLUMNS[name].to_frame("x").set_index(COLUMNS[name], append=True)
    source = PandasSource(frame)
    whole, level = source.cells(0, range(5)), source.cells(-2, range(5))
    places = [int(row) for row in rows]
    for number, every in ((0, whole), (-2, level)):
        cells = source.cells(number, rows)
        assert list(cells.texts) == [every.texts[place] for place in places]
        assert cells.marks == {
            at: every.marks[place]
            for at, place in enumerate(places)
            if place in every.marks
        }


def test_duplicate_names_are_told_apart_by_position():
    frame = pd.DataFrame([[1, "a", 2.5], [2, "b", 1.5]], columns=["x", "x", "x"])
    source = PandasSource(frame)
    assert [source.field(n).kind.value for n in range(3)] == [
        "number",
        "text",
        "number",
    ]
    assert source.cells(1, range(2)).texts == ["a", "b"]
    assert source.order([SortKey(2)]).tolist() == [1, 0]
    assert source.take(range(2), [2, 0]).to_numpy().tolist() == [[2.5, 1], [1.5, 2]]


def test_index_levels_are_fields():
    index = pd.MultiIndex.from_product([["b", "a"], [2, 1]], names=["order", None])
    frame = pd.DataFrame({"x": range(4)}, index=index)
    source = source_of(frame)
    assert source.n_levels == 2
    assert source.field(-1).name == "order"
    assert source.field(-2).label == ("",)
    assert source.cells(-1, range(1, 3)).texts == ["b", "a"]
    assert source.value(-2, 3) == 1
    keys = [SortKey(-1), SortKey(-2, descending=True)]
    assert source.order(keys).tolist() == [2, 3, 0, 1]


def test_range_index_is_cells_and_order():
    frame = pd.DataFrame({"x": range(6)}, index=pd.RangeIndex(10, 4, -1, name="n"))
    source = PandasSource(frame)
    assert source.cells(-1, range(1, 3)).texts == ["9", "8"]
    assert source.order([SortKey(-1)]).tolist() == [5, 4, 3, 2, 1, 0]


@pytest.mark.parametrize("number", [3, -2, 10**9])
def test_unknown_fields_are_refused(number):
    source = PandasSource(pd.DataFrame(np.zeros((2, 3))))
    for ask in (
        lambda: source.field(number),
        lambda: source.cells(number, range(1)),
        lambda: source.value(number, 0),
        lambda: source.order([SortKey(number)]),
        lambda: source.take(range(1), [number]),
    ):
        with pytest.raises(UnknownColumn):
            ask()


@pytest.mark.parametrize("shape", [(0, 0), (0, 3), (3, 0)])
def test_empty_frames(shape):
    source = PandasSource(pd.DataFrame(np.zeros(shape)))
    assert (source.n_rows, source.n_columns) == shape
    assert len(source.cells(-1, range(shape[0])).texts) == shape[0]
    assert source.order([SortKey(-1)]).tolist() == list(range(shape[0]))
    assert source.take(range(shape[0]), range(shape[1])).shape == shape
    assert source.nbytes() >= 0


def test_later_rows_and_columns_do_not_mix_in():
    frame = pd.DataFrame({"x": [3, 1, 2], "y": list("abc")})
    source = PandasSource(frame)
    frame.insert(0, "w", 0)
    frame.loc[3] = [9, 9, "z"]
    del frame["y"]
    assert source.frame is frame
    assert (source.n_rows, source.n_columns) == (3, 2)
    assert source.cells(1, range(3)).texts == ["a", "b", "c"]


@pytest.mark.skipif(pd.__version__ < "3", reason="pandas 2 writes through")
def test_later_writes_are_not_seen_under_copy_on_write():
    frame = pd.DataFrame({"x": [3, 1, 2]})
    source = PandasSource(frame)
    frame.loc[0, "x"] = -1
    frame["x"] += 10
    assert source.cells(0, range(3)).texts == ["3", "1", "2"]


def test_take_gives_a_frame_of_its_own():
    frame = pd.DataFrame({"x": [3, 1, 2], "y": [1.0, 2.0, 3.0]}, index=list("abc"))
    source = PandasSource(frame)
    for rows in (range(3), np.array([2, 0], dtype=np.uint32)):
        for numbers in ([0, 1], [1]):
            taken = source.take(rows, numbers)
            places = [int(row) for row in rows]
            pd.testing.assert_frame_equal(taken, frame.iloc[places, numbers])
            taken.iloc[:, :] = -1
    assert frame["x"].tolist() == [3, 1, 2]
    assert frame["y"].tolist() == [1.0, 2.0, 3.0]


def test_nbytes_is_about_the_memory_and_scans_nothing():
    class Tiring:
        asked = 0

        def __sizeof__(self):
            Tiring.asked += 1
            return 1000

    frame = pd.DataFrame(
        {"n": np.arange(10_000), "o": [Tiring() for _ in range(10_000)]}
    )
    size = PandasSource(frame).nbytes()
    assert 10_000 * 1016 <= size <= 10_000 * 1100
    assert Tiring.asked <= 64


def test_opening_a_wide_frame_touches_no_column():
    frame = pd.DataFrame(np.zeros((3, 10_000)))
    source = PandasSource(frame)
    assert source.field(9_999).label == ("9999",)
    assert source.nbytes() == pytest.approx(3 * 10_000 * 8, rel=0.01)


def test_a_source_holds_the_frame_and_nothing_else_does():
    frame = pd.DataFrame({"x": [3, 1, 2]})
    ref = weakref.ref(frame)
    source = PandasSource(frame)
    source.order([SortKey(0)])
    del frame
    gc.collect()
    assert ref() is source.frame
    del source
    gc.collect()
    assert ref() is None
