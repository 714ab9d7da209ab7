"""Heat maps: one figure for each pair of groups."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from dtale_nb.charts.chart import Chart
from dtale_nb.charts.drawing import Drawing, Values
from dtale_nb.charts.grouping import Grouping, Parts, grouped_marks, with_unit
from dtale_nb.charts.options import GROUPED, column, number, word
from dtale_nb.charts.scales import colors
from dtale_nb.engine.aggregate import AGGREGATES, UNITS

if TYPE_CHECKING:
    from dtale_nb.charts.marks import Marks
    from dtale_nb.charts.script import Script
    from dtale_nb.engine.source import RowIds, Source


@dataclass(frozen=True)
class HeatmapOptions:
    """What a heat map is asked for."""

    x: int | None = column("Across", GROUPED, needed=True)
    unit: str = word("Dates by", ("", *UNITS))
    y: int | None = column("Down", GROUPED, needed=True)
    z: int | None = column("Values", GROUPED)
    agg: str = word("Aggregation", AGGREGATES)
    q: float = number("Quantile", 0.5, 0.0, 1.0)
    top: int = number("Most groups", 40, 1, 70)
    colors: str = colors()


class Heatmap(Chart):
    """Colours for the figures of all pairs of groups."""

    word = "heatmap"
    title = "Heat map"
    Options = HeatmapOptions

    def fits(self, source: Source, name: str, column: int) -> bool:
        """Numbers with fractions are groups only where somebody says so."""
        dtype = source.field(column).dtype.lower()
        return name not in {"x", "y"} or not ("float" in dtype or "double" in dtype)

    def ask(self, source: Source, options: Any, rows: RowIds | None) -> Marks:
        """Group by both, and keep the first groups of each."""
        options = with_unit(source, options, rows)
        found = grouped_marks(_group(source, options), rows, _kept)
        return found.told(options=options)

    def drawing(self, source: Source, options: Any) -> Drawing:
        """A heat map over two category axes."""
        group = _group(source, options)
        cells = {
            "x": Values(group.x),
            "y": Values(group.color),
            "z": Values(group.value),
            "colorscale": options.colors,
            "colorbar": {"title": group.value},
            "hoverongaps": False,
        }
        across, down = (
            {
                "type": "category",
                "categoryorder": "array",
                "categoryarray": Values(name, once=True, by=by),
                "title": name,
            }
            for name, by in ((group.x, "across"), (group.color, "down"))
        )
        down["autorange"] = "reversed"
        then = (
            ("add_heatmap", cells),
            ("update_xaxes", across),
            ("update_yaxes", down),
        )
        return Drawing("", {}, then)

    def prepare(self, script: Script, options: Any) -> None:
        """Group by both, number the groups of each, keep the first."""
        group = _group(script.source, options)
        columns = group.prepare(script, named=False)
        for name, by in zip(("across", "down"), columns, strict=True):
            script.add(
                f"marks[{name!r}] = marks.groupby([{by!r}], dropna=False, "
                "observed=True).ngroup()"
            )
        top = options.top
        script.add(
            f"marks = marks[(marks['across'] < {top}) & (marks['down'] < {top})]"
        )
        group.name(script, columns)


def _group(source: Source, options: Any) -> Grouping:
    return Grouping.of(
        source,
        Parts(
            options.x, options.unit, options.z, options.agg, options.q, options.y,
            options.top, many=True,
        ),
    )  # fmt: skip


def _kept(marks: pd.DataFrame, group: Grouping) -> pd.DataFrame:
    """The first groups across and down, numbered."""
    for name, by in (("across", group.x), ("down", group.color)):
        marks[name] = pd.factorize(marks[by], sort=True)[0]
    top = group.options.top
    kept: pd.DataFrame = marks[(marks["across"] < top) & (marks["down"] < top)]
    return kept
