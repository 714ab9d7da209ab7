"""Which columns stand in the page before any script runs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from dtale_nb.web import geometry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dtale_nb.engine.source import Field
    from dtale_nb.engine.views import FrameView

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Viewport:
    """The columns in sight, by their positions among those shown.

    Attributes:
        numbers: The columns in sight: pinned at the left, scrolled, pinned at the end.
        fields: What each of them is.
        first: Position of the first column that scrolls.
        left: How many are pinned at the left.
        right: How many are pinned at the end.
        n_shown: Columns shown, in sight or not.
    """

    numbers: Sequence[int]
    fields: Sequence[Field]
    first: int
    left: int
    right: int
    n_shown: int

    @classmethod
    def of(cls, view: FrameView) -> Viewport:
        """What a view shows of its columns, where its reader stood."""
        source, columns = view.source, view.state.columns
        shown = columns.numbers(source.n_columns)
        end = len(shown) - columns.right
        field = cache(source.field)  # to tell a type costs more than a cell

        def width(position: int) -> int:
            number = shown[position]
            chosen = columns.widths.get(number)
            return chosen or geometry.column_width(field(number))

        first, left = columns.left, view.state.scroll[1]
        while first < end - 1 and (left := left - width(first)) >= 0:
            first += 1
        last, together = first, 0
        while last < end and together < geometry.FIRST_WIDTH:
            together += width(last)
            last += 1
        numbers = [*shown[: columns.left], *shown[first:last], *shown[end:]]
        fields = [field(number) for number in numbers]
        return cls(numbers, fields, first, columns.left, columns.right, len(shown))

    @property
    def positions(self) -> list[int]:
        """The position of each column in sight."""
        scrolled = len(self.numbers) - self.left - self.right
        end = self.n_shown - self.right
        return [
            *range(self.left),
            *range(self.first, self.first + scrolled),
            *range(end, self.n_shown),
        ]

    def split(self, things: Sequence[T]) -> tuple[list[T], list[T], list[T]]:
        """What belongs to the columns in sight, as the three groups of `numbers`."""
        end = len(self.numbers) - self.right
        return (
            list(things[: self.left]),
            list(things[self.left : end]),
            list(things[end:]),
        )

    def frozen_look(self, position: int) -> str:
        """The classes of what stays in sight, as ``viewer/grid/painter.js`` has."""
        end = self.n_shown - self.right
        if position >= end:
            return " i pin y1" if position == end else " i pin"
        if position >= self.left:
            return ""
        last = " z1" if position == self.left - 1 else ""
        return (" i" if position < 0 else " i pin") + last
