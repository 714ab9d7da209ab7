"""A box over a chart filters the view, as a click on a mark does."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pytest
from browser.chart_page import click, open_chart, open_from_header, wait_until_live
from browser.grid_page import open_view
from playwright.sync_api import expect

pytest.importorskip("dash")

N = 2_000
LEFT = re.compile(r"rows? of 2,000")


@pytest.fixture
def view(store):
    """Two columns of numbers, moments, and a text."""
    rng = np.random.default_rng(1)
    frame = pd.DataFrame(
        {
            "across": rng.uniform(0, 100, N),
            "up": rng.uniform(-5, 5, N),
            "t": pd.date_range("2026-01-01", periods=N, freq="h", tz="Asia/Tokyo"),
            "side": rng.choice(["buy", "sell"], N),
        }
    )
    return store.add(frame, name="points", pinned=True)


def drag_box(page, plot, whole=None):
    """Choose the box among the buttons and drag from the middle to lower right.

    Args:
        page: The chart's page, or its frame.
        plot: Where it draws.
        whole: The page that the frame is in.
    """
    wait_until_live(page)  # before, axes may still move to make room
    page.get_by_role("button", name="Filter by a box").click()
    drag(whole or page, plot)


def drag(page, plot):
    """Drag from the middle to lower right."""
    box = plot.bounding_box()
    left, top = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(left, top)
    page.mouse.down()
    page.mouse.move(left + box["width"] / 4, top + box["height"] / 4, steps=6)
    page.mouse.up()


@pytest.mark.parametrize(
    ("asked", "columns"),
    [
        ({"kind": "scatter", "x": 0, "y": 1}, ["across", "up"]),
        ({"kind": "density", "x": 0, "y": 1}, ["across", "up"]),
        ({"kind": "histogram", "x": 0}, ["across"]),
        ({"kind": "line", "x": 2, "y": [1], "unit": "day"}, ["t"]),
        ({"kind": "box", "y": 1, "x": 3}, ["up"]),
    ],
)
def test_a_box_keeps_the_rows_within(page, root, view, diary, asked, columns):
    """A user drags a box over a quarter of a chart: these rows stay, and no others."""
    open_chart(page, root, view, **asked)
    drag_box(page, page.locator(".nsewdrag").first)
    expect(page.locator(".card .said")).to_contain_text(LEFT, timeout=30_000)
    kept = view.source.frame.iloc[view.rows()]
    assert 0 < len(kept) < N / 2
    for name in columns:
        low, high = kept[name].min(), kept[name].max()
        within = view.source.frame[name].between(low, high)
        assert within.sum() >= len(kept)
        if len(columns) == 1:
            assert within.sum() == len(kept)
    diary.assert_clean()


@pytest.mark.parametrize(
    ("kind", "options"),
    [("box", {"y": 1, "x": 3}), ("density", {"x": 0, "y": 1, "bins": 9})],
)
def test_a_click_on_a_mark_keeps_its_rows(page, root, view, diary, kind, options):
    """A user clicks a box, or a cell: the view keeps the rows it stands for."""
    open_chart(page, root, view, kind, **options)
    wait_until_live(page)  # before, axes may still move to make room
    box = page.locator(".nsewdrag").first.bounding_box()
    share = 0.25 if kind == "box" else 0.5
    place = box["x"] + box["width"] * share, box["y"] + box["height"] / 2
    click(page, place)
    expect(page.locator(".card .said")).to_contain_text(LEFT, timeout=30_000)
    kept = view.source.frame.iloc[view.rows()]
    assert 0 < len(kept) < N
    if kind == "box":
        assert set(kept["side"]) == {"buy"}
        assert len(kept) == (view.source.frame["side"] == "buy").sum()
    diary.assert_clean()


def test_the_grid_tells_of_the_box(page, root, view, diary):
    """A user drags a box over the chart beside the grid.

    A pill says which numbers stay, and the chart follows; the pill removed, all are
    there again, and the box has gone.
    """
    page.set_viewport_size({"width": 1300, "height": 700})
    open_view(page, root, view.id)
    page.mouse.move(300, 300)
    page.wait_for_selector("[data-actions]", state="attached")
    frame = open_from_header(page, "across")
    frame.get_by_role("button", name="Filter by a box").click()
    box = frame.locator(".nsewdrag").first.bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 60, steps=5)
    page.mouse.up()
    expect(page.locator("#pills")).to_contain_text("across")
    expect(frame.locator(".card .said")).to_contain_text(LEFT, timeout=30_000)
    expect(frame.locator(".select-outline")).to_have_count(0)
    remove = page.locator("#pills").get_by_role(
        "button", name=re.compile("remove", re.I)
    )
    remove.first.click()
    expect(frame.locator(".card .said")).to_contain_text(f"{N:,} rows", timeout=30_000)
    diary.assert_clean()


def test_a_key_in_the_chart_takes_a_box_back(page, root, view, diary):
    """Beside the grid a user drags a box, then Ctrl+Z: all rows are back, and drawn."""
    page.set_viewport_size({"width": 1300, "height": 700})
    open_view(page, root, view.id)
    page.mouse.move(300, 300)
    page.wait_for_selector("[data-actions]", state="attached")
    chart = open_from_header(page, "across")
    inner = next(each for each in page.frames if "/charts/" in each.url)
    drag_box(inner, chart.locator(".nsewdrag").first, page)
    said = chart.locator(".card .said")
    expect(said).to_contain_text(LEFT, timeout=30_000)
    expect(page.locator("#rows")).to_contain_text("of 2,000 rows")
    page.keyboard.press("Control+z")
    expect(page.locator("#rows")).to_have_text("2,000 rows")
    expect(said).to_have_text("Histogram: 2,000 rows, 40 marks.")
    diary.assert_clean()


def test_a_pie_offers_no_box(page, root, view):
    """A user opens a pie: there is no axis, and no button that speaks of a box."""
    open_chart(page, root, view, "histogram", x=0)
    box = page.get_by_role("button", name="Filter by a box")
    expect(box).to_be_visible()
    open_chart(page, root, view, "pie", x=3)
    expect(box).to_have_count(0)


def test_a_box_on_an_animation_keeps_rows_of_its_frame(page, root, view, diary):
    """A user goes to the last frame and drags a box: its rows stay, a pill says so."""
    open_chart(page, root, view, "scatter", x=0, y=1, animate=3)
    wait_until_live(page)
    page.get_by_role("button", name="Filter by a box").click()
    label = page.locator(".slider-labels .slider-label").last
    expect(label).to_have_text("sell")
    box = label.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] - 18)
    expect(page.get_by_text("side=sell", exact=True)).to_be_visible()
    drag(page, page.locator(".nsewdrag").first)
    expect(page.locator(".card .said")).to_contain_text(LEFT, timeout=30_000)
    kept = view.source.frame.iloc[view.rows()]
    assert set(kept["side"]) == {"sell"}
    assert kept["across"].min() > 40
    open_view(page, root, view.id)
    expect(page.locator("#pills")).to_contain_text("sell")
    diary.assert_clean()
