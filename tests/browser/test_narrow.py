"""In a narrow window, the page as served is as the script then has it."""

from __future__ import annotations

import pandas as pd
import pytest
from browser.grid_page import open_view

from dtale_nb.engine.documents import changes_of

LONG = [f"a label as long as a short sentence, number {number}" for number in range(60)]


def frames():
    """Name -> frame and state, of what takes more than its share of the window."""
    values = {f"column {number}": range(60) for number in range(12)}
    plain = pd.DataFrame(values)
    levels = plain.set_axis(
        pd.MultiIndex.from_product([["first", "second"], list("abc"), [1, 2]]), axis=1
    ).set_index([LONG, list(range(60))])
    pinned = {"columns": {"order": "0-11", "left": 3, "right": 2}}
    # Two columns have gone by: the page as served begins with a whole one.
    widths = [{"number": number, "width": 100} for number in range(12)]
    scrolled = {
        "columns": {"order": "0-11", "left": 3, "widths": widths},
        "scroll": {"top": 7, "left": 200},
    }
    return {
        "labels": (plain.set_axis(LONG), {}),
        "pinned": (plain, pinned),
        "scrolled": (plain.set_axis(LONG), scrolled),
        "levels": (levels, pinned),
        "one column": (plain.set_axis(LONG)[["column 1"]], {}),
        "no rows": (plain.set_axis(LONG)[:0], {}),
        "narrow": (pd.DataFrame({"n": range(60)}, index=LONG), {}),
    }


PLACES = """() => [...document.querySelectorAll(
    ".head .e .h, .head .l .i, #body .c, .none")].map(el => {
  const { left, top, width } = el.getBoundingClientRect();
  return [el.ariaColIndex, left, top, width].map(Number);
}).filter(([, left, top]) => left < innerWidth && top < innerHeight - 26)
  .map(each => each.map(number => Math.round(number * 10) / 10).join(" "))"""
"""Of what is in sight: column, left, top, width. The script also draws what is not."""


@pytest.mark.parametrize("name", frames())
@pytest.mark.parametrize("width", [256, 400, 1024])
def test_nothing_moves_when_the_script_comes(page, root, store, diary, name, width):
    """Every cell and header has its place and width from the first paint on."""
    frame, state = frames()[name]
    view = store.add(frame, pinned=True)
    view.change(**changes_of(state, view.source))
    page.set_viewport_size({"width": width, "height": 400})
    page.route(
        "**/viewer.js",
        lambda route: route.fulfill(body="", content_type="text/javascript"),
    )
    page.goto(f"{root}views/{view.id}/")
    served = set(page.evaluate(PLACES))
    page.unroute("**/viewer.js")
    open_view(page, root, view.id)
    page.wait_for_function("() => !document.getElementById('first')")
    assert served - set(page.evaluate(PLACES)) == set()
    assert len(served) > 2
    diary.assert_clean()
