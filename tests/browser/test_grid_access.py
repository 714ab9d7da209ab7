"""What assistive technology is told: axe finds nothing, the tree tells what is seen."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from browser.grid_page import open_view, settled
from oracle import OracleSource
from support.environments import cannot_run

AXE = Path(__file__).parents[1] / "viewer/node_modules/axe-core/axe.min.js"


@pytest.fixture
def grid(page, store, diary):
    """A page, and new views without any state."""
    store.add_oracle("huge", OracleSource(100_000_000, 10_000))
    store.add_oracle("empty", OracleSource(0, 3))
    page.set_viewport_size({"width": 1024, "height": 508})
    yield page
    diary.assert_clean()


def findings(page):
    """Let axe look at the page: each finding with the element it is about."""
    if not AXE.exists():
        cannot_run("no axe-core; npm ci in tests/viewer")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    report = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{found['id']}: {node['html'][:120]} {node['failureSummary'][:200]}"
        for found in report["violations"]
        for node in found["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_any_state(grid, root, scheme):
    """Plain, sorted, selected, menu, each panel, empty: no finding, in both themes."""
    grid.emulate_media(color_scheme=scheme)
    open_view(grid, root, "huge")
    assert findings(grid) == []
    grid.mouse.move(400, 200)
    grid.wait_for_selector("[data-actions]", state="attached")
    cell = grid.locator('[aria-rowindex="4"] [aria-colindex="3"]').first
    cell.click()
    grid.keyboard.press("Shift+ArrowDown")
    grid.get_by_text("2 cells selected", exact=True).first.wait_for()
    assert findings(grid) == []
    for keys, name in (
        ("Enter", "number_1"),
        ("Shift+Enter", "Row"),
        ("Control+g", "Go to"),
        ("?", "Keyboard shortcuts"),
    ):
        grid.keyboard.press(keys)
        grid.get_by_role("dialog", name=name).wait_for()
        grid.wait_for_timeout(300)
        assert findings(grid) == [], keys
        grid.keyboard.press("Escape")
    grid.keyboard.press("Shift+F10")
    grid.get_by_role("menu").wait_for()
    assert findings(grid) == []
    grid.get_by_role("menuitem", name="Columns").click()
    grid.get_by_role("dialog", name="Columns").wait_for()
    grid.wait_for_timeout(600)
    assert findings(grid) == []
    open_view(grid, root, "empty")
    assert findings(grid) == []


def test_axe_finds_nothing_with_levels(grid, root, store):
    """A frame with several levels of labels in both directions."""
    index = pd.MultiIndex.from_product([["a", "b"], [1, 2]], names=["x", "y"])
    columns = pd.MultiIndex.from_product([[2025, 2026], ["net", "gross"]])
    frame = pd.DataFrame([range(4)] * 4, index=index, columns=columns)
    view = store.add(frame, name="levels", pinned=True)
    open_view(grid, root, view.id)
    assert findings(grid) == []
    top = grid.locator('[aria-rowindex="1"] [role=columnheader]')
    spans = [head.get_attribute("aria-colspan") for head in top.all()]
    assert spans == ["2", "2", "2"]
    store.let_go(view.id)


def test_tree_has_true_counts_and_indexes(grid, root):
    """At row 100,000,000 the tree says which row and column each cell is."""
    open_view(grid, root, "huge")
    table = grid.get_by_role("grid", name="huge")
    assert table.get_attribute("aria-rowcount") == "100000001"
    assert table.get_attribute("aria-colcount") == "10001"
    grid.mouse.move(400, 200)
    grid.wait_for_selector("[data-actions]", state="attached")
    grid.locator('[aria-rowindex="2"] [aria-colindex="2"]').first.click()
    grid.keyboard.press("Control+End")
    settled(grid)
    tree = grid.locator("[role=grid]").aria_snapshot()
    assert tree.count("- row ") + tree.count("- row:") > 15
    assert tree.count("gridcell") > 100
    assert tree.count("rowheader") > 15
    last = grid.locator('[aria-rowindex="100000001"] [aria-colindex="10001"]')
    assert last.get_attribute("role") == "gridcell"


@pytest.mark.parametrize("colours", ["forced", "more"])
def test_focus_is_seen_in_forced_colours(grid, root, colours):
    """Focus and selection are outlines, not backgrounds alone."""
    if colours == "forced":
        grid.emulate_media(forced_colors="active")
    else:
        grid.emulate_media(contrast="more")
    open_view(grid, root, "huge")
    grid.keyboard.press("Tab")
    style = "() => getComputedStyle(document.activeElement).outlineStyle"
    assert grid.evaluate(style) == "solid"


def test_zoom_of_four_hundred_percent_scrolls_the_grid_only(grid, root):
    """At 400% (a frame of 256 px) the page does not scroll, the grid does."""
    grid.set_viewport_size({"width": 256, "height": 220})
    open_view(grid, root, "huge")
    wide = "() => document.documentElement.scrollWidth > innerWidth"
    high = "() => document.documentElement.scrollHeight > innerHeight"
    assert not grid.evaluate(wide)
    assert not grid.evaluate(high)
    grid.mouse.move(200, 150)
    grid.mouse.wheel(0, 240)
    assert settled(grid).rows[0] == 10
