"""How maps look: land in a grey that any ground bears; and what is on earth at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from dtale_nb.engine.aggregate import numbers_of

if TYPE_CHECKING:
    from dtale_nb.charts.marks import Marks
    from dtale_nb.engine.source import RowIds, Source

GEO: dict[str, Any] = {
    "showland": True,
    "landcolor": "rgba(128,128,128,0.22)",
    "showcountries": True,
    "countrycolor": "rgba(128,128,128,0.55)",
    "countrywidth": 0.5,
    "showcoastlines": False,
    "showlakes": False,
    "showframe": False,
    "bgcolor": "rgba(0,0,0,0)",
}

EARTH = (-90, 90)
"""Latitudes of places on earth."""

WORLD = {"projection_type": "natural earth"}


def on_the_map(is_near: bool) -> dict[str, Any]:  # noqa: FBT001 - the only argument
    """What of the world is shown: what surrounds the marks, or all."""
    # Said in both cases: left out, plotly.js 4 fits the map to its places, and turns it
    # round to the Pacific where one of them crosses the date line.
    return {**WORLD, "fitbounds": "locations" if is_near else False}


@dataclass(frozen=True, slots=True)
class Earth:
    """Rows that may be points on earth.

    Attributes:
        rows: These rows; None for all.
        looked: How many were looked at.
        off: How many were left out.
    """

    rows: RowIds | None
    looked: int
    off: int

    def told(self, marks: Marks) -> Marks:
        """Marks of these rows, which say what was left out."""
        if not self.off:
            return marks
        note = f"{self.off:,} rows are no place on earth, and not drawn"
        return marks.told(rows=self.looked, notes=(*marks.notes, note))


def on_earth(source: Source, lat: int, rows: RowIds | None) -> Earth:
    """Leave out rows whose latitude is beyond the poles.

    Raises:
        BadArgument: The column holds no numbers.
    """
    column = numbers_of(source, lat, rows)
    off = np.abs(column.values.astype(np.float64, copy=False)) > EARTH[1]
    if column.gaps is not None:
        off &= ~column.gaps
    off &= np.isfinite(column.values)
    if not off.any():
        return Earth(rows, len(off), 0)
    kept = np.flatnonzero(~off).astype(np.uint64)
    on: RowIds = kept if rows is None else rows[kept]
    return Earth(on, len(off), int(off.sum()))
