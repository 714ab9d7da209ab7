"""Which cells show a text: as a reader sees them, in columns of every kind.

A cell shows a text when its own text (`dtale_nb.engine.texts`) has it somewhere, in
whatever case. A missing value shows its word only as a whole: ``nan`` is in each empty
price, but not ``na``. Texts are looked through to their end, other values as far as a
cell shows them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from dtale_nb.engine.filters.texts import arrow_texts, clean, is_texts, mask_of
from dtale_nb.engine.jobs import checkpoint, progress
from dtale_nb.engine.kinds import MISSING, Kind
from dtale_nb.engine.memory.plain import plain_of
from dtale_nb.engine.source import CELL, WHOLE
from dtale_nb.engine.texts import index_cells, numpy_cells, time_limit
from dtale_nb.engine.texts.moments import PER_SECOND

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dtale_nb.engine.source import Cells, Rows, Source

Shown = Callable[["Rows"], "NDArray[np.bool_]"]
"""Tells for some rows of one column which cells show a text, shape (n,)."""

CHUNK = 1 << 15
"""Cells looked at between two checkpoints, ..."""

SLOW_CHUNK = 4_000
"""... or so many, where each is written as a text first."""

_WORDS = {"nan", "none", "<na>", "nat", "null", "masked"}
_FAST = {Kind.TEXT, Kind.CATEGORY, Kind.NUMBER, Kind.TRUTH, Kind.MOMENT}
_INTEGER = frozenset("0123456789-")
_FLOAT = _INTEGER | frozenset(".+einf")
_MOMENT = _INTEGER | frozenset(":. +")
_FIRST, _LAST = (
    int(np.datetime64(f"{year:04}-01-01", "s").astype(np.int64)) for year in (1, 9999)
)
"""Seconds between which Arrow and cells write moments in the same way."""

_PLAIN_LEAST, _PLAIN_MOST = 1e-4, 1e10
"""Between these Arrow and Python write the digits of a float in the same way."""


@dataclass(frozen=True)
class Found:
    """A condition on all columns: one of the row's cells shows a text.

    Attributes:
        text: What is looked for.
        numbers: Columns whose cells are asked, beside all index levels; None for all.
        off: It is set aside.
    """

    text: str
    numbers: tuple[int, ...] | None = None
    off: bool = False

    def sentence(self) -> str:
        """The condition in words."""
        among = "any column"
        if self.numbers is not None:
            among = f"any of {len(self.numbers):,} columns"
        return f"{among} shows “{self.text}”"


def folded_needle(text: str) -> str:
    """A text as it is compared, without case."""
    lower: str = pc.utf8_lower(pa.scalar(clean(text))).as_py()
    return lower


def fields_of(source: Source, numbers: Sequence[int] | None = None) -> list[int]:
    """The fields that are seen, in their order, index levels first.

    Args:
        source: The frame.
        numbers: The columns shown; None for all as the frame has them.
    """
    levels = (~level for level in range(source.n_levels))
    return [*levels, *(range(source.n_columns) if numbers is None else numbers)]


def shown_rows(
    found: Found, source: Source, within: NDArray[Any] | None
) -> NDArray[np.bool_]:
    """The mask of the rows with a cell that shows a text, shape (n,).

    Args:
        found: What is looked for, and where.
        source: The frame.
        within: Rows that are asked about, ascending; None for all.
    """
    n = source.n_rows if within is None else len(within)
    mask = np.zeros(n, dtype=bool)
    fields = fields_of(source, found.numbers)
    for turn, number in enumerate(fields):
        test = test_of(source, number, found.text)
        if test is None:
            continue
        step = CHUNK if isinstance(test, _Fast) else SLOW_CHUNK
        for start in range(0, n, step):
            progress((turn + start / n) / len(fields))
            stop = min(start + step, n)
            left = np.flatnonzero(~mask[start:stop])  # one cell of a row is enough
            if not len(left):
                continue
            at: Any = left + start if within is None else within[left + start]
            rows = range(start, stop) if len(left) == stop - start else at
            if within is not None:
                rows = at
            mask[left + start] = test(rows)
    return mask


def test_of(source: Source, number: int, text: str) -> Shown | None:
    """A test of one column's cells; None where none of them can show the text.

    Args:
        source: The frame.
        number: The column or index level.
        text: What is looked for, not empty.
    """
    needle, kind = folded_needle(text), source.field(number).kind
    is_inner = number < 0 and source.n_levels > 1  # written from its codes
    if kind in _FAST and needle not in _WORDS and not is_inner:
        fast = _fast_match(source.array(number, range(0)), kind, needle)
        if fast is _never:
            return None
        if fast is not None:
            return _Fast(source, number, fast)
    limit = WHOLE if kind in {Kind.TEXT, Kind.CATEGORY} else CELL
    return _Slow(source, number, needle, limit)


Match = Callable[[Any], "NDArray[np.bool_]"]


@dataclass(frozen=True)
class _Fast:
    """Looks through values as a library holds them."""

    source: Source
    number: int
    match: Match

    def __call__(self, rows: Rows) -> NDArray[np.bool_]:
        return self.match(self.source.array(self.number, rows))


@dataclass(frozen=True)
class _Slow:
    """Looks through texts that are written for it."""

    source: Source
    number: int
    needle: str
    limit: int

    def __call__(self, rows: Rows) -> NDArray[np.bool_]:
        found = np.zeros(len(rows), dtype=bool)
        for start in range(0, len(rows), SLOW_CHUNK):
            checkpoint()
            part = rows[start : start + SLOW_CHUNK]
            with time_limit():
                cells = self.source.cells(self.number, part, self.limit)
            found[start : start + SLOW_CHUNK] = _of_cells(cells, self.needle)
        return found


def _of_cells(cells: Cells, needle: str) -> NDArray[np.bool_]:
    found = _of_texts(pa.array(map(clean, cells.texts), pa.large_string()), needle)
    for at, mark in cells.marks.items():
        if mark in MISSING:
            found[at] = cells.texts[at].lower() == needle
    return found


def _of_texts(texts: Any, needle: str) -> NDArray[np.bool_]:
    """Which of some Arrow texts have a text in them."""
    if needle.lower() != needle.upper():
        texts = pc.utf8_lower(texts)
    return mask_of(pc.match_substring(texts, needle))


def _never(part: Any) -> NDArray[np.bool_]:
    """No value of this kind is ever written so."""
    return np.zeros(len(part), dtype=bool)


def _fast_match(array: Any, kind: Kind, needle: str) -> Match | None:
    """What looks through values of a kind; None where they must be written first."""
    if is_texts(array):
        return lambda part: _of_texts(arrow_texts(part), needle)
    if isinstance(array, pd.Categorical):
        return _category_match(array, needle)
    if kind is Kind.MOMENT:
        return _moment_match(array, needle)
    plain = plain_of(array)
    if plain is None:
        return None
    if kind is Kind.TRUTH:
        return lambda part: _of_truths(part, needle)
    return _number_match(plain.values.dtype, needle) if kind is Kind.NUMBER else None


def _moment_match(array: Any, needle: str) -> Match | None:
    if array.dtype.kind != "M":
        return None
    if not _MOMENT.issuperset(needle):
        return _never
    if not isinstance(array.dtype, np.dtype):
        return None  # with a zone
    return lambda part: _of_moments(np.asarray(part), needle)


def _number_match(dtype: Any, needle: str) -> Match | None:
    if dtype.kind in "iu":
        if not _INTEGER.issuperset(needle):
            return _never
        return lambda part: _of_ints(part, needle)
    if not _FLOAT.issuperset(needle):
        return _never
    if dtype == np.float64:
        return lambda part: _of_floats(part, needle)
    return None


def _category_match(array: Any, needle: str) -> Match:
    labels = array.categories
    kept = np.zeros(len(labels) + 1, dtype=bool)  # the last one is for missing
    for start in range(0, len(labels), SLOW_CHUNK):
        checkpoint()
        part = labels[start : start + SLOW_CHUNK]
        with time_limit():
            cells = index_cells(part, WHOLE)
        kept[start : start + len(part)] = _of_cells(cells, needle)
    return lambda part: kept[np.asarray(part.codes)]


def _of_truths(part: Any, needle: str) -> NDArray[np.bool_]:
    plain = plain_of(part)
    if plain is None:
        raise TypeError("no truth values")
    shown = np.array([needle in "false", needle in "true"])
    found: NDArray[np.bool_] = shown[plain.values.astype(np.intp)]
    return found if plain.missing is None else found & ~plain.missing


def _of_ints(part: Any, needle: str) -> NDArray[np.bool_]:
    plain = plain_of(part)
    if plain is None:
        raise TypeError("no integers")
    texts = pa.array(plain.values, mask=plain.missing).cast(pa.string())
    return _of_texts(texts, needle)


def _of_moments(values: NDArray[Any], needle: str) -> NDArray[np.bool_]:
    """Moments without a zone: Arrow writes them as a cell does, each in its unit.

    That is the coarsest one that tells it whole, since a cell leaves out zeros.
    """
    counts, own = values.view(np.int64), np.datetime_data(values.dtype)[0]
    per_second = PER_SECOND[own]
    ends = _FIRST * per_second, _LAST * per_second
    known = (counts >= ends[0]) & (counts < ends[1])
    found = np.zeros(len(values), dtype=bool)
    left = known.copy()
    for unit, parts in PER_SECOND.items():
        step = per_second // parts
        if not step:
            break
        these = np.flatnonzero(left & (counts % step == 0))
        if len(these):
            told = (counts[these] // step).view(f"M8[{unit}]")
            found[these] = _of_texts(pa.array(told).cast(pa.string()), needle)
            left[these] = False
    odd = np.flatnonzero(~known & ~np.isnat(values))
    found[odd] = _of_cells(numpy_cells(values[odd]), needle)
    return found


def _of_floats(part: Any, needle: str) -> NDArray[np.bool_]:
    """Floats as Python writes them; Arrow does it for those where it agrees."""
    plain = plain_of(part)
    if plain is None:
        raise TypeError("no floats")
    values = plain.values
    texts = pa.array(values).cast(pa.string())
    found = mask_of(pc.match_substring(texts, needle)).copy()
    size = np.abs(values)
    same = (size >= _PLAIN_LEAST) & (size < _PLAIN_MOST) | (size == 0)
    whole = np.flatnonzero(same & (np.rint(values) == values))  # 7 is written 7.0
    if "." in needle and len(whole):
        longer = pc.binary_join_element_wise(texts.take(pa.array(whole)), ".0", "")
        found[whole] = mask_of(pc.match_substring(longer, needle))
    elif needle == "0":
        found[whole] = True
    for at in np.flatnonzero(~same & ~np.isnan(values)).tolist():
        found[at] = needle in repr(float(values[at]))
    return found if plain.missing is None else found & ~plain.missing
