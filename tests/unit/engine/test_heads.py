"""The first rows of an order agree with the whole order, ties included."""

import contextlib
import gc
import threading
import time
import weakref

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from dtale_nb.engine import pending
from dtale_nb.engine.jobs import Workers, checkpoint
from dtale_nb.engine.memory import heads, source_of
from dtale_nb.engine.source import SortKey
from dtale_nb.engine.views import FrameView
from dtale_nb.errors import StaleVersion, ViewLetGo

N = 200_000
RANDOM = np.random.default_rng(7)
NORMAL = RANDOM.normal(size=N)
WORDS = pa.array([f"user {n}" for n in RANDOM.integers(0, 10**6, N)])
COLUMNS = {
    "int": RANDOM.permutation(N),
    "small int": RANDOM.integers(0, 50, N),
    "few": RANDOM.integers(0, 3, N),
    "float": NORMAL,
    "holes": np.where(RANDOM.random(N) < 0.3, np.nan, NORMAL),
    "nearly all missing": np.where(RANDOM.random(N) < 0.999, np.nan, NORMAL),
    "moments": pd.Series((NORMAL * 1e9).astype("M8[us]")).mask(NORMAL > 1),
    "Int64": pd.Series(RANDOM.integers(-9, 10**6, N)).mask(NORMAL > 1).astype("Int64"),
    "Float64": pd.Series(NORMAL).mask(NORMAL > 1).astype("Float64"),
    "category": pd.Series(RANDOM.integers(0, 500, N)).astype("category"),
    "text": pd.Series(pd.array(WORDS, dtype=pd.ArrowDtype(pa.string()))),
    "str": pd.Series(WORDS.to_pandas()).mask(NORMAL > 1).astype("string[pyarrow]"),
    "arrow float": pd.Series(NORMAL).astype(pd.ArrowDtype(pa.float64())),
    "bool": NORMAL > 0,
    "object": pd.Series(WORDS.to_pandas(), dtype=object),
    "one": np.zeros(N, dtype=np.int8),
    "ascending": np.arange(N) // 7,
    "descending": -np.arange(N) / 7,
    "zeros": np.where(NORMAL > 0, 0.0, -0.0),
}
FRAME = pd.DataFrame(COLUMNS)
TIED = ["small int", "few", "one", "zeros"]
SEVERAL = ["int", "float", "holes", "moments", "Int64", "category", "text", "str"]
QUICK = [*TIED, *SEVERAL]


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("name", COLUMNS)
def test_the_head_is_the_beginning_of_the_order(name, descending):
    source = source_of(FRAME)
    first = SortKey(FRAME.columns.get_loc(name), descending)
    for keys in ([first], [first, SortKey(1), SortKey(3, descending=True)]):
        head = source.head(keys, 2_000)
        assert head is not None or name not in (QUICK if len(keys) == 1 else SEVERAL)
        if head is not None:
            assert len(head) >= 2_000
            assert head.tolist() == source.order(keys)[: len(head)].tolist()
        some = np.flatnonzero(NORMAL > 0.2).astype(np.uint32)
        head = source.head(keys, 500, some)
        if head is not None:
            assert head.tolist() == source.order(keys, some)[: len(head)].tolist()


def test_few_values_are_not_all_kept():
    """Once the first of what is wanted are there, what equals the last is passed."""
    values = np.zeros(3 * heads.CHUNK, dtype=np.int64)
    values[-1], values[7] = -1, 1
    kept = heads.head_rows(pd.Series(values).array, 50, descending=False, alone=True)
    assert kept.tolist() == [*range(7), *range(8, 51), len(values) - 1]
    kept = heads.head_rows(pd.Series(values).array, 50, descending=True, alone=True)
    assert kept.tolist() == list(range(51))


@pytest.mark.parametrize("library", ["polars", "pyarrow"])
@pytest.mark.parametrize("descending", [False, True])
def test_other_libraries(library, descending):
    plain = pd.DataFrame({"f": COLUMNS["holes"], "s": COLUMNS["text"]})
    frame = pa.Table.from_pandas(plain)
    if library == "polars":
        frame = pytest.importorskip("polars").from_arrow(frame)
    source = source_of(frame)
    for number in range(2):
        keys = [SortKey(number, descending)]
        head = source.head(keys, 500)
        assert 500 <= len(head) < N
        assert head.tolist() == source.order(keys)[: len(head)].tolist()
        some = np.flatnonzero(NORMAL > 0.2).astype(np.uint32)
        head = source.head(keys, 500, some)
        assert head.tolist() == source.order(keys, some)[: len(head)].tolist()


def test_the_first_page_of_filtered_rows_agrees_with_the_last(monkeypatch):
    monkeypatch.setattr(pending, "LARGE", 1_000)
    view = FrameView("1f", "x", source_of(FRAME), Workers())
    view.change(
        sort=[SortKey(0, descending=True)],
        filter={"column": "small int", "op": "lt", "value": 25},
    )
    page = view.page(0, 50, [0])
    wanted = FRAME[FRAME["small int"] < 25].sort_values("int", ascending=False)
    assert list(page.columns[0].texts) == [str(n) for n in wanted["int"][:50]]
    assert page.total == len(wanted)
    assert view.rows().tolist() == wanted.index.tolist()
    deep = view.page(page.total - 5, page.total, [0])
    assert list(deep.columns[0].texts) == [str(n) for n in wanted["int"][-5:]]


def test_the_first_page_comes_before_the_order(monkeypatch):
    monkeypatch.setattr(pending, "LARGE", 1_000)
    source = source_of(FRAME)
    asked = []
    order = source.order
    source.order = lambda keys, rows=None: asked.append(rows) or order(keys, rows)
    view = FrameView("1f", "x", source, Workers())
    keys = [SortKey(3, descending=True)]
    view.change(sort=keys)
    wanted = order(keys)
    page = view.page(0, 60, [3])
    assert asked[0] is not None  # only what came near the cut was ordered
    texts = [repr(float(NORMAL[row])) for row in wanted[:60]]
    assert list(page.columns[0].texts) == texts
    deep = view.page(150_000, 150_010, [3])
    texts = [repr(float(NORMAL[row])) for row in wanted[150_000:150_010]]
    assert list(deep.columns[0].texts) == texts
    assert view.rows().tolist() == wanted.tolist()
    assert sum(rows is None for rows in asked) == 1


def test_a_new_order_stops_the_older_one(monkeypatch):
    monkeypatch.setattr(pending, "LARGE", 1_000)
    source = source_of(FRAME)
    order = source.order

    def endless(keys, rows=None):
        while rows is None:  # all but the heads
            checkpoint()
            time.sleep(0.001)
        return order(keys, rows)

    source.order = endless
    view = FrameView("1f", "x", source, Workers())
    jobs = []
    for number in (3, 4, 0, 1):
        view.change(sort=[SortKey(number)])
        view.page(0, 10, [0])
        jobs.append(view._resolver._pending.job)
    assert jobs[2].wait(60)
    assert not jobs[3].has_ended
    view.let_go()
    assert all(job.wait(60) for job in jobs)
    assert all(job.was_stopped for job in jobs)


def read_until(ended, view, wrong):
    random = np.random.default_rng(threading.get_ident())
    while not ended.is_set():
        with contextlib.suppress(StaleVersion, ViewLetGo):
            page = view.page(int(random.integers(0, 4_000)), 5_000, [0])
            if len(page.columns[0].texts) != page.stop - page.start:
                wrong.append(page)


def test_stopping_at_random_leaves_nothing(monkeypatch):
    monkeypatch.setattr(pending, "LARGE", 1_000)
    random = np.random.default_rng(4)
    view = FrameView("1f", "x", source_of(FRAME), Workers())
    made = weakref.ref(view._answers)
    wrong, ended = [], threading.Event()
    readers = [
        threading.Thread(target=read_until, args=(ended, view, wrong)) for _ in range(3)
    ]
    for reader in readers:
        reader.start()
    for _ in range(200):
        number = int(random.integers(0, len(FRAME.columns)))
        least = int(random.integers(0, 50))
        condition = {"column": "small int", "op": "ge", "value": least}
        view.change(
            sort=[SortKey(number, bool(random.integers(2)))],
            filter=condition if least % 2 else None,
        )
        time.sleep(random.random() / 100)
    view.let_go()
    ended.set()
    for reader in readers:
        reader.join(60)
        assert not reader.is_alive()
    assert wrong == []
    no_job_is_left()
    gc.collect()
    assert made() is None


def no_job_is_left():
    until = time.monotonic() + 60
    while any(t.name == "dtale_nb job" for t in threading.enumerate()):
        assert time.monotonic() < until
        time.sleep(0.01)
