"""The keys of the grid, each by what it does, as the list that `?` opens tells."""

from __future__ import annotations

import re
import time

import pytest
from browser.grid_page import cell, focus, open_view, settled, shown_text
from oracle import OracleSource
from playwright.sync_api import expect
from support.frontends import FRAME

ROWS, COLUMNS = 2_000_000, 60
LAST = (ROWS - 1, COLUMNS - 1)


@pytest.fixture
def grid(page, root, store, diary):
    """A new view by its name, with all that a user can do, and the focus in row 5."""
    store.add_oracle("keys", OracleSource(ROWS, COLUMNS))
    page.set_viewport_size({"width": 1024, "height": 508})
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_view(page, root, "keys")
    page.mouse.move(400, 200)
    page.wait_for_selector("[data-actions]", state="attached")
    table = page.get_by_role("grid", name="keys")
    table.get_by_role("gridcell", name=shown_text(5, 2), exact=True).click()
    assert focus(page) == (5, 2)
    yield page
    diary.assert_clean()


def page_of(page):
    """Rows of a viewport less one."""
    return page.evaluate(
        "() => Math.floor((document.getElementById('scroller').clientHeight"
        " - document.querySelector('.head').offsetHeight) / 24) - 1"
    )


def told(page, text):
    """Wait until the status line says something."""
    page.get_by_text(text, exact=True).first.wait_for()


def moves(rows):
    """Each moving key from where the one before led, and where it leads."""
    down = (5 + rows, 2)
    return [
        ("ArrowRight", (5, 3)), ("ArrowLeft", (5, 2)),
        ("ArrowUp", (4, 2)), ("ArrowDown", (5, 2)),
        ("PageDown", down), ("PageUp", (5, 2)),
        ("End", (5, COLUMNS - 1)), ("ArrowRight", (5, COLUMNS - 1)),  # no wrap
        ("Home", (5, 0)), ("ArrowLeft", (5, -1)), ("Home", (5, 0)),
        ("Control+ArrowDown", (ROWS - 1, 0)), ("ArrowDown", (ROWS - 1, 0)),
        ("Control+ArrowUp", (0, 0)), ("ArrowUp", (-1, 0)), ("ArrowDown", (0, 0)),
        ("Control+ArrowRight", (0, COLUMNS - 1)), ("Control+ArrowLeft", (0, 0)),
        ("Control+End", LAST), ("Control+Home", (0, 0)),
        ("Meta+End", LAST), ("Meta+Home", (0, 0)),  # Cmd on a Mac
        ("Meta+ArrowDown", (ROWS - 1, 0)), ("Meta+ArrowUp", (0, 0)),
    ]  # fmt: skip


def test_each_key_that_moves(grid):
    """Arrows, Home, End, Page keys, with Ctrl and Cmd: exact, no wrap, never wrong."""
    for key, place in moves(page_of(grid)):
        grid.keyboard.press(key)
        assert settled(grid).wrong == []
        assert focus(grid) == place, key
    grid.keyboard.press("Alt+PageDown")
    row, column = focus(grid)
    assert row == 0
    assert column > 3
    grid.keyboard.press("Alt+PageUp")
    assert focus(grid) == (0, 0)


def test_shift_extends_and_escape_gives_back(grid):
    """Shift with each of them selects from the first cell on; Escape is one cell."""
    rows = page_of(grid)
    for key, cells in (
        ("Shift+ArrowRight", 2),
        ("Shift+ArrowDown", 4),
        ("Shift+PageDown", 2 * (rows + 2)),
        ("Shift+PageUp", 4),
        ("Shift+End", 2 * (COLUMNS - 2)),
        ("Shift+Home", 2 * 3),
        ("Control+Shift+ArrowDown", 3 * (ROWS - 5)),
        ("Control+Shift+Home", 3 * 6),
        ("Control+Shift+End", (ROWS - 5) * (COLUMNS - 2)),
    ):
        grid.keyboard.press(key)
        told(grid, f"{cells:,} cells selected")
        assert settled(grid).wrong == []
    grid.keyboard.press("Escape")
    expect(grid.locator("#selected")).to_be_empty()


def test_whole_columns_rows_and_all(grid):
    """Ctrl+Space, Shift+Space, Ctrl+A: ranges, whatever their size."""
    for key, cells in (
        ("Control+Space", ROWS),
        ("Shift+Space", COLUMNS),
        ("Control+a", ROWS * COLUMNS),
    ):
        grid.keyboard.press(key)
        told(grid, f"{cells:,} cells selected")
        grid.keyboard.press("Escape")
    assert focus(grid) == (5, 2)


@pytest.mark.parametrize(
    ("begin", "keys", "cells"),
    [
        ("Shift+Space", ("Shift+ArrowDown", "Shift+ArrowRight"), 2 * COLUMNS),
        ("Control+Space", ("Shift+ArrowRight", "Shift+ArrowUp"), 2 * ROWS),
        ("Control+a", ("Shift+ArrowDown", "Shift+ArrowLeft"), ROWS * COLUMNS),
        ("", ("Shift+ArrowDown", "Shift+ArrowUp", "Shift+ArrowUp"), 2 * COLUMNS),
    ],
)
def test_whole_rows_and_columns_stay_whole(grid, begin, keys, cells):
    """Shift+arrows go on from whole rows, columns, all, and a row's clicked label."""
    if begin:
        grid.keyboard.press(begin)
    else:
        cell(grid, 5, -1).click()
    for key in keys:
        grid.keyboard.press(key)
    told(grid, f"{cells:,} cells selected")
    cell(grid, 2, 2).click()
    grid.keyboard.press("Shift+ArrowDown")
    told(grid, "2 cells selected")


def test_a_range_begins_where_one_has_gone(grid):
    """Go to a row, or walk rows in their list; Shift+arrow selects from there on."""
    grid.keyboard.press("Control+g")
    grid.keyboard.type("1500000")
    grid.keyboard.press("Enter")
    grid.wait_for_function("() => !document.querySelector('.panel')")
    grid.keyboard.press("Shift+ArrowDown")
    told(grid, "2 cells selected")
    assert focus(grid) == (1_500_001, 2)
    grid.keyboard.press("Control+g")
    grid.keyboard.type("7")
    grid.keyboard.press("Enter")
    grid.wait_for_function("() => !document.querySelector('.panel')")
    expect(grid.locator("#selected")).to_be_empty()
    grid.keyboard.press("Shift+Enter")
    panel = grid.get_by_role("dialog", name="Row 7")
    panel.wait_for()
    for _ in range(3):
        grid.keyboard.press("Alt+ArrowDown")
    grid.get_by_role("dialog", name="Row 10").wait_for()
    grid.keyboard.press("Escape")
    grid.keyboard.press("Shift+ArrowDown")
    told(grid, "2 cells selected")
    assert focus(grid) == (11, 2)


def test_each_key_that_opens_something_gives_the_focus_back(grid):
    """Enter, F2, Ctrl+G, Ctrl+F, ?, menus: opened by key, closed by Escape."""
    value = re.compile("text_2")
    for key, role, name in (
        ("Enter", "dialog", value),
        ("F2", "dialog", value),
        ("Shift+Enter", "dialog", "Row 5"),
        ("Control+g", "dialog", "Go to"),
        ("?", "dialog", "Keyboard shortcuts"),
        ("Alt+Enter", "dialog", value),
        ("Shift+F10", "menu", None),
        ("ContextMenu", "menu", None),
        ("Alt+ArrowDown", "menu", None),
        ("Control+f", "searchbox", None),
    ):
        grid.keyboard.press(key)
        opened = grid.get_by_role(role, name=name) if name else grid.get_by_role(role)
        opened.first.wait_for()
        grid.wait_for_function("() => !document.activeElement.closest('[role=grid]')")
        grid.keyboard.press("Escape")
        grid.wait_for_function("() => document.activeElement.closest('[role=grid]')")
        assert focus(grid) == (5, 2), key


@pytest.mark.parametrize("key", ["F2", "Shift+Enter", "?", "Control+g", "Alt+Enter"])
def test_a_panel_that_is_clicked_keeps_the_focus(grid, key):
    """A click on what is only text in a panel: Escape still closes it."""
    grid.keyboard.press(key)
    panel = grid.get_by_role("dialog")
    panel.wait_for()
    box = panel.bounding_box()
    grid.mouse.click(box["x"] + 6, box["y"] + box["height"] - 4)
    grid.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    assert focus(grid) == (5, 2)


def test_a_click_beside_the_cells_leaves_the_focus(grid, store, root):
    """Below the last row there is nothing to click: the arrows go on from the cell."""
    store.add_oracle("short", OracleSource(5, 3))
    open_view(grid, root, "short")
    grid.mouse.move(400, 200)
    grid.wait_for_selector("[data-actions]", state="attached")
    grid.get_by_role("gridcell", name=shown_text(2, 0), exact=True).click()
    grid.mouse.click(900, 400)
    grid.keyboard.press("ArrowDown")
    assert focus(grid) == (3, 0)


def test_keys_of_headers(grid):
    """Enter and Space sort up, down, not at all; Shift adds; Alt+Down has the menu."""
    grid.keyboard.press("Control+ArrowUp")
    grid.keyboard.press("ArrowUp")
    grid.keyboard.press("ArrowLeft")
    assert focus(grid) == (-1, 1)
    first = grid.get_by_role("columnheader", name=re.compile("^number_1"))
    second = grid.get_by_role("columnheader", name=re.compile("^text_2"))
    for key, direction in (
        ("Enter", "ascending"),
        ("Space", "descending"),
        ("Enter", None),
        ("Enter", "ascending"),
    ):
        grid.keyboard.press(key)
        if direction:
            expect(first).to_have_attribute("aria-sort", direction)
        else:
            expect(first).not_to_have_attribute("aria-sort", re.compile("."))
    grid.keyboard.press("ArrowRight")
    grid.keyboard.press("Shift+Enter")
    expect(second).to_have_attribute("aria-sort", "ascending")
    expect(first).to_have_attribute("aria-sort", "ascending")
    grid.keyboard.press("Alt+ArrowDown")
    grid.get_by_role("menuitem", name="Sort descending").wait_for()
    grid.keyboard.press("Escape")
    grid.wait_for_function("() => document.activeElement.closest('.h')")
    assert focus(grid) == (-1, 2)
    grid.keyboard.press("Control+z")
    expect(second).not_to_have_attribute("aria-sort", re.compile("."))


def test_copy_and_tab(grid):
    """Ctrl+C copies a cell, label or name; Tab and Shift+Tab leave the grid."""
    grid.keyboard.press("Control+c")
    told(grid, "1 cell copied.")
    read = "() => navigator.clipboard.readText()"
    assert grid.evaluate(read).strip() == shown_text(5, 2)
    grid.keyboard.press("ArrowUp")
    grid.keyboard.press("Home")
    grid.keyboard.press("ArrowLeft")
    grid.keyboard.press("Control+c")
    grid.wait_for_timeout(200)
    assert grid.evaluate(read) == "4"
    grid.keyboard.press("ArrowRight")
    for _ in range(5):
        grid.keyboard.press("ArrowUp")
    assert focus(grid) == (-1, 0)
    grid.keyboard.press("Control+c")
    grid.wait_for_timeout(200)
    assert grid.evaluate(read) == "number_0"  # a header's name
    cell(grid, 5, 2).click()
    grid.keyboard.press("Tab")
    assert focus(grid) is None
    grid.keyboard.press("Shift+Tab")
    assert focus(grid) == (5, 2)
    grid.keyboard.press("Shift+Tab")
    assert focus(grid) is None


def test_keys_stay_in_the_grid_and_outside_of_it(open_notebook, page):
    """
    In JupyterLab the user clicks a cell of the grid and types what Lab takes for
    commands: delete a cell (d d), add one (a, b), cut (x), to Markdown (m). Seen: the
    notebook is as it was. Then the user goes back to the notebook: the same keys do
    there what they do without us.
    """
    notebook = open_notebook(FRAME, "1").notebook
    notebook.run(0)
    viewer = notebook.viewer(0)
    cells = page.locator(".jp-NotebookPanel .jp-Cell")
    before = cells.count()
    viewer.cell(1, "price").click()
    viewer.root.locator("[data-actions]").wait_for(state="attached")
    for key in "ddabxmyzvc0011":
        page.keyboard.press(key)
    for key in ("Shift+M", "Delete", "Backspace", "Enter", "Escape", "Control+Enter"):
        page.keyboard.press(key)
    viewer.cell(1, "price").click()
    page.keyboard.press("ArrowDown")
    assert cells.count() == before
    assert page.locator(".jp-MarkdownCell").count() == 0
    notebook.cell(1).locator(".jp-InputPrompt").click()
    page.keyboard.press("Escape")
    page.keyboard.press("b")
    expect(cells).to_have_count(before + 1)
    page.keyboard.press("d")
    page.keyboard.press("d")
    expect(cells).to_have_count(before)


@pytest.fixture
def slow(page, root, store, diary):
    """A view whose scripts come late: `slow(*names)` says which, and opens it."""
    store.add_oracle("late", OracleSource(ROWS, COLUMNS))
    page.set_viewport_size({"width": 1024, "height": 508})

    def late(route):
        time.sleep(0.4)
        route.continue_()

    def opened(*names):
        page.route(re.compile(rf"/assets/.*/({'|'.join(names)})\.js"), late)
        page.goto(f"{root}views/late/")
        page.locator("#body.live [tabindex='0']").focus()

    yield opened
    diary.assert_clean()


def test_keys_before_the_rest_of_the_grid_is_here(page, slow):
    """The reader is quicker than the network: each key counts, in its order."""
    slow("begin", "actions", "menus", "detail")
    for key in ["ArrowDown"] * 3 + [
        "ArrowRight",
        "Shift+ArrowDown",
        "Shift+ArrowRight",
    ]:
        page.keyboard.press(key)
    expect(page.locator("[aria-selected=true]")).to_have_count(4)
    assert focus(page) == (4, 2)


def test_keys_before_a_menu_is_here(page, slow):
    """A menu is walked and something chosen in it before it has come."""
    slow("actions", "menus", "detail")
    for key in ("ArrowDown", "Shift+F10", "s", "Enter", "Escape", "ArrowDown", "Enter"):
        page.keyboard.press(key)
    expect(page.locator(".whole")).to_have_text(shown_text(2, 0))
    assert page.locator("#note").inner_text() == ""


def test_a_right_click_before_menus_are_here(page, slow):
    """The first thing that the reader does is to ask for a menu, with the mouse."""
    slow("actions", "menus")
    page.locator("#body.live [aria-rowindex='4'] [aria-colindex='3']").click(
        button="right"
    )
    expect(page.get_by_role("menu")).to_be_visible()
    page.keyboard.press("Escape")
    assert focus(page) == (2, 1)


def test_a_column_is_moved_by_each_of_quick_keys(page, slow):
    """A column is moved by keys, quicker than what moves it comes: by each of them."""
    slow("arrange")
    page.wait_for_selector("[data-actions]", state="attached")
    for key in ("ArrowRight", "ArrowUp"):
        page.keyboard.press(key)
    assert focus(page) == (-1, 1)
    for _ in range(3):
        page.keyboard.press("Alt+Shift+ArrowRight")
    told(page, "number_1 is now column 5.")
    assert focus(page) == (-1, 4)


def test_keys_before_a_panel_is_here(page, slow):
    """A row's number is typed before the box for it has come."""
    slow("actions", "goto")
    page.keyboard.press("Control+g")
    page.keyboard.type("12x")
    page.keyboard.press("Backspace")
    page.keyboard.type("345")
    page.keyboard.press("Enter")
    cell = page.locator("#body [aria-rowindex='12347'] [aria-colindex='2']")
    expect(cell).to_be_focused()
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_keys_before_the_search_box_is_here(page, slow):
    """What is looked for is typed at once after Ctrl+F, or after a click on Search."""
    slow("actions", "search")
    page.keyboard.press("Control+f")
    page.keyboard.type("r3 c2")
    expect(page.get_by_role("searchbox")).to_have_value("r3 c2")
    page.keyboard.press("Escape")
    expect(page.get_by_role("searchbox")).to_have_count(0)


def test_a_click_elsewhere_forgets_what_was_typed(page, slow):
    """What was typed for something that is not there yet is not meant for a cell."""
    held = []

    def hold(route):
        held.append(route)

    page.route(re.compile(r"/assets/.*/goto\.js"), hold)
    slow("actions")
    with page.expect_request(re.compile(r"goto\.js")):
        page.keyboard.press("Control+g")
    page.keyboard.type("77")
    page.get_by_role("gridcell", name=shown_text(5, 2), exact=True).click()
    held[0].continue_()
    expect(page.get_by_label("Row position, from 0")).to_have_value("")
