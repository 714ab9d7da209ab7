"""Colours of the parts of a whole, and black or white on them, as it is easier to read.

The functions are written into scripts as they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dtale_nb.charts.palette import COLORS

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd


def ink_on(color: str) -> str:
    """Black or white.

    Args:
        color: As ``#rrggbb``.

    Source: WCAG 2.2, relative luminance; at 0.179 both have a contrast of 4.6.
    """
    light = 0.0
    for at, share in ((1, 0.2126), (3, 0.7152), (5, 0.0722)):
        part = int(color[at : at + 2], 16) / 255
        part = part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        light += share * part
    return "#000000" if light > 0.179 else "#ffffff"


def inked(trace: Any) -> None:
    """Give each part of a whole a colour, its own parts the same, and an ink."""
    if trace.type == "pie":
        colors = [COLORS[at % len(COLORS)] for at in range(len(trace.labels))]
    else:
        above = dict(zip(trace.ids, trace.parents, strict=True))
        sizes = dict(zip(trace.ids, trace["values"], strict=True))
        tops = [each for each in above if not above[each]]
        tops.sort(key=lambda each: -sizes[each])
        paints = {each: COLORS[at % len(COLORS)] for at, each in enumerate(tops)}
        colors = []
        for each in trace.ids:
            top = each
            while above[top]:
                top = above[top]
            colors.append(paints[top])
    trace.marker.colors = colors
    ink = {"color": [ink_on(color) for color in colors]}
    trace.insidetextfont = ink
    if trace.type != "pie":  # that of a part which is the whole
        trace.outsidetextfont = ink


@dataclass(frozen=True, slots=True)
class Inked:
    """`inked`, where a call wants a function."""

    def __repr__(self) -> str:
        return "inked"

    def of(self, tables: Mapping[str, pd.DataFrame]) -> Any:
        """The function itself."""
        del tables
        return inked


INKED = ("for_each_trace", {"fn": Inked()})
"""Of a drawing's calls: colours, and letters that can be read on each."""
