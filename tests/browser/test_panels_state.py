"""The view's state in a link, undone by a key; and what axe finds in panels."""

from __future__ import annotations

import pytest
from browser.panel_page import (
    N_ROWS,
    OracleStore,
    frame,
    head,
    open_near,
    serving,
    shown,
)
from browser.test_grid_access import findings
from playwright.sync_api import expect

F = frame()


@pytest.fixture(scope="module")
def store():
    return OracleStore()


@pytest.fixture(scope="module")
def root(store):
    with serving(store) as address:
        yield address


@pytest.fixture
def view(page, store, diary):
    page.set_viewport_size({"width": 1024, "height": 508})
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    with shown(store) as made:
        yield made
    diary.assert_clean()


SPEC = {"all": [{"column": "amount", "op": "lt", "value": 100}]}
KEPT = f"{(F['amount'] < 100).sum()} of {N_ROWS:,} rows"


def test_a_link_brings_filter_and_sort_back(page, root, view, store):
    """Copy link; the view is set otherwise; the link sets it back, and is used once."""
    view.change(filter=SPEC)
    open_near(page, root, view)
    head(page, 1).press("Enter")
    expect(page.locator("#sorted")).to_have_text("sorted by amount")
    page.locator('[aria-rowindex="2"] [aria-colindex="2"]').first.click(button="right")
    page.get_by_role("menuitem", name="Copy link").click()
    expect(page.locator("#note")).to_contain_text("Link copied")
    link = page.evaluate("navigator.clipboard.readText()")
    assert link.startswith(f"{root}views/{view.id}/#state=")
    view.change(filter=None, sort=())
    page.goto("about:blank")
    page.goto(link)
    expect(page.locator("#rows")).to_have_text(KEPT)
    expect(page.locator("#sorted")).to_have_text("sorted by amount")
    assert "#" not in page.url
    page.goto(f"{root}views/{view.id}/#state=e30x")
    page.wait_for_selector("[data-ready]", state="attached")
    expect(page.locator("#rows")).to_have_text(KEPT)


def test_changes_are_undone_one_by_one(page, root, view):
    """Ctrl+Z takes a sort back, then a filter."""
    open_near(page, root, view)
    cell = page.locator('[aria-rowindex="2"] [aria-colindex="4"]').first
    cell.click(button="right")
    page.get_by_role("menuitem", name="Keep only this value").click()
    expect(page.locator("#rows")).not_to_have_text(f"{N_ROWS:,} rows")
    head(page, 1).press("Enter")
    expect(page.locator("#sorted")).to_have_text("sorted by amount")
    page.keyboard.press("Control+z")
    expect(page.locator("#sorted")).to_have_text("")
    page.keyboard.press("Control+z")
    expect(page.locator("#rows")).to_have_text(f"{N_ROWS:,} rows")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_panels(page, root, view, scheme):
    """Pictures, pills, builder, values, column panel, search: no finding."""
    page.emulate_media(color_scheme=scheme)
    view.change(
        filter={"all": [*SPEC["all"], {"column": "done", "op": "present", "off": True}]}
    )
    open_near(page, root, view)
    head(page, 2).locator(".part").first.wait_for()
    page.locator("#pills button").first.wait_for()
    assert findings(page) == []
    page.get_by_role("button", name="+ Filter").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Column", exact=True).select_option(label="desk")
    dialog.get_by_role("checkbox").first.wait_for()
    assert findings(page) == []
    page.keyboard.press("Escape")
    page.locator('[aria-rowindex="2"] [aria-colindex="2"]').first.click()
    page.keyboard.press("Alt+Enter")
    page.locator(".bars .btn").first.wait_for()
    page.locator(".figures dd").first.wait_for()
    assert findings(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("Control+f")
    page.get_by_role("searchbox", name="Search").fill("swap")
    expect(page.locator(".find .hits")).to_contain_text("hits")
    assert findings(page) == []
