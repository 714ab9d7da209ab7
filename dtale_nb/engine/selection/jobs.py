"""The totals of views' selections, added up off the request path."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from dtale_nb.engine.selection.tally import totals_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dtale_nb.engine.jobs import Job
    from dtale_nb.engine.selection.ranges import Span
    from dtale_nb.engine.selection.tally import Totals
    from dtale_nb.engine.views import FrameView

    Key = tuple[int, tuple[Span, ...]]


class SelectionJobs:
    """The last selection of each view. Every method may be called from any thread."""

    def __init__(self) -> None:
        self._last: WeakKeyDictionary[FrameView, tuple[Key, Job[Totals]]]
        self._last = WeakKeyDictionary()
        self._lock = threading.Lock()

    def ask(self, view: FrameView, version: int, spans: Sequence[Span]) -> Job[Totals]:
        """Begin to add up what is selected, in the place of an older selection.

        Args:
            view: The view.
            version: The version of it that the spans speak of.
            spans: What is selected.
        """
        key = (version, tuple(spans))
        with self._lock:
            known = self._last.get(view)
            if known is not None and known[0] == key and not known[1].was_stopped:
                return known[1]
            job = view.work.start(
                "selection",
                key,
                lambda: _added_up(view, version, spans),
                what="adding up what is selected",
            )
            self._last[view] = (key, job)
            return job


def _added_up(view: FrameView, version: int, spans: Sequence[Span]) -> Totals:
    source, every = view.source, view.kept(version)
    if any((span.start, span.stop) != (0, len(every)) for span in spans):
        source, every = view.shown(version)  # whole columns need no order
    return totals_of(source, every, spans)
