"""How often each value comes: one kernel for each kind of column.

Small integers are counted by place, other numbers sorted once (from which quantiles,
distinct values and gaps follow as well), texts are counted by Arrow in parts that are
merged, Python objects in a dict.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from dtale_nb.engine.jobs import checkpoint
from dtale_nb.engine.memory.codes import run_begins
from dtale_nb.engine.memory.plain import joined, take_any
from dtale_nb.engine.memory.rows import places_of
from dtale_nb.engine.memory.sorting import sort_in_steps
from dtale_nb.engine.summaries.buckets import counted_in_buckets
from dtale_nb.engine.summaries.columns import CHUNK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dtale_nb.engine.summaries.columns import Codes, Numbers, Texts, Write

Counted = NDArray[np.int64]
"""How often each of some values comes."""

Counts = tuple[pa.ChunkedArray, Counted]
"""Different texts, and how often each comes."""

WIDEST = 1 << 20
"""Integers whose range is at most this are counted by place."""

OFTEN = 1 << 10
"""Values that come as often as this, or more often, are hardly ever many."""

MERGE = 1 << 20
"""Counted texts that are held before they are merged."""

MOSTLY = 0.5
"""Share of different texts in a part from which on further parts are only merged."""


@dataclass(frozen=True, slots=True)
class Table:
    """Different values and how often each comes.

    Attributes:
        values: The different values, none missing; NumPy or Arrow. Shape (n,). Numbers
            and categories ascend; texts and objects come as they were first met.
        counts: How often, int64, shape (n,).
        write: Writes some of the values as the grid does.
    """

    values: Any
    counts: NDArray[np.int64]
    write: Write

    def __len__(self) -> int:
        return len(self.counts)

    @property
    def total(self) -> int:
        """Values present."""
        return self.between(0, len(self))

    @property
    def once(self) -> int:
        """How many values come once."""
        return sum(int(np.count_nonzero(part == 1)) for part in self.parts())

    def between(self, start: int, stop: int) -> int:
        """How often the values of some places come in all."""
        return sum(int(part.sum()) for part in self.parts(start, stop))

    def parts(self, start: int = 0, stop: int | None = None) -> Iterator[Counted]:
        """Counts, in parts between which the work can be stopped."""
        stop = len(self) if stop is None else stop
        for at in range(start, stop, CHUNK):
            checkpoint()
            yield self.counts[at : min(at + CHUNK, stop)]

    def some(self, places: NDArray[np.int64]) -> Any:
        """The values at some places."""
        if isinstance(self.values, np.ndarray):
            return self.values[places]
        if isinstance(self.values, pa.ChunkedArray):
            return take_any(self.values, places)
        return self.values.take(pa.array(places))

    def most(self, k: int) -> NDArray[np.int64]:
        """Places of the k most frequent values; equally frequent in their order."""
        n = len(self.counts)
        places = np.arange(min(n, 4 * k))
        if n > 4 * k:  # keep all that are as frequent as the k-th, then order few
            places = self._at_least(self._least_of(k), k)
        order = np.argsort(-self.counts[places], kind="stable")
        found: NDArray[np.int64] = places[order][:k]
        return found

    def _at_least(self, least: int, k: int) -> NDArray[np.int64]:
        """Ascending places of all that come more often, and of ties up to k in all."""
        above, ties, tied = [], [], 0
        for start in range(0, len(self.counts), CHUNK):
            checkpoint()
            part = self.counts[start : start + CHUNK]
            above.append(np.flatnonzero(part > least) + start)
            if tied < k:
                ties.append(np.flatnonzero(part == least) + start)
                tied += len(ties[-1])
        more = np.concatenate(above)
        return np.sort(np.concatenate([more, np.concatenate(ties)[: k - len(more)]]))

    def _least_of(self, k: int) -> int:
        """How often the k-th most frequent value comes."""
        how_many = np.zeros(OFTEN + 1, dtype=np.int64)
        for part in self.parts():
            how_many += np.bincount(np.minimum(part, OFTEN), minlength=OFTEN + 1)
        as_often = np.cumsum(how_many[::-1])  # as often as OFTEN, as OFTEN - 1, ...
        least = OFTEN - int(np.searchsorted(as_often, k))
        if least < OFTEN:
            return least
        often = np.sort(self.counts[self.counts >= OFTEN])
        return int(often[-k])


def table_of_numbers(column: Numbers) -> Table:
    """Count numbers, ascending; -0.0 is 0.0."""
    values = column.values
    if values.dtype.kind in "biu":
        bounds = column.bounds()
        if bounds is None or bounds[1] - bounds[0] < WIDEST:
            return _counted(column, *(bounds or (0, 0)))
    present = joined(_present_parts(column), len(column))
    sort_in_steps(present)
    checkpoint()
    if not present.size:
        return Table(present, np.zeros(0, dtype=np.int64), column.write)
    starts = places_of(run_begins(present))
    if len(starts) == len(present):  # all different
        return Table(present, np.broadcast_to(np.int64(1), len(present)), column.write)
    return Table(*_runs(present, starts), column.write)


def _present_parts(column: Numbers) -> Iterator[NDArray[Any]]:
    for start in range(0, len(column), CHUNK):
        checkpoint()
        yield column.part(start, start + CHUNK)


def _runs(
    ordered: NDArray[Any], starts: NDArray[np.unsignedinteger[Any]]
) -> tuple[NDArray[Any], NDArray[np.int64]]:
    """The value of each run and its length."""
    values = np.empty(len(starts), dtype=ordered.dtype)
    counts = np.empty(len(starts), dtype=np.int64)
    for start in range(0, len(starts), CHUNK):
        checkpoint()
        here = slice(start, start + CHUNK)
        begins = starts[here]
        ends = starts[start + 1 : start + CHUNK + 1]
        counts[here][: len(ends)] = ends
        counts[here][len(ends) :] = len(ordered)
        counts[here] -= begins
        np.take(ordered, begins, out=values[here], mode="clip")
    return values, counts


def _counted(column: Numbers, low: int, high: int) -> Table:
    """Count integers by their place between the least and the largest."""
    dtype = column.values.dtype
    counts = np.zeros(high - low + 1, dtype=np.int64)
    for start in range(0, len(column), CHUNK):
        checkpoint()
        part = column.part(start, start + CHUNK)
        if dtype.kind == "b":
            places = part.view(np.uint8).astype(np.int64) - low
        elif dtype.kind == "u":
            places = (part - dtype.type(low)).astype(np.int64)
        else:
            places = part.astype(np.int64) - low
        counts += np.bincount(places, minlength=len(counts))
    used = np.flatnonzero(counts)
    wide = np.uint64 if dtype.kind == "u" else np.int64
    values = (used.astype(wide) + wide(low)).astype(dtype)
    return Table(values, counts[used], column.write)


def table_of_codes(column: Codes) -> Table:
    """Count categories, in the order in which they were declared."""
    counts = np.zeros(column.n_labels + 1, dtype=np.int64)
    for start in range(0, len(column), CHUNK):
        checkpoint()
        part = column.codes[start : start + CHUNK].astype(np.int64) + 1
        counts += np.bincount(part, minlength=len(counts))
    used = np.flatnonzero(counts[1:])
    return Table(used, counts[1:][used], column.write)


def table_of_texts(column: Texts) -> Table:
    """Count texts, in parts that are merged as they grow."""
    held: list[Counts] = []
    kind = column.values.type
    repeat, most = True, MERGE
    for start in range(0, len(column), CHUNK):
        checkpoint()
        part = column.values.slice(start, CHUNK)
        held.append(_counted_texts(part) if repeat else _each_once(part))
        repeat = repeat and len(held[-1][0]) < MOSTLY * len(part)
        if not repeat:
            continue  # they lie in the column, so all are merged at once
        if len(held) > 1 and sum(len(values) for values, _ in held) > most:
            held = [_merged(held, kind)]
            most = max(MERGE, 2 * len(held[0][0]))  # each is merged few times only
    values, counts = _merged(held, kind)
    if values.null_count:
        valid = values.is_valid()
        values, counts = values.filter(valid), counts[valid.to_numpy()]
    return Table(values, counts, column.write)


def _counted_texts(texts: pa.ChunkedArray) -> Counts:
    found = pc.value_counts(texts)
    counts = found.field(1).to_numpy().astype(np.int64)
    return pa.chunked_array([found.field(0)], texts.type), counts


def _each_once(texts: pa.ChunkedArray) -> Counts:
    """Texts that hardly repeat, to be counted when they are merged."""
    return texts, np.ones(len(texts), dtype=np.int64)


def _merged(parts: list[Counts], kind: pa.DataType) -> Counts:
    """Counts of parts, put together."""
    if len(parts) == 1:
        return parts[0]
    if not parts:
        return pa.chunked_array([], kind), np.zeros(0, dtype=np.int64)
    chunks = [chunk for values, _ in parts for chunk in values.chunks]
    if sum(map(len, chunks)) > MERGE:
        counts = np.concatenate([each for _, each in parts])
        return counted_in_buckets(pa.chunked_array(chunks, kind), counts)
    checkpoint()
    coded = pa.chunked_array(chunks, kind).dictionary_encode("encode")
    checkpoint()
    codes = np.concatenate([chunk.indices.to_numpy() for chunk in coded.chunks])
    counts = np.concatenate([each for _, each in parts])
    sums = np.bincount(codes, weights=counts).astype(np.int64)  # exact up to 2**53
    labels = coded.chunk(0).dictionary
    if len(labels) < len(sums):
        labels = coded.unify_dictionaries().chunk(0).dictionary
    return pa.chunked_array([labels], kind), sums
