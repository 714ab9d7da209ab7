"""Parallel coordinates: each row as a line over axes side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dtale_nb.charts.chart import Chart
from dtale_nb.charts.drawing import Drawing
from dtale_nb.charts.layouts import laid_parallel
from dtale_nb.charts.multivariate import drawn_color, laid_out, prepare_layout
from dtale_nb.charts.options import (
    GROUPED,
    MOST_COLUMNS,
    NUMBERS,
    column,
    columns,
    number,
)

if TYPE_CHECKING:
    from dtale_nb.charts.marks import Marks
    from dtale_nb.charts.script import Script
    from dtale_nb.engine.source import RowIds, Source


@dataclass(frozen=True)
class ParallelOptions:
    """What parallel coordinates are asked for."""

    y: tuple[int, ...] = columns("Axes", NUMBERS, needed=True, fewest=3)
    color: int | None = column("Colour", GROUPED)
    most: int = number("Most lines", 300, 10, 2_000)


class Parallel(Chart):
    """Lines over axes that go from the least to the most of each column."""

    word = "parallel"
    title = "Parallel coordinates"
    Options = ParallelOptions

    def ask(self, source: Source, options: Any, rows: RowIds | None) -> Marks:
        """Take the rows, or a sample of them, each column from 0 to 1."""
        return laid_out(source, options, rows, laid_parallel, MOST_COLUMNS)

    def drawing(self, source: Source, options: Any) -> Drawing:
        """px.line, one trace for each colour, with gaps between its lines."""
        draw = {
            "x": "axis", "y": "height", "hover_data": {"height": False, "value": True},
            "render_mode": "svg", **drawn_color(source, options),
        }  # fmt: skip
        then = (
            ("update_traces", {"opacity": 0.5, "line": {"width": 1}}),
            ("update_xaxes", {"type": "category", "title": "", "showgrid": True}),
            ("update_yaxes", {"visible": False}),
        )
        return Drawing("line", draw, then)

    def prepare(self, script: Script, options: Any) -> None:
        """Drop what cannot be drawn, draw the same sample, lay out the lines."""
        prepare_layout(script, options, laid_parallel, MOST_COLUMNS)
