"""What is shown of a frame: which rows, in which order, and pages of them."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from dtale_nb.engine.answers import SHELF, Answers, Shelf
from dtale_nb.engine.desk import Desk
from dtale_nb.engine.jobs import Cancelled, is_job
from dtale_nb.engine.making import Making
from dtale_nb.engine.page import Page
from dtale_nb.engine.questions import Question
from dtale_nb.engine.search import Search
from dtale_nb.engine.states import ViewState, read_changes
from dtale_nb.engine.texts import time_limit
from dtale_nb.errors import StaleVersion, ViewLetGo

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dtale_nb.engine.jobs import Workers
    from dtale_nb.engine.source import Rows, Source

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
        shelf: How much is kept of the rows that were found.

    Attributes:
        work: What is being done for it.
    """

    def __init__(
        self,
        view_id: str,
        name: str,
        source: Source,
        workers: Workers | None = None,
        shelf: Shelf = SHELF,
    ) -> None:
        self.id = view_id
        self.name = name
        self._answers: Answers | None = Answers(source, shelf)
        self._state = ViewState()
        self._version = 1
        self._lock = threading.Lock()
        self._settled = ViewState()
        self._making: Making | None = None
        self._search: Search | None = None
        self.work = Desk(workers)

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
        return self._total(self._now(None))

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
        every, total = self._begun(now, stop, patience)
        start = min(max(start, 0), total)
        stop = min(max(stop, start), total)
        rows = every[start:stop]
        levels = range(source.n_levels)
        with time_limit():  # one for all wild values of the page
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
        return self._rows(self._now(version))

    def kept(self, version: int | None = None) -> Rows:
        """The positions of all rows shown, ascending; raises as `rows`.

        Does not wait for an order.
        """
        now = self._now(version)
        return self._rows(replace(now, question=now.question.unsorted()))

    def snapshot(self, patience: float | None = None) -> tuple[ViewState, int, int]:
        """State, version and rows shown, that belong together; raises as `page`.

        Does not wait for an order: it changes nothing about how many rows there are.
        """
        now = self._now(None)
        return now.state, now.version, self._total(now, patience)

    def search(self, version: int | None = None) -> Search | None:
        """The search that the state asks for, begun by whoever asks first.

        Raises:
            StaleVersion: The view has another version by now.
            ViewLetGo: The view was let go.
        """
        now = self._now(version)
        text = now.state.search
        with self._lock:
            if not text or self._version != now.version:
                return None
            search = self._search
            if search is None or (search.job.was_stopped and not search.stopped):
                search = Search(text, now.source)
                search.job = self.work.start(
                    "search", (now.version, text), partial(_look_through, search, now),
                    what=f"searching for “{text}”",
                )  # fmt: skip
                self._search = search
            return search

    def cancel(self, kind: str | None = None) -> int:
        """Stop the work that is being done.

        Rows that are not found yet are given up for the state before, a search keeps
        what it has found.

        Args:
            kind: ``rows``, ``search`` or ``summary``; None for all.

        Returns:
            How many pieces of work were asked to stop.
        """
        with self._lock:
            if self._search is not None and kind in {None, "search"}:
                self._search.stopped = not self._search.job.has_ended
            stopped = self.work.cancel(kind)
            if kind in {None, "rows"} and not self._is_settled():
                before = self._settled
                self._state = replace(
                    self._state, sort=before.sort, filter=before.filter
                )
                self._version += 1
                self._stop_work()
            return stopped

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
            if "search" in parts:
                self._search = None
                self.work.cancel("search")
            if Question.of(self._state) != Question.of(before):
                self._version += 1
                self._stop_work()
            return self._state

    def let_go(self) -> None:
        """Drop the frame and all that was made of it; pages in the making end well."""
        with self._lock:
            held = self._answers
            self._answers = None
            self._stop_work()
            self.work.cancel()
        del held  # a frame's finalizers run here, after the lock was given back

    def _present(self) -> Answers:
        """What is known of the frame.

        Raises:
            ViewLetGo: The view was let go.
        """
        answers = self._answers
        if answers is None:
            raise gone(self.id, self.name)
        return answers

    def _now(self, version: int | None) -> _Now:
        """Source, question and version that belong together.

        Raises:
            StaleVersion: Another version was asked about.
            ViewLetGo: The view was let go.
        """
        with self._lock:
            question = Question.of(self._state)
            answers, state = self._present(), self._state
            now = _Now(answers, question, state, self._version)
        if version is not None and version != now.version:
            raise self._stale(version)
        return now

    def _stale(self, version: int) -> StaleVersion:
        return StaleVersion(
            f"version {version} of view {self.name!r} has gone",
            hint=f"it is at version {self._version}; read its state and ask again",
        )

    def _rows(self, now: _Now, patience: float | None = None) -> Rows:
        """All rows shown.

        Raises:
            StaleVersion: The state was changed while they were looked for.
            StillWorking: They were not found in so many seconds.
        """
        found = self._known(now)
        if found is None:
            with self._expecting(now) as making:
                found = making.wait(patience)
        return found

    def _total(self, now: _Now, patience: float | None = None) -> int:
        """How many rows are shown, which takes no order; raises as `_rows`."""
        unsorted = replace(now, question=now.question.unsorted())
        found = self._known(unsorted)
        if found is None:
            found = self._known(now)
        if found is None:
            with self._expecting(now) as making:
                return making.wait_for_total(patience)
        return len(found)

    def _begun(self, now: _Now, stop: int, patience: float | None) -> tuple[Rows, int]:
        """Rows shown, or the first of them while their order is made, and how many.

        Args:
            now: What is asked.
            stop: How many rows are needed at least.
            patience: Seconds to wait at most; None for as long as it takes.

        Raises:
            StaleVersion: The state was changed while they were looked for.
            StillWorking: They were not found in time.
        """
        found = self._known(now)
        if found is not None:
            return found, len(found)
        with self._expecting(now) as making:
            head = making.wait_for_head(stop, patience)
            if head is not None and making.total is not None:
                return head, making.total
            every = making.wait(patience)
            return every, len(every)

    def _known(self, now: _Now, *, ask: bool = True) -> Rows | None:
        """The rows shown where they are there, or where a job asks for them."""
        if not now.question.asks:
            return range(now.source.n_rows)
        found: Rows | None = now.answers.kept(now.question)
        if found is None and ask and is_job():  # one that waited would be in the way
            found = now.answers.rows(now.question)
        return found

    @contextmanager
    def _expecting(self, now: _Now) -> Iterator[Making]:
        """The rows in the making, for as long as somebody waits for them.

        Raises:
            StaleVersion: The state was changed meanwhile.
            ViewLetGo: The view was let go.
        """
        with self.work.waiting():
            try:
                yield self._making_of(now)
            except Cancelled:
                self._present()  # says so if that is because it was let go
                raise self._stale(now.version) from None

    def _making_of(self, now: _Now) -> Making:
        """The rows in the making, begun by whoever asks first.

        Raises:
            Cancelled: Another state was set by now.
        """
        with self._lock:
            making = self._making
            if making is None or making.question != now.question or making.has_failed:
                if self._version != now.version or self._answers is not now.answers:
                    raise Cancelled
                making = Making(now.answers, now.question)
                making.job = self.work.start(
                    "rows", now.version, making.run,
                    what=now.question.in_words(now.source),
                    columns=tuple(key.number for key in now.question.sort),
                )  # fmt: skip
                self._making = making
            return making

    def _stop_work(self) -> None:
        """Stop what older questions have begun. The lock is held."""
        self._making = self._search = None
        self.work.cancel("rows")
        self.work.cancel("search")


@dataclass(frozen=True, slots=True)
class _Now:
    answers: Answers
    question: Question
    state: ViewState
    version: int

    @property
    def source(self) -> Source:
        """The frame that is asked about."""
        return self.answers.source


def _look_through(search: Search, now: _Now) -> None:
    every: Rows = range(now.source.n_rows)
    search.run(now.answers.rows(now.question) if now.question.asks else every)


def gone(view_id: str, name: str) -> ViewLetGo:
    """The error that says that a view was let go, and how to get it back."""
    return ViewLetGo(
        f"view {name!r} ({view_id}) was let go",
        hint="run its cell again, or show the frame again",
    )
