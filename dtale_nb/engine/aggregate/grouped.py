"""Rows grouped by some keys, with one measure: the table behind most charts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from dtale_nb.engine.aggregate.keys import Key, Keys, keys_of, narrow
from dtale_nb.engine.aggregate.measures import (
    AGGREGATES,
    count_distinct,
    count_present,
    counted,
    measured,
    numbers_of,
)
from dtale_nb.errors import BadArgument, listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from dtale_nb.engine.source import RowIds, Source

SPARSE = 4
"""Beyond so many possible groups a row, only those that occur are numbered."""


@dataclass(frozen=True, slots=True)
class Measure:
    """What is told of each group.

    Attributes:
        word: One of `AGGREGATES`.
        number: The field it is about; None for rows.
        q: Which quantile, 0 to 1.
    """

    word: str = "count"
    number: int | None = None
    q: float = 0.5


@dataclass(frozen=True, slots=True)
class Grouped:
    """Groups in the order of their keys, missing keys last.

    Attributes:
        keys: The groups of each key.
        groups: Of each group, its place in each of `keys`; shape (n_groups, n_keys).
        sizes: Rows of each group, shape (n_groups,).
        values: The measure of each group, shape (n_groups,).
        rows: Rows that were looked at.
    """

    keys: tuple[Keys, ...]
    groups: NDArray[np.int64]
    sizes: NDArray[np.int64]
    values: NDArray[Any]
    rows: int

    def texts(self, at: int) -> list[str]:
        """What the groups are called by one key, shape (n_groups,)."""
        keys = self.keys[at]
        names = {
            group: keys.text(int(group)) for group in np.unique(self.groups[:, at])
        }
        return [names[group] for group in self.groups[:, at]]


def grouped(
    source: Source, by: Sequence[Key], measure: Measure, rows: RowIds | None = None
) -> Grouped:
    """Group rows and measure each group.

    Equal to ``frame.groupby(by, dropna=False, observed=True)[field].word()``.

    Args:
        source: The frame.
        by: The keys, at least one.
        measure: What is told of each group.
        rows: The rows to look at, in this order; None for all.

    Raises:
        BadArgument: A field cannot be grouped or measured in this way.
        UnknownColumn: There is no such field.
    """
    if measure.word not in AGGREGATES:
        raise BadArgument(
            f"no aggregation {measure.word!r:.40}", hint=listed(AGGREGATES)
        )
    keys = tuple(keys_of(source, key, rows) for key in by)
    codes, places = combined(keys)
    n = len(places)
    sizes = counted(codes, n)
    values = _values(source, measure, rows, codes, sizes)
    seen = sizes > 0
    values = values[seen]
    if measure.word == "share":
        shares = pd.Series(values)
        values = np.asarray(shares / shares.sum() * 100)
    return Grouped(keys, parted(places, keys)[seen], sizes[seen], values, len(codes))


def combined(keys: Sequence[Keys]) -> tuple[NDArray[Any], NDArray[np.int64]]:
    """One code a row for all keys together, and which combination each stands for."""
    codes, n = keys[0].codes, keys[0].groups
    for each in keys[1:]:
        n *= each.groups
        codes = codes.astype(narrow(n))
        codes *= codes.dtype.type(each.groups)
        codes += each.codes
    if n <= SPARSE * len(codes) + 1_000:
        return codes, np.arange(n)
    found, places = pd.factorize(codes, sort=True)
    return found.astype(np.int64, copy=False), places


def parted(places: NDArray[np.int64], keys: Sequence[Keys]) -> NDArray[np.int64]:
    """Combinations as the places of each key, shape (n, n_keys)."""
    parts = []
    for each in reversed(keys):
        size = max(each.groups, 1)
        parts.append(places % size)
        places = places // size
    return np.stack(parts[::-1], axis=1)


def _values(
    source: Source,
    measure: Measure,
    rows: RowIds | None,
    codes: NDArray[Any],
    sizes: NDArray[np.int64],
) -> NDArray[Any]:
    word, number, n = measure.word, measure.number, len(sizes)
    if number is None:
        if word not in {"count", "share"}:
            raise BadArgument(f"{word} of what?", hint="name a column of numbers")
        return sizes
    if word == "count":
        return count_present(source, number, rows, codes, n)
    if word == "distinct":
        return count_distinct(source, number, rows, codes, n)
    return measured(numbers_of(source, number, rows), codes, n, word, measure.q)
