"""Numbers counted in bins of equal width, once for each group."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from dtale_nb.engine.aggregate.grouped import combined, parted
from dtale_nb.engine.aggregate.keys import Key, Keys, keys_of, missing_of
from dtale_nb.engine.aggregate.measures import numbers_of
from dtale_nb.engine.jobs import checkpoint
from dtale_nb.errors import BadArgument

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from dtale_nb.engine.source import RowIds, Source
    from dtale_nb.engine.summaries.columns import Numbers

CHUNK = 1 << 18
"""Numbers between two checkpoints."""


@dataclass(frozen=True, slots=True)
class Binned:
    """Counts of numbers.

    Attributes:
        edges: `edges[i] <= value < edges[i + 1]`, the last bin closed; (bins + 1,).
        counts: Shape (n_groups, bins).
        groups: Of each row of `counts`, its place in each of `keys`; shape
            (n_groups, n_keys).
        keys: The groups of each key.
        rows: Rows that were looked at.
        missing: Rows without a number.
        infinite: Rows whose number is infinite.
    """

    edges: NDArray[np.float64]
    counts: NDArray[np.int64]
    groups: NDArray[np.int64]
    keys: tuple[Keys, ...]
    rows: int
    missing: int
    infinite: int


def finite_of(column: Numbers) -> NDArray[np.bool_] | None:
    """Where a number is neither missing nor infinite; None where all are so."""
    gaps = missing_of(column)
    fine = None if gaps is None else ~gaps
    if column.values.dtype.kind == "f":
        finite = np.isfinite(column.values)
        fine = finite if fine is None else fine & finite
    return None if fine is None or fine.all() else fine


def limits(values: NDArray[Any]) -> tuple[float, float]:
    """The smallest and the largest, as the ends of bins: apart by one where equal.

    Raises:
        BadArgument: There is none.
    """
    if not len(values):
        raise BadArgument("there is no number to draw", hint="all are missing")
    low, high = float(values.min()), float(values.max())
    return (low - 0.5, high + 0.5) if low == high else (low, high)


def places_in(
    values: NDArray[Any], low: float, high: float, bins: int
) -> NDArray[np.int64]:
    """The bin of each number, as `np.histogram` has it; shape (n,)."""
    edges = np.linspace(low, high, bins + 1)
    found = ((values - low) * (bins / (high - low))).astype(np.int64)
    np.clip(found, 0, bins - 1, out=found)
    found[values < edges[found]] -= 1
    found[(values >= edges[found + 1]) & (found < bins - 1)] += 1
    return found


def binned(
    source: Source, number: int, bins: int, rows: RowIds | None, by: Sequence[Key] = ()
) -> Binned:
    """Count the numbers of a field in bins.

    Args:
        source: The frame.
        number: The field.
        bins: How many bins.
        rows: The rows to look at; None for all.
        by: Counted once for each group of these keys.

    Raises:
        BadArgument: The field holds no numbers, or none that is finite.
        UnknownColumn: There is no such field.
    """
    column = numbers_of(source, number, rows)
    values = column.values
    if values.dtype.kind == "b":
        values = values.view(np.uint8)
    gaps = missing_of(column)
    missing = 0 if gaps is None else int(gaps.sum())
    fine = finite_of(column)
    keys = tuple(keys_of(source, key, rows) for key in by)
    codes, places = combined(keys) if keys else (None, np.zeros(1, dtype=np.int64))
    if fine is not None:
        values = values[fine]
        codes = None if codes is None else codes[fine]
    low, high = limits(values)
    counts = np.zeros((len(places), bins), dtype=np.int64)
    for start in range(0, len(values), CHUNK):
        checkpoint()
        found = places_in(values[start : start + CHUNK], low, high, bins)
        if codes is not None:
            found += codes[start : start + CHUNK].astype(np.int64) * bins
        counts += np.bincount(found, minlength=counts.size).reshape(counts.shape)
    seen = np.flatnonzero(counts.any(axis=1))
    infinite = len(column) - missing - len(values)
    edges = np.linspace(low, high, bins + 1)
    groups = parted(places[seen], keys) if keys else np.empty((1, 0), dtype=np.int64)
    return Binned(edges, counts[seen], groups, keys, len(column), missing, infinite)
