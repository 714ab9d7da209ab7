"""Charts as jobs: queried off the request path, and the last ones kept."""

from __future__ import annotations

import ast
import keyword
import math
import threading
from collections import OrderedDict
from functools import partial
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from dtale_nb.charts.chart import Chart, Made, make
from dtale_nb.engine.documents import document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from dtale_nb.engine.jobs import Job
    from dtale_nb.engine.views import FrameView

KEPT = 12
"""Charts of a view that are kept, for another theme, a download or a drill-down."""


class ChartJobs:
    """Makes charts of views. Safe from any thread."""

    def __init__(self) -> None:
        # With a view that is let go, its charts go, which hold its frame.
        self._kept: WeakKeyDictionary[FrameView, OrderedDict[Any, Made]] = (
            WeakKeyDictionary()
        )
        self._begun: dict[tuple[str, int], Job[Made]] = {}
        self._ahead: WeakKeyDictionary[FrameView, dict[Any, Job[Made]]] = (
            WeakKeyDictionary()
        )
        self._lock = threading.Lock()

    def made(self, view: FrameView, chart: Chart, options: Any, card: int = 0) -> Made:
        """A chart of the rows that a view shows now.

        Args:
            view: The view.
            chart: The kind.
            options: Its options.
            card: The number of the chart in its page, by which it is stopped.

        Raises:
            BadArgument: It cannot be made of these columns.
            Cancelled: It was stopped.
            StaleVersion: The view was changed meanwhile.
            ViewLetGo: The view was let go.
        """
        key = (view.version, chart.word, options)
        with self._lock:
            kept = self._kept.setdefault(view, OrderedDict())
            found = kept.get(key)
            if found is not None:
                kept.move_to_end(key)
                return found

            job = self._ahead.get(view, {}).pop(key, None)
        if job is None or job.was_stopped:
            job = started(view, chart, options)
        with self._lock:
            self._begun[view.id, card] = job
        try:
            with view.work.waiting():
                found = job.result()
        finally:  # an error holds what its lines held, the frame among it
            with self._lock:
                if self._begun.get((view.id, card)) is job:
                    del self._begun[view.id, card]
        with self._lock:
            kept[key] = found
            while len(kept) > KEPT:
                kept.popitem(last=False)
        return found

    def begin(self, view: FrameView, charts: Iterable[tuple[Chart, Any]]) -> None:
        """Start the charts that a page will ask for once its scripts are there.

        Only of whole frames: rows that are not found yet would have to be waited for.

        Args:
            view: The view.
            charts: Kinds and their options.
        """
        sort, version = view.state.sort, view.version
        if view.state.filter:
            return
        with self._lock:
            # What has ended and was never asked for: its page was closed before.
            before = self._ahead.get(view, {}).items()
            ahead = {key: job for key, job in before if not job.has_ended}
            self._ahead[view] = ahead
            for chart, options in charts:
                key = (version, chart.word, options)
                if sort and chart.needs_order(options):
                    continue
                if key not in ahead and key not in self._kept.get(view, ()):
                    forget = partial(self._forget, ahead, key)
                    ahead[key] = started(view, chart, options, forget)

    def _forget(self, ahead: dict[Any, Job[Made]], key: Any) -> None:
        """Keep a chart that failed no longer; by then it is there."""
        with self._lock:
            ahead.pop(key, None)

    def cancel(self, view: FrameView, card: int) -> None:
        """Stop what is being drawn on a card."""
        with self._lock:
            job = self._begun.pop((view.id, card), None)
        if job is not None:
            job.cancel()


def queried(view: FrameView, chart: Chart, options: Any) -> Made:
    """Make a chart in a worker's thread, and wait for it; raises as `made`."""
    job = started(view, chart, options)
    with view.work.waiting():
        return job.result()


def started(
    view: FrameView,
    chart: Chart,
    options: Any,
    failed: Callable[[], None] = lambda: None,
) -> Job[Made]:
    """Begin a chart in a worker's thread; `failed` is called if it ends in an error."""
    source = view.source
    version = view.version
    ordered = chart.needs_order(options) and view.state.sort
    every = view.rows(version) if ordered else view.kept(version)
    rows = None if isinstance(every, range) else every

    def work() -> Made:
        try:
            return make(chart, source, options, rows)
        except Exception:
            failed()
            raise

    job = view.work.workers.start(work, wanted=view.work.is_wanted, first=True)
    view.work.note("chart", job, job, f"drawing a {chart.title.lower()} chart")
    return job


def view_code(made: Made, view: FrameView) -> str:
    """The code of a chart of a view: on the reader's variable, of the rows shown."""
    name = _variable(made, view.name)
    code = made.code(name)
    told = document(view.state, view.source)
    steps = f".filter({_literal(told['filter'])})" if told["filter"] else ""
    if told["sort"] and made.chart.needs_order(made.marks.options):
        steps += f".sort({_literal(told['sort'])})"
    if not steps and not view.is_converted:
        return code
    said = "the rows shown" if steps else "as a frame"
    shown = f"{name} = dtale_nb.show({name}){steps}.to_frame()"
    head, _, rest = code.partition("import pandas as pd\n")
    imports, _, body = rest.partition("\n\n")
    return (
        f"{head}import dtale_nb\nimport pandas as pd\n{imports}\n\n"
        f"{shown}  # {said}\n{body}"
    )


def _variable(made: Made, name: str) -> str:
    """What the code calls the reader's variable: as the view is called, if it may."""
    if not name.isidentifier() or keyword.iskeyword(name) or name == "dtale_nb":
        return "df"
    for node in ast.walk(ast.parse(made.code("df"))):
        if isinstance(node, ast.Name) and node.id == name != "df":
            return "df"
        if isinstance(node, ast.FunctionDef) and node.name == name:
            return "df"
        if isinstance(node, ast.alias) and name in {node.name, node.asname}:
            return "df"
    return name


def _literal(told: Any) -> str:
    """Part of a document as Python writes it; what is infinite has no literal."""
    if isinstance(told, dict):
        parts = (f"{key!r}: {_literal(each)}" for key, each in told.items())
        return f"{{{', '.join(parts)}}}"
    if isinstance(told, list):
        return f"[{', '.join(map(_literal, told))}]"
    if isinstance(told, float) and not math.isfinite(told):
        return f'float("{told}")'
    return repr(told)
