"""Orders made from orders that are known, without sorting all rows again.

Both ways need to know where in an order a value differs from the one before it. Kinds
for which that is not said by comparing neighbours (Python objects) are sorted anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow.compute as pc

from dtale_nb.engine.filters.texts import arrow_texts, is_texts, mask_of
from dtale_nb.engine.jobs import progress
from dtale_nb.engine.memory.codes import Key, members_of, order_of
from dtale_nb.engine.memory.plain import plain_of
from dtale_nb.engine.memory.rows import ids_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from dtale_nb.engine.source import RowIds, SortKey, Source

CHUNK = 1 << 18
"""Values compared between two checkpoints."""


@dataclass(frozen=True, slots=True)
class _Runs:
    """Where values of one field, taken in an order, differ from the one before.

    Attributes:
        starts: Whether each place begins a run of equal values, shape (n,).
        present: Places before the missing values, which are at the end.
    """

    starts: NDArray[np.bool_]
    present: int


def flipped(source: Source, key: SortKey, ids: RowIds) -> RowIds | None:
    """The rows in the opposite order: equal values keep theirs, missing ones stay last.

    Args:
        source: The frame.
        key: What `ids` are ordered by.
        ids: The rows in their order.

    Returns:
        None where they must be sorted.
    """
    runs = _runs_of(source, key.number, ids)
    if runs is None:
        return None
    n = runs.present
    begins = np.flatnonzero(runs.starts[:n])
    if len(begins) == n:
        return ids_of(np.concatenate([ids[:n][::-1], ids[n:]]), source.n_rows)
    lengths = np.diff(begins, append=n)[::-1]
    shifts = begins[::-1] - (np.cumsum(lengths) - lengths)
    places = np.repeat(shifts, lengths)
    places += np.arange(n)
    return ids_of(np.concatenate([ids[places], ids[n:]]), source.n_rows)


def refined(
    source: Source, done: Sequence[SortKey], rest: Sequence[SortKey], ids: RowIds
) -> RowIds | None:
    """The rows with equal values put in order by further keys.

    Args:
        source: The frame.
        done: What `ids` are ordered by.
        rest: What decides where these agree.
        ids: The rows in their order.

    Returns:
        None where they must be sorted.
    """
    starts = np.zeros(len(ids), dtype=bool)
    for key in done:
        runs = _runs_of(source, key.number, ids)
        if runs is None:
            return None
        starts |= runs.starts
    places = members_of(~starts[1:])
    if not len(places):
        return ids
    rows = ids[places]
    numbers = np.cumsum(starts, dtype=np.uint32)[places]
    run_of = np.zeros(source.n_rows, dtype=np.uint32)
    run_of[rows] = numbers
    within = source.order(rest, rows)
    settled = within[order_of(Key(run_of[within], int(numbers[-1])))]
    order = ids.copy()
    order[places] = settled
    return ids_of(order, source.n_rows)


def _runs_of(source: Source, number: int, ids: RowIds) -> _Runs | None:
    if _same(source.array(number, range(0))) is None:
        return None
    starts = np.ones(len(ids), dtype=bool)
    missing = 0
    for start in range(0, len(ids), CHUNK):
        progress(start / len(ids))
        first = max(start - 1, 0)  # compared with the last one before
        found = _same(source.array(number, ids[first : start + CHUNK]))
        if found is None:
            return None
        same, absent = found
        starts[first + 1 : start + CHUNK] = ~same
        missing += int(absent[start - first :].sum())
    return _Runs(starts, len(ids) - missing)


def _same(part: Any) -> tuple[NDArray[np.bool_], NDArray[np.bool_]] | None:
    """Whether neighbours are equal, shape (n - 1,), and which are missing, (n,).

    Returns:
        None for kinds whose order is not that of their values.
    """
    if isinstance(part, pd.arrays.FloatingArray):
        return None  # NaN beside NA has a place of its own in pandas' order
    if is_texts(part):
        texts = arrow_texts(part)
        equal = mask_of(pc.equal(texts[1:], texts[:-1]))
        absent = texts.is_null().to_numpy(zero_copy_only=False)
        return equal | (absent[1:] & absent[:-1]), absent
    plain = plain_of(part)
    if plain is None:
        return None
    values = plain.values
    none = np.zeros(len(values), dtype=bool)
    nan = np.isnan(values) if values.dtype.kind == "f" else none
    gone = none if plain.missing is None else plain.missing
    nan = nan & ~gone
    same = (values[1:] == values[:-1]) & ~gone[1:] & ~gone[:-1]
    same |= (nan[1:] & nan[:-1]) | (gone[1:] & gone[:-1])
    return same, nan | gone
