"""Colour on demand: by true figures, with a sign beside it, readable in every theme."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pytest
from browser.grid_page import cell, open_view
from browser.test_grid_access import findings
from playwright.sync_api import expect

from dtale_nb.engine.layout import Layout

ROWS = 300


@pytest.fixture(scope="module")
def frame():
    rng = np.random.default_rng(3)
    normal = rng.normal(0, 10, ROWS).round(2)
    normal[[3, 5]] = [99, -77]
    normal[7] = np.nan
    return pd.DataFrame(
        {
            "normal": normal,
            "count": rng.integers(0, 1000, ROWS),
            "big": [2**53, 2**53 + 1] * (ROWS // 2),
            "flat": [1] * (ROWS - 2) + [2] * 2,
            "text": ["a"] * ROWS,
        }
    )


@pytest.fixture
def grid(page, store, root, frame, diary):
    page.set_viewport_size({"width": 900, "height": 508})
    view = store.add(frame, pinned=True)
    open_view(page, root, view.id)
    yield page
    diary.assert_clean()
    store.let_go(view.id)


def colour(page, mode, column=0, ranges=()):
    """Choose a colour by keyboard and labels, from a cell of a column."""
    cell(page, 0, column).click()
    page.wait_for_selector("[data-actions]", state="attached")
    page.keyboard.press("Shift+F10")
    page.get_by_role("menuitem", name="Rows and colour").click()
    page.get_by_role("combobox", name="Colour").select_option(mode)
    for number, (start, end) in enumerate(ranges, 1):
        page.get_by_label(f"From, range {number}").fill(start)
        page.get_by_label(f"To, range {number}").fill(end)
        page.keyboard.press("Tab")


def test_heat_and_bars_follow_the_values(grid, frame):
    """The heat of each cell is its value's share of the way from least to greatest."""
    colour(grid, "heat map, each column")
    grid.wait_for_selector("#body .hue-heat")
    low, high = frame["normal"].min(), frame["normal"].max()
    for row in range(7):
        share = round((frame["normal"][row] - low) / (high - low) * 100)
        shown = cell(grid, row, 0).evaluate("el => el.style.getPropertyValue('--to')")
        assert int(shown) == pytest.approx(share, abs=1)
    assert "hue-heat" not in cell(grid, 7, 0).get_attribute("class")
    assert "hue-heat" not in cell(grid, 0, 4).get_attribute("class")
    grid.keyboard.press("Escape")
    colour(grid, "bars")
    grid.wait_for_selector("#body .hue-bar")
    bar = cell(grid, 5, 0).evaluate(
        "el => ['--from', '--to'].map(name => +el.style.getPropertyValue(name))"
    )
    assert bar == [0, round(-low / (high - low) * 100)]
    colour_off = grid.get_by_role("combobox", name="Colour")
    colour_off.select_option("none")
    expect(grid.locator("#body [class*=hue-]")).to_have_count(0)


def test_far_values_flat_columns_and_gaps_have_signs(grid):
    """What is coloured has a mark or word of its own, for eyes and screen readers."""
    colour(grid, "values far out")
    grid.wait_for_selector("#body .hue-far")
    marks = [cell(grid, row, 0).get_attribute("class").split()[2:] for row in (3, 5, 0)]
    assert "hue-high" in marks[0]
    assert "hue-low" in marks[1]
    assert "hue-far" not in marks[2]
    sign = cell(grid, 3, 0).evaluate("el => getComputedStyle(el, '::before').content")
    assert sign.startswith('"▲"')
    assert "far above" in sign
    assert cell(grid, 3, 0).evaluate("el => el.scrollWidth <= el.clientWidth")
    grid.get_by_role("combobox", name="Colour").select_option(
        "columns that hardly vary"
    )
    grid.wait_for_selector("#body .hue-flat")
    assert "hue-flat" in cell(grid, 0, 3).get_attribute("class")
    assert "hue-flat" not in cell(grid, 0, 1).get_attribute("class")
    grid.get_by_role("combobox", name="Colour").select_option("missing values")
    expect(grid.locator("#body .hue-gap").first).to_have_text("NaN")


GROUND = """el => {
  const { backgroundColor, backgroundImage, outlineWidth } = getComputedStyle(el);
  return [backgroundColor, backgroundImage, outlineWidth];
}"""
MODES = {
    "heat": "heat map, each column",
    "bar": "bars",
    "far": "values far out",
    "kind": "types",
}


@pytest.mark.parametrize("mode", MODES)
def test_pinned_and_selected_columns_are_coloured_as_others(
    grid, store, root, frame, mode
):
    """The same values, pinned, selected or neither, have one colour, and no hole."""
    same = pd.DataFrame(dict.fromkeys(("pin", "some", "end"), frame["normal"]))
    view = store.add(same, pinned=True)
    view.change(columns=Layout(left=1, right=1))
    open_view(grid, root, view.id)
    colour(grid, MODES[mode], 1)
    grid.wait_for_selector(f"#body .hue-{mode}")
    grid.keyboard.press("Escape")
    cell(grid, 2, 1).click()
    plain = cell(grid, 3, 1).evaluate(GROUND)
    pinned = [cell(grid, 3, column).evaluate(GROUND) for column in (0, 2)]
    grid.mouse.move(400, 400)
    grid.keyboard.press("Control+a")
    expect(cell(grid, 3, 1)).to_have_attribute("aria-selected", "true")
    selected = [cell(grid, 3, column).evaluate(GROUND) for column in (0, 1, 2)]
    for ground, image, _ in [*pinned, *selected]:
        assert [ground, image] == plain[:2]
    assert "rgba" not in plain[0]
    assert " / 0" not in plain[0]
    assert {width for _, _, width in selected} == {"1px"}
    assert cell(grid, 2, 1).evaluate(GROUND)[2] == "2px"
    store.let_go(view.id)


def test_ranges_are_exact_and_kept(grid):
    """A range whose end no double tells from its neighbour; kept when opened again."""
    wanted = [("", str(2**53)), (str(2**53 + 1), "")]
    colour(grid, "ranges…", 2, wanted)
    grid.get_by_role("combobox", name="Columns").select_option("only big")
    expect(cell(grid, 0, 1)).not_to_have_class(re.compile("hue-"))
    for page_of in (grid.reload, lambda: None):
        grid.wait_for_selector("#body .hue-1")
        expect(cell(grid, 0, 2)).to_have_class(re.compile("hue-1"))
        expect(cell(grid, 1, 2)).to_have_class(re.compile("hue-2"))
        assert "hue-" not in cell(grid, 0, 1).get_attribute("class")
        page_of()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_colour_is_readable(grid, scheme):
    """Text on every colour keeps its contrast, and forced colours keep a shape."""
    grid.emulate_media(color_scheme=scheme)
    for mode in ("heat map, each column", "bars", "missing values", "types", "ranges…"):
        colour(grid, mode, 1, [("0", "500"), ("501", "")] if mode == "ranges…" else [])
        grid.wait_for_selector("#body [class*=hue-]")
        assert findings(grid) == [], mode
        grid.keyboard.press("Escape")
    colour(grid, "heat map, each column", 1)
    grid.wait_for_selector("#body .hue-heat")
    grid.emulate_media(color_scheme=scheme, forced_colors="active")
    height = cell(grid, 0, 1).evaluate("el => getComputedStyle(el, '::after').height")
    assert height == "3px"
