"""The place of the charts below the viewer's own root, behind the same guard.

``charts/VIEW/`` is the page of a first guess, ``charts/VIEW/CHART/`` that of a chart,
both with what Dash asks below them; ``charts/assets/DIGEST/NAME`` are the page's files.
A WSGI app of its own, since Dash's is one; the Dash app is built at the first request.
"""

from __future__ import annotations

import threading
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote

from dtale_nb.charts.language import language_of
from dtale_nb.charts.refusals import refused
from dtale_nb.charts.room import ROOM, Room

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

    from dtale_nb.charts.room import Surroundings

PREFIX = "/charts/"

WANTED = ("dash", "plotly")
"""What has to be installed."""


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
            return refused(
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
            return refused(
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
    return quote(text.encode("latin-1"), safe="")
