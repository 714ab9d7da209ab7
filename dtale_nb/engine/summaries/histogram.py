"""Counts values into bins, in one pass of small blocks."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from dtale_nb.engine.jobs import checkpoint
from dtale_nb.engine.summaries.columns import BLOCK, CHUNK

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dtale_nb.engine.summaries.columns import Numbers
    from dtale_nb.engine.summaries.tables import Table

MOSTLY_FAR = 1 / 16
"""Bins of floats are told by multiplication where fewer values than these are near."""


def counted_into(column: Numbers, edges: NDArray[Any]) -> NDArray[np.int64]:
    """How many values lie in each bin; infinities lie in none.

    Args:
        column: The values.
        edges: Ascending, shape (n_bins + 1,); the last bin is closed.

    Returns:
        Shape (n_bins,).
    """
    counts = np.zeros(len(edges) - 1, dtype=np.int64)
    find = finder_of(column, edges)
    for start in range(0, len(column), BLOCK):
        if start % CHUNK == 0:
            checkpoint()
        values = column.part(start, start + BLOCK)
        if values.dtype.kind == "f" and not np.isfinite(values).all():
            values = values[np.isfinite(values)]
        if values.size:
            counts += np.bincount(find(values), minlength=len(counts))
    return counts


def counted_in_table(table: Table, edges: NDArray[Any]) -> NDArray[np.int64]:
    """The same of numbers that are counted already, all of them."""
    values = table.values
    if {values.dtype.kind, edges.dtype.kind} == {"i", "u"}:  # none is below 0 then
        values, edges = values.astype(np.uint64), edges.astype(np.uint64)
    low, high = 0, len(values)
    if values.dtype.kind == "f":
        low = int(np.searchsorted(values, -np.inf, side="right"))
        high = int(np.searchsorted(values, np.inf, side="left"))
    inner = np.searchsorted(values[low:high], edges[1:-1], side="left") + low
    bounds = pairwise([low, *inner.tolist(), high])
    return np.array([table.between(*each) for each in bounds], dtype=np.int64)


def finder_of(column: Numbers, edges: NDArray[Any]) -> Any:
    """What finds the bins of values: by division where bins are even, else by search.

    Args:
        column: What the values are.
        edges: As in `counted_into`.
    """
    n_bins = len(edges) - 1
    if n_bins == 1:
        return lambda values: np.zeros(values.size, dtype=np.int64)
    kind = column.values.dtype.kind
    if kind == "f":
        return _float_finder(edges)
    if kind == "i" and edges.dtype.kind == "i" and _even(edges.tolist()):
        first, width = edges[0], (edges[1] - edges[0]).view(np.uint64)

        def find(values: NDArray[Any]) -> NDArray[np.int64]:
            above = (values.astype(np.int64, copy=False) - first).view(np.uint64)
            above //= width  # unsigned division is several times faster
            places: NDArray[np.int64] = above.view(np.int64)
            return places

        return find
    inner = edges[1:-1]
    return lambda values: np.searchsorted(inner, values, side="right")


def _even(edges: list[int]) -> bool:
    """Whether all bins are as wide, and no difference is beyond 64 bits."""
    if edges[-1] - edges[0] >= 2**63:
        return False
    return len({b - a for a, b in pairwise(edges)}) == 1


def _float_finder(edges: NDArray[Any]) -> Any:
    """By multiplication; values near an edge are looked up."""
    n_bins = len(edges) - 1
    low, high = float(edges[0]), float(edges[-1])
    scale = n_bins / (high - low)
    if not 0 < scale < np.inf:
        inner = edges[1:-1]
        return lambda values: np.searchsorted(inner, values, side="right")

    # How far rounding can move a value, in bins; only those so near an edge are asked.
    near = 8 * np.finfo(np.float64).eps * (max(abs(low), abs(high)) * scale + n_bins)
    if not near < MOSTLY_FAR:
        inner = edges[1:-1]
        return lambda values: np.searchsorted(inner, values, side="right")

    def find(values: NDArray[Any]) -> NDArray[np.int64]:
        values = values.astype(np.float64, copy=False)
        along = values - low
        along *= scale
        places: NDArray[np.int64] = along.astype(np.int64)
        along -= np.rint(along)
        at = np.flatnonzero(np.abs(along, out=along) <= near)
        if at.size:
            places[at] = np.searchsorted(edges[1:-1], values[at], side="right")
        return places

    return find
