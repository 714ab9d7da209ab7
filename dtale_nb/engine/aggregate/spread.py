"""How numbers spread in each group: exact quantiles, and what lies beyond whiskers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from dtale_nb.engine.aggregate.bins import finite_of
from dtale_nb.engine.aggregate.grouped import combined, parted
from dtale_nb.engine.aggregate.keys import Key, Keys, keys_of
from dtale_nb.engine.aggregate.measures import numbers_of
from dtale_nb.engine.jobs import checkpoint

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from dtale_nb.engine.source import RowIds, Source

NARROW = 1 << 15
"""Codes below this are ordered as 16-bit numbers, by radix."""


@dataclass(frozen=True, slots=True)
class Spread:
    """Numbers in groups, each in order.

    Attributes:
        keys: The groups of each key.
        groups: Of each group, its place in each of `keys`; shape (n_groups, n_keys).
        parts: Of each group, its finite numbers, ascending.
        rows: Rows that were looked at.
        gone: Rows without a finite number.
    """

    keys: tuple[Keys, ...]
    groups: NDArray[np.int64]
    parts: tuple[NDArray[np.float64], ...]
    rows: int
    gone: int

    def only(self, places: NDArray[np.int64]) -> Spread:
        """Some of the groups."""
        parts = tuple(self.parts[at] for at in places)
        return replace(self, groups=self.groups[places], parts=parts)

    def quantiles(self, shares: Sequence[float]) -> NDArray[np.float64]:
        """Quantiles, linear between neighbours as pandas has them.

        Returns:
            Shape (n_groups, n_shares).
        """
        found = np.empty((len(self.parts), len(shares)))
        for at, part in enumerate(self.parts):
            places = np.asarray(shares) * (len(part) - 1)
            low = np.floor(places).astype(np.int64)
            high = np.minimum(low + 1, len(part) - 1)
            found[at] = part[low] + (part[high] - part[low]) * (places - low)
        return found

    def within(
        self, low: NDArray[np.float64], high: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """The smallest and largest number of each group from `low` to `high`.

        Returns:
            Shape (n_groups, 3): both, and how many numbers lie beyond them.
        """
        found = np.empty((len(self.parts), 3))
        for at, part in enumerate(self.parts):
            start = int(np.searchsorted(part, low[at], "left"))
            stop = int(np.searchsorted(part, high[at], "right"))
            found[at] = part[start], part[stop - 1], len(part) - (stop - start)
        return found


def spread(
    source: Source, number: int, by: Sequence[Key], rows: RowIds | None = None
) -> Spread:
    """Order the numbers of each group; groups without one are left out.

    Args:
        source: The frame.
        number: The field of the numbers.
        by: The keys; none for one group of all.
        rows: The rows to look at; None for all.

    Raises:
        BadArgument: The field holds no numbers, or cannot be grouped in this way.
        UnknownColumn: There is no such field.
    """
    column = numbers_of(source, number, rows)
    keys = tuple(keys_of(source, key, rows) for key in by)
    codes, places = combined(keys) if keys else (None, np.zeros(1, dtype=np.int64))
    values = column.values
    fine = finite_of(column)
    if fine is not None:
        values = values[fine]
        codes = None if codes is None else codes[fine]
    checkpoint()
    parts = dict(_ordered(values.astype(np.float64), codes, len(places)))
    seen = np.array(list(parts), dtype=np.int64)
    groups = parted(places[seen], keys) if keys else np.empty((len(seen), 0), np.int64)
    gone = len(column) - len(values)
    return Spread(keys, groups, tuple(parts.values()), len(column), gone)


def _ordered(
    values: NDArray[np.float64], codes: NDArray[np.int64] | None, n: int
) -> Iterator[tuple[int, NDArray[np.float64]]]:
    """Each group that has a number, and its numbers in order."""
    if codes is not None:
        narrow = codes.astype(np.int16) if n < NARROW else codes
        order = np.argsort(narrow, kind="stable")
        values = values[order]
    sizes = np.bincount(codes, minlength=n) if codes is not None else [len(values)]
    ends = np.cumsum(sizes)
    for group in np.flatnonzero(sizes):
        checkpoint()
        part = values[ends[group] - sizes[group] : ends[group]]
        part.sort()
        yield int(group), part
