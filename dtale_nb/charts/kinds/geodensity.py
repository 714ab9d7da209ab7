"""Maps of counts: how many rows lie where, as circles on a map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from dtale_nb.charts.cells import cell_marks, cell_names, prepare_cells
from dtale_nb.charts.chart import Chart
from dtale_nb.charts.drawing import BELOW, Drawing, Ends
from dtale_nb.charts.geo import EARTH, GEO, on_earth, on_the_map
from dtale_nb.charts.kinds.density import DensityOptions
from dtale_nb.charts.kinds.pointmap import CALLED
from dtale_nb.charts.lonely import surround_lonely
from dtale_nb.charts.options import NUMBERS, column, number, word
from dtale_nb.charts.places import is_called
from dtale_nb.charts.scales import colors

if TYPE_CHECKING:
    from dtale_nb.charts.marks import Marks
    from dtale_nb.charts.script import Script
    from dtale_nb.engine.source import RowIds, Source


@dataclass(frozen=True)
class GeodensityOptions:
    """What a map of counts is asked for."""

    lat: int | None = column("Latitude", NUMBERS, needed=True)
    lon: int | None = column("Longitude", NUMBERS, needed=True)
    bins: int = number("Cells each way", 40, 2, 70)
    zoom: str = word("Map of", ("the points", "the whole world"), late=True)
    colors: str = colors()


class Geodensity(Chart):
    """Circles for the rows of each cell of a grid of latitude and longitude."""

    word = "geodensity"
    title = "Map of counts"
    Options = GeodensityOptions
    brushes: ClassVar = {"lat": "lat", "lon": "lon"}

    def fits(self, source: Source, name: str, column: int) -> bool:
        """Columns that are called so are taken for them unasked."""
        return name not in CALLED or is_called(source, column, CALLED[name])

    def ask(self, source: Source, options: Any, rows: RowIds | None) -> Marks:
        """Count in cells; those without a row, and what is beyond the poles, go."""
        earth = on_earth(source, options.lat, rows)
        marks = earth.told(cell_marks(source, _cells(options), earth.rows))
        frame, drill = marks.frame[marks.frame["rows"] > 0], marks.drill
        places = frame.index.to_numpy()
        return marks.told(
            frame=frame.reset_index(drop=True), options=options,
            drill=lambda row: drill(int(places[row])) if drill else [],
        )  # fmt: skip

    def drawing(self, source: Source, options: Any) -> Drawing:
        """px.scatter_geo with circles as large as their counts."""
        lon, lat = cell_names(source, _cells(options))
        draw = {
            "lat": lat, "lon": lon, "size": "rows", "size_max": 16, "color": "rows",
            "color_continuous_scale": options.colors, "range_color": Ends("rows"),
        }  # fmt: skip
        geo = {**GEO, **on_the_map(options.zoom == "the points")}
        then = (("update_geos", geo), ("update_coloraxes", {"colorbar": BELOW}))
        return Drawing("scatter_geo", draw, then, finish=surround_lonely)

    def prepare(self, script: Script, options: Any) -> None:
        """np.histogram2d, and what has a place."""
        prepare_cells(script, _cells(options), {options.lat: EARTH})
        script.add("marks = marks[marks['rows'] > 0]")


def _cells(options: Any) -> DensityOptions:
    return DensityOptions(options.lon, options.lat, options.bins)
