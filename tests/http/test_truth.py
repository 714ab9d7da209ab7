"""Every frame of the catalogue through every route: shown as it is, and left as it was.

The app is asked over WSGI, as a proxy does. What is seen is the catalogue's, written by
hand; what must be left alone is looked at from outside of our code.
"""

from __future__ import annotations

import gc
import json
import re
import time
import warnings

import frames
import pandas as pd
import pytest
from frames.catalogue import Sample
from support.untouched import frame_state, references

from dtale_nb.app import create_app
from dtale_nb.engine.accept import as_frame
from dtale_nb.engine.store import FrameStore
from dtale_nb.settings import Settings
from dtale_nb.web.testing import HOSTILE_ROOT, RootedClient

QUICK = frames.names(without=("slow",))
SHOWN = frames.names(without=("slow", "peer"))

QUERY = (
    "start=0&stop=20&columns={columns}&number={number}&row=0&text=a&search=a"
    "&version={version}&kept=1"
)
BODIES = (
    {"sort": [{"number": "{number}", "descending": True}]},
    {"filter": {"any": [{"position": "{number}", "op": "missing"}]}},
    {"search": "a"},
    {"kind": "search"},
    {"sort": [], "filter": None, "search": None},
    {},
)
"""What is posted to each route that changes something; some take one, some another."""


@pytest.fixture(scope="module")
def app_and_store():
    gc.freeze()  # what is there already need not be looked through again and again
    store = FrameStore()
    app = create_app(store, Settings(), instance="0" * 16, secret="s" * 43)
    app.test_client_class = RootedClient
    return app, store


@pytest.fixture
def client(app_and_store):
    return app_and_store[0].test_client(app_root=HOSTILE_ROOT)


@pytest.fixture
def show(app_and_store):
    """Show a frame; returns the id of its view."""
    return lambda held: app_and_store[1].add(as_frame(held), pinned=True).id


def cells_of(answer, sample):
    """Text and mark at each place of the catalogue that is in an answer."""
    told = answer.get_json()
    runs = {~level: run for level, run in enumerate(told["index"])}
    runs |= dict(zip(told["numbers"], told["columns"], strict=True))
    return {
        (row, number): (runs[number]["t"][row - told["start"]],
                        runs[number].get("m", {}).get(str(row - told["start"])))
        for row, number in sample.seen
        if number in runs and told["start"] <= row < told["stop"]
    }  # fmt: skip


def rectangles(places):
    """Rectangles that hold all places: rows by hundreds, columns by hundreds."""
    return sorted({(row // 100, max(number, 0) // 100) for row, number in places})


def page_data(client, view):
    """What the page holds for its script, whatever a label or a cell says."""
    page = client.get(f"/views/{view}/", headers={"Accept": "text/html"})
    assert page.status_code == 200
    found = re.search(r'id="dtale-nb-page">(.*?)</script>', page.text, re.DOTALL)
    return json.loads(found[1])


@pytest.mark.parametrize("name", SHOWN)
def test_rows_and_labels_are_what_the_catalogue_says(client, show, name):
    sample = frames.sample(name)
    view = show(sample.frame)
    data = page_data(client, view)
    n_columns = data["nColumns"]
    labels = {column["number"]: tuple(column["label"]) for column in data["columns"]}
    told = {number: labels[number] for number in sample.labels if number in labels}
    assert told == {number: sample.labels[number] for number in told}
    found = {}
    for block, across in rectangles(sample.seen):
        start, last = block * 100, min(across * 100 + 99, n_columns - 1)
        columns = f"{across * 100}-{last}" if n_columns else ""
        answer = client.get(
            f"/views/{view}/rows?start={start}&stop={start + 100}&columns={columns}"
        )
        assert answer.status_code == 200
        found |= cells_of(answer, sample)
    assert found == sample.seen
    client.post(f"/views/{view}/close", json={})


def filled(form, number):
    """A body with the column's number in its place."""
    return json.loads(json.dumps(form).replace('"{number}"', str(number)))


def ask_everything(client, app, view, n_columns):
    """Ask each route of a view, and return which answered how; close comes last."""
    told = {}
    numbers = {0, n_columns - 1} if n_columns else {-1}
    rules = sorted(app.url_map.iter_rules(), key=lambda rule: rule.endpoint)
    ours = [rule for rule in rules if rule.rule.startswith("/views/<view>")]
    for number in numbers:
        for rule in ours:
            if rule.endpoint == "summary.missing" and rule.endpoint in told:
                continue  # asks for no column, and takes long of very many
            path = rule.rule.replace("<view>", view)
            path = re.sub(r"<int\(signed=True\):\w+>", str(number), path)
            if "GET" in rule.methods:
                last = min(n_columns, 10) - 1
                version = client.get(f"/views/{view}/state").get_json()["version"]
                query = QUERY.format(
                    columns=f"0-{last}" if n_columns else "",
                    number=number,
                    version=version,
                )
                told[rule.endpoint] = client.get(f"{path}?{query}")
            elif not rule.rule.endswith("/close"):
                for form in BODIES:
                    told[rule.endpoint] = client.post(path, json=filled(form, number))
    told["grid.close"] = client.post(f"/views/{view}/close", json={})
    return told


def assert_same(before, after):
    """Part by part, so that a failure says what was touched."""
    changed = {part for part in before if before[part] != after.get(part)}
    assert changed == set()


@pytest.mark.parametrize("name", QUICK)
def test_no_route_touches_the_frame(client, show, app_and_store, name):
    app, _ = app_and_store
    held = frames.build(name)
    before, count = frame_state(held), references(held)
    filters = list(warnings.filters)
    view = show(held)
    told = ask_everything(client, app, view, page_data(client, view)["nColumns"])
    bad = {at: answer.data[:200] for at, answer in told.items()
           if answer.status_code >= 500}  # fmt: skip
    assert bad == {}
    assert_same(before, frame_state(held))
    until = time.monotonic() + 20  # jobs of a closed view end soon
    while references(held) > count and time.monotonic() < until:
        time.sleep(0.02)
        gc.collect()
    left = references(held)
    assert left == count
    while list(warnings.filters) != filters and time.monotonic() < until:
        time.sleep(0.02)  # pandas itself sets them aside for a moment, in a job
    assert list(warnings.filters) == filters


class Sleeps:
    def __repr__(self):
        time.sleep(4)
        return "late"


@pytest.mark.parametrize("name", [*frames.names("slow"), "a hundred that sleep"])
def test_what_sleeps_is_marked_and_its_page_is_answered(client, show, name):
    """A page has its time: what is slower says so, and what is not slow is there."""
    if name in frames.CATALOGUE:
        sample = frames.sample(name)
        held, seen = sample.frame, dict(sample.seen)
    else:
        held = pd.DataFrame({"x": [Sleeps() for _ in range(100)], "y": range(100)})
        seen = {(row, 1): (str(row), None) for row in range(100)}
        seen |= {(row, 0): frames.catalogue.SLOW for row in range(100)}
    before = frame_state(held)
    view = show(held)
    last = page_data(client, view)["nColumns"] - 1
    answer = client.get(f"/views/{view}/rows?start=0&stop=100&columns=0-{last}")
    assert answer.status_code == 200
    found = cells_of(answer, Sample(held, seen))
    assert found == {place: seen[place] for place in found}
    assert found
    assert_same(before, frame_state(held))
    client.post(f"/views/{view}/close", json={})
