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
    "rows?start=10&stop=60&columns=0-1",
    "state",
    "columns?columns=0-1",
    "cell?row=3&number=1",
    "summary?columns=0-1&version={version}",
    "summary/0?version={version}",
    "search?version={version}",
    "search/next",
    "work",
)


def test_a_frame_that_another_thread_changes_makes_no_500(app, store):
    order = np.random.default_rng(1).permutation(3_000)
    frame = pd.DataFrame({"r": order, "s": -order})
    view = store.add(frame, name="restless", pinned=True)
    going = True

    def change():
        turn = 0
        while going:
            turn += 1
            frame["t"] = turn
            frame.drop(columns="t", inplace=True)
            frame.sort_values("r", ascending=bool(turn % 2), inplace=True)
            frame.loc[9_999] = 0
            frame.drop(index=9_999, inplace=True)
            time.sleep(0.0005)

    thread = threading.Thread(target=change, daemon=True)
    thread.start()
    client = app.test_client()
    statuses = {}
    try:
        for turn in range(400):
            if turn % 20 == 0:
                sort = [{"number": 0, "descending": turn % 40 == 0}]
                state = {"sort": sort, "search": str(turn)}
                client.post(f"/views/{view.id}/state", json=state)
            path = PATHS[turn % len(PATHS)].format(version=view.version)
            answer = client.get(f"/views/{view.id}/{path}")
            statuses.setdefault(answer.status_code, []).append(path)
    finally:
        going = False
        thread.join(20)
    assert set(statuses) <= {200, 202, 400, 404, 409}, statuses
    assert len(statuses[200]) > 100
    assert view.version > 20
