"""The one document of a view's state, written and read back."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from dtale_nb.engine.documents import changes_of, document, sentences
from dtale_nb.engine.store import FrameStore
from dtale_nb.errors import BadArgument, UnknownColumn


@pytest.fixture
def view():
    frame = pd.DataFrame(
        {"price": [3.0, 1.0, None], "side": ["buy", "sell", "buy"]},
        index=pd.Index([7, 8, 9], name="order"),
    )
    return FrameStore().add(frame, pinned=True)


STATES = [
    {"sort": []},
    {"sort": [{"number": 0, "label": ["price"], "descending": True}]},
    {"sort": [{"number": -1, "label": ["order"], "descending": False}]},
    {"filter": {"all": [{"column": "side", "op": "eq", "value": "buy"}]}},
    {"filter": {"any": [{"level": "order", "op": "gt", "value": 7}, {"all": []}]}},
    {"filter": {"not": {"column": "price", "op": "missing"}}},
    {"filter": {"column": "side", "op": "contains", "value": "b", "off": True}},
    {"scroll": {"top": 2.5, "left": 30.0}},
    {"height": 640},
    {"formats": [{"number": 0, "label": ["price"], "decimals": 2, "thousands": True}]},
    {"formats": [{"dtype": "str", "wrap": True}, {"column": "price", "digits": 3}]},
    {"formats": [{"column": "price", "style": "currency", "currency": "EUR"}]},
    {"lines": 0},
    {"lines": 12},
    {"colour": None},
    {"colour": {"mode": "heat"}},
    {"colour": {"mode": "bars", "columns": [{"number": 0, "label": ["price"]}]}},
    {"colour": {"mode": "ranges", "ranges": [{"from": "-1.5", "to": "", "tint": 2}]}},
    {"charts": []},
    {"charts": [{"kind": "bar", "options": {"x": {"column": "side"}, "top": 12}}]},
    {"charts": [{"kind": "line"}, {"kind": "line", "options": {"y": [{"number": 0}]}}]},
]


@pytest.mark.parametrize("given", STATES, ids=json.dumps)
def test_a_document_reads_back_the_same(view, given):
    view.change(**changes_of(given, view.source))
    written = json.loads(json.dumps(document(view.state, view.source)))
    state, version = view.state, view.version
    view.change(**changes_of(written, view.source))
    assert view.state == state
    assert view.version == version


@pytest.mark.parametrize(
    "key",
    [{"column": "price"}, {"position": 0}, {"number": 0}],
    ids=json.dumps,
)
def test_a_column_is_named_in_any_way(view, key):
    view.change(**changes_of({"sort": [key]}, view.source))
    assert [each.number for each in view.state.sort] == [0]


def test_a_level_is_a_column_like_any_other(view):
    key = {"level": "order", "descending": True}
    view.change(**changes_of({"sort": [key]}, view.source))
    assert list(view.rows()) == [2, 1, 0]


@pytest.mark.parametrize(
    "given",
    [
        {"colours": 1},
        {"colour": 1},
        {"colour": {"mode": "rainbow"}},
        {"colour": {"mode": "heat", "columns": [{"number": 0, "label": ["side"]}]}},
        {"colour": {"mode": "ranges", "ranges": [{"from": 1}]}},
        {"colour": {"mode": "ranges", "ranges": [{"from": "1;", "tint": 1}]}},
        {"colour": {"mode": "ranges", "ranges": [{"tint": 5}]}},
        {"colour": {"mode": "heat", "style": "color:red"}},
        {"lines": True},
        {"lines": 13},
        {"formats": {}},
        {"formats": [{"dtype": ""}]},
        {"formats": [{"number": 0}, {"column": "none"}]},
        {"formats": [{"number": 0, "decimals": 21}]},
        {"formats": [{"number": 0, "decimals": 2.0}]},
        {"formats": [{"number": 0, "style": "currency"}]},
        {"formats": [{"number": 0, "style": "currency", "currency": "eur"}]},
        {"formats": [{"number": 0, "pattern": "Y" * 61}]},
        {"formats": [{"number": 0, "onclick": "alert(1)"}]},
        {"sort": {}},
        {"sort": [{"column": "none"}]},
        {"sort": [{"number": 0, "label": ["side"]}]},
        {"sort": [{"number": 0, "descending": "yes"}]},
        {"sort": [{}]},
        {"scroll": {"top": float("nan")}},
        {"charts": {"kind": "bar"}},
        {"charts": [["bar", {}]]},
        {"charts": [{"kind": ""}]},
        {"charts": [{"kind": "bar"}] * 13},
        {"charts": [{"kind": "bar", "options": {"x": {"column": "none"}}}]},
        {"charts": [{"kind": "bar", "options": {"x": {"number": 0, "label": ["y"]}}}]},
        {"charts": [{"kind": "bar", "options": {"x": [1, 2]}}]},
        {"charts": [{"kind": "bar", "options": {"x": None}}]},
        {"charts": [{"kind": "bar", "options": {"x": "a" * 401}}]},
    ],
    ids=lambda given: str(given)[:60],
)
def test_what_cannot_be_read_is_said(view, given):
    with pytest.raises((BadArgument, UnknownColumn)) as raised:
        changes_of(given, view.source)
    assert raised.value.message


def test_one_column_has_one_format(view):
    twice = {"formats": [{"number": 0, "decimals": 2}, {"column": "price"}]}
    with pytest.raises(BadArgument, match="twice"):
        view.change(**changes_of(twice, view.source))


def test_looks_make_no_new_version(view):
    version = view.version
    looks = {"formats": [{"number": 0, "digits": 3}], "lines": 3}
    view.change(**changes_of({**looks, "colour": {"mode": "heat"}}, view.source))
    assert view.version == version
    assert view.state.lines == 3


def test_charts_make_no_new_version_and_follow_their_columns():
    frame = pd.DataFrame({"side": ["a", "b"], "price": [1, 2]})
    view = FrameStore().add(frame, pinned=True)
    charts = [
        {"kind": "bar", "options": {"x": {"column": "side"}, "y": {"column": "price"}}},
        {"kind": "pairs", "options": {"y": [{"column": "price"}]}},
    ]
    version = view.version
    view.change(**changes_of({"charts": charts}, view.source))
    assert view.version == version
    frame.insert(0, "new", 0)
    view.refresh()
    told = document(view.state, view.source)["charts"]
    assert told[0]["options"]["x"] == {"number": 1, "label": ["side"]}
    assert told[1]["options"]["y"] == [{"number": 2, "label": ["price"]}]
    del frame["side"]
    view.refresh()
    told = document(view.state, view.source)["charts"]
    assert [each["kind"] for each in told] == ["pairs"]


def test_sentences_follow_the_parts(view):
    tree = {
        "all": [
            {"column": "side", "op": "eq", "value": "buy", "off": True},
            {"any": [{"column": "price", "op": "gt", "value": 2}]},
        ]
    }
    view.change(**changes_of({"filter": tree}, view.source))
    assert sentences(view.state) == [
        {"text": "side = “buy”", "off": True},
        {"text": "price > 2", "off": False},
    ]


def test_counting_does_not_wait_for_an_order(view):
    view.change(**changes_of({"sort": [{"number": 0}]}, view.source))
    assert view.snapshot()[2] == 3
    assert view.n_rows == 3
