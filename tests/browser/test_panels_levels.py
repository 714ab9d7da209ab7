"""Index levels are columns like any other: pictured, brushed, told, kept, charted."""

from __future__ import annotations

import pandas as pd
import pytest
from browser.panel_page import at_rest, frame, open_near
from playwright.sync_api import expect


def levelled():
    """The frame with two levels: what side, and when."""
    made = frame()
    levels = [made.iloc[:, 2].to_numpy(), made["time"].to_numpy()]
    made.index = pd.MultiIndex.from_arrays(levels, names=["way", "when"])
    return made


F = levelled()
WAY, WHEN = (F.index.get_level_values(at) for at in (0, 1))


@pytest.fixture
def view(page, store, diary):
    page.set_viewport_size({"width": 1280, "height": 560})
    made = store.add(levelled(), name="levels", pinned=True)
    yield made
    store.let_go(made.id)
    diary.assert_clean()


def level(page, at):
    return page.locator(f'.t [role=columnheader][aria-colindex="{at + 1}"]')


def rows_of(kept):
    """What the status line says of the rows that are kept; shape (n,) of bool."""
    return f"{int(kept.sum()):,} of {len(F):,} rows"


def expect_rows(page, kept):
    expect(page.locator("#rows")).to_have_text(rows_of(kept))


def test_levels_are_pictured_brushed_told_and_kept(page, root, view):
    """Pictures in headers; a click on a value, a drag, the panel, a cell's menu."""
    open_near(page, root, view)
    way = level(page, 0).get_by_role("img")
    expect(way).to_have_accessible_name("mostly buy 60%, sell 30%, swap 9.8%")
    expect(level(page, 1).locator("svg")).to_be_visible()
    level(page, 0).locator("[data-brushable]").or_(way).first.hover()
    level(page, 0).locator(".part").nth(1).click()
    expect_rows(page, WAY == "sell")
    assert view.state.filter.parts[0].number == -1
    level(page, 1).locator(".hist").hover()  # as soon as it is drawn anew and at rest
    box = level(page, 1).locator(".hist").bounding_box()
    page.mouse.move(box["x"] + 2, box["y"] + 9)
    page.wait_for_selector("[aria-colindex='2'] [data-brushable]")
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.4, box["y"] + 9, steps=4)
    page.mouse.up()
    page.locator("#pills .pill").nth(1).wait_for()
    assert view.state.filter.parts[1].number == -2
    for _ in range(50):  # the drag's last condition may still be on its way
        low, high = view.state.filter.parts[1].operator.value
        kept = (WAY == "sell") & (low <= WHEN) & (high > WHEN)
        if page.locator("#rows").inner_text() == rows_of(kept):
            break
        page.wait_for_timeout(100)
    expect_rows(page, kept)
    page.get_by_role("button", name="Clear all").click()
    expect(page.locator("#rows")).to_have_text(f"{len(F):,} rows")
    at_rest(page)
    page.get_by_role("rowheader").nth(1).click()
    page.keyboard.press("Alt+Enter")
    panel = page.get_by_role("dialog", name="Column when")
    expect(panel.locator(".chart svg")).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("rowheader").nth(1).click(button="right")
    page.get_by_role("menuitem", name="Keep only this value").click()
    expect_rows(page, WHEN[0] == WHEN)


def test_a_filter_on_a_level_by_keys_from_its_header(page, root, view):
    """Alt+Down on the header of a level, Filter…, typed, Enter."""
    open_near(page, root, view)
    page.get_by_role("rowheader").first.click()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Alt+ArrowDown")
    page.get_by_role("menu").wait_for()
    page.keyboard.press("f")
    page.keyboard.press("Enter")
    field = page.get_by_role("dialog").get_by_label("Value", exact=True)
    expect(field).to_be_focused()
    page.keyboard.type("sw")
    page.keyboard.press("Enter")
    expect_rows(page, WAY.str.contains("sw"))
    expect(level(page, 0)).to_be_focused()
