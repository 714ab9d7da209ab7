"""The most frequent values of a counted column."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from dtale_nb.engine.summaries.budget import SAMPLED
from dtale_nb.engine.summaries.shapes import Top, Tops

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from dtale_nb.engine.summaries.tables import Table

TOLD = 10
"""Values told."""

SEEN = 4
"""How often a value is seen in a sample, at least, to be told as frequent."""


def tops_of(table: Table, looked: int, present: int) -> Tops:
    """Tell the most frequent values.

    Args:
        table: The values, counted.
        looked: Rows counted where it is a sample; 0 where all were.
        present: Values present in all rows.
    """
    places = frequent(table, looked)
    cells = table.write(table.some(places))
    total = table.total
    tops = []
    for at, count in enumerate(table.counts[places].tolist()):
        share = count / total
        scaled = round(share * present) if looked else count
        tops.append(Top(cells.texts[at], cells.marks.get(at), scaled, share))
    rest = present - sum(top.count for top in tops)
    if not looked:
        return Tops(tuple(tops), rest)
    return Tops(tuple(tops), rest, SAMPLED, looked, share_error(tops, total))


def frequent(table: Table, looked: int) -> NDArray[np.int64]:
    """Places in the table of the values that are told.

    Args:
        table: The values, counted.
        looked: Rows counted where it is a sample; 0 where all were.
    """
    places = table.most(TOLD)
    return places[table.counts[places] >= SEEN] if looked else places


def share_error(tops: list[Top], n: int) -> float:
    """Half the width of the 95 % interval of the least sure share, as if normal."""
    worst = max((top.share * (1 - top.share) for top in tops), default=0.25)
    return 1.96 * math.sqrt(worst / max(n, 1))
