"""Numbers sorted in place, in steps between which the work can be stopped."""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from dtale_nb.engine import jobs
from dtale_nb.engine.jobs import checkpoint, side_by_side

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

STEP = 1 << 22 if np.lib.NumpyVersion(np.__version__) >= "2.0.0" else 1 << 20
"""Numbers sorted in one call: some 20 ms; NumPy 1 takes ten times as long."""

SAMPLE = 1 << 10
"""Numbers looked at to tell whether few values repeat."""

FEW = 1 << 7
"""With at most so many different ones in the sample, one call sorts all quickly, and
parting them takes longest."""


def sort_in_steps(values: NDArray[Any]) -> None:
    """Sort numbers in place, ascending.

    Large arrays are parted at their median first, for two threads, and again until one
    call, which nobody can stop, takes a moment.

    Args:
        values: Numbers without NaN, shape (n,).

    Raises:
        Cancelled: It is no longer wanted.
    """
    if len(values) > STEP:
        sample = values[:: len(values) // SAMPLE]
        if len(set(sample.tolist())) > FEW:
            _sort(values, is_whole=True)
            return
    checkpoint()
    values.sort()


def _sort(values: NDArray[Any], *, is_whole: bool = False) -> None:
    checkpoint()
    if len(values) <= STEP:
        values.sort()
        return
    middle = len(values) // 2
    values.partition(middle)
    halves = (partial(_sort, values[:middle]), partial(_sort, values[middle:]))
    if is_whole and jobs.CORES > 1:
        side_by_side(*halves)
    else:
        for sort in halves:
            sort()


def quantiles_in_steps(values: NDArray[Any], shares: Sequence[float]) -> list[Any]:
    """Quantiles, linear between neighbours as NumPy and pandas have them.

    Args:
        values: Numbers without NaN, at least one, left as they are, shape (n,).
        shares: From 0 to 1, ascending.

    Raises:
        Cancelled: It is no longer wanted.
    """
    checkpoint()
    values, start, last, found = values.copy(), 0, len(values) - 1, list[Any]()
    for share in shares:
        checkpoint()
        place = share * last
        at = math.floor(place)
        rest = values[start:]
        rest.partition(at - start)
        checkpoint()
        low = rest[at - start]
        high = rest[at - start + 1 :].min() if at < last else low
        found.append(between(_whole(low), _whole(high), place - at))
        start = at
    return found


def between(low: Any, high: Any, share: float) -> Any:
    """A number between two, the share of the way from the first; as NumPy's `_lerp`."""
    if low == high or share == 0:
        return low
    way = high - low
    return high - way * (1 - share) if share >= 0.5 else low + way * share


def _whole(value: Any) -> Any:
    """An integer that no difference overflows; floats as they are."""
    return value if value.dtype.kind == "f" else int(value)
