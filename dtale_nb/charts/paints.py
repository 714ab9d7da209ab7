"""Colours of a static picture, and the paths of SVG that have them."""

from __future__ import annotations

import html
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from dtale_nb.charts.palette import COLORS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

GRAY = "#808080"
"""What is written: it shows on light and on dark ground."""

SHADES = 24
"""Colours of a continuous scale."""

POINTS = 1_500
"""Points of all traces that are drawn; of all lines the ends of as many steps."""

DOT = 4.0
"""How wide a point is, px, if it does not tell a size."""


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


def colors_of(trace: Any, layout: Any, own: str = "") -> list[str]:
    """The colour of all marks, or one of each; `own` where the marks tell none."""
    color = trace.marker.color
    if color is None or isinstance(color, str):
        return [own or color or COLORS[0]]
    values = np.asarray(color)
    if values.dtype.kind in "iuf":
        numbers = values.astype(np.float64)
        return scale_of(numbers, trace.marker, layout).colors(numbers)
    return [str(each) for each in values]


@dataclass(frozen=True, slots=True)
class Scale:
    """Colours of numbers.

    Attributes:
        low: The number of the first colour.
        high: That of the last.
        shades: The colours, as ``#rrggbb``.
        title: What the numbers are called.
    """

    low: float
    high: float
    shades: tuple[str, ...]
    title: str

    def colors(self, values: Floats) -> list[str]:
        """The colour of each value; ``none`` of those that are missing."""
        span = (self.high - self.low) or 1.0
        last = len(self.shades) - 1
        places = np.clip((values - self.low) / span, 0, 1) * last
        return [
            self.shades[round(place)] if math.isfinite(place) else "none"
            for place in places.tolist()
        ]


def scale_of(values: Floats, held: Any, layout: Any) -> Scale:
    """The continuous scale of the numbers of a trace.

    Args:
        values: The numbers.
        held: What has the scale, or names that of the figure: a trace, or its marker.
        layout: Of the figure.
    """
    from plotly.colors import sample_colorscale, unlabel_rgb

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
    sampled = sample_colorscale(scale, np.linspace(0, 1, SHADES).tolist())
    shades = tuple(
        "#{:02x}{:02x}{:02x}".format(*map(round, unlabel_rgb(each))) for each in sampled
    )
    if getattr(bar, "reversescale", None):
        shades = shades[::-1]
    return Scale(low, high, shades, bar.colorbar.title.text or "")


def painted(marks: Sequence[str], colors: Sequence[str]) -> Iterator[str]:
    """One path for the marks of each colour."""
    by: dict[str, list[str]] = {}
    for at, mark in enumerate(marks):
        color = colors[0] if len(colors) == 1 else colors[at % len(colors)]
        if mark and color != "none":
            by.setdefault(color, []).append(mark)
    for color, own in by.items():
        yield f'<path d="{"".join(own)}" fill="{safe(color)}"/>'


def mode_of(trace: Any) -> str:
    """Whether a trace has lines, markers or texts."""
    return str(trace.mode or "lines") if "mode" in trace else ""


def stride_of(traces: Sequence[Any]) -> int:
    """Of so many points one is drawn, lest a picture be too large for a notebook."""
    dots = [trace for trace in traces if "markers" in mode_of(trace)]
    held = [trace.lat if trace.type == "scattergeo" else trace.x for trace in dots]
    return max(1, -(-sum(map(len, held)) // POINTS))


def dotted(
    places: Floats, marker: Any, colors: Sequence[str], stride: int
) -> Iterator[str]:
    """Points, one path for those of each colour and size.

    Args:
        places: Pixels, shape (n, 2), in the order in which they are drawn.
        marker: Of plotly's, which tells their size and how well they cover.
        colors: That of all, or one of each.
        stride: Of so many, one is drawn; of points of several sizes the largest are.
    """
    sizes = _widths(marker, len(places))
    kept = np.isfinite(places).all(axis=1)
    if len(colors) > 1:
        kept &= np.array(colors) != "none"
    some = np.flatnonzero(kept)
    if len(set(sizes.tolist())) > 1:
        order = np.argsort(-sizes[some], kind="stable")
        some = np.sort(some[order[: -(-len(some) // stride)]])
    else:
        some = some[::stride]
    by: dict[tuple[str, float], list[str]] = {}
    for at in some.tolist():
        color = colors[0] if len(colors) == 1 else colors[at]
        mark = "M{:.1f},{:.1f}h0".format(*places[at])
        by.setdefault((color, float(sizes[at])), []).append(mark)
    opacity = marker.opacity if isinstance(marker.opacity, float) else 0.7
    for (color, size), own in by.items():
        yield (
            f'<path d="{"".join(own)}" stroke="{safe(color)}" stroke-width="{size:g}" '
            f'stroke-linecap="round" opacity="{opacity:g}"/>'
        )


def _widths(marker: Any, n: int) -> Floats:
    """How wide points are, px, in whole steps."""
    size = marker.size
    if size is None or isinstance(size, int | float):
        return np.full(n, float(size or DOT))
    told = np.nan_to_num(np.asarray(size, np.float64)) / 2 / (marker.sizeref or 1)
    radii = np.sqrt(told) if marker.sizemode == "area" else told
    return np.maximum(np.rint(radii * 2), 1.0)


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
