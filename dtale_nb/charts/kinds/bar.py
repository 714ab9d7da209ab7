"""Bars: one figure for each group, or one of each of several columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dtale_nb.charts.chart import Chart
from dtale_nb.charts.drawing import Drawing, category_axis
from dtale_nb.charts.errorbars import drawn_errors, error
from dtale_nb.charts.grouping import Grouping, grouped_marks
from dtale_nb.charts.measures import parted
from dtale_nb.charts.options import GROUPED, column, columns, number, word
from dtale_nb.charts.orders import ORDERS, ordered, prepare_order
from dtale_nb.charts.splits import animate, bins, facet_col, facet_row
from dtale_nb.charts.stacks import MODES, barmode
from dtale_nb.engine.aggregate import AGGREGATES, UNITS

if TYPE_CHECKING:
    from dtale_nb.charts.marks import Marks
    from dtale_nb.charts.script import Script
    from dtale_nb.engine.source import RowIds, Source


@dataclass(frozen=True)
class BarOptions:
    """What a bar chart is asked for."""

    x: int | None = column("Categories", GROUPED, needed=True)
    unit: str = word("Dates by", ("", *UNITS))
    y: tuple[int, ...] = columns("Values", GROUPED)
    agg: str = word("Aggregation", AGGREGATES)
    q: float = number("Quantile", 0.5, 0.0, 1.0)
    color: int | None = column("Colour", GROUPED)
    mode: str = word("Bars are", MODES)
    top: int = number("Most bars", 30, 1, 500)
    order: str = word("Sorted", ORDERS)
    bins: int = bins()
    error: str = error()
    scale: str = word("Scale", ("linear", "log"), late=True)
    facet_col: int | None = facet_col()
    facet_row: int | None = facet_row()
    animate: int | None = animate()


class Bar(Chart):
    """Bars, grouped, stacked or as shares of each whole."""

    word = "bar"
    title = "Bar"
    Options = BarOptions

    def ask(self, source: Source, options: Any, rows: RowIds | None) -> Marks:
        """Group by the categories and the colour; keep the largest categories."""
        return grouped_marks(Grouping.of(source, options), rows, ordered)

    def drawing(self, source: Source, options: Any) -> Drawing:
        """px.bar over a category axis in the order of the marks."""
        group = Grouping.of(source, options)
        draw: dict[str, Any] = {"x": group.x, "y": group.value}
        draw.update({**parted(group), **drawn_errors(options)})
        several = bool(group.apart)
        draw["barmode"] = barmode(options.mode, options.agg, several=several)
        if options.scale == "log":
            draw["log_y"] = True
        elif options.animate is not None:
            draw["range_y"] = group.reach(is_stacked=draw["barmode"] == "relative")
        then: list[tuple[str, dict[str, Any]]] = [
            ("update_xaxes", category_axis(group.x))
        ]
        if options.mode == "relative":
            then.append(("update_layout", {"barnorm": "percent"}))
        return Drawing("bar", draw, tuple(then))

    def prepare(self, script: Script, options: Any) -> None:
        """Group by, name the groups, keep the largest."""
        group = Grouping.of(script.source, options)
        group.prepare(script)
        prepare_order(script, group)
