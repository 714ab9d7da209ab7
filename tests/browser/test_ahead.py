"""What comes next in the direction of travel is at hand before it is seen."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from browser.grid_page import open_view, seen, settled
from oracle import OracleSource

from dtale_nb.engine.documents import changes_of

SIZE = {"width": 1024, "height": 508}
DOWN = 15 * 24
RIGHT = 900
"""A viewport, px."""

STEPS = 14
"""Viewports passed in each direction: several blocks of rows, all groups of columns."""

WIDTHS = [290 if number // 12 % 2 else 60 for number in range(2_000)]
"""Of the columns: a few wide ones come after narrow ones."""

ROWS = {1: 500_005, -1: 500_060}
"""Where the way begins: near the end of a block that is behind, down and up."""

COLUMN = 1_010
"""The same sideways, both ways."""

BLOCK = 80
"""Rows that are asked for together, see ``viewer/grid/blocks.js``."""

GROUP = 8
"""Columns that are, see ``viewer/grid/loader.js``."""

ASKED = re.compile(r"/rows\?.*start=(\d+)&stop=(\d+)&columns=([\d,-]*)")

_IN_SIGHT = """() => {
  const pane = document.querySelector("#grid").getBoundingClientRect();
  const left = document.querySelector(".t .i").getBoundingClientRect().right;
  const top = document.querySelector(".head").getBoundingClientRect().bottom;
  const rows = [], columns = [], waiting = [];
  for (const cell of document.querySelectorAll("#body .r:not([hidden]) .s .c")) {
    const at = cell.getBoundingClientRect();
    if (at.right <= left + 1 || at.left >= pane.right - 1) continue;
    if (at.bottom <= top + 1 || at.top >= pane.bottom - 1) continue;
    const place = [cell.closest(".r").ariaRowIndex - 2, cell.ariaColIndex - 2];
    rows.push(place[0]);
    columns.push(place[1]);
    if (cell.classList.contains("w")) waiting.push(place);
  }
  const ends = [rows, columns].map(all => [Math.min(...all), Math.max(...all)]);
  return [...ends, waiting];
}"""
"""First and last row and column whose cells are seen, and cells that wait for a value.

What is below the header or the index is not seen.
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question for rows, from `start` until before `stop`, of some columns."""

    start: int
    stop: int
    columns: tuple[int, int]


class Wire:
    """The questions for rows that a page asks; they can be kept from the server.

    Attributes:
        asked: All so far.
        under_way: How many are not answered yet.
        most: The most that ever were at a time.
    """

    def __init__(self, page):
        self.asked = []
        self.under_way = self.most = 0
        self.held = None
        page.on("request", self._started)
        page.on("requestfinished", self._ended)
        page.on("requestfailed", self._ended)
        page.route("**/rows?**", self._route)

    def _started(self, request):
        found = ASKED.search(request.url)
        if not found:
            return
        numbers = [int(number) for number in re.findall(r"\d+", found[3])]
        columns = (min(numbers), max(numbers))
        self.asked.append(Asked(int(found[1]), int(found[2]), columns))
        self.under_way += 1
        self.most = max(self.most, self.under_way)

    def _ended(self, request):
        self.under_way -= bool(ASKED.search(request.url))

    def _route(self, route):
        if self.held is None:
            route.continue_()
        else:
            self.held.append(route)

    def hold(self):
        """From now on nothing is answered."""
        self.held = []

    def let_go(self):
        """All is answered."""
        held, self.held = self.held, None
        for route in held:
            route.continue_()


@pytest.fixture
def wire(page, store, root, diary):
    """What a view of a large frame asks."""
    view = store.add_oracle("ahead", OracleSource(1_000_000, 2_000))
    widths = [{"number": at, "width": width} for at, width in enumerate(WIDTHS)]
    view.change(**changes_of({"columns": {"widths": widths}}, view.source))
    page.set_viewport_size(SIZE)
    wire = Wire(page)
    open_view(page, root, "ahead")
    page.mouse.move(500, 300)
    yield wire
    diary.assert_clean()


def jump(page, row, column):
    """Put both scrollbars there."""
    page.evaluate(
        """([row, left]) => {
          const el = document.getElementById("scroller");
          el.scrollTop = (el.scrollHeight - el.clientHeight) * row / 999_985;
          el.scrollLeft = left;
        }""",
        [row, sum(WIDTHS[:column])],
    )


def arrive(page, wire, row, column, by):
    """Come there from so many rows and columns away, and rest.

    Returns:
        The rows and columns in sight, and what was asked for.
    """
    jump(page, row + by[0], column + by[1])
    at_rest(page, wire)
    began = len(wire.asked)
    jump(page, row, column)
    rows, columns, _ = at_rest(page, wire)
    assert abs(rows[0] - row) <= 1
    assert abs(columns[0] - column) <= 1
    wire.most = 0
    return rows, columns, wire.asked[began:]


def at_rest(page, wire):
    """Wait until nothing is asked any more, and look."""
    before = -1
    while wire.under_way or before != len(wire.asked):
        before = len(wire.asked)
        page.wait_for_timeout(250)  # longer than any question is put off
    assert settled(page).wrong == []
    return page.evaluate(_IN_SIGHT)


def travel(page, wire, right, down):
    """Turn the wheel by a viewport, and rest.

    What comes into sight is whole before anything more is answered, and is asked for
    no more.

    Returns:
        What is in sight, and what was asked for when it was.
    """
    wire.hold()
    before = page.evaluate(_IN_SIGHT)
    began = len(wire.asked)
    page.mouse.wheel(right, down)
    while (first := page.evaluate(_IN_SIGHT))[:2] == before[:2]:
        page.wait_for_timeout(5)
    assert first[2] == []
    assert seen(page).wrong == []
    wire.let_go()
    rows, columns, _ = at_rest(page, wire)
    return rows, columns, wire.asked[began:]


@pytest.mark.parametrize("way", [1, -1])
def test_rows_ahead_are_at_hand(page, wire, way):
    """The reader turns the wheel: rows come before they are seen, none behind do."""
    begun, _, asked = arrive(page, wire, ROWS[way], 0, (-9_000 * way, 0))
    block = ROWS[way] // BLOCK * BLOCK
    for one in asked:
        assert one.start >= block if way > 0 else one.stop <= block + BLOCK
    ahead = []
    for _ in range(STEPS):
        rows, _, asked = travel(page, wire, 0, way * DOWN)
        for one in asked:
            assert one.start > rows[1] if way > 0 else one.stop <= rows[0]
        ahead += asked
    passed = abs(rows[0] - begun[0])
    assert passed == STEPS * DOWN // 24
    # A block at a time, each once.
    assert len(ahead) in {passed // BLOCK, passed // BLOCK + 1}
    assert len({one.start for one in ahead}) == len(ahead)
    assert wire.most == 1


@pytest.mark.parametrize("way", [1, -1])
def test_columns_ahead_are_at_hand(page, wire, way):
    """The same sideways, for the rows in sight."""
    _, begun, asked = arrive(page, wire, 500_040, COLUMN, (0, -300 * way))
    for one in asked:
        low, high = (number // GROUP for number in one.columns)
        if way > 0:
            assert low >= (begun[0] - 1) // GROUP
        else:
            assert high <= (begun[1] + 1) // GROUP
    ahead = []
    for _ in range(STEPS):
        rows, columns, asked = travel(page, wire, way * RIGHT, 0)
        for one in asked:
            assert one.start <= rows[0]
            assert one.stop > rows[1]
            low, high = one.columns
            assert low > columns[1] if way > 0 else high < columns[0]
        ahead += asked
    assert abs(columns[0] - begun[0]) > 4 * STEPS
    numbers = [n for one in ahead for n in range(one.columns[0], one.columns[1] + 1)]
    assert len(numbers) == len(set(numbers)) > 4 * STEPS
    assert wire.most == 1
