"""Word clouds in the browser, as wide as their room."""

from __future__ import annotations

import pandas as pd
import pytest
from browser.chart_page import click, open_chart
from playwright.sync_api import expect

pytest.importorskip("dash")

TEXTS = ["Red bus, blue bus", "a red <b>car</b>", "the blue sea", "busy", None] * 20

BOXES = """() => [...document.querySelectorAll(".textpoint text")].map((text) => {
  const { left, top, right, bottom } = text.getBoundingClientRect();
  const fifth = (bottom - top) / 5;
  return [left, top + fifth, right, bottom - fifth];
})"""
"""Where the words are; a letter leaves room above and below itself."""


FITTED = """() => {
  const { data, _fullLayout } = document.querySelector(".js-plotly-plot");
  const { w, h } = _fullLayout._size;
  const size = data[0].meta?.[0] * Math.min(w / 800, h / 480);
  const seen = getComputedStyle(document.querySelector(".textpoint text")).fontSize;
  return Math.abs(Number.parseFloat(seen) - size) < 0.2;
}"""
"""Whether the words are as large as their room has it."""


def overlap(one, other):
    return (
        one[0] < other[2] and other[0] < one[2]
        and one[1] < other[3] and other[1] < one[3]
    )  # fmt: skip


@pytest.mark.parametrize("width", [400, 1200])
def test_words_are_drawn_and_filter(page, root, store, diary, width):
    """A user draws the words of a column and clicks one: its rows stay.

    In a narrow page as in a wide one, all words are seen and none lies upon another,
    also once it is made wide or narrow.
    """
    view = store.add(pd.DataFrame({"text": TEXTS}), name="t", pinned=True)
    page.set_viewport_size({"width": width, "height": 700})
    open_chart(page, root, view, "wordcloud", x=0)
    words = page.locator(".textpoint text")
    expect(words).to_have_text(["blue", "red", "bus", "busy", "car", "sea"])
    page.wait_for_function(FITTED)
    boxes = page.evaluate(BOXES)
    for at, box in enumerate(boxes):
        assert not any(overlap(box, other) for other in boxes[:at])
        assert box[0] >= 0
        assert box[2] <= width
    page.set_viewport_size({"width": 1600 - width, "height": 700})
    page.wait_for_timeout(500)
    page.wait_for_function(FITTED)
    boxes = page.evaluate(BOXES)
    for at, box in enumerate(boxes):
        assert not any(overlap(box, other) for other in boxes[:at])
    left, top, right, bottom = boxes[1]
    click(page, ((left + right) / 2, (top + bottom) / 2))
    said = page.locator(".card .said")
    expect(said).to_contain_text("40 rows of 100", timeout=30_000)
    assert view.source.frame["text"].iloc[view.rows()].unique().tolist() == TEXTS[:2]
    diary.assert_clean()
