"""A stable order of unsigned codes: counting sorts of Arrow, one digit at a time.

Arrow's `array_sort_indices` counts where values span at most 4,096: 20 to 60 ms for ten
million, without the interpreter's lock. So codes of more bits are ordered by digits of
at most 12 bits, the lowest first. Of codes of many bits only as many leading digits are
used as tell nearly all values apart (a sample says how many); the few runs that share
them are put in order afterwards.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dtale_nb.engine.jobs import checkpoint

if TYPE_CHECKING:
    from numpy.typing import NDArray

DIGIT = 12
"""Bits of one digit: Arrow counts up to 2^12 values."""

FEW = 1 << 14
"""Below this many codes one comparison sort is as fast as a pass."""

SAMPLE = 1 << 14
"""Codes looked at to choose how many digits to order by."""

TIED = 0.05
"""Share of codes that may be left to be told apart by a comparison sort."""

CHUNK = 1 << 18
"""Codes looked at between two checkpoints."""

PART = 1 << 21
"""Codes moved about between two checkpoints: some 30 ms where the cache misses."""


@dataclass(frozen=True, slots=True)
class Key:
    """A column as codes that order it.

    Attributes:
        codes: Unsigned integers, the smaller one comes first, shape (n,).
        top: No code is larger.
    """

    codes: NDArray[Any]
    top: int


def order_of(key: Key) -> NDArray[Any]:
    """The stable order of a key: unsigned positions, shape (n,)."""
    codes = key.codes
    if len(codes) < FEW:
        return np.argsort(codes, kind="stable").astype(np.uint32)
    if is_sorted(codes):
        return np.arange(len(codes), dtype=_width(len(codes)))
    bits = key.top.bit_length()
    digits = max(1, -(-bits // DIGIT))
    used = _digits_needed(codes, bits) if digits > 2 else digits
    order = _by_digits(codes, bits, used)
    if used == digits:
        return order
    settled = _told_apart(codes, order, bits - used * DIGIT)
    return _by_digits(codes, bits, digits) if settled is None else settled


def is_sorted(codes: NDArray[Any]) -> bool:
    """Whether codes ascend already; ends at the first chunk that does not."""
    for start in range(0, len(codes) - 1, CHUNK):
        checkpoint()
        part = codes[start : start + CHUNK + 1]
        if bool((part[1:] < part[:-1]).any()):
            return False
    return True


def lying_order(
    values: NDArray[Any], *, descending: bool = False
) -> NDArray[Any] | None:
    """The order of numbers that lie in order, or just the other way round.

    Ends at the first chunk of those that do not. NaN lies in no order.

    Args:
        values: Numbers or truth values, none missing, shape (n,).
        descending: Largest first.

    Returns:
        Unsigned positions, shape (n,); None where they lie otherwise.
    """
    n = len(values)
    follows: Any = np.greater_equal
    turns: Any = np.less  # equal ones cannot be turned round
    if descending:
        follows, turns = np.less_equal, np.greater
    if _all_neighbours(values, follows):
        return np.arange(n, dtype=_width(n))
    if _all_neighbours(values, turns):
        return np.arange(n, dtype=_width(n))[::-1].copy()
    return None


def _all_neighbours(values: NDArray[Any], compare: np.ufunc) -> bool:
    """Whether each value stands in a relation to the one before it."""
    for start in range(0, len(values) - 1, CHUNK):
        checkpoint()
        part = values[start : start + CHUNK + 1]
        if not bool(compare(part[1:], part[:-1]).all()):
            return False
    return True


def gather(values: NDArray[Any], positions: NDArray[Any]) -> NDArray[Any]:
    """Values at unsigned positions that are known to be there, shape (n,)."""
    source = pa.array(values)
    gathered: NDArray[Any] = np.empty(len(positions), dtype=values.dtype)
    for start in range(0, len(positions), PART):
        checkpoint()
        part = pa.array(positions[start : start + PART])
        taken = pc.take(source, part, boundscheck=False)
        gathered[start : start + PART] = taken.to_numpy(zero_copy_only=True)
    return gathered


def _width(n: int) -> type[np.unsignedinteger[Any]]:
    return np.uint32 if n <= 2**32 else np.uint64


def _by_digits(codes: NDArray[Any], bits: int, used: int) -> NDArray[Any]:
    """The order by the `used` leading digits of `bits` bits, the lowest digit first."""
    total = min(bits, used * DIGIT)
    each = -(-total // used)  # digits of like size: small ones are counted faster
    order: NDArray[Any] | None = None
    for start in range(0, total, each):
        checkpoint()
        width = min(each, total - start)
        digit = _digit(codes, bits - total + start, width)
        if order is not None:
            digit = gather(digit, order)
        checkpoint()
        found = pc.array_sort_indices(pa.array(digit)).to_numpy(zero_copy_only=True)
        checkpoint()
        found = found.astype(_width(len(codes)))
        del digit
        order = found if order is None else gather(order, found)
    if order is None:
        return np.arange(len(codes), dtype=_width(len(codes)))
    return order


def _digit(codes: NDArray[Any], shift: int, width: int) -> NDArray[np.uint16]:
    """Some bits of codes, made chunk by chunk so that no wide copy is made."""
    digit = np.empty(len(codes), dtype=np.uint16)
    kind = codes.dtype.type
    for start in range(0, len(codes), CHUNK):
        checkpoint()
        part = codes[start : start + CHUNK] >> kind(shift)
        digit[start : start + CHUNK] = part & kind((1 << width) - 1)
    return digit


def _digits_needed(codes: NDArray[Any], bits: int) -> int:
    """How many leading digits tell nearly all codes apart, by a sample."""
    every = -(-bits // DIGIT)
    step = max(1, len(codes) // SAMPLE)
    sample = np.sort(codes[::step]).astype(np.uint64)
    gaps = np.diff(sample).astype(np.float64)
    for used in range(2, every):
        cell = float(2 ** (bits - used * DIGIT))  # codes that share these digits
        near = np.minimum(1.0, step * cell / np.maximum(gaps, 1e-9))
        if float(near[gaps > 0].sum()) <= TIED * len(sample):
            return used
    return every


def _told_apart(
    codes: NDArray[Any], order: NDArray[Any], shift: int
) -> NDArray[Any] | None:
    """The order in which runs that share their leading digits are settled too.

    Returns:
        None where that would be too many.
    """
    checkpoint()
    ordered = gather(codes, order)
    if is_sorted(ordered):
        return order
    members = members_of(_same_lead(ordered, shift))
    if len(members) > 4 * TIED * len(order):
        return None
    # Runs follow each other by their leading digits, so stable sorts of all do it; a
    # part that ends within a run leaves the rest of that run to the next part.
    values, by = ordered[members], codes.dtype.type(shift)
    start = 0
    while start < len(members):
        checkpoint()
        stop = start + FEW * 16
        if stop < len(members):
            leads = values[start : stop + 1] >> by
            stop = start + int(np.searchsorted(leads, leads[-1]))
        if stop == start:  # one run is longer than a part
            lead = values[start] >> by
            stop = start + int(np.searchsorted(values[start:] >> by, lead, "right"))
        within = np.argsort(values[start:stop], kind="stable")
        these = members[start:stop]
        order[these] = order[these[within]]
        start = stop
    return order


def members_of(same: NDArray[np.bool_]) -> NDArray[np.intp]:
    """Places that belong to a run of two or more.

    Args:
        same: Whether each place is in one run with the next, shape (n - 1,).
    """
    tied = np.zeros(len(same) + 1, dtype=bool)
    tied[1:] = same
    tied[:-1] |= same
    return np.flatnonzero(tied)


def _same_lead(ordered: NDArray[Any], shift: int) -> NDArray[np.bool_]:
    same = np.empty(max(0, len(ordered) - 1), dtype=bool)
    by = ordered.dtype.type(shift)
    for start in range(0, len(same), CHUNK):
        checkpoint()
        part = ordered[start : start + CHUNK + 1] >> by
        same[start : start + CHUNK] = part[1:] == part[:-1]
    return same
