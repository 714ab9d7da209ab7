"""Maps of places: one figure for each country or state, as its colour."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dtale_nb.charts.atlas import ATLASES
from dtale_nb.charts.chart import Chart
from dtale_nb.charts.drawing import BELOW, Drawing, Ends, Shapes
from dtale_nb.charts.geo import GEO, on_the_map
from dtale_nb.charts.options import GROUPED, column, number, path, word
from dtale_nb.charts.placed import Placed, place_marks
from dtale_nb.charts.places import NAMED, holds_places
from dtale_nb.charts.scales import colors
from dtale_nb.charts.splits import animate, facet_col
from dtale_nb.engine.aggregate import AGGREGATES

if TYPE_CHECKING:
    from dtale_nb.charts.marks import Marks
    from dtale_nb.charts.script import Script
    from dtale_nb.engine.source import RowIds, Source


@dataclass(frozen=True)
class ChoroplethOptions:
    """What a map of places is asked for."""

    x: int | None = column("Places", NAMED, needed=True)
    places: str = word("Places are", ("", *ATLASES))
    shapes: str = path("Own shapes (GeoJSON file)", late=True)
    y: int | None = column("Values", GROUPED)
    agg: str = word("Aggregation", AGGREGATES)
    q: float = number("Quantile", 0.5, 0.0, 1.0)
    zoom: str = word("Map of", ("", "the whole world", "the places"), late=True)
    colors: str = colors()
    facet_col: int | None = facet_col()
    animate: int | None = animate()


class Choropleth(Chart):
    """Countries or states, coloured by a figure of their rows."""

    word = "map"
    title = "Map of places"
    Options = ChoroplethOptions
    brushes_marks = True

    def fits(self, source: Source, name: str, column: int) -> bool:
        """Only columns that name places are taken for them unasked."""
        return name != "x" or holds_places(source, column)

    def ask(self, source: Source, options: Any, rows: RowIds | None) -> Marks:
        """Group by the places that the texts name; say what names none."""
        return place_marks(source, options, rows)

    def drawing(self, source: Source, options: Any) -> Drawing:
        """px.choropleth."""
        placed = Placed.of(source, options)
        known, own = placed.known, {}
        if known.file:
            own = {"geojson": Shapes(known.file), "featureidkey": known.key}
        draw: dict[str, Any] = {
            "locations": placed.x, "locationmode": known.mode, "scope": known.scope,
            "color": placed.value, "hover_name": placed.called,
            "hover_data": {placed.x: False}, "color_continuous_scale": options.colors,
            "range_color": Ends(placed.value), **own, **placed.splits.drawn(),
        }  # fmt: skip
        geo = dict(GEO)
        if known.scope == "world":
            near = "the places" if known.file else "the whole world"
            geo.update(on_the_map((options.zoom or near) == "the places"))
        then = (("update_geos", geo), ("update_coloraxes", {"colorbar": BELOW}))
        return Drawing("choropleth", draw, then)

    def prepare(self, script: Script, options: Any) -> None:
        """Group by what the texts name."""
        Placed.of(script.source, options).prepare(script)
