"""A figure as the page shows it: on the viewer's ground, with its marks numbered."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from dtale_nb.charts.blank import CLEAR, has_marks
from dtale_nb.charts.drawing import Values
from dtale_nb.charts.shortened import shorten, spans_of
from dtale_nb.charts.splits import Splits

if TYPE_CHECKING:
    from dtale_nb.charts.chart import Made

ROW, ROWS = 110, 2
"""Pixels of a row of small charts, where there are more rows than these."""

PLAIN, SLIDER = 300, 80
"""Pixels of a chart, and of the slider of an animation below it."""

NUMBER = "\0row"
"""What the number of a mark is called; no column of marks is called so."""


def themed(made: Made, theme: str) -> Any:
    """The figure as JSON for the page.

    Each mark carries its row in the marks as the first of its custom data, by which a
    click is told from another. A figure of fixed size says so in its `meta`, and takes
    that of the page, whose script scales its texts. Where no mark is seen, there is no
    trace.
    """
    figure = _numbered(made, theme)
    if not has_marks(figure):
        return {"data": [], "layout": {}}
    shorten(figure, Splits.of(made.source, made.marks.options).names)
    size = [figure.layout.width, figure.layout.height]
    has_box = bool(made.chart.brushes) or made.chart.brushes_marks
    figure.update_layout(
        width=None, height=None,
        paper_bgcolor=CLEAR, plot_bgcolor=CLEAR,
        margin={"l": 8, "r": 8, "t": 24, "b": 8},
        hovermode="closest", uirevision="same", modebar={"bgcolor": CLEAR},
        legend={"itemsizing": "constant"},
        meta={"box": has_box, "size": size if size[0] else None, "high": _high(figure)},
    )  # fmt: skip
    apart = {"ticks": "outside", "ticklen": 4, "tickcolor": CLEAR}
    figure.update_xaxes(automargin=True, **apart)
    figure.update_yaxes(automargin=True, **apart)
    told = json.loads(figure.to_json())
    _unpack(figure, told)
    for frame, each in zip(figure.frames, told.get("frames", ()), strict=True):
        _unpack(frame, each)
    return told


def _high(figure: Any) -> int:
    """Pixels that a figure is high at least; 0 for what a page gives anyway."""
    rows = len(spans_of(figure, "y"))
    high = ROW * rows if rows > ROWS else 0
    return max(high, PLAIN) + SLIDER if figure.frames else high


def _unpack(figure: Any, told: dict[str, Any]) -> None:
    """Write custom data as lists: a click finds nothing in what plotly packs."""
    for trace, each in zip(figure.data, told["data"], strict=True):
        if trace.customdata is not None:
            each["customdata"] = np.asarray(trace.customdata).tolist()


def _numbered(made: Made, theme: str) -> Any:
    """The figure with each mark's row in it, where a mark stands for some rows."""
    drawing = made.drawing(theme)
    frame, tables = made.marks.frame, made.marks.tables
    if made.marks.drill is None:
        return drawing.figure(tables)
    rows = np.arange(len(frame))
    if drawing.express:
        options = {**drawing.options, "custom_data": [NUMBER]}
        numbered = replace(drawing, options=options)
        return numbered.figure({**tables, "marks": frame.assign(**{NUMBER: rows})})
    told = {"customdata": Values(NUMBER, table="part")}
    each = tuple(replace(one, options={**one.options, **told}) for one in drawing.each)
    numbered = replace(drawing, each=each)
    figure = numbered.figure({**tables, "marks": frame.assign(**{NUMBER: rows})})
    for trace in [] if each else figure.data:
        trace.customdata = rows
    return figure
