"""Pair plots: every pair of some columns of numbers as points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dtale_nb.charts.chart import Chart
from dtale_nb.charts.drawing import Drawing
from dtale_nb.charts.layouts import paired
from dtale_nb.charts.multivariate import drawn_color, laid_out, names_of, prepare_layout
from dtale_nb.charts.options import GROUPED, NUMBERS, column, columns, number

if TYPE_CHECKING:
    from dtale_nb.charts.marks import Marks
    from dtale_nb.charts.script import Script
    from dtale_nb.engine.source import RowIds, Source

MOST = 6
"""Columns that are paired: fifteen small charts."""


@dataclass(frozen=True)
class PairsOptions:
    """What pairs are asked for."""

    y: tuple[int, ...] = columns("Columns", NUMBERS, needed=True, fewest=3)
    color: int | None = column("Colour", GROUPED)
    most: int = number("Most points each", 500, 100, 2_000)


class Pairs(Chart):
    """Small charts of points, one for each pair of columns."""

    word = "pairs"
    title = "Pair plot"
    Options = PairsOptions

    def ask(self, source: Source, options: Any, rows: RowIds | None) -> Marks:
        """Take the points, or a sample of them, once for each pair."""
        return laid_out(source, options, rows, paired, MOST)

    def drawing(self, source: Source, options: Any) -> Drawing:
        """px.scatter below the diagonal; names stand at the outer axes."""
        names = names_of(source, options.y, MOST)
        last = len(names) - 1
        draw: dict[str, Any] = {
            "x": "x", "y": "y", "facet_col": "across", "facet_row": "up",
            "render_mode": "svg", **drawn_color(source, options),
        }  # fmt: skip
        then: list[tuple[str, dict[str, Any]]] = [
            ("update_traces", {"marker": {"size": 4, "opacity": 0.6}}),
            ("update_xaxes", {"matches": None, "title": ""}),
            ("update_yaxes", {"matches": None, "title": ""}),
            ("update_annotations", {"text": ""}),
        ]
        for at in range(last):
            down = {"title": names[at], "row": 1, "col": at + 1}
            side = {"title": names[at + 1], "row": last - at, "col": 1}
            then += [("update_xaxes", down), ("update_yaxes", side)]
            for col in range(at + 2, last + 1):
                none = {"visible": False, "row": last - at, "col": col}
                then += [("update_xaxes", none), ("update_yaxes", none)]
        return Drawing("scatter", draw, tuple(then))

    def prepare(self, script: Script, options: Any) -> None:
        """Drop what cannot be drawn, draw the same sample, pair the columns."""
        prepare_layout(script, options, paired, MOST)
