"""Several charts on a page: added, arranged, removed, by keys; all follow the view."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest
from browser.chart_page import chart_of, choose_kind, open_chart
from browser.grid_page import open_view
from playwright.sync_api import expect

from dtale_nb.charts.requests import decoded
from dtale_nb.engine.documents import changes_of, document

pytest.importorskip("dash")


@pytest.fixture
def view(store):
    frame = pd.DataFrame(
        {"side": ["buy", "sell", "buy", "hold"] * 50, "price": range(200)}
    )
    return store.add(frame, name="t", pinned=True)


@pytest.fixture
def two(page, root, view, diary):
    """A page with bars of a text, and a histogram added to them by keys."""
    page.set_viewport_size({"width": 1200, "height": 700})
    open_chart(page, root, view, "bar", x=0)
    page.get_by_role("button", name="Add a chart").press("Enter")
    second = page.get_by_label("Chart 2", exact=True)
    expect(second.locator(".said")).to_have_text("Bar: 200 rows, 3 marks.")
    choose_kind(page, "Histogram", card=1)
    expect(second.locator(".said")).to_have_text("Histogram: 200 rows, 40 marks.")
    yield page
    diary.assert_clean()


def said(page, *sentences):
    expect(page.locator(".card .said")).to_have_text(list(sentences))


def test_the_panel_opens_again_as_it_was_left(page, root, view, diary):
    """A user adds a chart beside the grid, closes and opens it: both are there.

    So they are once the page is loaded again; Python has them in the view's state.
    """
    page.set_viewport_size({"width": 1300, "height": 700})
    open_view(page, root, view.id)
    page.mouse.move(300, 300)
    page.wait_for_selector("[data-actions]", state="attached")
    chart = page.locator('.bar [data-do="chart"]')
    chart.click()
    frame = chart_of(page)
    frame.get_by_role("button", name="Add a chart").click()
    drawn = frame.locator(".card .said", has_text="marks")
    expect(drawn).to_have_count(2, timeout=30_000)
    inner = page.frames[1]
    inner.wait_for_url(lambda url: len(decoded(url.split("/")[-2])) == 2)
    frame.get_by_role("button", name="Add a chart").press("Escape")
    expect(page.locator(".panel")).to_have_count(0)
    chart.click()
    expect(drawn).to_have_count(2, timeout=30_000)
    told = document(view.state, view.source)["charts"]
    assert [each["kind"] for each in told] == ["histogram", "histogram"]
    assert told[0]["options"]["x"] == {"number": 1, "label": ["price"]}
    page.reload()
    page.mouse.move(300, 300)
    page.wait_for_selector("[data-actions]", state="attached")
    chart.click()
    expect(drawn).to_have_count(2, timeout=30_000)
    diary.assert_clean()


CHARTS = [
    {"kind": "bar", "options": {"x": {"column": "side"}, "top": 3}},
    {"kind": "histogram", "options": {"x": {"column": "price"}, "bins": 7}},
]
DRAWN = ["Bar: 200 rows, 3 marks.", "Histogram: 200 rows, 7 marks."]


def open_panel(page):
    """Open the charts beside a grid."""
    page.mouse.move(300, 300)
    page.wait_for_selector("[data-actions]", state="attached")
    page.locator('.bar [data-do="chart"]').click()


def test_charts_set_in_python_stand_in_the_panel(page, root, view, diary):
    """Python sets charts as its state; the user opens the panel: they are there."""
    view.change(**changes_of({"charts": CHARTS}, view.source))
    page.set_viewport_size({"width": 1300, "height": 700})
    open_view(page, root, view.id)
    open_panel(page)
    said = page.frame_locator(".panel iframe").locator(".card .said")
    expect(said).to_have_text(DRAWN, timeout=30_000)
    diary.assert_clean()


def test_a_link_brings_the_charts(page, root, view, diary):
    """A user copies the view's link; whoever opens it has its charts in the panel."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    view.change(**changes_of({"charts": CHARTS}, view.source))
    page.set_viewport_size({"width": 1300, "height": 700})
    open_view(page, root, view.id)
    page.get_by_role("gridcell").first.click(button="right")
    page.get_by_role("menuitem", name="Copy link").click()
    expect(page.locator("#note")).to_contain_text("Link copied")
    link = page.evaluate("navigator.clipboard.readText()")
    view.change(**changes_of({"charts": []}, view.source))
    tab = page.context.new_page()
    tab.set_viewport_size({"width": 1300, "height": 700})
    tab.goto(link)
    open_panel(tab)
    said = tab.frame_locator(".panel iframe").locator(".card .said")
    expect(said).to_have_text(DRAWN, timeout=30_000)
    tab.close()
    diary.assert_clean()


def test_each_has_its_own_form_and_all_follow_the_view(two, view):
    """A user filters by a bar of the first: both charts draw what is left."""
    said(two, "Bar: 200 rows, 3 marks.", "Histogram: 200 rows, 40 marks.")
    first = two.get_by_label("Chart 1", exact=True)
    two.wait_for_function(
        "() => document.querySelector('.js-plotly-plot')?._ev?._events?.plotly_click"
    )
    first.locator(".bars .point path").nth(1).hover(force=True)
    first.locator(".bars .point path").nth(1).click(force=True)
    said(
        two, "Bar: 50 rows of 200, 1 mark.", "Histogram: 50 rows of 200, 40 marks."
    )  # fmt: skip
    assert view.n_rows == 50


def test_they_are_arranged_and_removed_by_keys(two):
    """A user moves the second before the first, then removes it: one chart is left.

    The focus goes with the chart that is moved.
    """
    second = two.get_by_label("Chart 2", exact=True)
    second.get_by_role("button", name="Earlier").press("Enter")
    said(two, "Histogram: 200 rows, 40 marks.", "Bar: 200 rows, 3 marks.")
    first = two.get_by_label("Chart 1", exact=True)
    expect(first.get_by_role("button", name="Earlier")).to_be_focused()
    first.get_by_role("button", name="Remove").press("Enter")
    said(two, "Bar: 200 rows, 3 marks.")
    expect(two.get_by_role("button", name="Remove")).to_have_count(0)


def test_the_address_brings_them_back(two):
    """A user keeps the address and opens it again: the same charts."""
    wanted = ["bar", "histogram"]
    two.wait_for_url(
        lambda url: [each.kind for each in decoded(url.split("/")[-2])] == wanted
    )
    two.reload()
    said(two, "Bar: 200 rows, 3 marks.", "Histogram: 200 rows, 40 marks.")


def test_all_are_one_page_that_works_offline(two):
    """A user takes the HTML of all charts: both are drawn with no network at all."""
    with two.expect_download() as waiting:
        two.get_by_role("button", name="HTML of all charts").click()
    text = Path(waiting.value.path()).read_text("utf-8")
    alone = two.context.new_page()
    alone.route(re.compile("^https?:"), lambda route: route.abort())
    alone.set_content(text)
    expect(alone.locator(".barlayer")).to_have_count(2)
    expect(alone.locator(".xtick text").first).to_have_text("buy")


def test_one_more_chart_costs_one_form_and_one_figure(two):
    """A user adds a third: its form and its figure are asked for, nothing else."""
    asked = []
    two.on("requestfinished", lambda request: asked.append(request))  # noqa: PLW0108 - Playwright marks it
    two.get_by_role("button", name="Add a chart").click()
    third = two.get_by_label("Chart 3", exact=True)
    expect(third.locator(".said")).to_have_text("Histogram: 200 rows, 40 marks.")
    two.wait_for_timeout(500)
    assert len(asked) == 2
    assert sum(each.sizes()["responseBodySize"] for each in asked) <= 60_000


def test_a_narrow_page_has_one_below_the_other(two):
    """On a page 400 px wide nothing is cut off."""
    two.set_viewport_size({"width": 400, "height": 700})
    wide = "document.documentElement.scrollWidth"
    two.wait_for_function(f"() => {wide} <= 400")
    boxes = [each.bounding_box() for each in two.locator(".card").all()]
    assert boxes[0]["y"] + boxes[0]["height"] <= boxes[1]["y"]
