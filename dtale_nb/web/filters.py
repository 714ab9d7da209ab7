"""Routes of filters: what can be asked of a column. The filter itself is state."""

from __future__ import annotations

from dataclasses import MISSING, fields
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response

from dtale_nb.engine.filters import OPERATORS
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
