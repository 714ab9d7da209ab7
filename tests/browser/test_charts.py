"""Charts beside the grid: opened, changed, drilled into, followed, and carried away."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from browser.chart_page import (
    chart_of,
    choose_kind,
    drill_down,
    open_chart,
    open_from_header,
    wait_until_live,
)
from browser.chart_story import CELL, a_day_with_charts
from browser.grid_page import open_view
from oracle import OracleStore, serving
from playwright.sync_api import expect
from support.frontends import FRAME

from dtale_nb.charts.requests import Asked

pytest.importorskip("dash")

N = 3_000

MISSED = """() => {
    const kinds = "button, input, summary, textarea, a, [role=button], [role=combobox]";
    return [...document.querySelectorAll(kinds)].filter(each => {
        const { width, height } = each.getBoundingClientRect();
        const isThere = width && height && !each.disabled && !each.ariaHidden;
        return isThere && !("reached" in each.dataset);
    }).map(each => each.outerHTML);
}"""
"""What can be clicked in a page, and was not marked as reached."""


@pytest.fixture
def view(store):
    """Sides (one name is markup), prices with gaps, moments."""
    rng = np.random.default_rng(0)
    frame = pd.DataFrame(
        {
            "side": rng.choice(["buy", "sell", "<b>h&m</b>"], N, p=[0.6, 0.3, 0.1]),
            "price": np.where(rng.random(N) < 0.1, np.nan, rng.normal(size=N)),
            "t": pd.date_range("2026-01-01", periods=N, freq="h", tz="Europe/Paris"),
        }
    )
    return store.add(frame, name="trades", pinned=True)


@pytest.fixture
def grid(page, root, view, diary):
    page.set_viewport_size({"width": 1200, "height": 700})
    open_view(page, root, view.id)
    page.mouse.move(300, 300)
    page.wait_for_selector("[data-actions]", state="attached")
    yield page
    diary.assert_clean()


def test_a_header_opens_a_chart_of_its_column(grid):
    """A user opens the menu of side and chooses Chart.

    Bars of its values appear beside the grid, named as they are, markup and all; in
    words and as a table they say the same. Escape closes, the grid has the focus.
    """
    frame = open_from_header(grid, "side")
    expect(frame.locator(".card .said")).to_have_text("Bar: 3,000 rows, 3 marks.")
    expect(frame.locator(".xtick text")).to_have_text(["buy", "sell", "<b>h&m</b>"])
    frame.get_by_text("Table of marks").click()
    rows = frame.locator(".table tbody tr")
    assert rows.count() == 3
    expect(rows.first).to_contain_text("buy")
    expect(rows.nth(2)).to_contain_text("<b>h&m</b>")
    frame.get_by_text("Table of marks").press("Escape")
    expect(grid.locator(".panel")).to_have_count(0)
    expect(grid.locator("[role=grid] :focus")).to_have_count(1)


@pytest.mark.parametrize(("width", "name"), [(1100, "price"), (700, "t")])
def test_a_chart_is_seen_whole_in_a_cell(grid, width, name):
    """In a viewer as high as a cell's output the axis below is seen, unscrolled."""
    grid.set_viewport_size({"width": width, "height": 420})
    frame = open_from_header(grid, name)
    axis = frame.locator(".xtitle").bounding_box()
    panel = grid.locator(".panel iframe").bounding_box()
    assert axis["y"] + axis["height"] <= panel["y"] + panel["height"]


def test_another_kind_by_keys_only(grid):
    """A user tabs to the kind, opens it by key and takes the histogram: it is drawn."""
    frame = open_from_header(grid, "price")
    expect(frame.locator(".card .said")).to_contain_text("Histogram: 3,000 rows")
    choose_kind(frame, "Bar")
    expect(frame.locator(".card .said")).to_contain_text("Bar: 3,000 rows")


@pytest.mark.parametrize(
    ("begin", "key"), [(".kind", "Tab"), ("#add", "Shift+Tab")], ids=["on", "back"]
)
def test_keys_reach_all_that_the_mouse_reaches(grid, begin, key):
    """A user opens "More" and tabs on from the kind: each control gets the focus."""
    frame = open_from_header(grid, "side")
    frame.get_by_text("More", exact=True).click()
    inner = grid.frames[1]
    controls = len(inner.evaluate(MISSED))
    assert controls >= 30
    frame.locator(begin).focus()
    for _ in range(2 * controls):
        inner.evaluate("() => { document.activeElement.dataset.reached = '' }")
        grid.keyboard.press(key)
    assert inner.evaluate(MISSED) == []


def test_a_bar_filters_the_grid_and_the_chart_follows(grid, view):
    """A user clicks the bar of sell: the grid shows these rows, a pill says why.

    The chart draws what is left. When the filter is taken away, it draws all again.
    """
    frame = open_from_header(grid, "side")
    wait_until_live(grid.frames[1])
    bar = frame.locator(".bars .point path").nth(1)
    box = bar.bounding_box()
    grid.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    grid.mouse.down()
    grid.mouse.up()
    expect(grid.locator("#pills")).to_contain_text("sell")
    sells = int((view.source.frame["side"] == "sell").sum())
    expect(grid.locator("#rows")).to_contain_text(f"{sells:,}")
    expect(frame.locator(".card .said")).to_contain_text(f"Bar: {sells:,} rows")
    expect(frame.locator(".xtick text")).to_have_text(["sell"])
    remove = grid.locator("#pills").get_by_role(
        "button", name=re.compile("remove", re.I)
    )
    remove.first.click()
    expect(frame.locator(".card .said")).to_have_text("Bar: 3,000 rows, 3 marks.")


def test_a_long_line_is_drawn(page, root, view, diary):
    """A user draws a line of 3,000 hours: it is there, not a word on WebGL."""
    open_chart(page, root, view, "line", x=2, y=[1], unit="hour")
    expect(page.locator(".card .said")).to_contain_text("3,000 marks")
    expect(page.locator(".scatterlayer .js-line").first).to_be_visible()
    diary.assert_clean()


def test_bars_of_several_columns(page, root, view, diary):
    """A user asks for bars of two columns: one of each for every side, told apart."""
    open_chart(page, root, view, "bar", x=0, y=[1, 2], agg="count")
    expect(page.locator(".card .said")).to_have_text("Bar: 3,000 rows, 6 marks.")
    expect(page.locator(".bars .point path")).to_have_count(6)
    expect(page.locator(".legendtext")).to_have_text(["price", "t"])
    diary.assert_clean()


def test_it_follows_the_theme(grid):
    """The viewer turns dark: so do the chart's ground and its letters."""
    frame = open_from_header(grid, "t")
    letters = "() => getComputedStyle(document.querySelector('.xtick text')).fill"
    inner = grid.frames[1]
    inner.wait_for_selector(".xtick text")
    light = inner.evaluate(letters)
    grid.evaluate("document.documentElement.dataset.theme = 'dark'")
    expect(frame.locator("html")).to_have_attribute("data-theme", "dark")
    inner.wait_for_function(f"light => ({letters})() !== light", arg=light)
    ground = inner.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == "rgb(23, 24, 27)"


def test_a_chart_is_carried_away(grid):
    """A user takes the picture, the page and the marks: each is what its name says."""
    frame = open_from_header(grid, "side")
    signs = {"PNG": b"\x89PNG", "SVG": b"<svg", "CSV of marks": b"side,rows\nbuy,"}
    for name, sign in signs.items():
        with grid.expect_download() as waiting:
            frame.get_by_role("button", name=name).click()
        assert Path(waiting.value.path()).read_bytes().startswith(sign)
    with grid.expect_download() as waiting:
        frame.get_by_role("button", name="HTML").click()
    alone = grid.context.new_page()
    alone.route(re.compile("^https?:"), lambda route: route.abort())
    alone.set_content(Path(waiting.value.path()).read_text("utf-8"))
    expect(alone.locator(".xtick text").first).to_have_text("buy")


def test_code_is_shown_and_runs(grid, view):
    """A user opens the code: it is a script about the variable that was shown."""
    frame = open_from_header(grid, "side")
    frame.get_by_text("Code", exact=True).click()
    code = frame.locator(".card .code").inner_text()
    assert "px.bar(" in code
    assert "trades['side']" in code
    compile(code, "<chart>", "exec")


def test_a_long_chart_is_stopped(page, root, store, diary):
    """A user asks for ranks of two million rows and clicks Cancel: it says Stopped."""
    rng = np.random.default_rng(0)
    columns = {f"c{n}": rng.normal(size=2_000_000) for n in range(8)}
    view = store.add(pd.DataFrame(columns), name="long", pinned=True)
    chart = Asked("correlation", {"method": "spearman"}).encoded()
    page.goto(f"{root}charts/{view.id}/{chart}/")
    page.get_by_role("button", name="Cancel").click(timeout=60_000)
    expect(page.locator(".card .said")).to_have_text("Stopped.", timeout=30_000)
    expect(page.get_by_role("button", name="Cancel")).to_have_count(0)
    store.let_go(view.id)
    diary.assert_clean()


def test_a_chart_whose_kernel_has_gone_says_so(page):
    """The server ends while the page is open; the user asks for another kind.

    What was drawn stays, and a sentence says what happened and what to do.
    """
    store = OracleStore()
    store.add(pd.DataFrame({"side": ["buy", "sell", "buy"]}), name="t", pinned=True)
    with serving(store) as root:
        page.goto(f"{root}charts/t/")
        expect(page.locator(".xtick text")).to_have_text(
            ["buy", "sell"], timeout=60_000
        )
    page.locator(".kind").click()
    page.get_by_role("option", name="Pie").click()
    expect(page.get_by_role("alert")).to_contain_text(
        "Run the cell again", ignore_case=True
    )
    expect(page.locator(".xtick text")).to_have_text(["buy", "sell"])


@pytest.mark.parametrize(
    ("app", "base_url"), [("lab", "/"), ("lab", "/x%20y@z/"), ("notebook", "/")]
)
def test_a_chart_at_the_end_of_a_cell(open_notebook, page, diary, app, base_url):
    """
    The user ends a cell of JupyterLab or Notebook 7 with `view.chart(...)`.
    Seen: the live chart in the output, below whatever root; nothing red in the console.
    """
    chart = "dtale_nb.show(df).chart('bar', x='side', y='price', agg='mean')"
    notebook = open_notebook(
        FRAME.removesuffix("df") + chart, app=app, base_url=base_url
    ).notebook
    notebook.run(0)
    frame = notebook.output(0).frame_locator("iframe")
    expect(frame.locator(".card .said")).to_contain_text("marks", timeout=60_000)
    expect(frame.locator(".plotly .barlayer path").first).to_be_attached()
    diary.assert_clean()


@pytest.mark.parametrize("app", ["lab", "notebook"])
def test_a_header_in_a_notebook_opens_a_chart_that_filters(
    open_notebook, page, diary, app
):
    """
    The user opens a chart from a header's menu in an output, and clicks a bar of it.
    Seen: the chart beside the grid, then the grid's rows of that bar, and a pill.
    """
    notebook = open_notebook(FRAME, app=app, base_url="/user/jo@x/").notebook
    notebook.run(0)
    drill_down(notebook.viewer(0))
    diary.assert_clean()


def test_a_day_with_charts_in_jupyterlab(open_notebook, diary):
    a_day_with_charts(open_notebook(CELL, app="lab", base_url="/").notebook)
    assert diary.violations() == []


def test_a_selection_opens_a_chart_of_its_columns(grid):
    """A user selects cells of side and price and clicks Chart above the grid.

    Seen: the mean price of each side. With nothing selected it is one of the frame.
    """
    button = grid.get_by_role("button", name="Chart").first
    button.click()
    said = chart_of(grid).locator(".card .said")
    expect(said).to_contain_text("Line: 3,000 rows")
    grid.keyboard.press("Escape")
    cells = grid.get_by_role("row").nth(3).get_by_role("gridcell")
    cells.nth(0).click()
    cells.nth(1).click(modifiers=["Shift"])
    button.click()
    frame = chart_of(grid)
    expect(frame.locator(".card .said")).to_contain_text("Bar: 3,000 rows, 3 marks")
    expect(frame.locator(".ytitle")).to_have_text("mean of price")


def bar_place(bar):
    box = bar.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_a_pinned_chart_stays_what_it_was(grid, view):
    """A user unticks "Follow the view", filters the grid, and goes on with the chart.

    Seen: another theme and another kind draw the rows of then, the marks that are
    carried away are these, and a click on another bar asks for the rows of that bar.
    Ticked again, the chart draws what the grid shows.
    """
    frame = open_from_header(grid, "side")
    said = frame.locator(".card .said")
    inner = grid.frames[1]
    wait_until_live(inner)
    frame.get_by_text("Follow the view").click()
    inner.wait_for_function("() => !document.querySelector('#follow input').checked")
    place = bar_place(frame.locator(".bars .point path").nth(1))
    grid.mouse.click(*place)
    expect(grid.locator("#pills")).to_contain_text("sell")
    grid.evaluate("document.documentElement.dataset.theme = 'dark'")
    expect(frame.locator("html")).to_have_attribute("data-theme", "dark")
    choose_kind(frame, "Pie")
    expect(said).to_have_text("Pie: 3,000 rows, 3 marks.")
    choose_kind(frame, "Bar")
    expect(said).to_have_text("Bar: 3,000 rows, 3 marks.")
    with grid.expect_download() as waiting:
        frame.get_by_role("button", name="CSV of marks").click()
    assert len(Path(waiting.value.path()).read_text().splitlines()) == 4
    wait_until_live(inner)
    grid.mouse.click(*bar_place(frame.locator(".bars .point path").nth(2)))
    expect(grid.locator("#pills")).to_contain_text("<b>h&m</b>")
    expect(said).to_have_text("Bar: 3,000 rows, 3 marks.")
    pills = grid.locator("#pills").get_by_role(
        "button", name=re.compile("remove", re.I)
    )
    pills.last.click()
    frame.get_by_text("Follow the view").click()
    sells = int((view.source.frame["side"] == "sell").sum())
    expect(said).to_have_text(f"Bar: {sells:,} rows of 3,000, 1 mark.")
