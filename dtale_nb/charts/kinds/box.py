"""Boxes: quartiles of numbers, group by group."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from dtale_nb.charts.chart import Chart
from dtale_nb.charts.drawing import Drawing, Each, Name, Values
from dtale_nb.charts.options import GROUPED, NUMBERS, column, word
from dtale_nb.charts.quantiles import WHISKERS, box_figures, prepare_boxes
from dtale_nb.charts.splits import bins
from dtale_nb.charts.spreads import Spreading, prepare_spread, spread_marks
from dtale_nb.engine.aggregate import UNITS

if TYPE_CHECKING:
    from dtale_nb.charts.marks import Marks
    from dtale_nb.charts.script import Script
    from dtale_nb.engine.source import RowIds, Source


@dataclass(frozen=True)
class BoxOptions:
    """What boxes are asked for."""

    y: int | None = column("Numbers", NUMBERS, needed=True)
    x: int | None = column("Groups", GROUPED)
    unit: str = word("Dates by", ("", *UNITS))
    color: int | None = column("Colour", GROUPED)
    bins: int = bins()
    whiskers: str = word("Whiskers", WHISKERS)

    top = 24


class Box(Chart):
    """Exact quartiles, whiskers and means."""

    word = "box"
    title = "Box"
    Options = BoxOptions
    brushes: ClassVar = {"y": "y"}

    def ask(self, source: Source, options: Any, rows: RowIds | None) -> Marks:
        """Quartiles of each group, and how many numbers lie beyond its whiskers."""
        marks = spread_marks(
            source, options, rows, lambda found: box_figures(found, options.whiskers)
        )
        beyond = int(marks.frame["beyond"].sum())
        said = f"{beyond:,} numbers beyond the whiskers are not drawn"
        return marks.told(notes=(*marks.notes, *((said,) if beyond else ())))

    def drawing(self, source: Source, options: Any) -> Drawing:
        """Boxes whose figures are given, a series for each colour."""
        group = Spreading.of(source, options)
        told = {
            "x": group.x, "q1": "q1", "median": "median", "q3": "q3", "mean": "mean",
            "lowerfence": "low", "upperfence": "high",
        }  # fmt: skip
        box: dict[str, Any] = {
            name: Values(of, table="part") for name, of in told.items()
        }
        box["name"] = Name()
        each = Each(group.color, "add_box", box)
        return Drawing("", {}, group.axes("boxmode"), (each,))

    def prepare(self, script: Script, options: Any) -> None:
        """Group by, quartiles, whiskers."""
        group = prepare_spread(script, options)
        prepare_boxes(script, options.whiskers)
        for name in group.names:
            script.names(name, name)
