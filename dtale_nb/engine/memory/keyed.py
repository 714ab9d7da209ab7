"""Orders by several keys, out of orders by one, whatever library holds the values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dtale_nb.engine.jobs import checkpoint
from dtale_nb.engine.memory.codes import gather
from dtale_nb.engine.memory.heads import head_rows
from dtale_nb.engine.memory.rows import ids_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from dtale_nb.engine.source import RowIds, SortKey, Source


def order_by_keys(
    keys: Sequence[SortKey],
    rows: RowIds | None,
    order_by: Callable[[SortKey, RowIds | None], NDArray[Any]],
    n_rows: int,
) -> RowIds:
    """Order rows by stable passes, the last key first, so that the first decides last.

    Args:
        keys: At least one.
        rows: The rows to order, in frame order; None for all.
        order_by: The stable order of some rows, or all, by one key: positions in them.
        n_rows: Rows in the frame.

    Raises:
        ValueError: There is no key.
    """
    ids = rows
    for key in reversed(keys):
        checkpoint()
        order = ids_of(order_by(key, ids), n_rows)
        ids = order if ids is None else gather(ids, order)
    if ids is None:
        raise ValueError("an order needs at least one key")
    return ids_of(ids, n_rows)


def head_by_keys(
    source: Source, values: Any, keys: Sequence[SortKey], k: int, rows: RowIds | None
) -> RowIds | None:
    """The first rows of an order; see `Source.head`.

    Args:
        source: Whose rows they are.
        values: Of the first key and these rows, as `head_rows` takes them.
        keys: At least one.
        k: How many rows.
        rows: Of which rows, in frame order; None for all.
    """
    alone = len(keys) == 1
    kept = head_rows(values, k, descending=keys[0].descending, alone=alone)
    if kept is None:
        return None
    some = kept if rows is None else rows[kept]
    return source.order(keys, ids_of(some, source.n_rows))
