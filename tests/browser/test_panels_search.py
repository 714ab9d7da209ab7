"""Search in all cells: marked, counted, walked, kept; and work that is stopped."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from browser.grid_page import focus
from browser.panel_page import (
    N_ROWS,
    frame,
    head,
    open_near,
    shown,
)
from playwright.sync_api import expect

F = frame()


@pytest.fixture
def view(page, store, diary):
    page.set_viewport_size({"width": 1024, "height": 508})
    with shown(store) as made:
        yield made
    diary.assert_clean()


def test_hits_are_counted_walked_kept_and_let_go(page, root, view):
    """Ctrl+F, Enter, Shift+Enter, only the hits, Escape: all by keys."""
    open_near(page, root, view)
    page.locator('[aria-rowindex="2"] [aria-colindex="2"]').first.click()
    page.keyboard.press("Control+f")
    field = page.get_by_role("searchbox", name="Search")
    expect(field).to_be_focused()
    page.keyboard.type("SWAP")
    rows = np.flatnonzero(F.iloc[:, 2] == "swap")
    said = page.locator(".find .hits")
    expect(said).to_have_text(f"{len(rows)} hits")
    page.keyboard.press("Enter")
    expect(said).to_have_text(f"1 of {len(rows)}")
    page.wait_for_function(
        "() => [...(CSS.highlights.get('found-now') ?? [])].join() === 'swap'"
    )
    page.keyboard.press("Enter")
    expect(said).to_have_text(f"2 of {len(rows)}")
    page.keyboard.press("Shift+Enter")
    expect(said).to_have_text(f"1 of {len(rows)}")
    page.keyboard.press("Shift+Enter")
    expect(said).to_have_text(f"{len(rows)} of {len(rows)}")
    expect(field).to_be_focused()
    last = page.locator(f'[aria-rowindex="{rows[-1] + 2}"] [aria-colindex="4"]').first
    expect(last).to_have_text("swap")
    page.get_by_role("button", name="Keep only rows with hits").press("Enter")
    expect(page.locator("#rows")).to_have_text(f"{len(rows)} of {N_ROWS:,} rows")
    page.keyboard.press("Escape")
    expect(field).to_have_count(0)
    assert focus(page) is not None
    assert view.state.search is None


def test_what_is_hidden_is_not_found(page, root, view):
    """Hiding the column takes its hits away; what is kept has hits in the others."""
    open_near(page, root, view)
    page.keyboard.press("Control+f")
    page.get_by_role("searchbox", name="Search").fill("sell")
    rows = int((F.iloc[:, 2] == "sell").sum())
    said = page.locator(".find .hits")
    expect(said).to_have_text(f"{rows:,} hits")
    head(page, 2).click(button="right")
    page.get_by_role("menuitem", name="Hide").click()
    expect(said).to_have_text("0 hits")
    page.get_by_role("button", name="Keep only rows with hits").click()
    expect(page.locator("#rows")).to_have_text(f"0 of {N_ROWS:,} rows")
    expect(page.locator("#pills .what")).to_have_text("any of 8 columns shows “sell”")


def test_a_long_filter_tells_how_far_it_is_and_is_cancelled(page, root, store, view):
    """A pattern that only Python can match takes long: Cancel brings all rows back."""
    texts = np.array([f"{'a' * 24}{number}!" for number in range(1_500_000)], object)
    slow = store.add(pd.DataFrame({"t": pd.Series(texts, dtype=object)}), pinned=True)
    open_near(page, root, slow)
    page.get_by_role("button", name="+ Filter").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Condition", exact=True).select_option("regex")
    dialog.get_by_label("Pattern", exact=True).fill(r"(?=a+b)(a+)+\1$")
    page.get_by_role("button", name="Apply").click()
    cancel = page.locator(".job").get_by_role("button", name="Cancel")
    cancel.click(timeout=20_000)
    expect(page.locator("#rows")).to_have_text("1,500,000 rows")
    expect(page.locator(".job")).to_have_count(0)
    assert slow.state.filter is None
    store.let_go(slow.id)
