"""Views as they were when somebody pinned a page of charts to them."""

from __future__ import annotations

import json
import threading
from collections import OrderedDict
from functools import partial
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from dtale_nb.engine.documents import changes_of, document
from dtale_nb.engine.views import FrameView

if TYPE_CHECKING:
    from collections.abc import Mapping

KEPT = 2
"""Views as they were that are kept of each view, the last asked for."""

ASKED = ("filter", "sort")
"""What of a view's state charts depend on."""


def question_of(view: FrameView) -> dict[str, Any]:
    """What a view shows now, as a page keeps it."""
    told = document(view.state, view.source)
    return {name: told[name] for name in ASKED}


class Pins:
    """Finds what views showed, until they are let go. Safe from any thread."""

    def __init__(self) -> None:
        self._held: WeakKeyDictionary[FrameView, OrderedDict[str, FrameView]] = (
            WeakKeyDictionary()
        )
        self._lock = threading.Lock()

    def of(self, view: FrameView, question: Mapping[str, Any]) -> FrameView:
        """A view as it was.

        Args:
            view: The view as it is.
            question: What it showed, by `question_of`.

        Raises:
            BadArgument: That can be asked no longer.
            UnknownColumn: It speaks of a column that has gone.
            ViewLetGo: The view was let go.
        """
        key = json.dumps(question, sort_keys=True)
        with self._lock:
            kept = self._held.get(view)
            if kept is None:
                kept = self._held[view] = OrderedDict()
                view.at_end.append(partial(_let_go, kept))
            found = kept.pop(key, None)
            if found is None:
                found = FrameView(view.id, view.name, view.source, view.work.workers)
                found.change(**changes_of(question, view.source))
            kept[key] = found
            while len(kept) > KEPT:
                kept.popitem(last=False)
            if view.is_let_go:  # meanwhile
                _let_go(kept)
            return found


def _let_go(kept: OrderedDict[str, FrameView]) -> None:
    """End what is being done for views, and drop their frame."""
    while kept:
        kept.popitem()[1].let_go()
