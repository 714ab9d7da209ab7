"""A static picture of a figure, for notebooks that are read without their kernel.

It is SVG, drawn from the marks where plotly's own script puts them, more plainly; of an
animation the first frame.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dtale_nb.charts.axes import Axis, plain, written
from dtale_nb.charts.globes import PLACED, Globe
from dtale_nb.charts.legends import legend_of
from dtale_nb.charts.nests import NESTED, nested
from dtale_nb.charts.paints import GRAY, mode_of, paints_of, stride_of
from dtale_nb.charts.spaces import SPATIAL, Space
from dtale_nb.charts.traces import DRAWN, Panel, slices

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

WIDE, HIGH = 640, 340
"""Pixels."""

LEFT, RIGHT, TOP, BOTTOM = 64, 56, 28, 44
"""Room for what is written around the marks."""

LARGEST = 60_000
"""Characters; a larger picture is none for a notebook."""

FUNNEL: dict[str, dict[str, Any]] = {
    "y": {"autorange": "reversed"},
    "x": {"visible": False},
}
"""Axes of funnels: names come from the top, and widths have no scale."""


@dataclass(frozen=True, slots=True)
class _Box:
    """Where the marks of one pair of axes are, in pixels."""

    left: float
    top: float
    width: float
    height: float


def picture_of(figure: Any) -> str:
    """A figure as the text of an SVG document; '' where it has marks of other kinds.

    Args:
        figure: A `plotly.graph_objects.Figure`.
    """
    traces = [trace for trace in figure.data if trace.visible in {None, True}]
    kinds = {trace.type for trace in traces}
    if kinds <= NESTED and len(traces) == 1:
        room = 8.0, 8.0, WIDE - 16.0, HIGH - 16.0
        shapes: Iterable[str] = nested(traces[0], figure.layout, room)
    elif kinds == {"pie"} and len(traces) == 1:
        shapes = slices(traces[0], figure.layout, (WIDE / 2, (HIGH + TOP) / 2), 130)
    elif kinds and kinds <= DRAWN and _has_places(figure):
        shapes = _panels(figure, traces)
    elif kinds and kinds <= PLACED:
        shapes = _globes(figure, traces)
    elif kinds and kinds <= SPATIAL:
        room = 8.0, float(TOP), WIDE - 16.0, HIGH - TOP - 8.0
        space = Space.of(figure.layout.scene, traces, room)
        shapes = space.shapes(traces, figure.layout, paints_of(traces, figure.layout))
    else:
        return ""
    drawn = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDE}" height="{HIGH}" '
        f'viewBox="0 0 {WIDE} {HIGH}" font-family="sans-serif" font-size="11" '
        f'fill="{GRAY}">{"".join(shapes)}{_above(figure)}'
        f"{legend_of(traces, figure.layout, WIDE - 4.0)}</svg>"
    )
    return drawn if len(drawn) <= LARGEST else ""


def _has_places(figure: Any) -> bool:
    """Whether at most one further axis lies over others: there is one place for it."""
    return sum(1 for axis in figure.select_yaxes() if axis.overlaying) <= 1


def _panels(figure: Any, traces: Sequence[Any]) -> Iterable[str]:
    """All pairs of axes with their marks, and what plotly writes above them."""
    pairs: dict[tuple[str, str], list[Any]] = {}
    for trace in traces:
        pairs.setdefault((trace.xaxis or "x", trace.yaxis or "y"), []).append(trace)
    axes = {
        name: _axis(figure, traces, name)
        for name in {each for pair in pairs for each in pair}
    }
    paints, stride = paints_of(traces, figure.layout), stride_of(traces)
    lines = sum("lines" in mode_of(trace) for trace in traces)
    for (x, y), own in pairs.items():
        across, up = _layout(figure, x), _layout(figure, y)
        if up.overlaying:
            up = _layout(figure, up.overlaying)
        box = _box(across.domain or (0, 1), up.domain or (0, 1))
        place = box.left, box.top, box.width, box.height
        panel = Panel(axes[x], axes[y], *place, paints, stride, max(lines, 1))
        if _layout(figure, y).overlaying:
            yield _right(box, axes[y])
        else:
            yield _frame(box, axes[x], axes[y], beside=box.left <= LEFT + 1)
        yield from panel.marks(own, figure.layout)


def _globes(figure: Any, traces: Sequence[Any]) -> Iterable[str]:
    """All maps with their marks."""
    by: dict[str, list[Any]] = {}
    stride = stride_of(traces)
    for trace in traces:
        by.setdefault(trace.geo or "geo", []).append(trace)
    for name, own in by.items():
        layout = figure.layout[name]
        across, up = layout.domain.x or (0, 1), layout.domain.y or (0, 1)
        wide, high = WIDE - 16.0, HIGH - TOP - 8.0
        room = (
            8 + across[0] * wide, TOP + (1 - up[1]) * high,
            (across[1] - across[0]) * wide, (up[1] - up[0]) * high,
        )  # fmt: skip
        yield from Globe.of(layout, own, room, stride).shapes(own, figure.layout, name)


def _above(figure: Any) -> str:
    """What plotly writes above the marks: names of small charts, of the first frame."""
    told = []
    if figure.frames and figure.layout.sliders:
        slider = figure.layout.sliders[0]
        first = f"{slider.currentvalue.prefix or ''}{slider.steps[0].label}"
        of = f"{plain(first)}, first of {len(slider.steps)}"
        told.append(written(LEFT, TOP - 12, of, "start"))
    for note in figure.layout.annotations:
        if note.xref == "paper" and note.text:
            at = _box((note.x, note.x), (note.y, note.y))
            told.append(written(at.left, at.top - 4, plain(note.text), "middle"))
    return "".join(told)


def _layout(figure: Any, name: str) -> Any:
    return figure.layout[f"{name[0]}axis{name[1:]}"]


def _axis(figure: Any, traces: Sequence[Any], name: str) -> Axis:
    """The axis of a name, of all traces that share its scale."""
    way, layout = name[0], _layout(figure, name)
    scale = layout.matches or name
    own = []
    if traces[0].type == "funnel":
        layout = type(layout)(layout, **FUNNEL[way])
    for trace in traces:
        used = trace[f"{way}axis"] or way
        if used == name or (_layout(figure, used).matches or used) == scale:
            own.append(trace)
    return Axis.of(layout, *Panel.extent(own, way, figure.layout))


def _box(across: Any, up: Any) -> _Box:
    wide, high = WIDE - LEFT - RIGHT, HIGH - TOP - BOTTOM
    return _Box(
        LEFT + across[0] * wide,
        TOP + (1 - up[1]) * high,
        (across[1] - across[0]) * wide,
        (up[1] - up[0]) * high,
    )


def _frame(box: _Box, across: Axis, up: Axis, *, beside: bool) -> str:
    """The lines behind the marks and what is written beside them."""
    if not across.is_seen and not up.is_seen:
        return ""
    bottom, told = box.top + box.height, []
    lines = [f"M{box.left:.0f},{bottom:.0f}h{box.width:.0f}"]
    for share, text in up.ticks() if up.is_seen else ():
        y = bottom - share * box.height
        lines.append(f"M{box.left:.0f},{y:.1f}h{box.width:.0f}")
        if beside:
            told.append(written(box.left - 6, y + 4, text, "end"))
    ticks = across.ticks() if across.is_seen else []
    fits = max(1, math.ceil(len(ticks) * 52 / max(box.width, 1)))
    for share, text in ticks[::fits]:
        told.append(written(box.left + share * box.width, bottom + 15, text, "middle"))
    told.append(written(box.left + box.width / 2, bottom + 32, across.title, "middle"))
    if beside:
        told.append(_upright(12, box.top + box.height / 2, up.title))
    return f'<path d="{"".join(lines)}" stroke="{GRAY}" opacity=".3"/>{"".join(told)}'


def _right(box: _Box, up: Axis) -> str:
    """What is written beside an axis that lies over another one."""
    right, bottom = box.left + box.width + 6, box.top + box.height
    told = [
        written(right, bottom - share * box.height + 4, text, "start")
        for share, text in up.ticks()
    ]
    return "".join(told) + written(WIDE - 2, TOP - 2, up.title, "end")


def _upright(x: float, y: float, text: str) -> str:
    """A text that reads upwards."""
    told = written(x, y, text, "middle")
    return f'<g transform="rotate(-90 {x:.0f} {y:.0f})">{told}</g>'
