"""How many different values there are, where counting each would take too long.

Numbers: every value is hashed, and of all hashes the smallest are kept; how small they
are tells how many there are (Bar-Yossef and others, "Counting distinct elements in a
data stream", 2002). Few values are counted exactly, many within about one percent.

Other values: from a sample, by the estimator of Charikar and others ("Towards
estimation error guarantees for distinct values", 2000): as good as samples get.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from dtale_nb.engine.jobs import checkpoint
from dtale_nb.engine.summaries.columns import BLOCK, CHUNK

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dtale_nb.engine.summaries.columns import Numbers
    from dtale_nb.engine.summaries.tables import Table

KEPT = 1 << 15
"""Hashes that are kept at most."""

_ALL = (1 << 64) - 1


def sketched(column: Numbers) -> tuple[int, float]:
    """Estimate how many different numbers there are, looking at every one.

    Returns:
        The number, and half the width of its 95 % interval relative to it; 0.0 where
        the number is exact.
    """
    kept = np.zeros(0, dtype=np.uint64)
    limit = _ALL
    fresh: list[NDArray[np.uint64]] = []
    held = 0
    for start in range(0, len(column), BLOCK):
        if start % CHUNK == 0:
            checkpoint()
        hashes = _hashed(column.part(start, start + BLOCK))
        if limit < _ALL:
            hashes = hashes[hashes <= np.uint64(limit)]
        fresh.append(hashes)
        held += hashes.size
        if held >= 4 * KEPT:
            kept, limit = _smallest([kept, *fresh], limit)
            fresh, held = [], 0
    kept, limit = _smallest([kept, *fresh], limit)
    if limit == _ALL:
        return kept.size, 0.0
    return round(kept.size * (_ALL / limit)), 1.96 / math.sqrt(kept.size)


def _smallest(
    parts: list[NDArray[np.uint64]], limit: int
) -> tuple[NDArray[np.uint64], int]:
    """The different hashes up to a limit that leaves at most `KEPT`."""
    kept = np.sort(np.concatenate(parts))  # np.unique hashes, which is slower here
    kept = kept[np.concatenate([kept[:1] == kept[:1], kept[1:] != kept[:-1]])]
    while kept.size > KEPT:
        limit >>= 1
        kept = kept[: np.searchsorted(kept, np.uint64(limit), side="right")]
    return kept, limit


def _hashed(values: NDArray[Any]) -> NDArray[np.uint64]:
    """A hash of each number; equal ones have the same, and of 64 bits no others.

    Source: the finalizer of splitmix64 (Steele, Lea and Flood, 2014), a bijection.
    """
    if values.dtype.kind == "f":
        values = values + values.dtype.type(0)  # -0.0 is 0.0
        bits = values.view(f"u{values.dtype.itemsize}").astype(np.uint64)
    else:
        bits = values.astype(np.int64).view(np.uint64)
    for shift, factor in (
        (30, 0xBF58476D1CE4E5B9),
        (27, 0x94D049BB133111EB),
    ):
        bits ^= bits >> np.uint64(shift)
        bits *= np.uint64(factor)
    bits ^= bits >> np.uint64(31)
    return bits


def guessed(sample: Table, looked: int, rows: int) -> tuple[int, float]:
    """Guess how many different values there are from those of a sample.

    Args:
        sample: The values in it, counted.
        looked: Rows in the sample.
        rows: Rows in all.

    Returns:
        The number, and half the width of its bounds relative to it: between what was
        seen, and as many more as values seen once may stand for.
    """
    return guessed_from(len(sample), sample.once, looked, rows)


def guessed_from(seen: int, once: int, looked: int, rows: int) -> tuple[int, float]:
    """The same as `guessed`, from how many values a sample has, and has once."""
    most = seen - once + once * rows / looked
    number = round(seen - once + once * math.sqrt(rows / looked))
    return number, (most - seen) / 2 / number if number else 0.0
