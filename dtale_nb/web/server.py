"""Routes about the server itself, for scripts, our page's probe and our own checks."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response

from dtale_nb._version import __version__
from dtale_nb.web import args, jsonio
from dtale_nb.web.context import context

bp = Blueprint("server", __name__)


def reply(payload: Any) -> Response:
    """Answer with JSON, by the one encoder."""
    return Response(jsonio.dumps(payload), mimetype="application/json")


@bp.get("/health")
def health() -> Response:
    """Say which server this is."""
    return reply({"instance": context().instance, "version": __version__})


@bp.post("/shutdown")
def shutdown() -> Response:
    """End the server after this answer; the next display starts it again."""
    args.body()
    context().hooks.shutdown()
    return reply({"ended": True})
