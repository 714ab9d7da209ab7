"""The row ids that answer questions about one frame: made once, kept, derived."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import TYPE_CHECKING

import numpy as np

from dtale_nb.engine.derived import flipped, refined
from dtale_nb.engine.filters import Group, kept_rows
from dtale_nb.engine.jobs import checkpoint
from dtale_nb.engine.memory.codes import gather, scatter
from dtale_nb.engine.memory.rows import ids_of, places_of

if TYPE_CHECKING:
    from dtale_nb.engine.questions import Question
    from dtale_nb.engine.source import RowIds, Source


@dataclass(frozen=True, slots=True)
class CacheLimit:
    """How much is kept of what was found; the least recently used go first.

    Attributes:
        share: Part of the frame's own size that its row ids may take, ...
        least: ... but always this many bytes.
    """

    share: float = 0.25
    least: int = 64 * 2**20


CACHE_LIMIT = CacheLimit()

WAIT = 0.05
"""Seconds between two looks of who waits at whether it is still wanted."""


class Answers:
    """Answers to questions about one frame. Safe from any thread.

    A filter that was added narrows the rows known already. An order that is known is
    never made again for fewer rows, the opposite direction is read off it, and a key
    that was added orders only rows that agree in the others.

    Args:
        source: The frame.
        cache_limit: How much is kept.
    """

    def __init__(self, source: Source, cache_limit: CacheLimit = CACHE_LIMIT) -> None:
        self.source = source
        self.cache_limit = cache_limit
        self._made: OrderedDict[Question, RowIds] = OrderedDict()
        self._lock = threading.Lock()
        self._making = threading.Lock()

    def kept(self, question: Question) -> RowIds | None:
        """The answer, if it is there."""
        with self._lock:
            found = self._made.get(question)
            if found is not None:
                self._made.move_to_end(question)
            return found

    def rows(self, question: Question) -> RowIds:
        """The answer, made once: a second asker waits for the first."""
        found = self.kept(question)
        if found is not None:
            return found
        while not self._making.acquire(timeout=WAIT):
            checkpoint()  # nobody may wait for this any more
        try:
            found = self.kept(question)
            return self._make(question) if found is None else found
        finally:
            self._making.release()

    def filtered(self, question: Question) -> RowIds:
        """The rows that a filter keeps, out of those that a part of it keeps."""
        question = question.unsorted()
        found = self.kept(question)
        if found is not None:
            return found
        done, within = self._narrower(question)
        left = [part for part in question.parts if repr(part) not in done]
        kept = kept_rows(Group("all", tuple(left)), self.source, within)
        if kept is None:  # not with a part left to ask
            kept = np.arange(self.source.n_rows)
        found = ids_of(kept, self.source.n_rows)
        self._keep(question, found)
        return found

    def _narrower(self, question: Question) -> tuple[frozenset[str], RowIds | None]:
        """The most conditions of a filter whose rows are known, and these rows."""
        with self._lock:
            known = [
                (len(each.filter), each.filter, ids)
                for each, ids in self._made.items()
                if each.filter and not each.sort and each.filter < question.filter
            ]
        if not known:
            return frozenset(), None
        _, done, within = max(known, key=itemgetter(0))
        return done, within

    def _make(self, question: Question) -> RowIds:
        rows = self.filtered(question) if question.filter else None
        if rows is not None and not question.sort:
            return rows
        found = self._masked(question, rows)
        if found is None:
            found = self._flipped(question)
        if found is None:
            found = self._refined(question)
        if found is None:
            found = self.source.order(question.sort, rows)
        self._keep(question, found)
        return found

    def _masked(self, question: Question, rows: RowIds | None) -> RowIds | None:
        """The order of some rows, where that of all is known."""
        whole = None if rows is None else self.kept(question.unfiltered())
        if whole is None or rows is None:
            return None
        shown = np.zeros(self.source.n_rows, dtype=bool)
        scatter(shown, rows, np.broadcast_to(np.True_, len(rows)))
        kept = gather(shown.view(np.uint8), whole).view(np.bool_)
        return ids_of(gather(whole, places_of(kept)), self.source.n_rows)

    def _flipped(self, question: Question) -> RowIds | None:
        """An order, where the opposite one is known."""
        if len(question.sort) > 1:
            return None
        key = question.sort[0]
        known = replace(key, descending=not key.descending)
        ids = self.kept(replace(question, sort=(known,)))
        return None if ids is None else flipped(self.source, known, ids)

    def _refined(self, question: Question) -> RowIds | None:
        """An order by several keys, where that by the first of them is known."""
        keys = question.sort
        for some in range(len(keys) - 1, 0, -1):
            ids = self.kept(replace(question, sort=keys[:some]))
            if ids is not None:
                return refined(self.source, keys[:some], keys[some:], ids)
        return None

    def _keep(self, question: Question, ids: RowIds) -> None:
        cache_limit = self.cache_limit
        limit = max(cache_limit.least, cache_limit.share * self.source.nbytes())
        with self._lock:
            self._made[question] = ids
            while len(self._made) > 1 and self._held() > limit:
                self._made.popitem(last=False)

    def _held(self) -> int:
        return sum(ids.nbytes for ids in self._made.values())
