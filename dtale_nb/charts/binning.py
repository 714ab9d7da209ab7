"""Marks of histograms: rows counted in bins of equal width, once for each colour."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from dtale_nb.charts.marks import Marks, condition, place, plain
from dtale_nb.charts.series import check_count
from dtale_nb.charts.splits import Splits
from dtale_nb.engine.aggregate.bins import Binned, binned

if TYPE_CHECKING:
    from dtale_nb.charts.marks import Conditions
    from dtale_nb.charts.script import Script
    from dtale_nb.engine.source import RowIds, Source

HEIGHTS = {"rows": "rows", "share": "share of rows (%)", "density": "density"}
"""What the height of a bar may tell, and what that is called."""


def bin_marks(source: Source, options: Any, rows: RowIds | None) -> Marks:
    """Count the rows shown; shape (bins * groups,), one group after the other.

    Args:
        source: The frame.
        options: The chart's options: x, bins, height and what parts the chart.
        rows: The rows shown; None for all.

    Raises:
        BadArgument: A column holds no numbers, or there are too many marks.
    """
    splits = Splits.of(source, options)
    found = binned(source, options.x, options.bins, rows, splits.keys)
    splits.check(found.keys)
    check_count(len(found.groups) * options.bins)
    frame = _frame(found, Splits.name(source, options.x), splits.names, options.height)
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


def prepare_bins(script: Script, options: Any) -> None:
    """Write the same as code: np.histogram, once for each colour."""
    splits = Splits.of(script.source, options)
    script.table([options.x, *(key.number for key in splits.keys)])
    by = [script.key(key) for key in splits.keys]
    groups = _GROUPS.format(by=by) if by else '[("", table)]'
    lines = _COUNT.format(
        x=script.name(options.x),
        bins=options.bins,
        groups=groups,
        called=Splits.name(script.source, options.x),
        labels="".join(
            f", {called!r}: name(part[{column!r}].array[0])"
            for called, column in zip(splits.names, by, strict=True)
        ),
    )
    script.add(*lines.splitlines())
    if options.height == "share":
        script.add(f"marks[{HEIGHTS['share']!r}] = marks['rows'] * 100 / len(table)")
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
