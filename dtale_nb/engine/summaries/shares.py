"""How many values are missing in each column: what a list of columns tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dtale_nb.engine.jobs import checkpoint
from dtale_nb.engine.summaries.columns import Columnar
from dtale_nb.engine.summaries.gaps import groups_of
from dtale_nb.engine.summaries.read import read_column

if TYPE_CHECKING:
    from dtale_nb.engine.source import RowIds, Source


def missing_counts(source: Source, rows: RowIds | None = None) -> list[int | None]:
    """Missing values of every column, exact.

    Args:
        source: The frame.
        rows: The rows looked at; None for all.

    Returns:
        One count a column, shape (n_columns,); None where the frame does not tell.
    """
    if not isinstance(source, Columnar):
        return [None] * source.n_columns
    counts: list[int | None] = []
    for number in range(source.n_columns):
        checkpoint()
        column = read_column(source, number, rows)
        counts.append(sum(count for count, _ in groups_of(column)))
    return counts
