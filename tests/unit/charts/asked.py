"""Charts with their options, as tests ask for them."""

from __future__ import annotations

from dataclasses import fields

from dtale_nb.charts.options import control_of
from dtale_nb.engine.memory import source_of

from .frames import frame

FRAME = frame()
SOURCE = source_of(FRAME)


def fitting(control):
    """Columns of the frame that a control takes."""
    every = range(FRAME.shape[1])
    return [n for n in every if SOURCE.field(n).kind in (control.kinds or ())]


def base_of(chart):
    """The least that a chart needs."""
    chosen = {}
    for each in fields(chart.Options):
        control = control_of(each)
        if control.kinds is None or not control.needed:
            continue
        free = [n for n in fitting(control) if n not in chosen.values()]
        chosen[each.name] = tuple(free[:3]) if control.several else free[0]
    return chart.Options(**chosen)


RICH = {
    "bar": {"x": 0, "y": (3,), "color": 1, "agg": "sum"},
    "line": {"x": 4, "y": (2,), "color": 1, "agg": "mean", "unit": "month"},
    "area": {"x": 3, "y": (6,), "color": 0, "agg": "sum"},
    "histogram": {"x": 2, "color": 0},
    "heatmap": {"x": 4, "y": 1, "z": 3, "agg": "sum", "unit": "month"},
    "pie": {"x": 3, "y": 6, "agg": "sum", "top": 4},
    "pareto": {"x": 3, "y": 6, "agg": "sum", "top": 4},
    "treemap": {"x": 3, "y": 6, "agg": "sum", "top": 4},
    "funnel": {"x": 4, "unit": "month", "top": 4},
    "candlestick": {"x": 4, "y": 2, "unit": "week"},
    "scatter": {"x": 2, "y": 6, "color": 0, "trend": "straight line", "most": 100},
    "scatter3d": {"x": 2, "y": 6, "z": 3, "color": 0, "most": 100},
    "density": {"x": 2, "y": 6, "bins": 8},
    "box": {"x": 1, "y": 2, "color": 0},
    "violin": {"x": 1, "y": 2},
    "correlation": {"y": (2, 3, 6)},
    "surface": {"x": 2, "y": 6, "z": 3, "agg": "mean", "bins": 6},
    "pairs": {"y": (2, 3, 6), "color": 0, "most": 100},
    "parallel": {"y": (2, 3, 6, 11), "color": 0, "most": 100},
    "map": {"x": 9, "y": 6, "agg": "mean"},
    "pointmap": {"lat": 10, "lon": 11, "color": 0, "most": 100},
    "geodensity": {"lat": 10, "lon": 11, "bins": 9},
    "wordcloud": {"x": 0, "y": 6, "agg": "sum", "least": 1},
    "sunburst": {"x": (1, 0), "y": 6, "agg": "sum", "top": 9},
}
"""Charts with all their parts, each option of which is tried in turn."""

REFUSED = (
    "of what",
    "already",
    "too many to tell apart",
    "several values or a colour",
    "holds no numbers",
    "a trend needs",
    "error bars belong",
    "two axes need",
    "or more",
    "a column is chosen twice",
    "names no ",
    "several columns of numbers",
    "cannot be below zero",
)
"""Why a combination has no chart, which the reader is told."""


MORE = [
    ("bar", {"x": 2, "y": (6,), "agg": "mean", "bins": 7, "color": 0}),
    ("bar", {"x": 1, "y": (6,), "agg": "mean", "error": "sem"}),
    ("bar", {"x": 1, "y": (3,), "agg": "mean", "error": "95 % CI", "color": 0}),
    ("bar", {"x": 0, "color": 1, "animate": 7}),
    ("bar", {"x": 1, "y": (2, 3, 6), "agg": "sum", "mode": "stacked", "animate": 7}),
    ("bar", {"x": 4, "y": (2, 6), "agg": "mean", "unit": "month", "facet_col": 0}),
    ("bar", {"x": 0, "y": (2, 6), "agg": "share", "order": "by name", "top": 2}),
    ("line", {"x": 2, "y": (6, 3), "agg": "sum", "bins": 9, "window": 3}),
    ("line", {"x": 7, "y": (6, 3), "axes": "two", "agg": "median"}),
    ("line", {"x": 7, "y": (6,), "error": "std", "color": 0}),
    ("area", {"x": 7, "y": (6,), "error": "sem"}),
    ("area", {"x": 4, "y": (6,), "unit": "week", "error": "std", "color": 0}),
    ("line", {"x": 4, "y": (6,), "unit": "week", "window": 4, "roll": "std"}),
    ("line", {"x": 7, "y": (6,), "animate": 1, "color": 0}),
    ("histogram", {"x": 2, "bins": 6, "animate": 1, "color": 0}),
    ("box", {"y": 6, "x": 2, "bins": 5}),
    ("violin", {"y": 6, "x": 3, "bins": 3, "color": 5}),
    ("scatter", {"x": 4, "y": 6, "facet_col": 0, "facet_row": 5, "y_scale": "log"}),
    ("scatter", {"x": 2, "y": 6, "trend": "LOWESS", "color": 1}),
    ("scatter", {"x": 4, "y": 6, "animate": 7, "color": 0}),
    ("scatter", {"x": 2, "y": 6, "animate": 1, "x_scale": "log"}),
    ("sunburst", {"x": (0, 7, 1), "top": 20}),
    ("wordcloud", {"x": 9, "least": 2, "common": "drawn"}),
    ("wordcloud", {"x": 9, "parts": "whole values", "top": 4}),
    ("map", {"x": 12, "y": 3, "agg": "sum", "facet_col": 5}),
    ("map", {"x": 12, "animate": 5}),
    ("map", {"x": 9, "animate": 7, "facet_col": 5}),
]
"""Options that mean something only together."""
