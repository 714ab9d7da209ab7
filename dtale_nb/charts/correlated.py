"""Marks of a correlation matrix: one figure for each pair of columns of numbers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from dtale_nb.charts.marks import Marks
from dtale_nb.charts.options import NUMBERS
from dtale_nb.charts.splits import Splits
from dtale_nb.engine.aggregate.planes import correlations
from dtale_nb.errors import BadArgument

if TYPE_CHECKING:
    from dtale_nb.charts.script import Script
    from dtale_nb.engine.source import RowIds, Source

FIRST = 12
"""Columns that are taken where none is chosen."""


def correlation_marks(source: Source, options: Any, rows: RowIds | None) -> Marks:
    """Correlate the columns chosen, or the first of numbers; shape (n * n, 3).

    Raises:
        BadArgument: There are fewer than two.
    """
    notes = []
    if len(options.y) < 2:
        every = [
            number
            for number in range(min(source.n_columns, 2_000))
            if source.field(number).kind in NUMBERS
        ]
        options = replace(options, y=tuple(every[:FIRST]))
        if len(every) > FIRST:
            notes.append(f"the first {FIRST} of {len(every):,} columns of numbers")
    if len(options.y) < 2:
        raise BadArgument(
            "a correlation takes two columns of numbers or more",
            hint="this frame has fewer",
        )
    found = correlations(source, options.y, rows, options.method)
    if np.isnan(found).all():
        raise BadArgument(
            "there is no correlation",
            hint="it takes two columns whose numbers differ from row to row",
        )
    unknown = int(np.isnan(found[np.triu_indices(len(found), 1)]).sum())
    if unknown:
        notes.append(f"{unknown:,} pairs have no correlation")
    names = _names(source, options)
    n = len(names)
    frame = pd.DataFrame(
        {
            "across": np.repeat(names, n),
            "down": np.tile(names, n),
            "r": found.ravel().round(4),
        }
    ).astype({"across": object, "down": object})
    looked = source.n_rows if rows is None else len(rows)
    return Marks(frame, looked, options, tuple(notes))


def prepare_correlations(script: Script, options: Any) -> None:
    """Write the same as code: DataFrame.corr."""
    script.table(options.y)
    names = _names(script.source, options)
    script.add(
        f"found = table.astype('float64').corr({options.method!r}).to_numpy()",
        f"names = {names!r}",
        'marks = pd.DataFrame({"across": np.repeat(names, len(names)), '
        '"down": names * len(names), "r": found.ravel().round(4)})',
    )


def _names(source: Source, options: Any) -> list[str]:
    return [Splits.name(source, number) for number in options.y]
