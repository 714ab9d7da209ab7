"""Row ids: positions of rows as the narrowest unsigned integers that hold them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dtale_nb.engine.source import RowIds

NARROW = 2**32
"""Rows that 4-byte ids can tell apart."""

MANY = 0.05
"""Share of places from which on finding them in parts is faster."""

CHUNK = 1 << 18
"""Places looked at in one part."""


def ids_of(positions: NDArray[Any], n_rows: int) -> RowIds:
    """Positions as immutable row ids, 4 bytes each up to 2^32 rows of the frame.

    Args:
        positions: Integers >= 0, shape (n,).
        n_rows: Rows in the frame, which decides the width.
    """
    ids: RowIds
    if n_rows <= NARROW:
        ids = positions.astype(np.uint32, copy=False)
    else:
        ids = positions.astype(np.uint64, copy=False)
    ids.flags.writeable = False
    return ids


def places_of(mask: NDArray[np.bool_]) -> NDArray[np.unsignedinteger[Any]]:
    """Where a mask is true, ascending, as narrow as `ids_of` makes it.

    NumPy writes 8 bytes for each place; where there are many, that is done in parts
    which stay in the processor's cache, and only the narrow ones are kept.

    Args:
        mask: Shape (n,).
    """
    count, width = int(np.count_nonzero(mask)), np.uint32
    if len(mask) > NARROW:
        width = np.uint64  # type: ignore[assignment]
    if count < MANY * len(mask):
        return np.flatnonzero(mask).astype(width)
    found, end = np.empty(count, dtype=width), 0
    for start in range(0, len(mask), CHUNK):
        places = np.flatnonzero(mask[start : start + CHUNK])
        begin, end = end, end + len(places)
        np.add(places, start, out=found[begin:end], casting="unsafe")
    return found


def positions_of(ids: NDArray[Any]) -> NDArray[np.intp]:
    """Row ids as the signed integers that every library takes by, shape (n,)."""
    return ids.astype(np.intp, copy=False)


def as_slice(rows: range) -> slice:
    """The slice that takes the rows of a range of positions >= 0."""
    if not rows:
        return slice(0, 0)
    stop = rows.stop if rows.step > 0 or rows.stop >= 0 else None
    return slice(rows.start, stop, rows.step)
