"""3-D scatter: points of three columns, a sample where there are too many."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dtale_nb.charts.chart import Chart
from dtale_nb.charts.drawing import ABOVE, Drawing
from dtale_nb.charts.options import GROUPED, NUMBERS, column, number
from dtale_nb.charts.points import point_marks, prepare_points
from dtale_nb.charts.scenes import scene
from dtale_nb.charts.splits import Splits

if TYPE_CHECKING:
    from dtale_nb.charts.marks import Marks
    from dtale_nb.charts.script import Script
    from dtale_nb.engine.source import RowIds, Source


@dataclass(frozen=True)
class Scatter3dOptions:
    """What points in space are asked for."""

    x: int | None = column("Across", NUMBERS, needed=True)
    y: int | None = column("Deep", NUMBERS, needed=True)
    z: int | None = column("Up", NUMBERS, needed=True)
    color: int | None = column("Colour", GROUPED)
    most: int = number("Most points", 10_000, 100, 20_000)


class Scatter3d(Chart):
    """Points in space, turned by the mouse; drawn by WebGL."""

    word = "scatter3d"
    title = "3-D scatter"
    Options = Scatter3dOptions

    def ask(self, source: Source, options: Any, rows: RowIds | None) -> Marks:
        """Take the points, or a sample of them."""
        return point_marks(source, options, _numbers(options), rows)

    def drawing(self, source: Source, options: Any) -> Drawing:
        """px.scatter_3d, turned about the upright axis."""
        draw: dict[str, Any] = {
            axis: Splits.name(source, each)
            for axis, each in zip("xyz", _numbers(options), strict=True)
        }
        looks = {"marker": {"size": 3, "opacity": 0.7}}
        legend = ("update_layout", {"legend": {**ABOVE, "itemsizing": "constant"}})
        then = (("update_traces", looks), scene(draw.values()), legend)
        draw.update(Splits.of(source, options).drawn())
        return Drawing("scatter_3d", draw, then)

    def prepare(self, script: Script, options: Any) -> None:
        """Drop what cannot be drawn, draw the same sample."""
        prepare_points(script, options, _numbers(options))


def _numbers(options: Any) -> tuple[int, int, int]:
    return options.x, options.y, options.z
