"""A figure as a page of its own, which asks nothing of anybody."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from dtale_nb.charts.atlas import SHAPES, shapes

if TYPE_CHECKING:
    from collections.abc import Sequence

ALONE = {"displaylogo": False, "showSendToCloud": False}
"""How plotly behaves in a page that was carried away."""


def standalone_page(title: str, figures: Sequence[Any]) -> str:
    """The page of one or some figures, one below the other.

    It has its own copy of plotly.js, once, and of the shapes that it draws.
    """
    parts = [
        each.to_html(include_plotlyjs=at == 0, full_html=False, config=ALONE)
        for at, each in enumerate(figures)
    ]
    text = escape(title.encode("utf-8", "replace").decode())
    return (
        f'<!doctype html>\n<html><head><meta charset="utf-8"><title>{text}</title>'
        f"{_shapes_of(figures)}</head>\n<body>{''.join(parts)}</body></html>\n"
    )


def _shapes_of(figures: Sequence[Any]) -> str:
    """A script with the shapes of the maps among some figures."""
    scopes = {
        figure.layout[name].scope or "world"
        for figure in figures
        if any(trace.type in {"choropleth", "scattergeo"} for trace in figure.data)
        for name in figure.layout
        if name.startswith("geo")
    }
    used = [name for name in SHAPES if name.partition("_")[0] in scopes]
    if not used:
        return ""
    each = ",".join(f'"{name}":{shapes(name).decode()}' for name in used)
    return f"<script>window.PlotlyGeoAssets={{topojson:{{{each}}}}}</script>"
