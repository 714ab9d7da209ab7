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
from dtale_nb.engine.memory.codes import (
    Key,
    gather,
    in_parts,
    members_of,
    order_of,
    run_numbers,
    scatter,
)
from dtale_nb.engine.memory.plain import plain_of
from dtale_nb.engine.memory.rows import ids_of, places_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from dtale_nb.engine.source import RowIds, SortKey, Source

CHUNK = 1 << 18
"""Values compared between two checkpoints."""

MOSTLY = 0.5
"""Share of rows that agree from which on sorting by all keys is faster."""


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
    n, begins = runs.present, places_of(runs.starts[: runs.present])
    order = ids.copy()  # missing ones are where they belong

    def fill(here: slice) -> None:
        order[here] = ids[_mirrored(begins, n, here)]

    in_parts(fill, n)
    return ids_of(order, source.n_rows)


def _mirrored(
    begins: NDArray[np.unsignedinteger[Any]], n: int, here: slice
) -> NDArray[np.int64]:
    """Where the values come from that take some places once runs go backwards.

    Args:
        begins: Where each run begins, ascending.
        n: Places in all.
        here: The places, counted from the end of what is there.
    """
    ends = np.array([n - here.stop, n - 1 - here.start], dtype=begins.dtype)
    first, last = np.searchsorted(begins, ends, side="right") - 1
    begin = begins[first : last + 1].astype(np.int64)[::-1]
    stop = np.append(begins[first + 1 : last + 2].astype(np.int64), n)[: len(begin)]
    stop = stop[::-1]
    shown_from, shown_to = n - stop, n - begin
    sizes = np.minimum(shown_to, here.stop) - np.maximum(shown_from, here.start)
    places = np.repeat(begin - shown_from, sizes)
    places += np.arange(here.start, here.stop)
    return places


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
        None where they must be sorted, or where most of them agree: sorting by all
        keys takes less then.
    """
    middle = len(ids) // 2
    some = _starts(source, done, ids[max(0, middle - CHUNK) : middle + 1])
    if some is None or len(members_of(~some[1:])) > MOSTLY * len(some):
        return None
    starts = _starts(source, done, ids)
    if starts is None:
        return None
    places = members_of(~starts[1:])
    if not len(places):
        return ids
    rows = gather(ids, places)
    numbers = run_numbers(gather(starts.view(np.uint8), places).view(np.bool_))
    run_of = np.zeros(source.n_rows, dtype=np.uint32)
    scatter(run_of, rows, numbers)
    within = source.order(rest, rows)
    codes = Key(gather(run_of, within), int(numbers[-1]))
    del run_of, numbers
    order = ids.copy()
    scatter(order, places, gather(within, order_of(codes)))
    return ids_of(order, source.n_rows)


def _starts(
    source: Source, keys: Sequence[SortKey], ids: RowIds
) -> NDArray[np.bool_] | None:
    """Whether each row differs from the one before in any field, shape (n,)."""
    starts = np.zeros(len(ids), dtype=bool)
    for key in keys:
        runs = _runs_of(source, key.number, ids)
        if runs is None:
            return None
        starts |= runs.starts
    return starts


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
