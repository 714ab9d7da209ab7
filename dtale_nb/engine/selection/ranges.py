"""Rectangles of a view, which may overlap, as rows of columns that count once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Runs = tuple[tuple[int, int], ...]
"""Rows as runs of positions, the second not included, apart and ascending."""


@dataclass(frozen=True, slots=True)
class Span:
    """Some rows of some columns.

    Attributes:
        start: Position in the view of the first row.
        stop: Position after the last row.
        numbers: The columns.
    """

    start: int
    stop: int
    numbers: tuple[int, ...]


def parts_of(spans: Iterable[Span]) -> dict[Runs, list[int]]:
    """Columns by the rows that are selected in them; no cell is in two parts."""
    by_number: dict[int, list[tuple[int, int]]] = {}
    for span in spans:
        for number in span.numbers:
            by_number.setdefault(number, []).append((span.start, span.stop))
    parts: dict[Runs, list[int]] = {}
    for number, runs in by_number.items():
        parts.setdefault(_joined(runs), []).append(number)
    return parts


def _joined(runs: Sequence[tuple[int, int]]) -> Runs:
    joined: list[tuple[int, int]] = []
    for start, stop in sorted(run for run in runs if run[0] < run[1]):
        if joined and start <= joined[-1][1]:
            before, end = joined.pop()
            joined.append((before, max(end, stop)))
        else:
            joined.append((start, stop))
    return tuple(joined)
