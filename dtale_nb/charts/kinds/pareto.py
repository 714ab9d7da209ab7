"""Pareto charts: bars by size, and the share that they make together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dtale_nb.charts.drawing import ON_THE_RIGHT, Drawing, Values
from dtale_nb.charts.grouping import Grouping
from dtale_nb.charts.palette import COLORS
from dtale_nb.charts.ranked import Ranked

if TYPE_CHECKING:
    from dtale_nb.charts.marks import Marks
    from dtale_nb.charts.script import Script
    from dtale_nb.engine.source import RowIds, Source

SHARE = "together (%)"


class Pareto(Ranked):
    """Bars of the largest groups with a line of their running share."""

    word = "pareto"
    title = "Pareto"

    def ask(self, source: Source, options: Any, rows: RowIds | None) -> Marks:
        """Rank, and add up from the largest."""
        found = super().ask(source, options, rows)
        value = found.frame[Grouping.of(source, found.options).value]
        frame = found.frame.assign(**{SHARE: value.cumsum() / value.sum() * 100})
        return found.told(frame=frame)

    def drawing(self, source: Source, options: Any) -> Drawing:
        """px.bar, and a line on an axis of its own."""
        group = Grouping.of(source, options)
        line = {
            "x": Values(group.x),
            "y": Values(SHARE),
            "name": SHARE,
            "yaxis": "y2",
            "mode": "lines+markers",
            "line": {"color": COLORS[1]},
        }
        axis = {**ON_THE_RIGHT, "range": (0, 105), "title": SHARE}
        then = (
            ("add_scatter", line),
            ("update_layout", {"yaxis2": axis, "showlegend": False}),
            ("update_xaxes", {"type": "category"}),
        )
        return Drawing("bar", {"x": group.x, "y": group.value}, then)

    def prepare(self, script: Script, options: Any) -> None:
        """Rank, and add up from the largest."""
        super().prepare(script, options)
        value = f"marks[{Grouping.of(script.source, options).value!r}]"
        script.add(f"marks[{SHARE!r}] = {value}.cumsum() / {value}.sum() * 100")
