"""Search and work over HTTP: hits as they are found, and what is being done."""

from __future__ import annotations

import threading
import time

import numpy as np
import pandas as pd
import pytest

from dtale_nb.engine.jobs import checkpoint
from dtale_nb.engine.memory.pandas import PandasSource


def ask(client, view, path):
    """Ask until it is ready, as the page does."""
    for _ in range(500):
        answer = client.get(f"/views/{view.id}/{path}")
        if answer.status_code != 202:
            return answer
        assert answer.get_json() == {"working": True}
    raise AssertionError(f"never ready: {path}")


def found(client, view):
    """The count of hits once all is looked through."""
    for _ in range(500):
        told = client.get(f"/views/{view.id}/search").get_json()
        if told["search"] is None or told["done"]:
            return told
        time.sleep(0.01)
    raise AssertionError("never done")


def test_hits_are_counted_and_walked(client, view):
    path = f"/views/{view.id}"
    assert client.get(f"{path}/search").get_json() == {"version": 1, "search": None}
    assert client.get(f"{path}/search/next").status_code == 400
    told = client.post(f"{path}/state", json={"search": "ALERT"}).get_json()
    assert (told["version"], told["state"]["search"]) == (1, "ALERT")
    assert found(client, view) == {
        "version": 1,
        "search": "ALERT",
        "hits": 500,
        "rows": 500,
        "share": 1.0,
        "done": True,
        "stopped": False,
    }
    first = ask(client, view, "search/next").get_json()["hit"]
    assert first == {"row": 0, "number": 2, "at": 1}
    after = ask(client, view, "search/next?row=0&number=2").get_json()["hit"]
    assert after == {"row": 2, "number": 2, "at": 2}
    last = ask(client, view, "search/next?back=1&version=1").get_json()["hit"]
    assert last == {"row": 998, "number": 2, "at": 500}
    client.post(f"{path}/state", json={"search": None})
    assert client.get(f"{path}/search").get_json()["search"] is None


def test_hits_follow_the_order_shown(client, view):
    client.post(
        f"/views/{view.id}/state",
        json={"search": "999", "sort": [{"number": 0, "descending": False}]},
    )
    told = found(client, view)
    assert told["version"] == 2
    hit = ask(client, view, "search/next?version=2&row=5").get_json()["hit"]
    assert hit == {"row": 999, "number": 0, "at": 2}  # the index says 999 in row 0
    assert client.get(f"/views/{view.id}/search?version=1").status_code == 409


def test_rows_with_hits_can_be_kept(client, view):
    told = client.post(
        f"/views/{view.id}/state", json={"filter": {"search": "alert"}}
    ).get_json()
    assert told["total"] == 500
    assert told["sentences"] == [{"text": "any column shows “alert”", "off": False}]
    assert told["state"]["filter"] == {"search": "alert"}


@pytest.mark.parametrize("given", [7, ["a"], "x" * 2_000, {"text": "a"}])
def test_what_cannot_be_searched_is_said(client, view, given):
    answer = client.post(f"/views/{view.id}/state", json={"search": given})
    assert answer.status_code == 400
    assert "search" in answer.get_json()["error"]["message"]


@pytest.fixture
def slow(monkeypatch):
    """Orders that take until they are let go on, or stopped."""
    go_on = threading.Event()

    def order(self, keys, rows=None):
        while not go_on.wait(0.005):
            checkpoint()
        return np.arange(self.n_rows, dtype=np.uint32)[::-1]

    monkeypatch.setattr(PandasSource, "order", order)
    monkeypatch.setattr("dtale_nb.web.grid.PATIENCE", 0.05)
    yield go_on
    go_on.set()


def sort_by(client, view, number):
    return client.post(f"/views/{view.id}/state", json={"sort": [{"number": number}]})


def test_work_is_told_while_rows_are_made(client, view, slow):
    told = sort_by(client, view, 1).get_json()
    assert (told["version"], told["total"]) == (2, 1_000)  # no order changes that
    rows = client.get(f"/views/{view.id}/rows?version=2&stop=2&columns=0")
    assert (rows.status_code, rows.get_json()) == (202, {"working": True})
    [piece] = client.get(f"/views/{view.id}/work").get_json()["work"]
    assert piece.pop("since") >= 0.05
    assert piece == {
        "kind": "rows",
        "what": "sorting by x",
        "columns": [1],
        "share": None,
    }
    slow.set()
    rows = ask(client, view, "rows?version=2&stop=2&columns=0").get_json()
    assert rows["total"] == 1_000
    until = time.monotonic() + 10
    while client.get(f"/views/{view.id}/work").get_json()["work"]:
        assert time.monotonic() < until


def test_a_cancelled_order_leads_back(client, view, slow):
    slow.set()
    sort_by(client, view, 0)
    ask(client, view, "rows?version=2&stop=2&columns=0")
    slow.clear()
    client.post(f"/views/{view.id}/state", json={"sort": [{"number": 3}]})
    waiting = threading.Thread(target=ask, args=(client, view, "rows?version=3"))
    waiting.start()
    while not view.work.running():
        time.sleep(0.001)
    told = client.post(f"/views/{view.id}/cancel", json={"kind": "rows"}).get_json()
    assert told["version"] == 4
    assert [key["number"] for key in told["state"]["sort"]] == [0]
    waiting.join(10)
    assert not waiting.is_alive()
    assert client.get(f"/views/{view.id}/rows?version=3").status_code == 409
    assert client.get(f"/views/{view.id}/rows?version=4&stop=3").status_code == 200
    assert view.work.running() == []


def test_a_newer_order_takes_the_place_of_the_older(client, view, slow):
    for version, number in enumerate((0, 1, 3), start=2):
        sort_by(client, view, number)
        client.get(f"/views/{view.id}/rows?version={version}&columns=0")
    [piece] = [one for one in view.work.running() if not one.job.token.is_cancelled]
    assert piece.columns == (3,)


def test_a_page_that_leaves_stops_its_work(client, view, slow, monkeypatch):
    monkeypatch.setattr("dtale_nb.engine.tasks.PARTING", 0.0)
    sort_by(client, view, 1)
    client.get(f"/views/{view.id}/rows?version=2&columns=0")
    [piece] = view.work.running()
    assert client.post(f"/views/{view.id}/leave", json={}).get_json() == {"left": True}
    assert piece.job.wait(10)
    assert piece.job.was_stopped
    slow.set()  # whoever comes back has it made anew
    assert ask(client, view, "rows?version=2&columns=0").status_code == 200


def test_no_kind_of_work_is_said(client, view):
    answer = client.post(f"/views/{view.id}/cancel", json={"kind": "all"})
    assert answer.status_code == 400
    assert client.post(f"/views/{view.id}/cancel", json={}).status_code == 200


def test_a_pattern_that_takes_too_long_is_said_and_leads_back(
    client, store, monkeypatch
):
    monkeypatch.setattr("dtale_nb.engine.filters.patterns.PATTERN_SECONDS", 0.2)
    frame = pd.DataFrame({"x": ["a" * 40 + "!é"] * 1_000})
    view = store.add(frame, name="slow", pinned=True)
    tree = {"column": "x", "op": "regex", "value": r"(a+)+\b$(?=x)|(a|aa)+$"}
    answer = client.post(f"/views/{view.id}/state", json={"filter": tree})
    if answer.status_code == 202:
        answer = ask(client, view, "state")
    assert answer.status_code == 400
    assert "seconds" in answer.get_json()["error"]["message"]
    told = client.post(f"/views/{view.id}/cancel", json={}).get_json()
    assert (told["state"]["filter"], told["total"]) == (None, 1_000)


def test_no_memory_for_one_piece_ends_only_that(client, view, monkeypatch):
    def order(self, keys, rows=None):
        raise MemoryError

    with monkeypatch.context() as patch:
        patch.setattr(PandasSource, "order", order)
        sort_by(client, view, 1)
        answer = client.get(f"/views/{view.id}/rows?columns=0")
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (
        507,
        "out-of-memory",
    )
    assert client.get(f"/views/{view.id}/rows?columns=0").status_code == 200
