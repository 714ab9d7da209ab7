"""The route of colours: what the cells of some columns are coloured against.

What is not ready in `PATIENCE` is answered 202 with what there is; the page asks again.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, request

from dtale_nb.engine.kinds import Kind
from dtale_nb.engine.scales import overall, scale_of
from dtale_nb.errors import BadArgument
from dtale_nb.web import args
from dtale_nb.web.context import view
from dtale_nb.web.server import reply
from dtale_nb.web.summary import PATIENCE, the_cache

if TYPE_CHECKING:
    from dtale_nb.engine.scales import Scale

bp = Blueprint("scales", __name__, url_prefix="/views/<view>")

MAX_COLUMNS = 200
"""The most columns of one answer, and of one scale for all."""


@bp.get("/scales")
def scales() -> Response:
    """Scales of some columns; `overall=1` asks for one scale for all of them, too.

    Without `columns`, the scale for all is that of every column of numbers.
    """
    version = args.integer("version", default=view().version)
    asked = args.numbers("columns", most=MAX_COLUMNS)
    together = request.args.get("overall", "") == "1"
    numbers = asked if asked or not together else _numeric()
    jobs = [(number, the_cache().whole(view(), number, version)) for number in numbers]
    ends = time.monotonic() + PATIENCE
    found = [
        scale_of(number, job.result())
        for number, job in jobs
        if job.wait(max(0.0, ends - time.monotonic()))
    ]
    form: dict[str, Any] = {"version": version, "scales": list(map(_form, found))}
    is_done = len(found) == len(numbers)
    if together and is_done:
        form["overall"] = overall(found)
    answer = reply(form)
    answer.status_code = 200 if is_done else 202
    return answer


def _numeric() -> list[int]:
    source = view().source
    if source.n_columns > MAX_COLUMNS:
        raise BadArgument(
            f"one scale for {source.n_columns:,} columns takes too long",
            hint=f"colour at most {MAX_COLUMNS:,} columns, or each by its own",
        )
    every = range(source.n_columns)
    return [number for number in every if source.field(number).kind is Kind.NUMBER]


def _form(scale: Scale) -> dict[str, Any]:
    return {
        "number": scale.number,
        "low": scale.low,
        "high": scale.high,
        "fences": scale.fences,
        "varies": scale.varies,
        "exact": scale.exact,
    }
