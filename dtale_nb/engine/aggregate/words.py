"""Words of texts, and how much each comes to: the table behind a word cloud."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dtale_nb.engine.filters.texts import arrow_texts, joined
from dtale_nb.engine.jobs import checkpoint, shared
from dtale_nb.engine.memory.strings import bucket_codes

if TYPE_CHECKING:
    from numpy.typing import NDArray

MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670"
    "\u0900-\u0963\u0966-\u0dff\u0e31-\u0e4e\u200c\u200d"
)
"""Signs that belong to a letter: Python's ``\\w`` leaves them out."""

WORD = rf"[\w{MARKS}]+"
"""A word for Python: letters, digits and ``_``, with what belongs to them."""

BETWEEN = rf"[^\pL\pN_{MARKS}]+"
"""What is between two words for RE2, whose ``\\w`` knows ASCII only."""

STEP = 1 << 15
"""Texts between two checkpoints, and bytes of theirs."""
BYTES = 1 << 20

HEAP_BITS = 6
HEAPS = 1 << HEAP_BITS
"""Words are put on so many heaps, each of which is summed up by itself: all words of
as many texts as a frame may have would be one piece of work of seconds."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which words are told.

    Attributes:
        top: How many.
        least: Letters of the shortest.
        common: Those that are left out.
        whole: Whether texts are told as they are, instead of their words.
    """

    top: int
    least: int = 1
    common: frozenset[str] = frozenset()
    whole: bool = False


def largest_words(
    texts: pa.ChunkedArray, weights: NDArray[Any] | None, wanted: Wanted
) -> tuple[list[tuple[str, float]], int]:
    """Add up the weights of the texts that hold each word, in whatever case.

    A word that comes twice in a text has its weight once.

    Args:
        texts: Of Arrow's strings, shape (n,).
        weights: What each of them counts, shape (n,); None for 1.
        wanted: Which words are told.

    Returns:
        The words with the largest sums above 0, the largest first, of one sum by name;
        and how many different words there are, those left out counted.

    Raises:
        Cancelled: Nobody wants them any more.
    """
    size = max(1, min(STEP, BYTES * len(texts) // max(texts.nbytes, 1)))
    starts = range(0, len(texts), size)
    tables: list[_Heaps | None] = [None] * len(starts)

    def read(places: range) -> None:
        for at in places:
            checkpoint()
            start = starts[at]
            part = joined(texts.slice(start, size))
            own = None if weights is None else weights[start : start + size]
            tables[at] = _heaps(*_of_part(*_different(part, own), wanted))

    shared(read, range(len(starts)))
    found: list[tuple[str, float]] = []
    counts = [0] * HEAPS

    def add_up(heaps: range) -> None:
        for heap in heaps:
            checkpoint()
            own = [table.heap(heap) for table in tables if table is not None]
            told, counts[heap] = _largest([each for each in own if len(each)], wanted)
            found.extend(told)

    shared(add_up, range(HEAPS))
    found.sort(key=lambda each: (-each[1], each[0]))
    return found[: wanted.top], sum(counts)


def as_texts(values: Any) -> pa.ChunkedArray:
    """A pandas array of texts, or of categories of anything, as Arrow's strings."""
    known = arrow_texts(values)
    if known.null_count:
        known = pa.array([str(each) for each in values], pa.large_string())
    return pa.chunked_array([known])


@dataclass(frozen=True, slots=True)
class _Heaps:
    """Words of some texts, heap by heap.

    Attributes:
        table: ``word`` and ``amount``.
        bounds: Where each heap begins, and the last ends; shape (HEAPS + 1,).
    """

    table: pa.RecordBatch
    bounds: NDArray[np.int64]

    def heap(self, number: int) -> pa.RecordBatch:
        """One of them."""
        start, stop = self.bounds[number : number + 2].tolist()
        return self.table.slice(start, stop - start)


def _different(
    part: pa.Array, weights: NDArray[Any] | None
) -> tuple[pa.Array, NDArray[Any]]:
    """The different texts of a part, and the weights of each of them together."""
    coded = part.dictionary_encode()
    codes = coded.indices.fill_null(len(coded.dictionary)).to_numpy(
        zero_copy_only=False
    )
    sums = np.bincount(codes, weights, len(coded.dictionary) + 1)
    return coded.dictionary, sums[:-1]


def _of_part(
    texts: pa.Array, weights: NDArray[Any], wanted: Wanted
) -> tuple[pa.Array, NDArray[Any]]:
    """Different words of different texts, and the sum of each."""
    if wanted.whole:
        return texts, weights
    split = pc.split_pattern_regex(texts, BETWEEN)
    coded = pc.list_flatten(split).dictionary_encode()
    lower = _lowered(coded.dictionary).dictionary_encode()
    n = max(len(lower.dictionary), 1)
    words = lower.indices.to_numpy()[coded.indices.to_numpy()].astype(np.int64)
    words += pc.list_parent_indices(split).to_numpy() * n
    words.sort()
    once = words[np.diff(words, prepend=-1) > 0]
    parents, words = np.divmod(once, n)
    sums = np.bincount(words, weights[parents], len(lower.dictionary))
    is_word = pc.not_equal(lower.dictionary, "")
    return lower.dictionary.filter(is_word), sums[
        is_word.to_numpy(zero_copy_only=False)
    ]


def _lowered(words: pa.Array) -> pa.Array:
    """Words in lower case, as Python has it: Arrow knows no last sigma."""
    lower = pc.ascii_lower(words)
    others = pc.invert(pc.string_is_ascii(words))
    if not others.true_count:
        return lower
    told = [each.lower() for each in words.filter(others).to_pylist()]
    return pc.replace_with_mask(lower, others, pa.array(told, words.type))


def _heaps(words: pa.Array, sums: NDArray[Any]) -> _Heaps:
    """Words on their heaps: equal ones on one."""
    heaps = bucket_codes(pa.chunked_array([words]), HEAP_BITS)
    order = np.argsort(heaps, kind="stable")
    bounds = np.concatenate([[0], np.cumsum(np.bincount(heaps, minlength=HEAPS))])
    amounts = pa.array(sums[order], pa.float64())
    columns = {"word": words.take(pa.array(order)).cast(pa.large_string())}
    table = pa.record_batch([*columns.values(), amounts], ["word", "amount"])
    return _Heaps(table, bounds)


def _largest(
    heap: list[pa.RecordBatch], wanted: Wanted
) -> tuple[list[tuple[str, float]], int]:
    """The largest words of a heap, and how many different ones lie on it."""
    if not heap:
        return [], 0
    whole = pa.Table.from_batches(heap)
    summed = whole.group_by("word", use_threads=False).aggregate([("amount", "sum")])
    known = summed.filter(pc.greater(summed["amount_sum"], 0.0))
    if not wanted.whole:
        is_long = pc.greater_equal(pc.utf8_length(known["word"]), wanted.least)
        known = known.filter(is_long)
        common = pa.array(sorted(wanted.common), pa.large_string())
        known = known.filter(pc.invert(pc.is_in(known["word"], value_set=common)))
    if not len(known):
        return [], len(summed)
    keys = [("amount_sum", "descending"), ("word", "ascending")]
    kept = known.take(pc.select_k_unstable(known, min(wanted.top, len(known)), keys))
    told = zip(kept["word"].to_pylist(), kept["amount_sum"].to_pylist(), strict=True)
    return list(told), len(summed)


def within(word: str) -> str:
    """The pattern of texts that hold a word."""
    return rf"\b{re.escape(word)}\b"
