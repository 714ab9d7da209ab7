"""What is clicked before the scripts are here is done when they are."""

from __future__ import annotations

import re

import pandas as pd
import pytest
from browser.grid_page import cell, focus
from playwright.sync_api import expect

SCRIPTS = ["viewer", "begin", "selecting", "actions"]


@pytest.fixture(params=SCRIPTS)
def early(page, root, store, diary, request):
    """A page whose scripts from one of them on are held; call it to let them come."""
    frame = pd.DataFrame({"a": range(200), "b": range(200, 0, -1), "c": ["x"] * 200})
    view = store.add(frame, pinned=True)
    names = "|".join(SCRIPTS[SCRIPTS.index(request.param) :])
    held = []
    may_come = []

    def hold(route):
        if may_come:
            route.continue_()
        else:
            held.append(route)

    page.route(re.compile(rf"/assets/.*/({names})\.js"), hold)
    page.set_viewport_size({"width": 900, "height": 380})
    page.goto(f"{root}views/{view.id}/", wait_until="commit")
    page.wait_for_selector("#body .r")
    if request.param != "viewer":
        page.wait_for_selector("[data-ready]", state="attached")

    def come():
        may_come.append(True)
        for route in held:
            route.continue_()
        page.wait_for_selector("[data-actions]", state="attached")

    yield come
    diary.assert_clean()
    store.let_go(view.id)


def test_a_header_a_button_and_a_cell(page, early):
    """Each click counts once, in its order; the focus is in the cell clicked last."""
    page.get_by_role("columnheader", name="b").locator("b").click()
    cell(page, 3, 1).click()
    early()
    expect(page.locator("#sorted")).to_have_text("sorted by b")
    expect(page.get_by_role("columnheader", name="b")).to_have_attribute(
        "aria-sort", "ascending"
    )
    expect(cell(page, 3, 1)).to_be_focused()
    assert focus(page) == (3, 1)


def test_a_range(page, early):
    """A click and a Shift+click: what lies between them is selected."""
    cell(page, 2, 0).click()
    cell(page, 4, 1).click(modifiers=["Shift"])
    early()
    expect(page.locator("[aria-selected=true]")).to_have_count(6)
    expect(page.locator("#selected")).to_contain_text("6 cells selected")


def test_a_drag(page, early):
    """From a cell to another: what lies between them is selected."""
    begin, end = (cell(page, *at).bounding_box() for at in ((2, 0), (5, 1)))
    page.mouse.move(begin["x"] + 9, begin["y"] + 9)
    page.mouse.down()
    page.wait_for_timeout(300)  # what is not held comes in the middle of it
    page.mouse.move(end["x"] + 9, end["y"] + 9, steps=4)
    page.mouse.up()
    early()
    expect(page.locator("[aria-selected=true]")).to_have_count(8)
    expect(page.locator("#selected")).to_contain_text("8 cells selected")
    assert focus(page) == (2, 0)


def test_a_button_of_the_bar(page, early):
    """Its panel opens."""
    page.get_by_role("button", name="+ Filter").click()
    early()
    expect(page.get_by_role("dialog")).to_be_visible()
