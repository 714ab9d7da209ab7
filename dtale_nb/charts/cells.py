"""Marks of charts over a plane of two columns of numbers, cut into cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from dtale_nb.charts.marks import Marks, place
from dtale_nb.charts.splits import Splits
from dtale_nb.engine.aggregate.planes import plane

if TYPE_CHECKING:
    from dtale_nb.charts.marks import Conditions
    from dtale_nb.charts.script import Script, Within
    from dtale_nb.engine.source import RowIds, Source

COLOURS = {"rows": "rows", "log": "log10 of rows"}
"""What the colour of a cell may tell, and what that is called."""


def cell_marks(source: Source, options: Any, rows: RowIds | None) -> Marks:
    """Count the rows shown in the cells of a plane; shape (bins * bins,).

    Args:
        source: The frame.
        options: The chart's options: x, y, bins and scale.
        rows: The rows shown; None for all.

    Raises:
        BadArgument: A column holds no numbers.
    """
    found = plane(source, (options.x, options.y), options.bins, rows)
    names = cell_names(source, options)
    frame = _frame(found.across, found.up, found.counts, names, options.scale)
    gone = f"{found.gone:,} rows without both numbers are not drawn"

    def drill(row: int) -> Conditions:
        return [
            {
                **place(field),
                "op": "between",
                "value": edges[at : at + 2].tolist(),
                "closed": "both" if at == options.bins - 1 else "left",
            }
            for field, edges, at in zip(
                (options.x, options.y), (found.across, found.up),
                divmod(row, options.bins), strict=True,
            )
        ]  # fmt: skip

    return Marks(frame, found.rows, options, (gone,) * bool(found.gone), drill)


def cell_names(source: Source, options: Any) -> tuple[str, str]:
    """What the axes are called, apart where a column is both."""
    x, y = (Splits.name(source, each) for each in (options.x, options.y))
    return x, y if x != y else f"{y} "


def _frame(
    across: Any, up: Any, counts: Any, names: tuple[str, str], scale: str
) -> pd.DataFrame:
    """All cells, column by column; no colour where there is no row."""
    x, y = names
    bins = len(counts)
    rows = counts.ravel()
    frame = pd.DataFrame(
        {
            x: np.repeat((across[:-1] + across[1:]) / 2, bins),
            y: np.tile((up[:-1] + up[1:]) / 2, bins),
            "rows": rows,
        }
    )
    some = frame["rows"].where(frame["rows"] > 0)
    frame["colour"] = np.log10(some) if scale == "log" else some
    return frame


def prepare_cells(script: Script, options: Any, within: Within | None = None) -> None:
    """Write the cells of a plane, of rows whose numbers lie where they should."""
    script.table([options.x, options.y])
    script.finite([options.x, options.y], within)
    one, two = (script.name(each) for each in (options.x, options.y))
    x, y = cell_names(script.source, options)
    lines = _COUNT.format(
        one=one, two=two, x=x, y=y, bins=options.bins, colour=_COLOUR[options.scale]
    )
    script.add(*lines.splitlines())


_COUNT = """\
x, y = table[{one!r}].to_numpy(), table[{two!r}].to_numpy()
ends = [(v.min(), v.max()) if v.min() < v.max() else (v[0] - 0.5, v[0] + 0.5)
        for v in (x, y)]
counts, across, up = np.histogram2d(x, y, {bins}, ends)
marks = pd.DataFrame({{
    {x!r}: np.repeat((across[:-1] + across[1:]) / 2, {bins}),
    {y!r}: np.tile((up[:-1] + up[1:]) / 2, {bins}),
    "rows": counts.astype(int).ravel(),
}})
marks["colour"] = {colour}"""

_COLOUR = {
    "rows": 'marks["rows"].where(marks["rows"] > 0)',
    "log": 'np.log10(marks["rows"].where(marks["rows"] > 0))',
}
