"""Missing values by kind, told as the cells tell them.

Of each kind one row is enough: the cell written there says which mark and word it has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from dtale_nb.engine.jobs import checkpoint
from dtale_nb.engine.summaries.columns import (
    CHUNK,
    Numbers,
    Objects,
    Opaque,
    Texts,
)
from dtale_nb.engine.summaries.objects import gaps_of
from dtale_nb.engine.summaries.shapes import Missing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from dtale_nb.engine.source import RowIds, Source
    from dtale_nb.engine.summaries.columns import Column

Group = tuple[int, int]
"""How many values are missing in one way, and the place of one of them."""


def groups_of(column: Column) -> tuple[Group, ...]:
    """The ways in which values of a column are missing."""
    if isinstance(column, Objects):
        return gaps_of(column)
    if isinstance(column, Numbers):
        return _of_numbers(column)
    if isinstance(column, Texts):
        count = column.values.null_count
        if not count:
            return ()
        return ((count, _first(column)),)
    gaps = column.gaps if isinstance(column, Opaque) else column.codes < 0
    return _of_mask(gaps)


def missing_of(
    source: Source, number: int, groups: Iterable[Group], rows: RowIds | None
) -> tuple[Missing, ...]:
    """What is missing, by the mark and word of its cells.

    Args:
        source: The frame.
        number: The field.
        groups: From `groups_of`; places count within `rows`.
        rows: The rows looked at; None for all.
    """
    found: dict[tuple[object, str], Missing] = {}
    for count, place in groups:
        row = place if rows is None else int(rows[place])
        cells = source.cells(number, range(row, row + 1))
        text, mark = cells.texts[0], cells.marks.get(0)
        before = found.get((mark, text))
        total = count + (before.count if before else 0)
        found[mark, text] = Missing(mark, text, total)
    return tuple(sorted(found.values(), key=lambda one: -one.count))


def _of_mask(gaps: NDArray[np.bool_]) -> tuple[Group, ...]:
    count = int(np.count_nonzero(gaps))
    return ((count, int(np.argmax(gaps))),) if count else ()


def _of_numbers(column: Numbers) -> tuple[Group, ...]:
    groups = () if column.gaps is None else _of_mask(column.gaps)
    if column.values.dtype.kind != "f":
        return groups
    count, first = 0, -1
    for start in range(0, len(column), CHUNK):
        checkpoint()
        nan = np.isnan(column.values[start : start + CHUNK])
        if column.gaps is not None:
            nan &= ~column.gaps[start : start + CHUNK]
        found = int(np.count_nonzero(nan))
        if found and first < 0:
            first = start + int(np.argmax(nan))
        count += found
    return (*groups, (count, first)) if count else groups


def _first(column: Texts) -> int:
    at = 0
    for chunk in column.values.chunks:
        if chunk.null_count:
            return at + int(np.argmax(chunk.is_null().to_numpy(zero_copy_only=False)))
        at += len(chunk)
    return 0
