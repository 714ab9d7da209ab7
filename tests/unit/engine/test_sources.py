"""Every source serves every awkward frame, and its order has an oracle."""

import gc
import subprocess
import sys
import weakref
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dtale_nb.engine.accept import as_frame
from dtale_nb.engine.memory import source_of
from dtale_nb.engine.source import SortKey
from dtale_nb.errors import BadArgument, UnknownColumn
from tests import frames

pl = pytest.importorskip("polars")

TAME = frames.names(without=["misbehaving", "slow"])


@pytest.mark.parametrize("name", TAME)
def test_what_must_be_seen_is_seen(name):
    sample = frames.sample(name)
    source = source_of(as_frame(sample.frame))
    for (row, number), (text, mark) in sample.seen.items():
        for rows in (range(row, row + 1), np.array([row], dtype=np.uint32)):
            cells = source.cells(number, rows)
            assert (cells.texts[0], cells.marks.get(0)) == (text, mark)


def fields(source):
    """Numbers of at most 30 fields."""
    every = range(-source.n_levels, source.n_columns)
    return every[:20] if len(every) <= 20 else [*every[:15], *every[-15:]]


def off_main(work, *args):
    """Run as the server does, where a KeyboardInterrupt is a whim of a value."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(work, *args).result(60)


@pytest.mark.parametrize("name", frames.names())
def test_every_frame_is_described_paged_and_ordered(name):
    off_main(describe_page_and_order, name)


def describe_page_and_order(name):
    source = source_of(as_frame(frames.build(name)))
    n = min(source.n_rows, 300)
    assert source.nbytes() >= 0
    for number in fields(source):
        field = source.field(number)
        assert field.number == number
        assert len(field.label) == (len(source.column_levels) if number >= 0 else 1)
        whole = source.cells(number, range(n))
        assert len(whole.texts) == n
        if source.n_rows > 100_000:
            continue
        for descending in (False, True):
            if name == "a column that fails when read" and number == 0:
                with pytest.raises(BadArgument, match="cannot be read"):
                    source.order([SortKey(number, descending)])
                continue
            ids = source.order([SortKey(number, descending)])
            assert sorted(ids.tolist()) == list(range(source.n_rows))


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize(
    "name", frames.names(without=["misbehaving", "slow", "polars", "arrow", "large"])
)
def test_order_equals_pandas_where_pandas_has_one(name, descending):
    frame = as_frame(frames.build(name))
    source = source_of(frame)
    for number in fields(source):
        values = (
            frame.iloc[:, number]
            if number >= 0
            else frame.index.get_level_values(~number).to_series()
        )
        try:
            wanted = values.reset_index(drop=True).sort_values(
                kind="stable", na_position="last", ascending=not descending
            )
        except Exception:  # noqa: BLE001 - pandas has none
            continue
        found = source.order([SortKey(number, descending)])
        assert found.tolist() == wanted.index.tolist()


TABLE = {
    "i": [3, None, 1, 3, 2],
    "f": [1.5, float("nan"), None, -0.0, 0.0],
    "s": ["b", None, "", "ä", "b"],
}


def polars_frame():
    return pl.DataFrame(TABLE, schema={"i": pl.Int64, "f": pl.Float64, "s": pl.String})


def arrow_table():
    schema = pa.schema([("i", pa.int64()), ("f", pa.float64()), ("s", pa.string())])
    table = pa.table(TABLE, schema=schema)
    return pa.concat_tables([table.slice(0, 2), table.slice(2)])


def record_batch():
    return arrow_table().combine_chunks().to_batches()[0]


MAKERS = [polars_frame, arrow_table, record_batch]


@pytest.mark.parametrize("make", MAKERS)
def test_other_libraries_answer_alike(make):
    frame = make()
    source = source_of(frame)
    assert source.frame is frame
    assert source.type_name == type(frame).__name__
    assert (source.n_rows, source.n_columns, source.n_levels) == (5, 3, 0)
    assert [source.field(n).kind.value for n in range(3)] == [
        "number",
        "number",
        "text",
    ]
    for rows in (range(1, 4), range(3, 0, -1), np.array([4, 0, 4], dtype=np.uint32)):
        cells = source.cells(2, rows)
        words = [["b", "null", "", "ä", "b"][row] for row in rows]
        assert list(cells.texts) == words
        taken = source.take(rows, [2, 0])
        assert type(taken) is type(frame)
        got = (
            taken.to_dict(as_series=False)
            if make is polars_frame
            else taken.to_pydict()
        )
        assert got == {name: [TABLE[name][row] for row in rows] for name in "si"}
    assert source.order([SortKey(1)]).tolist() == [3, 4, 0, 1, 2]
    assert source.order([SortKey(1, descending=True)]).tolist() == [0, 3, 4, 1, 2]
    both = [SortKey(2, descending=True), SortKey(0)]
    assert source.order(both).tolist() == [3, 4, 0, 2, 1]
    some = np.array([0, 2, 4], dtype=np.uint32)
    assert source.order(both, some).tolist() == [4, 0, 2]
    assert source.value(2, 3) == "ä"
    assert source.nbytes() > 0
    for ask in (source.field, lambda n: source.cells(n, range(1))):
        for number in (3, -1):
            with pytest.raises(UnknownColumn):
                ask(number)


@settings(deadline=None)
@given(
    values=st.lists(
        st.tuples(
            st.none() | st.floats(width=32),
            st.none() | st.text(alphabet="ab\0ä", max_size=9),
            st.none() | st.integers(-3, 3),
        ),
        max_size=40,
    ),
    keys=st.lists(
        st.tuples(st.integers(0, 2), st.booleans()),
        min_size=1,
        max_size=3,
        unique_by=lambda key: key[0],
    ),
)
def test_polars_and_arrow_order_as_polars_does(values, keys):
    schema = {"0": pl.Float64, "1": pl.String, "2": pl.Int64}
    frame = pl.DataFrame(values, schema=schema, orient="row")
    by = [SortKey(*key) for key in keys]
    plain = frame.with_columns(pl.col("0").fill_nan(None))
    columns, descending = [], []
    for number, down in keys:
        if number == 0:  # NaN after all numbers and before null, both ways
            columns += [
                pl.when(pl.col("0").is_nan())
                .then(1)
                .when(pl.col("0").is_null())
                .then(2)
                .otherwise(0)
            ]
            descending += [False]
        columns += [plain[str(number)]]
        descending += [down]
    columns += [pl.int_range(pl.len())]  # some Polars turn ties of nulls around
    descending += [False]
    wanted = frame.select(
        pl.arg_sort_by(columns, descending=descending, nulls_last=True)
    ).to_series()
    assert source_of(frame).order(by).tolist() == wanted.to_list()
    assert source_of(frame.to_arrow()).order(by).tolist() == wanted.to_list()


@pytest.mark.parametrize(
    ("values", "wanted"),
    [
        (pl.Series(["b", "a", None, "b"], dtype=pl.Enum(["b", "a"])), [0, 3, 1, 2]),
        (pl.Series(["b", "a", None, "b"], dtype=pl.Categorical), [1, 0, 3, 2]),
        (pl.Series([[2], [1, 5], None, [1]]), [3, 1, 0, 2]),
        (pl.Series([{"a": 2}, {"a": 1}]), [1, 0]),
        (pl.Series([3, 1, 2]).cast(pl.Int128), [1, 2, 0]),
        (pl.Series(["2.5", "-1", None]).cast(pl.Decimal(9, 2)), [1, 0, 2]),
        (pl.Series([b"b", b"a"]), [1, 0]),
        (pl.Series([None, None]), [0, 1]),
        (pl.Series([3, None, "a", 1.5], dtype=pl.Object), [3, 0, 2, 1]),
    ],
    ids=lambda value: str(getattr(value, "dtype", "")),
)
def test_polars_kinds(values, wanted):
    source = source_of(values.alias("x").to_frame())
    assert source.order([SortKey(0)]).tolist() == wanted


def test_columns_added_to_a_polars_frame_do_not_mix_in():
    frame = polars_frame()
    source = source_of(frame)
    frame.insert_column(0, pl.Series("new", [0] * 5))
    assert source.n_columns == 3
    assert source.field(0).name == "i"


@pytest.mark.parametrize("make", MAKERS[:2])
def test_a_source_lets_its_frame_go(make):
    frame = make()
    ref = weakref.ref(frame)
    source = source_of(frame)
    source.order([SortKey(2)])
    del frame, source
    gc.collect()
    assert ref() is None


def test_arrays_and_series_of_other_libraries_are_accepted():
    assert as_frame(pl.Series("x", [1, 2])).columns == ["x"]
    assert as_frame(pa.array([1, 2])).num_rows == 2
    assert as_frame(pa.chunked_array([[1], [2]])).num_rows == 2
    for make in MAKERS:
        frame = make()
        assert as_frame(frame) is frame


def test_polars_is_not_imported_for_a_pandas_frame():
    code = (
        "import sys, pandas as pd; from dtale_nb.engine.store import FrameStore;"
        "v = FrameStore().add(pd.DataFrame({'x': [2, 1]}), pinned=True);"
        "v.page(0, 2, [0]); assert 'polars' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_pages_of_many_chunks_cost_what_is_asked():
    table = pa.concat_tables([pa.table({"x": np.arange(1_000)})] * 200)
    source = source_of(table)
    rows = np.random.default_rng(0).integers(0, 200_000, 100).astype(np.uint32)
    wanted = [str(row % 1_000) for row in rows]
    assert list(source.cells(0, rows).texts) == wanted
