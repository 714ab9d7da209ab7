"""The place of the charts below the viewer's own root, behind the same guard.

``charts/VIEW/`` is the page of a first guess, ``charts/VIEW/CHART/`` that of a chart,
both with what Dash asks below them; ``charts/assets/DIGEST/NAME`` are the page's files.
A WSGI app of its own, since Dash's is one; the Dash app is built at the first request.
"""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

    from dtale_nb.engine.store import FrameStore

PREFIX = "/charts/"

ROOM = "dtale_nb.charts"
"""The WSGI environ key of a request's `Room`."""

WANTED = ("dash", "plotly")
"""What has to be installed."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the app gives to the charts.

    Attributes:
        store: The frames and their views.
        instance: Which server this is.
        nonce: Key in the WSGI environ of what inline scripts must carry.
        policy: Writes the Content-Security-Policy of a chart page.
        finish: Ends every answer of Dash's: compresses it.
        theme: The viewer's script that follows the theme, and the setting it heeds.
        style: The viewer's colours.
        largest: Bytes of the largest request body.
        language: The setting of that name.
    """

    store: FrameStore
    instance: str
    nonce: str
    policy: Callable[[WSGIEnvironment], str]
    finish: Callable[[Any], Any]
    theme: tuple[str, str]
    style: str
    largest: int
    language: str


@dataclass(frozen=True, slots=True)
class Room:
    """What one request is about.

    Attributes:
        view: The id or name of the view.
        chart: The chart's segment of the path; '' for a first guess.
        root: The percent-encoded path of all charts, as the browser sees it.
        page: The percent-encoded path of this page.
        nonce: What inline scripts must carry.
        language: Two letters, see `dtale_nb.charts.language`.
    """

    view: str
    chart: str
    root: str
    page: str
    nonce: str
    language: str = "en"


class Charts:
    """Stands before an app and takes what is asked of charts.

    Args:
        inner: The app that answers everything else.
        around: What the charts need of it, made at the first chart.
    """

    def __init__(
        self, inner: WSGIApplication, around: Callable[[], Surroundings]
    ) -> None:
        self._inner = inner
        self._make_around = around
        self._around: Surroundings | None = None
        self._app: WSGIApplication | None = None
        self._lock = threading.Lock()

    def __call__(
        self, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        """Answer one request."""
        path = environ.get("PATH_INFO", "")
        if not path.startswith(PREFIX):
            return self._inner(environ, start_response)
        missing = [name for name in WANTED if find_spec(name) is None]
        if missing:
            return _refused(
                environ, start_response, "501 Not Implemented", "no-charts",
                f"charts need {' and '.join(missing)}, which this kernel has not",
                "pip install 'dtale_nb[charts]', then run the cell again",
            )  # fmt: skip
        app, around = self._built(environ.get("HTTP_ACCEPT_ENCODING", ""))
        head, _, rest = path[len(PREFIX) :].partition("/")
        if head == "assets":
            from dtale_nb.charts.assets import serve

            return serve(environ, start_response, rest)
        chart, slash, below = rest.partition("/")
        if not slash or (below == "" and chart.startswith("_")):
            chart, below = "", rest
        if below not in _BELOW:
            return _refused(
                environ, start_response, "404 Not Found", "not-found",
                "there is no such chart page", "open the chart from its view",
            )  # fmt: skip
        return self._page(environ, start_response, app, around, (head, chart, below))

    def _page(
        self,
        environ: WSGIEnvironment,
        start_response: StartResponse,
        app: WSGIApplication,
        around: Surroundings,
        parts: tuple[str, str, str],
    ) -> Iterable[bytes]:
        head, chart, below = parts
        policy = around.policy(environ)
        root = environ["SCRIPT_NAME"] + PREFIX
        page = f"{root}{_quoted(head)}/" + (f"{chart}/" if chart else "")
        environ["SCRIPT_NAME"] = page.rstrip("/")
        environ["PATH_INFO"] = f"/{below}"
        view = unquote(head.encode("latin-1").decode("utf-8", "replace"))
        from dtale_nb.charts.language import language_of

        accepted = environ.get("HTTP_ACCEPT_LANGUAGE", "")
        language = language_of(around.language, accepted)
        environ[ROOM] = Room(view, chart, root, page, environ[around.nonce], language)

        def guarded(
            status: str, headers: list[tuple[str, str]], exc_info: Any = None
        ) -> Any:
            more = [("Content-Security-Policy", policy)]
            return start_response(status, headers + more, exc_info)

        return app(environ, guarded)

    def _built(self, accepted: str) -> tuple[WSGIApplication, Surroundings]:
        """The Dash app, built by whoever asks first, and accepts these codings."""
        with self._lock:
            if self._app is None or self._around is None:
                from dtale_nb.charts.quiet import load_dash

                load_dash()
                from dtale_nb.charts.page import make_app, warm_up

                self._around = self._make_around()
                self._app = make_app(self._around)
                threading.Thread(
                    target=warm_up,
                    args=(accepted,),
                    name="dtale_nb charts",
                    daemon=True,
                ).start()
            return self._app, self._around


_BELOW = ("", "_dash-layout", "_dash-dependencies", "_dash-update-component")


def _quoted(text: str) -> str:
    from urllib.parse import quote

    return quote(text.encode("latin-1"), safe="")


def _refused(
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
