"""The grid by wheel, scrollbar and header, against an oracle that knows every cell."""

from __future__ import annotations

import random
import re
import time

import pandas as pd
import pytest
from browser.grid_page import open_view, seen, settled
from oracle import OracleSource, text_of
from playwright.sync_api import expect
from support.browser import new_page

HUGE = 100_000_000
WIDE = 10_000
MILLION = 1_000_000

DRAWN = """() => !document.querySelector('#body .r:not([hidden]) .w')
  && document.querySelector('#body .c')"""
"""All cells that have elements have their values, in sight or not."""


@pytest.fixture
def grid(page, store, diary):
    """A page, and new views without any state."""
    store.add_oracle("huge", OracleSource(HUGE, WIDE))
    store.add_oracle("million", OracleSource(MILLION, 200))
    store.add_oracle("slow", OracleSource(MILLION, 40, delay=0.03))
    for rows in (0, 1, 16, 17, 18, 333_333, 333_334):
        store.add_oracle(f"rows{rows}", OracleSource(rows, 30))
    page.set_viewport_size({"width": 1024, "height": 508})
    yield page
    diary.assert_clean()


def drag(page, share, axis="Top"):
    """Put the native scrollbar to a share of its way."""
    length = "Height" if axis == "Top" else "Width"
    page.evaluate(
        f"share => {{ const el = document.getElementById('scroller');"
        f" el.scroll{axis} = (el.scroll{length} - el.client{length}) * share; }}",
        share,
    )


def test_wheel_moves_by_rows_at_any_size(grid, root):
    """The reader turns the wheel by a row's height: one row passes, at any size."""
    for name in ("rows333333", "million", "huge"):
        open_view(grid, root, name)
        grid.mouse.move(500, 300)
        for turn in range(1, 4):
            grid.mouse.wheel(0, 24)
            moved = "document.querySelector('#body').style.transform"
            grid.wait_for_function(f"{moved}.includes('-{24 * turn}px')")
        view = settled(grid)
        assert view.rows[0] == 3
        assert view.wrong == []


def test_scrollbar_reaches_every_part_and_the_last_row(grid, root):
    """The reader drags the thumb: true cells everywhere, the last row at the end."""
    open_view(grid, root, "huge")
    grid.mouse.move(500, 300)
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        drag(grid, share)
        grid.wait_for_timeout(120)
        view = settled(grid)
        assert view.wrong == []
        assert abs(view.rows[0] - share * HUGE) < 60 + HUGE / 8_000_000
        if 0 < share < 1:
            grid.mouse.wheel(0, 24)
            grid.wait_for_timeout(80)
            assert settled(grid).rows[0] == view.rows[0] + 1
    assert settled(grid).rows[1] == HUGE - 1
    drag(grid, 1.0, "Left")
    grid.wait_for_timeout(200)
    end = settled(grid)
    assert end.columns[1] == WIDE - 1
    assert end.wrong == []


def test_random_jumps_show_only_true_cells(grid, root):
    """Two hundred jumps in both directions: no cell ever shows another's value."""
    open_view(grid, root, "huge")
    chance = random.Random(5)
    for turn in range(200):
        drag(grid, chance.random())
        if turn % 3 == 0:
            drag(grid, chance.random(), "Left")
        if turn % 7 == 0:
            grid.wait_for_timeout(chance.choice([0, 20, 90]))
        assert seen(grid).wrong == []
    grid.wait_for_timeout(150)
    assert settled(grid).wrong == []


def test_scroll_run_asks_seldom_and_one_at_a_time(grid, root, diary):
    """1,250 rows by wheel take at most 20 requests; elements stay few."""
    open_view(grid, root, "million")
    open_requests = {"now": 0, "most": 0}

    def started(request):
        if "/rows?" in request.url:
            open_requests["now"] += 1
            open_requests["most"] = max(open_requests["most"], open_requests["now"])

    def ended(request):
        if "/rows?" in request.url:
            open_requests["now"] -= 1

    grid.on("request", started)
    grid.on("requestfinished", ended)
    grid.on("requestfailed", ended)
    before = len(diary.answers)
    grid.mouse.move(500, 300)
    for _ in range(300):
        grid.mouse.wheel(0, 100)
    view = settled(grid)
    assert view.rows[0] == 1250
    assert view.wrong == []
    asked = [url for _, _, url in diary.answers[before:] if "/rows?" in url]
    assert len(asked) <= 20, asked
    assert open_requests["most"] == 1
    assert grid.evaluate("document.querySelectorAll('*').length") <= 900


def test_slow_answers_never_mix(grid, root):
    """Answers come late while the reader scrolls on and sorts: no window is mixed."""
    open_view(grid, root, "slow")
    header = grid.get_by_role("columnheader", name="number_0")
    grid.mouse.move(500, 300)
    for turn in range(6):
        grid.mouse.wheel(0, 2_400)
        grid.wait_for_timeout(40)
        assert seen(grid).wrong == []
        if turn == 3:
            header.click()
            header.click()
    grid.wait_for_function(
        "() => document.querySelector('[aria-sort]')?.ariaSort === 'descending'"
    )
    view = settled(grid, lambda row: MILLION - 1 - row)
    assert view.wrong == []


def test_header_sorts_announces_and_keeps_place(grid, root):
    """Ascending, descending, none; Shift adds a key; a reload brings all of it back."""
    open_view(grid, root, "million")
    header = grid.get_by_role("columnheader", name="number_0")
    header.click()
    grid.wait_for_selector('[aria-sort="ascending"]')
    header.click()
    grid.wait_for_selector('[aria-sort="descending"]')
    view = settled(grid, lambda row: MILLION - 1 - row)
    assert (view.rows[0], view.wrong) == (0, [])
    grid.wait_for_function(
        "() => document.getElementById('live').textContent === "
        "'Sorted by number_0, descending.'"
    )
    grid.get_by_role("columnheader", name="text_2").click(modifiers=["Shift"])
    grid.wait_for_function(
        "said => document.getElementById('sorted').textContent === said",
        arg="sorted by number_0, text_2",
    )
    assert header.inner_text().startswith("number_0↓¹")
    grid.mouse.move(500, 300)
    grid.mouse.wheel(0, 240_000)
    with grid.expect_response(
        lambda answer: answer.request.method == "POST" and answer.url.endswith("/state")
    ):
        settled(grid, lambda row: MILLION - 1 - row)
    grid.reload()
    grid.wait_for_selector("[data-ready]", state="attached")
    again = settled(grid, lambda row: MILLION - 1 - row)
    assert (again.rows[0], again.wrong) == (10_000, [])
    assert grid.locator("#sorted").inner_text() == "sorted by number_0, text_2"
    for name in ("number_0", "text_2", "text_2"):
        grid.get_by_role("columnheader", name=name).click(modifiers=["Shift"])
        settled(grid, lambda row: row)
    grid.wait_for_function("() => !document.querySelector('[aria-sort]')")


@pytest.mark.parametrize("rows", [0, 1, 16, 17, 18, 333_333, 333_334])
def test_sizes_around_the_window_and_the_cap(grid, root, rows):
    """Frames as high as the window, a row less or more, and at the scrollbar's cap."""
    open_view(grid, root, f"rows{rows}")
    count = int(grid.locator("[role=grid]").get_attribute("aria-rowcount"))
    assert count == rows + 1
    if not rows:
        assert grid.get_by_text("No rows").is_visible()
        return
    drag(grid, 1.0)
    grid.wait_for_timeout(120)
    view = settled(grid)
    assert view.wrong == []
    assert view.rows[1] == rows - 1


_DRAWN = """() => [...document.querySelectorAll('[aria-colindex]')].map(cell => {
  const box = cell.getBoundingClientRect();
  return [cell.closest('[role=row]').getAttribute('aria-rowindex'),
    cell.getAttribute('aria-colindex'), cell.textContent, cell.className,
    cell.getAttribute('aria-sort'),
    ...[box.left, box.top, box.width, box.height].map(Math.round)];
}).filter(cell => cell[5] < innerWidth && cell[6] < innerHeight - 26 && cell[6] > 0)
  .map(JSON.stringify).sort()"""


def _without_script(route):
    route.fulfill(body="", content_type="text/javascript")


def test_script_changes_nothing_that_is_seen(grid, root):
    """The page as served has every cell where, and as, the script then has it."""
    for name in ("million", "huge"):
        grid.route("**/viewer.js", _without_script)
        grid.goto(f"{root}views/{name}/")
        served = grid.evaluate(_DRAWN)
        grid.unroute("**/viewer.js")
        open_view(grid, root, name)
        assert grid.evaluate(_DRAWN) == served
        assert len(served) > 150


def test_a_narrow_column_sorts_by_clicks_on_its_name(grid, store, root):
    """Beside its name there is hardly room for the order and for the menu's mark."""
    store.add(pd.DataFrame({"n": range(60), "m": 1}), name="narrow", pinned=True)
    open_view(grid, root, "narrow")
    grid.get_by_role("gridcell").first.hover()
    grid.wait_for_selector("[data-actions]")
    for name, modifiers in (("n", []), ("m", ["Shift"])):
        header = grid.get_by_role("columnheader", name=re.compile(f"^{name}\\b"))
        for order in ("ascending", "descending"):
            header.locator("b").click(modifiers=modifiers)
            expect(header).to_have_attribute("aria-sort", order)
    assert grid.get_by_role("menu").count() == 0


@pytest.mark.parametrize("zoom", [0.67, 1.0, 1.5, 4.0])
def test_nothing_drawn_waits_for_long(browser, store, root, zoom):
    """Someone near looks on, at any width: cells beyond an edge get values, too."""
    store.add_oracle("edges", OracleSource(MILLION, 1_000))
    size = {"width": round(1280 / zoom), "height": round(640 / zoom)}
    with new_page(browser, viewport=size, device_scale_factor=zoom) as (page, diary):
        open_view(page, root, "edges")
        page.mouse.move(100, 100)
        for width in range(240, 1660, 137):
            page.set_viewport_size({"width": width, "height": size["height"]})
            for right, down in ((0, 0), (width, 0), (0, 1_700)):
                page.mouse.wheel(right, down)
                page.wait_for_function(DRAWN)
        assert settled(page).wrong == []
        diary.assert_clean()


def test_a_view_out_of_sight_has_its_rows_and_runs_no_script(grid, root):
    """In a long notebook, a view comes to life when it is scrolled into sight."""
    frame = '<iframe src="million/" style="display:block;height:300px"></iframe>'
    html = f'<!doctype html><p style="height:2000px">far above</p>{frame}'
    grid.route(
        "**/page.html", lambda to: to.fulfill(body=html, content_type="text/html")
    )
    asked = []
    grid.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    grid.goto(f"{root}views/page.html")
    inside = grid.frame_locator("iframe")
    assert inside.get_by_role("gridcell").first.text_content() == text_of(0, 0)[0]
    grid.wait_for_timeout(600)
    assert not inside.locator("[data-ready]").count()
    assert not {"begin.js", "after.js"} & set(asked)
    with grid.expect_request(lambda request: request.url.endswith("/after.js")):
        grid.mouse.wheel(0, 2_000)
    inside.locator("[data-ready] #body.live").wait_for()
    assert "begin.js" in asked


def test_first_rows_are_painted_before_the_script_is_run(grid, root):
    """Also where the script is at hand at once, as it is from the second view on.

    Asked is when the page had given its first frame to the screen, which on a busy
    machine takes as long as it likes to show it.
    """
    painted = """() => {
      const [paint] = performance.getEntriesByName("first-contentful-paint");
      const [live] = performance.getEntriesByName("live");
      return paint && live && [paint.paintTime, live.startTime];
    }"""
    grid.add_init_script(
        """new MutationObserver((_, watch) => {
          if (!document.documentElement?.dataset.ready) return;
          performance.mark("live");
          watch.disconnect();
        }).observe(document, { subtree: true, attributeFilter: ["data-ready"] });"""
    )
    for _ in range(4):
        open_view(grid, root, "million")
        paint, live = grid.wait_for_function(painted).json_value()
        assert paint < live


def test_a_script_that_does_not_come_is_told(grid, diary, root):
    """The rows of the page stay readable below the word."""
    grid.route("**/viewer.js", lambda route: route.abort())
    grid.goto(f"{root}views/million/")
    assert "kernel does not answer" in grid.get_by_role("alert").text_content()
    assert grid.get_by_role("gridcell").first.is_visible()
    diary.messages.clear()


def test_ctrl_and_a_key_before_the_rest_of_the_grid_is_here(grid, root):
    """Ctrl+End is taken, though what moves the focus comes later."""

    def late(route):
        time.sleep(0.4)
        route.continue_()

    grid.route("**/begin.js", late)
    grid.goto(f"{root}views/million/")
    grid.locator("#body.live [tabindex='0']").focus()
    grid.keyboard.press("Control+End")
    grid.locator("#body [aria-rowindex='1000001']").wait_for()
    assert settled(grid).rows[1] == MILLION - 1
