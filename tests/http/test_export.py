"""Files over HTTP: begun, fetched in parts, stopped."""

from __future__ import annotations

import io

import pandas as pd
import pytest

from dtale_nb.web import export


def fetched(client, path, given):
    """Fetch a file as the page does, part by part."""
    begun = client.post(path, json=given)
    assert begun.status_code == 200, begun.get_json()
    told = begun.get_json()
    data = b""
    while True:
        news = client.get(f"{path}/{told['id']}").get_json()
        while len(data) < news["ready"]:
            part = client.get(f"{path}/{told['id']}/part?offset={len(data)}")
            assert 0 < len(part.data) <= export.PART
            data += part.data
        if news["done"] and len(data) == news["ready"]:
            break
    client.post(f"{path}/{told['id']}/end", json={})
    assert client.get(f"{path}/{told['id']}").status_code == 404
    return told, data


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_the_view_as_shown_comes_in_parts(client, view, frame, kind, monkeypatch):
    monkeypatch.setattr(export, "PART", 1_000)
    state = {
        "sort": [{"number": 0}],
        "filter": {"position": 0, "op": "lt", "value": 300},
        "columns": {"order": "2,0"},
    }
    version = client.post(f"/views/{view.id}/state", json=state).get_json()["version"]
    given = {"format": kind, "version": version, "index": False}
    told, data = fetched(client, f"/views/{view.id}/export", given)
    assert (told["name"], told["rows"], told["columns"]) == (f"trades.{kind}", 300, 2)
    read = {"csv": pd.read_csv, "parquet": pd.read_parquet}[kind](io.BytesIO(data))
    expected = frame.iloc[::-1].iloc[:300, [2, 0]].reset_index(drop=True)
    pd.testing.assert_frame_equal(read, expected, check_dtype=False)


def test_formats_say_why_they_are_not_there(client, view):
    told = client.get(f"/views/{view.id}/export").get_json()["formats"]
    assert [one["name"] for one in told] == ["csv", "tsv", "xlsx", "jsonl", "parquet"]
    assert all(one["why_not"] == "" for one in told if one["name"] != "xlsx")


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"format": "exe", "version": 1}, 400),
        ({"format": "csv"}, 400),
        ({"format": "csv", "version": 9}, 409),
        ({"format": "csv", "version": 1, "index": "no"}, 400),
    ],
    ids=str,
)
def test_what_cannot_be_begun_says_so(client, view, given, status):
    answer = client.post(f"/views/{view.id}/export", json=given)
    assert answer.status_code == status
    assert answer.get_json()["error"]["message"]


def test_a_part_that_is_not_there_is_refused(client, view):
    path = f"/views/{view.id}/export"
    told = client.post(path, json={"format": "csv", "version": 1}).get_json()
    far = client.get(f"{path}/{told['id']}/part?offset=999999999")
    assert far.status_code == 400
    assert client.get(f"{path}/nothing/part").status_code == 404
    client.post(f"{path}/{told['id']}/end", json={})
