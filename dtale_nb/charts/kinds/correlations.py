"""Correlation matrix: which columns of numbers rise and fall together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dtale_nb.charts.chart import Chart
from dtale_nb.charts.correlated import correlation_marks, prepare_correlations
from dtale_nb.charts.drawing import DIVERGING, Drawing, Values
from dtale_nb.charts.options import NUMBERS, columns, word

if TYPE_CHECKING:
    from dtale_nb.charts.marks import Marks
    from dtale_nb.charts.script import Script
    from dtale_nb.engine.source import RowIds, Source


@dataclass(frozen=True)
class CorrelationOptions:
    """What correlations are asked for."""

    y: tuple[int, ...] = columns("Columns", NUMBERS)
    method: str = word("Method", ("pearson", "spearman"))


class Correlations(Chart):
    """Correlation of all pairs, each over the rows that have both."""

    word = "correlation"
    title = "Correlation"
    Options = CorrelationOptions

    def ask(self, source: Source, options: Any, rows: RowIds | None) -> Marks:
        """Correlate the columns chosen, or the first of numbers."""
        return correlation_marks(source, options, rows)

    def drawing(self, source: Source, options: Any) -> Drawing:
        """A heat map from -1 to 1, with its figures."""
        del source
        cells = {
            "x": Values("across"), "y": Values("down"), "z": Values("r"),
            "zmin": -1, "zmax": 1, "colorscale": DIVERGING, "xgap": 1, "ygap": 1,
            "texttemplate": "%{z:.2f}",
            "colorbar": {"title": {"text": f"{options.method} r", "side": "right"}},
        }  # fmt: skip
        then = (
            ("add_heatmap", cells),
            ("update_xaxes", {"type": "category"}),
            ("update_yaxes", {"type": "category", "autorange": "reversed"}),
        )
        return Drawing("", {}, then)

    def prepare(self, script: Script, options: Any) -> None:
        """DataFrame.corr."""
        prepare_correlations(script, options)
