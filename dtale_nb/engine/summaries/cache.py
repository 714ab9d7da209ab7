"""The summaries of views: made once, off the request path, and kept while the view is.

A summary belongs to the rows that a view shows; sorting them changes nothing, so the
same answer serves every order. Pictures for headers are of all rows, whatever the view
shows; what a filter keeps of them is counted apart. Objects mutated inside a cell are
never noticed.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import numpy as np

from dtale_nb.engine.jobs import Cancelled, Job, Workers, checkpoint
from dtale_nb.engine.summaries.budget import SECONDS
from dtale_nb.engine.summaries.places import Tally, places_of
from dtale_nb.engine.summaries.shares import missing_counts
from dtale_nb.engine.summaries.summary import summarise
from dtale_nb.engine.summaries.values import Values
from dtale_nb.errors import StaleVersion, UnknownColumn, ViewLetGo

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from dtale_nb.engine.source import RowIds, Source
    from dtale_nb.engine.summaries.places import Counted, Places
    from dtale_nb.engine.summaries.shapes import Summary
    from dtale_nb.engine.views import FrameView

KEPT_VALUES = 2
"""Lists of distinct values that are kept for a view; they may be large."""

KEPT_PLACES = 64 * 2**20
"""Bytes of places in pictures that are kept for a view, ..."""

PLACES_SHARE = 8
"""... or this part of the frame's size, if that is more; one byte a row and column."""

WAITING = 128
"""Jobs of a view that may wait; beyond, the oldest is given up."""

Key = tuple[str, int]

Pictured = tuple["Job[Summary]", "Job[Counted | None] | None"]
"""A picture of all rows, and what a filter keeps of it; None where there is none."""

_WORDS = {
    "whole": "summarising",
    "exact": "summarising exactly",
    "values": "counting values",
}


@dataclass(slots=True)
class _Pages:
    """What is known of some rows of a view."""

    mark: object
    jobs: OrderedDict[Key, Job[Any]] = field(default_factory=OrderedDict)
    tally: Tally | None = None
    before: Tally | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)

    def tally_of(self, rows: RowIds, n_rows: int) -> Tally:
        """What these rows are of pictures; made once."""
        with self.lock:
            if self.tally is None:
                self.tally = Tally(rows, n_rows, self.before)
                self.before = None
            return self.tally


@dataclass(slots=True)
class _Entry:
    """What is known of a view: of all its rows, and of those that it shows."""

    mark: object
    whole: _Pages
    shown: _Pages
    places: OrderedDict[int, Places | None] = field(default_factory=OrderedDict)
    pictured: tuple[int, ...] = ()


class SummaryCache:
    """Summaries of all views of a process. Every method may be called from any thread.

    Args:
        workers: Make them.
        seconds: What an exact summary of one column may take by default.
    """

    def __init__(
        self, workers: Workers | None = None, seconds: float = SECONDS
    ) -> None:
        self._seconds = seconds
        self._workers = workers or Workers()
        self._views: WeakKeyDictionary[FrameView, _Entry] = WeakKeyDictionary()
        self._lock = threading.Lock()

    def brief(self, view: FrameView, number: int) -> Job[Summary]:
        """What a column's header shows of all rows.

        Args:
            view: The view.
            number: The field.

        Raises:
            UnknownColumn: There is no such field.
        """
        seconds = self._seconds
        return self._job(
            view, ("brief", number), None,
            lambda source, _: summarise(source, number, None, seconds, brief=True),
        )  # fmt: skip

    def counted(
        self, view: FrameView, number: int, version: int
    ) -> Job[Counted | None] | None:
        """How much a filter keeps of each part of a header's picture.

        Args:
            view: The view.
            number: The field.
            version: The version of the view that is asked about.

        Returns:
            None where all rows are shown. The job gives None where the picture has no
            parts in which a row could be found again.

        Raises:
            StaleVersion: The view has another version by now.
            UnknownColumn: There is no such field.
        """
        if view.state.filter is None:
            return None

        # Of all rows, so found once, however often the filter changes meanwhile.
        places = self._job(
            view, ("places", number), None,
            lambda source, _: self._places(view, source, number),
        )  # fmt: skip

        def work(source: Source, rows: RowIds | None) -> Counted | None:
            places.wait()
            checkpoint()
            found = self._places(view, source, number)
            if found is None or rows is None:
                return None
            shown = self._entry(view, source).shown
            if shown.mark != version:
                return found.told(found.kept(rows))
            return shown.tally_of(rows, source.n_rows).counted(number, found)

        return self._job(view, ("counted", number), version, work)

    def pictured(
        self, view: FrameView, numbers: Sequence[int], version: int
    ) -> list[Pictured]:
        """What the headers in sight show of all rows, and what a filter keeps of it.

        Args:
            view: The view.
            numbers: The fields.
            version: The version of the view that is asked about.

        Raises:
            StaleVersion: The view has another version by now.
            UnknownColumn: There is no such field.
        """
        self._entry(view, view.source).pictured = tuple(numbers)
        return [
            (self.brief(view, number), self.counted(view, number, version))
            for number in numbers
        ]

    def foresee(self, view: FrameView) -> None:
        """Begin to count what a new filter keeps of the pictures that were in sight.

        The page asks so a moment later; while a brush is drawn that moment counts.
        """
        with suppress(StaleVersion, ViewLetGo, UnknownColumn):
            source, version = view.source, view.version
            for number in self._entry(view, source).pictured:
                self.counted(view, number, version)

    def whole(
        self, view: FrameView, number: int, version: int, *, exact: bool = False
    ) -> Job[Summary]:
        """The whole summary of a column.

        Args:
            view: The view.
            number: The field.
            version: The version of the view that is asked about.
            exact: Whether all figures are exact, however long that takes.

        Raises:
            StaleVersion: The view has another version by now.
            UnknownColumn: There is no such field.
        """
        seconds = None if exact else self._seconds
        return self._job(
            view, ("exact" if exact else "whole", number), version,
            lambda source, rows: summarise(source, number, rows, seconds),
        )  # fmt: skip

    def values(
        self, view: FrameView, number: int, version: int, *, every: bool = False
    ) -> Job[Values]:
        """All distinct values of a column, the most frequent first.

        Args:
            view: The view.
            number: The field.
            version: The version of the view that is asked about.
            every: Whether all rows of the frame are asked, whatever the view shows.

        Raises:
            StaleVersion: The view has another version by now.
            UnknownColumn: There is no such field.
        """
        return self._job(
            view, ("values", number), None if every else version,
            lambda source, rows: Values.of(source, number, rows),
        )  # fmt: skip

    def missing(self, view: FrameView, version: int) -> Job[list[int | None]]:
        """Missing values of every column. The view has at least one column.

        Raises:
            StaleVersion: The view has another version by now.
        """
        return self._job(view, ("missing", 0), version, missing_counts)

    def _places(self, view: FrameView, source: Source, number: int) -> Places | None:
        """The place of each row in a picture, found once; runs in a job."""
        entry = self._entry(view, source)
        if number not in entry.places:
            picture = summarise(source, number, None, self._seconds, brief=True)
            found = places_of(source, number, picture)
            limit = max(KEPT_PLACES, source.nbytes() // PLACES_SHARE)
            with self._lock:
                entry.places[number] = found
                while len(entry.places) > 1 and _held(entry.places) > limit:
                    entry.places.popitem(last=False)
            return found
        with self._lock:
            found = entry.places.get(number)
            if found is not None:
                entry.places.move_to_end(number)
        return found

    def _entry(self, view: FrameView, source: Source) -> _Entry:
        with self._lock:
            entry = self._views.get(view)
            if entry is None or entry.mark != id(source):
                if entry is not None:
                    _cancel([*entry.whole.jobs.values(), *entry.shown.jobs.values()])
                whole = _Pages(None)
                entry = self._views[view] = _Entry(id(source), whole, whole)
            return entry

    def _forget(self, pages: _Pages, key: Key) -> None:
        """Keep a job no longer; by then whoever began it has put it there."""
        with self._lock:
            pages.jobs.pop(key, None)

    def _job(
        self,
        view: FrameView,
        key: Key,
        version: int | None,
        work: Callable[[Source, RowIds | None], Any],
    ) -> Job[Any]:
        """The job that answers a question, begun by whoever asks first.

        Args:
            view: The view.
            key: The question and the field.
            version: The version whose rows are asked about; None for all rows.
            work: Finds the answer from the source and the rows; None is all rows.
        """
        source = view.source
        is_filtered = version is not None and _is_filtered(view, version)
        entry = self._entry(view, source)
        with self._lock:
            if not is_filtered:
                pages = entry.whole
            else:
                if entry.shown.mark != version:
                    old = entry.shown
                    if old is not entry.whole:
                        _cancel(old.jobs.values())
                    entry.shown = _Pages(version, before=old.tally or old.before)
                pages = entry.shown
            job = pages.jobs.get(key)
            if job is None or job.was_stopped:
                source.field(key[1])  # is there
                job = self._workers.start(
                    partial(
                        _answer, view, version if is_filtered else None, source, work,
                        partial(self._forget, pages, key),
                    ),
                    wanted=view.work.is_wanted,
                )  # fmt: skip
                pages.jobs[key] = job
                if key[0] in _WORDS:
                    view.work.note("summary", key, job, _WORDS[key[0]], key[1])
            pages.jobs.move_to_end(key)
            _prune(pages.jobs)
            return job


def _answer(
    view: FrameView,
    version: int | None,
    source: Source,
    work: Callable[[Source, RowIds | None], Any],
    failed: Callable[[], object],
) -> Any:
    """Find an answer, in a job.

    Args:
        view: The view.
        version: The version whose rows are asked about; None for all rows.
        source: The frame.
        work: Finds it from the source and the rows; None is all rows.
        failed: Is called where it ends in an error. An error holds what the lines that
            it went through hold, so it is kept by nobody but those who wait for it.

    Raises:
        Cancelled: The version has gone meanwhile.
    """
    try:
        return work(source, None if version is None else _rows_of(view, version))
    except Cancelled:
        raise
    except StaleVersion:
        raise Cancelled from None
    except Exception:
        failed()
        raise


def check(view: FrameView, version: int) -> None:
    """Check that a view still has the version that is asked about.

    Raises:
        StaleVersion: It has another one by now.
    """
    if view.version != version:
        raise StaleVersion(
            f"version {version} of view {view.name!r} has gone",
            hint=f"it is at version {view.version}; read its state and ask again",
        )


def _is_filtered(view: FrameView, version: int) -> bool:
    """Whether a view shows not all rows, in whatever order."""
    is_filtered = view.state.filter is not None
    check(view, version)
    return is_filtered


def _rows_of(view: FrameView, version: int | None) -> RowIds:
    """The rows that a filter keeps, ascending."""
    rows = view.kept(version)
    if isinstance(rows, range):
        return np.arange(rows.start, rows.stop, rows.step).astype(np.uint64)
    return rows


def _held(places: OrderedDict[int, Places | None]) -> int:
    return sum(0 if each is None else each.of_row.nbytes for each in places.values())


def _prune(jobs: OrderedDict[Key, Job[Any]]) -> None:
    """Give up what nobody has asked about for long."""
    waiting = [key for key, job in jobs.items() if not job.has_ended]
    for key in waiting[:-WAITING]:
        jobs.pop(key).cancel()
    lists = [key for key in jobs if key[0] == "values"]
    for key in lists[:-KEPT_VALUES]:
        jobs.pop(key).cancel()


def _cancel(jobs: Any) -> None:
    for job in jobs:
        job.cancel()
