"""The summaries of views: made once, off the request path, and kept while the view is.

A summary belongs to the rows that a view shows; sorting them changes nothing, so the
same answer serves every order. Objects mutated inside a cell are never noticed.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import numpy as np

from dtale_nb.engine.jobs import Job, Workers
from dtale_nb.engine.summaries.budget import SECONDS
from dtale_nb.engine.summaries.summary import summarise
from dtale_nb.engine.summaries.values import Values
from dtale_nb.errors import StaleVersion

if TYPE_CHECKING:
    from collections.abc import Callable

    from dtale_nb.engine.source import RowIds, Source
    from dtale_nb.engine.summaries.shapes import Summary
    from dtale_nb.engine.views import FrameView

KEPT_VALUES = 2
"""Lists of distinct values that are kept for a view; they may be large."""

WAITING = 64
"""Jobs of a view that may wait; beyond, the oldest is given up."""

Key = tuple[str, int]


@dataclass(slots=True)
class _Pages:
    """What is known of one state of a view."""

    rows: object
    jobs: OrderedDict[Key, Job[Any]] = field(default_factory=OrderedDict)


class Book:
    """Summaries of all views of a process. Every method may be called from any thread.

    Args:
        seconds: What an exact summary of one column may take by default.
    """

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._workers = Workers()
        self._views: WeakKeyDictionary[FrameView, _Pages] = WeakKeyDictionary()
        self._lock = threading.Lock()

    def brief(self, view: FrameView, number: int, version: int) -> Job[Summary]:
        """What a column's header shows.

        Args:
            view: The view.
            number: The field.
            version: The version of the view that is asked about.

        Raises:
            StaleVersion: The view has another version by now.
            UnknownColumn: There is no such field.
        """
        seconds = self._seconds
        return self._job(
            view, ("brief", number), version,
            lambda source, rows: summarise(source, number, rows, seconds, brief=True),
        )  # fmt: skip

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

    def values(self, view: FrameView, number: int, version: int) -> Job[Values]:
        """All distinct values of a column, the most frequent first.

        Raises:
            StaleVersion: The view has another version by now.
            UnknownColumn: There is no such field.
        """
        return self._job(
            view, ("values", number), version,
            lambda source, rows: Values.of(source, number, rows),
        )  # fmt: skip

    def _job(
        self,
        view: FrameView,
        key: Key,
        version: int,
        work: Callable[[Source, RowIds | None], Any],
    ) -> Job[Any]:
        """The job that answers a question, begun by whoever asks first."""
        source = view.source
        source.field(key[1])
        rows = _rows_of(view, version)
        with self._lock:
            pages = self._views.get(view)
            mark = (id(source), None if rows is None else version)
            if pages is None or pages.rows != mark:
                if pages is not None:
                    _cancel(pages.jobs.values())
                pages = self._views[view] = _Pages(mark)
            job = pages.jobs.get(key)
            if job is None or job.token.is_cancelled:
                job = self._workers.start(lambda: work(source, rows))
                pages.jobs[key] = job
            pages.jobs.move_to_end(key)
            _prune(pages.jobs)
            return job


def _rows_of(view: FrameView, version: int) -> RowIds | None:
    """The rows that a view shows; None where it shows all, in whatever order."""
    is_filtered, current = view.state.filter is not None, view.version
    if current != version:
        raise StaleVersion(
            f"version {version} of view {view.name!r} has gone",
            hint=f"it is at version {current}; read its state and ask again",
        )
    if not is_filtered:
        return None
    rows = view.rows(version)
    if isinstance(rows, range):
        return np.arange(rows.start, rows.stop, rows.step).astype(np.uint64)
    return rows


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
