"""Rules that every route keeps, checked over all of them."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import unquote, urljoin

import pytest


def rules(app):
    return list(app.url_map.iter_rules())


def path_of(rule):
    """A path that the rule matches."""
    path = rule.rule
    for name in rule.arguments:
        value = "trades" if name == "view" else "0"
        path = re.sub(rf"<([^<>:]+:)?{name}>", value, path)
    return path


def test_every_route_is_described(app):
    for rule in rules(app):
        assert app.view_functions[rule.endpoint].__doc__, rule


def test_get_reads_and_post_changes(app):
    for rule in rules(app):
        assert rule.methods <= {"GET", "HEAD", "OPTIONS", "POST"}, rule


def test_nothing_that_is_read_changes_a_view(app, client, store, view):
    for rule in rules(app):
        if "GET" in rule.methods:
            answer = client.get(path_of(rule))
            assert answer.status_code < 500, (rule, answer.data)
    assert store.views() == [view]
    assert view.version == 1
    assert view.state == type(view.state)()


def test_no_redirect_leaves_the_root(app, client, view):
    for rule in rules(app):
        for path in (path_of(rule), path_of(rule).rstrip("/"), "/" + path_of(rule)):
            to = client.get(path or "/").headers.get("Location")
            assert to in {None, f"{view.id}/"}, path


def test_a_view_without_its_slash_leads_to_its_page(client, view):
    answer = client.get("/views/trades")
    assert answer.status_code == 308
    assert answer.headers["Location"] == f"{view.id}/"


class _Links(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        for name, value in attrs:
            assert not name.startswith("on"), f"inline handler on {tag}"
            assert name != "style", f"inline style on {tag}"
            if name in {"href", "src", "action", "formaction", "data"}:
                self.found.append(value)


def links(page):
    parser = _Links()
    parser.feed(page)
    return parser.found


@pytest.mark.parametrize("path", ["/views/trades/", "/views/nope/"])
def test_every_link_of_every_page_stays_below_the_root(client, path):
    answer = client.get(path, headers={"Accept": "text/html"})
    for link in links(answer.text):
        if link == "data:,":  # no icon, and no request for one
            continue
        whole = urljoin(f"https://hub.example{client.root}{path}", link)
        below = whole.removeprefix(f"https://hub.example{client.root}")
        assert below != whole, f"{link} leaves the root"
        assert client.get(unquote(below)).status_code == 200, link


def test_the_page_has_links_to_crawl(client):
    assert links(client.get("/views/trades/").text)


def test_hostile_cells_and_names_stay_text_in_the_page(client, store, frame):
    hostile = store.add(frame, name="<img src=x onerror=alert(1)>", pinned=True)
    for key in (hostile.id, "trades"):
        page = client.get(f"/views/{key}/").text
        assert "<script>alert" not in page
        assert "<img" not in page
        assert "&lt;script&gt;alert(1)" in page
