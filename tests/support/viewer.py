"""The viewer as a screen reader finds it: by role, row index and column index."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass

from playwright.sync_api import FrameLocator, Locator, Page, expect


@dataclass
class Viewer:
    """A viewer's page, in a frame or in a tab of its own.

    Attributes:
        root: The frame, or the page.
        page: The tab that it stands in.
    """

    root: FrameLocator | Page
    page: Page

    @property
    def grid(self) -> Locator:
        return self.root.get_by_role("grid")

    def wait(self, seconds: float = 30) -> None:
        """Wait until the grid shows a row of data."""
        milliseconds = seconds * 1000
        expect(self.grid).to_be_visible(timeout=milliseconds)
        expect(self.grid.get_by_role("gridcell").first).to_be_attached(
            timeout=milliseconds
        )

    def rows(self) -> int:
        """Rows of data, from aria-rowcount less the header rows."""
        return int(self.grid.get_attribute("aria-rowcount") or -1) - self.headers()

    def headers(self) -> int:
        """How many header rows stand above the data."""
        first = self.grid.locator("[role=row]:has([role=gridcell])").first
        shown = int(first.get_attribute("aria-rowindex") or 0)
        tops = self.grid.locator("[role=row]:has([role=columnheader])")
        count = tops.count()
        assert shown > count, "data rows come after the header rows"
        return count

    def header(self, name: str) -> Locator:
        """A column's header cell."""
        begins = re.compile(rf"^{re.escape(name)}(?!\w)")
        return self.grid.get_by_role("columnheader", name=begins).last

    def cell(self, row: int, column: str) -> Locator:
        """A cell by row position in the view, from 0, and column name."""
        index = self.header(column).get_attribute("aria-colindex")
        number = row + self.headers() + 1
        return self.grid.locator(
            f'[role=row][aria-rowindex="{number}"] [aria-colindex="{index}"]'
        ).first

    def text(self, row: int, column: str) -> str:
        return self.cell(row, column).inner_text().strip()

    def expect_text(self, row: int, column: str, text: str) -> None:
        expect(self.cell(row, column)).to_have_text(text)

    def sort(self, column: str, direction: str) -> None:
        """Click a header until the column is sorted the way that is asked.

        Args:
            column: Its name.
            direction: `ascending`, `descending` or `none`.
        """
        for _ in range(3):
            if self.direction(column) == direction:
                return
            before = self.direction(column)
            self.click(self.header(column))
            for _ in range(200):
                if self.direction(column) != before:
                    break
                self.page.wait_for_timeout(50)
        assert self.direction(column) == direction

    def click(self, header: Locator) -> None:
        """Click a header at its lower left, clear of what hovering shows in it."""
        box = header.bounding_box()
        assert box is not None
        header.click(position={"x": 20, "y": box["height"] - 8})

    def direction(self, column: str) -> str:
        return self.header(column).get_attribute("aria-sort") or "none"

    def first_row(self) -> int:
        """Position of the first row of data that can be seen, from 0."""
        shown = self.grid.evaluate(
            """grid => {
                const box = grid.getBoundingClientRect();
                const heads = [...grid.querySelectorAll('[role=columnheader]')];
                const top = Math.max(
                    box.top, ...heads.map(h => h.getBoundingClientRect().bottom));
                const rows = [...grid.querySelectorAll('[role=row]')]
                    .filter(row => row.querySelector('[role=gridcell]'))
                    .map(row => [+row.getAttribute('aria-rowindex'),
                        row.querySelector('[role=gridcell]').getBoundingClientRect()])
                    .filter(([, cell]) => cell.top >= top - 1)
                    .sort((a, b) => a[0] - b[0]);
                return rows.length ? rows[0][0] : -1;
            }"""
        )
        return int(shown) - self.headers() - 1

    def scroll(self, pixels: int) -> None:
        """Turn the wheel over the middle of the grid."""
        box = self.grid.bounding_box()
        assert box is not None
        self.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        self.page.mouse.wheel(0, pixels)

    def wait_first_row(self, row: int, within: int = 0, seconds: float = 10) -> None:
        """Wait until a row is the first one seen, give or take a few.

        Args:
            row: Its position, from 0.
            within: How many rows above or below will do.
            seconds: How long to wait at most.
        """
        until = time.monotonic() + seconds
        while abs(self.first_row() - row) > within:
            if time.monotonic() > until:
                message = f"first row is {self.first_row()}, not {row} ± {within}"
                raise AssertionError(message)
            self.page.wait_for_timeout(50)

    def in_page(self, page: Page) -> Viewer:
        """The viewer that fills a page of its own."""
        return Viewer(page, page)
