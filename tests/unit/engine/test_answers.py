"""Answers derive from answers: what was reused is counted, and compared."""

import threading

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dtale_nb.engine import derived
from dtale_nb.engine.answers import Answers, CacheLimit
from dtale_nb.engine.filters import read_tree
from dtale_nb.engine.jobs import Workers
from dtale_nb.engine.memory import codes, source_of
from dtale_nb.engine.questions import Question
from dtale_nb.engine.source import SortKey
from dtale_nb.engine.states import ViewState

N = 5_000
RANDOM = np.random.default_rng(8)
FRAME = pd.DataFrame(
    {
        "few": RANDOM.integers(0, 7, N),
        "float": np.where(
            RANDOM.random(N) < 0.2, np.nan, RANDOM.normal(size=N).round(1)
        ),
        "text": pd.Series(RANDOM.choice(["b", "a", None, "é", ""], N), dtype="string"),
        "time": pd.Series(RANDOM.integers(0, 90, N).astype("M8[D]")).where(
            RANDOM.random(N) > 0.1
        ),
        "kind": pd.Categorical.from_codes(RANDOM.integers(-1, 3, N), list("zax")),
        "Int64": pd.array(RANDOM.integers(0, 4, N), dtype="Int64"),
        "unique": RANDOM.permutation(N),
        "object": pd.Series(RANDOM.choice(np.array([1, "a", None], dtype=object), N)),
        "truth": RANDOM.random(N) < 0.5,
    }
)
FRAME.loc[::11, "Int64"] = None


class Counting:
    """A source that remembers what it was asked to order."""

    def __init__(self, frame):
        self._inner = source_of(frame)
        self.orders = []

    def __getattr__(self, name):
        return getattr(self._inner, name)

    def order(self, keys, rows=None):
        self.orders.append((tuple(keys), None if rows is None else len(rows)))
        return self._inner.order(keys, rows)


def in_library(library):
    frame = FRAME if library == "pandas" else FRAME.drop(columns="object")
    if library != "pandas":
        frame = pa.Table.from_pandas(frame, preserve_index=False)
    if library == "polars":
        frame = pytest.importorskip("polars").from_arrow(frame)
    return frame


def question(source, sort=(), tree=None):
    return Question.of(ViewState(tuple(sort), read_tree(tree, source)))


def plainly(source, sort, rows=None):
    return source.order(sort, rows).tolist()


UP, DOWN = SortKey(1), SortKey(1, descending=True)
PLUS = {"column": "few", "op": "ge", "value": 2}
LESS = {"column": "few", "op": "lt", "value": 5}


@pytest.mark.parametrize("library", ["pandas", "pyarrow", "polars"])
@pytest.mark.parametrize("descending", [False, True])
def test_the_opposite_order_is_read_off(library, descending):
    source = Counting(in_library(library))
    for number in range(source.n_columns):
        answers = Answers(source)
        answers.rows(question(source, [SortKey(number, descending=descending)]))
        source.orders.clear()
        other = [SortKey(number, descending=not descending)]
        found = answers.rows(question(source, other))
        is_object = source.field(number).dtype == "object"
        assert bool(source.orders) is is_object
        assert found.tolist() == plainly(source, other), source.field(number).name


@pytest.mark.parametrize("library", ["pandas", "pyarrow", "polars"])
def test_another_key_orders_only_rows_that_agree(library, monkeypatch):
    monkeypatch.setattr(derived, "MOSTLY", 1)
    source = Counting(in_library(library))
    unique = list(source.column_names()).index("unique")
    for number in range(source.n_columns):
        if source.field(number).dtype == "object":
            continue
        for rest in ([SortKey(1, descending=True)], [SortKey(4), SortKey(0)]):
            if number in {key.number for key in rest}:
                continue
            answers = Answers(source)
            first = [SortKey(number, descending=True)]
            answers.rows(question(source, first))
            source.orders.clear()
            found = answers.rows(question(source, [*first, *rest]))
            asked = list(source.orders)
            assert found.tolist() == plainly(source, [*first, *rest])
            if number == unique:
                assert asked == []  # nothing agrees
            else:
                assert [keys for keys, _ in asked] == [tuple(rest)]


def test_where_most_rows_agree_all_keys_are_sorted_by():
    """Sorting rows that lie anywhere by what is left takes longer than both keys."""
    source = Counting(FRAME)
    answers = Answers(source)
    keys = [SortKey(0), SortKey(2, descending=True)]
    answers.rows(question(source, keys[:1]))
    source.orders.clear()
    found = answers.rows(question(source, keys))
    assert [asked for asked, _ in source.orders] == [tuple(keys)]
    assert found.tolist() == plainly(source, keys)


def test_a_third_key_goes_on_from_two(monkeypatch):
    monkeypatch.setattr(derived, "MOSTLY", 1)
    source = Counting(FRAME)
    answers = Answers(source)
    keys = [SortKey(0), SortKey(2, descending=True), SortKey(6)]
    answers.rows(question(source, keys[:2]))
    source.orders.clear()
    found = answers.rows(question(source, keys))
    assert [asked for asked, _ in source.orders] == [(SortKey(6),)]
    assert found.tolist() == plainly(source, keys)


def test_a_filter_never_sorts_again(monkeypatch):
    source = Counting(FRAME)
    answers = Answers(source)
    answers.rows(question(source, [UP]))
    source.orders.clear()
    found = answers.rows(question(source, [UP], PLUS))
    assert source.orders == []
    kept = np.flatnonzero(FRAME["few"] >= 2).astype(np.uint32)
    assert found.tolist() == plainly(source, [UP], kept)
    source.orders.clear()
    both = {"all": [PLUS, LESS]}
    assert answers.rows(question(source, [DOWN], both)).tolist() == plainly(
        source, [DOWN], np.flatnonzero(FRAME["few"].between(2, 4)).astype(np.uint32)
    )


def test_a_filter_that_was_added_asks_only_the_rows_left(monkeypatch):
    from dtale_nb.engine.filters import tree

    asked = []
    tested = tree.tested
    monkeypatch.setattr(
        tree,
        "tested",
        lambda array, test: asked.append(len(array)) or tested(array, test),
    )
    source = Counting(FRAME)
    answers = Answers(source)
    left = answers.rows(question(source, tree=PLUS))
    both = answers.rows(question(source, tree={"all": [LESS, PLUS]}))
    assert asked == [N, len(left)]
    assert both.tolist() == np.flatnonzero(FRAME["few"].between(2, 4)).tolist()
    again = answers.rows(question(source, tree={"all": [PLUS, LESS]}))
    assert again is both  # in whatever order it is said
    assert answers.rows(question(source, tree=PLUS)) is left  # what is taken away


def test_taking_a_sort_away_asks_nothing():
    source = Counting(FRAME)
    answers = Answers(source)
    answers.rows(question(source, [UP], PLUS))
    kept = answers.kept(question(source, tree=PLUS))
    assert kept is not None
    assert answers.rows(question(source, tree=PLUS)) is kept


def test_the_least_recently_used_go_first():
    source = Counting(FRAME)
    answers = Answers(source, CacheLimit(share=0.0, least=3 * 4 * N))
    keys = [question(source, [SortKey(number)]) for number in (0, 1, 3, 6)]
    for key in keys[:3]:
        answers.rows(key)
    answers.kept(keys[0])  # looked at again
    answers.rows(keys[3])
    assert [answers.kept(key) is not None for key in keys] == [True, False, True, True]
    small = Answers(source, CacheLimit(share=0.0, least=0))
    for key in keys:
        assert small.rows(key) is small.kept(key)  # the one at hand is always kept


COLUMNS = st.integers(0, len(FRAME.columns) - 1)
KEYS = st.lists(
    st.builds(SortKey, COLUMNS, descending=st.booleans()),
    min_size=1,
    max_size=3,
    unique_by=lambda key: key.number,
)
TREES = st.sampled_from([None, PLUS, LESS, {"all": [PLUS, LESS]}, {"any": [PLUS]}])
SMALL = FRAME[:400]


@given(st.lists(st.tuples(KEYS, TREES), min_size=1, max_size=6))
@settings(max_examples=60, deadline=None)
def test_whatever_was_asked_before_the_answer_is_the_same(asked):
    source = source_of(SMALL)
    answers = Answers(source)
    for sort, tree in asked:
        mine = question(source, sort, tree)
        assert (
            answers.rows(mine).tolist()
            == Answers(source).rows(mine).tolist()
            == plainly(source, sort, answers.filtered(mine) if tree else None)
        )


def test_chunks_do_not_show(monkeypatch):
    source = source_of(SMALL)
    for number in (0, 1, 2, 5):
        key = SortKey(number)
        whole = derived.flipped(source, key, source.order([key]))
        with monkeypatch.context() as patch:
            patch.setattr(derived, "CHUNK", 7)
            patch.setattr(codes, "CHUNK", 5)
            assert derived.flipped(source, key, source.order([key])).tolist() == (
                whole.tolist()
            )


def test_who_waits_for_another_answer_can_be_stopped():
    """A worker that nobody waits for any more is free, however long the other takes."""
    source = source_of(FRAME)
    order, begun, going = source.order, threading.Event(), threading.Event()

    def long(keys, rows=None):
        begun.set()
        assert going.wait(60)
        return order(keys, rows)

    source.order = long
    answers, workers = Answers(source), Workers()
    asked = [Question.of(ViewState(sort=(SortKey(number),))) for number in (0, 1)]
    first = workers.start(lambda: answers.rows(asked[0]))
    assert begun.wait(60)
    second = workers.start(lambda: answers.rows(asked[1]))
    second.cancel()
    assert second.wait(60)
    assert second.was_stopped
    assert not first.has_ended
    going.set()
    assert len(first.result()) == N
