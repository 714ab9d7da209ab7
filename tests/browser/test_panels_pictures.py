"""Pictures of the values in the headers: what they show, when they are asked for."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from browser.grid_page import open_view, settled
from browser.panel_page import frame, head, shown
from playwright.sync_api import expect


@pytest.fixture
def view(page, store, diary):
    page.set_viewport_size({"width": 1024, "height": 508})
    with shown(store) as made:
        yield made
    diary.assert_clean()


def asked(diary):
    return [url for _, _, url in diary.answers if "/summary?" in url]


def heights(page):
    """Where the first row stands, and how high the header is."""
    return page.evaluate(
        "() => ['.head', '#body'].map(at => document.querySelector(at)"
        ".getBoundingClientRect()).map(box => [box.top, box.height])"
    )


def test_pictures_come_without_moving_anything(page, root, view):
    """The page has the room for pictures from the first; they tell what is there."""
    page.route("**/viewer.js", lambda route: route.fulfill(body=""))
    page.goto(f"{root}views/{view.id}/")
    served = heights(page)[0]
    page.unroute("**/viewer.js")
    open_view(page, root, view.id)
    picture = head(page, 0).get_by_role("img")
    price = frame()["price"]
    said = picture.get_attribute("aria-label")
    assert said.startswith(f"from {price.min():g} to {price.max():g}, most from ")
    assert heights(page)[0] == served
    expect(head(page, 0)).to_contain_text("10%")
    side = head(page, 2).get_by_role("img")
    expect(side).to_have_accessible_name("mostly buy 60%, sell 30%, swap 9.8%")
    expect(head(page, 2).locator(".ms")).to_be_empty()


def test_what_a_filter_keeps_is_coloured_over_the_whole(page, root, view):
    """With a filter each picture has two tones, whose bars are the true counts."""
    kept = frame()["amount"] < 100
    spec = {"column": "amount", "op": "lt", "value": 100}
    view.change(filter=spec)
    open_view(page, root, view.id)
    expect(head(page, 1).locator("path")).to_have_count(2)
    part = head(page, 2).locator(".part").first
    side = frame().iloc[:, 2] == "buy"
    share = (side & kept).sum() / side.sum()
    style = part.evaluate("el => el.style.getPropertyValue('--kept')")
    assert float(style.rstrip("%")) == pytest.approx(100 * share, abs=0.01)


def test_only_what_is_in_sight_is_asked_for_and_nothing_twice(page, root, store, diary):
    """Of 10,000 columns those in sight are asked for; at rest nothing is asked."""
    values = np.arange(400_000.0).reshape(40, 10_000)
    wide = store.add(pd.DataFrame(values), name="wide", pinned=True)
    open_view(page, root, wide.id)
    expect(head(page, 0).get_by_role("img")).to_be_visible()
    first = asked(diary)
    assert len(first) <= 4
    assert all("columns=0-" in url for url in first[:1])
    page.wait_for_timeout(1_500)
    assert asked(diary) == first
    page.mouse.move(500, 300)
    page.mouse.wheel(20_000, 0)
    settled(page)
    page.wait_for_function(
        "() => [...document.querySelectorAll('.t .s .h')].filter(el => !el.hidden"
        " && el.getBoundingClientRect().left < innerWidth - 1"
        " && el.getBoundingClientRect().right > 80)"
        ".every(el => el.querySelector('svg'))"
    )
    assert len(asked(diary)) <= len(first) + 4
    store.let_go(wide.id)


def test_a_small_frame_has_no_pictures(page, root, store, diary):
    """Three rows need none: no room for them, and nothing is asked."""
    small = store.add(frame().head(3), name="small", pinned=True)
    open_view(page, root, small.id)
    page.wait_for_timeout(600)
    assert heights(page)[0][1] == 46
    assert asked(diary) == []
    store.let_go(small.id)
