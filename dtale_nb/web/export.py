"""Routes of files: the view as shown, made off the request path, fetched in parts.

jupyter-server-proxy ends answers at 100 MB and holds them back until they are whole, so
no file is one answer.

``GET export`` lists the formats. ``POST export {"format": "csv", "version": 3}`` (also
``index`` and ``header``, true or false) begins and answers ``{"id", "name", "type"}``.
``GET export/ID`` tells ``{"ready": bytes, "done": false, "share": 0.4}``; ``GET
export/ID/part?offset=0`` gives at most `PART` bytes of what is ready. ``POST
export/ID/end {}`` lets the file go, made or not.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast

from flask import Blueprint, Response, current_app

from dtale_nb.engine.export import FORMATS, Spool, format_of
from dtale_nb.engine.export.formats import Cut
from dtale_nb.engine.export.spool import described
from dtale_nb.engine.jobs import Cancelled
from dtale_nb.errors import BadArgument, NotFound
from dtale_nb.web import args
from dtale_nb.web.context import view
from dtale_nb.web.server import reply

if TYPE_CHECKING:
    from flask.blueprints import BlueprintSetupState

bp = Blueprint("export", __name__, url_prefix="/views/<view>/export")

SPOOL = "dtale_nb_spool"
"""The key of the app's `Spool` in `app.extensions`."""

PART = 8 * 2**20
"""Bytes of one part at most."""

PATIENCE = 0.5
"""Seconds that a question for news waits for some."""


ROWS_PATIENCE = 10.0
"""Seconds that the beginning waits for the rows, which may be in the making."""


@bp.record_once
def _keep_shelf(state: BlueprintSetupState) -> None:
    """One for an app."""
    state.app.extensions[SPOOL] = Spool()


def _spool() -> Spool:
    return cast("Spool", current_app.extensions[SPOOL])


@bp.get("")
def formats() -> Response:
    """The formats there are, and why some can't be made here."""
    return reply({"formats": [described(kind) for kind in FORMATS.values()]})


@bp.post("")
def begin() -> Response:
    """Begin to make a file of what the view shows."""
    given = args.body()
    kind = format_of(given.get("format"))
    version = given.get("version")
    if isinstance(version, bool) or not isinstance(version, int):
        raise BadArgument("version must be a whole number", hint="from GET state")
    source, rows = view().shown(version, ROWS_PATIENCE)
    numbers = view().state.columns.numbers(source.n_columns)
    cut = Cut(source, rows, numbers, _flag(given, "index"), _flag(given, "header"))
    made = _spool().begin(view(), kind, cut)
    name = re.sub(r"[^\w.-]+", "_", view().name)[:80] or "data"
    form = {"id": made.id, "name": name + kind.suffix, "type": kind.mimetype}
    return reply({**form, "rows": len(cut.rows), "columns": len(cut.fields)})


@bp.get("/<key>")
def news(key: str) -> Response:
    """How much of a file can be fetched, and whether that is all."""
    made = _spool().find(key)
    job = made.job
    try:
        if job is not None:
            with view().work.waiting():
                job.wait(PATIENCE)
        done = made.is_done
    except Cancelled:
        raise NotFound("this file is not made any more", hint="begin again") from None
    share = 1.0 if done or job is None else job.token.share
    return reply({"ready": made.ready, "done": done, "share": share})


@bp.get("/<key>/part")
def part(key: str) -> Response:
    """Some bytes of a file."""
    made = _spool().find(key)
    offset = args.integer("offset", default=0)
    if not 0 <= offset <= made.ready:
        raise BadArgument(f"no byte {offset:,} yet", hint=f"{made.ready:,} are ready")
    answer = Response(made.read(offset, PART), mimetype="application/octet-stream")
    if not made.format.grows:  # packed already
        answer.headers["Content-Encoding"] = "identity"
    return answer


@bp.post("/<key>/end")
def end(key: str) -> Response:
    """Let a file go."""
    args.body()
    _spool().end(key)
    return reply({"ended": True})


def _flag(given: dict[str, Any], name: str) -> bool:
    value = given.get(name, True)
    if not isinstance(value, bool):
        raise BadArgument(f"{name} must be true or false")
    return value
