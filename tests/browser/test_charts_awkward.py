"""Charts of frames whose columns are called as nobody would wish."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from browser.chart_page import open_chart, open_from_header
from browser.grid_page import open_view
from playwright.sync_api import expect

pytest.importorskip("dash")

NAMES = [
    "a", "a", "", " ", 3, None, True, ("t", 1), "<b>bold</b>", "<img src=x onerror=1>",
    "x" * 120, "é漢\u202e", dt.date(2026, 1, 2), "a.b[0]", "{value}", "%{x}",
    "(missing)",
]  # fmt: skip


TOLD = {7: '("t", 1)'}
"""What is written otherwise than Python does it: as the grid has it."""


@pytest.fixture
def view(store):
    """One column of each name, numbers and texts by turns."""
    columns = [
        np.arange(20) % 7 if at % 2 else np.array(["u", "<i>v</i>"] * 10, dtype=object)
        for at in range(len(NAMES))
    ]
    frame = pd.DataFrame(dict(enumerate(columns)))
    frame.columns = pd.Index(NAMES, dtype=object, tupleize_cols=False)
    return store.add(frame, name="<b>awkward</b>", pinned=True)


@pytest.mark.parametrize("at", range(len(NAMES)))
def test_a_column_of_any_name_is_charted(page, root, view, diary, at):
    """A user opens bars of a column: they are drawn, the axis has the column's name.

    Its name is text: no part of it becomes markup or a script.
    """
    open_chart(page, root, view, "bar", x=at)
    page.wait_for_function("() => document.querySelector('.barlayer path')")
    marks = 7 if at % 2 else 2
    expect(page.locator(".card .said")).to_have_text(f"Bar: 20 rows, {marks} marks.")
    title = page.locator(".xtitle").first.text_content() or ""
    name = NAMES[at]
    wanted = TOLD.get(at, str(name)) if str(name).strip() else f"column {at}"
    wanted = f"a [{at}]" if name == "a" else wanted
    if len(wanted) > 60:
        begin, end = title.split("…")
        assert (wanted.startswith(begin), len(begin), end) == (True, 67, "")
    else:
        assert title.split() == wanted.split()
    assert page.locator(".main-svg img, .table img, .table b").count() == 0
    diary.assert_clean()


def test_a_thousand_columns_are_charted_from_a_header(page, root, store, diary):
    """A user opens a chart from the header of a frame of 1,000 columns.

    The form offers all of them, and finds one of them by its name.
    """
    names = [f"c{n:03}" for n in range(1_000)]
    frame = pd.DataFrame(np.ones((30, 1_000)).cumsum(0), columns=names)
    wide = store.add(frame, name="wide", pinned=True)
    page.set_viewport_size({"width": 1200, "height": 700})
    open_view(page, root, wide.id)
    page.mouse.move(300, 300)
    page.wait_for_selector("[data-actions]", state="attached")
    chart = open_from_header(page, "c001")
    expect(chart.locator(".card .said")).to_contain_text("Histogram: 30 rows")
    chart.locator('.option[id*="\\"x\\""] .dash-dropdown').click()
    chart.get_by_placeholder("Search").fill("c987")
    expect(chart.get_by_role("option", name="c987")).to_be_visible()
    chart.get_by_role("option", name="c987").click()
    expect(chart.locator(".xtitle")).to_have_text("c987", timeout=30_000)
    diary.assert_clean()
