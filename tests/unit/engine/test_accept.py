"""What is accepted besides frames, and that its data is not copied."""

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from dtale_nb.engine.accept import as_frame
from dtale_nb.engine.memory import source_of


def shares(frame, array, column=0):
    return np.shares_memory(frame.iloc[:, column].to_numpy(), array)


def test_a_frame_is_itself():
    frame = pd.DataFrame({"x": [1]})
    assert as_frame(frame) is frame


def test_series():
    series = pd.Series([1.5, 2.5], index=["a", "b"], name="price")
    frame = as_frame(series)
    assert frame.columns.tolist() == ["price"]
    assert frame.index.tolist() == ["a", "b"]
    assert shares(frame, series.to_numpy())
    assert as_frame(pd.Series([1, 2])).shape == (2, 1)


@pytest.mark.parametrize(
    "index",
    [
        pd.Index(["b", "a"], name="key"),
        pd.RangeIndex(3, 9, 2),
        pd.date_range("2026-01-01", periods=3, tz="Europe/Oslo"),
        pd.CategoricalIndex(["a", "b", None]),
        pd.Index([]),
    ],
    ids=lambda index: type(index).__name__,
)
def test_index(index):
    frame = as_frame(index)
    assert frame.columns.tolist() == [index.name if index.name is not None else 0]
    assert frame.index.equals(pd.RangeIndex(len(index)))
    assert frame.iloc[:, 0].dtype == index.dtype
    pd.testing.assert_series_equal(
        frame.iloc[:, 0],
        index.to_series(index=frame.index),
        check_names=False,
        check_freq=False,
    )


def test_multi_index_with_repeated_and_missing_names():
    index = pd.MultiIndex.from_tuples(
        [("a", 1, 2.5), ("b", 2, None)], names=["x", None, "x"]
    )
    frame = as_frame(index)
    assert frame.columns.tolist() == ["x", 1, "x"]
    assert frame.iloc[:, 0].tolist() == ["a", "b"]
    assert frame.iloc[0, 2] == 2.5


def test_arrays_are_not_copied():
    flat, grid = np.arange(5.0), np.arange(6).reshape(3, 2)
    assert shares(as_frame(flat), flat)
    assert shares(as_frame(grid), grid, 1)
    assert as_frame(grid).shape == (3, 2)


def test_structured_arrays():
    array = np.array(
        [(1, 2.5, "a", [1, 2]), (3, 4.5, "b", [3, 4])],
        dtype=[("n", "i4"), ("f", ">f8"), ("s", "U3"), ("v", "i4", 2)],
    )
    frame = as_frame(array)
    assert frame.columns.tolist() == ["n", "f", "s", "v"]
    assert frame["f"].tolist() == [2.5, 4.5]
    assert frame["s"].tolist() == ["a", "b"]
    assert frame["v"][1].tolist() == [3, 4]


def test_foreign_byte_order_and_masked_arrays():
    assert as_frame(np.array([1, 2], dtype=">i8"))[0].tolist() == [1, 2]
    masked = as_frame(np.ma.masked_array([1.0, 2.0], mask=[False, True]))
    assert masked[0].isna().tolist() == [False, True]


def test_dicts_and_records():
    assert as_frame({"a": [1, 2], "b": ["x", "y"]}).shape == (2, 2)
    array = np.arange(5)
    assert shares(as_frame({"a": array}), array)
    assert as_frame({"a": 1, "b": "text"}).to_dict("records") == [{"a": 1, "b": "text"}]
    records = as_frame([{"a": 1}, {"a": 2, "b": "x"}])
    assert records.columns.tolist() == ["a", "b"]
    assert records["b"].isna().tolist() == [True, False]
    assert as_frame({}).shape == (0, 0)
    assert as_frame([]).shape == (0, 0)


@pytest.mark.parametrize(
    "thing",
    [
        "text", b"bytes", 7, None, {1, 2}, [1, 2], [{"a": 1}, 2], object(),
        np.array(5), np.zeros((2, 2, 2)), {"a": [1, 2], "b": [1]},
    ],
    ids=repr,
)  # fmt: skip
def test_anything_else_is_told_what_is_accepted(thing):
    with pytest.raises(TypeError, match="accepted are a pandas DataFrame, Series"):
        as_frame(thing)


def test_what_gives_a_stream_of_arrow():
    duckdb = pytest.importorskip("duckdb")
    relation = duckdb.sql("select range id, 'n' || range as name from range(3)")
    frame = as_frame(relation)
    assert frame.to_pydict() == {"id": [0, 1, 2], "name": ["n0", "n1", "n2"]}
    assert source_of(frame).n_rows == 3


def test_a_reader_of_batches():
    batches = pa.table({"x": [1, 2]}).to_reader()
    assert as_frame(batches).to_pydict() == {"x": [1, 2]}


def test_what_is_not_in_memory_is_told_how_it_is_read():
    lazy = pl.LazyFrame({"x": [1]})
    with pytest.raises(TypeError, match=r"show what its \.collect\(\)"):
        as_frame(lazy)
