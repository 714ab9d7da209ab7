"""Maps of points: one point a row, a sample where there are more than can be drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from dtale_nb.charts.chart import Chart
from dtale_nb.charts.drawing import ABOVE, Drawing
from dtale_nb.charts.geo import EARTH, GEO, on_earth, on_the_map
from dtale_nb.charts.lonely import surround_lonely
from dtale_nb.charts.options import GROUPED, NUMBERS, column, number, word
from dtale_nb.charts.places import LATITUDES, LONGITUDES, is_called
from dtale_nb.charts.points import point_marks, prepare_points
from dtale_nb.charts.splits import Splits, animate, facet_col

if TYPE_CHECKING:
    from dtale_nb.charts.marks import Marks
    from dtale_nb.charts.script import Script
    from dtale_nb.engine.source import RowIds, Source

CALLED = {"lat": LATITUDES, "lon": LONGITUDES}


@dataclass(frozen=True)
class PointmapOptions:
    """What a map of points is asked for."""

    lat: int | None = column("Latitude", NUMBERS, needed=True)
    lon: int | None = column("Longitude", NUMBERS, needed=True)
    color: int | None = column("Colour", GROUPED)
    most: int = number("Most points", 5_000, 100, 20_000)
    zoom: str = word("Map of", ("the points", "the whole world"), late=True)
    facet_col: int | None = facet_col()
    animate: int | None = animate()


class Pointmap(Chart):
    """Points of latitude and longitude, coloured by a third column."""

    word = "pointmap"
    title = "Map of points"
    Options = PointmapOptions
    brushes: ClassVar = {"lat": "lat", "lon": "lon"}

    def fits(self, source: Source, name: str, column: int) -> bool:
        """Columns that are called so are taken for them unasked."""
        return name not in CALLED or is_called(source, column, CALLED[name])

    def ask(self, source: Source, options: Any, rows: RowIds | None) -> Marks:
        """Take the points, or a sample of them; those beyond the poles go."""
        earth = on_earth(source, options.lat, rows)
        marks = point_marks(source, options, (options.lat, options.lon), earth.rows)
        return earth.told(marks)

    def drawing(self, source: Source, options: Any) -> Drawing:
        """px.scatter_geo."""
        lat, lon = (Splits.name(source, each) for each in (options.lat, options.lon))
        draw = {"lat": lat, "lon": lon, **Splits.of(source, options).drawn()}
        geo = {**GEO, **on_the_map(options.zoom == "the points")}
        then = (
            ("update_geos", geo),
            ("update_traces", {"marker": {"size": 5, "opacity": 0.6}}),
            ("update_layout", {"legend": ABOVE}),
        )
        return Drawing("scatter_geo", draw, then, finish=surround_lonely)

    def prepare(self, script: Script, options: Any) -> None:
        """Drop what cannot be drawn, draw the same sample."""
        numbers = (options.lat, options.lon)
        prepare_points(script, options, numbers, {options.lat: EARTH})
