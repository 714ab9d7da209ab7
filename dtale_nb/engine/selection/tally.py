"""What selected cells come to: how many there are, their sum, mean, least and most.

Numbers are added exactly (`dtale_nb.engine.selection.exact`). Texts, truth values and
categories are counted as cells, not as numbers, as spreadsheets do. Moments have a
least and a most, durations a sum as well, where nothing but one type of them is
selected.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np

from dtale_nb.engine.jobs import checkpoint, progress
from dtale_nb.engine.kinds import Kind
from dtale_nb.engine.selection.cells import Numerals, numerals_of
from dtale_nb.engine.selection.exact import Exact, as_decimal, as_float
from dtale_nb.engine.selection.ranges import parts_of
from dtale_nb.engine.texts import numpy_cells

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dtale_nb.engine.selection.ranges import Span
    from dtale_nb.engine.source import Rows, Source

CHUNK = 1 << 18
"""Rows looked at at a time."""

LONGEST_MEAN = 24
"""Characters of a mean of whole numbers and decimals that is told in full."""


@dataclass(frozen=True, slots=True)
class Totals:
    """What selected cells come to. Figures are texts, exact to the last digit.

    Attributes:
        cells: How many are selected; those of two ranges count once.
        missing: How many of them hold no value.
        counted: How many numbers (moments, durations) the figures are of.
        kind: Of what: number, moment or duration; None where there are no figures.
        figures: sum, mean, min, max, as far as there are.
        rounded: Figures that are the nearest float of 64 bits of the exact value.
        left_out: Columns of numbers that cannot be added up, such as complex ones.
    """

    cells: int
    missing: int
    counted: int
    kind: Kind | None
    figures: dict[str, str]
    rounded: tuple[str, ...]
    left_out: int


@dataclass(slots=True)
class _Tally:
    """All values of one type."""

    exact: Exact = field(default_factory=Exact)
    least: tuple[Any, str] | None = None
    most: tuple[Any, str] | None = None
    write: Any = None

    def add(self, found: Numerals) -> None:
        if found.addable:
            found.add_to(self.exact)
        else:
            self.exact.n += found.n
        self.write = found.write
        ends = found.ends()
        if ends is None:
            return
        low, high = ends
        if self.least is None or low[0] < self.least[0]:
            self.least = low
        if self.most is None or high[0] > self.most[0]:
            self.most = high


def totals_of(source: Source, every: Rows, spans: Iterable[Span]) -> Totals:
    """Add up some cells.

    Args:
        source: The frame.
        every: The rows shown, in their order.
        spans: What is selected of them.

    Raises:
        UnknownColumn: There is no such column.
    """
    tallies: dict[tuple[Kind, str], _Tally] = {}
    cells = missing = left_out = 0
    parts = parts_of(spans)
    work = sum(_length(runs) * len(numbers) for runs, numbers in parts.items()) or 1
    for runs, numbers in parts.items():
        for number in numbers:
            about = source.field(number)
            opaque = False
            for rows in _chunks(every, runs):
                found = numerals_of(source, number, rows)
                cells += len(rows)
                missing += found.missing
                opaque = opaque or (about.kind is Kind.NUMBER and found.is_opaque)
                if found.n:
                    key = (found.kind, "" if found.kind is Kind.NUMBER else about.dtype)
                    tallies.setdefault(key, _Tally()).add(found)
                progress(min(cells / work, 1.0))
            left_out += opaque
    return _told(tallies, cells, missing, left_out)


def _length(runs: Iterable[tuple[int, int]]) -> int:
    return sum(stop - start for start, stop in runs)


def _chunks(every: Rows, runs: Iterable[tuple[int, int]]) -> Iterator[Rows]:
    for start, stop in runs:
        for at in range(start, min(stop, len(every)), CHUNK):
            checkpoint()
            yield every[at : min(at + CHUNK, stop)]


def _told(
    tallies: dict[tuple[Kind, str], _Tally], cells: int, missing: int, left_out: int
) -> Totals:
    numbers = tallies.get((Kind.NUMBER, ""))
    if numbers is not None:
        figures, rounded = _of_numbers(numbers)
        n = numbers.exact.n
        return Totals(cells, missing, n, Kind.NUMBER, figures, rounded, left_out)
    if len(tallies) != 1:
        return Totals(cells, missing, 0, None, {}, (), left_out)
    (kind, _), tally = tallies.popitem()
    figures = _of_durations(tally) if kind is Kind.DURATION else {}
    return Totals(
        cells, missing, tally.exact.n, kind, figures | _ends(tally), (), left_out
    )


def _of_numbers(tally: _Tally) -> tuple[dict[str, str], tuple[str, ...]]:
    exact = tally.exact
    if exact.odd != 0:  # infinities; NaN where both are there
        odd = numpy_cells(np.array([exact.odd])).texts[0]
        return {"sum": odd, "mean": odd, **_ends(tally)}, ()
    total = exact.total
    figures: dict[str, str] = {}
    rounded: list[str] = []
    for word, value in (("sum", total), ("mean", total / exact.n)):
        text = None if exact.has_floats else as_decimal(value)
        if text is None or (word == "mean" and len(text) > LONGEST_MEAN):
            nearest = as_float(value)
            text = numpy_cells(np.array([nearest])).texts[0]
            if not np.isfinite(nearest) or Fraction(nearest) != value:
                rounded.append(word)
        figures[word] = text
    return {**figures, **_ends(tally)}, tuple(rounded)


def _of_durations(tally: _Tally) -> dict[str, str]:
    total = tally.exact.total
    figures = {}
    for word, value in (("sum", total), ("mean", total / tally.exact.n)):
        counts = round(value)
        if -(2**63) < counts < 2**63:
            figures[word] = tally.write(np.array([counts], dtype=np.int64)).texts[0]
    return figures


def _ends(tally: _Tally) -> dict[str, str]:
    if tally.least is None or tally.most is None:
        return {}
    return {"min": tally.least[1], "max": tally.most[1]}
