"""The row ids that answer questions about one frame: made once, kept, derived."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING

import numpy as np

from dtale_nb.engine.filters import Group, kept_rows
from dtale_nb.engine.memory.rows import ids_of

if TYPE_CHECKING:
    from dtale_nb.engine.questions import Question
    from dtale_nb.engine.source import RowIds, Source


@dataclass(frozen=True, slots=True)
class Shelf:
    """How much is kept of what was found; the least recently used go first.

    Attributes:
        share: Part of the frame's own size that its row ids may take, ...
        least: ... but always this many bytes.
    """

    share: float = 0.25
    least: int = 64 * 2**20


SHELF = Shelf()


class Answers:
    """Answers to questions about one frame. Safe from any thread.

    A filter that was added narrows the rows known already, and an order that is known
    is never made again for fewer rows.

    Args:
        source: The frame.
        shelf: How much is kept.
    """

    def __init__(self, source: Source, shelf: Shelf = SHELF) -> None:
        self.source = source
        self._shelf = shelf
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
        with self._making:
            found = self.kept(question)
            if found is None:
                found = self._make(question)
        return found

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
        source, keys = self.source, question.sort
        if not question.filter:
            found = source.order(keys)
        else:
            rows = self.filtered(question)
            if not keys:
                return rows
            whole = self.kept(question.unfiltered())
            if whole is None:
                found = source.order(keys, rows)
            else:  # a new filter never sorts again
                shown = np.zeros(source.n_rows, dtype=bool)
                shown[rows] = True
                found = ids_of(whole[shown[whole]], source.n_rows)
        self._keep(question, found)
        return found

    def _keep(self, question: Question, ids: RowIds) -> None:
        shelf = self._shelf
        limit = max(shelf.least, shelf.share * self.source.nbytes())
        with self._lock:
            self._made[question] = ids
            while len(self._made) > 1 and self._held() > limit:
                self._made.popitem(last=False)

    def _held(self) -> int:
        return sum(ids.nbytes for ids in self._made.values())
