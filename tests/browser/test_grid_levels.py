"""Labels of several levels, in both directions: told once a group, always in sight."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd
import pytest
from browser.grid_page import open_view
from playwright.sync_api import expect

REGIONS = ("EMEA", "APAC")
DESKS = ("rates", "credit", "equity")
SEATS = 20
PAGE = 12


@pytest.fixture
def grid(page, store, root, diary):
    """A frame of three levels of rows and three of columns."""
    index = pd.MultiIndex.from_product(
        [REGIONS, DESKS, range(SEATS)], names=["region", "desk", "seat"]
    )
    columns = pd.MultiIndex.from_product(
        [[2024, 2025, 2026], ["first half", "second"], ["gross", "net", "tax"]],
        names=["year", "half", "measure"],
    )
    values = np.arange(len(index) * len(columns)).reshape(len(index), -1) / 4
    frame = pd.DataFrame(values, index=index, columns=columns)
    page.set_viewport_size({"width": 900, "height": 508})
    open_view(page, root, store.add(frame, name="levels", pinned=True).id)
    yield page
    diary.assert_clean()


_LABELS = """() => {
  const top = document.querySelector('.head').getBoundingClientRect().bottom;
  const bottom = document.getElementById('scroller').getBoundingClientRect().bottom;
  return [...document.querySelectorAll('#body [role=row]:not([hidden])')].map(row => {
    const box = row.getBoundingClientRect();
    return [Math.round(box.top - top), box.bottom > top + 1 && box.top < bottom - 1,
      [...row.querySelectorAll('[role=rowheader]')].map(cell => [cell.textContent,
        getComputedStyle(cell).color !== 'rgba(0, 0, 0, 0)'])];
  }).filter(row => row[1]).sort((a, b) => a[0] - b[0]);
}"""


def seen_labels(page):
    page.evaluate("new Promise(d => requestAnimationFrame(() => setTimeout(d)))")
    return [(top, cells) for top, _, cells in page.evaluate(_LABELS)]


def test_row_labels_stay_while_their_group_scrolls(grid):
    """By wheel, notch by notch: each group in sight tells its labels once and whole."""
    grid.mouse.move(600, 300)
    truth = list(itertools.product(REGIONS, DESKS, map(str, range(SEATS))))
    first = 0.0
    for down in (0, 24, 10, 10, 4, 24 * 17, 12, 12, 6, -9, 24 * 20, 5, -24 * 30):
        grid.mouse.wheel(0, down)
        first += down / 24
        place = f"translateY({-24 * first:g}px)"
        moved = "document.getElementById('body').style.transform"
        grid.wait_for_function(f"() => {moved} === {place!r} || !{first}")
        rows = seen_labels(grid)
        assert len(rows) >= PAGE
        texts = [tuple(text for text, _ in cells) for _, cells in rows]
        start = truth.index(texts[0])
        assert texts == truth[start : start + len(texts)]  # whole in every row
        for level in (0, 1):
            keys = [tuple(text for text, _ in cells[: level + 1]) for _, cells in rows]
            for key in dict.fromkeys(keys):
                group = [row for row, its in zip(rows, keys, strict=True) if its == key]
                told = [top for top, cells in group if cells[level][1]]
                assert len(told) == 1, (down, key)
                assert told[0] >= -5 or len(group) == 1
        assert all(cells[2][1] for _, cells in rows)


def test_column_labels_stay_while_their_run_scrolls(grid):
    """Sideways: the label of each run in sight stands inside the window."""
    grid.mouse.move(600, 300)
    left = grid.locator(".t > .i").last.bounding_box()
    edge = left["x"] + left["width"]
    for right in (0, 90, 50, 300, 400, -120):
        grid.mouse.wheel(right, 0)
        grid.wait_for_timeout(120)
        for level in (1, 2):
            boxes = grid.locator(f".l{level} .s > .h").evaluate_all(
                "els => els.map(el => { const r = document.createRange();"
                " r.selectNodeContents(el); const t = r.getBoundingClientRect();"
                " const b = el.getBoundingClientRect();"
                " return [el.textContent, b.left, b.right, t.left, t.right]; })"
            )
            seen = [box for box in boxes if box[2] - box[1] > 90]
            assert seen, "some run is wide enough to be read"
            for text, start, end, text_start, text_end in seen:
                assert start >= edge - 1, text
                assert text_start >= start
                assert text_end <= min(end, 900)


def test_levels_have_their_names(grid):
    """Names of row levels head their columns; names of column levels stand beside."""
    corners = grid.locator(".l > [role=columnheader]")
    assert corners.all_inner_texts() == ["year", "half"]
    heads = grid.locator(".t > [role=columnheader]")
    assert [text.split("\n")[0] for text in heads.all_inner_texts()] == [
        "region",
        "desk",
        "seat",
    ]
    last = grid.get_by_role("columnheader", name="seat \\ measure")
    assert last.get_attribute("aria-colindex") == "3"
    run = grid.get_by_role("columnheader", name="2024", exact=True)
    assert run.get_attribute("aria-colspan") == "6"
    spread = grid.locator("[role=row]").nth(1).get_by_role("columnheader")
    assert "first half" in spread.nth(1).inner_text()


def test_script_changes_no_label(grid, root, store):
    """The page as served hides and tells the same labels as the script then does."""
    before = seen_labels(grid)
    grid.route("**/viewer.js", lambda route: route.fulfill(body=""))
    grid.reload()
    served = seen_labels(grid)
    assert [cells for _, cells in served] == [cells for _, cells in before]
    assert served


_OUTER = """() => [...document.querySelectorAll('.l > .h, .l .s > .h, .l .y > .h')]
  .map(head => { const box = head.getBoundingClientRect();
    return [head.textContent, head.getAttribute('aria-colspan'),
      Math.round(box.left), Math.round(box.right)]; })"""


def test_pinned_columns_have_their_outer_labels(grid):
    """Two pinned left, one right: each group tells its labels, also as served."""
    grid.evaluate(
        """order => fetch('state', {method: 'POST', body: JSON.stringify({columns:
          {order: order.join(','), left: 2, right: 1, widths: []}}),
          headers: {'Content-Type': 'application/json'}})""",
        [0, 1, *range(4, 17), 2],
    )
    grid.reload()
    grid.wait_for_function("() => !document.getElementById('first')")
    outer = grid.evaluate(_OUTER)
    names = [(text, span) for text, span, *_ in outer]
    assert names[:3] == [("year", "3"), ("2024", "2"), ("2024", "2")]
    heads = grid.locator(".t > .pin, .t .y > .h").evaluate_all(
        "els => els.map(el => { const box = el.getBoundingClientRect();"
        " return [Math.round(box.left), Math.round(box.right)]; })"
    )
    assert outer[1][2:] == [heads[0][0], heads[1][1]]
    looks = grid.evaluate(
        "() => ['.l > .pin', '.l .s > .h', '.l .y > .h'].map(place => {"
        " const { textAlign, color } = getComputedStyle(document.querySelector(place));"
        " return [textAlign, color]; })"
    )
    assert looks[0] == looks[1] == looks[2]
    last = [row for row in outer if row[2:] == heads[2]]
    assert [text for text, *_ in last] == ["2024", "first half"]
    grid.route("**/viewer.js", lambda route: route.fulfill(body=""))
    grid.reload()
    served = grid.evaluate(_OUTER)
    end = heads[2][0]  # a label that reaches below the right one is cut by the script
    assert [row for row in served if row[3] < end] == [
        row for row in outer if row[3] < end
    ]


def test_the_menu_of_an_outer_label_is_of_the_view(grid):
    """No value, row or cell is offered where there is none, by key and by mouse."""
    outer = grid.get_by_role("columnheader", name="2024").first
    outer.click(button="right")
    menu = grid.get_by_role("menu")
    expect(menu.get_by_role("menuitem", name="Search")).to_be_visible()
    for name in ("Keep only this value", "Show the row", "Copy with headers"):
        assert menu.get_by_role("menuitem", name=name).count() == 0
    grid.keyboard.press("Escape")
    expect(outer).to_be_focused()
    grid.keyboard.press("Shift+F10")
    expect(menu.get_by_role("menuitem", name="Search")).to_be_visible()
    assert menu.get_by_role("menuitem", name="Show the row").count() == 0
