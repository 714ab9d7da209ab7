"""What is copied, read back as others read it, wherever the viewer stands."""

from __future__ import annotations

import csv
import io
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

import numpy as np
import pandas as pd
import pytest
from browser.grid_page import cell, open_view
from oracle import OracleSource, OracleStore, text_of

PARENT = """<!doctype html><textarea id="paste"></textarea>
<iframe src="{src}" {allow} style="width:800px;height:420px"></iframe>"""


@pytest.fixture(scope="module")
def store():
    made = OracleStore()
    made.add_oracle("huge", OracleSource(100_000_000, 10_000))
    frame = pd.DataFrame(
        {
            "n": [1, 2**53 + 1, -3],
            "x": [0.1, np.nan, np.inf],
            "t": ['a|b\n"c"\t', "=1+1", "ü\\"],
            "ok": [True, False, True],
        },
        index=pd.Index([7, 8, 9], name="key"),
    )
    made.add(frame, name="kinds", pinned=True)
    return made


@pytest.fixture
def grid(page, diary):
    page.set_viewport_size({"width": 900, "height": 520})
    yield page
    diary.assert_clean()


def pasted(page, where):
    """What a paste gives: no permission to read the clipboard is needed."""
    where.locator("#paste").fill("")
    where.locator("#paste").press("Control+v")
    return where.locator("#paste").input_value()


def by_menu(page, frame, item):
    cell(frame, 1, 1).click(button="right")
    frame.get_by_role("menuitem", name=item, exact=True).click()
    frame.get_by_text(" copied.").first.wait_for()


class Parent(BaseHTTPRequestHandler):
    """A page of another site, with the frame that its query names."""

    def do_GET(self):
        query = parse_qs(urlsplit(self.path).query)
        src, allow = query["src"][0], query.get("allow", [""])[0]
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(PARENT.format(src=src, allow=allow).encode())

    def log_message(self, *args):
        pass


@pytest.fixture(scope="module")
def other_site():
    with ThreadingHTTPServer(("127.0.0.1", 0), Parent) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://localhost:{server.server_port}/"
        server.shutdown()
        thread.join()


def framed(page, other_site, src, allow=""):
    """A viewer in another site's page, with a field to paste into beside it."""
    page.goto(f"{other_site}?{urlencode({'src': src, 'allow': allow})}")
    frame = page.frame_locator("iframe")
    frame.locator("[data-ready]").wait_for(state="attached")
    frame.get_by_role("gridcell").first.hover()
    frame.locator("[data-actions]").wait_for(state="attached")
    return frame


def test_each_form_reads_back_as_the_same_values(grid, root, other_site, store):
    """All of a small frame, by menu: as TSV, Markdown and Python."""
    frame = framed(grid, other_site, f"{root}views/kinds/", 'allow="clipboard-write"')
    cell(frame, 0, 0).click()
    grid.keyboard.press("Control+a")
    by_menu(grid, frame, "Copy as Python")
    nan, inf = float("nan"), float("inf")
    text = pasted(grid, grid)
    found = eval(text, {"float": float})
    truth = store.find("kinds").source.frame
    assert list(found) == list(truth)
    assert found["n"] == truth["n"].tolist()
    assert repr(found["x"]) == repr([0.1, nan, inf])
    assert (found["t"], found["ok"]) == (truth["t"].tolist(), truth["ok"].tolist())
    by_menu(grid, frame, "Copy as Markdown")
    lines = pasted(grid, grid).split("\n")
    assert lines[:2] == ["| n | x | t | ok |", "| ---: | ---: | --- | --- |"]
    assert lines[2] == '| 1 | 0.1 | a\\|b<br>"c"\t | True |'
    by_menu(grid, frame, "Copy with headers and index")
    rows = list(csv.reader(io.StringIO(pasted(grid, grid)), dialect="excel-tab"))
    assert rows[0] == ["key", "n", "x", "t", "ok"]
    assert rows[1] == ["7", "1", "0.1", 'a|b\n"c"\t', "True"]
    assert rows[2] == ["8", str(2**53 + 1), "", "=1+1", "False"]
    by_menu(grid, frame, "Copy with headers")
    rows = list(csv.reader(io.StringIO(pasted(grid, grid)), dialect="excel-tab"))
    assert rows[0] == ["n", "x", "t", "ok"]


@pytest.mark.parametrize(
    "allow", ["", 'allow="clipboard-write"'], ids=["no", "allowed"]
)
def test_ctrl_c_in_a_frame_of_another_site(grid, root, store, other_site, allow):
    """With and without the clipboard's permission; far rows are fetched."""
    store.find("huge").change(scroll=(0, 0))  # where another test has left it
    frame = framed(grid, other_site, f"{root}views/huge/", allow)
    cell(frame, 0, 0).click()
    for _ in range(30):
        grid.keyboard.press("Shift+PageDown")
    frame.get_by_text("sum").or_(
        frame.locator("#selected", has_text="cells")
    ).first.wait_for()
    grid.keyboard.press("Control+c")
    said = frame.get_by_text(" copied.").or_(frame.get_by_text("copy again")).first
    said.wait_for()
    if "again" in said.inner_text():
        grid.keyboard.press("Control+c")
        frame.get_by_text(" copied.").first.wait_for()
    rows = pasted(grid, grid).split("\n")
    assert len(rows) > 300
    assert rows == [text_of(row, 0)[0] for row in range(len(rows))]


def test_plain_http_without_any_clipboard(grid, root):
    """A Hub without TLS has no navigator.clipboard; copying works all the same."""
    address = urlsplit(root)

    def served(route):
        url = route.request.url.replace(
            "http://viewer.test", f"http://{address.netloc}"
        )
        headers = {**route.request.headers, "host": "viewer.test"}
        headers.pop("origin", None)
        route.fulfill(response=route.fetch(url=url, headers=headers))

    grid.route("http://viewer.test/**", served)
    open_view(grid, f"http://viewer.test{address.path}", "kinds")
    assert (
        grid.evaluate("() => isSecureContext || Boolean(navigator.clipboard)") is False
    )
    grid.mouse.move(300, 150)
    grid.wait_for_selector("[data-actions]", state="attached")
    cell(grid, 0, 0).click()
    grid.keyboard.press("Shift+ArrowDown")
    by_menu(grid, grid, "Copy as Python")
    grid.evaluate(
        "() => document.body.append(Object.assign("
        "document.createElement('textarea'), {id: 'paste'}))"
    )
    assert pasted(grid, grid) == '[float("nan")]'
    cell(grid, 0, 0).click()
    grid.keyboard.press("Shift+ArrowDown")
    grid.keyboard.press("Control+c")
    grid.get_by_text("2 cells copied.").first.wait_for()
    assert pasted(grid, grid) == f"1\n{2**53 + 1}"
    grid.unroute_all(behavior="ignoreErrors")  # what is asked beside goes on


def test_too_much_is_said_and_downloaded_instead(grid, root, store):
    """100 million cells: no copy, a word, and the way to a download."""
    store.find("huge").change(scroll=(0, 0))  # where another test has left it
    open_view(grid, root, "huge")
    grid.mouse.move(300, 150)
    grid.wait_for_selector("[data-actions]", state="attached")
    cell(grid, 0, 0).click()
    grid.keyboard.press("Control+Space")
    grid.keyboard.press("Control+c")
    grid.get_by_text("100,000,000 cells are too many to copy").first.wait_for()
    grid.get_by_role("button", name="Download…").click()
    grid.get_by_role("dialog", name="Download").wait_for()
