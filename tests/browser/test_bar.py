"""The bar above the grid: its buttons, and "More" where there is no room for them."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from browser.grid_page import open_view
from oracle import OracleStore, serving
from playwright.sync_api import expect

LONG = {"all": [{"column": "x", "op": "lt", "value": 90},
                {"column": "x", "op": "ge", "value": 1.25}]}  # fmt: skip


@pytest.fixture(scope="module")
def views():
    store = OracleStore()
    frame = pd.DataFrame({"n": np.arange(100), "x": np.arange(100) / 2})
    large = store.add(frame, name="a name that is quite long", pinned=True)
    small = store.add(frame.head(3), name="small", pinned=True)
    with serving(store) as root:
        yield root, large, small


def opened(page, root, view, width):
    page.set_viewport_size({"width": width, "height": 420})
    open_view(page, root, view.id)
    page.mouse.move(200, 200)
    page.wait_for_selector("[data-actions]", state="attached")


def test_a_wide_bar_has_a_button_for_each(page, diary, views):
    """Each button opens its panel, and takes the focus back when that is closed."""
    root, large, _ = views
    opened(page, root, large, 1024)
    for name, panel in (("Columns", "Columns"), ("Download", "Download")):
        button = page.locator(".bar").get_by_role("button", name=name)
        button.click()
        expect(page.get_by_role("dialog", name=panel)).to_be_visible()
        page.keyboard.press("Escape")
        expect(button).to_be_focused()
    diary.assert_clean()


@pytest.mark.parametrize("which", ["narrow", "small"])
def test_more_has_what_the_bar_has_no_room_for(page, diary, views, which):
    """By keyboard: the menu opens, its items work, Escape gives the focus back."""
    root, large, small = views
    opened(page, root, *((large, 400) if which == "narrow" else (small, 1024)))
    bar = page.locator(".bar")
    expect(bar.get_by_role("button", name="Download")).to_be_hidden()
    more = bar.get_by_role("button", name="More")
    more.focus()
    page.keyboard.press("Enter")
    for name in ("Filter…", "Search", "Columns…", "Chart", "Download…"):
        expect(page.get_by_role("menuitem", name=name, exact=True)).to_be_visible()
    page.keyboard.press("Escape")
    expect(more).to_be_focused()
    page.keyboard.press("Enter")
    page.get_by_role("menuitem", name="Download…").press("Enter")
    expect(page.get_by_role("dialog", name="Download")).to_be_visible()
    diary.assert_clean()


def test_nothing_is_pushed_out_of_a_narrow_bar(page, views):
    """The name is cut and conditions scroll; the buttons stay in sight."""
    root, large, _ = views
    large.change(filter=LONG)
    opened(page, root, large, 400)
    for name in ("+ Filter", "Search", "More"):
        box = page.locator(".bar").get_by_role("button", name=name).bounding_box()
        assert 0 < box["x"] < box["x"] + box["width"] <= 400, name
    assert page.evaluate("document.documentElement.scrollWidth") <= 400
