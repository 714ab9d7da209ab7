"""The views of a process: found by id or name, bounded in number and memory."""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict, deque
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Any

from dtale_nb.engine.answers import CACHE_LIMIT, CacheLimit
from dtale_nb.engine.jobs import THREADS, Workers
from dtale_nb.engine.memory import source_of
from dtale_nb.engine.views import FrameView, gone
from dtale_nb.errors import UnknownView

if TYPE_CHECKING:
    from collections.abc import Iterator

KEEP_VIEWS = 32
"""Unpinned views held by default."""

KEEP_MEMORY = 4 * 2**30
"""Bytes of frames that unpinned views hold by default."""

REMEMBERED = 1_000
"""Views let go that are remembered by id and name."""

DEFAULT_NAME = "df"
"""The name of a view that was given none; later ones are numbered from 2."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a view was made.

    Attributes:
        cell_id: The notebook cell, where the front end tells; '' or None otherwise.
        execution_id: One run of that cell.
    """

    cell_id: str | None
    execution_id: str


@dataclass(slots=True)
class _Entry:
    view: FrameView
    pinned: bool
    origin: Origin | None
    replaced: bool = False


class FrameStore:
    """All views of this process. Every method may be called from any thread.

    A *pinned* view is one whose handle the user holds: it stays until it is unpinned
    or let go. The others are bounded: the least recently looked at go first, the newest
    never goes.

    Args:
        keep_views: Unpinned views held at most, at least 1.
        keep_memory: Bytes of frames held at most by unpinned views. A frame that
            several views show, or that a pinned view shows too, counts once or not.
        threads: Pieces of work that are done at a time, off the request path.
        cache_limit: How much memory the rows that views have found may take.

    Attributes:
        workers: Do the work of all views.
    """

    def __init__(
        self,
        *,
        keep_views: int = KEEP_VIEWS,
        keep_memory: int = KEEP_MEMORY,
        threads: int = THREADS,
        cache_limit: CacheLimit = CACHE_LIMIT,
    ) -> None:
        self._keep_views = max(1, keep_views)
        self._keep_memory = keep_memory
        self._entries: dict[str, _Entry] = {}  # oldest first
        self._looked: OrderedDict[str, None] = OrderedDict()  # least recent first
        self._gone: OrderedDict[str, str] = OrderedDict()  # id -> name
        self._unpinning: deque[tuple[str, bool]] = deque()  # id, forget
        self.workers = Workers(threads)
        self._cache_limit = cache_limit
        self._lock = threading.Lock()

    def add(
        self,
        frame: Any,
        *,
        name: str | None = None,
        pinned: bool,
        origin: Origin | None = None,
        view_id: str | None = None,
    ) -> FrameView:
        """Make a view of a frame.

        Views that an earlier run of the same cell made are let go, but pinned ones. The
        height that the user gave the only one of them is kept.

        Args:
            frame: A frame, see `dtale_nb.engine.memory.source_of`.
            name: A word for it; None for the next free of ``df``, ``df-2``, ...
            pinned: The user holds a handle on it.
            origin: Where it was made.
            view_id: The id of a view that was let go and comes back; None for a new
                one.

        Raises:
            TypeError: It is no frame.
        """
        source = source_of(frame)
        with self._settled():
            height = self._replace(origin) if origin is not None else None
            new_id = view_id or self._new_id()
            self._gone.pop(new_id, None)
            view_name = name or self._free_name()
            view = FrameView(new_id, view_name, source, self.workers, self._cache_limit)
            self._entries[view.id] = _Entry(view, pinned, origin)
            self._looked[view.id] = None
        if height is not None:
            view.change(height=height)
        return view

    def find(self, key: str) -> FrameView:
        """The view with this id, or the newest with this name.

        Raises:
            UnknownView: There is none, and there was none.
            ViewLetGo: There was one.
        """
        with self._settled():
            entry = self._entries.get(key) or self._newest_named(key)
            if entry is not None:
                self._looked.move_to_end(entry.view.id)
                return entry.view
            if key in self._gone:
                raise gone(key, self._gone[key])
            for view_id, name in reversed(self._gone.items()):
                if name == key:
                    raise gone(view_id, name)
            names = [entry.view.name for entry in self._entries.values()]
            raise UnknownView.among(key, dict.fromkeys(names))

    def views(self) -> list[FrameView]:
        """All views, newest last."""
        with self._settled():
            return [entry.view for entry in self._entries.values()]

    def let_go(self, view_id: str) -> None:
        """Drop a view and its frame; one already let go is left at that.

        Raises:
            UnknownView: There never was one with this id.
        """
        with self._settled():
            if view_id in self._entries:
                self._drop(view_id)
            elif view_id not in self._gone:
                names = [entry.view.name for entry in self._entries.values()]
                raise UnknownView.among(view_id, dict.fromkeys(names))

    def unpin(self, view_id: str, *, forget: bool = False) -> None:
        """The user's handle has gone: an ordinary view from here on, or none at all.

        May be called by a finalizer at any moment, in a thread that holds the store's
        lock too; then the next question to the store does it. Unknown ids are ignored.

        Args:
            view_id: Whose handle it was.
            forget: Nobody has seen it, so let it go as well.
        """
        self._unpinning.append((view_id, forget))
        if self._lock.acquire(blocking=False):
            try:
                self._settle()
            finally:
                self._lock.release()

    def clear(self) -> None:
        """Let go all views and stop all work."""
        self.workers.cancel_all()
        with self._settled():
            for view_id in list(self._entries):
                self._drop(view_id)

    @contextmanager
    def _settled(self) -> Iterator[None]:
        """Hold the lock; unpin and evict what is due before it is given back."""
        with self._lock:
            try:
                yield
            finally:
                self._settle()

    def _settle(self) -> None:
        while self._unpinning:
            view_id, forget = self._unpinning.popleft()
            entry = self._entries.get(view_id)
            if entry is not None:
                entry.pinned = False
                if entry.replaced or forget:
                    self._drop(entry.view.id)
        for entry in [e for e in self._entries.values() if e.view.is_let_go]:
            self._drop(entry.view.id)
        self._evict()

    def _replace(self, origin: Origin) -> int | None:
        """Let go what earlier runs of the same cell made.

        Returns:
            The height of the last view, px, if it was the only one and has one.
        """
        heights: list[int | None] = []
        if not origin.cell_id:
            return None
        for entry in list(self._entries.values()):
            made = entry.origin
            if made is None or made.cell_id != origin.cell_id:
                continue
            if made.execution_id != origin.execution_id:
                if not entry.replaced:
                    heights.append(entry.view.state.height)
                entry.replaced = True
                if not entry.pinned:
                    self._drop(entry.view.id)
        return heights[0] if len(heights) == 1 else None

    def _evict(self) -> None:
        """Let go the least recently looked at until both limits hold."""
        newest = next(reversed(self._entries), None)
        due = [
            view_id
            for view_id in self._looked
            if not self._entries[view_id].pinned and view_id != newest
        ]
        for view_id in due:
            if self._within_limits():
                return
            self._drop(view_id)

    def _within_limits(self) -> bool:
        entries = self._entries.values()
        if sum(not entry.pinned for entry in entries) > self._keep_views:
            return False
        frames = {id(e.view.source.frame): e.view.source for e in entries}
        for entry in entries:
            if entry.pinned:  # letting go other views of it would free nothing
                frames.pop(id(entry.view.source.frame), None)
        return sum(each.nbytes() for each in frames.values()) <= self._keep_memory

    def _drop(self, view_id: str) -> None:
        entry = self._entries.pop(view_id)
        del self._looked[view_id]
        entry.view.let_go()
        self._gone[view_id] = entry.view.name
        while len(self._gone) > REMEMBERED:
            self._gone.popitem(last=False)

    def _newest_named(self, name: str) -> _Entry | None:
        for entry in reversed(self._entries.values()):
            if entry.view.name == name:
                return entry
        return None

    def _new_id(self) -> str:
        while True:
            view_id = secrets.token_hex(4)
            if view_id not in self._entries and view_id not in self._gone:
                return view_id

    def _free_name(self) -> str:
        taken = {entry.view.name for entry in self._entries.values()}
        for number in count(1):
            name = DEFAULT_NAME if number == 1 else f"{DEFAULT_NAME}-{number}"
            if name not in taken:
                return name
        raise AssertionError("unreachable")
