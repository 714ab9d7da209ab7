"""Sunbursts: parts of a whole, and parts of those, as rings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dtale_nb.charts.chart import Chart
from dtale_nb.charts.drawing import Drawing
from dtale_nb.charts.inks import INKED
from dtale_nb.charts.nested import nested_marks, nested_names, prepare_nested
from dtale_nb.charts.options import GROUPED, NUMBERS, column, columns, number, word

if TYPE_CHECKING:
    from dtale_nb.charts.marks import Marks
    from dtale_nb.charts.script import Script
    from dtale_nb.engine.source import RowIds, Source


@dataclass(frozen=True)
class SunburstOptions:
    """What rings are asked for."""

    x: tuple[int, ...] = columns("Rings, from within", GROUPED, needed=True)
    y: int | None = column("Values", NUMBERS)
    agg: str = word("Aggregation", ("count", "sum", "share"))
    top: int = number("Most parts", 100, 1, 1_000)


class Sunburst(Chart):
    """Rings of groups within groups, the smallest together."""

    word = "sunburst"
    title = "Sunburst"
    Options = SunburstOptions

    def ask(self, source: Source, options: Any, rows: RowIds | None) -> Marks:
        """Group by all columns, keep the largest, join the rest of each ring."""
        return nested_marks(source, options, rows)

    def drawing(self, source: Source, options: Any) -> Drawing:
        """px.sunburst."""
        names, value, _ = nested_names(source, options)
        looks = {"textinfo": "label+percent parent", "leaf": {"opacity": 1}}
        then = (("update_traces", looks), INKED)
        draw = {"path": tuple(names), "values": value}
        return Drawing("sunburst", draw, then)

    def prepare(self, script: Script, options: Any) -> None:
        """Group by, rank, join the rest."""
        prepare_nested(script, options)
