"""A figure as the page shows it: on the viewer's ground, with its marks numbered."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from dtale_nb.charts.chart import Made

CLEAR = "rgba(0,0,0,0)"


def dressed(made: Made, theme: str) -> Any:
    """The figure as JSON for the page.

    Each mark carries its row in the marks as the first of its custom data, by which a
    click is told from another.
    """
    figure = made.figure(theme)
    figure.update_layout(
        paper_bgcolor=CLEAR, plot_bgcolor=CLEAR,
        margin={"l": 8, "r": 8, "t": 24, "b": 8},
        hovermode="closest", uirevision="same",
    )  # fmt: skip
    figure.update_xaxes(automargin=True)
    figure.update_yaxes(automargin=True)
    if made.marks.drill is not None:
        _number(figure, made)
    return json.loads(figure.to_json())


def _number(figure: Any, made: Made) -> None:
    """Write each mark's row into it; series have their marks in the marks' order."""
    frame, split = made.marks.frame, made.marks.split
    rows = np.arange(len(frame))
    parts = {"": rows}
    if split:
        values = frame[split].to_numpy()
        parts = {name: rows[values == name] for name in dict.fromkeys(values)}
    for trace in figure.data:
        own = parts.get(trace.name if split else "")
        if own is None:
            continue
        known = trace.customdata
        columns = [own] if known is None else [own, *np.asarray(known, object).T]
        trace.customdata = np.stack([np.asarray(each, object) for each in columns], 1)
        if known is not None and trace.hovertemplate:
            trace.hovertemplate = _shifted(trace.hovertemplate, len(columns) - 1)


def _shifted(template: str, count: int) -> str:
    """A hover text that reads custom data one place further on."""
    for at in reversed(range(count)):
        template = template.replace(f"customdata[{at}]", f"customdata[{at + 1}]")
    return template
