"""A first guess: which chart says something about some columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dtale_nb.charts.options import MOST_COLUMNS
from dtale_nb.charts.places import holds_places, points_among
from dtale_nb.charts.requests import Asked
from dtale_nb.engine.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dtale_nb.engine.source import Source

FEW = 10_000
"""Rows up to which each is drawn as a point."""

LOOKED_AT = 200
"""Columns looked at where none is named."""


def guess(source: Source, numbers: Sequence[int] = ()) -> Asked:
    """Guess by the kinds of columns.

    Args:
        source: The frame.
        numbers: The columns that were pointed at; none for the whole frame.
    """
    kinds = {number: source.field(number).kind for number in numbers}
    if not kinds:
        every = range(min(source.n_columns, LOOKED_AT))
        kinds = {number: source.field(number).kind for number in every}
    mapped = _of_places(source, list(kinds))
    if mapped is not None:
        return mapped
    first = {kind: number for number, kind in reversed(kinds.items())}
    figures = [number for number, kind in kinds.items() if kind is Kind.NUMBER]
    names = [
        number
        for number, kind in kinds.items()
        if kind in {Kind.CATEGORY, Kind.TEXT, Kind.TRUTH}
    ]
    values = figures[: MOST_COLUMNS if numbers else 1]
    if Kind.MOMENT in first and figures:
        return _asked("line", x=first[Kind.MOMENT], y=values)
    if names and figures and numbers:
        return _asked("bar", x=names[0], y=values, agg="mean")
    if figures:
        return _of_figures(source.n_rows, figures, pointed=len(numbers) > 1)
    for number in (*names, *([first[Kind.MOMENT]] if Kind.MOMENT in first else [])):
        return _asked("bar", x=number)
    return Asked("bar", {})


def known(asked: Sequence[Asked], source: Source) -> list[Asked]:
    """Charts of a page, those without a kind guessed by the columns pointed at."""
    return [each if each.kind else _guessed(each, source) for each in asked]


def _guessed(asked: Asked, source: Source) -> Asked:
    pointed = (asked.options or {}).get("columns", [])
    return guess(source, [each for each in pointed if isinstance(each, int)])


def _of_places(source: Source, numbers: list[int]) -> Asked | None:
    """A map, where columns tell places."""
    points = points_among(source, numbers)
    if points is not None:
        kind = "pointmap" if source.n_rows <= FEW else "geodensity"
        return _asked(kind, lat=points[0], lon=points[1])
    named = next((each for each in numbers if holds_places(source, each)), None)
    if named is None:
        return None
    figures = [n for n in numbers if source.field(n).kind is Kind.NUMBER]
    if not figures:
        return _asked("map", x=named)
    return _asked("map", x=named, y=figures[0], agg="mean")


def _of_figures(rows: int, figures: list[int], *, pointed: bool) -> Asked:
    """A guess of columns of numbers; all of them where somebody pointed at them."""
    if pointed and len(figures) == 2:
        kind = "scatter" if rows <= FEW else "density"
        return _asked(kind, x=figures[0], y=figures[1])
    if pointed and len(figures) > 2:
        return _asked("correlation", y=figures[:MOST_COLUMNS])
    return _asked("histogram", x=figures[0])


def _asked(kind: str, **options: Any) -> Asked:
    told: dict[str, Any] = {}
    for name, value in options.items():
        if isinstance(value, list):
            told[name] = [{"number": each} for each in value]
        else:
            told[name] = value if isinstance(value, str) else {"number": value}
    return Asked(kind, told)
