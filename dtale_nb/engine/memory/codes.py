"""A stable order of unsigned codes.

Codes of at most 12 bits are counted, block by block: Arrow's `array_sort_indices` does
so where values span at most 4,096. Wider ones are packed: the leading bits of a code
and, below them, its position make one number of 64 bits, all of which are different, so
that NumPy's sort of numbers (in vectors, where the processor has them) orders them
stably. Of codes that do not fit beside a position the leading bits do where a sample
says that they tell nearly all apart; the few that share them are put in order
afterwards. Otherwise the low bits are sorted first, then the others. None of it holds
the interpreter's lock.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dtale_nb.engine.jobs import checkpoint, shared
from dtale_nb.engine.memory.rows import places_of
from dtale_nb.engine.memory.sorting import sort_in_steps

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

WORD = 64
"""Bits of a packed number."""

DIGIT = 12
"""Bits of codes that are counted: Arrow counts up to 2^12 values."""

FEW = 1 << 14
"""Below this many codes one comparison sort is as fast as a pass."""

SAMPLE = 1 << 14
"""Codes looked at to guess how many share their leading bits."""

TIED = 0.05
"""Share of codes that may be left to be told apart by a comparison sort."""

BLOCK = 1 << 20
"""Codes counted in one call: some 5 ms."""

CHUNK = 1 << 18
"""Codes looked at between two checkpoints."""

PART = 1 << 19
"""Codes moved about between two checkpoints: some 10 ms where the cache misses."""


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
    if bits <= DIGIT:
        return _counted(codes, key.top)
    room = WORD - len(codes).bit_length()
    if bits <= room:
        return _rows(_packed(codes, 0, bits), room)
    if _lead_tells(codes, bits - room):
        order = _by_lead(codes, bits - room)
        if order is not None:
            return order
    return _by_digits(codes, bits, room)


def in_parts(work: Callable[[slice], None], n: int) -> None:
    """Do a piece of work for each part of n codes, by several threads.

    Args:
        work: What is done to a part, apart from all others.
        n: How many there are.

    Raises:
        Cancelled: It is no longer wanted.
    """

    def go(starts: range) -> None:
        for start in starts:
            checkpoint()
            work(slice(start, min(start + CHUNK, n)))

    shared(go, range(0, n, CHUNK))


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

    def fill(starts: range) -> None:
        for start in starts:
            checkpoint()
            part = pa.array(positions[start : start + PART])
            taken = pc.take(source, part, boundscheck=False)
            gathered[start : start + PART] = taken.to_numpy(zero_copy_only=True)

    shared(fill, range(0, len(positions), PART))
    return gathered


def scatter(out: NDArray[Any], places: NDArray[Any], values: NDArray[Any]) -> None:
    """Put values where they belong, in place.

    Args:
        out: What they are put into, shape (m,).
        places: Where, all different, shape (n,).
        values: Shape (n,).
    """

    def put(here: slice) -> None:
        out[places[here]] = values[here]

    in_parts(put, len(places))


def _width(n: int) -> type[np.unsignedinteger[Any]]:
    return np.uint32 if n <= 2**32 else np.uint64


def _counted(codes: NDArray[Any], top: int) -> NDArray[Any]:
    """The order of codes of at most `DIGIT` bits: blocks are ordered, then laid out.

    Of each code the places in the first block come first, then those in the second.

    Args:
        codes: Unsigned, shape (n,).
        top: No code is larger.
    """
    n = len(codes)
    starts = range(0, n, BLOCK)
    within = np.empty(n, dtype=_width(n))
    ends = np.zeros((len(starts), top + 1), dtype=np.int64)

    def count(some: range) -> None:
        for start in some:
            checkpoint()
            part = codes[start : start + BLOCK].astype(np.uint16, copy=False)
            found = pc.array_sort_indices(pa.array(part))
            here = within[start : start + BLOCK]
            here[:] = found.to_numpy(zero_copy_only=True)
            here += here.dtype.type(start)
            if n > BLOCK:
                checkpoint()
                ends[start // BLOCK] = np.cumsum(np.bincount(part, minlength=top + 1))

    shared(count, starts)
    return within if n <= BLOCK else _laid_out(within, ends)


def _laid_out(within: NDArray[Any], ends: NDArray[np.int64]) -> NDArray[Any]:
    """The order of all from the orders of blocks.

    Args:
        within: Positions, ordered within each block of `BLOCK`, shape (n,).
        ends: Where the positions of each code end in their block, shape (blocks,
            codes).
    """
    order = np.empty_like(within)
    sizes = np.diff(ends, axis=1, prepend=0)
    after = np.cumsum(sizes.T).reshape(sizes.T.shape).T  # code by code, block by block

    def lay(blocks: range) -> None:
        for block in blocks:
            checkpoint()
            part = within[block * BLOCK :]
            used = np.flatnonzero(sizes[block])
            told = (each[block, used].tolist() for each in (ends, sizes, after))
            for end, size, stop in zip(*told, strict=True):
                order[stop - size : stop] = part[end - size : end]

    shared(lay, range(len(ends)))
    return order


def _packed(codes: NDArray[Any], shift: int, width: int) -> NDArray[np.uint64]:
    """Some bits of each code and its position below them, ascending, shape (n,).

    Args:
        codes: Unsigned, shape (n,).
        shift: Low bits of a code to leave out.
        width: Bits to take; they fit beside a position.
    """
    n, low = len(codes), np.uint64(len(codes).bit_length())
    mask = np.uint64((1 << width) - 1)
    packed = np.empty(n, dtype=np.uint64)

    def fill(here: slice) -> None:
        part = packed[here]
        np.right_shift(codes[here], np.uint64(shift), out=part)
        part &= mask
        part <<= low
        part |= np.arange(here.start, here.stop, dtype=np.uint64)

    in_parts(fill, n)
    sort_in_steps(packed)
    return packed


def _rows(packed: NDArray[np.uint64], room: int) -> NDArray[Any]:
    """The positions in packed numbers, shape (n,)."""
    order = np.empty(len(packed), dtype=_width(len(packed)))
    mask = np.uint64((1 << (WORD - room)) - 1)

    def fill(part: slice) -> None:
        np.bitwise_and(packed[part], mask, out=order[part], casting="unsafe")

    in_parts(fill, len(packed))
    return order


def _by_digits(codes: NDArray[Any], bits: int, room: int) -> NDArray[Any]:
    """The order of wide codes, digit by digit, the lowest first.

    A digit is as wide as fits beside a position.
    """
    order = _rows(_packed(codes, 0, room), room)
    for shift in range(room, bits, room):
        width = min(room, bits - shift)
        found = _rows(_packed(gather(codes, order), shift, width), room)
        order = gather(order, found)
    return order


def _lead_tells(codes: NDArray[Any], shift: int) -> bool:
    """Whether, by a sample, leading bits tell nearly all codes apart."""
    step = max(1, len(codes) // SAMPLE)
    sample = np.sort(codes[::step]).astype(np.uint64)
    gaps = np.diff(sample).astype(np.float64)
    gaps = gaps[gaps > 0]
    near = np.minimum(1.0, step * 2.0**shift / gaps)
    return float(near.sum()) <= TIED * len(sample)


def _by_lead(codes: NDArray[Any], shift: int) -> NDArray[Any] | None:
    """The order by leading bits, in which runs that share them are settled, too.

    Args:
        codes: Wider than fits beside a position, shape (n,).
        shift: By how many bits.

    Returns:
        None where too many share them.
    """
    room = WORD - len(codes).bit_length()
    packed = _packed(codes, shift, room)
    order = _rows(packed, room)
    same = _same_lead(packed, WORD - room)
    if int(np.count_nonzero(same)) > 2 * TIED * len(order):
        del packed, same
        return order if is_sorted(gather(codes, order)) else None  # if they are equal
    members = members_of(same)
    leads = gather(packed, members)
    leads >>= np.uint64(WORD - room)
    del packed, same
    values = gather(codes, gather(order, members))
    # Runs follow each other by their leading bits, so stable sorts of all do it; a
    # part that ends within a run leaves the rest of that run to the next part.
    start = 0
    while start < len(members):
        checkpoint()
        stop = start + FEW * 16
        if stop < len(members):
            stop = start + int(np.searchsorted(leads[start:], leads[stop]))
        if stop == start:  # one run is longer than a part
            stop = start + int(np.searchsorted(leads[start:], leads[start], "right"))
        within = np.argsort(values[start:stop], kind="stable")
        these = members[start:stop]
        order[these] = order[these[within]]
        start = stop
    return order


def members_of(same: NDArray[np.bool_]) -> NDArray[np.unsignedinteger[Any]]:
    """Places that belong to a run of two or more, ascending.

    Args:
        same: Whether each place is in one run with the next, shape (n - 1,).
    """
    tied = np.zeros(len(same) + 1, dtype=bool)
    tied[1:] = same
    tied[:-1] |= same
    return places_of(tied)


def run_begins(*columns: NDArray[Any]) -> NDArray[np.bool_]:
    """Whether each place differs from the one before, the first always, shape (n,).

    Args:
        columns: Values whose neighbours are compared, each of shape (n,).
    """
    begins = np.ones(len(columns[0]), dtype=np.bool_)

    def fill(here: slice) -> None:
        after = slice(here.start + 1, here.stop + 1)
        part = begins[after]
        np.not_equal(columns[0][after], columns[0][here], out=part)
        for column in columns[1:]:
            part |= column[after] != column[here]

    in_parts(fill, len(begins) - 1)
    return begins


def run_numbers(begins: NDArray[np.bool_]) -> NDArray[np.uint32]:
    """Which run each place belongs to, counted from that of the first place, 0.

    Args:
        begins: Whether each place begins a run, shape (n,); of the first it is not
            asked.
    """
    numbers, last = np.zeros(len(begins), dtype=np.uint32), np.uint32(0)
    for start in range(1, len(begins), CHUNK):
        checkpoint()
        here = numbers[start : start + CHUNK]
        np.cumsum(begins[start : start + CHUNK], out=here)
        here += last
        last = here[-1]
    return numbers


def _same_lead(ordered: NDArray[Any], shift: int) -> NDArray[np.bool_]:
    same = np.empty(max(0, len(ordered) - 1), dtype=bool)
    by = ordered.dtype.type(shift)
    for start in range(0, len(same), CHUNK):
        checkpoint()
        part = ordered[start : start + CHUNK + 1] >> by
        same[start : start + CHUNK] = part[1:] == part[:-1]
    return same
