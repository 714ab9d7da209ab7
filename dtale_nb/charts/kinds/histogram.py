"""Histograms: how numbers spread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
import pandas as pd

from dtale_nb.charts.chart import Chart
from dtale_nb.charts.drawing import Drawing, Reach
from dtale_nb.charts.marks import Marks, condition, place, plain
from dtale_nb.charts.options import GROUPED, NUMBERS, column, number, word
from dtale_nb.charts.script import Script
from dtale_nb.charts.series import check_count
from dtale_nb.charts.splits import Splits, animate, facet_col, facet_row
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
    scale: str = word("Scale", ("linear", "log"), late=True)
    facet_col: int | None = facet_col()
    facet_row: int | None = facet_row()
    animate: int | None = animate()


class Histogram(Chart):
    """Counts of numbers in bins of equal width."""

    word = "histogram"
    title = "Histogram"
    Options = HistogramOptions
    brushes: ClassVar = {"x": "x"}

    def ask(self, source: Source, options: Any, rows: RowIds | None) -> Marks:
        """Count in bins, once for each colour."""
        splits = Splits.of(source, options)
        found = binned(source, options.x, options.bins, rows, splits.keys)
        splits.check(found.keys)
        check_count(len(found.groups) * options.bins)
        frame = _frame(found, _name(source, options), splits.names, options.height)
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
            more = [
                each
                for key, keys, at in zip(
                    splits.keys, found.keys, found.groups[group], strict=True
                )
                for each in condition(source, key, keys, int(at))
            ]
            return [{**place(options.x), **span}, *more]

        return Marks(frame, found.rows, options, tuple(notes), drill)

    def drawing(self, source: Source, options: Any) -> Drawing:
        """px.bar without gaps, over the middles of the bins."""
        x, height = _name(source, options), HEIGHTS[options.height]
        draw: dict[str, Any] = {"x": x, "y": height}
        splits = Splits.of(source, options)
        draw.update(splits.drawn())
        if options.scale == "log":
            draw["log_y"] = True
        elif options.animate is not None:
            draw["range_y"] = Reach(
                height, [x, *(n for n in splits.names if n != splits.color)]
            )
        draw["hover_data"] = ("from", "to")
        then = (("update_layout", {"bargap": 0}),)
        return Drawing("bar", draw, then)

    def prepare(self, script: Script, options: Any) -> None:
        """np.histogram, once for each colour."""
        splits = Splits.of(script.source, options)
        script.table([options.x, *(key.number for key in splits.keys)])
        by = [script.key(key) for key in splits.keys]
        groups = _GROUPS.format(by=by) if by else '[("", table)]'
        lines = _COUNT.format(
            x=script.name(options.x),
            bins=options.bins,
            groups=groups,
            called=_name(script.source, options),
            labels="".join(
                f", {called!r}: name(part[{column!r}].array[0])"
                for called, column in zip(splits.names, by, strict=True)
            ),
        )
        script.add(*lines.splitlines())
        if options.height == "share":
            script.add(
                f"marks[{HEIGHTS['share']!r}] = marks['rows'] * 100 / len(table)"
            )
        elif options.height == "density":
            script.add("marks['density'] = marks['rows'] / len(table) / edges_apart")


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
    bins = pd.DataFrame({{{called!r}: (edges[:-1] + edges[1:]) / 2}})
    bins = bins.assign(rows=counts, to=edges[1:])
    parts.append(bins.assign(**{{"from": edges[:-1]{labels}}}))
marks = pd.concat(parts, ignore_index=True)"""


def _name(source: Source, options: Any) -> str:
    """What the numbers are called."""
    return plain(Script(source).name(options.x))


def _frame(found: Binned, x: str, splits: tuple[str, ...], height: str) -> pd.DataFrame:
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
    for name, keys, places in zip(splits, found.keys, found.groups.T, strict=True):
        texts = [plain(keys.text(int(group))) for group in places]
        columns[name] = np.repeat(np.array(texts, dtype=object), bins)
    return pd.DataFrame(columns)
