"""The rows that an order begins with, found without ordering all of them.

A sample says about where the k-th value lies; one pass keeps what is not beyond, and
only that is ordered. All ties at the cut are kept, so the answer is exact.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from dtale_nb.engine.jobs import checkpoint
from dtale_nb.engine.memory.plain import (
    as_chunked,
    is_text,
    plain_of,
    plain_of_arrow,
    take_chunked,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dtale_nb.engine.memory.plain import Plain

SAMPLE = 1 << 14
"""Values looked at to guess where the cut lies."""

CHUNK = 1 << 18
"""Values compared between two checkpoints."""

MOST = 0.2
"""Share of all rows that may survive; with more, ordering all is as good."""


def head_rows(
    values: Any, k: int, *, descending: bool, alone: bool = False
) -> NDArray[Any] | None:
    """Rows among which the first k of an order are, ascending.

    Args:
        values: A pandas array or an Arrow `ChunkedArray`, shape (n,).
        k: How many rows of the order are wanted.
        descending: Largest first.
        alone: No other key decides among equal values.

    Returns:
        None where there is no shorter way than to order all.
    """
    if k >= len(values):
        return None
    if isinstance(values, pd.arrays.ArrowExtensionArray):
        values = as_chunked(values.__arrow_array__())
    if isinstance(values, pa.ChunkedArray) and is_text(values.type):
        kept = _kept_texts(values, k, descending=descending)
    else:
        plain = _plain(values)
        if plain is None:
            return None
        kept = _kept_numbers(plain, k, descending=descending, alone=alone)
    if kept is None or not k <= len(kept) <= MOST * len(values):
        return None
    return kept


def _plain(values: Any) -> Plain | None:
    if isinstance(values, pa.ChunkedArray):
        return plain_of_arrow(values)
    if isinstance(values, pd.arrays.FloatingArray):
        return None  # NaN beside NA has a place of its own in pandas' order
    return plain_of(values)


def _cut(k: int, n: int, n_sample: int) -> int:
    """The place in an ordered sample that k values in n hardly reach."""
    share = k * n_sample / n
    return int(share + 4 * np.sqrt(share) + 4)


def _kept_numbers(
    plain: Plain, k: int, *, descending: bool, alone: bool
) -> NDArray[Any] | None:
    values, missing = plain.values, plain.missing
    step = max(1, len(values) // SAMPLE)
    sample = values[::step]
    if missing is not None:
        sample = sample[~missing[::step]]
    if sample.dtype.kind == "f":
        sample = sample[~np.isnan(sample)]
    place = _cut(k, len(values), len(values) // step)
    if place >= len(sample):
        return None
    ordered = np.sort(sample)
    cut = ordered[-1 - place] if descending else ordered[place]
    kept = _Kept(values, missing, cut, descending=descending)
    for start in range(0, len(values), CHUNK):
        checkpoint()
        kept.look(start)
        if alone and kept.count >= k and not kept.is_strict:
            kept.tighten(k)
    return kept.rows(k if alone else None)


class _Kept:
    """Rows that are not beyond a cut, as they are found.

    Args:
        values: Numbers, shape (n,).
        missing: Where a value is missing; NaN is beyond any cut.
        cut: The last value that is kept.
        descending: Largest first.

    Attributes:
        count: How many there are.
        is_strict: Further ones that equal the cut are not kept.
    """

    def __init__(
        self,
        values: NDArray[Any],
        missing: NDArray[np.bool_] | None,
        cut: Any,
        *,
        descending: bool,
    ) -> None:
        self.count, self.is_strict = 0, False
        self._values, self._missing, self._cut = values, missing, cut
        self._is_kept = np.greater_equal if descending else np.less_equal
        self._is_before = np.greater if descending else np.less
        self._descending = descending
        self._found: list[NDArray[Any]] = []

    def look(self, start: int) -> None:
        """Look through the next chunk."""
        here = slice(start, start + CHUNK)
        compare = self._is_before if self.is_strict else self._is_kept
        kept = compare(self._values[here], self._cut)
        if self._missing is not None:
            kept &= ~self._missing[here]
        rows = np.flatnonzero(kept) + start
        self.count += len(rows)
        self._found.append(rows)

    def tighten(self, k: int) -> None:
        """Take the k-th value so far for the cut: what equals it later comes later."""
        rows = self.rows(None)
        values = self._values[rows]
        at = len(rows) - k if self._descending else k - 1
        self._cut = np.partition(values, at)[at]
        self.is_strict = True
        self._found = [rows[self._is_kept(values, self._cut)]]
        self._found = [self.rows(k)]
        self.count = len(self._found[0])

    def rows(self, k: int | None) -> NDArray[Any]:
        """All of them, ascending; of those that equal the cut only the first k."""
        rows = np.concatenate(self._found)
        if k is None:
            return rows
        return np.delete(rows, np.flatnonzero(self._values[rows] == self._cut)[k:])


def _kept_texts(
    texts: pa.ChunkedArray, k: int, *, descending: bool
) -> NDArray[Any] | None:
    step = max(1, len(texts) // SAMPLE)
    try:
        sample = take_chunked(texts, np.arange(0, len(texts), step)).drop_null()
    except pa.ArrowNotImplementedError:  # views
        return None
    place = _cut(k, len(texts), -(-len(texts) // step))
    if place >= len(sample):
        return None
    direction = "descending" if descending else "ascending"
    joined = sample.combine_chunks()
    cut = joined[int(pc.array_sort_indices(joined, order=direction)[place].as_py())]
    compare = pc.greater_equal if descending else pc.less_equal
    found, start = [], 0
    for chunk in texts.chunks:
        for begin in range(0, len(chunk), CHUNK):
            checkpoint()
            kept = compare(chunk.slice(begin, CHUNK), cut).fill_null(fill_value=False)
            here = kept.to_numpy(zero_copy_only=False)
            found.append(np.flatnonzero(here) + (start + begin))
        start += len(chunk)
    return np.concatenate(found) if found else None
