"""Many different texts, counted in buckets that a processor's cache holds.

One table of millions of texts is a call that nobody can stop, and each look misses the
cache. Texts that are equal fall into one bucket by their bytes; each is counted alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from dtale_nb.engine.jobs import checkpoint, shared
from dtale_nb.engine.memory.codes import DIGIT, Key, gather, order_of
from dtale_nb.engine.memory.plain import take_chunked
from dtale_nb.engine.memory.strings import bucket_codes

if TYPE_CHECKING:
    from numpy.typing import NDArray

BUCKET = 1 << 17
"""Texts of a bucket, about: some 20 ms."""


def counted_in_buckets(
    texts: pa.ChunkedArray, counts: NDArray[np.int64]
) -> tuple[pa.ChunkedArray, NDArray[np.int64]]:
    """Put counts of equal texts together.

    Args:
        texts: Texts or bytes with 4- or 8-byte offsets, null among them.
        counts: How often each comes, shape (n,).

    Returns:
        The different texts, as they are first met, and how often each comes.
    """
    bits = min(DIGIT, (len(texts) // BUCKET).bit_length())
    buckets = bucket_codes(texts, bits)
    order = order_of(Key(buckets, (1 << bits) - 1))
    ends = [0, *np.cumsum(_sizes(buckets, 1 << bits)).tolist()]
    del buckets
    firsts: dict[int, NDArray[Any]] = {}
    sums: dict[int, NDArray[Any]] = {}

    def count(some: range) -> None:
        for bucket in some:
            checkpoint()
            rows = order[ends[bucket] : ends[bucket + 1]]  # ascending: it is stable
            places, many = _counted(take_chunked(texts, rows), counts[rows])
            firsts[bucket], sums[bucket] = rows[places], many

    shared(count, range(1 << bits))
    first = _joined(firsts, order.dtype)
    met = order_of(Key(first, len(texts)))
    total = gather(_joined(sums, np.dtype(np.int64)), met)
    return _taken(texts, gather(first, met)), total


def _joined(parts: dict[int, NDArray[Any]], dtype: np.dtype[Any]) -> NDArray[Any]:
    """The parts one after the other, each let go once it is copied."""
    joined: NDArray[Any] = np.empty(sum(map(len, parts.values())), dtype=dtype)
    start = 0
    for number in sorted(parts):
        checkpoint()
        part = parts.pop(number)
        joined[start : start + len(part)] = part
        start += len(part)
    return joined


def _sizes(buckets: NDArray[Any], n: int) -> NDArray[np.int64]:
    """How many texts fall into each of n buckets."""
    sizes = np.zeros(n, dtype=np.int64)
    for start in range(0, len(buckets), BUCKET):
        checkpoint()
        sizes += np.bincount(buckets[start : start + BUCKET], minlength=n)
    return sizes


def _counted(
    texts: pa.ChunkedArray, counts: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where each different text is first met, and how often it comes."""
    if not len(texts):
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    coded = texts.combine_chunks().dictionary_encode("encode")
    codes: NDArray[Any] = coded.indices.to_numpy()
    first = np.empty(len(coded.dictionary), dtype=np.int64)
    first[codes[::-1]] = np.arange(len(codes))[::-1]  # what is written last stays
    sums = np.bincount(codes, weights=counts).astype(np.int64)  # exact up to 2**53
    return first, sums


def _taken(texts: pa.ChunkedArray, rows: NDArray[np.int64]) -> pa.ChunkedArray:
    parts: dict[int, list[pa.Array]] = {}

    def take(starts: range) -> None:
        for start in starts:
            checkpoint()
            parts[start] = take_chunked(texts, rows[start : start + BUCKET]).chunks

    shared(take, range(0, len(rows), BUCKET))
    every = [chunk for start in sorted(parts) for chunk in parts[start]]
    return pa.chunked_array(every, texts.type)
