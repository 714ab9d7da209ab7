"""The chart page: one Dash app for all frames, served below whatever root it is asked.

Dash fixes its root when it is made, but reads it anew for each page: here it is that of
the request. Nothing is fetched from elsewhere, and what the page need not know
(versions of Python and Dash) is not told.
"""

from __future__ import annotations

import json
import secrets
from html import escape
from typing import TYPE_CHECKING, Any, cast

from dash import Dash, dcc, html
from flask import Response, request

from dtale_nb.charts.answers import Answers
from dtale_nb.charts.assets import chart_files
from dtale_nb.charts.form import kind_control, option_controls
from dtale_nb.charts.guess import guess
from dtale_nb.charts.jobs import ChartJobs
from dtale_nb.charts.mount import PAGE, ROOM, Room, Surroundings
from dtale_nb.charts.requests import Asked, kind_called
from dtale_nb.errors import DtaleNbError

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

    from dtale_nb.engine.views import FrameView

TOLD = (
    "url_base_pathname", "requests_pathname_prefix", "ui", "props_check",
    "show_undo_redo", "suppress_callback_exceptions", "update_title",
    "children_props", "serve_locally", "validate_callbacks", "csrf_token_name",
    "csrf_header_name", "disable_version_check",
)  # fmt: skip
"""What of Dash's own settings its renderer reads."""

GRAPH = {
    "displaylogo": False,
    "responsive": True,
    "showSendToCloud": False,
    "modeBarButtonsToRemove": ["toImage", "lasso2d", "select2d"],
}


def room() -> Room:
    """What the current request is about."""
    return cast("Room", request.environ[ROOM])


def make_app(around: Surroundings) -> WSGIApplication:
    """Build the Dash app, once a process."""
    app = ChartApp(around)
    answers = Answers(around.store, ChartJobs())
    answers.register(app)
    app.settle()
    app.layout = lambda: layout(answers)
    app.server.after_request(around.finish)
    app.server.register_error_handler(DtaleNbError, _bad_news)
    return cast("WSGIApplication", app.server.wsgi_app)


class ChartApp(Dash):  # type: ignore[misc]  # untyped
    """Dash with our page around it, and the root of each request.

    Args:
        around: What the viewer's app gives.
    """

    def __init__(self, around: Surroundings) -> None:
        super().__init__(
            "dtale_nb.charts",
            assets_folder="",
            include_assets_files=False,
            compress=False,
            add_log_handler=False,
            update_title="",
            serve_locally=True,
            suppress_callback_exceptions=True,
            title="Chart",
        )
        self._around = around
        self.enable_dev_tools(debug=False, dev_tools_ui=False)
        self.server.secret_key = secrets.token_bytes(32)
        self.server.config["MAX_CONTENT_LENGTH"] = around.largest

    def settle(self) -> None:
        """Do now what Dash does at its first request: that one may speak of no view."""
        self.layout = html.Div()
        self._setup_server()

    def _config(self) -> dict[str, Any]:
        told = {key: each for key, each in super()._config().items() if key in TOLD}
        told["requests_pathname_prefix"] = room().page
        return told

    def index(self, *_args: Any, **_kwargs: Any) -> Any:
        """Write the page that starts Dash's renderer."""
        ours, here = chart_files(), room()
        name = self._around.store.find(here.view).name
        if here.chart:
            Asked.decoded(here.chart)
        script, setting = self._around.theme
        files = f"{here.root}assets/{ours.digest}"
        config = json.dumps(self._config()).replace("<", "\\u003c")
        text = _INDEX.format(
            title=_text(f"{name}, chart"), setting=_text(setting), files=files,
            nonce=here.nonce, theme=script, style=self._around.style, config=config,
        )  # fmt: skip
        return Response(text, mimetype="text/html")


def _text(text: str) -> str:
    """A text as it may stand in HTML, attributes included."""
    return escape(text.encode("utf-8", "replace").decode())


def _bad_news(error: DtaleNbError) -> Response:
    text = PAGE.format(
        code=error.code, message=_text(error.message), hint=_text(error.hint)
    )
    return Response(text, error.status, mimetype="text/html")


def layout(answers: Answers) -> Any:
    """The page of the current request: a form, a graph, and what it says in words."""
    view = answers.view()
    asked = _asked(view)
    chart = kind_called(asked.kind)
    controls = option_controls(chart, view.source, asked.options or {})
    return html.Main(
        [
            html.Div(
                [
                    kind_control(chart.word),
                    html.Div(controls, id="options", className="options"),
                ],
                className="form",
                role="group",
                **{"aria-label": "What is drawn"},
            ),
            html.P(id="problem", role="alert", className="problem"),
            html.Div(
                dcc.Graph(id="graph", config=_config(), figure={}, className="graph"),
                className="stage",
            ),
            html.P(id="said", role="status", className="said"),
            _tools(),
            html.Details([html.Summary("Table of marks"), html.Div(id="table")]),
            html.Details(
                [html.Summary("Code"), html.Pre(id="code", tabIndex="0")], id="codes"
            ),
            *_unseen(),
        ]
    )


def _asked(view: FrameView) -> Asked:
    chart = room().chart
    asked = Asked.decoded(chart) if chart else Asked()
    if asked.kind:
        return asked
    pointed = (asked.options or {}).get("columns", [])
    numbers = [each for each in pointed if isinstance(each, int)]
    return guess(view.source, numbers)


def _config() -> dict[str, Any]:
    """How plotly behaves; the shapes of maps are ours, not those of plotly's server."""
    return {**GRAPH, "topojsonURL": f"{room().root}assets/{chart_files().digest}/"}


def _tools() -> Any:
    names = {
        "box": "Filter by a box", "png": "PNG", "svg": "SVG", "html": "HTML",
        "csv": "CSV of marks", "copy": "Copy code", "cancel": "Cancel",
    }  # fmt: skip
    buttons = [
        html.Button(label, id=name, type="button", className="btn")
        for name, label in names.items()
    ]
    follow = dcc.Checklist(
        [{"label": "Follow the view", "value": "yes"}], ["yes"], id="follow"
    )
    return html.Div([*buttons, follow], className="tools")


def _unseen() -> list[Any]:
    stores = [dcc.Store(id=name) for name in ("version", "theme", "drilled", "told")]
    return [*stores, dcc.Download(id="download")]


_INDEX = """<!doctype html>
<html lang="en" data-setting="{setting}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<link rel="icon" href="data:,">
<style>{style}</style>
<script nonce="{nonce}">{theme}</script>
<link rel="stylesheet" href="{files}/charts.css">
</head>
<body>
<div id="react-entry-point"><p class="said">Loading the chart…</p></div>
<footer><script id="_dash-config" type="application/json">{config}</script></footer>
<script src="{files}/plotly.js" nonce="{nonce}"></script>
<script src="{files}/dash.js" nonce="{nonce}"></script>
</body>
</html>
"""
