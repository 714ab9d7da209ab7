"""The charts behind the same guard: their root, their policy, their weight."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pandas as pd
import pytest

from dtale_nb.charts.atlas import SHAPES
from dtale_nb.charts.chart import make
from dtale_nb.charts.kinds import CHARTS
from dtale_nb.charts.pins import question_of
from dtale_nb.charts.requests import Asked
from dtale_nb.charts.standalone import standalone_page
from dtale_nb.engine.memory import source_of
from dtale_nb.web.testing import HOSTILE_ROOT

pytest.importorskip("dash")

LINK = re.compile(r'(?:href|src|action)="([^"]*)"')
BAR = Asked("bar", {"x": {"number": 2}}).encoded()


def page_of(client, chart=""):
    path = f"/charts/trades/{chart}/" if chart else "/charts/trades/"
    return client.get(path, headers={"Accept": "text/html"})


def config_of(page):
    found = re.search(r'id="_dash-config"[^>]*>(.*?)</script>', page.text)
    return json.loads(found[1])


def draw(client, values, kind="bar", chart=BAR, pinned=None, **headers):
    """Ask for a figure as the page does."""
    ids = [{"card": 0, "option": name} for name in values]
    said = [{"id": each, "property": "value", "value": v}
            for each, v in zip(ids, values.values(), strict=True)]  # fmt: skip
    outputs = [
        {"id": {"card": 0, "part": name}, "property": prop}
        for name, prop in (
            ("graph", "figure"), ("said", "children"), ("table", "children"),
            ("code", "children"), ("problem", "children"), ("asked", "data"),
        )
    ]  # fmt: skip
    shown = [
        {"id": {"card": 0, "shown": each["option"]}, "property": "hidden"}
        for each in ids
    ]
    told = client.get(f"/charts/trades/{chart}/_dash-dependencies").json
    output = next(each["output"] for each in told if "}.figure" in each["output"])
    kind_id = {"card": 0, "part": "kind"}
    body = {
        "output": output,
        "outputs": [*outputs, shown],
        "inputs": [
            said,
            {"id": "version", "property": "data", "value": None},
            {"id": "theme", "property": "data", "value": "dark"},
        ],
        "state": [
            {"id": kind_id, "property": "value", "value": kind},
            [{"id": each, "property": "id", "value": each} for each in ids],
            {"id": "pinned", "property": "data", "value": pinned},
        ],
        "changedPropIds": [],
    }
    return client.post(
        f"/charts/trades/{chart}/_dash-update-component", json=body, headers=headers
    )


def parts_of(answer):
    """The parts of the card that an answer speaks of, by name."""
    return {json.loads(key).get("part"): told
             for key, told in answer.json["response"].items()}  # fmt: skip


def layout_of(client):
    told = client.get("/charts/trades/_dash-layout").json
    return json.dumps(told, separators=(",", ":"))


def test_nothing_of_dash_is_loaded_before_the_first_chart():
    code = """
import sys
import pandas as pd
import dtale_nb
from dtale_nb.app import create_app
from dtale_nb.engine.store import FrameStore
from dtale_nb.settings import Settings
store = FrameStore()
store.add(pd.DataFrame({"x": [1, 2]}), name="df", pinned=True)
app = create_app(store, Settings(), instance="i" * 16, secret="s" * 43)
client = app.test_client()
assert client.get("/views/df/").status_code == 200
loaded = {"dash", "plotly"} & set(sys.modules)
assert not loaded, loaded
assert client.get("/charts/df/").status_code == 200
assert "dash" in sys.modules
"""
    subprocess.run([sys.executable, "-c", code], check=True, timeout=120)


def test_every_address_of_the_page_stays_below_the_root(client):
    page = page_of(client)
    assert page.status_code == 200
    links = [link for link in LINK.findall(page.text) if not link.startswith("data:")]
    assert len(links) >= 3
    for link in links:
        assert link.startswith(f"{client.root}/charts/assets/"), link
    assert (
        config_of(page)["requests_pathname_prefix"] == f"{client.root}/charts/trades/"
    )


def test_every_address_answers_and_is_kept_for_good(client):
    for link in LINK.findall(page_of(client).text):
        if link.startswith("data:"):
            continue
        answer = client.get(link.removeprefix(client.root))
        assert answer.status_code == 200
        assert "immutable" in answer.headers["Cache-Control"]


def test_the_page_is_held_to_itself(client):
    policy = page_of(client).headers["Content-Security-Policy"]
    parts = dict(part.split(" ", 1) for part in policy.split("; "))
    assert parts["default-src"] == "'none'"
    assert "unsafe" not in parts["script-src"]
    assert parts["connect-src"] == parts["script-src"].partition(" ")[2]
    if client.app_root:
        assert parts["connect-src"].endswith(f"{client.root}/")
    assert "http" not in page_of(client).text.replace("http-equiv", "")


def test_nothing_offers_to_send_the_data_away(client):
    """plotly.js shows a button that uploads the figure, where nobody says no."""
    assert '"showSendToCloud":false' in layout_of(client)


def test_the_shapes_of_maps_are_ours(client):
    """plotly.js would ask a server far off for them."""
    found = re.search(r'"topojsonURL":"([^"]*)"', layout_of(client))
    assert found[1].startswith(f"{client.root}/charts/assets/")
    for name in SHAPES:
        answer = client.get(f"{found[1].removeprefix(client.root)}{name}.json")
        assert answer.json["type"] == "Topology"
        assert answer.mimetype == "application/json"
        assert "immutable" in answer.headers["Cache-Control"]


def test_a_page_carried_away_has_the_shapes_that_it_draws():
    table = pd.DataFrame({"a": ["Texas", "Ohio"], "b": ["France", "Chad"], "n": [1, 2]})
    for word, asked, wanted in (
        ("map", {"x": 0}, ["usa_110m"]),
        ("map", {"x": 1, "facet_col": 2}, ["world_110m"]),
        ("pointmap", {"lat": 2, "lon": 2}, ["world_110m"]),
        ("bar", {"x": 0}, []),
    ):
        chart = CHARTS[word]
        made = make(chart, source_of(table), chart.Options(**asked))
        script = standalone_page(word, [made.figure()]).partition("<body")[0]
        assert re.findall(r'"(\w+_110m)":', script) == wanted


def test_versions_are_not_told(client):
    told = config_of(page_of(client))
    assert not {"python_version", "dash_version", "plotly_version"} & set(told)


def test_the_first_open_weighs_little(client):
    """HTML, styles, scripts, layout and callbacks: compressed, in few requests."""
    headers = {"Accept-Encoding": "br, gzip"}
    page = page_of(client)
    total, requests = len(page.data), 1
    below = [
        f"/charts/trades/{name}" for name in ("_dash-layout", "_dash-dependencies")
    ]
    links = [link.removeprefix(client.root) for link in LINK.findall(page.text)]
    for path in [*below, *(link for link in links if not link.startswith("data:"))]:
        answer = client.get(path, headers=headers)
        assert answer.headers["Content-Encoding"] in {"br", "gzip"}
        total, requests = total + len(answer.data), requests + 1
    assert requests <= 7  # and one for the figure
    assert total <= 1_600_000


def test_a_chart_is_drawn(client):
    answer = draw(client, {"x": 2, "color": None, "agg": "count", "top": 30})
    found = parts_of(answer)
    assert found["problem"]["children"] == ""
    figure = found["graph"]["figure"]
    assert figure["data"][0]["x"] == ["&lt;script&gt;alert(1)&lt;/script&gt;", "a"]
    assert "<script>alert(1)</script>" in json.dumps(found["table"])
    assert "&lt;" not in json.dumps(found["table"])
    assert "Bar: 1,000 rows, 2 marks." in found["said"]["children"]
    assert "import plotly.express as px" in found["code"]["children"]


def test_it_draws_what_the_view_shows(client, view):
    view.change(filter={"all": [{"position": 0, "op": "lt", "value": 100}]})
    found = parts_of(draw(client, {"x": 2}))
    assert found["said"]["children"].startswith("Bar: 100 rows of 1,000")


def test_a_pinned_chart_draws_what_the_view_showed(client, view):
    """Rows and code are those of then, however often it is drawn anew."""
    view.change(filter={"all": [{"position": 0, "op": "lt", "value": 100}]})
    before = question_of(view)
    view.change(filter={"all": [{"position": 0, "op": "lt", "value": 7}]})
    for values in ({"x": 2}, {"x": 2, "top": 1}):
        found = parts_of(draw(client, values, pinned=before))
        assert found["said"]["children"].startswith("Bar: 100 rows of 1,000")
        assert "'value': 100" in found["code"]["children"]
    found = parts_of(draw(client, {"x": 2}))
    assert found["said"]["children"].startswith("Bar: 7 rows of 1,000")


@pytest.mark.parametrize("pinned", [{"filter": {"position": 99}}, {"sort": "x"}])
def test_what_cannot_have_been_shown_is_told(client, pinned):
    parts = parts_of(draw(client, {"x": 2}, pinned=pinned))
    assert parts["problem"]["children"]


@pytest.mark.parametrize(
    ("values", "kind"), [({"x": 2}, "bar"), ({"x": 0}, "histogram")]
)
def test_a_view_that_shows_no_row_says_so(client, view, values, kind):
    view.change(filter={"position": 0, "op": "lt", "value": 0})
    assert view.n_rows == 0
    parts = parts_of(draw(client, values, kind))
    said = "No row is shown, so nothing is drawn."
    assert said in parts["said"]["children"]
    layout = parts["graph"]["figure"]["layout"]
    assert layout["annotations"][0]["text"] == said
    assert layout["paper_bgcolor"] == "rgba(0,0,0,0)"
    assert parts["problem"]["children"] == ""


@pytest.mark.parametrize(
    ("values", "kind", "why"),
    [
        ({"x": 99}, "bar", "column"),
        ({"x": 2, "agg": "mean", "y": 2}, "bar", "no numbers"),
        ({"x": 2, "top": 10**9}, "bar", "no number from"),
        ({"x": 2, "agg": "__class__"}, "bar", "none of its words"),
        ({"x": "0"}, "bar", "column"),
        ({}, "bar", "choose"),
        ({}, "__init__", "no chart"),
    ],
)  # fmt: skip
def test_what_cannot_be_drawn_says_why(client, values, kind, why):
    answer = draw(client, values, kind)
    assert answer.status_code == 200
    assert why in parts_of(answer)["problem"]["children"].lower()


def test_a_page_speaks_the_language_of_the_browser(client):
    german = {"Accept-Language": "de-DE,de;q=0.9,en;q=0.5"}
    page = client.get("/charts/trades/", headers=german)
    assert '<html lang="de"' in page.text
    layout = client.get("/charts/trades/_dash-layout", headers=german).json
    told = json.dumps(layout, ensure_ascii=False)
    for text in ("Diagramm hinzufügen", "Der Ansicht folgen", "Mehr"):
        assert text in told
    drawn = parts_of(draw(client, {"x": 2}, **german))
    assert drawn["said"]["children"].startswith("Balken: 1.000 Zeilen, 2 Werte")
    wrong = parts_of(draw(client, {}, **german))
    assert wrong["problem"]["children"] == "Kategorien wählen (x=…)."


@pytest.mark.parametrize("chart", ["W1siYmFyIix7fV0sWyJwaWUiLHt9XV0", "W10", "W1tdXQ"])
def test_an_address_holds_some_charts_or_none_that_it_should_not(client, chart):
    """Two charts; an empty list; a list of an empty list."""
    status = page_of(client, chart).status_code
    assert status == (200 if chart.startswith("W1si") else 400)


def test_a_foreign_page_may_not_ask(client):
    answer = draw(client, {"x": 2}, **{"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403


def test_without_the_secret_there_is_nothing(app):
    client = app.test_client(app_root=HOSTILE_ROOT, secret="")
    assert client.get("/charts/trades/").status_code == 404


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/charts/nobody/", 404),
        ("/charts/trades/x/y/", 404),
        ("/charts/trades/_favicon.ico", 404),
        ("/charts/trades/_dash-component-suites/dash/dash.py", 404),
        ("/charts/assets/0/dash.js", 404),
        ("/charts/assets/../page.py", 404),
        ("/charts/", 404),
    ],
)  # fmt: skip
def test_there_is_nothing_else(client, path, status):
    assert client.get(path).status_code == status


@pytest.mark.parametrize("chart", ["AAAA", "x" * 5_000, "W10", "bnVsbA"])
def test_an_address_of_no_chart_is_an_error_with_a_way_out(client, chart):
    answer = page_of(client, chart)
    layout = client.get(f"/charts/trades/{chart}/_dash-layout")
    assert 400 in {answer.status_code, layout.status_code}


def test_a_view_that_was_let_go_says_so(client, view, store):
    store.let_go(view.id)
    answer = page_of(client)
    assert answer.status_code == 410
    assert 'data-code="view-let-go"' in answer.text
