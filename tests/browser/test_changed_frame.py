"""A frame that a cell changes: an open page comes to show what it holds now."""

from __future__ import annotations

import pandas as pd
from browser.grid_page import open_view
from playwright.sync_api import expect


def cell(page, text):
    """A cell in sight that shows a text."""
    return page.locator("#body [role=gridcell]:visible").filter(has_text=text).first


def test_values_and_columns_that_a_cell_changed_are_shown(page, store, root, diary):
    """Somebody looks at filtered rows, then runs cells that write into the frame: at
    the next question of the page it shows the new values, then the new column."""
    frame = pd.DataFrame({"n": range(9_000), "x": range(9_000)})
    view = store.add(frame, name="changing", pinned=True)
    view.change(filter={"column": "x", "op": "ge", "value": 100})
    open_view(page, root, "changing")
    expect(cell(page, "100")).to_be_visible()
    frame.loc[100, "x"] = 12_345
    page.locator('.t [role=columnheader][aria-colindex="2"] b').click()
    expect(cell(page, "12345")).to_be_visible()
    frame["fresh"] = 77
    page.locator('.t [role=columnheader][aria-colindex="2"] b').click()
    expect(page.get_by_role("columnheader", name="fresh")).to_be_visible()
    expect(cell(page, "77")).to_be_visible()
    assert view.state.filter is not None
    assert diary.errors == []
    assert {status for status, _, _ in diary.answers} <= {200, 202, 400, 409}
