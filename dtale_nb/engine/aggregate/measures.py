"""Measures: one figure for each group, as pandas' groupby gives it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from dtale_nb.engine.aggregate.keys import Key, keys_of, known_column, missing_of
from dtale_nb.engine.jobs import checkpoint
from dtale_nb.engine.kinds import Kind
from dtale_nb.engine.summaries.columns import Numbers
from dtale_nb.errors import BadArgument

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dtale_nb.engine.source import RowIds, Source

AGGREGATES = (
    "count", "distinct", "sum", "mean", "median", "min", "max", "std", "var",
    "first", "last", "quantile", "share",
)  # fmt: skip
"""Every measure by its word; `count` without a field counts rows."""

EXACT = 2**53
"""Up to here every integer is a float."""

CHUNK = 1 << 18
"""Rows counted between two checkpoints."""

FEW = 1 << 15
"""Groups up to which counting in chunks is cheap."""


def numbers_of(source: Source, number: int, rows: RowIds | None) -> Numbers:
    """Read a field of numbers or truth values.

    Raises:
        BadArgument: It holds something else.
    """
    column = known_column(source, number, rows)
    if isinstance(column, Numbers) and column.kind in {Kind.NUMBER, Kind.TRUTH}:
        return column
    field = source.field(number)
    title = " / ".join(field.label)
    raise BadArgument(
        f"{title!r:.80} holds no numbers but {field.kind.value}",
        hint="count and distinct work for everything",
    )


def counted(codes: NDArray[Any], groups: int) -> NDArray[np.int64]:
    """Rows of each group, shape (groups,)."""
    if groups > FEW:
        return np.bincount(codes, minlength=groups)
    total = np.zeros(groups, dtype=np.int64)
    for start in range(0, len(codes), CHUNK):
        checkpoint()
        total += np.bincount(codes[start : start + CHUNK], minlength=groups)
    return total


def count_present(
    source: Source, number: int, rows: RowIds | None, codes: NDArray[Any], groups: int
) -> NDArray[np.int64]:
    """Values present of each group."""
    column = known_column(source, number, rows)
    if isinstance(column, Numbers):
        gaps = missing_of(column)
        return counted(codes if gaps is None else codes[~gaps], groups)
    keys = keys_of(source, Key(number), rows)
    return counted(codes[keys.codes < keys.n], groups)


def weights_of(
    source: Source, number: int, rows: RowIds | None, word: str
) -> NDArray[np.float64] | None:
    """What each row adds to a count of values present, or to a sum; 0 where missing.

    None for sums of floats, whose last digits tell in which order they were added, and
    of integers so large that floats cannot add them up.

    Args:
        source: The frame.
        number: The field.
        rows: The rows to look at, in this order; None for all.
        word: ``count`` or ``sum``.

    Raises:
        BadArgument: It is a sum, and the field holds no numbers.
    """
    if word == "count":
        keys = keys_of(source, Key(number), rows)
        return (keys.codes < keys.n).astype(np.float64)
    column = numbers_of(source, number, rows)
    if column.values.dtype.kind == "f":
        return None
    low, high = column.bounds() or (0, 0)
    if max(-low, high) * len(column) > EXACT:
        return None
    gaps = missing_of(column)
    values = column.values.astype(np.float64)
    return values if gaps is None else np.where(gaps, 0.0, values)


def count_distinct(
    source: Source, number: int, rows: RowIds | None, codes: NDArray[Any], groups: int
) -> NDArray[np.int64]:
    """Different values present of each group."""
    keys = keys_of(source, Key(number), rows)
    present = keys.codes < keys.n
    pairs = codes[present].astype(np.int64)
    pairs *= keys.n + 1
    pairs += keys.codes[present]
    checkpoint()
    return np.bincount(pd.unique(pairs) // (keys.n + 1), minlength=groups)


def measured(
    column: Numbers, codes: NDArray[Any], groups: int, word: str, q: float
) -> NDArray[Any]:
    """One figure for each group, NaN where a group has no value; shape (groups,).

    Args:
        column: The numbers, shape (n,).
        codes: The group of each, shape (n,).
        groups: How many groups there are.
        word: One of `AGGREGATES`, but those that need no numbers.
        q: Which quantile, 0 to 1.
    """
    gaps = missing_of(column)
    values = column.values
    if gaps is not None:
        values, codes = values[~gaps], codes[~gaps]
    labels = pd.RangeIndex(groups)
    by: Any = pd.Categorical.from_codes(codes, categories=labels)
    checkpoint()
    groupby: Any = pd.Series(values, copy=False).groupby(by, observed=False)
    if word == "quantile":
        found = groupby.quantile(q)
    elif word == "share":
        found = groupby.sum()  # of the whole: see `grouped`
    else:
        found = getattr(groupby, word)()
    checkpoint()
    return np.asarray(found)


def span_of(source: Source, number: int, rows: RowIds | None) -> float:
    """Seconds from the first moment of a field to the last; 0 where there is none."""
    column = known_column(source, number, rows)
    if not isinstance(column, Numbers) or not column.unit:
        return 0.0
    low, high = column.bounds() or (0, 0)
    return (high - low) / column.unit
