"""Routes of work: what is being done for a view, how to stop it, and good-bye.

``GET work``::

    {
        "version": 3,
        "work": [
            {
                "kind": "rows",
                "what": "filtering and sorting by price",
                "columns": [3],
                "share": 0.25,
                "since": 1.4,
            }
        ],
    }

`kind` is ``rows`` (which rows, in which order), ``search``, ``selection`` (what it
comes to), ``chart`` or ``summary`` (one that was asked for; not the pictures of
headers). `share` is how much is done, 0 to 1, or null; `since` are the seconds that it
has been going on; `columns` the fields that it is about, in `what` said in English.
While something is going on the page asks this about twice a second; work about which
no page says a word for 15 seconds stops.

``POST cancel {"kind": "rows"}``, or ``{}`` for all: stops it. If the rows that the
state asks for are not found yet, the view goes back to the state before: the answer is
that of ``GET state``, with a new version; requests that wait are answered 409
``stale-version``. A search keeps what it has found. A newer question of the same kind
needs no cancel: it takes the place of the older.

``POST leave {}``: this page goes. What no other page asks about within a second stops.
(``fetch`` with ``keepalive`` sends it when the page is closed.)

``POST refresh {}``: the frame is read anew, also where no change of it was seen; the
answer is that of ``GET state``.

The frame is looked at after each cell that was executed, and at a view's next request.
When the user has changed it, the view has a new version (409 for the older, as always)
with every filter and sort that still makes sense; ``GET state`` then has

    {..., "changed": "columns added: y; taken away: the order by x", "schema": 2}

`changed` says what the last change was ("" if there was none, "refreshed" after POST
refresh), `schema` counts changes of columns (names, types, number): a page that was
written for another one must be loaded again, its other rows and values come as always.
"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response

from dtale_nb.errors import BadArgument
from dtale_nb.web import args
from dtale_nb.web.context import view
from dtale_nb.web.grid import PATIENCE
from dtale_nb.web.payload import state_payload
from dtale_nb.web.server import reply

bp = Blueprint("work", __name__, url_prefix="/views/<view>")

KINDS = ("chart", "export", "rows", "search", "selection", "summary")


@bp.get("/work")
def work() -> Response:
    """What is being done, the oldest first."""
    running: list[dict[str, Any]] = [
        {
            "kind": task.kind,
            "what": task.what,
            "columns": task.columns,
            "share": task.job.token.share,
            "since": round(task.seconds, 3),
        }
        for task in view().work.running()
    ]
    return reply({"version": view().version, "work": running})


@bp.post("/cancel")
def cancel() -> Response:
    """Stop what is being done."""
    kind = args.body().get("kind")
    if kind not in {None, *KINDS}:
        raise BadArgument(f"no kind of work {kind!r:.40}", hint=", ".join(KINDS))
    view().cancel(kind)
    return reply(state_payload(view(), PATIENCE))


@bp.post("/refresh")
def refresh() -> Response:
    """Read the frame anew."""
    args.body()
    view().refresh()
    return reply(state_payload(view(), PATIENCE))


@bp.post("/leave")
def leave() -> Response:
    """A page of this view goes."""
    args.body()
    view().work.part()
    return reply({"left": True})
