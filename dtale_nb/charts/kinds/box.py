"""Boxes: quartiles of numbers, group by group."""

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

WHISKERS = ("1.5 × box", "all", "5 % to 95 %")


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
            source, options, rows, lambda found: _boxes(found, options.whiskers)
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
        then = (
            ("update_layout", {"boxmode": "group", **group.legend}),
            ("update_xaxes", {"type": "category", "title": group.title}),
            ("update_yaxes", {"title": group.y}),
        )
        return Drawing("", {}, then, (Each(group.color, "add_box", box),))

    def prepare(self, script: Script, options: Any) -> None:
        """Group by, quartiles, whiskers."""
        group = prepare_spread(script, options)
        lines = _BOXES.format(whiskers=_WHISKERS[options.whiskers])
        script.add(*lines.splitlines())
        for name in group.names:
            script.names(name, name)


_BOXES = """\
marks = pd.DataFrame({{
    "rows": by.size(), "min": by.min(), "q1": by.quantile(0.25),
    "median": by.median(), "q3": by.quantile(0.75), "max": by.max(),
    "mean": by.mean(),
}})
{whiskers}
marks = marks.iloc[kept].reset_index()"""

_WHISKERS = {
    "1.5 × box": """\
reach = 1.5 * (marks["q3"] - marks["q1"])
ends = marks["q1"] - reach, marks["q3"] + reach
marks["low"] = [v[v >= end].min() for end, (_, v) in zip(ends[0], by)]
marks["high"] = [v[v <= end].max() for end, (_, v) in zip(ends[1], by)]""",
    "all": 'marks["low"], marks["high"] = marks["min"], marks["max"]',
    "5 % to 95 %": """\
marks["low"], marks["high"] = by.quantile(0.05), by.quantile(0.95)""",
}


def _boxes(found: Spread, whiskers: str) -> pd.DataFrame:
    """The figures of each box; shape (n_groups, 10)."""
    low, q05, q1, median, q3, q95, high = found.quantiles(
        (0, 0.05, 0.25, 0.5, 0.75, 0.95, 1)
    ).T
    reach = 1.5 * (q3 - q1)
    ends = {
        "1.5 × box": (q1 - reach, q3 + reach), "all": (low, high),
        "5 % to 95 %": (q05, q95),
    }[whiskers]  # fmt: skip
    first, last, beyond = found.within(*ends).T
    if whiskers == "5 % to 95 %":
        first, last = ends
    return pd.DataFrame(
        {
            "rows": [len(part) for part in found.parts], "min": low, "q1": q1,
            "median": median, "q3": q3, "max": high,
            "mean": [part.mean() for part in found.parts],
            "low": first, "high": last, "beyond": beyond.astype(np.int64),
        }
    )  # fmt: skip
