"""Which rows a view shows, and the hits of its search, as tasks of the view."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from dtale_nb.engine.jobs import Cancelled, is_job
from dtale_nb.engine.pending import PendingRows
from dtale_nb.engine.search import Search

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from dtale_nb.engine.answers import Answers
    from dtale_nb.engine.questions import Question
    from dtale_nb.engine.source import Rows, Source
    from dtale_nb.engine.states import ViewState
    from dtale_nb.engine.tasks import Tasks


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a view shows at one moment: parts that belong together."""

    answers: Answers
    question: Question
    state: ViewState
    version: int

    @property
    def source(self) -> Source:
        """The frame that is asked about."""
        return self.answers.source


class Resolver:
    """What is being found for one view. Every method may be called from any thread.

    All raise `Cancelled` when the state is changed meanwhile, and `StillWorking` when
    it takes longer than the asker has patience.

    Args:
        work: Where it is done.
        is_current: Whether a view still shows what it showed then.
    """

    def __init__(self, work: Tasks, is_current: Callable[[Snapshot], bool]) -> None:
        self._work = work
        self._is_current = is_current
        self._pending: PendingRows | None = None
        self._search: Search | None = None
        self._lock = threading.Lock()

    def rows(self, now: Snapshot, patience: float | None = None) -> Rows:
        """All rows shown, in their order."""
        found = _known(now)
        if found is None:
            with self._expecting(now) as pending:
                found = pending.wait(patience)
        return found

    def kept(self, now: Snapshot) -> Rows:
        """All rows shown, ascending; waits for no order."""
        if not now.question.filter:
            return range(now.source.n_rows)
        found = now.answers.kept(now.question.unsorted())
        if found is not None:
            return found
        if not is_job():
            with self._expecting(now) as pending:
                pending.wait_for_total(None)
        return now.answers.filtered(now.question)

    def total(self, now: Snapshot, patience: float | None = None) -> int:
        """How many rows are shown; waits for no order."""
        if not now.question.filter:
            return now.source.n_rows
        for question in (now.question.unsorted(), now.question):
            found = now.answers.kept(question)
            if found is not None:
                return len(found)
        if is_job():
            return len(now.answers.filtered(now.question))
        with self._expecting(now) as pending:
            return pending.wait_for_total(patience)

    def begun(
        self, now: Snapshot, stop: int, patience: float | None
    ) -> tuple[Rows, int]:
        """Rows shown, or the first of them while their order is made, and how many.

        Args:
            now: What is asked.
            stop: How many rows are needed at least.
            patience: Seconds to wait at most; None for as long as it takes.
        """
        found = _known(now)
        if found is not None:
            return found, len(found)
        with self._expecting(now) as pending:
            head = pending.wait_for_head(stop, patience)
            if head is not None and pending.total is not None:
                return head, pending.total
            every = pending.wait(patience)
            return every, len(every)

    def search(self, now: Snapshot) -> Search | None:
        """The search that the state asks for, begun by whoever asks first."""
        text = now.state.search
        with self._lock:
            if not self._is_current(now):
                raise Cancelled
            if not text:
                return None
            search = self._search
            if search is None or (search.job.was_stopped and not search.stopped):
                order = now.state.columns.order
                search = Search(text, now.source, order)
                key = now.version, text, order
                search.job = self._work.start(
                    "search", key, partial(_look_through, search, now),
                    what=f"searching for “{text}”",
                )  # fmt: skip
                self._search = search
            return search

    def stop(self) -> None:
        """Stop what is being found: something else is asked for."""
        with self._lock:
            self._pending = None
            self._work.cancel("rows")
        self.forget_search()

    def forget_search(self) -> None:
        """Stop the search: something else is searched."""
        with self._lock:
            self._search = None
            self._work.cancel("search")

    def end_search(self) -> None:
        """Let the search keep what it has found, and not go on."""
        with self._lock:
            if self._search is not None:
                self._search.stopped = not self._search.job.has_ended

    @contextmanager
    def _expecting(self, now: Snapshot) -> Iterator[PendingRows]:
        """The rows that are being found, for as long as somebody waits for them."""
        with self._work.waiting():
            yield self._pending_of(now)

    def _pending_of(self, now: Snapshot) -> PendingRows:
        """The rows that are being found, begun by whoever asks first."""
        with self._lock:
            if not self._is_current(now):
                raise Cancelled
            pending = self._pending
            if pending is None or pending.has_failed:
                pending = PendingRows(now.answers, now.question)
                pending.job = self._work.start(
                    "rows", now.version, pending.run,
                    what=now.question.in_words(now.source),
                    columns=tuple(key.number for key in now.question.sort),
                )  # fmt: skip
                self._pending = pending
            return pending


def _known(now: Snapshot) -> Rows | None:
    """The rows shown where they are there, or where a job asks for them."""
    if not now.question.asks:
        return range(now.source.n_rows)
    found: Rows | None = now.answers.kept(now.question)
    if found is None and is_job():  # a job that waited for another would be in the way
        found = now.answers.rows(now.question)
    return found


def _look_through(search: Search, now: Snapshot) -> None:
    every: Rows = range(now.source.n_rows)
    search.run(now.answers.rows(now.question) if now.question.asks else every)
