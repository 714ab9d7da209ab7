"""What is shown of a frame: which rows, in which order, and pages of them."""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from dtale_nb.engine.answers import CACHE_LIMIT, Answers, CacheLimit
from dtale_nb.engine.jobs import Cancelled
from dtale_nb.engine.page import Page
from dtale_nb.engine.questions import Question
from dtale_nb.engine.renewal import carried_over, renewed
from dtale_nb.engine.resolver import Resolver, Snapshot
from dtale_nb.engine.states import ViewState, read_changes
from dtale_nb.engine.tasks import Tasks
from dtale_nb.engine.texts import time_limit
from dtale_nb.errors import StaleVersion, ViewLetGo, listed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from dtale_nb.engine.jobs import Workers
    from dtale_nb.engine.search import Search
    from dtale_nb.engine.source import Rows, Source

GLANCE = 0.002
"""Seconds to look for changes of values by default."""

__all__ = ["FrameView", "Page", "ViewState", "gone"]


class FrameView:
    """A frame as it is shown: state, version, and pages of rows.

    Every method may be called from any thread. Row ids are made once for each order
    and never change, so a page that has begun is finished from one state.

    Args:
        view_id: Names this view among all views of the process.
        name: A word of the user's for it.
        source: The frame that is shown.
        workers: Do what takes long; None for some of its own.
        cache_limit: How much is kept of the rows that were found.

    Attributes:
        work: What is being done for it.
        changed: What the user changed of the frame at last, in words; '' if nothing.
        schema: Counts the changes of its columns, from 1.
        at_end: Called when it is let go, by what else holds its frame.
        is_converted: Whether the user has its frame as something else, such as a list.
    """

    def __init__(
        self,
        view_id: str,
        name: str,
        source: Source,
        workers: Workers | None = None,
        cache_limit: CacheLimit = CACHE_LIMIT,
    ) -> None:
        self.id = view_id
        self.name = name
        self._answers: Answers | None = Answers(source, cache_limit)
        self._state = ViewState()
        self._version = 1
        self._lock = threading.Lock()
        self._settled = ViewState()
        self._looked = float("-inf")
        self.changed = ""
        self.schema = 1
        self.work = Tasks(workers)
        self.at_end: list[Callable[[], None]] = []
        self.is_converted = False
        self._resolver = Resolver(self.work, self._is_current)

    @property
    def source(self) -> Source:
        """The frame that is shown.

        Raises:
            ViewLetGo: The view was let go, and with it the frame.
        """
        return self._present().source

    @property
    def is_let_go(self) -> bool:
        """Whether the frame was dropped."""
        return self._answers is None

    @property
    def state(self) -> ViewState:
        """How the frame is shown now."""
        return self._state

    @property
    def version(self) -> int:
        """Counts the changes of what rows are shown in which order, from 1."""
        return self._version

    @property
    def n_rows(self) -> int:
        """Rows shown.

        Raises:
            BadArgument: The filter cannot be asked after all.
            ViewLetGo: The view was let go.
        """
        now = self._now(None)
        with self._told(now):
            return self._resolver.total(now)

    def page(
        self,
        start: int,
        stop: int,
        numbers: Sequence[int],
        version: int | None = None,
        patience: float | None = None,
    ) -> Page:
        """Some rows of some columns, as the view shows them.

        Args:
            start: Position in the view of the first row; clipped to the rows there are.
            stop: Position after the last row; clipped.
            numbers: The fields wanted, in this order.
            version: The version asked about; None for the present one.
            patience: Seconds to wait for the rows; None for as long as it takes.

        Raises:
            StaleVersion: The view has another version by now.
            StillWorking: The rows were not found in time.
            UnknownColumn: There is no such field.
            BadArgument: The filter or the order cannot be made after all.
            ViewLetGo: The view was let go.
        """
        now = self._now(version)
        source = now.source
        with self._told(now):
            every, total = self._resolver.begun(now, stop, patience)
        start = min(max(start, 0), total)
        stop = min(max(stop, start), total)
        rows = every[start:stop]
        levels = range(source.n_levels)
        with time_limit():  # one for all untrusted values of the page
            index = tuple(source.cells(~level, rows) for level in levels)
            columns = tuple(source.cells(number, rows) for number in numbers)
        return Page(now.version, total, start, stop, tuple(numbers), index, columns)

    def rows(self, version: int | None = None) -> Rows:
        """The positions in the frame of all rows shown, in their order.

        Raises:
            StaleVersion: The view has another version by now.
            BadArgument: The filter or the order cannot be made after all.
            ViewLetGo: The view was let go.
        """
        return self.shown(version)[1]

    def kept(self, version: int | None = None) -> Rows:
        """The positions of all rows shown, ascending; raises as `rows`.

        Does not wait for an order.
        """
        now = self._now(version)
        with self._told(now):
            return self._resolver.kept(now)

    def shown(
        self, version: int | None = None, patience: float | None = None
    ) -> tuple[Source, Rows]:
        """The frame and its rows that are shown, in their order; raises as `page`.

        They belong together, also when the frame is changed meanwhile.
        """
        now = self._now(version)
        with self._told(now):
            return now.source, self._resolver.rows(now, patience)

    def snapshot(self, patience: float | None = None) -> tuple[ViewState, int, int]:
        """State, version and rows shown, that belong together; raises as `page`.

        Does not wait for an order: it changes nothing about how many rows there are.
        """
        now = self._now(None)
        with self._told(now):
            return now.state, now.version, self._resolver.total(now, patience)

    def search(self, version: int | None = None) -> Search | None:
        """The search that the state asks for, begun by whoever asks first.

        Raises:
            StaleVersion: The view has another version by now.
            ViewLetGo: The view was let go.
        """
        now = self._now(version)
        with self._told(now):
            return self._resolver.search(now)

    def cancel(self, kind: str | None = None) -> int:
        """Stop the work that is being done.

        Rows that are not found yet are given up for the state before, a search keeps
        what it has found.

        Args:
            kind: ``rows``, ``search`` or ``summary``; None for all.

        Returns:
            How many pieces of work were asked to stop.
        """
        if kind in {None, "search"}:
            self._resolver.end_search()
        with self._lock:
            stopped = self.work.cancel(kind)
            if kind in {None, "rows"} and not self._is_settled():
                before = self._settled
                self._state = replace(
                    self._state, sort=before.sort, filter=before.filter
                )
                self._version += 1
                self._resolver.stop()
            return stopped

    def _is_current(self, now: Snapshot) -> bool:
        """Whether this is still what is shown."""
        return self._version == now.version and self._answers is now.answers

    def _is_settled(self) -> bool:
        """Whether the rows that the state asks for are there. The lock is held."""
        question = Question.of(self._state)
        answers = self._answers
        if answers is None or not question.asks:
            return True
        return answers.kept(question) is not None

    def change(self, **changes: Any) -> ViewState:
        """Show the frame in another way.

        Args:
            **changes: Parts of a `ViewState` by name; what is not named stays. A filter
                is given as JSON, see `dtale_nb.engine.filters.tree`.

        Returns:
            The whole state after the change.

        Raises:
            BadArgument: A part is unknown or cannot be read.
            UnknownColumn: A key of the order speaks of a field that is not there.
            ViewLetGo: The view was let go.
        """
        source = self.source
        parts = read_changes(changes, source)
        with self._lock:
            before = self._state
            if self._is_settled():
                self._settled = before
            self._state = replace(before, **parts)
            if "search" in parts or self._state.columns.order != before.columns.order:
                self._resolver.forget_search()
            if Question.of(self._state) != Question.of(before):
                self._version += 1
                self._resolver.stop()
            return self._state

    def look(self, seconds: float = GLANCE, every: float = 0.0) -> None:
        """See whether the user has changed the frame, and if so begin a new version.

        Args:
            seconds: How long to look for changes of values.
            every: Not again if it was looked at so few seconds ago.
        """
        answers = self._answers
        now = time.monotonic()
        if answers is None or now - self._looked < every:
            return
        self._looked = now
        changed = answers.source.look(seconds)
        if changed is not None:
            self.refresh(changed)

    def refresh(self, changed: str = "refreshed") -> None:
        """Read the frame anew, whether or not a change of it was seen.

        Filter and order are kept as far as they make sense for it.

        Args:
            changed: What has happened, in words.

        Raises:
            ViewLetGo: The view was let go.
        """
        old = self._present()
        new = renewed(old.source)
        if new is None:
            return  # it is being changed just now; the next look reads it
        with self._lock:
            if self._answers is not old:
                return  # somebody else was faster
            self._state, gone = carried_over(self._state, old.source, new)
            self._settled, _ = carried_over(self._settled, old.source, new)
            left = f"; taken away: {listed(gone)}" if gone else ""
            if changed or gone:
                self.changed = f"{changed}{left}"
            self.schema += old.source.schema() != new.schema()
            self._answers = Answers(new, old.cache_limit)
            self._version += 1
            self._resolver.stop()

    def let_go(self) -> None:
        """Drop the frame and all that was made of it; pages in the making end well."""
        with self._lock:
            held = self._answers
            self._answers = None
            self._resolver.stop()
        for end in self.at_end:
            end()
        self.work.close()  # a frame's finalizers run here, after the lock
        del held  # ... was given back, and here

    def _present(self) -> Answers:
        """What is known of the frame.

        Raises:
            ViewLetGo: The view was let go.
        """
        answers = self._answers
        if answers is None:
            raise gone(self.id, self.name)
        return answers

    def _now(self, version: int | None) -> Snapshot:
        """Source, question and version that belong together.

        Raises:
            StaleVersion: Another version was asked about.
            ViewLetGo: The view was let go.
        """
        with self._lock:
            question = Question.of(self._state)
            answers, state = self._present(), self._state
            now = Snapshot(answers, question, state, self._version)
        if version is not None and version != now.version:
            raise self._stale(version)
        return now

    def _stale(self, version: int) -> StaleVersion:
        return StaleVersion(
            f"version {version} of view {self.name!r} has gone",
            hint=f"it is at version {self._version}; read its state and ask again",
        )

    @contextmanager
    def _told(self, now: Snapshot) -> Iterator[None]:
        """Tell why work was stopped.

        Raises:
            StaleVersion: The state was changed.
            ViewLetGo: The view was let go.
        """
        try:
            yield
        except Cancelled:
            self._present()  # says so if that is because it was let go
            raise self._stale(now.version) from None


def gone(view_id: str, name: str) -> ViewLetGo:
    """The error that says that a view was let go, and how to get it back."""
    return ViewLetGo(
        f"view {name!r} ({view_id}) was let go",
        hint="run its cell again, or show the frame again",
    )
