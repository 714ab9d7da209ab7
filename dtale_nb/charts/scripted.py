"""Callbacks of the page that its own script answers, see ``static/charts.js``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dash import ALL, MATCH, ClientsideFunction, Input, Output

if TYPE_CHECKING:
    from dash import Dash


def its(name: str, prop: str) -> tuple[dict[str, Any], str]:
    """A property of a part of whichever card."""
    return {"card": MATCH, "part": name}, prop


def register_in_browser(app: Dash) -> None:
    """Tell Dash what is answered there."""
    app.clientside_callback(
        ClientsideFunction("charts", "drawn"),
        Output(*its("box", "disabled")),
        Input(*its("graph", "figure")),
    )
    app.clientside_callback(
        ClientsideFunction("charts", "removed"),
        Output(*its("card", "children")),
        Input(*its("remove", "n_clicks")),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("charts", "theme"),
        Output("theme", "data"),
        Input("theme", "id"),
    )
    app.clientside_callback(
        ClientsideFunction("charts", "asked"),
        Output("add", "disabled"),
        Input({"card": ALL, "part": "asked"}, "data"),
    )
    app.clientside_callback(
        ClientsideFunction("charts", "drilled"),
        Output(*its("told", "data")),
        Input(*its("drilled", "data")),
        prevent_initial_call=True,
    )
