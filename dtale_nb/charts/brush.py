"""A box drawn over a chart, as conditions of the view's filter."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from dtale_nb.charts.marks import place
from dtale_nb.engine.kinds import Kind

if TYPE_CHECKING:
    from dtale_nb.charts.chart import Chart
    from dtale_nb.charts.marks import Conditions
    from dtale_nb.engine.source import Source


def brushed(told: Any, chart: Chart, source: Source, options: Any) -> Conditions:
    """What keeps the rows within a box; nothing where it bounds no column.

    Args:
        told: What plotly says of the box: ``{"range": {"x": [...], "y": [...]}}``; of
            small charts, each axis has a number of its own.
        chart: The kind of chart, which says what its axes stand for.
        source: The frame.
        options: The chart's options.
    """
    ranges = told.get("range") if isinstance(told, dict) else None
    found = []
    for axis, span in (ranges or {}).items():
        name = chart.brushes.get(str(axis)[:1])
        number = getattr(options, name, None) if name else None
        if number is not None:
            found += _within(source, number, span)
    return found


def _within(source: Source, number: int, span: Any) -> Conditions:
    """One condition of a column, if the ends are of its kind."""
    if not isinstance(span, list) or len(span) != 2:
        return []
    if source.field(number).kind is Kind.MOMENT:
        if not all(isinstance(end, str) for end in span):
            return []
        ends: list[Any] = sorted(span)
    else:
        if not all(isinstance(end, int | float) for end in span):
            return []
        ends = _rounded(*sorted(span))
    return [{**place(number), "op": "between", "value": ends}]


def _rounded(low: float, high: float) -> list[float]:
    """Ends with no more digits than a hand can mean: a thousandth of the box."""
    if not high > low:
        return [low, high]
    digits = 3 - math.floor(math.log10(high - low))
    return [round(low, digits), round(high, digits)]
