"""Routes of search: how many cells show the text of the state, and where they are.

The text is state (``POST state {"search": "fill"}``, null for none; it makes no new
version). These routes begin to look for it and tell what is found so far, in the order
shown: row by row, index levels before columns; hidden columns are passed over, and
hiding one begins the search anew. The rule by which a cell is a hit, to
mark hits on the page as well, stands in `dtale_nb.engine.filters.shown`: the cell's
whole text has it, without regard to case; a missing value (a mark of nan, none, na,
nat, null, masked) only where it is the whole word. To keep only rows with hits, add the
condition ``{"search": "fill"}`` to the filter, with ``"columns": "0-3,7"`` where some
are hidden.

``GET search?version=3``::

    {
        "version": 3,
        "search": "fill",
        "hits": 12,
        "rows": 10,
        "share": 0.4,
        "done": false,
        "stopped": false,
    }

`hits` are cells, `rows` rows that have one, `share` is how much has been looked
through. Without a text in the state, `search` is null. The answer waits a moment for
the first hit. ``POST cancel {"kind": "search"}`` stops it: what was found stays.

``GET search/next?version=3&row=10&number=2[&back=1]``::

    {... as above, "hit": {"row": 12, "number": 0, "at": 3}}

The hit after that cell, or before it; around at the ends. `row` is a position in the
view, `number` as in a page (-1.. for index levels); without `number` the search begins
before that row's first cell (with `back`, after its last); without `row`, with the very
first hit (or the last). `hit` is null where there is none, `at` its place among all
hits from 1. As long as the place is not reached, the answer is 202
``{"working": true}``: ask again.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, request

from dtale_nb.errors import BadArgument, StillWorking
from dtale_nb.web import args
from dtale_nb.web.context import view
from dtale_nb.web.server import reply

if TYPE_CHECKING:
    from dtale_nb.engine.search import Search

bp = Blueprint("search", __name__, url_prefix="/views/<view>")

PATIENCE = 0.1
"""Seconds that a request waits for the first hit."""

LAST = 2**53
"""A position after all rows."""

STEP_PATIENCE = 5.0
"""Seconds that a request waits for the next hit."""


@bp.get("/search")
def search() -> Response:
    """What has been found so far."""
    version = args.integer("version", default=view().version)
    found = view().search(version)
    if found is not None:
        found.wait_for_news(PATIENCE)
    return reply(_told(found, version))


@bp.get("/search/next")
def step() -> Response:
    """The next hit after a cell, or the one before it."""
    version = args.integer("version", default=view().version)
    back = request.args.get("back", "") == "1"
    row = args.integer("row", default=LAST if back else -1)
    number = args.integer("number") if "number" in request.args else None
    found = view().search(version)
    if found is None:
        raise BadArgument("nothing is searched", hint='POST state {"search": "fill"}')
    with view().work.waiting():
        hit = found.step(row, number, back=back, seconds=STEP_PATIENCE)
    if hit is True:
        raise StillWorking("the next hit is being looked for")
    return reply({**_told(found, version), "hit": asdict(hit) if hit else None})


def _told(found: Search | None, version: int) -> dict[str, Any]:
    if found is None:
        return {"version": version, "search": None}
    return {"version": version, "search": found.text, **asdict(found.count())}
