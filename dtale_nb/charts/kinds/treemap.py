"""Tree maps: parts of a whole as areas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dtale_nb.charts.drawing import Drawing
from dtale_nb.charts.grouping import Grouping
from dtale_nb.charts.inks import INKED
from dtale_nb.charts.ranked import Ranked

if TYPE_CHECKING:
    from dtale_nb.charts.marks import Marks
    from dtale_nb.engine.source import RowIds, Source


class Treemap(Ranked):
    """Areas of the largest groups."""

    word = "treemap"
    title = "Tree map"

    def ask(self, source: Source, options: Any, rows: RowIds | None) -> Marks:
        """Rank; plotly orders the areas itself, so that a click cannot tell which."""
        return super().ask(source, options, rows).told(drill=None)

    def drawing(self, source: Source, options: Any) -> Drawing:
        """px.treemap of one level."""
        group = Grouping.of(source, options)
        then = (("update_traces", {"textinfo": "label+value+percent root"}), INKED)
        draw = {"path": (group.x,), "values": group.value}
        return Drawing("treemap", draw, then)
