"""Lines: figures over time or over numbers, several of them or one for each colour."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar

from dtale_nb.charts.chart import Chart
from dtale_nb.charts.drawing import Drawing
from dtale_nb.charts.errorbars import drawn_errors, error
from dtale_nb.charts.lonely import dot_lonely
from dtale_nb.charts.options import GROUPED, NUMBERS, column, columns, number, word
from dtale_nb.charts.series import Series, series_marks
from dtale_nb.charts.splits import animate, bins, facet_col, facet_row
from dtale_nb.engine.aggregate import AGGREGATES, UNITS
from dtale_nb.engine.kinds import Kind

if TYPE_CHECKING:
    from dtale_nb.charts.marks import Marks
    from dtale_nb.charts.script import Script
    from dtale_nb.engine.source import RowIds, Source

ROLLS = ("mean", "median", "sum", "min", "max", "std")
ORDERED = frozenset({Kind.MOMENT, Kind.NUMBER})


@dataclass(frozen=True)
class LineOptions:
    """What lines are asked for."""

    x: int | None = column("Along", ORDERED, needed=True)
    unit: str = word("Dates by", ("", *UNITS))
    y: tuple[int, ...] = columns("Values", NUMBERS)
    agg: str = word("Aggregation", AGGREGATES, "mean")
    q: float = number("Quantile", 0.5, 0.0, 1.0)
    color: int | None = column("Colour", GROUPED)
    scale: str = word("Scale", ("linear", "log"))
    bins: int = bins()
    window: int = number("Rolling window", 1, 1, 500, late=True)
    roll: str = word("Rolled by", ROLLS, late=True)
    error: str = error()
    axes: str = word("Axes of values", ("one", "two"), late=True)
    facet_col: int | None = facet_col()
    facet_row: int | None = facet_row()
    animate: int | None = animate()


class Line(Chart):
    """Lines over moments or numbers."""

    word = "line"
    title = "Line"
    Options = LineOptions
    brushes: ClassVar = {"x": "x"}
    express: ClassVar[str] = "line"
    is_stacked: ClassVar = False
    looks: ClassVar = {"render_mode": "svg"}  # lines by WebGL need unsafe-eval

    def ask(self, source: Source, options: Any, rows: RowIds | None) -> Marks:
        """Group by the place along the axis, and by colour."""
        if not options.y and options.agg not in {"count", "share"}:
            options = replace(options, agg="count")
        return series_marks(Series.of(source, options), rows)

    def drawing(self, source: Source, options: Any) -> Drawing:
        """px.line over an axis of dates, numbers or a cycle's parts."""
        series = Series.of(source, options)
        draw: dict[str, Any] = {"x": series.x, "y": series.value}
        draw.update({**series.drawn(), **drawn_errors(options), **self.looks})
        if options.scale == "log":
            draw["log_y"] = True
        if options.animate is not None and options.scale != "log":
            draw["range_y"] = series.reach(is_stacked=self.is_stacked)
        then = (("update_xaxes", {"type": series.axis}), *series.second_axis())
        return Drawing(self.express, draw, then, finish=dot_lonely)

    def prepare(self, script: Script, options: Any) -> None:
        """Group by, once for each of the values."""
        Series.of(script.source, options).prepare(script)
