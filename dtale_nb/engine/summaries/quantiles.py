"""Quantiles from counted numbers, linear between neighbours as in pandas."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from dtale_nb.engine.memory.sorting import between
from dtale_nb.engine.summaries.columns import CHUNK

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dtale_nb.engine.summaries.tables import Table

TOLD = {"q05": 0.05, "q25": 0.25, "q50": 0.5, "q75": 0.75, "q95": 0.95}
"""The quantiles of a summary, by their word."""


def quantiles_of(table: Table) -> dict[str, Any]:
    """The told quantiles by their word; none where no value is present.

    Integers are interpolated as floats unless they are counts of moments, which the
    caller rounds; neighbours that are equal give themselves, digit for digit.

    Args:
        table: Numbers, ascending.
    """
    if not len(table):
        return {}
    ends = np.cumsum([0, *(int(part.sum()) for part in table.parts())])
    last = int(ends[-1]) - 1
    found: dict[str, Any] = {}
    for word, share in TOLD.items():
        place = share * last
        low = min(math.floor(place), last)
        at = [_holding(table, rank, ends) for rank in (low, min(low + 1, last))]
        first, second = table.values[at].tolist()
        found[word] = between(first, second, place - low)
    return found


def _holding(table: Table, rank: int, ends: NDArray[np.int64]) -> int:
    """The place of the number that has a rank, from 0.

    Args:
        table: Numbers, ascending.
        rank: Below their count.
        ends: How many numbers there are before each part of the table, and in all.
    """
    part = int(np.searchsorted(ends, rank, side="right")) - 1
    start = part * CHUNK
    within = np.cumsum(table.counts[start : start + CHUNK])
    return start + int(np.searchsorted(within, rank - ends[part], side="right"))


def rank_error(looked: int) -> float:
    """Half the width of the 95 % interval of a quantile's rank, relative to all.

    Source: the inequality of Dvoretzky, Kiefer and Wolfowitz, which holds for all
    quantiles at once.
    """
    return math.sqrt(math.log(2 / 0.05) / (2 * looked))
