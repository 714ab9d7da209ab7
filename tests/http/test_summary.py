"""Summaries over HTTP: pictures for many columns, one in whole, values by page."""

from __future__ import annotations

import time

import numpy as np
import pandas as pd
import pytest


def ask(client, view, path):
    """Ask until it is ready, as the page does."""
    for _ in range(200):
        answer = client.get(f"/views/{view.id}/{path}")
        if answer.status_code != 202:
            return answer
        time.sleep(0.02)
    raise AssertionError(f"never ready: {path}")


def test_pictures_of_several_columns_come_in_one_answer(client, view):
    answer = ask(client, view, "summary?columns=0-3&version=1").get_json()
    assert answer["version"] == 1
    number, gaps, texts, moments = answer["columns"]
    assert [each["number"] for each in answer["columns"]] == [0, 1, 2, 3]
    assert number["missing"] == 0
    assert sum(number["histogram"]["counts"]) == 1_000
    assert gaps["missing"] == 500
    assert sum(gaps["histogram"]["counts"]) == 500
    assert [(top["text"], top["count"]) for top in texts["tops"]] == [
        ("<script>alert(1)</script>", 500),
        ("a", 500),
    ]
    assert texts["rest"] == 0
    assert moments["histogram"]["labels"][0].startswith("202")


def test_no_column_is_no_question(client, view):
    assert ask(client, view, "summary?columns=&version=1").get_json()["columns"] == []


def test_one_column_in_whole_is_what_pandas_says(client, view, frame):
    told = ask(client, view, "summary/0?version=1").get_json()
    column = frame.iloc[:, 0]
    figures = {word: one["text"] for word, one in told["figures"].items()}
    assert told["rows"] == len(frame)
    assert told["exact"] is True
    assert told["distinct"] == {"text": str(column.nunique())}
    assert figures["min"] == str(column.min())
    assert figures["max"] == str(column.max())
    assert float(figures["mean"]) == pytest.approx(column.mean())
    assert float(figures["std"]) == pytest.approx(column.std())
    assert float(figures["q25"]) == column.quantile(0.25)
    assert "method" not in told["figures"]["mean"]


def test_missing_values_are_told_by_kind_as_the_cells_mark_them(client, view):
    told = ask(client, view, "summary/1?version=1").get_json()
    assert told["missing"] == {"text": "500"}
    assert told["kinds"] == [{"text": "NaN", "mark": "nan", "count": 500}]


def test_an_index_level_can_be_asked_about(client, view):
    told = ask(client, view, "summary/-1?version=1").get_json()
    assert told["figures"]["max"]["text"] == "999"


def test_values_come_by_page_and_by_search(client, store):
    words = ["Alpha"] * 3 + ["beta"] * 2 + ["gamma", "delta"]
    view = store.add(pd.DataFrame({"w": words}), name="words", pinned=True)
    first = ask(client, view, "summary/0/values?version=1&stop=2").get_json()
    assert (first["total"], first["counts"]) == (4, [3, 2])
    assert first["values"]["t"] == ["Alpha", "beta"]
    rest = ask(client, view, "summary/0/values?version=1&start=2&stop=9").get_json()
    assert rest["values"]["t"] == ["gamma", "delta"]
    found = ask(client, view, "summary/0/values?version=1&search=ALP").get_json()
    assert (found["total"], found["values"]["t"]) == (1, ["Alpha"])


def test_a_sort_keeps_summaries_but_ends_the_version(client, view):
    ask(client, view, "summary?columns=0&version=1")
    client.post(f"/views/{view.id}/state", json={"sort": [{"number": 0}]})
    stale = client.get(f"/views/{view.id}/summary?columns=0&version=1")
    assert stale.status_code == 409
    assert stale.get_json()["error"]["code"] == "stale-version"
    assert client.get(f"/views/{view.id}/summary/0?version=1").status_code == 409
    now = client.get(f"/views/{view.id}/summary?columns=0&version=2")
    assert now.status_code == 200  # the same rows, so the answer is there already


def test_missing_values_of_all_columns_come_in_one_answer(client, view, store):
    told = ask(client, view, "missing?version=1").get_json()
    assert told == {"version": 1, "rows": 1_000, "missing": [0, 500, 0, 0]}
    empty = store.add(pd.DataFrame(index=range(3)), pinned=True)
    assert ask(client, empty, "missing").get_json()["missing"] == []
    assert client.get(f"/views/{view.id}/missing?version=9").status_code == 409


def test_long_work_is_answered_at_once_and_then_in_full(client, store):
    column = np.array([f"value {number % 7}" for number in range(2_000_000)], object)
    view = store.add(pd.DataFrame({"o": pd.Series(column, dtype=object)}), pinned=True)
    path = f"/views/{view.id}/summary/0?version=1&exact=1"
    begun = time.monotonic()
    first = client.get(path)
    assert time.monotonic() - begun < 5
    assert first.status_code == 202
    assert first.get_json()["working"] is True
    told = ask(client, view, "summary/0?version=1&exact=1").get_json()
    assert (told["exact"], told["distinct"]) == (True, {"text": "7"})


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("summary?columns=99&version=1", 404),
        ("summary?columns=0-900&version=1", 400),
        ("summary?columns=x&version=1", 400),
        ("summary/99?version=1", 404),
        ("summary/-2?version=1", 404),
        ("summary/0?version=7", 409),
        ("summary/0/values?start=5&stop=2", 400),
        ("summary/0/values?start=0&stop=100000", 400),
    ],
)
def test_what_cannot_be_answered_says_so(client, view, path, status):
    answer = client.get(f"/views/{view.id}/{path}")
    assert answer.status_code == status
    assert answer.get_json()["error"]["message"]


@pytest.mark.parametrize("path", ["summary/0", "summary/0/values", "missing"])
def test_a_version_that_goes_while_it_is_summarised_is_no_error(
    client, store, monkeypatch, path
):
    view = store.add(pd.DataFrame({"n": range(1_000)}), pinned=True)
    view.change(filter={"column": "n", "op": "lt", "value": 500})
    kept_of = type(view).kept

    def kept(self, version=None):
        if version == 2:
            self.change(filter={"column": "n", "op": "lt", "value": 400})
        return kept_of(self, version)

    monkeypatch.setattr(type(view), "kept", kept)
    assert client.get(f"/views/{view.id}/{path}?version=2").status_code == 202
    answer = client.get(f"/views/{view.id}/{path}?version=2")
    assert answer.status_code == 409
    assert answer.get_json()["error"]["code"] == "stale-version"


def test_pictures_of_a_filter_that_keeps_changing_are_ready_in_the_end(client, store):
    """Each change stops the counting of the last, not what is known of all rows."""
    words = [f"word {number % 40_000}" for number in range(400_000)]
    view = store.add(pd.DataFrame({"w": words, "n": range(400_000)}), pinned=True)
    for most in range(20, 0, -1):
        spec = {"column": "n", "op": "lt", "value": most * 1_000}
        client.post(f"/views/{view.id}/state", json={"filter": spec})
        version = view.version
        client.get(f"/views/{view.id}/summary?columns=0-1&version={version}")
    told = ask(client, view, f"summary?columns=0-1&version={version}").get_json()
    assert [sum(each["kept"]["counts"]) + each["kept"]["rest"]
            for each in told["columns"]] == [1_000, 1_000]  # fmt: skip
