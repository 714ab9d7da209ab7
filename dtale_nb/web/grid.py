"""Routes of the grid: rows, columns, one cell, and what the view is set to.

Rows that are not found in `PATIENCE` (a long filter, the middle of a new order) are
answered 202 with ``{"working": true}``: ask again, and it waits on. Meanwhile
``GET work`` tells how far that is (`dtale_nb.web.work`). A filter that cannot be asked
after all, such as a pattern that takes too long, is the 400 of whoever waits for it.
"""

from __future__ import annotations

from flask import Blueprint, Response, request

from dtale_nb.engine.details import whole_cell
from dtale_nb.engine.documents import changes_of
from dtale_nb.errors import BadArgument
from dtale_nb.web import args
from dtale_nb.web.context import context, view
from dtale_nb.web.payload import described, state_payload
from dtale_nb.web.server import reply
from dtale_nb.web.summary import the_cache

bp = Blueprint("grid", __name__, url_prefix="/views/<view>")

PATIENCE = 10.0
"""Seconds that a request waits for rows before it says that it is still at work."""

MAX_ROWS = 2_000
"""The most rows of one answer."""

MAX_COLUMNS = 2_000
"""The most column descriptions of one answer."""

ACTION_HEADER = "Dtale-Nb-Action"
"""The request header by which the page says that its user did something."""


@bp.before_request
def note_action() -> None:
    """Let the kernel know that somebody is looking, so that it isn't culled."""
    if ACTION_HEADER in request.headers:
        context().hooks.action()


@bp.get("")
def unslashed() -> Response:
    """Lead to the page, whose links are relative and need the slash.

    The way is relative as well: an absolute one would lose the proxy's prefix.
    """
    return Response(status=308, headers={"Location": f"{view().id}/"})


@bp.get("/rows")
def rows() -> Response:
    """A rectangle of the view: rows start..stop, columns in the order asked."""
    start = args.integer("start", default=0)
    stop = args.integer("stop", default=start + 100)
    columns = args.numbers("columns")
    if not 0 <= start <= stop:
        raise BadArgument(f"no rows {start} to {stop}", hint="0 <= start <= stop")
    if stop - start > MAX_ROWS or (stop - start) * len(columns) > args.MAX_CELLS:
        raise BadArgument(
            f"more than {MAX_ROWS:,} rows or {args.MAX_CELLS:,} cells at once",
            hint="ask in parts",
        )
    version = args.integer("version", default=view().version)
    return reply(view().page(start, stop, columns, version, PATIENCE))


@bp.get("/columns")
def columns() -> Response:
    """What the headers of some columns tell."""
    asked = args.numbers("columns", most=MAX_COLUMNS)
    source = view().source
    return reply({"columns": [described(source.field(number)) for number in asked]})


@bp.get("/cell")
def cell() -> Response:
    """The whole text of one cell, by its place in the view."""
    number = args.integer("number")
    row = args.integer("row")
    version = args.integer("version", default=view().version)
    text, mark, type_of = whole_cell(view(), number, row, version)
    return reply({"text": text, "mark": mark, "type": type_of})


@bp.get("/state")
def state() -> Response:
    """What the view is set to."""
    return reply(state_payload(view(), PATIENCE))


@bp.post("/state")
def change_state() -> Response:
    """Change what the body names and leave the rest; the answer is as `state`'s.

    A 202 says that the state is set, and its rows are being looked for.
    """
    changes = changes_of(args.body(), view().source)
    version = view().version
    view().change(**changes)
    answer = reply(state_payload(view(), PATIENCE))
    if view().version != version and answer.status_code == 200:
        the_cache().foresee(view())
    return answer


@bp.post("/close")
def close() -> Response:
    """Let the view go."""
    args.body()
    context().store.let_go(view().id)
    return reply({"closed": True})
