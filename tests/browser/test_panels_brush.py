"""Brushing pictures in the headers, and what of it all other pictures show."""

from __future__ import annotations

import time

import pytest
from browser.panel_page import (
    N_ROWS,
    at_rest,
    frame,
    head,
    open_near,
    shown,
)
from playwright.sync_api import expect

F = frame()
SIDE = F.iloc[:, 2]


@pytest.fixture
def view(page, store, diary):
    page.set_viewport_size({"width": 1024, "height": 508})
    with shown(store) as made:
        yield made
    diary.assert_clean()


def expect_rows(page, count):
    said = f"{count:,} of {N_ROWS:,} rows" if count < N_ROWS else f"{N_ROWS:,} rows"
    expect(page.locator("#rows")).to_have_text(said)


def bin_at(page, number, share):
    """A point in a histogram, and how many bins it has."""
    svg = head(page, number).locator("svg")
    svg.wait_for()
    svg.hover()
    head(page, number).locator("[data-brushable]").wait_for()
    box = svg.bounding_box()
    bins = int(svg.get_attribute("viewBox").split()[2])
    return box["x"] + share * box["width"], box["y"] + box["height"] / 2, bins


@pytest.mark.parametrize("how", ["value", "bin", "drag"])
def test_a_press_before_the_brush_is_here_is_kept(page, root, view, how):
    """On a slow line, a click at once filters all the same, and sorts nothing."""

    def late(route):
        time.sleep(0.5)
        route.continue_()

    page.route("**/brush.js", late)
    open_near(page, root, view)
    chart = head(page, 2 if how == "value" else 1).locator(".pic svg, .pic .part").first
    chart.wait_for()
    box = chart.bounding_box()
    x, y = box["x"] + 9, box["y"] + 9
    page.mouse.move(x, y)
    page.mouse.down()
    if how == "drag":
        page.mouse.move(x + 30, y, steps=3)
    page.mouse.up()
    expect(page.locator("#pills .what")).to_have_count(1)
    at_rest(page)
    (part,) = view.state.filter.parts
    assert part.number == (2 if how == "value" else 1)
    assert not view.state.sort
    expect(page.locator(".brush")).to_have_count(0)


def test_a_drag_over_a_histogram_filters_by_its_bins(page, root, view):
    """What is dragged over is kept, told in a pill, changed by a second drag."""
    open_near(page, root, view)
    x, y, bins = bin_at(page, 1, 0.26)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 5, y, steps=3)
    page.mouse.move(x + 30, y, steps=5)
    assert page.locator(".brush").count() == 1
    page.mouse.up()
    said = page.locator("#pills .what")
    expect(said).to_have_count(1)
    at_rest(page)
    expect(page.locator(".brush")).to_have_count(0)
    spec = view.state.filter.parts[0]
    low, high = (float(value) for value in spec.operator.value)
    assert spec.operator.closed == "left"
    assert low == pytest.approx(0.25 * 500, abs=500 / bins + 1)
    kept = int(F["amount"].between(low, high, inclusive="left").sum())
    expect_rows(page, kept)
    expect(head(page, 1).locator("path")).to_have_count(2)
    expect(head(page, 0).locator("path")).to_have_count(2)
    assert page.locator("[aria-sort]").count() == 0
    x, y, _ = bin_at(page, 1, 0.99)
    page.mouse.click(x, y)
    expect(said).to_have_count(1)
    expect(page.locator("#rows")).not_to_have_text(f"{kept:,} of {N_ROWS:,} rows")
    last = view.state.filter.parts[0].operator
    assert last.closed == "both"
    expect_rows(page, int(F["amount"].between(*map(float, last.value)).sum()))
    page.mouse.click(x, y)
    expect_rows(page, N_ROWS)
    expect(said).to_have_count(0)


def test_a_drag_that_rests_before_it_ends_is_asked_once(page, root, view):
    """Where it ends is where it was last: nothing is left to ask."""
    open_near(page, root, view)
    x, y, _ = bin_at(page, 1, 0.26)
    asked = []
    page.on("request", lambda each: asked.append(each.post_data))
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 30, y)
    expect(page.locator("#pills .what")).to_have_count(1)
    at_rest(page)
    page.mouse.up()
    expect(page.locator(".brush")).to_have_count(0)
    expect(head(page, 1).locator("path")).to_have_count(2)
    at_rest(page)
    assert len([each for each in asked if each and '"filter"' in each]) == 1


def test_clicks_on_frequent_values_keep_them_beside_each_other(page, root, view):
    """One value, a second one beside it, and away with the first."""
    open_near(page, root, view)
    parts = head(page, 2).locator(".part")
    parts.first.wait_for()
    parts.first.hover()
    head(page, 2).locator("[data-brushable]").wait_for()
    parts.nth(0).click()
    expect_rows(page, int((SIDE == "buy").sum()))
    parts.nth(1).hover()
    head(page, 2).locator("[data-brushable]").wait_for()
    parts.nth(1).click()
    expect_rows(page, int(SIDE.isin(["buy", "sell"]).sum()))
    parts.nth(0).hover()
    head(page, 2).locator("[data-brushable]").wait_for()
    parts.nth(0).click()
    expect_rows(page, int((SIDE == "sell").sum()))
    expect(page.locator("#pills .what")).to_have_text(["side is one of “sell”"])
