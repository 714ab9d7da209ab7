"""The grid by keyboard and hand: focus, ranges, copy, widths, order, panels, menus."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from browser.grid_page import cell, focus, open_view, settled, shown_text
from oracle import OracleSource, text_of
from playwright.sync_api import expect

from dtale_nb.engine.layout import Layout

HUGE = 100_000_000
WIDE = 10_000
PAGE = 14
"""Rows of a viewport less one, in a frame of 508 px."""


@pytest.fixture
def grid(page, store, diary):
    """A page, and new views without any state."""
    store.add_oracle("huge", OracleSource(HUGE, WIDE))
    store.add_oracle("small", OracleSource(60, 12))
    page.set_viewport_size({"width": 1024, "height": 508})
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    yield page
    diary.assert_clean()


def open_with_hands(page, root, name):
    open_view(page, root, name)
    page.mouse.move(400, 200)
    page.wait_for_selector("[data-actions]", state="attached")


def pressed(page, key):
    """Press a key and tell where the focus is, once all in sight is loaded."""
    page.keyboard.press(key)
    view = settled(page)
    assert view.wrong == []
    return focus(page)


def test_keys_of_the_grid_pattern(grid, root):
    """Every moving key, from the first cell to the last of 10^12 and into headers."""
    open_with_hands(grid, root, "huge")
    last = (HUGE - 1, WIDE - 1)
    cell(grid, 0, 0).click()
    steps = [
        ("ArrowRight", (0, 1)),
        ("ArrowDown", (1, 1)),
        ("ArrowUp", (0, 1)),
        ("ArrowUp", (-1, 1)),
        ("ArrowUp", (-1, 1)),
        ("ArrowDown", (0, 1)),
        ("ArrowLeft", (0, 0)),
        ("ArrowLeft", (0, -1)),
        ("ArrowLeft", (0, -1)),
        ("ArrowRight", (0, 0)),
        ("End", (0, WIDE - 1)),
        ("Home", (0, 0)),
        ("PageDown", (PAGE, 0)),
        ("PageDown", (2 * PAGE, 0)),
        ("PageUp", (PAGE, 0)),
        ("Control+End", last),
        ("ArrowRight", last),
        ("ArrowDown", last),
        ("ArrowUp", (HUGE - 2, WIDE - 1)),
        ("Control+ArrowUp", (0, WIDE - 1)),
        ("Control+ArrowDown", last),
        ("Control+Home", (0, 0)),
        ("PageUp", (0, 0)),
    ]
    for key, place in steps:
        assert pressed(grid, key) == place, key
    sideways = pressed(grid, "Alt+PageDown")
    assert sideways[0] == 0
    assert sideways[1] > 4
    assert pressed(grid, "Alt+PageUp") == (0, 0)


def test_one_tab_stop_that_is_left_in_one_press(grid, root):
    """Tab enters the grid at one cell and leaves it; Shift+Tab comes back."""
    open_view(grid, root, "huge")
    assert grid.locator('[role=grid] [tabindex="0"]').count() == 1
    grid.keyboard.press("Tab")
    expect(grid.get_by_role("button", name="+ Filter")).to_be_focused()
    grid.wait_for_selector("[data-actions]", state="attached")
    buttons = grid.locator(".bar :is(a, button):visible").count()
    for _ in range(buttons + 1):  # one of the bar may come late
        grid.keyboard.press("Tab")
        if focus(grid) is not None:
            break
    assert focus(grid) == (0, 0)
    grid.wait_for_selector("[data-actions]", state="attached")
    grid.keyboard.press("ArrowDown")
    assert focus(grid) == (1, 0)
    assert grid.locator('[role=grid] [tabindex="0"]').count() == 1
    grid.keyboard.press("Tab")
    assert focus(grid) is None
    grid.keyboard.press("Shift+Tab")
    assert focus(grid) == (1, 0)


def test_focus_survives_its_row_scrolled_away(grid, root):
    """The focused row leaves the window by wheel: an arrow goes on from it."""
    open_with_hands(grid, root, "huge")
    cell(grid, 3, 2).click()
    grid.mouse.wheel(0, 24_000)
    assert settled(grid).rows[0] == 1000
    assert focus(grid) == (3, 2)
    assert pressed(grid, "ArrowDown") == (4, 2)
    assert settled(grid).rows[0] == 4
    grid.mouse.wheel(3_000, 0)
    grid.wait_for_timeout(200)
    assert focus(grid) == (4, 2)
    assert pressed(grid, "ArrowRight") == (4, 3)
    grid.mouse.wheel(0, 2_400)
    grid.wait_for_timeout(300)
    grid.mouse.wheel(0, -2_400)
    grid.wait_for_timeout(300)
    inside = grid.evaluate(
        "() => document.activeElement.getBoundingClientRect().top > 0"
    )
    assert inside
    rows = grid.locator("#body .r").count()
    assert rows <= 24


IN_ORDER = """() => {
  const there = (where, what) => [...where.querySelectorAll(what + ':not([hidden])')];
  const inOrder = (all, name) => {
    const at = all.map(el => +el.getAttribute(name));
    return at.every((each, n) => !n || at[n - 1] < each);
  };
  const rows = there(document, '[role=row]');
  return inOrder(there(document, '#body .r'), 'aria-rowindex')
    && rows.every(row => inOrder(there(row, '[aria-colindex]'), 'aria-colindex'));
}"""
"""Whether rows, and cells in them, stand in the page as they are read."""


def test_elements_stand_in_reading_order(grid, root):
    """However far the reader went, rows and cells stand in the order they are read."""
    open_with_hands(grid, root, "huge")
    for across, down in ((0, 100_000), (5_000, 0), (-1_000, -2_500), (0, 999)):
        grid.mouse.wheel(across, down)
        settled(grid)
        grid.wait_for_function(IN_ORDER)


def expect_selected(page, count):
    cells = page.locator('[role=gridcell][aria-selected="true"]')
    expect(cells).to_have_count(count)


def test_ranges_by_mouse_and_keys(grid, root):
    """Click and Shift+click, drag, Ctrl+click, keys: ranges, said and marked."""
    open_with_hands(grid, root, "small")
    cell(grid, 1, 1).click()
    expect_selected(grid, 0)
    cell(grid, 3, 2).click(modifiers=["Shift"])
    expect_selected(grid, 6)
    grid.get_by_text("6 cells selected", exact=True).first.wait_for()
    cell(grid, 6, 0).click(modifiers=["Control"])
    expect_selected(grid, 7)
    grid.keyboard.press("Escape")
    expect_selected(grid, 0)
    cell(grid, 0, 0).hover()
    grid.mouse.down()
    cell(grid, 4, 1).hover()
    grid.mouse.up()
    expect_selected(grid, 10)
    cell(grid, 2, 2).click()
    for key in ("Shift+ArrowDown", "Shift+ArrowRight"):
        grid.keyboard.press(key)
    expect_selected(grid, 4)
    assert focus(grid) == (3, 3)
    grid.keyboard.press("Shift+Control+End")
    grid.get_by_text("580 cells selected", exact=True).first.wait_for()
    grid.keyboard.press("Escape")
    grid.keyboard.press("Control+Space")
    grid.get_by_text("60 cells selected", exact=True).first.wait_for()
    grid.keyboard.press("Shift+Space")
    grid.get_by_text("12 cells selected", exact=True).first.wait_for()
    grid.keyboard.press("Control+a")
    grid.get_by_text("720 cells selected", exact=True).first.wait_for()


def test_drag_below_the_edge_scrolls(grid, root):
    """The reader drags a range beyond the last row in sight: the grid follows."""
    open_with_hands(grid, root, "huge")
    cell(grid, 2, 0).hover()
    grid.mouse.down()
    grid.mouse.move(400, 505)
    grid.mouse.move(400, 507)
    grid.wait_for_timeout(600)
    grid.mouse.up()
    view = settled(grid)
    assert view.rows[0] > 20
    assert view.wrong == []
    grid.wait_for_function(
        "() => /cells selected/.test(document.getElementById('selected').textContent)"
    )


@pytest.mark.parametrize(
    ("begin", "end", "cells"),
    [
        ((1, 0), (3, 0), {(row, 0) for row in (1, 2, 3)}),
        ((1, 1), (2, 0), {(row, column) for row in (1, 2) for column in (0, 1)}),
        ((1, 3), (1, 1), {(1, column) for column in (1, 2, 3)}),
        ((1, 11), (2, 10), {(row, column) for row in (1, 2) for column in (10, 11)}),
    ],
)
def test_a_drag_over_pinned_columns_selects_them(grid, root, store, begin, end, cells):
    """Two columns are pinned at each side: a drag selects what it goes over only."""
    layout = Layout(left=2, right=2)
    store.find("small").change(columns=layout)
    open_with_hands(grid, root, "small")
    cell(grid, *begin).hover()
    grid.mouse.down()
    cell(grid, *end).hover()
    grid.mouse.up()
    selected = grid.locator("#body [aria-selected=true]")
    expect(selected).to_have_count(len(cells))
    places = selected.evaluate_all(
        "all => all.map(el => [el.parentElement.closest('.r').ariaRowIndex - 2,"
        " el.ariaColIndex - 2])"
    )
    assert {tuple(place) for place in places} == cells


def test_all_of_a_hundred_million_rows_is_one_range(grid, root):
    """Ctrl+A at 10^12 cells is at once, and copying it is refused with a clear word."""
    open_with_hands(grid, root, "huge")
    cell(grid, 0, 0).click()
    grid.keyboard.press("Control+a")
    grid.get_by_text("1,000,000,000,000 cells selected", exact=True).first.wait_for()
    grid.keyboard.press("Control+c")
    grid.get_by_text("are too many to copy").first.wait_for()


def clipboard(page):
    return page.evaluate("() => navigator.clipboard.readText()")


def truth(row, number):
    text, mark = text_of(row, number)
    return "" if mark else text


def test_copy_is_exact_beyond_what_is_loaded(grid, root):
    """A range of 560 rows, of which most were never seen, is copied true and whole."""
    open_with_hands(grid, root, "huge")
    cell(grid, 0, 0).click()
    for _ in range(40):
        grid.keyboard.press("Shift+PageDown")
    grid.keyboard.press("Shift+ArrowRight")
    grid.get_by_text(
        f"{(40 * PAGE + 1) * 2:,} cells selected", exact=True
    ).first.wait_for()
    grid.wait_for_timeout(800)
    grid.keyboard.press("Control+c")
    grid.get_by_text(f"{(40 * PAGE + 1) * 2:,} cells copied.").first.wait_for()
    rows = clipboard(grid).split("\n")
    assert rows == [f"{truth(r, 0)}\t{truth(r, 1)}" for r in range(40 * PAGE + 1)]


def test_copy_quotes_and_keeps_hostile_text(grid, root, store):
    """Tabs, newlines, quotes, formulas, long texts and names arrive as they are."""
    texts = ['a\tb\n"c"', "=1+1", "<b>&", "x" * 5_000, None, ""]
    frame = pd.DataFrame({"text": texts, "value": np.arange(6) / 3})
    view = store.add(frame, name="texts", pinned=True)
    open_with_hands(grid, root, view.id)
    cell(grid, 0, 0).click()
    grid.keyboard.press("Control+a")
    grid.get_by_text("12 cells selected", exact=True).first.wait_for()
    grid.wait_for_timeout(400)
    grid.keyboard.press("Control+c")
    grid.get_by_text("12 cells copied.").first.wait_for()
    first = ['"a\tb\n""c"""', "=1+1", "<b>&", "x" * 5_000, "", ""]
    expected = [f"{text}\t{at / 3!r}" for at, text in enumerate(first)]
    assert clipboard(grid) == "\n".join(expected)
    grid.keyboard.press("Escape")
    cell(grid, 1, 0).click(button="right")
    grid.get_by_role("menuitem", name="Copy with headers and index").click()
    grid.get_by_text("1 cell copied.").first.wait_for()
    assert clipboard(grid) == "\ttext\n1\t=1+1"
    cell(grid, 1, -1).click(button="right")
    grid.get_by_role("menuitem", name="Copy with headers and index").click()
    grid.wait_for_timeout(300)
    assert clipboard(grid) == "\n1"  # a label stands once
    cell(grid, 1, 0).click(button="right")
    grid.get_by_role("menuitem", name="Copy with headers and index").click()
    grid.wait_for_timeout(300)
    pasted = grid.evaluate(
        """async () => {
          const [item] = await navigator.clipboard.read();
          return (await item.getType('text/html')).text();
        }"""
    )
    assert "=1+1" in pasted
    store.let_go(view.id)


def test_cell_and_row_in_full(grid, root, store):
    """Enter shows a value whole, Shift+Enter its row; Escape gives the focus back."""
    long = "line one\nline two\t" + "y" * 3_000
    view = store.add(pd.DataFrame({"text": [long, "b"], "n": [1 / 3, 2]}), pinned=True)
    open_with_hands(grid, root, view.id)
    cell(grid, 0, 0).click()
    grid.keyboard.press("Enter")
    panel = grid.get_by_role("dialog", name="text")
    panel.get_by_text("3,018 characters").wait_for()
    assert panel.locator("pre").evaluate("el => el.textContent") == long
    grid.keyboard.press("Escape")
    assert panel.count() == 0
    assert focus(grid) == (0, 0)
    grid.keyboard.press("Shift+Enter")
    row = grid.get_by_role("dialog", name="Row 0")
    row.get_by_text("0.3333333333333333", exact=True).wait_for()
    row.get_by_role("button", name="Next row").click()
    grid.get_by_role("dialog", name="Row 1").get_by_text("2.0", exact=True).wait_for()
    grid.keyboard.press("Escape")
    assert focus(grid) == (1, 0)
    store.let_go(view.id)


def test_a_row_tells_what_is_cut_unseen_or_far(grid, root, store):
    """
    The row's list writes control characters as cells do, says what is cut and shows it
    whole, goes on by its own button, finds any of many columns by name, and follows a
    sort.
    """
    frame = pd.DataFrame([range(n, n + 300) for n in (5, 1, 3)])
    frame.columns = [f"c{n}" for n in range(300)]
    frame.insert(0, "text", ["\x00\u202eab", "y" * 3_000, ""])
    view = store.add(frame, pinned=True)
    open_with_hands(grid, root, view.id)
    cell(grid, 0, 0).click()
    grid.keyboard.press("Shift+Enter")
    panel = grid.get_by_role("dialog", name="Row 0")
    panel.get_by_text("⟨NUL⟩⟨202E⟩ab", exact=True).wait_for()
    panel.get_by_text("and 101 more; type to find them").wait_for()
    panel.get_by_role("searchbox").fill("c299")
    expect(panel.locator("dt")).to_have_text(["index", "c299"])
    expect(panel.locator("dd")).to_have_text(["0", "304"])
    panel.get_by_role("searchbox").fill("text")
    panel.get_by_role("button", name="Next row").focus()
    grid.keyboard.press("Enter")
    panel = grid.get_by_role("dialog", name="Row 1")
    expect(panel.locator("dd").nth(1)).to_contain_text("y…")
    grid.keyboard.press("Enter")  # the focus has stayed there
    panel = grid.get_by_role("dialog", name="Row 2")
    expect(panel.locator("dd").nth(1)).to_have_text("empty")
    header(grid, "c0").locator("b").click()
    expect(panel.locator("dd").nth(0)).to_have_text("0")
    grid.get_by_role("button", name="Previous row").click()
    grid.get_by_role("button", name="Previous row").click()
    panel = grid.get_by_role("dialog", name="Row 0")
    panel.get_by_role("button", name="Show the whole value").click()
    grid.get_by_text("3,000 characters").wait_for()
    store.let_go(view.id)


def test_columns_without_a_name_are_told_from_the_index(grid, root, store):
    """A name that is empty or blank: what is said of it says so."""
    frame = pd.DataFrame([[1, 2, 3]] * 3, columns=["", " ", "c"])
    view = store.add(frame, pinned=True)
    open_with_hands(grid, root, view.id)
    for col, name in enumerate(["(no name)", "(no name)", "c"]):
        cell(grid, 0, col).click()
        grid.keyboard.press("Enter")
        grid.get_by_role("dialog", name=name).wait_for()
        grid.keyboard.press("Escape")
        grid.keyboard.press("ArrowUp")
        grid.keyboard.press("Enter")
        expect(grid.locator("#sorted")).to_have_text(f"sorted by {name}")
    cell(grid, 0, -1).click()
    grid.keyboard.press("ArrowUp")
    grid.keyboard.press("Enter")
    expect(grid.locator("#sorted")).to_have_text("sorted by index")
    store.let_go(view.id)


def test_go_to_row_and_column(grid, root):
    """Ctrl+G takes a row position and a column's name, and says what is not there."""
    open_with_hands(grid, root, "huge")
    cell(grid, 0, 0).click()
    grid.keyboard.press("Control+g")
    grid.get_by_role("dialog", name="Go to").wait_for()
    grid.keyboard.type("50,000,000")
    grid.keyboard.press("Tab")
    grid.keyboard.type("truth_9004")
    grid.keyboard.press("Enter")
    grid.wait_for_function("() => !document.querySelector('.panel')")
    view = settled(grid)
    assert view.wrong == []
    assert view.columns[0] < 9004 < view.columns[1]
    assert focus(grid) == (50_000_000, 9004)
    grid.keyboard.press("Control+g")
    grid.get_by_role("dialog", name="Go to").wait_for()
    grid.keyboard.type("100000000")
    grid.keyboard.press("Enter")
    grid.get_by_role("alert").get_by_text("Rows go from 0 to 99,999,999.").wait_for()
    grid.keyboard.press("Escape")
    assert focus(grid) == (50_000_000, 9004)


def header(page, name):
    return page.get_by_role("columnheader", name=name, exact=False).first


def test_width_by_drag_double_click_and_key(grid, root):
    """A header's edge is dragged, double-clicked; Alt+arrows do it from the keys."""
    open_with_hands(grid, root, "small")
    head = header(grid, "text_2")
    box = head.bounding_box()
    edge = box["x"] + box["width"] - 2
    grid.mouse.move(edge, box["y"] + 20)
    grid.mouse.down()
    grid.mouse.move(edge + 80, box["y"] + 20)
    grid.mouse.up()
    grid.wait_for_timeout(100)
    assert head.bounding_box()["width"] == box["width"] + 80
    assert grid.locator("[aria-sort]").count() == 0
    grid.mouse.dblclick(edge + 80, box["y"] + 20)
    grid.wait_for_timeout(100)
    fitted = head.bounding_box()["width"]
    assert fitted < box["width"] + 80
    cell(grid, 0, 2).click()
    grid.keyboard.press("ArrowUp")
    grid.keyboard.press("Alt+ArrowRight")
    grid.wait_for_timeout(100)
    assert head.bounding_box()["width"] == fitted + 16
    assert settled(grid).wrong == []


def names(page):
    """The names of the columns that have headers, from the left."""
    return page.evaluate(
        """() => [...document.querySelectorAll('.t [role=columnheader]')]
          .filter(head => !head.hidden && +head.ariaColIndex > 1)
          .sort((a, b) => a.ariaColIndex - b.ariaColIndex)
          .map(head => head.querySelector('b').textContent)"""
    )


def test_pin_move_hide_and_choose(grid, root):
    """Columns are pinned, moved, hidden by menu and keys, and brought back by name."""
    open_with_hands(grid, root, "small")
    header(grid, "truth_4").click(button="right")
    grid.get_by_role("menuitem", name="Pin left").click()
    grid.get_by_text("truth_4 is pinned.").first.wait_for()
    assert names(grid)[:2] == ["truth_4", "number_0"]
    assert cell(grid, 1, 0).inner_text() == shown_text(1, 4)
    assert cell(grid, 1, 1).inner_text() == shown_text(1, 0)
    grid.mouse.move(600, 300)
    grid.mouse.wheel(600, 0)
    grid.wait_for_timeout(200)
    assert header(grid, "truth_4").is_visible()
    grid.mouse.wheel(-600, 0)
    cell(grid, 0, 1).click()
    grid.keyboard.press("ArrowUp")
    grid.keyboard.press("Alt+Shift+ArrowRight")
    grid.get_by_text("number_0 is now column 3.").first.wait_for()
    assert names(grid)[:3] == ["truth_4", "number_1", "number_0"]
    assert focus(grid) == (-1, 2)
    grid.keyboard.press("Alt+ArrowDown")
    grid.keyboard.press("h")
    grid.keyboard.press("Enter")
    grid.get_by_text("number_0 is hidden.").first.wait_for()
    assert names(grid)[:3] == ["truth_4", "number_1", "text_2"]
    assert grid.get_by_role("grid").get_attribute("aria-colcount") == "12"
    grid.keyboard.press("Alt+ArrowDown")
    grid.keyboard.press("End")
    grid.keyboard.press("Enter")
    panel = grid.get_by_role("dialog", name="Columns")
    panel.get_by_text("11 of 12 columns shown").wait_for()
    panel.get_by_role("searchbox").fill("number")
    panel.get_by_role("checkbox", name="number_0").check()
    panel.get_by_text("12 of 12 columns shown · 4 found").wait_for()
    panel.get_by_role("button", name="Hide these").click()
    panel.get_by_text("8 of 12 columns shown").wait_for()
    panel.get_by_role("button", name="As in the frame").click()
    panel.get_by_text("12 of 12 columns shown").wait_for()
    assert names(grid)[:3] == ["number_0", "number_1", "text_2"]
    grid.keyboard.press("Escape")
    assert settled(grid).wrong == []


def test_shortcuts_are_listed(grid, root):
    """? opens the list of keys, Escape closes it."""
    open_with_hands(grid, root, "small")
    cell(grid, 0, 0).click()
    grid.keyboard.press("?")
    panel = grid.get_by_role("dialog", name="Keyboard shortcuts")
    panel.get_by_text("Ctrl+G").wait_for()
    grid.keyboard.press("Escape")
    assert panel.count() == 0
    assert focus(grid) == (0, 0)


def test_a_selection_tells_what_it_comes_to(grid, root, store):
    """A column's selection tells count, sum, mean, least and most; one cell nothing."""
    frame = pd.DataFrame(
        {"n": [2**53 + 1, 1, -3], "x": [0.1, 0.2, None], "t": list("abc")}
    )
    view = store.add(frame, name="sums", pinned=True)
    open_with_hands(grid, root, view.id)
    cell(grid, 0, 0).click()
    grid.keyboard.press("Control+Space")
    line = grid.locator("#selected")
    expect(line).to_have_text(
        "3 cells selectedsum 9,007,199,254,740,991"
        "mean 3,002,399,751,580,330.5min -3max 9,007,199,254,740,993"
    )
    cell(grid, 0, 1).click()
    grid.keyboard.press("Shift+ArrowDown")
    grid.keyboard.press("Shift+ArrowDown")
    expect(line).to_contain_text("1 missing")
    expect(line).to_contain_text("sum 0.30000000000000004")
    assert grid.get_by_text("sum 0.3").first.get_attribute("title").startswith("Exact")
    grid.keyboard.press("Escape")
    expect(line).to_have_text("")
    cell(grid, 0, 2).click()
    grid.keyboard.press("Shift+ArrowDown")
    expect(line).to_have_text("2 cells selected")
