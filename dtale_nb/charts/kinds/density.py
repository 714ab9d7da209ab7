"""2-D density: how many rows lie where, of two columns of numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from dtale_nb.charts.cells import COLOURS, cell_marks, cell_names, prepare_cells
from dtale_nb.charts.chart import Chart
from dtale_nb.charts.drawing import Drawing, Values
from dtale_nb.charts.options import NUMBERS, column, number, word
from dtale_nb.charts.scales import colors

if TYPE_CHECKING:
    from dtale_nb.charts.marks import Marks
    from dtale_nb.charts.script import Script
    from dtale_nb.engine.source import RowIds, Source


@dataclass(frozen=True)
class DensityOptions:
    """What a density is asked for."""

    x: int | None = column("Across", NUMBERS, needed=True)
    y: int | None = column("Up", NUMBERS, needed=True)
    bins: int = number("Bins each way", 50, 2, 70)
    scale: str = word("Colours by", tuple(COLOURS))
    colors: str = colors()


class Density(Chart):
    """Rows counted in the cells of a plane."""

    word = "density"
    title = "2-D density"
    Options = DensityOptions
    brushes: ClassVar = {"x": "x", "y": "y"}

    def ask(self, source: Source, options: Any, rows: RowIds | None) -> Marks:
        """Count in cells; those without a row have no colour."""
        return cell_marks(source, options, rows)

    def drawing(self, source: Source, options: Any) -> Drawing:
        """A heat map over two axes of numbers."""
        x, y = cell_names(source, options)
        cells = {
            "x": Values(x), "y": Values(y), "z": Values("colour"),
            "text": Values("rows"), "colorscale": options.colors, "hoverongaps": False,
            "colorbar": {"title": COLOURS[options.scale]},
            "hovertemplate": "%{x}, %{y}: %{text} rows<extra></extra>",
        }  # fmt: skip
        then = (
            ("add_heatmap", cells),
            ("update_xaxes", {"title": x}),
            ("update_yaxes", {"title": y}),
        )
        return Drawing("", {}, then)

    def prepare(self, script: Script, options: Any) -> None:
        """np.histogram2d."""
        prepare_cells(script, options)
