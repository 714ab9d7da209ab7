"""Histograms: how numbers spread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from dtale_nb.charts.chart import Chart
from dtale_nb.charts.drawing import Drawing
from dtale_nb.charts.marks import Marks, check_colors, condition, place, plain
from dtale_nb.charts.options import GROUPED, NUMBERS, column, number, word
from dtale_nb.charts.script import Script
from dtale_nb.engine.aggregate import Key
from dtale_nb.engine.aggregate.bins import Binned, binned

if TYPE_CHECKING:
    from dtale_nb.charts.marks import Conditions
    from dtale_nb.engine.source import RowIds, Source

HEIGHTS = {"rows": "rows", "share": "share of rows (%)", "density": "density"}


@dataclass(frozen=True)
class HistogramOptions:
    """What a histogram is asked for."""

    x: int | None = column("Numbers", NUMBERS, needed=True)
    bins: int = number("Bins", 40, 1, 500)
    height: str = word("Height", tuple(HEIGHTS))
    color: int | None = column("Colour", GROUPED)


class Histogram(Chart):
    """Counts of numbers in bins of equal width."""

    word = "histogram"
    title = "Histogram"
    Options = HistogramOptions

    def ask(self, source: Source, options: Any, rows: RowIds | None) -> Marks:
        """Count in bins, once for each colour."""
        key = None if options.color is None else Key(options.color)
        found = binned(source, options.x, options.bins, rows, key)
        check_colors(len(found.groups))
        x, color = _names(source, options)
        frame = _frame(found, x, color, options.height)
        notes = [
            f"{count:,} {what} values are not drawn"
            for what, count in (
                ("missing", found.missing),
                ("infinite", found.infinite),
            )
            if count
        ]

        def drill(row: int) -> Conditions:
            group, at = divmod(row, options.bins)
            ends = [found.edges[at].item(), found.edges[at + 1].item()]
            closed = "both" if at == options.bins - 1 else "left"
            span = {"op": "between", "value": ends, "closed": closed}
            more = (
                []
                if key is None or found.keys is None
                else condition(source, key, found.keys, int(found.groups[group]))
            )
            return [{**place(options.x), **span}, *more]

        return Marks(frame, found.rows, options, color, tuple(notes), drill)

    def drawing(self, source: Source, options: Any) -> Drawing:
        """px.bar without gaps, over the middles of the bins."""
        x, color = _names(source, options)
        draw: dict[str, Any] = {"x": x, "y": HEIGHTS[options.height]}
        if color:
            draw["color"] = color
        draw["hover_data"] = ("from", "to")
        then = (("update_layout", {"bargap": 0}),)
        return Drawing("bar", draw, then)

    def prepare(self, script: Script, options: Any) -> None:
        """np.histogram, once for each colour."""
        x, color = _names(script.source, options)
        numbers = [options.x] + ([] if options.color is None else [options.color])
        script.table(numbers)
        by = script.name(options.color) if color else ""
        groups = _GROUPS.format(by=[by]) if color else '[("", table)]'
        lines = _COUNT.format(
            x=script.name(options.x),
            bins=options.bins,
            groups=groups,
            called=x,
            label=f"name(part[{by!r}].array[0])" if color else '""',
        )
        script.add(*lines.splitlines())
        if options.height == "share":
            script.add(
                f"marks[{HEIGHTS['share']!r}] = marks['rows'] * 100 / len(table)"
            )
        elif options.height == "density":
            script.add("marks['density'] = marks['rows'] / len(table) / edges_apart")
        if color:
            script.add(f"marks[{color!r}] = marks['group']")


_GROUPS = "table.groupby({by}, dropna=False, observed=True)"
_COUNT = """\
values = table[{x!r}].astype("float64").to_numpy()
table = table[np.isfinite(values)]
values = values[np.isfinite(values)]
low, high = values.min(), values.max()
if low == high:
    low, high = low - 0.5, high + 0.5
edges = np.linspace(low, high, {bins} + 1)
edges_apart = (high - low) / {bins}
parts = []
for _, part in {groups}:
    counts, _ = np.histogram(part[{x!r}].astype("float64"), {bins}, (low, high))
    label = {label}
    bins = pd.DataFrame({{{called!r}: (edges[:-1] + edges[1:]) / 2}})
    bins = bins.assign(rows=counts, to=edges[1:], group=label)
    parts.append(bins.assign(**{{"from": edges[:-1]}}))
marks = pd.concat(parts, ignore_index=True)"""


def _names(source: Source, options: Any) -> tuple[str, str]:
    """What the numbers and the colour are called."""
    script = Script(source)
    color = "" if options.color is None else plain(script.name(options.color))
    return plain(script.name(options.x)), color


def _frame(found: Binned, x: str, color: str, height: str) -> pd.DataFrame:
    """The bins of all groups, one group after the other."""
    n, bins = found.counts.shape
    middles = (found.edges[:-1] + found.edges[1:]) / 2
    rows = found.counts.ravel()
    columns: dict[str, Any] = {
        x: np.tile(middles, n),
        "from": np.tile(found.edges[:-1], n),
        "to": np.tile(found.edges[1:], n),
        "rows": rows,
    }
    total = rows.sum()
    if height == "share":
        columns[HEIGHTS[height]] = rows * 100 / total
    elif height == "density":
        apart = (found.edges[-1] - found.edges[0]) / bins
        columns["density"] = rows / total / apart
    if color and found.keys is not None:
        texts = [plain(found.keys.text(int(group))) for group in found.groups]
        columns[color] = np.repeat(np.array(texts, dtype=object), bins)
    return pd.DataFrame(columns)
