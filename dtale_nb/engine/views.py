"""What is shown of a frame: which rows, in which order, and pages of them."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from dtale_nb.engine.answers import Answers
from dtale_nb.engine.jobs import Cancelled, Token, stoppable
from dtale_nb.engine.questions import Question
from dtale_nb.engine.states import ViewState, read_changes
from dtale_nb.engine.texts import time_limit
from dtale_nb.errors import StaleVersion, ViewLetGo

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dtale_nb.engine.jobs import Job, Workers
    from dtale_nb.engine.source import Cells, RowIds, Rows, Source

__all__ = ["FrameView", "Page", "ViewState", "gone"]

HEAD = 2_000
"""Rows that are found without ordering all, while the order is made."""

LARGE = 500_000
"""Rows from which on a page of the head does not wait for the order."""


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows of some columns, all of one version of a view.

    Attributes:
        version: The version of the view that these rows belong to.
        total: Rows shown by that version.
        start: Position in the view of the first row here.
        stop: Position after the last row here; stop - start rows are here.
        numbers: The fields of `columns`, as asked for.
        index: Cells of each index level, shape (n_levels,).
        columns: Cells of each field in `numbers`, shape (len(numbers),).
    """

    version: int
    total: int
    start: int
    stop: int
    numbers: tuple[int, ...]
    index: tuple[Cells, ...]
    columns: tuple[Cells, ...]


class FrameView:
    """A frame as it is shown: state, version, and pages of rows.

    Every method may be called from any thread. Row ids are made once for each order
    and never change, so a page that has begun is finished from one state.

    Args:
        view_id: Names this view among all views of the process.
        name: A word of the user's for it.
        source: The frame that is shown.
        workers: Make orders while the first rows are shown already; without them, the
            first page waits for its order.
    """

    def __init__(
        self, view_id: str, name: str, source: Source, workers: Workers | None = None
    ) -> None:
        self.id = view_id
        self.name = name
        self._answers: Answers | None = Answers(source)
        self._state = ViewState()
        self._version = 1
        self._lock = threading.Lock()
        self._token = Token()
        self._workers = workers
        self._head: tuple[Question, RowIds] | None = None
        self._job: Job[RowIds] | None = None

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
        return len(self._rows(self._now(None).unsorted()))

    def page(
        self, start: int, stop: int, numbers: Sequence[int], version: int | None = None
    ) -> Page:
        """Some rows of some columns, as the view shows them.

        Args:
            start: Position in the view of the first row; clipped to the rows there are.
            stop: Position after the last row; clipped.
            numbers: The fields wanted, in this order.
            version: The version asked about; None for the present one.

        Raises:
            StaleVersion: The view has another version by now.
            UnknownColumn: There is no such field.
            BadArgument: The filter or the order cannot be made after all.
            ViewLetGo: The view was let go.
        """
        now = self._now(version)
        source = now.source
        every, total = self._begun(now, stop)
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
        return self._rows(self._now(version).unsorted())

    def snapshot(self) -> tuple[ViewState, int, int]:
        """State, version and rows shown, that belong together; raises as `rows`.

        Does not wait for an order: it changes nothing about how many rows there are.
        """
        now = self._now(None)
        return now.state, now.version, len(self._rows(now.unsorted()))

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
            self._state = replace(before, **parts)
            if Question.of(self._state) != Question.of(before):
                self._version += 1
                self._stop_work()
            return self._state

    def let_go(self) -> None:
        """Drop the frame and all that was made of it; pages in the making end well."""
        with self._lock:
            held = self._answers
            self._answers = self._head = None
            self._stop_work()
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
            now = _Now(answers, question, state, self._version, self._token)
        if version is not None and version != now.version:
            raise self._stale(version)
        return now

    def _stale(self, version: int) -> StaleVersion:
        return StaleVersion(
            f"version {version} of view {self.name!r} has gone",
            hint=f"it is at version {self._version}; read its state and ask again",
        )

    def _rows(self, now: _Now) -> Rows:
        """All rows shown.

        Raises:
            StaleVersion: The state was changed while they were looked for.
        """
        if not now.question.asks:
            return range(now.source.n_rows)
        with self._stopping(now):
            return now.answers.rows(now.question)

    @contextmanager
    def _stopping(self, now: _Now) -> Iterator[None]:
        """Stop what is done inside when the state is changed.

        Raises:
            StaleVersion: It was.
            ViewLetGo: The view was let go meanwhile.
        """
        try:
            with stoppable(now.token):
                yield
        except Cancelled:
            self._present()  # says so if that is because it was let go
            raise self._stale(now.version) from None

    def _begun(self, now: _Now, stop: int) -> tuple[Rows, int]:
        """Rows shown, or the first of them while their order is made, and how many.

        Args:
            now: What is asked.
            stop: How many rows are needed at least.

        Raises:
            StaleVersion: The state was changed while they were looked for.
        """
        question = now.question
        waits = self._workers is None or stop > HEAD or now.source.n_rows < LARGE
        if waits or not question.sort or now.answers.kept(question) is not None:
            every = self._rows(now)
            return every, len(every)
        with self._stopping(now):
            rows = now.answers.filtered(question) if question.filter else None
            head = self._head_of(now, rows)
        if head is None:
            every = self._rows(now)
            return every, len(every)
        return head, now.source.n_rows if rows is None else len(rows)

    def _head_of(self, now: _Now, rows: RowIds | None) -> RowIds | None:
        """The beginning of an order; the whole of it is begun to be made."""
        with self._lock:
            known = self._head
        if known is None or known[0] != now.question:
            ids = now.source.head(now.question.sort, HEAD, rows)
            if ids is None:
                return None
            known = (now.question, ids)
        with self._lock:
            is_current = self._token is now.token and self._answers is not None
            if is_current:
                self._head = known
            if is_current and self._job is None and self._workers is not None:
                self._job = self._workers.start(lambda: now.answers.rows(now.question))
        return known[1]

    def _stop_work(self) -> None:
        """Stop what older questions have begun. The lock is held."""
        self._token.cancel()
        self._token = Token()
        if self._job is not None:
            self._job.cancel()
            self._job = None


@dataclass(frozen=True, slots=True)
class _Now:
    answers: Answers
    question: Question
    state: ViewState
    version: int
    token: Token

    @property
    def source(self) -> Source:
        """The frame that is asked about."""
        return self.answers.source

    def unsorted(self) -> _Now:
        """The same without an order."""
        return replace(self, question=self.question.unsorted())


def gone(view_id: str, name: str) -> ViewLetGo:
    """The error that says that a view was let go, and how to get it back."""
    return ViewLetGo(
        f"view {name!r} ({view_id}) was let go",
        hint="run its cell again, or show the frame again",
    )
