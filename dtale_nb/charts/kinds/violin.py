"""Violins: the shape in which numbers spread, group by group."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
import pandas as pd

from dtale_nb.charts.chart import Chart
from dtale_nb.charts.drawing import Drawing, Each, Name, Values
from dtale_nb.charts.options import GROUPED, NUMBERS, column, word
from dtale_nb.charts.splits import bins
from dtale_nb.charts.spreads import Spreading, prepare_spread, spread_marks
from dtale_nb.engine.aggregate import UNITS

if TYPE_CHECKING:
    from dtale_nb.charts.marks import Marks
    from dtale_nb.charts.script import Script
    from dtale_nb.engine.aggregate.spread import Spread
    from dtale_nb.engine.source import RowIds, Source

STEPS = 101
"""Quantiles of each group, from which plotly draws its shape and exact quartiles."""


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
        marks = spread_marks(source, options, rows, _quantiles)
        said = f"each shape is drawn from {STEPS} exact quantiles"
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
        then = (
            ("update_layout", {"violinmode": "group", **group.legend}),
            ("update_xaxes", {"type": "category", "title": group.title}),
            ("update_yaxes", {"title": group.y}),
        )
        return Drawing("", {}, then, (Each(group.color, "add_violin", shape),))

    def prepare(self, script: Script, options: Any) -> None:
        """Group by, all hundredths."""
        group = prepare_spread(script, options)
        script.add(
            f"marks = by.quantile(np.linspace(0, 1, {STEPS}))",
            f"marks = marks[np.repeat(np.isin(range(len(sizes)), kept), {STEPS})]",
            'marks = marks.rename("value").rename_axis(index={None: "quantile"})',
            "marks = marks.reset_index()",
        )
        for name in group.names:
            script.names(name, name)


def _quantiles(found: Spread) -> pd.DataFrame:
    """Hundredths, group after group."""
    shares = np.linspace(0, 1, STEPS)
    n = len(found.parts)
    return pd.DataFrame(
        {
            "quantile": np.tile(shares, n),
            "value": found.quantiles(shares.tolist()).ravel(),
        },
        index=np.repeat(np.arange(n), STEPS),
    )
