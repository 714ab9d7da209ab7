"""Colours of a static picture, and the paths of SVG that have them."""

from __future__ import annotations

import html
import math
from typing import TYPE_CHECKING, Any

import numpy as np

from dtale_nb.charts.drawing import COLORS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

GRAY = "#808080"
"""What is written: it shows on light and on dark ground."""

SHADES = 24
"""Colours of a continuous scale."""


def color_of(trace: Any) -> str | None:
    """The colour of a trace; None where it has several, or none."""
    for held in ("line", "marker"):
        if held in trace and "color" in trace[held]:
            color = trace[held].color
            if isinstance(color, str):
                return color
    return None


def paints_of(traces: Sequence[Any], layout: Any) -> dict[int, str]:
    """The colour of each trace, by its `id`: its own, or the next of the figure's."""
    way = layout.colorway or COLORS
    return {
        id(trace): color_of(trace) or str(way[at % len(way)])
        for at, trace in enumerate(traces)
    }


def colors_of(trace: Any, layout: Any, paints: Mapping[int, str]) -> list[str]:
    """The colour of all marks, or one of each."""
    color = trace.marker.color
    if color is None or isinstance(color, str):
        return [paints[id(trace)]]
    values = np.asarray(color)
    if values.dtype.kind in "iuf":
        return scaled(values.astype(np.float64), trace.marker, layout)
    return [str(each) for each in values]


def scaled(values: Floats, held: Any, layout: Any) -> list[str]:
    """Numbers as colours of a continuous scale."""
    from plotly.colors import sample_colorscale

    bar = layout[held.coloraxis] if getattr(held, "coloraxis", None) else held
    known = values[np.isfinite(values)]
    ends = (getattr(bar, "cmin", None), getattr(bar, "cmax", None))
    if getattr(bar, "zmin", None) is not None:
        ends = bar.zmin, bar.zmax
    low = float(known.min()) if ends[0] is None and len(known) else float(ends[0] or 0)
    high = float(known.max()) if ends[1] is None and len(known) else float(ends[1] or 1)
    scale = bar.colorscale or "Viridis"
    if not isinstance(scale, str):
        scale = [list(each) for each in scale]
    shades = sample_colorscale(scale, np.linspace(0, 1, SHADES).tolist())
    if getattr(bar, "reversescale", None):
        shades = shades[::-1]
    places = np.clip((values - low) / ((high - low) or 1.0), 0, 1) * (SHADES - 1)
    return [
        shades[round(place)] if math.isfinite(place) else "none"
        for place in places.tolist()
    ]


def painted(
    marks: Sequence[str], colors: Sequence[str], *, dots: bool = False
) -> Iterator[str]:
    """One path for the marks of each colour."""
    by: dict[str, list[str]] = {}
    for at, mark in enumerate(marks):
        color = colors[0] if len(colors) == 1 else colors[at % len(colors)]
        if mark and color != "none":
            by.setdefault(color, []).append(mark)
    for color, own in by.items():
        if dots:
            yield (
                f'<path d="{"".join(own)}" stroke="{safe(color)}" stroke-width="4" '
                f'stroke-linecap="round" opacity=".7"/>'
            )
        else:
            yield f'<path d="{"".join(own)}" fill="{safe(color)}"/>'


_DASHES = {"dot": "2 3", "dash": "7 4", "dashdot": "7 3 2 3"}


def stroked(path: str, *, stroke: str, dash: str | None = None) -> str:
    """A path that is drawn along, not filled."""
    dashes = f' stroke-dasharray="{_DASHES[dash]}"' if dash in _DASHES else ""
    return (
        f'<path d="{path}" fill="none" stroke="{safe(stroke)}" stroke-width="1.5"'
        f"{dashes}/>"
    )


def safe(color: str) -> str:
    """A colour as the value of an attribute."""
    return html.escape(color)
