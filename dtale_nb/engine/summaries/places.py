"""Where each row stands in its column's picture, so that a filter is counted at once.

A picture of all rows is made once. What a filter keeps of each of its parts is then a
count of one byte a row: the number of the bin, or of the frequent value.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dtale_nb.engine.jobs import checkpoint
from dtale_nb.engine.summaries.bins import of_ints
from dtale_nb.engine.summaries.budget import sample_rows
from dtale_nb.engine.summaries.columns import (
    BLOCK,
    CHUNK,
    Codes,
    Numbers,
    Objects,
    Texts,
)
from dtale_nb.engine.summaries.histogram import finder_of
from dtale_nb.engine.summaries.objects import settled
from dtale_nb.engine.summaries.read import read_column
from dtale_nb.engine.summaries.tables import (
    Table,
    table_of_codes,
    table_of_numbers,
    table_of_texts,
)
from dtale_nb.engine.summaries.tops import frequent

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dtale_nb.engine.source import RowIds, Source
    from dtale_nb.engine.summaries.columns import Column
    from dtale_nb.engine.summaries.shapes import Histogram, Summary

ELSEWHERE = 254
"""In no part of the picture: infinite, or less frequent than those told."""

ABSENT = 255
"""Missing."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A picture of all rows, and how much of each part a filter keeps.

    Attributes:
        whole: Rows in each part, shape (n_parts,).
        kept: Those of them that are shown, shape (n_parts,).
        elsewhere: Rows in no part, and those of them that are shown.
        missing: Rows without a value, and those of them that are shown.
    """

    whole: tuple[int, ...]
    kept: tuple[int, ...]
    elsewhere: tuple[int, int]
    missing: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Places:
    """The place of every row in a picture.

    Attributes:
        parts: How many bins or values the picture has.
        of_row: The part, `ELSEWHERE` or `ABSENT`; uint8, shape (n_rows,).
        whole: Rows in each, shape (256,).
    """

    parts: int
    of_row: NDArray[np.uint8]
    whole: NDArray[np.int64]

    @classmethod
    def of(cls, parts: int, of_row: NDArray[np.uint8]) -> Places:
        """Count them once."""
        return cls(parts, of_row, _counts(of_row))

    def kept(self, rows: RowIds | NDArray[np.intp]) -> NDArray[np.int64]:
        """How many of some rows are in each part, shape (256,)."""
        kept = np.zeros(256, dtype=np.int64)
        for start in range(0, len(rows), CHUNK):
            checkpoint()
            kept += _counts(self.of_row[rows[start : start + CHUNK]])
        return kept

    def told(self, kept: NDArray[np.int64]) -> Counted:
        """What was found of each part."""
        whole = self.whole
        return Counted(
            tuple(whole[: self.parts].tolist()),
            tuple(kept[: self.parts].tolist()),
            (int(whole[ELSEWHERE]), int(kept[ELSEWHERE])),
            (int(whole[ABSENT]), int(kept[ABSENT])),
        )


class Tally:
    """What a filter keeps of pictures, told from what the one before it kept.

    A brush that is drawn a bit further changes few rows: only those are looked at. Safe
    from any thread.

    Args:
        rows: The rows that are kept, ascending.
        n_rows: Rows of the frame.
        before: Of the filter before, of the same frame.

    Attributes:
        mask: Where a row is kept, shape (n_rows,).
        known: By field, its picture's places and how many rows of each part are kept.
    """

    def __init__(self, rows: RowIds, n_rows: int, before: Tally | None) -> None:
        self._rows, self.mask = rows, np.zeros(n_rows, dtype=np.bool_)
        self.mask[rows] = True
        self.known: dict[int, tuple[Places, NDArray[np.int64]]] = {}
        self._before = {} if before is None else before.known
        self._came = self._went = np.zeros(0, dtype=np.intp)
        if before is None:
            return
        checkpoint()
        self._came = np.flatnonzero(self.mask > before.mask)
        self._went = np.flatnonzero(self.mask < before.mask)
        if len(self._came) + len(self._went) >= len(rows):
            self._before = {}

    def counted(self, number: int, places: Places) -> Counted:
        """How much of each part of a field's picture is kept."""
        before, known = self._before.get(number, (None, None))
        if known is None or before is not places:
            kept = places.kept(self._rows)
        else:
            came, went = (places.kept(each) for each in (self._came, self._went))
            kept = known + came - went
        self.known[number] = places, kept
        return places.told(kept)


def places_of(source: Source, number: int, picture: Summary) -> Places | None:
    """Find the place of every row of a field in its picture.

    Args:
        source: The frame.
        number: The field.
        picture: Its summary over all rows.

    Returns:
        None where the picture has no parts that values can be found in again.

    Raises:
        Cancelled: Nobody waits for it any more.
    """
    column: Column | None = read_column(source, number)
    if isinstance(column, Objects):
        column = settled(column)
    if isinstance(column, Numbers) and picture.histogram is not None:
        return _in_bins(column, picture.histogram)
    if isinstance(column, (Numbers, Codes, Texts)) and picture.tops is not None:
        return _among_tops(column, is_sampled=bool(picture.tops.method))
    return None


def _in_bins(column: Numbers, histogram: Histogram) -> Places:
    whole = [edge for edge in histogram.edges if isinstance(edge, int)]
    is_whole = len(whole) == len(histogram.edges)
    edges = of_ints(whole) if is_whole else np.array(histogram.edges)
    find = finder_of(column, edges)
    low, high = edges[0], edges[-1]
    found = np.full(len(column), ABSENT, dtype=np.uint8)
    for start in range(0, len(column), BLOCK):
        if start % CHUNK == 0:
            checkpoint()
        values = column.values[start : start + BLOCK]
        there = _present(column, start)
        inside = there & (values >= low) & (values <= high)
        part = found[start : start + BLOCK]
        part[there] = ELSEWHERE
        part[inside] = find(values[inside])
    return Places.of(len(edges) - 1, found)


def _present(column: Numbers, start: int) -> NDArray[np.bool_]:
    values = column.values[start : start + BLOCK]
    there = np.ones(len(values), dtype=np.bool_)
    if column.gaps is not None:
        there &= ~column.gaps[start : start + BLOCK]
    return there & ~np.isnan(values) if values.dtype.kind == "f" else there


def _among_tops(column: Numbers | Codes | Texts, *, is_sampled: bool) -> Places:
    """Places among the most frequent values, told by the sample that told them."""
    rows = sample_rows(len(column)) if is_sampled else None
    part = column if rows is None else column.take(rows)
    table = _table_of(part)
    told = frequent(table, 0 if rows is None else len(rows))
    values = table.some(told)
    if isinstance(column, Texts):
        return Places.of(len(told), _among_texts(column, values))
    found = np.full(len(column), ELSEWHERE, dtype=np.uint8)
    if isinstance(column, Codes):
        by_code = np.full(column.n_labels + 1, ELSEWHERE, dtype=np.uint8)
        by_code[-1] = ABSENT
        by_code[values] = np.arange(len(told))
        for start in range(0, len(column), CHUNK):
            checkpoint()
            codes = column.codes[start : start + CHUNK]
            found[start : start + CHUNK] = by_code[np.maximum(codes, -1)]
        return Places.of(len(told), found)
    for start in range(0, len(column), BLOCK):
        these = column.values[start : start + BLOCK]
        here = found[start : start + BLOCK]
        for place, value in enumerate(values):
            here[these == value] = place
        here[~_present(column, start)] = ABSENT
    return Places.of(len(told), found)


def _among_texts(column: Texts, values: Any) -> NDArray[np.uint8]:
    wanted = values.combine_chunks() if isinstance(values, pa.ChunkedArray) else values
    found = np.full(len(column), ELSEWHERE, dtype=np.uint8)
    for start in range(0, len(column), CHUNK):
        checkpoint()
        part = column.values.slice(start, CHUNK)
        at = pc.index_in(part, value_set=wanted).fill_null(ELSEWHERE)
        here = found[start : start + CHUNK]
        here[:] = at.to_numpy()
        if part.null_count:
            here[part.is_null().to_numpy()] = ABSENT
    return found


def _table_of(column: Numbers | Codes | Texts) -> Table:
    if isinstance(column, Numbers):
        return table_of_numbers(column)
    return (
        table_of_codes(column) if isinstance(column, Codes) else table_of_texts(column)
    )


def _counts(places: NDArray[np.uint8]) -> NDArray[np.int64]:
    counts = np.zeros(256, dtype=np.int64)
    for start in range(0, len(places), CHUNK):
        counts += np.bincount(places[start : start + CHUNK], minlength=256)
    return counts
