"""What works before the panels are there."""

from __future__ import annotations

import pandas as pd
import pytest
from browser.grid_page import open_view
from oracle import OracleStore
from playwright.sync_api import expect

FIRST = ("viewer.js", "begin.js", "selecting.js")
"""The scripts that `tests/http/test_weight.py` weighs."""


@pytest.fixture(scope="module")
def store():
    made = OracleStore()
    frame = pd.DataFrame({"a": range(60), "b": [f"t{n % 7}" for n in range(60)]})
    made.add(frame, name="few scripts", pinned=True)
    return made


def pasted(page):
    """What a paste gives, in a field that is there for this only."""
    focused = page.evaluate_handle("() => document.activeElement")
    page.evaluate(
        "() => document.body.append(Object.assign("
        "document.createElement('textarea'), {id: 'paste'}))"
    )
    page.locator("#paste").press("Control+v")
    text = page.locator("#paste").input_value()
    page.locator("#paste").evaluate("(field) => field.remove()")
    focused.as_element().focus()
    return text


def test_the_first_scripts_sort_select_and_copy(page, root):
    """Every other script and style fails to come: sort, select, copy all the same.

    What is copied is at hand; rows that are not loaded are fetched by `gather.js`.
    """
    asked = []

    def answer(route):
        name = route.request.url.rpartition("/")[2]
        asked.append(name)
        if name in FIRST:
            route.continue_()
        else:
            route.abort()

    page.route("**/assets/**", answer)
    selected = page.locator('[aria-selected="true"]')
    open_view(page, root, "few%20scripts")
    page.get_by_role("gridcell").first.hover()
    page.wait_for_function("() => document.documentElement.dataset.ready")
    page.get_by_role("columnheader", name="a").click()
    page.get_by_text("sorted by a", exact=True).wait_for()
    page.get_by_role("columnheader", name="a").click()
    page.get_by_role("gridcell", name="59", exact=True).wait_for()
    page.get_by_role("gridcell", name="59", exact=True).click()
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowDown")
    expect(selected).to_have_count(4)
    page.keyboard.press("Control+c")
    page.get_by_text("4 cells copied.").first.wait_for()
    assert pasted(page) == "59\tt3\n58\tt2"
    page.keyboard.press("Escape")
    expect(selected).to_have_count(0)
    cells = page.get_by_role("gridcell")
    box, to = cells.nth(2).bounding_box(), cells.nth(5).bounding_box()
    page.mouse.move(box["x"] + 9, box["y"] + 9)
    page.mouse.down()
    page.mouse.move(to["x"] + 9, to["y"] + 9, steps=4)
    page.mouse.up()
    expect(selected).to_have_count(4)
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+c")
    page.get_by_text("120 cells copied.").first.wait_for()
    rows = pasted(page).split("\n")
    assert (rows[0], rows[-1], len(rows)) == ("59\tt3", "0\tt0", 60)
    assert set(FIRST) < set(asked)
