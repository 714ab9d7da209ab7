"""Row ids: positions of rows as the narrowest unsigned integers that hold them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from dtale_nb.engine.jobs import checkpoint, shared

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dtale_nb.engine.source import RowIds

NARROW = 2**32
"""Rows that 4-byte ids can tell apart."""

MANY = 0.01
"""Share of places from which on finding them in parts is faster."""

FEW = 0.1
"""Share of places in a part up to which NumPy looks for them one by one."""

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
    which stay in the processor's cache, by several threads, and only the narrow ones
    are kept.

    Args:
        mask: Shape (n,).
    """
    count, width = int(np.count_nonzero(mask)), np.uint32
    if len(mask) > NARROW:
        width = np.uint64  # type: ignore[assignment]
    if count < MANY * len(mask):
        return np.flatnonzero(mask).astype(width)
    starts = range(0, len(mask), CHUNK)
    counts = [np.count_nonzero(mask[start : start + CHUNK]) for start in starts]
    begins, found = np.cumsum([0, *counts]), np.empty(count, dtype=width)

    def fill(starts: range) -> None:
        for start in starts:
            checkpoint()
            part = start // CHUNK
            kept = found[begins[part] : begins[part + 1]]
            if 0 < len(kept) < FEW * CHUNK and start + CHUNK <= len(mask):
                places = _few_places(mask[start : start + CHUNK])
            else:
                places = np.flatnonzero(mask[start : start + CHUNK])
            np.add(places, start, out=kept, casting="unsafe")

    if count < FEW * len(mask):
        fill(starts)
    else:  # what NumPy does without the interpreter's lock
        shared(fill, starts)
    return found


def _few_places(mask: NDArray[np.bool_]) -> NDArray[np.intp]:
    """Where a mask is true here and there, ascending.

    NumPy visits few places one after the other, with the interpreter's lock; this finds
    the words of 8 places that have any, then looks into these alone.

    Args:
        mask: Shape (n,), n a multiple of 8.
    """
    words = np.ascontiguousarray(mask).view(np.uint64)
    found = np.flatnonzero(words != 0)
    within = np.flatnonzero(words[found].view(np.bool_))
    places: NDArray[np.intp] = found[within >> 3] * 8 + (within & 7)
    return places


def positions_of(ids: NDArray[Any]) -> NDArray[np.intp]:
    """Row ids as the signed integers that every library takes by, shape (n,)."""
    return ids.astype(np.intp, copy=False)


def as_slice(rows: range) -> slice:
    """The slice that takes the rows of a range of positions >= 0."""
    if not rows:
        return slice(0, 0)
    stop = rows.stop if rows.step > 0 or rows.stop >= 0 else None
    return slice(rows.start, stop, rows.step)
