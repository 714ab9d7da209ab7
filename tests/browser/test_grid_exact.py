"""No wrong cell is ever seen: every way of getting about, at 10^12 cells, any zoom.

The frame's every cell follows from its place (`oracle`). After each movement, at once
and again at rest, each cell in sight is held to its `aria-rowindex` and to the header
above it; a cell without its value must be a placeholder. `--jumps 1000` is the long
run.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from browser.grid_page import focus, open_view, seen, settled
from oracle import OracleSource
from support.browser import new_page

if TYPE_CHECKING:
    from playwright.sync_api import Page

HUGE = 100_000_000
WIDE = 10_000
WIDEST = 50_000
ZOOMS = (0.67, 1.1, 1.5, 2.0)
EDGES = (0, 1, HUGE // 2, 2**24 - 1, 2**24, 10**6, HUGE - 17, HUGE - 1)


@dataclass
class Traveller:
    """Moves about a view in every way there is, and looks at every cell after each.

    Attributes:
        page: The viewer.
        rows: Rows of the view.
        columns: Columns of the view.
        chance: Decides where to.
        ways: How often each way was taken.
    """

    page: Page
    rows: int
    columns: int
    chance: random.Random
    ways: Counter[str] = field(default_factory=Counter)

    def open(self, root: str, name: str) -> None:
        open_view(self.page, root, name)
        self.page.mouse.move(300, 200)
        self.page.wait_for_selector("[data-actions]", state="attached")
        # A cell whose element is sure to be there has the focus: keys begin here.
        self.page.locator("#body [aria-colindex='2']").first.click()

    def step(self) -> None:
        """Move once, look at once, and every other time look again at rest."""
        ways = (self.drag, self.drag, self.wheel, self.keys, self.go_to, self.far_end)
        way = self.chance.choice(ways)
        self.ways[way.__name__] += 1
        way()
        assert seen(self.page).wrong == []
        if self.chance.random() < 0.5:
            assert settled(self.page).wrong == []

    def drag(self) -> None:
        share = self.chance.choice([0, 0.25, 0.5, 1, *[self.chance.random()] * 4])
        axis = self.chance.choice(["Top", "Top", "Left"])
        length = "Height" if axis == "Top" else "Width"
        self.page.evaluate(
            f"share => {{ const el = document.getElementById('scroller');"
            f" el.scroll{axis} = (el.scroll{length} - el.client{length}) * share; }}",
            share,
        )
        if axis == "Top" and share in (0, 1):
            first, last = settled(self.page).rows
            assert first == 0 if share == 0 else last == self.rows - 1

    def wheel(self) -> None:
        down = self.chance.choice([24, 100, -100, 333, -2400])
        right = self.chance.choice([0, 0, 0, 120, -700])
        for _ in range(self.chance.randrange(1, 9)):
            self.page.mouse.wheel(right, down)
        assert seen(self.page).wrong == []

    def keys(self) -> None:
        keys = "ArrowDown PageDown PageUp ArrowRight Alt+PageDown End Home ArrowLeft"
        for _ in range(self.chance.randrange(1, 5)):
            self.page.keyboard.press(self.chance.choice(keys.split()))
        place = focus(self.page)
        assert place is not None
        view = settled(self.page)
        assert view.rows[0] <= max(place[0], 0) <= view.rows[1]

    def go_to(self) -> None:
        row = self.chance.choice([*EDGES, *[self.chance.randrange(self.rows)] * 8])
        row = min(row, self.rows - 1)
        self.page.keyboard.press("Control+g")
        self.page.get_by_label("Row position, from 0").fill(f"{row:,}")
        self.page.keyboard.press("Enter")
        view = settled(self.page)
        assert view.rows[0] <= row <= view.rows[1]
        place = focus(self.page)
        assert place is not None
        assert place[0] == row

    def far_end(self) -> None:
        end = self.chance.random() < 0.6
        self.page.keyboard.press("Control+End" if end else "Control+Home")
        assert focus(self.page) == (
            (self.rows - 1, self.columns - 1) if end else (0, 0)
        )
        view = settled(self.page)
        if end:
            assert (view.rows[1], view.columns[1]) == (self.rows - 1, self.columns - 1)
        else:
            assert (view.rows[0], view.columns[0]) == (0, 0)


def traveller(page, store, root, name="huge", columns=WIDE, seed=1):
    store.add_oracle(name, OracleSource(HUGE, columns))
    found = Traveller(page, HUGE, columns, random.Random(seed))
    found.open(root, name)
    return found


def test_jumps_by_every_way(page, diary, store, root, request):
    """The reader jumps about by thumb, wheel, keys and go-to: only true cells."""
    page.set_viewport_size({"width": 1024, "height": 508})
    who = traveller(page, store, root)
    for _ in range(request.config.getoption("--jumps")):
        who.step()
    assert len(who.ways) == 5, who.ways
    assert page.evaluate("document.querySelectorAll('*').length") <= 1000
    diary.assert_clean()


@pytest.mark.parametrize("zoom", ZOOMS)
def test_jumps_at_any_zoom(browser, store, root, zoom):
    """The reader's browser zooms: more or fewer CSS pixels, fractions of them."""
    size = {"width": round(1024 / zoom), "height": round(600 / zoom)}
    with new_page(browser, viewport=size, device_scale_factor=zoom) as (page, diary):
        who = traveller(page, store, root, seed=round(zoom * 100))
        for _ in range(12):
            who.step()
        who.far_end()
        diary.assert_clean()


def test_jumps_while_columns_change(page, diary, store, root):
    """Columns are moved, widened, pinned and hidden on the way: each stays itself."""
    page.set_viewport_size({"width": 1024, "height": 508})
    who = traveller(page, store, root, "changing", seed=3)

    def at_header(*keys):
        page.keyboard.press("Control+ArrowUp")
        page.keyboard.press("ArrowUp")
        for key in keys:
            page.keyboard.press(key)
        assert seen(page).wrong == []

    def by_menu(item):
        at_header("Alt+ArrowDown")
        page.get_by_role("menuitem", name=item).click()
        page.wait_for_selector(".menu", state="detached")
        assert settled(page).wrong == []

    changes = (
        lambda: at_header("Alt+ArrowRight", "Alt+ArrowRight", "ArrowRight"),
        lambda: at_header("Alt+Shift+ArrowRight", "Alt+Shift+ArrowRight"),
        lambda: at_header("ArrowRight", "Alt+ArrowLeft", "Alt+Shift+ArrowLeft"),
        lambda: by_menu(re.compile("Pin left|Unpin")),
    )
    for turn in range(24):
        changes[turn % 4]()
        if turn in (5, 15):
            by_menu(re.compile("^Hide$"))
            who.columns -= 1
        who.step()
    assert page.locator("[role=grid]").get_attribute("aria-colcount") == str(
        1 + WIDE - 2  # the index is a column, too
    )
    diary.assert_clean()


def test_fifty_thousand_columns(page, diary, store, root):
    """A frame five times as wide as promised: first, middle, last column are true."""
    page.set_viewport_size({"width": 1024, "height": 508})
    who = traveller(page, store, root, "widest", WIDEST)
    who.far_end()
    for share in (0.5, 0.999, 1.0, 0.0):
        page.evaluate(
            "share => { const el = document.getElementById('scroller');"
            " el.scrollLeft = (el.scrollWidth - el.clientWidth) * share; }",
            share,
        )
        page.wait_for_timeout(100)
        view = settled(page)
        assert view.wrong == []
        assert abs(view.columns[0] - share * WIDEST) < WIDEST / 50 + 20
    diary.assert_clean()


EMPTY = {
    "0x0": (pd.DataFrame(), "No rows, no columns"),
    "0xn": (pd.DataFrame({"a": pd.Series([], dtype="int64"), "b": []}), "No rows"),
    "nx0": (pd.DataFrame(index=range(40)), "No columns"),
    "1x1": (pd.DataFrame({"only": [3.5]}), ""),
}


@pytest.mark.parametrize("shape", EMPTY)
def test_frames_with_next_to_nothing(page, diary, store, root, shape):
    """A frame without rows or columns says so, and keys find nothing to trip over."""
    frame, word = EMPTY[shape]
    rows, columns = frame.shape
    open_view(page, root, store.add(frame, pinned=True).id)
    grid = page.get_by_role("grid")
    assert grid.get_attribute("aria-rowcount") == str(rows + 1)
    assert grid.get_attribute("aria-colcount") == str(columns + 1)
    assert page.locator(".none").all_inner_texts() == ([word] if word else [])
    page.get_by_role("button", name="More").focus()
    page.keyboard.press("Tab")
    for key in ("Control+End", "Control+Home", "PageDown", "End", "ArrowUp", "Home"):
        page.keyboard.press(key)
    assert page.evaluate("document.activeElement.closest('[role=grid]') !== null")
    shown = page.locator("#body [role=row]:not([hidden])")
    assert (shown.count() > 0) == (rows > 0)
    if rows:
        first = page.locator("#body [aria-rowindex='2']").get_by_role("rowheader")
        assert first.inner_text() == "0"
    if rows and columns:
        assert page.get_by_role("gridcell").inner_text() == "3.5"
    diary.assert_clean()
