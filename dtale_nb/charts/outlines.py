"""Violins, candles and funnels of a static picture."""

from __future__ import annotations

import html
import math
from typing import TYPE_CHECKING, Any

import numpy as np

from dtale_nb.charts.paints import GRAY, safe, stroked
from dtale_nb.charts.palette import FALLING, RISING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from dtale_nb.charts.plane import Plane

    Floats = NDArray[np.float64]

OUTLINED = frozenset({"violin", "candlestick", "funnel"})

STEPS = 41
"""Heights at which the width of a violin is told."""


def reach_of(trace: Any, way: str) -> list[Any]:
    """All values of a trace along an axis."""
    if trace.type == "candlestick":
        return [trace.x] if way == "x" else [trace.low, trace.high]
    if trace.type == "funnel" and way == "x":
        halves = np.asarray(trace.x, dtype=np.float64) / 2
        return [-halves, halves]
    return [trace[way]]


def outlined(plane: Plane, trace: Any, traces: Sequence[Any]) -> Iterator[str]:
    """The marks of a trace of these kinds."""
    if trace.type == "candlestick":
        return _candles(plane, trace)
    if trace.type == "funnel":
        return _funnel(plane, trace)
    return _violins(plane, trace, traces)


def stand_of(trace: Any, traces: Sequence[Any]) -> tuple[float, float]:
    """How far from the middle of its category a trace stands, and how wide it is."""
    groups = list(dict.fromkeys(each.offsetgroup or each.name for each in traces))
    wide = 0.6 / max(1, len(groups))
    turn = groups.index(trace.offsetgroup or trace.name)
    return (turn - (len(groups) - 1) / 2) * wide, wide


def density_of(values: Floats, at: Floats) -> Floats:
    """How dense values lie, as plotly.js estimates it for violins.

    Args:
        values: Shape (n,).
        at: Where it is told, shape (m,).

    Returns:
        The density over its most, shape (m,).

    Source:
        Silverman, Density Estimation (1986), eq. 3.31: a Gaussian kernel whose width is
        1.059 * min(s, IQR / 1.349) * n ** -0.2.
    """
    quarters = np.quantile(values, [0.25, 0.75])
    spreads = [values.std(ddof=1) if len(values) > 1 else 0, np.ptp(quarters) / 1.349]
    width = 1.059 * min(spreads) * len(values) ** -0.2
    width = max(width, float(np.ptp(values)) / 100) or 1.0
    parts = np.exp(-0.5 * ((at[:, None] - values) / width) ** 2)
    sums: Floats = parts.sum(axis=1)
    return sums / sums.max()


def _violins(plane: Plane, trace: Any, traces: Sequence[Any]) -> Iterator[str]:
    beside, wide = stand_of(trace, traces)
    names, values = np.asarray(trace.x).astype(str), plane.up.numbers(trace.y)
    color = plane.paints[id(trace)]
    for name in dict.fromkeys(names.tolist()):
        own = values[(names == name) & np.isfinite(values)]
        if not len(own):
            continue
        at = np.linspace(own.min(), own.max(), STEPS)
        half = density_of(own, at) * wide / 2
        middle = plane.across.numbers([name])[0] + beside
        x = plane.x(np.concatenate([middle + half, (middle - half)[::-1]]))
        y = plane.y(np.concatenate([at, at[::-1]]))
        points = "L".join(f"{a:.1f},{b:.1f}" for a, b in zip(x, y, strict=True))
        yield (
            f'<path d="M{points}z" fill="{safe(color)}" fill-opacity=".4" '
            f'stroke="{safe(color)}"/>'
        )
        q1, median, q3 = plane.y(np.quantile(own, [0.25, 0.5, 0.75]))
        a, b = plane.x(middle + np.array([-0.1, 0.1]) * wide)
        box = (
            f"M{a:.1f},{q1:.1f}H{b:.1f}V{q3:.1f}H{a:.1f}zM{a:.1f},{median:.1f}H{b:.1f}"
        )
        yield stroked(box, stroke=color)


def _candles(plane: Plane, trace: Any) -> Iterator[str]:
    places = plane.across.numbers(trace.x)
    known = np.unique(places[np.isfinite(places)])
    wide = float(np.diff(known).min()) * 0.6 if len(known) > 1 else 1.0
    paths: dict[str, list[str]] = {RISING: [], FALLING: []}
    told = [plane.up.numbers(trace[each]) for each in ("open", "high", "low", "close")]
    for at, *four in zip(places, *told, strict=True):
        if not np.isfinite([at, *four]).all():
            continue
        first, high, low, last = plane.y(np.array(four))
        a, b, middle = plane.x(np.array([at - wide / 2, at + wide / 2, at]))
        top, bottom = min(first, last), max(first, last)
        paths[RISING if four[3] >= four[0] else FALLING].append(
            f"M{a:.1f},{bottom:.1f}H{b:.1f}V{top:.1f}H{a:.1f}z"
            f"M{middle:.1f},{high:.1f}V{top:.1f}M{middle:.1f},{bottom:.1f}V{low:.1f}"
        )
    for color, path in paths.items():
        if path:
            yield f'<path d="{"".join(path)}" fill="{color}" stroke="{color}"/>'


def _funnel(plane: Plane, trace: Any) -> Iterator[str]:
    values = np.nan_to_num(np.asarray(trace.x, dtype=np.float64))
    rows, color = plane.up.numbers(trace.y), plane.paints[id(trace)]
    lefts, rights = plane.x(-values / 2), plane.x(values / 2)
    tops, bottoms = plane.y(rows - 0.45), plane.y(rows + 0.45)
    path = "".join(
        f"M{a:.1f},{top:.1f}H{b:.1f}V{bottom:.1f}H{a:.1f}z"
        for a, b, top, bottom in zip(lefts, rights, tops, bottoms, strict=True)
        if math.isfinite(top)
    )
    yield f'<path d="{path}" fill="{safe(color)}"/>'
    for value, a, b, y in zip(values, lefts, rights, plane.y(rows), strict=True):
        text = html.escape(f"{value:,.6g}")
        is_inside = b - a > 7 * len(text)
        x, ink = ((a + b) / 2, "#fff") if is_inside else (b + 6 + 3 * len(text), "")
        look = f'text-anchor="middle" fill="{ink or GRAY}"'
        yield f'<text x="{x:.0f}" y="{y + 4:.0f}" {look}>{text}</text>'
