"""Charts as jobs: queried off the request path, and the last ones kept."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import TYPE_CHECKING, Any

from dtale_nb.charts.chart import Chart, Made, make
from dtale_nb.engine.documents import document

if TYPE_CHECKING:
    from dtale_nb.engine.views import FrameView

KEPT = 12
"""Charts whose marks are kept, for another theme, a download or a drill-down."""


class ChartJobs:
    """Makes charts of views. Safe from any thread."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Any, Made] = OrderedDict()
        self._lock = threading.Lock()

    def made(self, view: FrameView, chart: Chart, options: Any) -> Made:
        """A chart of the rows that a view shows now.

        Raises:
            BadArgument: It cannot be made of these columns.
            Cancelled: It was stopped.
            StaleVersion: The view was changed meanwhile.
            ViewLetGo: The view was let go.
        """
        key = (view.id, view.version, chart.word, options)
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
                return found
        found = queried(view, chart, options)
        with self._lock:
            self._kept[key] = found
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return found

    def forget(self, view_id: str) -> None:
        """Let go what was made of a view."""
        with self._lock:
            for key in [key for key in self._kept if key[0] == view_id]:
                del self._kept[key]


def queried(view: FrameView, chart: Chart, options: Any) -> Made:
    """Make a chart in a worker's thread, and wait for it; raises as `made`."""
    source = view.source
    version = view.version
    ordered = chart.needs_order(options) and view.state.sort
    every = view.rows(version) if ordered else view.kept(version)
    rows = None if isinstance(every, range) else every

    def work() -> Made:
        return make(chart, source, options, rows)

    job = view.work.workers.start(work, wanted=view.work.is_wanted, first=True)
    view.work.note("chart", job, job, f"drawing a {chart.title.lower()} chart")
    with view.work.waiting():
        return job.result()


def view_code(made: Made, view: FrameView) -> str:
    """The code of a chart of a view: on the reader's variable, of the rows shown."""
    name = view.name if view.name.isidentifier() else "df"
    code = made.code(name)
    told = document(view.state, view.source)
    steps = f".filter({told['filter']!r})" if told["filter"] else ""
    if told["sort"] and made.chart.needs_order(made.marks.options):
        steps += f".sort({told['sort']!r})"
    if not steps:
        return code
    shown = f"{name} = dtale_nb.show({name}){steps}.to_frame()"
    head, _, rest = code.partition("import pandas as pd\n")
    imports, _, body = rest.partition("\n\n")
    return (
        f"{head}import dtale_nb\nimport pandas as pd\n{imports}\n\n"
        f"{shown}  # the rows shown\n{body}"
    )
