"""Surfaces: one figure for each cell of a plane, as its height."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dtale_nb.charts.chart import Chart
from dtale_nb.charts.drawing import BELOW, Drawing, Grid, Values
from dtale_nb.charts.heights import height_marks, height_names, prepare_heights
from dtale_nb.charts.options import GROUPED, column, number, word
from dtale_nb.charts.scales import colors
from dtale_nb.charts.scenes import scene
from dtale_nb.engine.aggregate import AGGREGATES
from dtale_nb.engine.kinds import Kind

if TYPE_CHECKING:
    from dtale_nb.charts.marks import Marks
    from dtale_nb.charts.script import Script
    from dtale_nb.engine.source import RowIds, Source

NUMBER = frozenset({Kind.NUMBER})


@dataclass(frozen=True)
class SurfaceOptions:
    """What a surface is asked for."""

    x: int | None = column("Across", NUMBER, needed=True)
    y: int | None = column("Deep", NUMBER, needed=True)
    z: int | None = column("Up", GROUPED)
    agg: str = word("Aggregation", AGGREGATES)
    q: float = number("Quantile", 0.5, 0.0, 1.0)
    bins: int = number("Bins each way", 25, 2, 60)
    colors: str = colors()


class Surface(Chart):
    """Heights over a plane, turned by the mouse; drawn by WebGL."""

    word = "surface"
    title = "Surface"
    Options = SurfaceOptions

    def ask(self, source: Source, options: Any, rows: RowIds | None) -> Marks:
        """Group by bins of both; rows that lie in none have no place."""
        return height_marks(source, options, rows)

    def drawing(self, source: Source, options: Any) -> Drawing:
        """A surface, with gaps where no row is."""
        x, y, value, _ = height_names(source, options)
        surface = {
            "x": Values(x, once=True), "y": Values(y, once=True, by=y),
            "z": Grid(x, y, value), "colorscale": options.colors,
            "colorbar": {**BELOW, "title": {"text": value, "side": "top"}},
        }  # fmt: skip
        then = (("add_surface", surface), scene((x, y, value)))
        return Drawing("", {}, then)

    def prepare(self, script: Script, options: Any) -> None:
        """Group by bins of both."""
        prepare_heights(script, options)
