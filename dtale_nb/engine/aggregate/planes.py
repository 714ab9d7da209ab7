"""Two columns of numbers at once: counts in cells of a plane, and correlations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from dtale_nb.engine.aggregate.bins import CHUNK, finite_of, limits, places_in
from dtale_nb.engine.aggregate.keys import missing_of, of_numbers
from dtale_nb.engine.aggregate.measures import numbers_of
from dtale_nb.engine.jobs import checkpoint

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from dtale_nb.engine.source import RowIds, Source


@dataclass(frozen=True, slots=True)
class Plane:
    """Rows counted in the cells of a plane.

    Attributes:
        across: Edges of the first column's bins, shape (bins + 1,).
        up: Edges of the second's, shape (bins + 1,).
        counts: Rows of each cell, shape (bins, bins), the first column first.
        rows: Rows that were looked at.
        gone: Rows without two finite numbers.
    """

    across: NDArray[np.float64]
    up: NDArray[np.float64]
    counts: NDArray[np.int64]
    rows: int
    gone: int


def plane(
    source: Source, numbers: tuple[int, int], bins: int, rows: RowIds | None
) -> Plane:
    """Count rows by two columns of numbers, in bins as `np.histogram2d` has them.

    Raises:
        BadArgument: A field holds no numbers, or no row has two that are finite.
        UnknownColumn: There is no such field.
    """
    first, second = (numbers_of(source, number, rows) for number in numbers)
    fine = np.ones(len(first), dtype=bool)
    for column in (first, second):
        finite = finite_of(column)
        if finite is not None:
            fine &= finite
    every = bool(fine.all())
    x, y = (
        _plain(column.values if every else column.values[fine])
        for column in (first, second)
    )
    (low, high), (bottom, top) = limits(x), limits(y)
    counts = np.zeros(bins * bins, dtype=np.int64)
    for start in range(0, len(x), CHUNK):
        checkpoint()
        part = slice(start, start + CHUNK)
        places = places_in(x[part], low, high, bins) * bins
        places += places_in(y[part], bottom, top, bins)
        counts += np.bincount(places, minlength=bins * bins)
    across, up = np.linspace(low, high, bins + 1), np.linspace(bottom, top, bins + 1)
    return Plane(
        across, up, counts.reshape(bins, bins), len(first), len(first) - len(x)
    )


def _plain(values: NDArray[Any]) -> NDArray[Any]:
    return values.view(np.uint8) if values.dtype.kind == "b" else values


def correlations(
    source: Source, numbers: Sequence[int], rows: RowIds | None, method: str
) -> NDArray[np.float64]:
    """Correlate columns of numbers, each pair over the rows that have both.

    Equal to ``frame.corr(method)`` of pandas.

    Args:
        source: The frame.
        numbers: The fields.
        rows: The rows to look at; None for all.
        method: ``pearson``, or ``spearman`` (of ranks, ties sharing theirs).

    Returns:
        Shape (n, n); NaN where a column does not vary.

    Raises:
        BadArgument: A field holds no numbers.
        UnknownColumn: There is no such field.
    """
    columns = [numbers_of(source, number, rows) for number in numbers]
    gaps = [missing_of(column) for column in columns]
    values = [_plain(column.values) for column in columns]
    if method == "pearson":
        return _pearson([_filled(*each) for each in zip(values, gaps, strict=True)])
    codes = []
    for each, missing in zip(values, gaps, strict=True):
        codes.append(of_numbers(each, missing)[0])
    n = len(numbers)
    found = np.full((n, n), np.nan)
    for at in range(n):
        for other in range(at, n):
            checkpoint()
            both = (codes[at] >= 0) & (codes[other] >= 0)
            ranks = [_ranked(codes[each][both]) for each in (at, other)]
            found[at, other] = found[other, at] = _pearson(ranks)[0, 1]
    return found


def _filled(values: NDArray[Any], gaps: NDArray[np.bool_] | None) -> NDArray[Any]:
    """Numbers as floats, NaN where missing."""
    found = values.astype(np.float64, copy=gaps is not None)
    if gaps is not None:
        found[gaps] = np.nan
    return found


def _ranked(codes: NDArray[np.int64]) -> NDArray[np.float64]:
    """Ranks of places, those that are equal in the middle of theirs."""
    if not len(codes):
        return np.empty(0)
    sizes = np.bincount(codes)
    return (np.cumsum(sizes) - (sizes - 1) / 2)[codes]


def _pearson(columns: Sequence[NDArray[np.float64]]) -> NDArray[np.float64]:
    """Pearson's r of all pairs, from sums of chunks around the means."""
    k = len(columns)
    around, scale = np.zeros(k), np.ones(k)
    for at, column in enumerate(columns):
        finite = column[np.isfinite(column)]
        if len(finite):
            around[at], scale[at] = finite.mean(), finite.std() or 1.0
    sums = np.zeros((4, k, k))  # of 1, x, x², xy, over the rows that have both
    for start in range(0, len(columns[0]), CHUNK):
        checkpoint()
        part = np.stack([each[start : start + CHUNK] for each in columns], axis=1)
        there = ~np.isnan(part)
        part = np.where(there, (part - around) / scale, 0.0)
        mask = there.astype(np.float64)
        for at, (one, two) in enumerate(
            ((mask, mask), (part, mask), (part * part, mask), (part, part))
        ):
            sums[at] += one.T @ two
    n, x, xx, xy = sums
    with np.errstate(invalid="ignore", divide="ignore"):
        spread = xx - x * x / n
        found = (xy - x * x.T / n) / np.sqrt(spread * spread.T)
        found[np.minimum(spread, spread.T) < 1e-12 * n] = np.nan
    return np.asarray(pd.DataFrame(found).clip(-1, 1))
