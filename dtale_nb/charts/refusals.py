"""What is answered where there is no chart."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from _typeshed.wsgi import StartResponse, WSGIEnvironment


def refused(
    environ: WSGIEnvironment,
    start_response: StartResponse,
    status: str,
    code: str,
    message: str,
    hint: str,
) -> Iterable[bytes]:
    """One error, in the shape of all others: JSON, or a page for a frame or tab."""
    kind, text = (
        "application/json",
        json.dumps({"error": {"code": code, "message": message, "hint": hint}}),
    )
    if "text/html" in environ.get("HTTP_ACCEPT", ""):
        kind = "text/html; charset=utf-8"
        text = PAGE.format(code=code, message=message.capitalize(), hint=f"{hint}.")
    body = text.encode()
    start_response(status, [("Content-Type", kind), ("Content-Length", str(len(body)))])
    return [body]


PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="color-scheme" content="light dark">
<title>{message}</title>
</head>
<body>
<main data-code="{code}"><p role="alert"><b>{message}.</b> {hint}</p></main>
</body>
</html>
"""
"""A page that says what happened, as the output of a cell reads it."""
