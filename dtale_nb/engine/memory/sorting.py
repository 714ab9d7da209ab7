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

LARGE = 4 * STEP
"""Numbers parted in one call, which takes as long as to sort a quarter of them."""

CHUNK = 1 << 15
"""Numbers that are moved at a time: what a processor keeps beside it."""

ROUNDS = 4
"""Of leaving out what is far from a rank, after which one call finds it."""

BESIDE = 1 << 5
"""Numbers of a sample, before a rank and after it, between which it surely is."""

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
    if len(values) > STEP and len(set(_sample(values).tolist())) > FEW:
        _sort(values, is_whole=True)
        return
    checkpoint()
    values.sort()


def _sort(values: NDArray[Any], *, is_whole: bool = False) -> None:
    checkpoint()
    if len(values) <= STEP:
        values.sort()
        return
    if len(values) <= LARGE:
        start = end = len(values) // 2
        values.partition(end)
    else:
        pivot = np.sort(_sample(values))[SAMPLE // 2]
        start = end = _parted(values, pivot, np.less)
        if end == 0:  # Those that equal the least lie sorted.
            start = _parted(values, pivot, np.less_equal)
    halves = (partial(_sort, values[:end]), partial(_sort, values[start:]))
    if is_whole and jobs.CORES > 1:
        side_by_side(*halves)
    else:
        for sort in halves:
            sort()


def _sample(values: NDArray[Any]) -> NDArray[Any]:
    """Some of many values, evenly spread, `SAMPLE` or one more."""
    return values[:: len(values) // SAMPLE]


def _parted(values: NDArray[Any], pivot: Any, is_low: np.ufunc) -> int:
    """Bring low numbers before all others, in place and chunk by chunk; their count.

    The first chunk and the last are put aside, which makes room at both ends; the next
    one is taken from where less room is left.
    """
    n = len(values)
    aside = [values[:CHUNK].copy(), values[CHUNK:][-CHUNK:].copy()]
    low, high = 0, n
    first, last = len(aside[0]), n - len(aside[1])

    def put(chunk: NDArray[Any]) -> None:
        nonlocal low, high
        checkpoint()
        lows = int(np.count_nonzero(is_low(chunk, pivot)))
        if 0 < lows < len(chunk):
            chunk.partition(lows)
        values[low : low + lows] = chunk[:lows]
        values[high - len(chunk) + lows : high] = chunk[lows:]
        low, high = low + lows, high - len(chunk) + lows

    while first < last:
        step = min(CHUNK, last - first)
        if first - low <= high - last:
            first += step
            put(values[first - step : first].copy())
        else:
            last -= step
            put(values[last : last + step].copy())
    for chunk in aside:
        put(chunk)
    return low


def quantiles_in_steps(values: NDArray[Any], shares: Sequence[float]) -> list[Any]:
    """Quantiles, linear between neighbours as NumPy and pandas have them.

    Args:
        values: Numbers without NaN, at least one, left as they are, shape (n,).
        shares: From 0 to 1, ascending.

    Raises:
        Cancelled: It is no longer wanted.
    """
    checkpoint()
    last, found = len(values) - 1, list[Any]()
    if len(values) <= LARGE:
        values = values.copy()
    for share in shares:
        place = share * last
        at = math.floor(place)
        low, high = _ranked(values, at)
        found.append(between(_whole(low), _whole(high), place - at))
    return found


def _ranked(values: NDArray[Any], at: int) -> tuple[Any, Any]:
    """The number of a rank, and the one after it, or itself at the end.

    Of more than `LARGE` numbers, a sample tells between which two both are: those
    beyond them are counted and left out. Fewer numbers are reordered in place.
    """
    then = min(at + 1, len(values) - 1)
    for _ in range(ROUNDS):
        if len(values) <= LARGE:
            break
        sample = np.sort(_sample(values))
        near = at * len(sample) // len(values)
        low = sample[near - BESIDE] if near > BESIDE else None
        high = sample[near + BESIDE] if near + BESIDE < len(sample) else None
        below, within = _within(values, low, high)
        if not below <= at <= then < below + len(within):
            break
        if low is not None and low == high:
            return low, low
        at, then, values = at - below, then - below, within
    checkpoint()
    if len(values) > LARGE:
        values = values.copy()
    values.partition(at)
    checkpoint()
    return values[at], values[then:].min()


def _within(values: NDArray[Any], low: Any, high: Any) -> tuple[int, NDArray[Any]]:
    """How many numbers are less than `low`, and those from it to `high`.

    Both ends belong to it; None is no end.
    """
    below, kept = 0, list[Any]()
    for start in range(0, len(values), CHUNK):
        checkpoint()
        chunk = values[start : start + CHUNK]
        fits = np.ones(len(chunk), dtype=bool) if high is None else chunk <= high
        if low is not None:
            less = chunk < low
            below += int(np.count_nonzero(less))
            fits &= ~less
        kept.append(chunk[fits])
    return below, np.concatenate(kept)


def between(low: Any, high: Any, share: float) -> Any:
    """A number between two, the share of the way from the first; as NumPy's `_lerp`."""
    if low == high or share == 0:
        return low
    way = high - low
    return high - way * (1 - share) if share >= 0.5 else low + way * share


def _whole(value: Any) -> Any:
    """An integer that no difference overflows; floats as they are."""
    return value if value.dtype.kind == "f" else int(value)
