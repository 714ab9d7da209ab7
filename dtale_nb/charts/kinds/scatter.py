"""Scatter: one point a row, a sample where there are more than can be drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from dtale_nb.charts.chart import Chart
from dtale_nb.charts.drawing import Drawing, Ends
from dtale_nb.charts.options import GROUPED, NUMBERS, column, number, word
from dtale_nb.charts.points import TIMES, point_marks, prepare_points
from dtale_nb.charts.splits import Splits, animate, facet_col, facet_row
from dtale_nb.charts.trends import TRENDS, drawn_trend, prepare_trend, trend_of

if TYPE_CHECKING:
    from dtale_nb.charts.marks import Marks
    from dtale_nb.charts.script import Script
    from dtale_nb.engine.source import RowIds, Source

SCALES = ("linear", "log")


@dataclass(frozen=True)
class ScatterOptions:
    """What points are asked for."""

    x: int | None = column("Across", TIMES, needed=True)
    y: int | None = column("Up", NUMBERS, needed=True)
    color: int | None = column("Colour", GROUPED)
    trend: str = word("Trend", TRENDS, also={"ols": "straight line"})
    most: int = number("Most points", 10_000, 100, 20_000)
    x_scale: str = word("Scale across", SCALES, late=True)
    y_scale: str = word("Scale up", SCALES, late=True)
    facet_col: int | None = facet_col()
    facet_row: int | None = facet_row()
    animate: int | None = animate()


class Scatter(Chart):
    """Points of two columns, coloured by a third, with a trend."""

    word = "scatter"
    title = "Scatter"
    Options = ScatterOptions
    brushes: ClassVar = {"x": "x", "y": "y"}

    def ask(self, source: Source, options: Any, rows: RowIds | None) -> Marks:
        """Take the points, or a sample of them; fit the trend to all that are drawn."""
        marks = point_marks(source, options, (options.x, options.y), rows)
        if options.trend == "none":
            return marks
        return marks.told(more={"trend": trend_of(marks.frame, source, options)})

    def drawing(self, source: Source, options: Any) -> Drawing:
        """px.scatter as SVG, and a line for each trend."""
        x, y = (Splits.name(source, each) for each in (options.x, options.y))
        draw: dict[str, Any] = {"x": x, "y": y, "render_mode": "svg"}
        draw.update(Splits.of(source, options).drawn())
        for axis in ("x", "y"):
            if getattr(options, f"{axis}_scale") == "log":
                draw[f"log_{axis}"] = True
            elif options.animate is not None:
                draw[f"range_{axis}"] = Ends(draw[axis])
        then = (("update_traces", {"marker": {"size": 5, "opacity": 0.6}}),)
        if options.trend == "none":
            return Drawing("scatter", draw, then)
        return Drawing("scatter", draw, then, (drawn_trend(source, options),))

    def prepare(self, script: Script, options: Any) -> None:
        """Drop what cannot be drawn, draw the same sample, fit the same trend."""
        prepare_points(script, options, (options.x, options.y))
        if options.trend != "none":
            prepare_trend(script, options)
