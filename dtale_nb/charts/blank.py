"""Figures of no mark, which say so where the marks would be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Mapping

UNSEEN = "All values are missing or zero, so nothing is drawn"

CLEAR = "rgba(0,0,0,0)"

INKS = {"light": "#55595f", "dark": "#b9bdc4"}
"""Of a sentence, by theme."""

TOLD: Mapping[str, tuple[str, ...]] = {
    "pie": ("values",), "treemap": ("values",), "sunburst": ("values",),
    "scattergeo": ("lat", "lon"), "candlestick": ("open",),
}  # fmt: skip
"""What tells where the marks of a trace are; of others z, or y."""


def has_marks(figure: Any) -> bool:
    """Whether something of a figure, or of its frames, can be seen."""
    traces = [*figure.data, *(each for frame in figure.frames for each in frame.data)]
    return any(_is_seen(trace) for trace in traces)


def _is_seen(trace: Any) -> bool:
    names = TOLD.get(trace.type, ("z",) if "z" in trace else ("y",))
    if trace.type == "box" and trace.y is None:
        names = ("median",)
    for name in names:
        held = pd.Series(np.ravel(np.asarray(trace[name], dtype=object)), dtype=object)
        found = pd.to_numeric(held, errors="coerce")
        if names == ("values",):
            found = found.where(found > 0)
        is_text = held.map(lambda value: isinstance(value, str))
        if not (found.notna() | is_text).any():
            return False
    return True


def blank(text: str, theme: str = "light") -> dict[str, Any]:
    """A figure of a sentence, as JSON for the page."""
    told = {
        "text": text, "showarrow": False, "x": 0.5, "y": 0.5, "xref": "paper",
        "yref": "paper", "font": {"color": INKS.get(theme, INKS["light"])},
    }  # fmt: skip
    axis = {"visible": False, "fixedrange": True}
    layout = {
        "xaxis": axis, "yaxis": axis, "annotations": [told], "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR, "margin": dict.fromkeys("lrtb", 8),
        "modebar": {"remove": ["zoom", "pan", "zoomIn", "zoomOut", "autoScale",
                               "resetScale"]},
    }  # fmt: skip
    return {"data": [], "layout": layout}
