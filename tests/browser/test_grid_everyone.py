"""For everyone: fingers, large type, no motion, forced colours, screen readers."""

from __future__ import annotations

import re

import pandas as pd
import pytest
from browser.grid_page import open_view, settled
from browser.test_grid_access import findings
from oracle import OracleSource
from playwright.sync_api import expect

from dtale_nb.engine.documents import changes_of

PANELS = (
    ("Format…", "Format of"),
    ("Rows and colour…", "Rows and colour"),
    ("Columns…", "Columns"),
    ("Go to…", "Go to"),
    ("Keyboard shortcuts", "Keyboard shortcuts"),
)
"""Items of a cell's or header's menu, and the panels that they open."""


@pytest.fixture
def grid(page, store, diary):
    """A page, and a new view without any state."""
    store.add_oracle("all", OracleSource(100_000_000, 300))
    page.set_viewport_size({"width": 1024, "height": 508})
    yield page
    diary.assert_clean()


def come_near(page):
    page.mouse.move(200, 150)
    page.wait_for_selector("[data-actions]", state="attached")


def open_panel(page, item, name):
    """By keyboard from the header of the first column, or from its first cell."""
    for key in ("ArrowUp", None):
        page.locator('[aria-rowindex="2"] [aria-colindex="2"]').first.focus()
        if key:
            page.keyboard.press(key)
        page.keyboard.press("Shift+F10")
        page.get_by_role("menu").wait_for()
        found = page.get_by_role("menuitem", name=item, exact=True)
        if found.count():
            found.click()
            panel = page.get_by_role("dialog", name=re.compile(f"^{name}"))
            panel.wait_for()
            return panel
        page.keyboard.press("Escape")
    raise AssertionError(item)


def all_panels(page):
    """Open each panel in turn, and the download; each is closed by Escape."""
    for item, name in PANELS:
        yield open_panel(page, item, name), name
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)
    button = page.locator('.bar [data-do="download"]')
    if button.is_visible():
        button.focus()
        page.keyboard.press("Enter")
    else:
        page.get_by_role("button", name="More").click()
        page.get_by_role("menuitem", name="Download…").click()
    panel = page.get_by_role("dialog", name="Download")
    panel.wait_for()
    yield panel, "Download"
    page.keyboard.press("Escape")


@pytest.mark.parametrize("colours", ["light", "dark", "forced"])
def test_axe_finds_nothing_in_any_panel(grid, root, colours):
    """Format, look, columns, go to, shortcuts, download; menus of cell and header."""
    if colours == "forced":
        grid.emulate_media(forced_colors="active")
    else:
        grid.emulate_media(color_scheme=colours)
    open_view(grid, root, "all")
    come_near(grid)
    for row in ("2", "1"):
        grid.locator(f'[aria-rowindex="{row}"] [aria-colindex="2"]').first.focus()
        grid.keyboard.press("Shift+F10")
        grid.get_by_role("menu").wait_for()
        assert findings(grid) == [], row
        if colours == "forced":
            item = grid.get_by_role("menuitem").first
            style = item.evaluate("el => getComputedStyle(el).outlineStyle")
            assert style == "solid"
        grid.keyboard.press("Escape")
    for panel, name in all_panels(grid):
        panel.get_by_role("button").first.wait_for()
        assert findings(grid) == [], name


_SMALL = """() => {
  const small = [];
  for (const el of document.querySelectorAll(
      'button, a, input, select, [role=menuitem], [role=separator], [tabindex]')) {
    const box = el.getBoundingClientRect();
    if (!box.width || el.closest('[hidden], .sr')) continue;
    if (el.matches('.c a')) continue; // in a line of text
    const hit = el.matches('input[type=checkbox], input[type=radio]')
      ? el.closest('label') ?? el : el;
    const at = hit.getBoundingClientRect();
    const after = getComputedStyle(el, '::after');
    const grip = el.matches('[role=separator]') && after.content !== 'none';
    const width = grip ? parseFloat(after.width) : at.width;
    const height = grip ? parseFloat(after.height) : at.height;
    const row = el.matches('.c, .h') && el.closest('[role=row]');
    if (row ? row.offsetHeight < 24 : width < 24 || height < 24) {
      small.push([el.outerHTML.slice(0, 90), width, height]);
    }
  }
  return small;
}"""


def test_targets_are_large_enough(grid, root):
    """Every control is 24 px each way: bar, menus, panels, the height's grip."""
    page_of_frame = (
        "<!doctype html><style>body{margin:0}iframe{width:1000px;height:480px}</style>"
        f"<iframe src='{root}views/all/'></iframe>"
    )
    grid.route("**/framed.html", lambda route: route.fulfill(
        body=page_of_frame, content_type="text/html"))  # fmt: skip
    grid.goto(f"{root}views/framed.html")
    frame = grid.frames[1]
    frame.wait_for_selector("[data-ready]", state="attached")
    grid.mouse.move(300, 200)
    frame.get_by_role("separator", name="Height of the viewer").wait_for()
    assert frame.evaluate(_SMALL) == []
    open_view(grid, root, "all")
    come_near(grid)
    grid.locator('[aria-rowindex="2"] [aria-colindex="2"]').first.click()
    grid.keyboard.press("Shift+F10")
    grid.get_by_role("menu").wait_for()
    assert grid.evaluate(_SMALL) == []
    grid.keyboard.press("Escape")
    for _, name in all_panels(grid):
        assert grid.evaluate(_SMALL) == [], name


def test_everything_is_reached_at_four_hundred_percent(grid, root):
    """1280 x 1024 at 400% is 320 x 256: panels fit, scroll inside, lose no control."""
    grid.set_viewport_size({"width": 320, "height": 256})
    open_view(grid, root, "all")
    come_near(grid)
    for panel, name in all_panels(grid):
        box = panel.bounding_box()
        assert box["x"] >= 0, name
        assert box["x"] + box["width"] <= 320, name
        for control in panel.locator("button, input, select").all():
            if not control.is_visible():
                continue
            control.scroll_into_view_if_needed()
            at = control.bounding_box()
            assert at["x"] >= -1, name
            assert at["x"] + at["width"] <= 321, name
        page = "document.documentElement"
        assert grid.evaluate(f"{page}.scrollWidth <= innerWidth"), name
        assert grid.evaluate(f"{page}.scrollHeight <= innerHeight"), name


@pytest.mark.parametrize("width", [256, 400, 700])
@pytest.mark.parametrize("pinned", [0, 3])
def test_long_labels_leave_room_for_columns(grid, root, store, width, pinned):
    """
    Labels of rows, and columns pinned beside them, are wider than a narrow cell or a
    zoomed page: each other column can still be seen, below its own header.
    """
    names = [
        f"a long name of row {n}, longer than there is room for" for n in range(40)
    ]
    index = pd.MultiIndex.from_arrays([names, names], names=["one", "two"])
    frame = pd.DataFrame(1.5, index=index, columns=[f"c{n}" for n in range(12)])
    view = store.add(frame, pinned=True)
    layout = {"columns": {"order": "0-11", "left": pinned}}
    view.change(**changes_of(layout, view.source))
    grid.set_viewport_size({"width": width, "height": 300})
    open_view(grid, root, view.id)
    grid.locator("#body [tabindex='0']").focus()
    for key in ("End", *["ArrowLeft"] * (11 - pinned)):
        grid.keyboard.press(key)
        box = grid.locator(":focus").bounding_box()
        at = grid.locator(":focus").get_attribute("aria-colindex")
        head = grid.locator(f".t [aria-colindex='{at}']").bounding_box()
        assert head["x"] == pytest.approx(box["x"], abs=1)
        frozen = grid.locator("#body .i").last.bounding_box()
        assert box["x"] >= frozen["x"] + frozen["width"] - 1
        assert box["x"] + min(box["width"], 100) <= width + 1
    store.let_go(view.id)


_MOVING = """() => [...document.querySelectorAll('*')].filter(el => {
  const style = getComputedStyle(el);
  return style.transitionDuration.split(', ').some(each => parseFloat(each) > 0)
    || style.animationName !== 'none' || style.scrollBehavior === 'smooth';
}).map(el => el.outerHTML.slice(0, 80))"""


def test_nothing_moves_under_reduced_motion(grid, root):
    """No transition, animation or smooth scroll: in the grid, old rows, panels."""
    grid.emulate_media(reduced_motion="reduce")
    open_view(grid, root, "all")
    come_near(grid)
    grid.evaluate("document.getElementById('grid').classList.add('old')")
    assert grid.evaluate(_MOVING) == []
    grid.evaluate("document.getElementById('grid').classList.remove('old')")
    for _, name in all_panels(grid):
        assert grid.evaluate(_MOVING) == [], name


def test_selection_and_waiting_cells_in_forced_colours(grid, root):
    """Where backgrounds go, what is selected and what waits keep an outline."""
    grid.emulate_media(forced_colors="active")
    open_view(grid, root, "all")
    come_near(grid)
    grid.locator('[aria-rowindex="3"] [aria-colindex="2"]').first.click()
    grid.keyboard.press("Shift+ArrowDown")
    chosen = grid.locator('[aria-rowindex="4"] [aria-colindex="2"]').first
    expect(chosen).to_have_attribute("aria-selected", "true")
    first = grid.locator('[aria-rowindex="3"] [aria-colindex="2"]').first
    styles = "el => getComputedStyle(el).outlineStyle"
    assert {chosen.evaluate(styles), first.evaluate(styles)} == {"dashed", "solid"}
    grid.route("**/rows?*", lambda _: None)
    grid.mouse.wheel(0, 240_000)
    waiting = grid.locator("#body .r:not([hidden]) .c.w").first
    waiting.wait_for(state="attached")
    border = waiting.evaluate("el => getComputedStyle(el, '::before').borderTopStyle")
    assert border == "solid"
    grid.unroute_all(behavior="ignoreErrors")


def test_the_tree_says_what_the_eye_sees(grid, root):
    """Each row of Chromium's own tree has the texts that stand in its cells."""
    open_view(grid, root, "all")
    come_near(grid)
    grid.locator('[aria-rowindex="2"] [aria-colindex="2"]').first.click()
    session = grid.context.new_cdp_session(grid)
    session.send("Accessibility.enable")
    for key in ("Control+Home", "PageDown", "Control+End"):
        grid.keyboard.press(key)
        view = settled(grid)
        assert view.wrong == []
        grid.wait_for_timeout(300)  # elements are put in reading order at rest
        nodes = session.send("Accessibility.getFullAXTree")["nodes"]
        by_id = {node["nodeId"]: node for node in nodes}
        spoken = [
            [by_id[child].get("name", {}).get("value", "")
             for child in cells_of(node, by_id)]
            for node in nodes
            if node.get("role", {}).get("value") == "row"
        ]  # fmt: skip
        drawn = grid.evaluate(
            "() => [...document.querySelectorAll('[role=grid] [role=row]')]"
            ".filter(row => !row.hidden).map(row => [...row.querySelectorAll("
            "'[role=rowheader], [role=gridcell]')].map(cell => cell.textContent))"
            ".filter(texts => texts.length)"
        )
        told = [row for row in spoken if row in drawn]
        assert len(told) == len(drawn) > 15, key


def cells_of(row, by_id):
    """The cells of a row in the tree, through what has no role of its own."""
    for child in row.get("childIds", []):
        node = by_id.get(child)
        if node is None:
            continue
        if node.get("role", {}).get("value") in {"rowheader", "gridcell"}:
            yield child
        elif node.get("role", {}).get("value") in {"generic", "none"}:
            yield from cells_of(node, by_id)


def test_a_finger_scrolls_both_ways(browser, root, store):
    """A finger drags the rows with it, exactly, at 10^8 rows; sideways the columns."""
    store.add_oracle("finger", OracleSource(100_000_000, 300))
    context = browser.new_context(
        viewport={"width": 412, "height": 700}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    open_view(page, root, "finger")
    session = context.new_cdp_session(page)

    def finger(kind, *points):
        for at in points or [None]:
            touching = [{"x": at[0], "y": at[1]}] if at else []
            event = {"type": kind, "touchPoints": touching}
            session.send("Input.dispatchTouchEvent", event)
            page.wait_for_timeout(16)

    def drag(xs, ys):
        finger("touchMove", *zip(xs, ys, strict=True))
        view = settled(page)
        assert view.wrong == []
        return view

    # The browser takes up to 16 px to be sure that it is no tap.
    finger("touchStart", (300, 600))
    down = drag([300] * 25, range(580, 80, -20))
    assert 18 <= down.rows[0] <= 21
    up = drag([300] * 24, range(120, 600, 20))
    assert up.rows[0] == 0
    finger("touchEnd")
    finger("touchStart", (380, 400))
    right = drag(range(370, 70, -10), [400] * 30)
    assert right.columns[0] >= 1
    finger("touchEnd")
    assert settled(page).wrong == []
    assert page.locator("#body .r").first.bounding_box()["height"] >= 24
    context.close()
