"""Masks in parts: as wide as a cache, soon stopped, and exact."""

import threading

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from dtale_nb.engine import jobs
from dtale_nb.engine.filters import columns, kept_rows, read_tree
from dtale_nb.engine.jobs import Cancelled, Token, stoppable
from dtale_nb.engine.memory import rows, source_of

N = 10_007


def kept(frame, spec):
    source = source_of(frame)
    return kept_rows(read_tree(spec, source), source).tolist()


@pytest.mark.parametrize("share", [0.0, 0.001, 0.02, 0.09, 0.11, 0.5, 1.0])
@pytest.mark.parametrize("n", [0, 1, 255, 256, 257, N])
@pytest.mark.parametrize("step", [1, 3])
def test_places_are_those_that_are_true(share, n, step, monkeypatch):
    monkeypatch.setattr(rows, "CHUNK", 256)
    mask = (np.random.default_rng(n).random(n * step) < share)[::step]
    found = rows.places_of(mask)
    assert found.dtype == np.uint32
    np.testing.assert_array_equal(found, np.flatnonzero(mask))


def test_places_beyond_four_bytes_are_wide(monkeypatch):
    monkeypatch.setattr(rows, "NARROW", N - 1)
    mask = np.ones(N, dtype=bool)
    found = rows.places_of(mask)
    assert found.dtype == np.uint64
    np.testing.assert_array_equal(found, np.arange(N))


@pytest.mark.parametrize("n_labels", [1, 3, 50, 300])
@pytest.mark.parametrize("ordered", [True, False])
def test_categories_are_kept_as_pandas_keeps_them(n_labels, ordered, monkeypatch):
    monkeypatch.setattr(columns, "CHUNK", 1_000)
    random = np.random.default_rng(n_labels)
    codes = random.integers(-1, n_labels, N)
    labels = [f"kind {place}" for place in range(n_labels)]
    frame = pd.DataFrame({"x": pd.Categorical.from_codes(codes, labels, ordered)})
    series, last = frame["x"], f"kind {n_labels - 1}"
    many = labels[::2]
    wanted = {
        ("eq", last): series == last,
        ("ne", last): series != last,
        ("in", tuple(many)): series.isin(many),
        ("in", (None, last)): series.isna() | (series == last),
        ("not_in", tuple(many)): ~series.isin(many),
        ("contains", "1"): series.astype("str").str.contains("1") & series.notna(),
        ("contains", "nowhere"): series.isna() & False,
    }
    if ordered:
        wanted["lt", last] = series < last
    for (op, value), mask in wanted.items():
        spec = {"column": "x", "op": op, "value": value}
        spec["value"] = list(value) if isinstance(value, tuple) else value
        assert kept(frame, spec) == np.flatnonzero(mask).tolist(), spec


class Counting(Token):
    """Counts how often a piece of work asks whether it is still wanted."""

    def __init__(self, most):
        super().__init__()
        self.asked, self.most = 0, most

    @property
    def is_cancelled(self):
        self.asked += 1
        return self.asked > self.most


def test_wide_texts_are_stopped_as_soon_as_narrow_ones():
    """A part is so many bytes, so one of long texts has few of them."""
    texts = ["x" * 100_000 for _ in range(400)]
    frame = pd.DataFrame({"s": texts, "n": range(400)})
    source = source_of(frame)
    node = read_tree({"column": "s", "op": "contains", "value": "y"}, source)
    token = Counting(10)
    with stoppable(token), pytest.raises(Cancelled):
        kept_rows(node, source)
    node = read_tree({"column": "n", "op": "gt", "value": 7}, source)
    token = Counting(10)
    with stoppable(token):
        assert len(kept_rows(node, source)) == 392
    assert token.asked < 5


def test_lists_that_are_views_are_read_one_by_one(monkeypatch):
    """PyArrow 26 ends the process on some parts of them, and misreads others."""
    if not hasattr(pa, "list_view"):
        pytest.skip("PyArrow before 16 has none")
    monkeypatch.setattr(columns, "CHUNK", 1)
    values = pa.array([[1, 2], None, [3], []], type=pa.list_view(pa.int64()))
    frame = pd.DataFrame({"x": pd.arrays.ArrowExtensionArray(pa.chunked_array(values))})
    assert kept(frame, {"column": "x", "op": "ne", "value": 1}) == [0, 2, 3]
    assert kept(frame, {"column": "x", "op": "eq", "value": 1}) == []
    assert kept(frame, {"column": "x", "op": "has", "value": 3}) == [2]
    assert kept(frame, {"column": "x", "op": "missing"}) == [1]


@pytest.mark.parametrize("cores", [1, 2, 3])
@pytest.mark.parametrize(
    ("values", "spec"),
    [
        (
            pd.Series([f"user {n * 7919 % N}" for n in range(N)], dtype="string"),
            {"op": "contains", "value": "77"},
        ),
        (pd.Series(np.arange(N) * 7919 % N), {"op": "between", "value": [50, 700]}),
        (
            pd.Series(pd.date_range("1999-12-31", periods=N, freq="h")),
            {"op": "on", "value": "2000"},
        ),
    ],
    ids=["texts", "numbers", "moments"],
)
def test_values_are_tested_by_several_threads(values, spec, cores, monkeypatch):
    monkeypatch.setattr(jobs, "CORES", cores)
    monkeypatch.setattr(columns, "CHUNK", 1_000)
    monkeypatch.setattr(rows, "CHUNK", 256)
    values[::11] = None
    wanted = {
        "contains": lambda: values.str.contains("77").fillna(False),
        "between": lambda: values.between(50, 700),
        "on": lambda: values.dt.year == 2000,
    }[spec["op"]]()
    found = kept(pd.DataFrame({"x": values}), {"column": "x", **spec})
    assert found == np.flatnonzero(wanted).tolist()


def test_an_error_in_one_thread_is_told_and_none_is_left(monkeypatch):
    monkeypatch.setattr(columns, "CHUNK", 1_000)
    values = pd.Series(np.arange(N)).array

    def test(part):
        if 5_000 in part:
            raise MemoryError("too large")
        return part > 7

    before = threading.active_count()
    with pytest.raises(MemoryError, match="too large"):
        columns.tested(values, test)
    assert threading.active_count() == before


@pytest.mark.parametrize("kind", ["f8", "i2", "Int64", "M8[us]", "m8[ns]"])
@pytest.mark.parametrize("n", [1, 10, 900, 2 * N])
def test_the_ends_of_a_column_are_found_in_parts(kind, n, monkeypatch):
    """All that equal the last of them are among them, wherever they lie."""
    monkeypatch.setattr(columns, "CHUNK", 8 * 100)
    random = np.random.default_rng(n)
    series = pd.Series(random.integers(-300, 300, N)).astype(kind)
    if kind != "i2":
        series[random.random(N) < 0.1] = None
    frame = pd.DataFrame({"x": series})
    there = series.dropna()
    for word, ends in (("top", there.nlargest), ("bottom", there.nsmallest)):
        found = kept(frame, {"column": "x", "op": word, "value": n})
        wanted = np.flatnonzero(series.index.isin(ends(n, keep="all").index))
        np.testing.assert_array_equal(found, wanted)
    if kind == "M8[us]":
        near = series >= series.max() - pd.Timedelta("90us")
        spec = {"column": "x", "op": "last", "value": "90us"}
        assert kept(frame, spec) == np.flatnonzero(near).tolist()


@pytest.mark.parametrize("op", [{"op": "top", "value": 3}, {"op": "outlier"}])
def test_where_nothing_is_there_nothing_is_kept(op):
    frame = pd.DataFrame({"x": np.full(5, np.nan)})
    assert kept(frame, {"column": "x", **op}) == []
