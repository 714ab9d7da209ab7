"""The stable order of texts (or bytes) held by Arrow, by code point.

Few distinct texts: each is numbered once and the numbers are counted. Many: seven bytes
of each text are read as one number, texts that agree in them by their next seven. UTF-8
keeps the order of code points, so bytes are all that is looked at.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dtale_nb.engine.jobs import checkpoint, shared
from dtale_nb.engine.memory.codes import (
    Key,
    gather,
    in_parts,
    members_of,
    order_of,
    run_begins,
    run_numbers,
    scatter,
)
from dtale_nb.engine.memory.keys import key_of_codes
from dtale_nb.engine.memory.plain import take_chunked, without_views
from dtale_nb.engine.memory.ranks import ranks_within

if TYPE_CHECKING:
    from numpy.typing import NDArray

SAMPLE = 4_096
"""Texts looked at to guess whether they are few."""

FEW_SHARE = 0.5
"""At most this share of a sample distinct: few."""

READ = 7
"""Bytes of a text in one code; the eighth byte says how many were left, up to 8."""

ROUNDS = 8
"""Codes read of a text before what still agrees is compared by Arrow."""

STEP = 1 << 19
"""Texts read between two checkpoints."""

LAST = 2**64 - 1
"""The code of a missing text."""

_NONE = np.zeros(0, dtype=np.uint64)


def text_order(texts: pa.ChunkedArray, *, descending: bool = False) -> NDArray[Any]:
    """Positions that order texts, missing ones last in both directions, shape (n,).

    Args:
        texts: Arrow strings or binaries of any width.
        descending: The largest text first.
    """
    texts = without_views(texts)
    if _few(texts):
        return order_of(_numbered(texts, descending=descending))
    return _order_of_many(texts, descending=descending)


def _order_of_many(texts: pa.ChunkedArray, *, descending: bool) -> NDArray[Any]:
    skip = _shared_bytes(texts)
    codes = read_codes(texts, None, skip, descending=descending)
    order = order_of(Key(codes, LAST))
    ordered = gather(codes, order)
    del codes  # of ten million texts each array is felt
    checkpoint()
    longer = np.uint64(LAST - 1 - (READ + 1) & 0xFF if descending else READ + 1)
    places = _tied_places(ordered, None, longer)
    checkpoint()
    groups = _groups(ordered, places, None)
    del ordered
    return _settle(texts, skip, order, places, groups, descending=descending)


def _shared_bytes(texts: pa.ChunkedArray) -> int:
    """How many bytes at their beginning all texts share."""
    lows, highs = [], []
    for start in range(0, len(texts), STEP):
        checkpoint()
        ends = pc.min_max(texts.slice(start, STEP))
        if ends["min"].is_valid:
            lows.append(bytes(ends["min"].as_buffer()))
            highs.append(bytes(ends["max"].as_buffer()))
    if not lows:
        return 0
    low, high = min(lows), max(highs)
    pairs = zip(low, high, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _few(texts: pa.ChunkedArray) -> bool:
    stride = max(1, len(texts) // SAMPLE)
    positions = np.arange(0, len(texts), stride)
    sample = take_chunked(texts, positions)
    return len(sample.unique()) <= FEW_SHARE * max(len(sample), 1)


def _numbered(texts: pa.ChunkedArray, *, descending: bool) -> Key:
    """The key by the rank of each text among the distinct ones."""
    checkpoint()
    coded = _encoded(texts)
    checkpoint()
    coded = coded.unify_dictionaries()
    checkpoint()
    if not coded.num_chunks:
        return Key(np.zeros(0, dtype=np.uint8), 0)
    words = coded.chunk(0).dictionary
    ranks = np.empty(len(words) + 1, dtype=np.int32)
    ranks[_word_order(words)] = np.arange(len(words), dtype=np.int32)
    ranks[-1] = -1
    found, start = np.empty(len(texts), dtype=np.int32), 0
    for chunk in coded.chunks:
        checkpoint()
        places = chunk.indices.fill_null(len(words)).to_numpy(zero_copy_only=False)
        np.take(ranks, places, out=found[start : start + len(places)], mode="clip")
        start += len(places)
    return key_of_codes(found, len(words), descending=descending)


def _encoded(texts: pa.ChunkedArray) -> pa.ChunkedArray:
    """Texts as places in dictionaries, one for each part."""
    parts = []
    for start in range(0, len(texts), STEP):
        checkpoint()
        parts += texts.slice(start, STEP).dictionary_encode().chunks
    return pa.chunked_array(parts) if parts else texts.dictionary_encode()


def _word_order(words: pa.Array) -> NDArray[Any]:
    if len(words) <= SAMPLE:
        order: NDArray[Any] = pc.array_sort_indices(words).to_numpy()
        return order
    return _order_of_many(pa.chunked_array([words]), descending=False)


def read_codes(
    texts: pa.ChunkedArray,
    positions: NDArray[Any] | None,
    skip: int,
    *,
    descending: bool,
) -> NDArray[np.uint64]:
    """Seven bytes of each text as a code that orders them, shape (n,).

    Args:
        texts: Strings or binaries with 4- or 8-byte offsets.
        positions: Which texts, ascending; None for all.
        skip: Bytes at the beginning that are not looked at.
        descending: The larger text gets the smaller code; a missing one the largest.
    """
    codes, start = [], 0
    for chunk in texts.chunks:
        stop = start + len(chunk)
        here: NDArray[Any] | None = None
        if positions is not None:
            low, high = np.searchsorted(positions, [start, stop])
            here = positions[low:high] - start
        codes.append(_chunk_codes(chunk, here, skip))
        start = stop
    every = codes[0] if len(codes) == 1 else np.concatenate([_NONE, *codes])
    if descending:
        missing = every == LAST
        np.subtract(np.uint64(LAST - 1), every, out=every)
        every[missing] = LAST
    return every


def _chunk_codes(
    chunk: pa.Array, positions: NDArray[Any] | None, skip: int
) -> NDArray[np.uint64]:
    n = len(chunk) if positions is None else len(positions)
    codes = np.empty(n, dtype=np.uint64)
    if not n:
        return codes
    data, offsets = _bytes_of(chunk)
    valid = None
    if chunk.null_count:
        valid = chunk.is_valid().to_numpy(zero_copy_only=False)
    for start in range(0, n, STEP):
        checkpoint()
        part = slice(start, min(start + STEP, n))
        at: Any = part if positions is None else positions[part]
        ends: Any = (
            slice(part.start + 1, part.stop + 1) if positions is None else at + 1
        )
        begins = offsets[at].astype(np.int64) + skip
        left = np.maximum(offsets[ends].astype(np.int64) - begins, 0)
        codes[part] = _bytes_codes(data, begins, left)
        if valid is not None:
            codes[part][~valid[at]] = LAST
    return codes


def _bytes_codes(
    data: NDArray[np.uint8], begins: NDArray[np.int64], left: NDArray[np.int64]
) -> NDArray[np.uint64]:
    """Up to seven bytes from each place, and how many were left, as one number."""
    end = len(data) - 8
    if end < 0:  # so few bytes that eight cannot be read anywhere
        data = np.concatenate([data, np.zeros(8, dtype=np.uint8)])
        end = len(data) - 8
    eights = np.ndarray(end + 1, dtype="<u8", buffer=data, strides=(1,))
    late = np.maximum(begins - end, 0)  # near the end, read earlier and shift
    words: NDArray[np.uint64] = eights[begins - late].byteswap()
    moved = late > 0
    if moved.any():
        shift = np.minimum(8 * late[moved], 63).astype(np.uint64)
        words[moved] <<= shift
    keep = np.minimum(left, READ).astype(np.uint64)
    drop = np.uint64(8) * (np.uint64(8) - np.maximum(keep, np.uint64(1)))
    words = (words >> drop) << drop
    words[keep == 0] = 0
    return words | np.minimum(left, READ + 1).astype(np.uint64)


def bucket_codes(texts: pa.ChunkedArray, bits: int) -> NDArray[np.uint16]:
    """A number for each text, the same for equal ones, below 2 to the power of `bits`.

    Made of the bytes at both ends and in the middle: texts of one pattern get different
    ones, too.

    Args:
        texts: Strings or binaries with 4- or 8-byte offsets.
        bits: 16 at most.
    """
    begins = np.cumsum([0, *map(len, texts.chunks)]).tolist()
    parts = [
        (chunk, start, begin + start)
        for chunk, begin in zip(texts.chunks, begins, strict=False)
        for start in range(0, len(chunk), STEP)
    ]
    found = np.empty(len(texts), dtype=np.uint16)

    def fill(some: range) -> None:
        for number in some:
            checkpoint()
            chunk, start, at = parts[number]
            found[at : at + STEP][: len(chunk) - start] = _mixed(chunk, start, bits)

    shared(fill, range(len(parts)))
    return found


def _mixed(chunk: pa.Array, start: int, bits: int) -> NDArray[np.uint16]:
    """The numbers of up to `STEP` texts of a chunk; missing ones get 0."""
    data, offsets = _bytes_of(chunk)
    begins = offsets[start : start + STEP + 1].astype(np.int64)
    begins, ends = begins[:-1], begins[1:]
    mixed = (ends - begins).astype(np.uint64)
    for at in (begins, (begins + ends) // 2, np.maximum(ends - READ, begins)):
        mixed ^= _bytes_codes(data, at, ends - at)
        mixed *= np.uint64(0x9E3779B97F4A7C15)  # 2^64 by the golden ratio
        mixed ^= mixed >> np.uint64(32)
    codes = (mixed & np.uint64((1 << bits) - 1)).astype(np.uint16)
    if chunk.null_count:
        valid = chunk.slice(start, STEP).is_valid()
        codes[~valid.to_numpy(zero_copy_only=False)] = 0
    return codes


def _bytes_of(chunk: pa.Array) -> tuple[NDArray[np.uint8], NDArray[Any]]:
    """All bytes of texts, and where each begins and the last ends."""
    wide = pa.types.is_large_string(chunk.type) or pa.types.is_large_binary(chunk.type)
    _, offsets_buffer, data_buffer = chunk.buffers()
    offsets = np.frombuffer(offsets_buffer, dtype=np.int64 if wide else np.int32)
    data = np.frombuffer(data_buffer or b"", dtype=np.uint8)
    return data, offsets[chunk.offset : chunk.offset + len(chunk) + 1]


def _settle(
    texts: pa.ChunkedArray,
    skip: int,
    order: NDArray[Any],
    places: NDArray[np.unsignedinteger[Any]],
    groups: NDArray[np.uint32],
    *,
    descending: bool,
) -> NDArray[Any]:
    """Order texts that agree in the bytes read by those that follow; in place.

    Args:
        texts: All texts.
        skip: Bytes at the beginning that are not looked at.
        order: What is known of their order.
        places: Places in it whose texts agree with a neighbour's and go on.
        groups: Which of these agree with one another, shape (len(places),).
        descending: The largest text first.
    """
    longer = np.uint64(LAST - 1 - (READ + 1) & 0xFF if descending else READ + 1)
    for turn in range(1, ROUNDS + 1):
        if not len(places):
            return order
        checkpoint()
        rows = gather(order, places)
        if turn == ROUNDS:
            codes = ranks_within(texts, rows, groups, descending=descending)
        else:
            back = order_of(Key(rows, len(texts)))
            read = skip + READ * turn
            codes = np.empty(len(rows), dtype=np.uint64)
            found = read_codes(texts, gather(rows, back), read, descending=descending)
            scatter(codes, back, found)
            del back, found
        within = order_of(Key(codes, LAST))
        within = gather(within, order_of(Key(gather(groups, within), int(groups[-1]))))
        scatter(order, places, gather(rows, within))
        del rows
        if turn == ROUNDS:
            return order
        codes, groups = gather(codes, within), gather(groups, within)
        del within
        tied = _tied_places(codes, groups, longer)
        groups = _groups(codes, tied, groups)
        places = gather(places, tied)
    return order


def _tied_places(
    ordered: NDArray[np.uint64], groups: NDArray[Any] | None, longer: np.uint64
) -> NDArray[np.unsignedinteger[Any]]:
    """Places whose code agrees with a neighbour's and whose text goes on."""
    same = np.empty(max(0, len(ordered) - 1), dtype=np.bool_)

    def fill(here: slice) -> None:
        after = slice(here.start + 1, here.stop + 1)
        part = same[here]
        np.equal(ordered[after], ordered[here], out=part)
        if groups is not None:
            part &= groups[after] == groups[here]
        part &= (ordered[after] & np.uint64(0xFF)) == longer

    in_parts(fill, len(same))
    return members_of(same)


def _groups(
    ordered: NDArray[np.uint64],
    places: NDArray[np.unsignedinteger[Any]],
    groups: NDArray[Any] | None,
) -> NDArray[np.uint32]:
    """Number the runs of places that agree, from 0, shape (len(places),)."""
    codes = gather(ordered, places)
    kept = None if groups is None else gather(groups, places)
    return run_numbers(run_begins(codes) if kept is None else run_begins(codes, kept))
