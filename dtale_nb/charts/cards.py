"""The charts of a page: each on a card with its own form, in slots one in the other.

A new chart fills the slot behind the last one, so that Dash draws nothing else anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dash import dcc, html

from dtale_nb.charts.form import kind_control, option_controls
from dtale_nb.charts.language import locale, say
from dtale_nb.charts.requests import Asked, kind_called

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dtale_nb.engine.source import Source

GRAPH = {
    "displaylogo": False,
    "responsive": True,
    "showSendToCloud": False,
    "modeBarButtonsToRemove": ["toImage", "lasso2d", "select2d"],
}
"""How plotly behaves on a card."""

TOOLS = {
    "box": "Filter by a box", "png": "PNG", "svg": "SVG", "html": "HTML",
    "csv": "CSV of marks", "copy": "Copy code", "cancel": "Cancel",
    "earlier": "Earlier", "later": "Later", "remove": "Remove",
}  # fmt: skip
"""The buttons of a card."""

ARRANGING = ("earlier", "later", "remove")
"""Those that make sense beside other charts."""


def part(card: int, name: str) -> dict[str, Any]:
    """The id of a part of a card."""
    return {"card": card, "part": name}


def slot(charts: Sequence[Asked], source: Source, shapes: str, card: int = 0) -> Any:
    """The place of a card, with those behind it; the last one is empty.

    Args:
        charts: The charts from this one on.
        source: The frame.
        shapes: Where plotly finds the shapes of maps.
        card: The number of this card.
    """
    inner: list[Any] = []
    if charts:
        body = card_body(charts[0], source, shapes, card)
        label = f"{say('Chart')} {card + 1}"
        inner = [
            html.Section(
                body, id=part(card, "card"), className="card",
                **{"aria-label": label},
            ),
            slot(charts[1:], source, shapes, card + 1),
        ]  # fmt: skip
    return html.Div(inner, id={"slot": card}, className="slot")


def card_body(asked: Asked, source: Source, shapes: str, card: int) -> list[Any]:
    """A form, a graph, and what it says in words, as a table and as code."""
    chart = kind_called(asked.kind)
    controls = option_controls(chart, source, asked.options or {}, card)
    config = {**GRAPH, "topojsonURL": shapes, **locale()}
    return [
        html.Div(
            [
                kind_control(chart.word, card),
                html.Div(controls, id=part(card, "options"), className="options"),
            ],
            className="form",
            role="group",
            **{"aria-label": say("What is drawn")},
        ),
        html.P(id=part(card, "problem"), role="alert", className="problem"),
        html.Div(
            dcc.Graph(
                id=part(card, "graph"), config=config, figure={}, className="graph"
            ),
            className="stage",
        ),
        html.P(id=part(card, "said"), role="status", className="said"),
        html.Div([_button(card, name) for name in TOOLS], className="tools"),
        html.Details(
            [
                html.Summary(say("Table of marks")),
                html.Div(id=part(card, "table"), className="table"),
            ]
        ),
        html.Details(
            [
                html.Summary(say("Code")),
                html.Pre(id=part(card, "code"), tabIndex="0", className="code"),
            ],
            className="codes",
        ),
        *(
            dcc.Store(id=part(card, name))
            for name in ("drilled", "told", "asked", "frame")
        ),
        dcc.Download(id=part(card, "download")),
    ]


def _button(card: int, name: str) -> Any:
    looks = "btn arranging" if name in ARRANGING else "btn"
    return html.Button(
        say(TOOLS[name]), id=part(card, name), type="button", className=looks,
        disabled=name in {"box", "cancel"}, **{"data-do": name},
    )  # fmt: skip
