"""What the routes answer."""

from __future__ import annotations

import pyarrow as pa
import pytest

from dtale_nb._version import __version__


def found(answer):
    assert answer.status_code == 200, answer.data
    return answer.json


def test_health_tells_instance_and_version(client, instance):
    assert client.get("/health").json == {"instance": instance, "version": __version__}


def test_shutdown_is_a_post(client, events):
    assert client.get("/shutdown").status_code == 405
    assert events == []
    assert client.post("/shutdown", json={}).status_code == 200
    assert events == ["shutdown"]


def test_rows_are_columns_of_texts_and_marks(client):
    page = found(client.get("/views/trades/rows?start=0&stop=2&columns=1,2,0"))
    assert page["numbers"] == [1, 2, 0]
    assert (page["start"], page["stop"], page["total"]) == (0, 2, 1_000)
    assert page["index"] == [{"t": ["0", "1"]}]
    assert page["columns"] == [
        {"t": ["1.5", "NaN"], "m": {"1": "nan"}},
        {"t": ["<script>alert(1)</script>", "a"]},
        {"t": ["999", "998"]},
    ]


def test_rows_end_where_the_frame_ends(client):
    page = found(client.get("/views/trades/rows?start=998&stop=1200&columns=0"))
    assert (page["start"], page["stop"]) == (998, 1_000)
    assert page["columns"] == [{"t": ["1", "0"]}]


def test_a_name_works_wherever_an_id_does(client, view):
    by_id = client.get(f"/views/{view.id}/rows?stop=1&columns=0")
    by_name = client.get("/views/trades/rows?stop=1&columns=0")
    assert found(by_id) == found(by_name)


def test_columns_are_described_by_number(client):
    columns = found(client.get("/views/trades/columns?columns=0-3"))["columns"]
    assert [column["number"] for column in columns] == [0, 1, 2, 3]
    labels = [column["label"] for column in columns]
    assert labels == [["n"], ["x"], ["<b>&amp;"], ["n"]]
    assert [c["kind"] for c in columns] == ["number", "number", "text", "moment"]


def test_a_sort_is_kept_on_the_server(client):
    keys = [{"number": 0, "descending": False}]
    before = found(client.get("/views/trades/state"))
    after = found(client.post("/views/trades/state", json={"sort": keys}))
    assert after["version"] == before["version"] + 1
    assert after["state"]["sort"] == [
        {"number": 0, "label": ["n"], "descending": False}
    ]
    assert found(client.get("/views/trades/state")) == after
    page = found(client.get("/views/trades/rows?stop=3&columns=0"))
    assert page["columns"] == [{"t": ["0", "1", "2"]}]
    assert page["index"] == [{"t": ["999", "998", "997"]}]


def test_scrolling_makes_no_new_version(client):
    before = found(client.get("/views/trades/state"))["version"]
    place = {"scroll": {"top": 412.5, "left": 30}}
    after = found(client.post("/views/trades/state", json=place))
    assert after["version"] == before
    assert after["state"]["scroll"] == {"top": 412.5, "left": 30.0}


def test_a_stale_question_is_told_so(client):
    client.post("/views/trades/state", json={"sort": [{"number": 0}]})
    answer = client.get("/views/trades/rows?version=1&stop=1&columns=0")
    assert answer.status_code == 409
    assert answer.json["error"]["code"] == "stale-version"


def test_a_cell_is_told_whole(client, store, frame):
    frame.iloc[0, 2] = "y" * 5_000
    store.add(frame, name="long", pinned=True)
    page = found(client.get("/views/long/rows?stop=1&columns=2"))
    assert page["columns"][0]["m"] == {"0": "cut"}
    cell = found(client.get("/views/long/cell?number=2&row=0"))
    assert cell["text"] == "y" * 5_000
    assert cell["type"] == "str"


def test_a_closed_view_says_how_to_come_back(client):
    assert client.post("/views/trades/close", json={}).status_code == 200
    answer = client.get("/views/trades/rows")
    assert answer.status_code == 410
    assert answer.json["error"]["code"] == "view-let-go"
    assert "again" in answer.json["error"]["hint"]


def test_what_the_reader_does_reaches_the_kernel(client, events):
    path = "/views/trades/rows?stop=1&columns=0"
    client.get(path)
    assert events == []
    client.get(path, headers={"Dtale-Nb-Action": "1"})
    assert events == ["action"]


def test_large_answers_are_compressed(client):
    path = "/views/trades/rows?stop=1000&columns=0-2"
    plain = client.get(path)
    assert "Content-Encoding" not in plain.headers
    for accepted, coding in (("gzip", "gzip"), ("gzip, deflate, br", "br")):
        packed = client.get(path, headers={"Accept-Encoding": accepted})
        assert packed.headers["Content-Encoding"] == coding
        assert len(packed.data) < len(plain.data) / 2
    brotli = pa.decompress(packed.data, len(plain.data), codec="brotli", asbytes=True)
    assert brotli == plain.data


CHEAP = {"all": [{"position": 0, "column": "n", "op": "lt", "value": 3}]}


def test_a_filter_is_state(client):
    before = found(client.get("/views/trades/state"))
    after = found(client.post("/views/trades/state", json={"filter": CHEAP}))
    assert after["version"] == before["version"] + 1
    assert (after["total"], after["of"]) == (3, 1_000)
    assert after["sentences"] == [{"text": "n < 3", "off": False}]
    page = found(client.get("/views/trades/rows?stop=9&columns=0"))
    assert page["columns"] == [{"t": ["2", "1", "0"]}]
    again = found(client.post("/views/trades/state", json=after["state"]))
    assert (again["state"], again["version"]) == (after["state"], after["version"])
    whole = found(client.post("/views/trades/state", json={"filter": None}))
    assert whole["total"] == 1_000


def test_a_filter_goes_with_a_sort(client):
    state = {"filter": CHEAP, "sort": [{"position": 0}]}
    found(client.post("/views/trades/state", json=state))
    page = found(client.get("/views/trades/rows?stop=9&columns=0"))
    assert page["columns"] == [{"t": ["0", "1", "2"]}]


def test_what_can_be_asked_is_told(client):
    told = found(client.get("/views/trades/operators"))["operators"]
    by_name = {each["op"]: each for each in told}
    assert {"eq", "between", "contains", "missing"} <= set(by_name)
    assert {"name": "closed", "default": "both"} in by_name["between"]["takes"]
    assert all(each["about"] for each in told)


BAD_QUESTIONS = {
    "start": ("rows?start=a", "start"),
    "stop before start": ("rows?start=5&stop=1", "rows"),
    "negative": ("rows?start=-5&stop=1", "rows"),
    "too many rows": ("rows?start=0&stop=100000", "ask in parts"),
    "no such column": ("rows?columns=77", "77"),
    "column list": ("rows?columns=1,x", "ranges"),
    "endless columns": ("rows?columns=0-999999999", "at once"),
    "float": ("rows?start=1.5", "whole number"),
    "number missing": ("cell?row=0", "number"),
    "row out of range": ("cell?number=0&row=5000", "row"),
    "negative row": ("cell?number=0&row=-1", "row"),
}


@pytest.mark.parametrize("name", BAD_QUESTIONS)
def test_a_bad_question_is_told_what_to_do(client, name):
    path, said = BAD_QUESTIONS[name]
    answer = client.get(f"/views/trades/{path}")
    assert answer.status_code in {400, 404}
    error = answer.json["error"]
    assert set(error) == {"code", "message", "hint"}
    assert said in f"{error['message']} {error['hint']}"


@pytest.mark.parametrize(
    "body",
    [
        {"sort": 3},
        {"sort": [3]},
        {"sort": [{"number": "0"}]},
        {"sort": [{"number": True}]},
        {"sort": [{"number": 99}]},
        {"sort": [{"number": 0}, {"number": 0}]},
        {"sort": [{"number": 0, "label": ["another"]}]},
        {"sort": [{"number": 0, "descending": 1}]},
        {"sort": [{"number": 0, "colour": "red"}]},
        {"sort": [{"column": "n"}]},
        {"filter": 3},
        {"filter": {"column": "n", "op": "eq", "value": 1}},
        {"filter": {"column": "nothing", "op": "eq", "value": 1}},
        {"filter": {"position": 0, "op": "nothing"}},
        {"filter": {"position": 0, "op": "eq", "value": "__import__('os')"}},
        {"scroll": [0, 0]},
        {"scroll": {"top": "1"}},
        {"scroll": {"top": 1e300}},
        {"colour": "red"},
    ],
    ids=str,
)
def test_a_bad_state_changes_nothing(client, body):
    before = client.get("/views/trades/state").json
    answer = client.post("/views/trades/state", json=body)
    assert answer.status_code in {400, 404}
    assert set(answer.json["error"]) == {"code", "message", "hint"}
    assert client.get("/views/trades/state").json == before


@pytest.mark.parametrize("body", ["", "[]", "{", "null", "NaN"])
def test_a_body_must_be_an_object(client, body):
    answer = client.post(
        "/views/trades/state", data=body, content_type="application/json"
    )
    assert answer.status_code == 400


def test_a_selection_is_added_up(client, view):
    path = f"/views/{view.id}/selection"
    ranges = [{"start": 0, "stop": 3, "columns": "0-2"}]
    told = client.post(path, json={"version": 1, "ranges": ranges}).get_json()
    assert told == {
        "version": 1,
        "cells": 9,
        "missing": 1,
        "counted": 5,
        "kind": "number",
        "sum": "2997.0",
        "mean": "599.4",
        "min": "1.5",
        "max": "999",
        "rounded": ["mean"],
        "left_out": 0,
    }


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"version": 7}, 409),
        ({"version": True}, 400),
        ({"ranges": {}}, 400),
        ({"ranges": [{"start": 0, "stop": 3, "columns": "0-99"}]}, 400),
        ({"ranges": [{"start": 0, "stop": 9_999, "columns": "0"}]}, 400),
        ({"ranges": [{"start": 2, "stop": 1, "columns": "0"}]}, 400),
        ({"ranges": [[0, 1]]}, 400),
        ({"ranges": [{"start": 0, "stop": 1, "columns": "9"}]}, 404),
    ],
    ids=str,
)
def test_a_selection_that_cannot_be_says_so(client, view, change, status):
    given = {"version": 1, "ranges": [], **change}
    answer = client.post(f"/views/{view.id}/selection", json=given)
    assert answer.status_code == status
    assert answer.get_json()["error"]["message"]


def test_a_filter_that_is_typed_is_told_in_words_or_what_is_wrong(client, view):
    def ask(spec):
        return client.get(f"/views/{view.id}/sentence", query_string={"filter": spec})

    said = ask('{"position": 0, "op": "ge", "value": 10}').get_json()
    assert said == {"sentence": "n ≥ 10", "problem": None}
    wrong = ask('{"position": 0, "op": "ge", "value": "x"}').get_json()
    assert wrong["problem"]["message"] == "not a number: 'x'"
    assert ask("{").status_code == 400
    assert view.state.filter is None
