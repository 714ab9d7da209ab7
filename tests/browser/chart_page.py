"""The chart page on its own, as a tab has it."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from dtale_nb.charts.requests import Asked

MARKS = re.compile(r"\bmarks?\b")
"""What a chart says once it is drawn."""


def open_chart(page, root, view, kind, **options):
    """Open a chart, columns and bins by number, and wait until it is drawn."""
    told = {
        name: each if name == "bins" else _told(each) for name, each in options.items()
    }
    address = f"{root}charts/{view.id}/{Asked(kind, told).encoded()}/"
    page.goto(address, wait_until="commit")
    expect(page.locator(".card .said")).to_contain_text(MARKS, timeout=60_000)


def chart_of(page):
    """The chart's page, once it has drawn."""
    frame = page.frame_locator(".panel iframe")
    expect(frame.locator(".card .said")).to_contain_text(MARKS, timeout=60_000)
    return frame


def open_from_header(page, name):
    """Open the menu of a header by keys, and choose Chart in it."""
    page.get_by_role("columnheader", name=name).first.focus()
    page.keyboard.press("Alt+ArrowDown")
    page.get_by_role("menuitem", name="Chart").press("Enter")
    return chart_of(page)


def drill_down(viewer):
    """Open the chart of a notebook's column of sides from its header, click a bar.

    Args:
        viewer: A `Viewer` in an output, of `support.frontends.FRAME`.
    """
    page, root = viewer.page, viewer.root
    viewer.cell(0, "side").click()
    root.locator("[data-actions]").wait_for(state="attached")
    viewer.header("side").press("Alt+ArrowDown")
    root.get_by_role("menuitem", name="Chart").press("Enter")
    chart = root.frame_locator(".panel iframe")
    said = chart.locator(".card .said")
    expect(said).to_have_text("Bar: 100,000 rows, 2 marks.", timeout=60_000)
    wait_until_live(next(each for each in page.frames if "/charts/" in each.url))
    bar = chart.locator(".bars .point path").nth(1)
    bar.scroll_into_view_if_needed()
    box = bar.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.up()
    expect(root.locator("#pills")).to_contain_text("sell")
    expect(said).to_have_text("Bar: 50,000 rows of 100,000, 1 mark.", timeout=30_000)
    assert viewer.rows() == 50_000


def choose_kind(page, name, *, card=0):
    """Choose another kind of chart by keys, once the list of kinds has the focus.

    Dash moves the focus to the option that is chosen a frame after the list is in
    sight: a key pressed before that would choose the same one again.
    """
    page.locator(".kind").nth(card).press("Enter")
    expect(page.locator("[role=listbox] :focus")).to_have_count(1)
    page.get_by_role("option", name=name, exact=True).press("Enter")


def _told(value):
    if isinstance(value, list):
        return [{"number": each} for each in value]
    return value if isinstance(value, str) else {"number": value}


def wait_until_live(page):
    """Wait until a click on a mark is heard: Dash listens once plotly has drawn."""
    page.wait_for_function(
        "() => document.querySelector('.js-plotly-plot')?._ev?._events?.plotly_click",
        timeout=30_000,
    )


def click(page, place):
    """Point at a mark until it tells what it is, then press and release."""
    wait_until_live(page)
    across, up = place
    page.mouse.move(across, up - 3)
    page.mouse.move(across, up)
    expect(page.locator(".hoverlayer .hovertext").first).to_be_attached(timeout=30_000)
    page.mouse.down()
    page.mouse.up()
