"""Maps in the browser, which ask nobody but the kernel for their shapes."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pandas as pd
import pytest
from browser.chart_page import click, open_chart
from playwright.sync_api import expect

pytest.importorskip("dash")

SHAPES = ".choroplethlayer path"


@pytest.fixture
def view(store):
    """Names of places, one that is none; states; points."""
    frame = pd.DataFrame(
        {
            "land": ["France", "FR", "Chad", "Atlantis"] * 50,
            "state": ["Texas", "OH", "Maine", "Utah"] * 50,
            "lat": [48.9, 45.8, 12.1, 95.0] * 50,
            "lon": [2.3, 4.8, 15.0, 0.0] * 50,
        }
    )
    return store.add(frame, name="lands", pinned=True)


@pytest.fixture
def alone(page, root, diary):
    """A page that can reach nothing but the kernel; gives what it asked for."""
    asked = []

    def only_ours(route):
        asked.append(route.request.url)
        if route.request.url.startswith(root):
            route.continue_()
        else:
            route.abort()

    page.route(re.compile("^https?:"), only_ours)
    yield asked
    assert all(url.startswith(root) for url in asked)
    diary.assert_clean()


def test_a_country_is_drawn_and_filters(page, root, view, alone):
    """A user draws a map of a column of countries and clicks France.

    Two countries are drawn, one for two ways to write it; what is none is told. The
    view keeps the rows of both names of France. The map as a page of its own draws the
    same with no network at all.
    """
    open_chart(page, root, view, "map", x=0)
    expect(page.locator(SHAPES)).to_have_count(2, timeout=30_000)
    said = page.locator(".card .said")
    expect(said).to_contain_text("50 rows name no place of countries")
    assert any("world_110m.json" in url for url in alone)

    with page.expect_download() as waiting:
        page.get_by_role("button", name="HTML").click()
    carried = page.context.new_page()
    carried.route(re.compile("^https?:"), lambda route: route.abort())
    carried.set_content(Path(waiting.value.path()).read_text("utf-8"))
    expect(carried.locator(SHAPES)).to_have_count(2, timeout=30_000)
    carried.close()

    middle = (
        page.locator(SHAPES)
        .nth(0)
        .evaluate(
            """path => {
          const box = path.getBoundingClientRect();
          for (let y = box.top; y < box.bottom; y += 4)
            for (let x = box.left; x < box.right; x += 4)
              if (path.isPointInFill(new DOMPoint(x, y).matrixTransform(
                path.getScreenCTM().inverse()))) return [x + 2, y + 2];
        }"""
        )
    )
    click(page, middle)
    expect(said).to_contain_text("100 rows of 200", timeout=30_000)
    kept = view.source.frame.loc[view.source.frame["land"].isin(["France", "FR"])]
    assert view.n_rows == len(kept)


def test_states_and_points_are_drawn(page, root, view, alone):
    """A user draws states, points and counts; what is off earth is told."""
    open_chart(page, root, view, "map", x=1)
    expect(page.locator(SHAPES)).to_have_count(4, timeout=30_000)
    assert any("usa_110m.json" in url for url in alone)
    for kind, marks in (("pointmap", 150), ("geodensity", 3)):
        open_chart(page, root, view, kind, lat=2, lon=3)
        expect(page.locator(".scattergeo path.point")).to_have_count(
            marks, timeout=30_000
        )
        said = "50 rows are no place on earth, and not drawn"
        expect(page.locator(".card .said")).to_contain_text(said)


def test_own_shapes_are_drawn(page, root, view, alone, tmp_path, monkeypatch):
    """A user types the name of a GeoJSON file into the form: its two areas appear."""
    monkeypatch.chdir(tmp_path)
    features = [
        {
            "type": "Feature",
            "properties": {"name": name},
            "geometry": {
                "type": "Polygon",
                "coordinates": [[[at, 0], [at, 9], [at + 9, 9], [at + 9, 0], [at, 0]]],
            },
        }
        for at, name in ((0, "france"), (20, "Atlantis"))
    ]
    told = {"type": "FeatureCollection", "features": features}
    (tmp_path / "two.geojson").write_text(json.dumps(told), "utf-8")
    open_chart(page, root, view, "map", x=0)
    page.get_by_text("More", exact=True).click()
    page.get_by_label("Own shapes").fill("two.geojson")
    said = "100 rows name no place of two.geojson, such as Chad, FR"
    expect(page.locator(".card .said")).to_contain_text(said, timeout=30_000)
    expect(page.locator(SHAPES)).to_have_count(2)
    page.get_by_label("Own shapes").fill("three.geojson")
    expect(page.get_by_role("alert")).to_contain_text("No GeoJSON file", timeout=30_000)


@pytest.mark.parametrize("kind", ["pointmap", "geodensity"])
def test_a_box_on_a_map_filters(page, root, view, alone, kind):
    """A user drags a box over the two points in France: these rows stay."""
    page.set_viewport_size({"width": 900, "height": 800})
    open_chart(page, root, view, kind, lat=2, lon=3)
    points = page.locator(".scattergeo path.point")
    expect(points.first).to_be_attached(timeout=30_000)
    page.get_by_role("button", name="Filter by a box").click()
    boxes = [each.bounding_box() for each in points.all()]
    boxes.sort(key=lambda box: box["y"])
    north = boxes[0]
    page.mouse.move(north["x"] - 20, north["y"] - 8)
    page.mouse.down()
    lowest = max(
        box["y"] for box in boxes if box["y"] < north["y"] + 100
    )  # both are in France
    page.mouse.move(north["x"] + 45, lowest + 25, steps=6)
    page.mouse.up()
    said = page.locator(".card .said")
    expect(said).to_contain_text("100 rows of 200", timeout=30_000)
    kept = view.source.frame.iloc[view.rows()]
    assert set(kept["lat"]) == {48.9, 45.8}


def test_a_box_over_places_filters(page, root, view, alone):
    """A user drags a box around France on a map of countries: its rows alone stay."""
    page.set_viewport_size({"width": 900, "height": 800})
    open_chart(page, root, view, "map", x=0)
    shapes = page.locator(SHAPES)
    expect(shapes).to_have_count(2, timeout=30_000)
    page.get_by_role("button", name="Filter by a box").click()
    # Mainland and what lies over the sea are one path: the box goes around its middle.
    middle = page.evaluate(
        """() => {
          const { geo } = document.querySelector(".js-plotly-plot")._fullLayout;
          const [left, top] = geo._subplot.projection([-6, 52]);
          const [right, bottom] = geo._subplot.projection([12, 40]);
          const page = document.querySelector(".main-svg").getBoundingClientRect();
          return [left + page.x, top + page.y, right + page.x, bottom + page.y];
        }"""
    )
    left, top, right, bottom = middle
    page.mouse.move(left, top)
    page.mouse.down()
    page.mouse.move(right, bottom, steps=6)
    page.mouse.up()
    said = page.locator(".card .said")
    expect(said).to_contain_text("100 rows of 200", timeout=30_000)
    kept = view.source.frame.iloc[view.rows()]
    assert set(kept["land"]) == {"France", "FR"}
