"""Pies: parts of a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dtale_nb.charts.drawing import Drawing
from dtale_nb.charts.grouping import Grouping
from dtale_nb.charts.inks import INKED
from dtale_nb.charts.ranked import Ranked

if TYPE_CHECKING:
    from dtale_nb.engine.source import Source


class Pie(Ranked):
    """A pie of the largest groups."""

    word = "pie"
    title = "Pie"

    def drawing(self, source: Source, options: Any) -> Drawing:
        """px.pie, clockwise from the largest."""
        group = Grouping.of(source, options)
        then = (
            ("update_traces", {"sort": False, "direction": "clockwise"}),
            ("update_traces", {"textinfo": "label+percent", "showlegend": False}),
            INKED,
        )
        draw = {"names": group.x, "values": group.value}
        return Drawing("pie", draw, then)
