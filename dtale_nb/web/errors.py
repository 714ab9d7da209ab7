"""One shape for every error, from three handlers: ours, HTTP's and the unexpected.

A program gets ``{"error": {"code", "message", "hint"}}`` with the true status; a page
that is opened in a frame or tab gets the same as a sentence and a way out. A trace goes
to the log, never to the browser.
"""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING

from flask import Response, render_template, request
from werkzeug.exceptions import HTTPException

from dtale_nb.errors import DtaleNbError, StillWorking
from dtale_nb.web import jsonio
from dtale_nb.web.context import nonce

if TYPE_CHECKING:
    from flask import Flask

logger = logging.getLogger(__name__)


def register(app: Flask) -> None:
    """Give `app` its three error handlers."""
    app.register_error_handler(StillWorking, _working)
    app.register_error_handler(DtaleNbError, _ours)
    app.register_error_handler(MemoryError, _out_of_memory)
    app.register_error_handler(HTTPException, _of_http)
    app.register_error_handler(Exception, _unexpected)


def _ours(error: DtaleNbError) -> Response:
    return answer(error.status, error.code, error.message, error.hint)


def _working(error: StillWorking) -> Response:
    return Response('{"working":true}', error.status, mimetype="application/json")


def _out_of_memory(_error: MemoryError) -> Response:
    return answer(
        507,
        "out-of-memory",
        "there is not enough memory for that",
        "filter first, or let other views and variables go",
    )


def _of_http(error: HTTPException) -> Response:
    code = re.sub(r"\W+", "-", error.name.lower())
    reply = answer(error.code or 500, code, error.name, error.description or "")
    for name, value in error.get_headers():
        if name.lower() in {"allow", "location", "retry-after"}:
            reply.headers[name] = value
    return reply


def _unexpected(error: Exception) -> Response:
    logger.error("%s %s failed", request.method, request.endpoint, exc_info=error)
    return answer(
        500,
        "internal-error",
        "the viewer failed to answer",
        "your data is untouched; the kernel's log has the details",
    )


def answer(status: int, code: str, message: str, hint: str) -> Response:
    """Write one error, as JSON or, for a page that is being opened, as a page."""
    accepts = request.accept_mimetypes
    if accepts.best_match(["application/json", "text/html"]) == "text/html":
        page = render_template(
            "error.html", code=code, message=message, hint=hint, nonce=nonce()
        )
        return Response(page, status, mimetype="text/html")
    error = {"code": code, "message": message, "hint": hint}
    return Response(jsonio.dumps({"error": error}), status, mimetype="application/json")
