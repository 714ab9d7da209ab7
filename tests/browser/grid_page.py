"""What is seen of a grid of an oracle, cell by cell, and whether it is true."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from oracle import text_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Frame, FrameLocator, Locator, Page

HEADERS = 1

_SEEN = """() => {
  const pane = document.querySelector('[role=grid]').getBoundingClientRect();
  const top = document.querySelector('.head').getBoundingClientRect().bottom;
  const seen = [];
  const names = {};
  const heads = '.t [role=columnheader]:not([hidden])';
  for (const head of document.querySelectorAll(heads)) {
    names[head.getAttribute('aria-colindex')] = head.querySelector('b').textContent;
  }
  for (const row of document.querySelectorAll('#body [role=row]')) {
    const box = row.getBoundingClientRect();
    if (row.hidden || box.bottom <= top + 1 || box.top >= pane.bottom - 1) continue;
    for (const cell of row.querySelectorAll('[role=gridcell], [role=rowheader]')) {
      const at = cell.getBoundingClientRect();
      if (at.right <= 1 || at.left >= pane.right - 1) continue;
      seen.push([+row.getAttribute('aria-rowindex'),
        +cell.getAttribute('aria-colindex'), cell.textContent,
        cell.classList.contains('w'), names[cell.getAttribute('aria-colindex')] ?? '']);
    }
  }
  return seen;
}"""

_FOCUS = """() => {
  const el = document.activeElement;
  const row = el && el.closest('[role=row]');
  return row ? [+row.getAttribute('aria-rowindex'),
    +el.getAttribute('aria-colindex')] : null;
}"""


@dataclass(frozen=True, slots=True)
class Seen:
    """What is in sight.

    Attributes:
        rows: First and last row, from 0.
        columns: First and last column, from 0.
        cells: How many cells.
        waiting: How many of them wait for their value.
        wrong: Cells that show what they must not: row, column, text, truth.
    """

    rows: tuple[int, int]
    columns: tuple[int, int]
    cells: int
    waiting: int
    wrong: list[tuple[int, int, str, str]]


def shown_text(row: int, number: int) -> str:
    """What a cell of the oracle must show."""
    text, mark = text_of(row, number)
    whole, point, decimals = text.partition(".")
    is_float = number >= 0 and number % 6 == 1 and mark is None
    if is_float and point and len(decimals) > 6:
        return f"{whole}.{decimals[:6]}…"
    return text


def seen(page: Page, row_of: Callable[[int], int] = lambda row: row) -> Seen:
    """Look at every cell in sight, and hold it to its row and to the header above it.

    Columns may have been moved: the name in its header tells which one a cell is of.
    Where there is no name yet, the column is the one in its place.

    Args:
        page: The viewer.
        row_of: Position in the view -> row of the oracle.
    """
    rows: set[int] = set()
    columns: set[int] = set()
    wrong = []
    waiting = 0
    cells = page.evaluate(_SEEN)
    for row_index, col_index, text, waits, name in cells:
        row, number = row_index - HEADERS - 1, col_index - 2
        rows.add(row)
        if number >= 0:
            columns.add(number)
            number = int(name.rpartition("_")[2] or number)
        waiting += waits
        truth = "" if waits else shown_text(row_of(row), number)
        if text != truth:
            wrong.append((row, number, text, truth))
    return Seen(
        (min(rows), max(rows)), (min(columns), max(columns)), len(cells), waiting, wrong
    )


def settled(page: Page, row_of: Callable[[int], int] = lambda row: row) -> Seen:
    """Wait until nothing in sight waits for its value, and look."""
    page.wait_for_function(
        "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame("
        "() => { const pane = document.querySelector('[role=grid]');"
        " const { left, right } = pane.getBoundingClientRect();"
        " const waits = [...document.querySelectorAll('#body .r:not([hidden]) .w')];"
        " const seen = waits.filter(cell => { const at = cell.getBoundingClientRect();"
        " return at.right > left + 1 && at.left < right - 1; });"
        " done(!seen.length && !document.querySelector('.old')); })))"
    )
    return seen(page, row_of)


def focus(page: Page) -> tuple[int, int] | None:
    """Row and column of the cell with the focus, from 0; headers and index negative."""
    at = page.evaluate(_FOCUS)
    return (at[0] - HEADERS - 1, at[1] - 2) if at else None


def cell(page: Page | Frame | FrameLocator, row: int, column: int) -> Locator:
    """A cell of a frame with one header row and one index level, from 0."""
    place = f"[aria-rowindex='{row + HEADERS + 1}'] [aria-colindex='{column + 2}']"
    return page.locator(f"#body {place}").first


def open_view(page: Page, root: str, name: str) -> None:
    """Open a view in a tab and wait until the script has taken over."""
    page.goto(f"{root}views/{name}/")
    page.wait_for_selector("[data-ready]", state="attached")
