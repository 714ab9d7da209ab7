"""Search: the cells that show a text, found in the order in which a reader meets them.

The rows shown are looked through from the first on, a few at a time, so that the first
hits are there at once; what has been found so far can be asked while the rest goes on.
Of each part the hits are kept as long as they are few; of others only how many, and
they are found again when somebody goes there.
"""

from __future__ import annotations

import threading
import time
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from dtale_nb.engine.filters.shown import fields_of, test_of
from dtale_nb.engine.jobs import checkpoint, progress

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from dtale_nb.engine.filters.shown import Shown
    from dtale_nb.engine.jobs import Job
    from dtale_nb.engine.source import Rows, Source

FIRST = 1 << 12
"""Cells looked at before the first word."""

LEAST, MOST = 1 << 10, 1 << 21
"""Cells looked at between two words, by how long they take."""

SECONDS = 0.03
"""What a part should take."""

KEPT = 1 << 20
"""Hits kept of all parts together, 4 bytes each."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A cell that shows the text.

    Attributes:
        row: Its position in the view.
        number: Its column or index level.
        at: Its place among all hits, from 1.
    """

    row: int
    number: int
    at: int


@dataclass(frozen=True, slots=True)
class Count:
    """What has been found so far.

    Attributes:
        hits: Cells that show the text.
        rows: Rows with such a cell.
        share: How much has been looked through, 0 to 1.
        done: Nothing is left to look through.
        stopped: It was stopped before; nothing more will be found.
    """

    hits: int
    rows: int
    share: float
    done: bool
    stopped: bool


@dataclass(frozen=True, slots=True)
class _Part:
    """Some rows that have been looked through.

    Attributes:
        start: Position in the view of the first row.
        stop: Position after the last one.
        before: Hits in all parts before.
        hits: Hits here, as row here times columns plus place of the column, ascending;
            None where they are not kept.
    """

    start: int
    stop: int
    before: int
    hits: NDArray[np.uint32] | None


class Search:
    """One text in all cells of the rows shown. Safe from any thread.

    Args:
        text: What is looked for.
        source: The frame.
        numbers: The columns shown, in their order; None for all.

    Attributes:
        job: What looks through the rows; given by whoever begins it.
        stopped: Somebody does not want the rest.
    """

    job: Job[None]

    def __init__(
        self, text: str, source: Source, numbers: Sequence[int] | None = None
    ) -> None:
        self.text = text
        self.stopped = False
        self._source = source
        self._place = {
            number: at for at, number in enumerate(fields_of(source, numbers))
        }
        self._numbers: list[int] = []  # those that can show it
        self._tests: list[Shown] = []
        self._rows: Rows = range(0)
        self._parts: list[_Part] = []
        self._hits = self._hit_rows = self._kept = 0
        self._done = False
        self._changed = threading.Condition()

    def run(self, rows: Rows) -> None:
        """Look through these rows of the frame, in this order."""
        self._rows = rows
        for number in self._place:
            checkpoint()
            test = test_of(self._source, number, self.text)
            if test is not None:
                self._numbers.append(number)
                self._tests.append(test)
        start, cells = 0, FIRST
        while start < len(rows) and self._tests:
            begun = time.perf_counter()
            stop = min(start + max(1, cells // len(self._tests)), len(rows))
            self._put(start, stop, self._found(start, stop))
            progress(stop / len(rows))
            spent = time.perf_counter() - begun
            factor = min(4.0, max(0.25, SECONDS / max(spent, 1e-4)))
            start, cells = stop, int(min(MOST, max(LEAST, cells * factor)))
        with self._changed:
            self._done = True
            self._changed.notify_all()

    def count(self) -> Count:
        """What has been found so far."""
        with self._changed:
            every = len(self._rows)
            looked = self._parts[-1].stop if self._parts else 0
            share = 1.0 if self._done else looked / every if every else 0.0
            ended = self.stopped or (not self._done and self.job.has_ended)
            return Count(self._hits, self._hit_rows, share, self._done, ended)

    def wait_for_news(self, seconds: float) -> None:
        """Wait until there is a hit or the end of it, at most some seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self._hits or self._is_over(), seconds)

    def step(
        self, row: int, number: int | None, *, back: bool = False, seconds: float = 0.0
    ) -> Hit | bool:
        """The next hit after a cell, or the one before it; around at the ends.

        Args:
            row: The cell's position in the view; -1 for before all.
            number: Its field; None for before the row's first (or after its last).
            back: Look for the one before.
            seconds: How long to wait where it is not known yet.

        Returns:
            The hit; False where there is none at all; True where it is not known yet.
        """
        ends = time.monotonic() + seconds
        row = min(row, self._source.n_rows)
        while True:
            found = self._before(row, number) if back else self._after(row, number)
            with self._changed:
                left = ends - time.monotonic()
                if found is not True or left <= 0 or self._is_over():
                    break
                self._changed.wait(left)
        if found is True and self._is_over():  # once more: it ended in between
            return self._before(row, number) if back else self._after(row, number)
        return found

    def _is_over(self) -> bool:
        return self._done or self.job.has_ended

    def _found(self, start: int, stop: int) -> NDArray[np.bool_]:
        """Which cells of some rows show the text, shape (n_rows, n_tests)."""
        found = np.zeros((stop - start, len(self._tests)), dtype=bool)
        rows = self._rows[start:stop]
        for at, test in enumerate(self._tests):
            checkpoint()
            found[:, at] = test(rows)
        return found

    def _put(self, start: int, stop: int, found: NDArray[np.bool_]) -> None:
        hits = np.flatnonzero(found).astype(np.uint32)
        n_rows = int(found.any(axis=1).sum())
        with self._changed:
            is_kept = self._kept + len(hits) <= KEPT
            kept = hits if is_kept else None
            self._parts.append(_Part(start, stop, self._hits, kept))
            self._kept += len(hits) if is_kept else 0
            self._hits += len(hits)
            self._hit_rows += n_rows
            self._changed.notify_all()

    def _hits_of(self, part: _Part) -> NDArray[np.uint32]:
        if part.hits is not None:
            return part.hits
        return np.flatnonzero(self._found(part.start, part.stop)).astype(np.uint32)

    def _after(self, row: int, number: int | None) -> Hit | bool:
        with self._changed:
            parts, total, over = list(self._parts), self._hits, self._is_over()
        first = self._nth_of(parts, row, number, after=True)
        hit = self._hit(parts, first, total)
        if hit is None and not over:
            return True
        return hit or self._hit(parts, 0, total) or False

    def _before(self, row: int, number: int | None) -> Hit | bool:
        with self._changed:
            parts, total, over = list(self._parts), self._hits, self._is_over()
        looked = parts[-1].stop if parts else 0
        if row >= looked and not over:
            return True
        last = self._nth_of(parts, row, number, after=False) - 1
        if last < 0 and not over:
            return True
        return self._hit(parts, last if last >= 0 else total - 1, total) or False

    def _nth_of(
        self, parts: Sequence[_Part], row: int, number: int | None, *, after: bool
    ) -> int:
        """How many hits there are before a cell, or up to it."""
        index = bisect_right(parts, row, key=lambda part: part.start) - 1
        if index < 0:
            return 0
        part = parts[index]
        places = [self._place[each] for each in self._numbers]
        if number is None:
            place = 0 if after else len(places)
        elif after:
            place = bisect_right(places, self._place.get(number, -1))
        else:
            place = bisect_left(places, self._place.get(number, -1))
        cell = (row - part.start) * len(places) + place
        return part.before + int(np.searchsorted(self._hits_of(part), cell, "left"))

    def _hit(self, parts: Sequence[_Part], nth: int, total: int) -> Hit | None:
        """The hit that so many others come before; None where there is none."""
        if not 0 <= nth < total:
            return None
        index = bisect_right(parts, nth, key=lambda part: part.before) - 1
        part = parts[index]
        cell = int(self._hits_of(part)[nth - part.before])
        row, place = divmod(cell, len(self._numbers))
        return Hit(part.start + row, self._numbers[place], nth + 1)
