"""Samples of rows that stand for all: as many of each group as its share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from dtale_nb.engine.aggregate.bins import finite_of
from dtale_nb.engine.aggregate.grouped import combined
from dtale_nb.engine.aggregate.keys import Key, Keys, keys_of, known_column
from dtale_nb.engine.jobs import checkpoint
from dtale_nb.engine.summaries.columns import Numbers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from dtale_nb.engine.source import RowIds, Source


@dataclass(frozen=True, slots=True)
class Sample:
    """Some of the rows.

    Attributes:
        rows: Positions in the frame, shape (n,).
        keys: The groups of each key.
        groups: Of each row, its place in each of `keys`; shape (n, n_keys).
        complete: Rows that have all numbers, of which these are a sample.
        looked: Rows that were looked at.
    """

    rows: NDArray[np.int64]
    keys: tuple[Keys, ...]
    groups: NDArray[np.int64]
    complete: int
    looked: int


def sample(
    source: Source,
    numbers: Sequence[int],
    rows: RowIds | None,
    most: int,
    by: Sequence[Key] = (),
) -> Sample:
    """Take rows that have all of some numbers.

    The rows, ordered by their groups, are parted into `most` stretches of equal length,
    and one row is drawn from each: every group has its share, whatever period the rows
    may have. The same rows give the same sample.

    Args:
        source: The frame.
        numbers: Fields whose values have to be there, and finite.
        rows: The rows to look at; None for all.
        most: How many rows.
        by: The keys of the groups.

    Raises:
        BadArgument: A field cannot be charted.
        UnknownColumn: There is no such field.
    """
    looked = source.n_rows if rows is None else len(rows)
    fine = np.ones(looked, dtype=bool)
    for number in numbers:
        checkpoint()
        column = known_column(source, number, rows)
        finite = finite_of(column) if isinstance(column, Numbers) else None
        if finite is not None:
            fine &= finite
    places = np.flatnonzero(fine)
    complete = len(places)
    keys = tuple(keys_of(source, key, rows) for key in by)
    if keys:
        codes, found = combined(keys)
        narrow = codes.astype(np.int16) if len(found) < 1 << 15 else codes
        checkpoint()
        places = places[np.argsort(narrow[places], kind="stable")]
    if complete > most:
        drawn = np.arange(most) + np.random.default_rng(0).random(most)
        places = places[(drawn * (complete / most)).astype(np.int64)]
    groups = [each.codes[places] for each in keys]
    at = places if rows is None else rows[places].astype(np.int64)
    n = len(places)
    return Sample(
        at, keys, np.stack(groups, axis=1) if groups else np.empty((n, 0), np.int64),
        complete, looked,
    )  # fmt: skip


CODE = """\
if len(table) > {most}:
    drawn = np.arange({most}) + np.random.default_rng(0).random({most})
    table = table.iloc[(drawn * (len(table) / {most})).astype(int)]"""
"""The same draw in code, of a `table` in the order of its groups."""
