"""A frame that the user changes, over HTTP: said, and never a 500."""

from __future__ import annotations

import threading
import time

import numpy as np
import pandas as pd
import pytest


@pytest.fixture(autouse=True)
def look_always(monkeypatch):
    monkeypatch.setattr("dtale_nb.app.LOOK_EVERY", 0.0)


def test_a_change_is_told_at_the_next_request(client, view, frame):
    path = f"/views/{view.id}"
    told = client.get(f"{path}/state").get_json()
    assert (told["changed"], told["schema"], told["version"]) == ("", 1, 1)
    frame["y"] = 1
    assert client.get(f"{path}/rows?version=1&stop=2").status_code == 409
    told = client.get(f"{path}/state").get_json()
    assert (told["changed"], told["schema"], told["version"]) == (
        "columns added: y",
        2,
        2,
    )
    rows = client.get(f"{path}/rows?version=2&stop=2&columns=4").get_json()
    assert rows["columns"][0]["t"] == ["1", "1"]


def test_refresh_is_told_as_the_state(client, view):
    told = client.post(f"/views/{view.id}/refresh", json={}).get_json()
    assert (told["version"], told["changed"], told["schema"]) == (2, "refreshed", 1)
    assert told["total"] == 1_000


PATHS = (
    "rows?version={version}&start={start}&stop={stop}&columns=0-1",
    "rows?version={version}&start={start}&stop={stop}&columns=0-1",
    "state",
    "columns?columns=0-1",
    "cell?row={row}&number=1",
    "summary?columns=0-1&version={version}",
    "summary/0?version={version}",
    "summary/1/values?version={version}",
    "missing?version={version}",
    "search?version={version}",
    "search/next",
    "work",
)
PANDAS_2 = pd.__version__ < "3"


def changes(random, turn):
    """A random order, filter and search."""
    value = int(random.integers(0, 3_000))
    number = int(random.integers(0, 2))
    return {
        "sort": [{"number": number, "descending": bool(random.integers(0, 2))}],
        "filter": [
            None,
            {"column": "r", "op": "lt", "value": value},
            {"not": {"column": "s", "op": "between", "value": [-value, 0]}},
            {"any": [{"column": "r", "op": "top", "value": 9}, {"search": str(value)}]},
        ][turn % 4],
        "search": str(turn % 50),
    }


def expect_one_state(rows):
    """Both columns of a page are of one state of the frame: s is -r, always."""
    there, minus = (each["t"] for each in rows["columns"])
    assert [int(text) for text in there] == [-int(text) for text in minus]


def restless(frame, is_going):
    """Change a frame in every way while somebody asks; each leaves s as -r."""
    turn, order = 0, frame["r"].to_numpy().copy()
    while is_going():
        turn += 1
        frame["t"] = turn
        frame.drop(columns="t", inplace=True)
        frame.sort_values("r", ascending=bool(turn % 2), inplace=True)
        frame.loc[9_999] = 0
        frame.drop(index=9_999, inplace=True)
        frame.loc[:, ["r", "s"]] = np.stack([order + turn, -order - turn], axis=1)
        time.sleep(0.0005)


def test_a_thousand_questions_to_a_frame_that_another_thread_changes(app, store):
    """No crash, no 500, and no page of two states that does not say so."""
    order = np.random.default_rng(1).permutation(3_000)
    frame = pd.DataFrame({"r": order, "s": -order})
    view = store.add(frame, name="restless", pinned=True)
    going = True
    thread = threading.Thread(target=restless, args=(frame, lambda: going), daemon=True)
    thread.start()
    client, random = app.test_client(), np.random.default_rng(8)
    statuses, pages = {}, 0
    try:
        for turn in range(1_000):
            if turn % 10 == 0:
                body = changes(random, turn // 10)
                answer = client.post(f"/views/{view.id}/state", json=body)
                statuses.setdefault(answer.status_code, []).append(str(body))
            path = PATHS[int(random.integers(0, len(PATHS)))]
            start = int(random.integers(0, 3_000))
            asked = path.format(
                version=view.version, start=start, stop=start + 60, row=start
            )
            answer = client.get(f"/views/{view.id}/{asked}")
            statuses.setdefault(answer.status_code, []).append(asked)
            if answer.status_code == 200 and path.startswith("rows"):
                pages += 1
                told = answer.get_json()
                if not PANDAS_2:
                    expect_one_state(told)
                    continue
                try:  # pandas 2 writes through: then the page's version is over
                    expect_one_state(told)
                except AssertionError:
                    client.get(f"/views/{view.id}/state")
                    assert view.version > told["version"]
    finally:
        going = False
        thread.join(20)
    assert not thread.is_alive()
    assert set(statuses) <= {200, 202, 400, 404, 409}, statuses
    assert pages > 20
    assert len(statuses[200]) > 200
    assert view.version > 20
