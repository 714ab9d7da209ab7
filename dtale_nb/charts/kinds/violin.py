"""Violins: the shape in which numbers spread, group by group."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from dtale_nb.charts.chart import Chart
from dtale_nb.charts.drawing import Drawing, Each, Name, Values
from dtale_nb.charts.options import GROUPED, NUMBERS, column, word
from dtale_nb.charts.quantiles import STEPS, hundredths, prepare_hundredths
from dtale_nb.charts.splits import bins
from dtale_nb.charts.spreads import Spreading, prepare_spread, spread_marks
from dtale_nb.engine.aggregate import UNITS

if TYPE_CHECKING:
    from dtale_nb.charts.marks import Marks
    from dtale_nb.charts.script import Script
    from dtale_nb.engine.source import RowIds, Source


@dataclass(frozen=True)
class ViolinOptions:
    """What violins are asked for."""

    y: int | None = column("Numbers", NUMBERS, needed=True)
    x: int | None = column("Groups", GROUPED)
    unit: str = word("Dates by", ("", *UNITS))
    color: int | None = column("Colour", GROUPED)
    bins: int = bins()

    top = 24


class Violin(Chart):
    """Shapes with the exact quartiles in them."""

    word = "violin"
    title = "Violin"
    Options = ViolinOptions
    brushes: ClassVar = {"y": "y"}

    def ask(self, source: Source, options: Any, rows: RowIds | None) -> Marks:
        """All hundredths of each group."""
        marks = spread_marks(source, options, rows, hundredths)
        said = f"Each shape is drawn from {STEPS} exact quantiles"
        return marks.told(notes=(*marks.notes, said), drill=None)

    def drawing(self, source: Source, options: Any) -> Drawing:
        """Violins of the quantiles, a series for each colour."""
        group = Spreading.of(source, options)
        shape = {
            "x": Values(group.x, table="part"), "y": Values("value", table="part"),
            "name": Name(), "box": {"visible": True}, "points": False,
            "spanmode": "hard", "quartilemethod": "inclusive",
            "scalemode": "width",
        }  # fmt: skip
        each = Each(group.color, "add_violin", shape)
        return Drawing("", {}, group.axes("violinmode"), (each,))

    def prepare(self, script: Script, options: Any) -> None:
        """Group by, all hundredths."""
        group = prepare_spread(script, options)
        prepare_hundredths(script)
        for name in group.names:
            script.names(name, name)
