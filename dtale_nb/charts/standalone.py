"""A figure as a page of its own, which asks nothing of anybody."""

from __future__ import annotations

from typing import Any

from dtale_nb.charts.atlas import SHAPES, shapes

ALONE = {"displaylogo": False, "showSendToCloud": False}
"""How plotly behaves in a page that was carried away."""


def standalone_page(figure: Any) -> str:
    """The page, with its own copy of plotly.js and of the shapes that it draws."""
    whole: str = figure.to_html(include_plotlyjs=True, config=ALONE)
    if not any(trace.type in {"choropleth", "scattergeo"} for trace in figure.data):
        return whole
    scopes = {figure.layout[name].scope or "world" for name in _maps(figure)}
    used = (name for name in SHAPES if name.partition("_")[0] in scopes)
    each = ",".join(f'"{name}":{shapes(name).decode()}' for name in used)
    script = f"<script>window.PlotlyGeoAssets={{topojson:{{{each}}}}}</script>"
    return whole.replace("<head>", f"<head>{script}", 1)


def _maps(figure: Any) -> list[str]:
    return [name for name in figure.layout if name.startswith("geo")]
