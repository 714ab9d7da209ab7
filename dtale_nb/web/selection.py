"""Routes of a selection: what its cells come to.

``POST selection``, since ranges may be many; it changes nothing::

    {"version": 3, "ranges": [{"start": 0, "stop": 500, "columns": "0-3,7"}]}

Rows are positions in the view, the last not included, columns numbers. The answer has
``cells``, ``missing``, ``counted``, ``kind`` and the figures ``sum``, ``mean``,
``min``, ``max`` as texts, exact to the last digit; ``rounded`` names those that are the
nearest float of 64 bits. While they are added up, the answer is 202
``{"working": true}``: ask again.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any, cast

from flask import Blueprint, Response, current_app

from dtale_nb.engine.jobs import Cancelled
from dtale_nb.engine.ranges import numbers_of
from dtale_nb.engine.selection import SelectionJobs, Span
from dtale_nb.errors import BadArgument, StillWorking
from dtale_nb.web import args
from dtale_nb.web.context import view
from dtale_nb.web.server import reply

if TYPE_CHECKING:
    from flask.blueprints import BlueprintSetupState

bp = Blueprint("selection", __name__, url_prefix="/views/<view>")

JOBS = "dtale_nb_selection_jobs"
"""The key of the app's `SelectionJobs` in `app.extensions`."""

PATIENCE = 5.0
"""Seconds that a request waits for the totals."""

MAX_RANGES = 1_000
"""The most ranges of one selection."""


@bp.record_once
def _keep_tellers(state: BlueprintSetupState) -> None:
    """One for an app: what was added up last is there when it is asked again."""
    state.app.extensions[JOBS] = SelectionJobs()


@bp.post("/selection")
def selection() -> Response:
    """What the selected cells come to."""
    given = args.body()
    version = given.get("version")
    if isinstance(version, bool) or not isinstance(version, int):
        raise BadArgument("version must be a whole number", hint="from GET state")
    ranges = given.get("ranges")
    if not isinstance(ranges, list) or len(ranges) > MAX_RANGES:
        raise BadArgument("ranges must be a list", hint=f"of {MAX_RANGES:,} at most")
    total = view().snapshot()[2]
    spans = [_span(one, total) for one in ranges]
    jobs = cast("SelectionJobs", current_app.extensions[JOBS])
    job = jobs.ask(view(), version, spans)
    with view().work.waiting():
        is_told = job.wait(PATIENCE)
    if not is_told:
        raise StillWorking("the selection is being added up", hint="ask again")
    try:
        found = job.result()
    except Cancelled:
        raise StillWorking("adding up was stopped", hint="ask again") from None
    form: dict[str, Any] = {"version": version, **asdict(found), **found.figures}
    del form["figures"]
    form["kind"] = found.kind and found.kind.value
    return reply(form)


def _span(given: Any, total: int) -> Span:
    if not isinstance(given, dict):
        raise BadArgument("a range is an object", hint='{"start", "stop", "columns"}')
    start, stop = given.get("start"), given.get("stop")
    if (
        isinstance(start, bool)
        or isinstance(stop, bool)
        or not isinstance(start, int)
        or not isinstance(stop, int)
        or not 0 <= start <= stop <= total
    ):
        raise BadArgument("no such rows", hint=f"0 <= start <= stop <= {total:,}")
    columns = given.get("columns")
    if not isinstance(columns, str):
        raise BadArgument("columns must be a text of ranges", hint='such as "0-3,7"')
    return Span(start, stop, tuple(numbers_of(columns, view().source.n_columns)))
