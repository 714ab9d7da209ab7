"""Marks of a static picture as paths of SVG: one for each colour of a trace."""

from __future__ import annotations

import html
import math
from typing import TYPE_CHECKING, Any

import numpy as np

from dtale_nb.charts.axes import plain, printable
from dtale_nb.charts.outlines import OUTLINED, outlined, reach_of, stand_of
from dtale_nb.charts.paints import (
    POINTS,
    colors_of,
    dotted,
    mode_of,
    painted,
    safe,
    scale_of,
    stroked,
)
from dtale_nb.charts.palette import COLORS
from dtale_nb.charts.plane import Plane

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from dtale_nb.charts.axes import Axis

    Floats = NDArray[np.float64]

DRAWN = frozenset(
    {"bar", "scatter", "scattergl", "heatmap", "box", *OUTLINED},
)
"""Kinds of traces that lie on two axes and are drawn."""

FEWEST = 60
"""Places of a line that are drawn, however many lines there are."""

LABELS = 12
"""Slices that are named."""


class Panel(Plane):
    """A pair of axes and what is drawn between them."""

    __slots__ = ()

    @staticmethod
    def extent(traces: Sequence[Any], way: str, layout: Any) -> tuple[list[Any], bool]:
        """All values along an axis, and whether marks begin at 0 there.

        Args:
            traces: Those on the axis.
            way: ``x`` or ``y``.
            layout: Of the figure.
        """
        values, zero = [], False
        stacks: dict[Any, Any] = {}
        for trace in traces:
            own = reach_of(trace, way) if trace.type in OUTLINED else [trace[way]]
            if trace.type == "box" and way == "y":
                own = [trace.lowerfence, trace.upperfence, trace.q1, trace.q3]
            if _grows(trace, way):
                zero = True
                if trace.stackgroup if trace.type != "bar" else _stacks(layout):
                    own.append(_stacked(trace, way, stacks)[1])
            values += own
        return values, zero

    def marks(self, traces: Sequence[Any], layout: Any) -> Iterator[str]:
        """All marks of these axes, in the order of their traces."""
        stacks: dict[Any, Any] = {}
        bars = [trace for trace in traces if trace.type == "bar"]
        for trace in traces:
            if trace.type == "bar":
                yield from self._bars(trace, bars, layout, stacks)
            elif trace.type == "heatmap":
                yield from self._cells(trace, layout)
            elif trace.type == "box":
                yield from self._boxes(trace, traces)
            elif trace.type in OUTLINED:
                yield from outlined(self, trace, traces)
            else:
                yield from self._lines_and_points(trace, layout, stacks)

    def _bars(
        self, trace: Any, bars: Sequence[Any], layout: Any, stacks: dict[Any, Any]
    ) -> Iterator[str]:
        lies = trace.orientation == "h"
        along, grows = ("y", "x") if lies else ("x", "y")
        axis, other = (self.up, self.across) if lies else (self.across, self.up)
        places = axis.numbers(trace[along])
        if _stacks(layout):
            lows, tops = _stacked(trace, grows, stacks)
        else:
            tops = np.asarray(trace[grows], dtype=np.float64)
            lows = np.zeros(len(tops))
        lows, tops = _begun(other, lows), other.numbers(tops)
        wide = _widths(trace, places, axis.kind, layout)
        if layout.barmode == "group":
            wide /= len(bars)
            turn = next(at for at, each in enumerate(bars) if each is trace)
            places = places + (turn - (len(bars) - 1) / 2) * wide
        first, second = (self.y, self.x) if lies else (self.x, self.y)
        ends = (
            first(places - wide / 2),
            first(places + wide / 2),
            second(lows),
            second(tops),
        )
        yield from painted(
            _rectangles(*ends, lies=lies),
            colors_of(trace, layout, self.paints[id(trace)]),
        )

    def _cells(self, trace: Any, layout: Any) -> Iterator[str]:
        x, y = self.across.numbers(trace.x), self.up.numbers(trace.y)
        wide = _step(x) if self.across.kind != "category" else 1.0
        high = _step(y) if self.up.kind != "category" else 1.0
        z = np.asarray(trace.z, dtype=np.float64).ravel()
        if len(z) != len(x):
            return
        ends = self.x(x - wide / 2), self.x(x + wide / 2)
        rows = self.y(y - high / 2), self.y(y + high / 2)
        yield from painted(
            _rectangles(*ends, *rows, lies=False),
            scale_of(z, trace, layout).colors(z),
        )

    def _boxes(self, trace: Any, traces: Sequence[Any]) -> Iterator[str]:
        beside, wide = stand_of(trace, traces)
        places = self.across.numbers(trace.x) + beside
        color = self.paints[id(trace)]
        path = []
        told = (trace.lowerfence, trace.q1, trace.median, trace.q3, trace.upperfence)
        for at, *five in zip(
            places, *(self.up.numbers(each) for each in told), strict=True
        ):
            if not np.isfinite([at, *five]).all():
                continue
            a, b, middle = self.x(np.array([at - wide / 2, at + wide / 2, at]))
            low, q1, median, q3, high = self.y(np.array(five))
            path.append(
                f"M{a:.1f},{q1:.1f}H{b:.1f}V{q3:.1f}H{a:.1f}zM{a:.1f},{median:.1f}H{b:.1f}"
                f"M{middle:.1f},{low:.1f}V{q1:.1f}M{middle:.1f},{q3:.1f}V{high:.1f}"
            )
        yield stroked("".join(path), stroke=color)

    def _lines_and_points(
        self, trace: Any, layout: Any, stacks: dict[Any, Any]
    ) -> Iterator[str]:
        x, mode = self.across.numbers(trace.x), mode_of(trace)
        y, low = self.up.numbers(trace.y), np.zeros(len(x))
        # What WebGL draws cannot stand on anything.
        stands = trace.type == "scatter" and trace.stackgroup
        if stands:
            low, high = _stacked(trace, "y", stacks)
            y = self.up.numbers(high)
        low = _begun(self.up, low)
        color = self.paints[id(trace)]
        if "text" in mode:
            yield from self._words(trace, x, y, layout)
        if "lines" in mode:
            kept = _thinned(y, max(FEWEST, POINTS // self.lines))
            if stands or trace.fill in {"tozeroy", "tonexty"}:
                yield self._area(x[kept], low[kept], y[kept], color)
            line = _polyline(self.x(x[kept]), self.y(y[kept]))
            yield stroked(line, stroke=color, dash=trace.line.dash)
        if "markers" in mode:
            dots = np.column_stack([self.x(x), self.y(y)])
            yield from dotted(
                dots, trace.marker, colors_of(trace, layout, color), self.stride
            )

    def _words(self, trace: Any, x: Floats, y: Floats, layout: Any) -> Iterator[str]:
        """Texts where points would be, as large as the panel is of the figure."""
        scale = self.width / (layout.width or self.width)
        sizes = np.broadcast_to(np.asarray(trace.textfont.size or 12), x.shape) * scale
        colors = np.broadcast_to(np.asarray(trace.textfont.color or COLORS[0]), x.shape)
        places = zip(self.x(x), self.y(y), sizes, colors, trace.text, strict=True)
        heavy = trace.textfont.weight or 400
        for a, b, size, color, text in places:
            told = html.escape(printable(plain(str(text))), quote=False)
            look = f'font-weight="{heavy}" fill="{safe(str(color))}"'
            yield (
                f'<text x="{a:.1f}" y="{b + size * 0.35:.1f}" font-size="{size:.1f}" '
                f'{look} text-anchor="middle">{told}</text>'
            )

    def _area(self, x: Floats, low: Floats, high: Floats, color: str) -> str:
        good = np.isfinite(x) & np.isfinite(high)
        across = np.concatenate([x[good], x[good][::-1]])
        up = np.concatenate([high[good], low[good][::-1]])
        outline = _polyline(self.x(across), self.y(up))
        return f'<path d="{outline}" fill="{safe(color)}" opacity=".4"/>'


def slices(
    trace: Any, layout: Any, middle: tuple[float, float], radius: float
) -> Iterable[str]:
    """The slices of a pie, clockwise from the top, with their names.

    Args:
        trace: Of type ``pie``.
        layout: Of the figure.
        middle: Pixels.
        radius: Pixels.
    """
    values = np.nan_to_num(np.asarray(trace["values"], dtype=np.float64))
    total = float(values.sum())
    if total <= 0:
        return []
    own = trace.marker.colors
    colors = own if own is not None else layout.piecolorway or COLORS
    labels = list(trace.labels)
    order = (
        np.argsort(-values, kind="stable")
        if trace.sort in {None, True}
        else range(len(values))
    )
    shapes, turn = [], 0.0
    for nth, at in enumerate(order):
        share = float(values[at]) / total
        paint = colors[(nth if own is None else int(at)) % len(colors)]
        shapes.append(_slice(middle, radius, turn, turn + share, str(paint)))
        if nth < LABELS and share > 0.015:
            angle = (turn + share / 2) * math.tau
            x = middle[0] + (radius + 12) * math.sin(angle)
            y = middle[1] - (radius + 12) * math.cos(angle)
            anchor = "start" if x >= middle[0] else "end"
            name = printable(plain(str(labels[at])))[:24]
            text = html.escape(f"{name} {share:.1%}", quote=False)
            shapes.append(
                f'<text x="{x:.0f}" y="{y:.0f}" text-anchor="{anchor}">{text}</text>'
            )
        turn += share
    return shapes


def _slice(
    middle: tuple[float, float], radius: float, start: float, stop: float, color: str
) -> str:
    x, y = middle
    if stop - start > 1 - 1e-9:
        return f'<circle cx="{x}" cy="{y}" r="{radius}" fill="{safe(color)}"/>'
    ends = [
        (x + radius * math.sin(turn * math.tau), y - radius * math.cos(turn * math.tau))
        for turn in (start, stop)
    ]
    (x0, y0), (x1, y1) = ends
    large = int(stop - start > 0.5)
    arc = f"M{x},{y}L{x0:.1f},{y0:.1f}A{radius},{radius} 0 {large} 1 {x1:.1f},{y1:.1f}z"
    return f'<path d="{arc}" fill="{safe(color)}"/>'


def _grows(trace: Any, way: str) -> bool:
    """Whether marks begin at 0 along this axis."""
    if trace.type == "bar":
        return way == ("x" if trace.orientation == "h" else "y")
    return (
        way == "y" and trace.type == "scatter" and bool(trace.stackgroup or trace.fill)
    )


def _stacks(layout: Any) -> bool:
    return (layout.barmode or "relative") in {"relative", "stack"}


def _stacked(trace: Any, way: str, stacks: dict[Any, Any]) -> tuple[Floats, Floats]:
    """Where each mark begins and ends above those before it; notes it in `stacks`."""
    along = "x" if way == "y" else "y"
    values = np.nan_to_num(np.asarray(trace[way], dtype=np.float64))
    lows = np.zeros(len(values))
    pair = trace.xaxis or "x", trace.yaxis or "y"
    for at, (place, value) in enumerate(zip(trace[along], values, strict=True)):
        key = (pair, str(place), value < 0)
        lows[at] = stacks.get(key, 0.0)
        stacks[key] = lows[at] + value
    return lows, lows + values


def _widths(trace: Any, places: Floats, kind: str, layout: Any) -> Floats:
    gap = 0.2 if layout.bargap is None else float(layout.bargap)
    if trace.width is not None and kind != "log":
        return np.broadcast_to(np.asarray(trace.width, np.float64), places.shape).copy()
    step = 1.0 if kind == "category" else _step(places)
    return np.full(len(places), step * (1 - gap))


def _begun(axis: Axis, values: Floats) -> Floats:
    """Where marks begin; at the end of a logarithmic axis, which has no 0."""
    numbers = axis.numbers(values)
    return np.where(np.isfinite(numbers), numbers, axis.low)


def _step(places: Floats) -> float:
    """The least distance of two places."""
    apart = np.diff(np.unique(places[np.isfinite(places)]))
    return float(apart.min()) if len(apart) else 1.0


def _rectangles(
    a: Floats, b: Floats, low: Floats, high: Floats, *, lies: bool
) -> list[str]:
    if lies:
        a, b, low, high = low, high, a, b
    return [
        f"M{x:.1f},{y:.1f}H{right:.1f}V{bottom:.1f}H{x:.1f}z"
        if math.isfinite(x + right + y + bottom)
        else ""
        for x, right, y, bottom in zip(a, b, low, high, strict=True)
    ]


def _polyline(x: Floats, y: Floats) -> str:
    """A line through places; it is broken where there is none."""
    parts, pen = [], "M"
    for a, b in zip(x.tolist(), y.tolist(), strict=True):
        if math.isfinite(a + b):
            parts.append(f"{pen}{a:.1f},{b:.1f}")
            pen = "L"
        else:
            pen = "M"
    return "".join(parts)


def _thinned(y: Floats, most: int) -> NDArray[np.intp]:
    """About so many places of a line that look like all: the extremes of steps."""
    n = len(y)
    if n <= most:
        return np.arange(n)
    kept = {0, n - 1}
    for part in np.array_split(np.arange(n), most // 2):
        here = y[part]
        if np.isfinite(here).any():
            kept |= {int(part[np.nanargmin(here)]), int(part[np.nanargmax(here)])}
        else:
            kept.add(int(part[0]))
    return np.array(sorted(kept))
