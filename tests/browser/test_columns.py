"""Columns by hand: moved, pinned, hidden, chosen, and kept by the server."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from browser.grid_page import open_view, settled
from oracle import OracleSource
from playwright.sync_api import expect

WIDE = 10_000


@pytest.fixture
def grid(page, diary):
    page.set_viewport_size({"width": 900, "height": 480})
    yield page
    diary.assert_clean()


@pytest.fixture
def view(store):
    """30 columns of numbers, one that is empty, one that is half so."""
    frame = pd.DataFrame({f"c{n:02}": np.arange(200) * n for n in range(30)})
    frame["empty"] = np.nan
    frame["half"] = [1.5, None] * 100
    return store.add(frame, name="columns", pinned=True)


def opened(page, root, view):
    open_view(page, root, view.id)
    page.mouse.move(400, 200)
    page.wait_for_selector("[data-actions]", state="attached")


def header(page, name):
    return page.get_by_role("columnheader", name=name).first


def kept(page, view, numbers, left=0, right=0, widths=()):
    """Wait until the server has kept how the columns stand, and which are sized."""
    for _ in range(100):
        columns = view.state.columns
        first = list(columns.numbers(32)[: len(numbers)])
        sides, sized = (columns.left, columns.right), tuple(columns.widths)
        if (first, sides, sized) == (numbers, (left, right), tuple(widths)):
            return columns
        page.wait_for_timeout(50)
    raise AssertionError(f"kept: {view.state.columns}")


def menu(page, name, item):
    header(page, name).click(button="right")
    page.get_by_role("menuitem", name=item).click()


def test_a_header_is_dragged_to_another_place(grid, root, view):
    """A drag moves the column and sorts nothing; Escape leaves it where it was."""
    opened(grid, root, view)
    start, end = header(grid, "c01").bounding_box(), header(grid, "c04").bounding_box()
    y = start["y"] + 12  # its name; below is a picture, which filters

    def drag():
        grid.mouse.move(start["x"] + 20, y)
        grid.mouse.down()
        grid.wait_for_function(
            "() => performance.getEntriesByType('resource')"
            ".some(entry => entry.name.endsWith('/drag.js'))"
        )
        grid.mouse.move(start["x"] + 60, y, steps=3)
        grid.mouse.move(end["x"] + end["width"] - 8, y, steps=4)
        expect(grid.locator(".drop")).to_be_attached()

    drag()
    grid.keyboard.press("Escape")
    expect(grid.locator(".drop")).to_have_count(0)
    grid.mouse.up()
    assert view.state.columns.order is None
    drag()
    grid.mouse.up()
    kept(grid, view, [0, 2, 3, 4, 1, 5])
    grid.get_by_text("c01 is now column 5.").first.wait_for()
    assert view.state.sort == ()


def test_what_stands_at_both_ends_stays_in_sight(grid, root, view):
    """Pinned left and right, moved and sized: so it is after a reload, from the first
    paint on, and in Python; scrolled away, both ends stay."""
    opened(grid, root, view)
    menu(grid, "c03", "Pin left")
    menu(grid, "c05", "Pin right")
    menu(grid, "c07", "Wider")
    kept(grid, view, [3, 0, 1, 2, 4, 6], left=1, right=1, widths=[7])
    grid.reload()
    grid.wait_for_selector("[data-ready]", state="attached")
    grid.mouse.move(400, 200)
    grid.mouse.wheel(5_000, 0)
    expect(header(grid, "half")).to_be_visible()
    for name, number in (("c03", 3), ("c05", 5)):
        box = header(grid, name).bounding_box()
        assert 0 < box["x"] < 900 - box["width"] + 2
        at = header(grid, name).get_attribute("aria-colindex")
        cell = grid.locator(f'[aria-rowindex="12"] [aria-colindex="{at}"]')
        expect(cell).to_have_text(str(10 * number))
    boxes = [header(grid, name).bounding_box() for name in ("half", "c05")]
    assert boxes[0]["x"] + boxes[0]["width"] == pytest.approx(boxes[1]["x"], abs=2)


def test_the_first_paint_is_what_the_script_makes_of_it(grid, root, view):
    """Nothing of a view with pinned columns moves when the script takes over."""
    given = {"order": [4, 0, 1, 2, *range(6, 32), 5], "left": 1, "right": 1}
    from dtale_nb.engine.documents import changes_of

    view.change(**changes_of({"columns": given}, view.source))
    places = """() => [...document.querySelectorAll('.h, .c')].filter(el => !el.hidden)
      .map(el => [el, el.getBoundingClientRect()])
      .filter(([, box]) => box.left < 880 && box.top < 400)
      .map(([el, box]) => [el.className, el.getAttribute('aria-colindex'),
        Math.round(box.left), Math.round(box.top), el.textContent].join()).sort()"""
    grid.route("**/viewer.js", lambda route: route.abort())
    grid.goto(f"{root}views/{view.id}/")
    before = grid.evaluate(places)
    grid.unroute("**/viewer.js")
    open_view(grid, root, view.id)
    after = grid.evaluate(places)
    assert [line for line in before if line not in after] == []


def test_columns_are_chosen_by_what_is_missing(grid, root, view):
    """The list tells missing shares; empty ones go at once, many are pinned at once."""
    opened(grid, root, view)
    menu(grid, "c07", "Columns")
    panel = grid.get_by_role("dialog", name="Columns")
    panel.get_by_label("Missing values").select_option("half or more")
    panel.get_by_text("32 of 32 columns shown · 2 found").wait_for()
    expect(panel.get_by_text("float64 · 50% missing")).to_be_visible()
    panel.get_by_role("button", name="Pin these left").click()
    kept(grid, view, [30, 31, 0, 1], left=2)
    panel.get_by_role("button", name="Hide all empty").click()
    kept(grid, view, [31, 0, 1], left=1)
    panel.get_by_text("31 of 32 columns shown").wait_for()
    panel.get_by_role("button", name="Pin right: half").click()
    kept(grid, view, [0, 1, 2], right=1)
    assert grid.evaluate("() => document.activeElement.ariaPressed") == "true"
    panel.get_by_role("button", name="As in the frame").click()
    kept(grid, view, list(range(32)))


def test_ten_thousand_columns_are_chosen_among(grid, root, store):
    """Thousands are hidden and shown at once, and what is seen stays true."""
    store.add_oracle("wide", OracleSource(1_000, WIDE))
    view = store.find("wide")
    opened(grid, root, view)
    menu(grid, "number_0", "Columns")
    panel = grid.get_by_role("dialog", name="Columns")
    panel.get_by_text("10,000 of 10,000 columns shown · 10,000 found").wait_for()
    panel.get_by_role("searchbox").fill("float64")
    panel.get_by_text("1,667 found").wait_for()
    panel.get_by_role("button", name="Hide these").click()
    panel.get_by_text("8,333 of 10,000 columns shown").wait_for()
    kept(grid, view, [0, 2, 3, 4, 5, 6, 8])
    panel.get_by_role("button", name="Show these").click()
    panel.get_by_text("10,000 of 10,000 columns shown").wait_for()
    assert settled(grid).wrong == []


def test_a_short_name_is_whole_beside_its_order(page, root, store):
    """Sorted by two columns: the name and the mark with its number both have room."""
    view = store.add(pd.DataFrame({"symbol": ["x"], "desk": ["y"]}), pinned=True)
    open_view(page, root, view.id)
    for name in ("symbol", "desk"):
        head = page.get_by_role("columnheader", name=name).first
        head.press("Shift+Enter")
        expect(head).to_have_attribute("aria-sort", "ascending")
    head = page.get_by_role("columnheader", name="symbol").first
    expect(head.locator(".so")).to_have_text("↑¹")
    assert head.locator("b").evaluate("el => el.scrollWidth <= el.clientWidth")
    inside = "el => el.getBoundingClientRect().right"
    assert head.locator(".so").evaluate(inside) <= head.evaluate(inside) - 1
