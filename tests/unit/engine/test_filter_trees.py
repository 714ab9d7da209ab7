"""Filters as trees: groups, sentences, what is refused, what a view derives."""

import itertools
import json

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from oracle import RELATIONS, STAMPS, kept

from dtale_nb.engine.filters import OPERATORS, kept_rows, read_tree, spec_of
from dtale_nb.engine.jobs import Cancelled, Token, stoppable
from dtale_nb.engine.memory import source_of
from dtale_nb.engine.source import SortKey
from dtale_nb.engine.views import FrameView
from dtale_nb.errors import BadArgument, UnknownColumn

FRAME = pd.DataFrame(
    [[1, "a", 2.5], [2, "b", np.nan], [3, None, 1.5], [4, "a", 0.5]],
    columns=["n", "s", "s"],
    index=pd.MultiIndex.from_product([["p", "q"], [0, 1]], names=["order", None]),
)
N_GT_1 = {"column": "n", "op": "gt", "value": 1}


def test_groups():
    a = {"position": 1, "op": "eq", "value": "a"}
    for spec, wanted in (
        (None, [0, 1, 2, 3]),
        ({"all": []}, [0, 1, 2, 3]),
        ({"all": [N_GT_1, a]}, [3]),
        ({"any": [N_GT_1, a]}, [0, 1, 2, 3]),
        ({"not": a}, [1, 2]),
        ({"all": [N_GT_1, {"not": {"any": [a]}}]}, [1, 2]),
        ({"all": [N_GT_1, a | {"off": True}]}, [1, 2, 3]),
        ({"any": [{"all": [N_GT_1], "off": True}, a]}, [0, 3]),
        ({"not": a | {"off": True}}, [0, 1, 2, 3]),
        ({"level": "order", "op": "eq", "value": "q"}, [2, 3]),
        ({"level": 1, "op": "eq", "value": 1}, [1, 3]),
    ):
        assert kept(FRAME, spec) == wanted


def test_sentences():
    source = source_of(FRAME)
    tree = {
        "all": [
            {"column": "n", "op": "between", "value": [10, 20]},
            {
                "any": [
                    {"position": 1, "op": "missing"},
                    {"level": "order", "op": "contains", "value": "x", "case": False},
                ]
            },
            {"not": N_GT_1},
        ]
    }
    assert read_tree(tree, source).sentence() == (
        "n between 10 and 20 and (s is missing or order contains “x” (any case)) "
        "and not (n > 1)"
    )


@pytest.mark.parametrize(
    "spec",
    [
        7,
        [],
        "n > 1",
        {},
        {"column": "n"},
        {"op": "gt", "value": 1},
        {"all": 7},
        {"all": [7]},
        {"column": "n", "op": "gt"},
        {"column": "n", "op": "gt", "value": 1, "more": 2},
        {"column": "n", "op": "gt", "value": "x"},
        {"column": "n", "op": "gt", "value": {}},
        {"column": "n", "op": "gt", "value": float("nan")},
        {"column": "n", "op": ["gt"]},
        {"column": "n", "op": "contains", "value": "x"},
        {"column": "s", "op": "missing"},
        {"column": "n", "op": "between", "value": [1]},
        {"column": "n", "op": "in", "value": 1},
        {"column": "n", "op": "gt", "value": 1, "off": 1},
        {"all": [], "any": []},
        {"column": "n", "level": "order", "op": "missing"},
        {"position": True, "op": "missing"},
        {"position": 1, "op": "contains", "value": "x", "case": "no"},
        {"position": 1, "op": "contains", "value": 7},
        {"column": "n", "op": "top", "value": 0},
        {"column": "n", "op": "between", "value": [1, 2], "closed": "x"},
        {"column": "n", "op": "outlier", "factor": -1},
        {"position": 1, "op": "length", "value": -1},
    ],
    ids=repr,
)
def test_a_filter_that_cannot_be_read_is_told(spec):
    with pytest.raises(BadArgument):
        kept(FRAME, spec)


@pytest.mark.parametrize(
    ("spec", "words"),
    [
        ({"column": "m", "op": "missing"}, "columns: n, s, s"),
        ({"position": 3, "op": "missing"}, "3 columns"),
        ({"level": "ordre", "op": "missing"}, "did you mean 'order'"),
        (
            {"level": 2, "op": "missing"},
            r"no index level 2 \(index levels: order, None",
        ),
        ({"column": "n", "position": 1, "op": "missing"}, "column 1 is 's', not 'n'"),
    ],
)
def test_an_unknown_column_is_told(spec, words):
    with pytest.raises(UnknownColumn, match=words):
        kept(FRAME, spec)


def test_a_condition_without_an_operator_is_told_all():
    with pytest.raises(BadArgument, match=r"needs 'op' \(operators: eq, ne, "):
        kept(FRAME, {"column": "n"})


def nested(depth):
    return {"all": [nested(depth - 1)]} if depth else N_GT_1


def test_a_filter_has_a_size():
    assert kept(FRAME, nested(20)) == [1, 2, 3]
    with pytest.raises(BadArgument, match="too large"):
        kept(FRAME, nested(21))
    with pytest.raises(BadArgument, match="too large"):
        kept(FRAME, {"any": [N_GT_1] * 500})


LEAVES = st.one_of(
    st.builds(
        lambda op, value: {"column": "n", "op": op, "value": value},
        st.sampled_from(sorted(RELATIONS)),
        st.integers(-1, 6) | st.floats(-2, 6),
    ),
    st.builds(
        lambda value, off: {"position": 1, "op": "in", "value": value, "off": off},
        st.lists(st.none() | st.sampled_from(["a", "b", "c"]), max_size=3),
        st.booleans(),
    ),
    st.just({"position": 2, "op": "missing"}),
)
TREES = st.recursive(
    LEAVES,
    lambda parts: st.one_of(
        st.builds(
            lambda word, some: {word: some},
            st.sampled_from(["all", "any"]),
            st.lists(parts, max_size=3),
        ),
        st.builds(lambda part: {"not": part}, parts),
    ),
    max_leaves=8,
)


def plain_mask(spec):
    """The same tree, written the plain way; None for what is set aside."""
    if spec.get("off"):
        return None
    for word in ("all", "any", "not"):
        if word in spec:
            parts = spec[word] if word != "not" else [spec[word]]
            masks = [mask for mask in map(plain_mask, parts) if mask is not None]
            if not masks:
                return None
            if word == "not":
                return ~masks[0]
            together = np.logical_and if word == "all" else np.logical_or
            return together.reduce(masks)
    return plain_leaf(spec)


def plain_leaf(spec):
    if spec["op"] == "missing":
        return FRAME.iloc[:, 2].isna().to_numpy()
    if spec["op"] == "in":
        series = FRAME.iloc[:, 1]
        mask = series.isin([value for value in spec["value"] if value is not None])
        return (mask | (series.isna() & (None in spec["value"]))).to_numpy()
    return RELATIONS[spec["op"]](FRAME["n"], spec["value"]).to_numpy()


@settings(deadline=None)
@given(tree=TREES)
def test_trees_keep_what_the_plain_way_keeps(tree):
    mask = plain_mask(tree)
    wanted = [0, 1, 2, 3] if mask is None else np.flatnonzero(mask).tolist()
    assert kept(FRAME, tree) == wanted
    source = source_of(FRAME)
    again = json.loads(json.dumps(spec_of(read_tree(tree, source), source)))
    assert kept(FRAME, again) == wanted


@settings(deadline=None)
@given(
    trees=st.lists(st.lists(LEAVES, max_size=4), min_size=2, max_size=5), data=st.data()
)
def test_a_view_derives_what_it_shows_from_what_it_has(trees, data):
    view = FrameView("1f", "x", source_of(FRAME))
    for leaves in trees:
        keys = data.draw(
            st.sampled_from(
                [(), (SortKey(2),), (SortKey(1), SortKey(0, descending=True))]
            )
        )
        view.change(filter={"all": leaves}, sort=keys)
        wanted = kept(FRAME, {"all": leaves})
        if keys:
            ids = np.array(wanted, dtype=np.uint32)
            wanted = view.source.order(keys, ids).tolist()
        assert [int(row) for row in view.rows()] == wanted
        assert view.n_rows == view.page(0, 9, [0]).total == len(wanted)


def test_off_conditions_and_their_order_make_no_new_version():
    view = FrameView("1f", "x", source_of(FRAME))
    missing = {"position": 2, "op": "missing"}
    view.change(filter={"all": [N_GT_1, missing]})
    assert view.version == 2
    view.change(filter={"all": [missing, N_GT_1, N_GT_1 | {"off": True}]})
    assert view.version == 2
    view.change(filter=N_GT_1)
    assert view.version == 3
    view.change(filter=N_GT_1 | {"off": True})
    assert (view.version, view.n_rows) == (4, 4)
    view.change(filter=None)
    assert view.version == 4


def test_every_operator_has_a_sentence_and_reads_back():
    values = {
        "in": [1],
        "not_in": [1],
        "between": [1, 2],
        "last": "1 day",
        "on": "2026",
        "before": "2026",
        "after": "2026",
        "time_between": ["09:00", "10:00"],
    }
    frames = (
        pd.DataFrame({"x": [1.5]}),
        pd.DataFrame({"x": ["1"]}),
        STAMPS.to_frame("x"),
        pd.DataFrame({"x": [[1]]}),
    )
    for name, cls in OPERATORS.items():
        read = []
        for frame, value in itertools.product(frames, (values.get(name), 1, "1", None)):
            spec = {"column": "x", "op": name} | (
                {} if value is None else {"value": value}
            )
            try:
                source = source_of(frame)
                node = read_tree(spec, source)
            except BadArgument:
                continue
            assert read_tree(spec_of(node, source), source) == node
            assert node.sentence().startswith("x ")
            assert kept(frame, spec) is not None
            read.append(spec)
        assert read, name
        assert cls.__doc__


@pytest.mark.parametrize("library", ["polars", "pyarrow"])
def test_frames_of_other_libraries(library):
    plain = pd.DataFrame(
        {"n": [1, 2, 3, 4], "s": ["a", None, "ba", ""], "t": STAMPS[:4]}
    )
    frame = pa.Table.from_pandas(plain, preserve_index=False)
    if library == "polars":
        frame = pytest.importorskip("polars").from_arrow(frame)
    for spec, wanted in (
        (N_GT_1, [1, 2, 3]),
        ({"column": "s", "op": "contains", "value": "a"}, [0, 2]),
        ({"column": "s", "op": "missing"}, [1]),
        ({"column": "t", "op": "on", "value": "2026-03-01"}, [0, 3]),
        ({"column": "n", "op": "top", "value": 2}, [2, 3]),
    ):
        assert kept(frame, spec) == wanted


def test_a_filter_stops_when_nobody_waits():
    source = source_of(FRAME)
    token = Token()
    token.cancel()
    with stoppable(token), pytest.raises(Cancelled):
        kept_rows(read_tree(N_GT_1, source), source)
