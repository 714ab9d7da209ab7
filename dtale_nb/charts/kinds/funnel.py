"""Funnels: groups by size, one below the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dtale_nb.charts.drawing import Drawing
from dtale_nb.charts.grouping import Grouping
from dtale_nb.charts.ranked import Ranked

if TYPE_CHECKING:
    from dtale_nb.engine.source import Source


class Funnel(Ranked):
    """A funnel of the largest groups."""

    word = "funnel"
    title = "Funnel"

    def drawing(self, source: Source, options: Any) -> Drawing:
        """px.funnel over a category axis."""
        group = Grouping.of(source, options)
        then = (("update_yaxes", {"type": "category"}),)
        draw = {"x": group.value, "y": group.x, "orientation": "h"}
        return Drawing("funnel", draw, then)
