"""Routes of filters: what can be asked of a column. The filter itself is state."""

from __future__ import annotations

import json
from dataclasses import MISSING, fields
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, request

from dtale_nb.engine.filters import OPERATORS, judged
from dtale_nb.errors import BadArgument
from dtale_nb.web.context import view
from dtale_nb.web.server import reply

if TYPE_CHECKING:
    from dtale_nb.engine.filters.operators import Operator

bp = Blueprint("filters", __name__, url_prefix="/views/<view>")


@bp.get("/operators")
def operators() -> Response:
    """Every operator: its word, what it asks, of which kinds, and what it takes."""
    return reply({"operators": [_described(cls) for cls in OPERATORS.values()]})


def _described(cls: type[Operator]) -> dict[str, Any]:
    about = (cls.__doc__ or "").strip().partition("\n")[0]
    kinds = None if cls.kinds is None else sorted(kind.value for kind in cls.kinds)
    takes = [
        {"name": each.name}
        if each.default is MISSING
        else {"name": each.name, "default": each.default}
        for each in fields(cls)
    ]
    return {"op": cls.name, "about": about, "kinds": kinds, "takes": takes}


@bp.get("/sentence")
def sentence() -> Response:
    """What a filter says in words, or what is wrong with it; changes nothing.

    A filter that is being typed is wrong most of the time, so that is no error here::

        {"sentence": "price ≥ 10", "problem": null}
        {"sentence": "", "problem": {"message": "not a number: 'x'", "hint": ""}}
    """
    try:
        spec = json.loads(request.args.get("filter", "null"))
    except ValueError:
        raise BadArgument("filter is no JSON", hint='such as {"all": []}') from None
    text, error = judged(spec, view().source)
    problem = error and {"message": error.message, "hint": error.hint}
    return reply({"sentence": text, "problem": problem})
