"""How the user wants cells written; the exact value stays near. Links and lines."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd
import pytest
from browser.grid_page import cell, open_view
from playwright.sync_api import expect

from dtale_nb.engine.documents import changes_of

BIG = 9_007_199_254_740_993
"""The first whole number that a double cannot hold."""


@pytest.fixture
def grid(page, store, root, diary):
    """A frame with what formats are for."""
    frame = pd.DataFrame(
        {
            "big": [BIG, -BIG, 12],
            "price": [1234.5678, -0.005, None],
            "exact": [Decimal("123456789012345678901.2345"), Decimal("1E+3"), None],
            "when": pd.to_datetime(
                ["2026-03-01 23:30:10+01:00", "2026-07-01 00:00:00+02:00", None],
                utc=True,
            ).tz_convert("Europe/Paris"),
            "site": [
                "https://example.org/?q=1",
                "javascript:alert(1)",
                "data:text/html,x",
            ],
            "note": ["many words " * 30, "مرحبا 12", "<b>no html</b>"],
            "other": [0.125, 7.0, 1e-30],
        }
    )
    page.set_viewport_size({"width": 1100, "height": 508})
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    view = store.add(frame, pinned=True)
    open_view(page, root, view.id)
    page.mouse.move(500, 400)
    page.wait_for_selector("[data-actions]", state="attached")
    yield page
    diary.assert_clean()


def format_panel(page, column):
    """Open the format of a column, by keyboard alone from a cell of it."""
    cell(page, 0, column).click()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Alt+ArrowDown")
    page.get_by_role("menu").wait_for()
    page.keyboard.press("f")
    while "Format" not in page.evaluate("document.activeElement.textContent"):
        page.keyboard.press("f")
    page.keyboard.press("Enter")
    panel = page.get_by_role("dialog")
    panel.wait_for()
    return panel


def close(page):
    page.keyboard.press("Escape")
    page.get_by_role("dialog").wait_for(state="detached")
    assert (
        page.evaluate("document.activeElement.getAttribute('role')") == "columnheader"
    )


def test_numbers_are_formatted_from_their_text(grid):
    """Thousands and decimals of what no double holds; hover and copy are exact."""
    format_panel(grid, 0)
    grid.get_by_label("Groups of thousands").check()
    grid.get_by_label("Negative in red").check()
    gap = "\u202f"
    big = f"{BIG:,}".replace(",", gap)
    expect(cell(grid, 0, 0)).to_have_text(big)
    expect(cell(grid, 1, 0)).to_have_text(f"-{big}")
    red, ink = (
        cell(grid, row, 0).evaluate("cell => getComputedStyle(cell).color")
        for row in (1, 0)
    )
    assert red != ink
    close(grid)
    format_panel(grid, 2)
    grid.get_by_label("Decimals").fill("2")
    grid.get_by_label("Groups of thousands").check()
    expect(cell(grid, 0, 2)).to_have_text(
        f"123{gap}456{gap}789{gap}012{gap}345{gap}678{gap}901.23"
    )
    expect(cell(grid, 1, 2)).to_have_text(f"1{gap}000.00")
    expect(cell(grid, 2, 2)).to_have_text("None")
    close(grid)
    cell(grid, 0, 2).hover()
    expect(cell(grid, 0, 2)).to_have_attribute("title", "123456789012345678901.2345")
    cell(grid, 0, 2).click()
    grid.keyboard.press("Control+c")
    grid.get_by_text("1 cell copied.").first.wait_for()
    copied = grid.evaluate("navigator.clipboard.readText()")
    assert copied == "123456789012345678901.2345"
    grid.keyboard.press("F2")
    whole = grid.get_by_role("dialog").locator(".whole")
    expect(whole).to_have_text("123456789012345678901.2345")
    cut = grid.evaluate(
        "() => [...document.querySelectorAll('#body .n')].filter("
        "cell => cell.scrollWidth > cell.clientWidth).length"
    )
    assert cut == 0


def test_a_format_for_all_of_a_dtype_is_kept(grid):
    """Percent for all float64: in both columns, after a reload too, and undone."""
    format_panel(grid, 1)
    grid.get_by_label("Written as").select_option("percent")
    grid.get_by_label("Decimals").fill("1")
    with grid.expect_response(lambda answer: answer.request.method == "POST"):
        grid.get_by_label("Applies to").select_option("all columns of float64")
    expect(cell(grid, 0, 1)).to_have_text("123456.8%")
    expect(cell(grid, 0, 6)).to_have_text("12.5%")
    expect(cell(grid, 1, 1)).to_have_text("-0.5%")
    expect(cell(grid, 2, 1)).to_have_text("NaN")
    grid.reload()
    expect(cell(grid, 0, 6)).to_have_text("12.5%")
    grid.mouse.move(500, 400)
    grid.wait_for_selector("[data-actions]", state="attached")
    format_panel(grid, 6)
    expect(grid.get_by_label("Written as")).to_have_value("percent")
    grid.get_by_role("button", name="As it is").click()
    expect(cell(grid, 0, 6)).to_have_text("0.125")
    expect(cell(grid, 0, 1)).to_have_text("1234.5678")


def test_moments_by_pattern_and_in_my_zone(browser, grid, root):
    """A pattern, then the reader's own zone, which is not the frame's."""
    from support.browser import new_page

    address = grid.url
    with new_page(browser, timezone_id="America/New_York") as (page, diary):
        page.goto(address)
        page.mouse.move(500, 300)
        page.wait_for_selector("[data-actions]", state="attached")
        format_panel(page, 3)
        page.get_by_label("Pattern").fill("ddd D MMM YYYY HH:mm Z")
        page.keyboard.press("Tab")
        expect(cell(page, 0, 3)).to_have_text("Sun 1 Mar 2026 23:30 +01:00")
        page.get_by_label("In my zone, America/New_York").check()
        expect(cell(page, 0, 3)).to_have_text("Sun 1 Mar 2026 17:30 -05:00")
        expect(cell(page, 1, 3)).to_have_text("Tue 30 Jun 2026 18:00 -04:00")
        expect(cell(page, 2, 3)).to_have_text("NaT")
        cell(page, 0, 3).hover(position={"x": 5, "y": 5})
        exact = "2026-03-01 23:30:10+01:00"
        expect(cell(page, 0, 3)).to_have_attribute("title", exact)
        diary.assert_clean()


def test_links_lead_out_and_nothing_else_does(grid):
    """Web and mail addresses are links that open apart; scripts and data are text."""
    link = cell(grid, 0, 4).get_by_role("link")
    assert link.get_attribute("href") == "https://example.org/?q=1"
    assert link.get_attribute("rel") == "noopener noreferrer"
    assert link.get_attribute("target") == "_blank"
    assert grid.locator("#body a").count() == 1
    expect(cell(grid, 1, 4)).to_have_text("javascript:alert(1)")
    grid.context.route(
        "https://example.org/**", lambda route: route.fulfill(body="out")
    )
    cell(grid, 0, 4).click(position={"x": 3, "y": 12})
    grid.keyboard.press("Shift+F10")
    with grid.context.expect_page() as opened:
        grid.get_by_role("menuitem", name="Open the link").click()
    assert opened.value.evaluate("window.opener") is None
    opened.value.close()


def test_rows_of_several_lines(grid):
    """Rows grow to three lines, and long texts wrap in them, after a reload too."""
    cell(grid, 0, 5).click()
    grid.keyboard.press("Shift+F10")
    grid.get_by_role("menuitem", name="Rows and colour").click()
    before = cell(grid, 0, 5).bounding_box()["height"]
    for lines, height in (("3 lines", 58), ("closer", 20), ("3 lines", 58)):
        grid.get_by_label("Row height").select_option(lines)
        grid.wait_for_function(
            "height => document.querySelector('#body .r').offsetHeight === height",
            arg=height,
        )
    long = cell(grid, 0, 5)
    assert before == 23
    assert long.bounding_box()["height"] == 57
    assert long.evaluate("el => getComputedStyle(el).whiteSpace") == "pre-wrap"
    tops = [cell(grid, row, 5).bounding_box()["y"] for row in range(3)]
    assert [tops[1] - tops[0], tops[2] - tops[1]] == [58, 58]
    assert grid.locator("#body b").count() == 0
    grid.reload()
    grid.wait_for_selector("[data-ready]", state="attached")
    assert grid.locator("#body .r").first.bounding_box()["height"] == 58
    assert "tall" in grid.locator("html").get_attribute("class")


def test_the_exact_value_of_a_huge_cell_comes_on_demand(page, diary, root, store):
    """A text of nearly ten million characters: the page carries its beginning only."""
    text = ("x" * 9_000 + " some words\n" + "😀" * 500) * 1_000
    frame = pd.DataFrame({"text": [text, "short"]})
    view = store.add(frame, pinned=True)
    sizes = []
    page.on("response", lambda answer: sizes.append(len(answer.body())))
    open_view(page, root, view.id)
    page.wait_for_load_state("networkidle")
    assert sum(sizes) < 150_000
    page.locator("#body [aria-rowindex='2'] [aria-colindex='2']").click()
    page.wait_for_selector("[data-actions]", state="attached")
    page.keyboard.press("F2")
    page.get_by_role("dialog").locator(".about").filter(has_text="character").wait_for()
    shown = page.locator(".whole").text_content()
    assert len(shown) >= 900_000
    assert text.startswith(shown)
    # Laid out in pieces, and copied as one.
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("dialog").get_by_role("button", name="Copy").click()
    page.get_by_text("1 cell copied.").first.wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == shown
    diary.assert_clean()


POINTS = """number => [...document.querySelectorAll(
    `#body .r:not([hidden]) [aria-colindex="${number + 2}"]`)].map(cell => {
  const text = cell.firstChild, at = text.data.indexOf('.');
  if (!/\\d/.test(text.data)) return null;
  const range = document.createRange();
  range.setStart(text, at < 0 ? text.data.search(/\\d(?!.*\\d)/) + 1 : at);
  range.setEnd(text, at < 0 ? text.data.search(/\\d(?!.*\\d)/) + 1 : at);
  return range.getBoundingClientRect().left;
})"""
"""Where the decimal point of each number in a column stands, or would."""

ALIGNED = (
    {},
    {"thousands": True},
    {"decimals": 2},
    {"decimals": 0, "thousands": True},
    {"style": "percent"},
    {"style": "currency", "currency": "EUR", "red": True},
    {"red": True},
)


def test_decimals_are_aligned_in_every_format(page, diary, root, store):
    """The points of a column stand below each other, however numbers are written."""
    numbers = [1234.5, -0.25, 7.0, 12_345_678.125, None, 0.001, -3.5, 42.0]
    columns = {f"c{at}": numbers for at in range(len(ALIGNED))}
    view = store.add(pd.DataFrame(columns), pinned=True)
    formats = [{"number": at, **form} for at, form in enumerate(ALIGNED) if form]
    view.change(**changes_of({"formats": formats}, view.source))
    page.set_viewport_size({"width": 1100, "height": 508})
    open_view(page, root, view.id)
    page.wait_for_selector("html:not(.dressing)")
    expect(cell(page, 0, 1)).to_have_text("1\u202f234.5")
    for number, form in enumerate(ALIGNED):
        points = [x for x in page.evaluate(POINTS, number) if x is not None]
        assert len(points) == 7
        assert max(points) - min(points) < 1, (form, points)
    diary.assert_clean()


_PLACES = """() => [...document.querySelectorAll('#body .r .c')].map(cell => {
  const { left, top, width, height } = cell.getBoundingClientRect();
  return [cell.getAttribute('aria-colindex'), left, top, width, height].map(Number);
}).filter(([, left, top]) => left < innerWidth && top < innerHeight - 26)
  .map(String).sort()"""


def test_the_first_paint_of_formats_is_the_last(page, diary, root, store):
    """Cells to be formatted are not seen before they are; nothing moves then."""
    frame = pd.DataFrame({"price": [1234.5678, -0.005, 3.25] * 9, "note": "x"})
    view = store.add(frame, pinned=True)
    formats = [{"number": 0, "decimals": 2, "thousands": True}]
    view.change(**changes_of({"formats": formats}, view.source))
    page.set_viewport_size({"width": 1024, "height": 508})
    page.route("**/viewer.js", lambda route: route.fulfill(body=""))
    page.goto(f"{root}views/{view.id}/")
    seen = "el => getComputedStyle(el).visibility"
    assert page.locator("#body .c.i").first.evaluate(seen) == "visible"
    served = page.evaluate(_PLACES)
    # They do not wait for ever: without a script, they are what they are.
    page.wait_for_function(
        "() => getComputedStyle(document.querySelector('#body .s .c'))"
        ".visibility === 'visible'"
    )
    assert cell(page, 0, 0).inner_text() == "1234.5678"
    page.unroute("**/viewer.js")
    page.add_init_script("""
      window.plain = 0;
      (function look() {
        const cell = document.querySelector('#body .s .c');
        if (cell && getComputedStyle(cell).visibility === 'visible'
            && cell.textContent === '1234.5678' && performance.now() < 1000) plain++;
        requestAnimationFrame(look);
      })();""")
    open_view(page, root, view.id)
    page.wait_for_selector("html:not(.dressing)")
    expect(cell(page, 0, 0)).to_have_text("1\u202f234.57")
    assert page.evaluate("window.plain") == 0
    assert page.evaluate(_PLACES) == served
    diary.assert_clean()
