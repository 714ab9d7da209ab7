"""Tree maps and sunbursts of a static picture."""

from __future__ import annotations

import html
import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from dtale_nb.charts.axes import plain, printable
from dtale_nb.charts.paints import safe
from dtale_nb.charts.palette import COLORS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

NESTED = frozenset({"treemap", "sunburst"})

LETTER = 6.2
"""About how wide a letter is, px."""

Room = tuple[float, float, float, float]
"""Left, top, width and height, px."""


@dataclass(slots=True)
class Node:
    """A part of a whole.

    Attributes:
        label: What it is called.
        value: How large it is.
        color: What it is painted with.
        depth: How far below the whole.
        parts: Its own parts.
    """

    label: str
    value: float
    color: str = ""
    depth: int = 0
    parts: list[Node] = field(default_factory=list)


def nested(trace: Any, layout: Any, room: Room) -> Iterator[str]:
    """All parts of a trace, as it is drawn into a room."""
    tops = _tops(trace, layout)
    total = sum(each.value for each in tops)
    if total <= 0:
        return iter(())
    if trace.type == "treemap":
        return _tiles(tops, room)
    left, top, wide, high = room
    deep = 1 + max(_depths(tops))
    radius = min(wide, high) / 2
    return _rings(tops, (left + wide / 2, top + high / 2), radius / deep, (0.0, total))


def _tops(trace: Any, layout: Any) -> list[Node]:
    """The parts of the whole, the largest first, with theirs."""
    way = layout[f"{trace.type}colorway"] or layout.colorway or COLORS
    nodes = {
        str(key): Node(plain(str(label)), float(value))
        for key, label, value in zip(
            trace.ids, trace.labels, trace["values"], strict=True
        )
    }
    tops = []
    for key, parent in zip(trace.ids, trace.parents, strict=True):
        if str(parent) in nodes:
            nodes[str(parent)].parts.append(nodes[str(key)])
        else:
            tops.append(nodes[str(key)])
    tops.sort(key=lambda node: -node.value)
    for at, node in enumerate(tops):
        _paint(node, str(way[at % len(way)]), 0)
    return tops


def _paint(node: Node, color: str, depth: int) -> None:
    node.color, node.depth = color, depth
    node.parts.sort(key=lambda part: -part.value)
    for part in node.parts:
        _paint(part, color, depth + 1)


def _depths(nodes: Sequence[Node]) -> Iterator[int]:
    for each in nodes:
        yield each.depth
        yield from _depths(each.parts)


def squarified(values: Sequence[float], room: Room) -> list[Room]:
    """Tiles in proportion to values, as near to squares as can be, in their order.

    Args:
        values: Above nothing, the largest first.
        room: What they fill.

    Source:
        Bruls, Huizing & van Wijk, Squarified Treemaps (2000).
    """
    left, top, wide, high = room
    total, found = sum(values), list[Room]()
    scale, start = wide * high / total if total else 0.0, 0
    while start < len(values):
        short = min(wide, high)
        stop, worst = start, math.inf
        while stop < len(values):
            row = [value * scale for value in values[start : stop + 1]]
            area = sum(row)
            now = max(max(short**2 * each / area**2, area**2 / (short**2 * each))
                      for each in row) if short else 0.0  # fmt: skip
            if now > worst:
                break
            stop, worst = stop + 1, now
        row = [value * scale for value in values[start:stop]]
        thick, along = (sum(row) / short if short else 0.0), 0.0
        for each in row:
            long = each / thick if thick else 0.0
            if wide >= high:
                found.append((left, top + along, thick, long))
            else:
                found.append((left + along, top, long, thick))
            along += long
        if wide >= high:
            left, wide = left + thick, wide - thick
        else:
            top, high = top + thick, high - thick
        start = stop
    return found


def _tiles(nodes: Sequence[Node], room: Room) -> Iterator[str]:
    kept = [each for each in nodes if each.value > 0]
    whole = sum(each.value for each in kept)
    for node, (x, y, wide, high) in zip(
        kept, squarified([each.value for each in kept], room), strict=True
    ):
        yield (
            f'<path d="M{x:.1f},{y:.1f}h{wide:.1f}v{high:.1f}h{-wide:.1f}z" '
            f'fill="{safe(node.color)}" stroke="#fff"/>'
        )
        if node.parts:
            yield from _tiles(node.parts, (x + 2, y + 14, wide - 4, high - 16))
        lines = [node.label, f"{node.value:,.6g}", f"{node.value / whole:.1%}"]
        for at, line in enumerate(lines[:1] if node.parts else lines):
            if high > 15 * (at + 1) and wide > LETTER * min(len(line), 24) + 8:
                yield _text(x + 5, y + 14 + 13 * at, line, "start")


def _rings(
    nodes: Sequence[Node],
    middle: tuple[float, float],
    step: float,
    span: tuple[float, float],
) -> Iterator[str]:
    start, total = span
    for node in nodes:
        ends = start / total, (start + node.value) / total
        yield _sector(node, middle, step, ends)
        turn = sum(ends) / 2 * math.tau
        out = (node.depth + 0.5) * step
        x, y = middle[0] + out * math.sin(turn), middle[1] - out * math.cos(turn)
        arc = (ends[1] - ends[0]) * math.tau * out
        lies, stands = abs(math.cos(turn)), abs(math.sin(turn))
        fits = int((lies * arc + stands * step) / LETTER)
        if stands * arc + lies * step > 13 and fits > 2:
            yield _text(x, y + 4, _cut(node.label, fits), "middle")
        yield from _rings(node.parts, middle, step, (start, total))
        start += node.value


def _sector(
    node: Node, middle: tuple[float, float], step: float, ends: tuple[float, float]
) -> str:
    x, y = middle
    inner, outer = node.depth * step, (node.depth + 1) * step
    stop = min(ends[1], ends[0] + 1 - 1e-6)
    turns = np.array([ends[0], stop]) * math.tau
    (sx, ex), (sy, ey) = np.sin(turns), -np.cos(turns)
    large = int(stop - ends[0] > 0.5)
    path = (
        f"M{x + inner * sx:.1f},{y + inner * sy:.1f}"
        f"L{x + outer * sx:.1f},{y + outer * sy:.1f}"
        f"A{outer:.1f},{outer:.1f} 0 {large} 1 "
        f"{x + outer * ex:.1f},{y + outer * ey:.1f}"
        f"L{x + inner * ex:.1f},{y + inner * ey:.1f}"
    )
    if inner:
        back = f"{x + inner * sx:.1f},{y + inner * sy:.1f}"
        path += f"A{inner:.1f},{inner:.1f} 0 {large} 0 {back}"
    shade = 1 - 0.2 * min(node.depth, 3)
    return (
        f'<path d="{path}z" fill="{safe(node.color)}" fill-opacity="{shade:.1f}" '
        f'stroke="#fff"/>'
    )


def _cut(text: str, fits: int) -> str:
    return text if len(text) <= fits else f"{text[: fits - 1]}…"


def _text(x: float, y: float, text: str, anchor: str) -> str:
    told = html.escape(printable(_cut(text, 24)), quote=False)
    look = f'text-anchor="{anchor}" fill="#fff"'
    return f'<text x="{x:.0f}" y="{y:.0f}" {look}>{told}</text>'
