"""Row ids: positions of rows as the narrowest unsigned integers that hold them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dtale_nb.engine.source import RowIds

NARROW = 2**32
"""Rows that 4-byte ids can tell apart."""


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


def positions_of(ids: NDArray[Any]) -> NDArray[np.intp]:
    """Row ids as the signed integers that every library takes by, shape (n,)."""
    return ids.astype(np.intp, copy=False)


def as_slice(rows: range) -> slice:
    """The slice that takes the rows of a range of positions >= 0."""
    if not rows:
        return slice(0, 0)
    stop = rows.stop if rows.step > 0 or rows.stop >= 0 else None
    return slice(rows.start, stop, rows.step)
