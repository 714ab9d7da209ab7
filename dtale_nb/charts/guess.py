"""A first guess: which chart says something about some columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dtale_nb.charts.requests import Asked
from dtale_nb.engine.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dtale_nb.engine.source import Source

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
    first = {kind: number for number, kind in reversed(kinds.items())}
    figures = [number for number, kind in kinds.items() if kind is Kind.NUMBER]
    names = [
        number
        for number, kind in kinds.items()
        if kind in {Kind.CATEGORY, Kind.TEXT, Kind.TRUTH}
    ]
    if Kind.MOMENT in first and figures:
        return _asked("line", x=first[Kind.MOMENT], y=figures[:1])
    if names and figures and numbers:
        return _asked("bar", x=names[0], y=figures[0], agg="mean")
    if figures:
        return _asked("histogram", x=figures[0])
    for number in (*names, *([first[Kind.MOMENT]] if Kind.MOMENT in first else [])):
        return _asked("bar", x=number)
    return Asked("bar", {})


def _asked(kind: str, **options: Any) -> Asked:
    told: dict[str, Any] = {}
    for name, value in options.items():
        if isinstance(value, list):
            told[name] = [{"number": each} for each in value]
        else:
            told[name] = value if isinstance(value, str) else {"number": value}
    return Asked(kind, told)
