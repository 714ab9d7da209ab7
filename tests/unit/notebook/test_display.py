"""The cell's output: small, true, and text whatever the cells hold."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

import frames
import numpy as np
import pandas as pd
import pytest
from frames.drawn import read_in_cell

from dtale_nb.engine.accept import as_frame
from dtale_nb.engine.memory import source_of
from dtale_nb.engine.store import FrameStore
from dtale_nb.notebook import display

PLACES = [
    "colab:65535/" + "s" * 43 + "/",
    "{base}dtale_nb/01234567-89ab-cdef-0123-456789abcdef/",
    "{base}proxy/127.0.0.1:65535/" + "s" * 43 + "/",
    "{base}proxy/65535/" + "s" * 43 + "/",
    "http://127.0.0.1:65535/" + "s" * 43 + "/",
]


def output(frame, name="df", rows=13):
    view = FrameStore().add(frame, name=name, pinned=True)
    return display.page_html(
        view, places=PLACES, instance="0" * 16, height=420, rows=rows
    )


class Reader(HTMLParser):
    """Reads the table as a page does that runs no script."""

    def __init__(self):
        super().__init__()
        self.rows, self.tags, self.inside = [], [], []

    def handle_starttag(self, tag, attrs):  # noqa: ARG002
        self.tags.append(tag)
        self.inside.append(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in {"td", "th"}:
            self.rows[-1].append("")

    def handle_endtag(self, tag):
        while self.inside.pop() != tag:
            pass

    def handle_data(self, data):
        if "td" in self.inside or "th" in self.inside:
            self.rows[-1][-1] += data


def read(html):
    reader = Reader()
    reader.feed(html)
    return reader


def test_the_first_rows_are_there():
    frame = pd.DataFrame({"a": range(1000), "b": [f"t{n}" for n in range(1000)]})
    rows = read(output(frame)).rows
    assert rows[1:4] == [["0", "0", "t0"], ["1", "1", "t1"], ["2", "2", "t2"]]
    assert len(rows) == 14


def test_it_says_what_is_not_there():
    frame = pd.DataFrame(np.zeros((1000, 500)))
    text = output(frame)
    assert "13 of 1,000 rows" in text
    assert re.search(r"\d+ of 500 columns", text)


@pytest.mark.parametrize("name", frames.names(without=("slow", "peer")))
def test_its_cells_are_what_the_catalogue_says(name):
    """The saved table says of each cell what the grid says, or a beginning of it."""
    sample = frames.sample(name)
    held = as_frame(sample.frame)
    source = source_of(held)
    rows = read(output(held)).rows[1:]
    levels, wrong = min(source.n_levels, 4), {}
    for (row, number), look in sample.seen.items():
        at = ~number if number < 0 else levels + number
        if row >= len(rows) or at >= len(rows[row]) or at >= levels > 0 > number:
            continue
        truth = read_in_cell(*look, source.field(number).kind.value)
        told = rows[row][at]
        if told != truth and not (told[-1:] == "…" and truth.startswith(told[:-1])):
            wrong[row, number] = told, truth
    assert wrong == {}


@pytest.mark.parametrize("name", list(frames.names()))
def test_it_is_small_whatever_the_frame(name):
    html = output(as_frame(frames.build(name)))
    assert len(html.encode()) <= display.MAX_HTML


@pytest.mark.parametrize(
    "frame",
    [
        pd.DataFrame({"🦆" * 500: ["🦆" * 5_000] * 50}),
        pd.DataFrame([["<&>" * 100] * 100] * 20, columns=["&" * 90] * 100),
        pd.DataFrame([[1.5] * 5_000] * 3),
    ],
    ids=["wide-characters", "escapes", "many-columns"],
)
def test_it_is_small_for_the_worst(frame):
    html = output(frame, name="🦆" * 300, rows=100)
    assert len(html.encode()) <= display.MAX_HTML
    assert "<div>" in html


ALLOWED_TAGS = {
    *("div", "style", "script", "b", "span", "small", "i", "p"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}

HOSTILE = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</style><img src=x onerror=alert(1)>",
    "<!--<script>",
    "\" onmouseover=alert(1) '",
    "\u2028\u2029\x00\ud800",
]


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_hostile_text_stays_text(text):
    label = pd.Index([text], dtype=object, name=text)
    frame = pd.DataFrame([[text]], index=label, columns=label, dtype=object)
    html = output(frame, name=text)
    html.encode("utf-8")  # a lone surrogate would break the whole message
    reader = read(html)
    allowed = ALLOWED_TAGS
    assert set(reader.tags) <= allowed
    assert reader.tags.count("script") == 1
    assert html.count("</script>") == 1


def test_the_script_gets_what_it_needs_and_no_more():
    html = output(pd.DataFrame({"a": [1]}))
    config = re.search(r"embed\((\{.*?\}),document", html)[1]
    told = json.loads(config)
    assert set(told) == {"instance", "places", "path", "title"}
    assert told["places"] == PLACES


def test_the_script_holds_no_comment_and_ends_in_a_call():
    script = display._script()
    assert "/*" not in script
    assert not re.search(r"^\s*//", script, re.MULTILINE)
    assert "function embed(" in script


def test_nothing_of_the_machine_is_told():
    import getpass
    import socket
    from pathlib import Path

    html = output(pd.DataFrame({"a": [1]}))
    for word in (str(Path.home()), str(Path.cwd()), socket.gethostname()):
        assert word not in html
    assert f"/{getpass.getuser()}/" not in html


def test_missing_values_are_told_apart():
    frame = pd.DataFrame({"x": [None, "", " ", "NaN", float("nan")]}, dtype=object)
    cells = [row[1] for row in read(output(frame)).rows[1:]]
    assert cells == ["None", "empty", "␣", "NaN", "NaN"]
    assert output(frame).count("<i>NaN</i>") == 1
