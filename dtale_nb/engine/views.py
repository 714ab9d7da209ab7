"""What is shown of a frame: which rows, in which order, and pages of them."""

from __future__ import annotations

import threading
from collections import OrderedDict
from contextlib import contextmanager
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import numpy as np

from dtale_nb.engine.filters import Group, kept_rows
from dtale_nb.engine.jobs import Cancelled, Token, stoppable
from dtale_nb.engine.memory.rows import ids_of
from dtale_nb.engine.states import ViewState, read_changes
from dtale_nb.engine.texts import time_limit
from dtale_nb.errors import StaleVersion, ViewLetGo

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dtale_nb.engine.filters import Node
    from dtale_nb.engine.jobs import Job, Workers
    from dtale_nb.engine.source import Cells, RowIds, Rows, SortKey, Source

__all__ = ["FrameView", "Page", "ViewState", "gone"]

KEPT_SHARE = 4
"""A view keeps orders of at most this part of the frame's size, ..."""

KEPT_LEAST = 64 * 2**20
"""... but always this many bytes. The least recently used go first."""

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
        self._source: Source | None = source
        self._state = ViewState()
        self._version = 1
        self._lock = threading.Lock()
        self._token = Token()
        self._made: OrderedDict[_Question, RowIds] = OrderedDict()
        self._making = threading.Lock()
        self._workers = workers
        self._head: tuple[_Question, RowIds] | None = None
        self._job: Job[RowIds] | None = None

    @property
    def source(self) -> Source:
        """The frame that is shown.

        Raises:
            ViewLetGo: The view was let go, and with it the frame.
        """
        source = self._source
        if source is None:
            raise gone(self.id, self.name)
        return source

    @property
    def is_let_go(self) -> bool:
        """Whether the frame was dropped."""
        return self._source is None

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
            if _Question.of(self._state) != _Question.of(before):
                self._version += 1
                self._stop_work()
            return self._state

    def let_go(self) -> None:
        """Drop the frame and all that was made of it; pages in the making end well."""
        with self._lock:
            held = self._source, self._made
            self._source, self._made, self._head = None, OrderedDict(), None
            self._stop_work()
        del held  # a frame's finalizers run here, after the lock was given back

    def _now(self, version: int | None) -> _Now:
        """Source, question and version that belong together.

        Raises:
            StaleVersion: Another version was asked about.
            ViewLetGo: The view was let go.
        """
        with self._lock:
            question = _Question.of(self._state)
            now = _Now(self.source, question, self._state, self._version, self._token)
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
            return self._answer(now)

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
            self.source  # noqa: B018 - says so if that is because it was let go
            raise self._stale(now.version) from None

    def _answer(self, now: _Now) -> RowIds:
        """The row ids that answer a question, made once."""
        found = self._kept(now.question)
        if found is not None:
            return found
        with self._making:  # a second asker waits for the first
            found = self._kept(now.question)
            if found is None:
                found = self._make(now)
        return found

    def _make(self, now: _Now) -> RowIds:
        source, keys = now.source, now.question.sort
        if not now.question.filter:
            found = source.order(keys)
        else:
            rows = self._filtered(now)
            if not keys:
                return rows
            whole = self._kept(_Question(frozenset(), keys))
            if whole is None:
                found = source.order(keys, rows)
            else:  # a new filter never sorts again
                shown = np.zeros(source.n_rows, dtype=bool)
                shown[rows] = True
                found = ids_of(whole[shown[whole]], source.n_rows)
        self._keep(source, now.question, found)
        return found

    def _filtered(self, now: _Now) -> RowIds:
        """The rows that a filter keeps, out of those that a part of it keeps."""
        question = _Question(now.question.filter)
        found = self._kept(question)
        if found is not None:
            return found
        with self._lock:
            known = [
                (len(each.filter), each.filter, ids)
                for each, ids in self._made.items()
                if each.filter and not each.sort and each.filter < question.filter
            ]
        done, within = frozenset[str](), None
        if known:
            _, done, within = max(known, key=itemgetter(0))
        left = [part for part in _parts(now.state.filter) if repr(part) not in done]
        kept = kept_rows(Group("all", tuple(left)), now.source, within)
        if kept is None:  # not with a part left to ask
            kept = np.arange(now.source.n_rows)
        found = ids_of(kept, now.source.n_rows)
        self._keep(now.source, question, found)
        return found

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
        if waits or not question.sort or self._kept(question) is not None:
            every = self._rows(now)
            return every, len(every)
        with self._stopping(now):
            rows = self._filtered(now) if question.filter else None
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
            is_current = self._token is now.token and self._source is not None
            if is_current:
                self._head = known
            if is_current and self._job is None and self._workers is not None:
                self._job = self._workers.start(lambda: self._answer(now))
        return known[1]

    def _stop_work(self) -> None:
        """Stop what older questions have begun. The lock is held."""
        self._token.cancel()
        self._token = Token()
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _kept(self, question: _Question) -> RowIds | None:
        with self._lock:
            found = self._made.get(question)
            if found is not None:
                self._made.move_to_end(question)
            return found

    def _keep(self, source: Source, question: _Question, ids: RowIds) -> None:
        limit = max(KEPT_LEAST, source.nbytes() // KEPT_SHARE)
        with self._lock:
            if self._source is None:
                return
            self._made[question] = ids
            while len(self._made) > 1 and self._held() > limit:
                self._made.popitem(last=False)

    def _held(self) -> int:
        return sum(ids.nbytes for ids in self._made.values())


@dataclass(frozen=True, slots=True)
class _Question:
    """What of a state decides on the rows and their order.

    Attributes:
        filter: The conditions that must all hold, written out: 1 and True differ.
        sort: The keys.
    """

    filter: frozenset[str] = frozenset()
    sort: tuple[SortKey, ...] = ()

    @classmethod
    def of(cls, state: ViewState) -> _Question:
        return cls(frozenset(map(repr, _parts(state.filter))), state.sort)

    @property
    def asks(self) -> bool:
        """Whether the answer is anything but the frame as it lies."""
        return bool(self.filter or self.sort)


@dataclass(frozen=True, slots=True)
class _Now:
    source: Source
    question: _Question
    state: ViewState
    version: int
    token: Token

    def unsorted(self) -> _Now:
        """The same without an order."""
        return replace(self, question=_Question(self.question.filter))


def _parts(node: Node | None) -> list[Node]:
    """The conditions that must all hold."""
    if node is None or node.off:
        return []
    if isinstance(node, Group) and node.word == "all":
        return [part for part in node.parts if not part.off]
    return [node]


def gone(view_id: str, name: str) -> ViewLetGo:
    """The error that says that a view was let go, and how to get it back."""
    return ViewLetGo(
        f"view {name!r} ({view_id}) was let go",
        hint="run its cell again, or show the frame again",
    )
