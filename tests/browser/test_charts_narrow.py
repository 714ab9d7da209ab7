"""Charts in little room, and under long names: what is written is seen, not cut."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from browser.chart_page import open_chart
from oracle import OracleStore
from playwright.sync_api import expect

pytest.importorskip("dash")

N = 400
LONG = "of the second quarter after all corrections were made"

KINDS = {
    "bar": {"x": 0, "y": 2, "agg": "mean", "color": 1},
    "line": {"x": 5, "y": [2], "color": 1, "unit": "month"},
    "scatter": {"x": 2, "y": 3, "color": 1},
    "box": {"y": 2, "x": 1, "color": 0},
    "heatmap": {"x": 0, "y": 1, "z": 2, "agg": "mean"},
    "correlation": {"y": [2, 3, 4]},
    "pairs": {"y": [2, 3, 4], "color": 1},
    "parallel": {"y": [2, 3, 4], "color": 1},
    "funnel": {"x": 0},
    "pareto": {"x": 0, "y": 3, "agg": "sum"},
    "candlestick": {"x": 5, "y": 2, "unit": "week"},
}

CUT = """graph => {
  const room = graph.getBoundingClientRect();
  const all = [...graph.querySelectorAll(".main-svg text")];
  const texts = all.filter(
    each => each.textContent && each.checkVisibility({ opacityProperty: true })
  );
  const cut = texts.filter(each => {
    const box = each.getBoundingClientRect();
    const [x, y] = [box.left - room.left, box.top - room.top];
    return x < -2 || y < -2 || x + box.width > room.width + 2
      || y + box.height > room.height + 2;
  });
  return [texts.length, cut.map(each => each.textContent)];
}"""
"""How many texts there are, and those that go beyond the edge."""


@pytest.fixture(scope="module")
def view(store: OracleStore):
    rng = np.random.default_rng(3)
    frame = pd.DataFrame(
        {
            0: rng.choice([f"buy {LONG}", f"sell {LONG}", "none"], N),
            1: rng.choice([f"north {LONG}", f"south {LONG}"], N),
            2: rng.normal(size=N),
            3: rng.gamma(2, size=N),
            4: rng.normal(size=N),
            5: pd.date_range("2026-01-01", periods=N, freq="12h"),
        }
    ).set_axis([f"{name} {LONG}" for name in ("a", "b", "c", "d", "e", "f")], axis=1)
    return store.add(frame, name="long", pinned=True)


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_that_is_written_is_cut(page, root, view, diary, kind):
    """A user with long names has a panel 400 px wide: each label is whole."""
    page.set_viewport_size({"width": 400, "height": 700})
    open_chart(page, root, view, kind, **KINDS[kind])
    graph = page.locator(".js-plotly-plot")
    expect(graph.locator(".ytick text, .xtick text").first).to_be_attached()
    page.wait_for_timeout(300)
    count, cut = graph.evaluate(CUT)
    assert count > 3
    assert cut == []
    diary.assert_clean()


@pytest.mark.parametrize(("width", "is_above"), [(400, True), (1200, False)])
def test_a_legend_leaves_a_narrow_chart_its_width(page, root, view, width, is_above):
    """A user colours points in a narrow panel: the colours are told above them.

    In a wide one they are told beside them; and so it goes on as the width changes.
    """
    page.set_viewport_size({"width": width, "height": 700})
    open_chart(page, root, view, "scatter", **KINDS["scatter"])
    legend = page.locator(".legend .bg").bounding_box()
    plot = page.locator(".gridlayer").first.bounding_box()
    if is_above:
        assert legend["y"] + legend["height"] <= plot["y"] + 2
        assert plot["width"] > 0.6 * width
    else:
        assert legend["x"] >= plot["x"] + plot["width"] - 2
    page.set_viewport_size({"width": 1600 - width, "height": 700})
    orientation = (
        "document.querySelector('.js-plotly-plot')._fullLayout.legend.orientation"
    )
    page.wait_for_function(f"is => ({orientation} === 'h') === is", arg=not is_above)


OVERLAPS = """which => {
  const boxes = [...document.querySelectorAll(which)].map(each =>
    each.getBoundingClientRect());
  let count = 0;
  boxes.forEach((a, at) => boxes.slice(0, at).forEach(b => {
    if (a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)
      count += 1;
  }));
  return [boxes.length, count];
}"""
"""How many texts there are, and how many pairs of them overlap."""


@pytest.mark.parametrize("width", [400, 1200])
@pytest.mark.parametrize(
    "asked",
    [
        ({"facet_row": 0, "facet_col": 1}, ".annotation text", 5),
        ({"animate": 0}, ".xtitle, .slider-current-value, .slider-label", 3),
    ],
    ids=["small charts", "animation"],
)
def test_what_is_written_does_not_overlap(page, root, view, width, asked):
    """A user parts points into small charts, or plays them: each text can be read."""
    parted, which, count = asked
    page.set_viewport_size({"width": width, "height": 700})
    open_chart(page, root, view, "scatter", x=2, y=3, **parted)
    expect(page.locator(which).nth(count - 1)).to_be_attached()
    page.wait_for_timeout(500)
    found, overlaps = page.evaluate(OVERLAPS, which)
    assert found >= count
    assert overlaps == 0
