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

import pandas as pd
from dash import Dash, dcc, html
from flask import Response

from dtale_nb.charts.answers import Answers
from dtale_nb.charts.assets import chart_files, pack_ahead
from dtale_nb.charts.cards import slot
from dtale_nb.charts.drawing import Drawing
from dtale_nb.charts.guess import known
from dtale_nb.charts.jobs import ChartJobs
from dtale_nb.charts.language import TAGS, say, script_words
from dtale_nb.charts.refusals import PAGE
from dtale_nb.charts.requests import Asked, decoded
from dtale_nb.charts.room import room
from dtale_nb.errors import DtaleNbError

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

    from dtale_nb.charts.room import Room, Surroundings

TOLD = (
    "url_base_pathname", "requests_pathname_prefix", "ui", "props_check",
    "show_undo_redo", "suppress_callback_exceptions", "update_title",
    "children_props", "serve_locally", "validate_callbacks", "csrf_token_name",
    "csrf_header_name", "disable_version_check",
)  # fmt: skip
"""What of Dash's own settings its renderer reads."""


EARLY = ("_dash-layout", "_dash-dependencies")
"""What Dash's script asks for at first; the page does so before it is there."""


def make_app(around: Surroundings) -> WSGIApplication:
    """Build the Dash app, once a process."""
    answers = Answers(around.store, ChartJobs())
    app = ChartApp(around, answers)
    answers.register(app)
    app.settle()
    app.layout = lambda: layout(answers)
    app.server.after_request(around.finish)
    app.server.register_error_handler(DtaleNbError, _bad_news)
    return cast("WSGIApplication", app.server.wsgi_app)


def warm_up(accepted: str) -> None:
    """Do what the first page waits for, while its browser reads the page.

    Scripts are packed as the browser accepts them; plotly.express is loaded and draws
    once, since its first figure takes 0.4 s and the next 0.04 s.
    """
    pack_ahead(accepted)
    marks = pd.DataFrame({"x": ["a"], "y": [1]})
    Drawing("bar", {"x": "x", "y": "y"}).figure({"marks": marks}).to_json()


class ChartApp(Dash):  # type: ignore[misc]  # untyped
    """Dash with our page around it, and the root of each request.

    Args:
        around: What the viewer's app gives.
        answers: What answers the page's questions.
    """

    def __init__(self, around: Surroundings, answers: Answers) -> None:
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
        self._around, self._answers = around, answers
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
        asked = decoded(here.chart) if here.chart else [Asked()]
        self._answers.begin(asked)
        script, setting = self._around.theme
        files = f"{here.root}assets/{ours.digest}"
        config = json.dumps(self._config()).replace("<", "\\u003c")
        text = _INDEX.format(
            title=_text(f"{name}, {say('Chart')}"), setting=_text(setting), files=files,
            nonce=here.nonce, theme=script, style=self._around.style, config=config,
            early=json.dumps({each: f"{here.page}{each}" for each in EARLY}),
            lang=TAGS.get(here.language, here.language), page=_of_view(here),
            loading=say("Loading the chart…"),
            words=json.dumps(script_words()).replace("<", "\\u003c"),
        )  # fmt: skip
        return Response(text, mimetype="text/html")


def _of_view(here: Room) -> str:
    """The percent-encoded path of the pages of a view."""
    return here.page.removesuffix(f"{here.chart}/") if here.chart else here.page


def _text(text: str) -> str:
    """A text as it may stand in HTML, attributes included."""
    return escape(text.encode("utf-8", "replace").decode())


def _bad_news(error: DtaleNbError) -> Response:
    text = PAGE.format(
        code=error.code, message=_text(error.message), hint=_text(error.hint)
    )
    return Response(text, error.status, mimetype="text/html")


def layout(answers: Answers) -> Any:
    """The page of the current request: its charts, and what is common to them."""
    view, chart = answers.view(), room().chart
    asked = decoded(chart) if chart else [Asked()]
    follow = dcc.Checklist(
        [{"label": say("Follow the view"), "value": "yes"}], ["yes"], id="follow"
    )
    buttons = [
        html.Button(say(label), id=name, type="button", className="btn")
        for name, label in (("add", "Add a chart"), ("all", "HTML of all charts"))
    ]
    return html.Main(
        [
            slot(known(asked, view.source), view.source, answers.shapes()),
            html.P(id="problem", role="alert", className="problem"),
            html.Div([*buttons, follow], className="tools common"),
            *(dcc.Store(id=name) for name in ("version", "theme", "moved", "pinned")),
            dcc.Download(id="download"),
        ]
    )


_INDEX = """<!doctype html>
<html lang="{lang}" data-setting="{setting}" data-page="{page}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<link rel="icon" href="data:,">
<style>{style}</style>
<script nonce="{nonce}">{theme}
window.early = Object.entries({early}).map(([name, at]) => [name, fetch(at)]);</script>
<link rel="stylesheet" href="{files}/charts.css">
</head>
<body>
<div id="react-entry-point"><p class="said">{loading}</p></div>
<script id="words" type="application/json">{words}</script>
<footer><script id="_dash-config" type="application/json">{config}</script></footer>
<script src="{files}/plotly.js" nonce="{nonce}"></script>
<script src="{files}/dash.js" nonce="{nonce}"></script>
</body>
</html>
"""
