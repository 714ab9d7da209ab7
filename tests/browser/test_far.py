"""A viewer far from the window gives its elements back, and comes back as it was."""

from __future__ import annotations

import pytest
from oracle import OracleSource, OracleStore

NOTEBOOK = """<!doctype html><button>above</button>
<iframe src="{src}" style="display:block;width:900px;height:400px"></iframe>
<div style="height:6000px"></div><button>below</button>"""

SHOWN = """() => [...document.querySelectorAll('#body .r')]
  .filter(row => {
    const { top, bottom } = row.getBoundingClientRect();
    return !row.hidden && bottom > 75 && top < innerHeight;
  })
  .flatMap(row => [...row.querySelectorAll('[role=gridcell]')].map(cell => {
    const { left, top } = cell.getBoundingClientRect();
    return [+row.getAttribute('aria-rowindex'), +cell.getAttribute('aria-colindex'),
      left, top, cell.textContent, cell.getAttribute('aria-selected')];
  }))
  .filter(([, , left]) => left < innerWidth)
  .sort(([a, b], [c, d]) => a - c || b - d)"""
"""Cells in sight: place, where they stand, what they say, whether they are selected."""

HELD = "() => document.querySelectorAll('#body *').length"


@pytest.fixture(scope="module")
def store():
    made = OracleStore()
    made.add_oracle("huge", OracleSource(100_000_000, 10_000))
    return made


def opened(page, root):
    """The viewer's frame in a notebook of the same site."""
    page.route(
        f"{root}notebook",
        lambda route: route.fulfill(
            body=NOTEBOOK.format(src=f"{root}views/huge/"), content_type="text/html"
        ),
    )
    page.goto(f"{root}notebook")
    page.frame_locator("iframe").locator("[data-ready]").wait_for(state="attached")
    return page.frames[1]


def test_a_far_viewer_holds_little_and_comes_back_the_same(page, diary, root):
    """
    The user scrolls in the grid, selects, and reads on far below in the notebook.
    Seen there: nothing. Back again: the same rows, the same selection, and the focus
    where it was, without asking the kernel.
    """
    inner = opened(page, root)
    frame = page.frame_locator("iframe")
    frame.get_by_role("gridcell").first.hover()
    frame.locator("[data-actions]").wait_for(state="attached")
    page.mouse.wheel(0, 24_000)
    row = frame.locator('[aria-rowindex="1006"]')
    row.get_by_role("gridcell").nth(1).click()
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Shift+ArrowRight")
    inner.wait_for_function("() => document.querySelector('#selected').textContent")
    before = inner.evaluate(SHOWN)
    assert sum(cell[-1] == "true" for cell in before) == 4
    assert inner.evaluate(HELD) > 150

    page.get_by_role("button", name="below").click()
    inner.wait_for_function(f"() => ({HELD})() < 40")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.get_by_role("button", name="above").click()
    inner.wait_for_function(f"() => ({HELD})() > 150")
    assert inner.evaluate(SHOWN) == before
    page.wait_for_timeout(500)
    assert inner.evaluate(SHOWN) == before
    assert not [url for url in asked if "/rows?" in url]
    # What the user does elsewhere in the notebook is not disturbed.
    assert page.evaluate("() => document.activeElement.textContent") == "above"

    focused = "() => document.activeElement.closest('[role=row]').ariaRowIndex"
    frame.locator('#grid [tabindex="0"]').focus()
    assert inner.evaluate(focused) == "1007"
    page.keyboard.press("ArrowDown")
    assert inner.evaluate(focused) == "1008"

    # The wheel leaves the focus where it is.
    page.evaluate("() => scrollTo(0, 5000)")
    inner.wait_for_function(f"() => ({HELD})() < 40")
    assert inner.evaluate(focused) == "1008"
    page.evaluate("() => scrollTo(0, 0)")
    inner.wait_for_function(f"() => ({HELD})() > 150")
    page.keyboard.press("ArrowDown")
    assert inner.evaluate(focused) == "1009"
    diary.assert_clean()


def test_print_shows_what_is_far(page, root):
    """Who prints the notebook has the rows of viewers that are not in sight."""
    inner = opened(page, root)
    page.wait_for_timeout(500)
    page.get_by_role("button", name="below").click()
    inner.wait_for_function(f"() => ({HELD})() < 40")
    inner.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    assert inner.evaluate(HELD) > 150
