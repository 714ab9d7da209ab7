"""Texts: how long they are, and which are blank or have blanks around them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow.compute as pc

from dtale_nb.engine.jobs import checkpoint
from dtale_nb.engine.summaries.columns import CHUNK

if TYPE_CHECKING:
    from dtale_nb.engine.summaries.tables import Table


@dataclass(frozen=True, slots=True)
class Lengths:
    """What the lengths of texts tell.

    Attributes:
        shortest: Characters of the shortest text.
        longest: Characters of the longest.
        mean: Characters on average.
        empty: Texts without any character.
        blank: Texts of nothing but blanks, as Python's `str.isspace` has it.
        outer: Texts that begin or end with a blank and hold more than blanks.
    """

    shortest: int
    longest: int
    mean: float
    empty: int
    blank: int
    outer: int


def lengths_of(table: Table) -> Lengths | None:
    """Measure counted texts, each different one once; None where there are none.

    Args:
        table: Arrow texts and how often each comes.
    """
    if not len(table):
        return None
    shortest, longest, total = 2**62, 0, 0
    empty = blank = outer = 0
    for start in range(0, len(table), CHUNK):
        checkpoint()
        texts = table.values.slice(start, CHUNK)
        counts = table.counts[start : start + CHUNK]
        sizes = pc.utf8_length(texts).to_numpy().astype(np.int64)
        inner = pc.utf8_length(pc.utf8_trim_whitespace(texts)).to_numpy()
        shortest, longest = min(shortest, int(sizes.min())), max(longest, sizes.max())
        total += int((sizes * counts).sum())
        empty += int(counts[sizes == 0].sum())
        blank += int(counts[(sizes > 0) & (inner == 0)].sum())
        outer += int(counts[(inner > 0) & (inner < sizes)].sum())
    mean = total / table.total
    return Lengths(shortest, int(longest), mean, empty, blank, outer)
