"""Heat maps: one figure for each pair of groups."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dtale_nb.charts.chart import Chart
from dtale_nb.charts.crossed import crossed_marks, crossing, prepare_crossed
from dtale_nb.charts.drawing import Drawing, Values, category_axis
from dtale_nb.charts.options import GROUPED, column, number, word
from dtale_nb.charts.scales import colors
from dtale_nb.engine.aggregate import AGGREGATES, UNITS

if TYPE_CHECKING:
    from dtale_nb.charts.marks import Marks
    from dtale_nb.charts.script import Script
    from dtale_nb.engine.source import RowIds, Source


@dataclass(frozen=True)
class HeatmapOptions:
    """What a heat map is asked for."""

    x: int | None = column("Across", GROUPED, needed=True)
    unit: str = word("Dates by", ("", *UNITS))
    y: int | None = column("Down", GROUPED, needed=True)
    z: int | None = column("Values", GROUPED)
    agg: str = word("Aggregation", AGGREGATES)
    q: float = number("Quantile", 0.5, 0.0, 1.0)
    top: int = number("Most groups", 40, 1, 70)
    colors: str = colors()


class Heatmap(Chart):
    """Colours for the figures of all pairs of groups."""

    word = "heatmap"
    title = "Heat map"
    Options = HeatmapOptions

    def fits(self, source: Source, name: str, column: int) -> bool:
        """Numbers with fractions are groups only where somebody says so."""
        dtype = source.field(column).dtype.lower()
        return name not in {"x", "y"} or not ("float" in dtype or "double" in dtype)

    def ask(self, source: Source, options: Any, rows: RowIds | None) -> Marks:
        """Group by both, and keep the first groups of each."""
        return crossed_marks(source, options, rows)

    def drawing(self, source: Source, options: Any) -> Drawing:
        """A heat map over two category axes."""
        group = crossing(source, options)
        cells = {
            "x": Values(group.x),
            "y": Values(group.color),
            "z": Values(group.value),
            "colorscale": options.colors,
            "colorbar": {"title": group.value},
            "hoverongaps": False,
        }
        across = {**category_axis(group.x, "across"), "title": group.x}
        down = {**category_axis(group.color, "down"), "title": group.color}
        down["autorange"] = "reversed"
        then = (
            ("add_heatmap", cells),
            ("update_xaxes", across),
            ("update_yaxes", down),
        )
        return Drawing("", {}, then)

    def prepare(self, script: Script, options: Any) -> None:
        """Group by both, number the groups of each, keep the first."""
        prepare_crossed(script, options)
