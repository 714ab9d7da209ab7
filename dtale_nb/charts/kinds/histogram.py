"""Histograms: how numbers spread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from dtale_nb.charts.binning import HEIGHTS, bin_marks, prepare_bins
from dtale_nb.charts.chart import Chart
from dtale_nb.charts.drawing import Drawing, Reach
from dtale_nb.charts.options import GROUPED, NUMBERS, column, number, word
from dtale_nb.charts.splits import Splits, animate, facet_col, facet_row

if TYPE_CHECKING:
    from dtale_nb.charts.marks import Marks
    from dtale_nb.charts.script import Script
    from dtale_nb.engine.source import RowIds, Source


@dataclass(frozen=True)
class HistogramOptions:
    """What a histogram is asked for."""

    x: int | None = column("Numbers", NUMBERS, needed=True)
    bins: int = number("Bins", 40, 1, 500)
    height: str = word("Height", tuple(HEIGHTS))
    color: int | None = column("Colour", GROUPED)
    scale: str = word("Scale", ("linear", "log"), late=True)
    facet_col: int | None = facet_col()
    facet_row: int | None = facet_row()
    animate: int | None = animate()


class Histogram(Chart):
    """Counts of numbers in bins of equal width."""

    word = "histogram"
    title = "Histogram"
    Options = HistogramOptions
    brushes: ClassVar = {"x": "x"}

    def ask(self, source: Source, options: Any, rows: RowIds | None) -> Marks:
        """Count in bins, once for each colour."""
        return bin_marks(source, options, rows)

    def drawing(self, source: Source, options: Any) -> Drawing:
        """px.bar without gaps, over the middles of the bins."""
        x, height = Splits.name(source, options.x), HEIGHTS[options.height]
        draw: dict[str, Any] = {"x": x, "y": height}
        splits = Splits.of(source, options)
        draw.update(splits.drawn())
        if options.scale == "log":
            draw["log_y"] = True
        elif options.animate is not None:
            draw["range_y"] = Reach(
                height, [x, *(n for n in splits.names if n != splits.color)]
            )
        draw["hover_data"] = ("from", "to")
        then = (("update_layout", {"bargap": 0}),)
        return Drawing("bar", draw, then)

    def prepare(self, script: Script, options: Any) -> None:
        """np.histogram, once for each colour."""
        prepare_bins(script, options)
