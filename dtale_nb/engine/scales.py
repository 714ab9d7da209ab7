"""What cells are coloured against: ends and quartiles of a column's shown values."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dtale_nb.engine.summaries.shapes import Summary

FENCE = 1.5
"""Values further from the quartiles than this many of their distances are far out;
Tukey, Exploratory Data Analysis (1977)."""

FEW_DISTINCT = 0.1
MUCH_MORE_FREQUENT = 20.0
"""A column hardly varies where less than this share of its values are distinct and the
first value is more than so many times as frequent as the second; D-Tale's rule, after
caret's nearZeroVar."""


@dataclass(frozen=True, slots=True)
class Scale:
    """What the cells of one column are coloured against.

    Attributes:
        number: The field.
        low: The text of the least finite value; '' where there is none.
        high: The text of the greatest.
        fences: Values outside these are far out; None where quartiles are not known.
        varies: Whether the values vary at all to speak of.
        exact: Whether all of it was found by looking at every value.
    """

    number: int
    low: str
    high: str
    fences: tuple[float, float] | None
    varies: bool
    exact: bool


def scale_of(number: int, found: Summary) -> Scale:
    """The scale that follows from a summary."""
    figures = found.figures
    ends = [figures[word] for word in ("min", "max") if word in figures]
    quartiles = [figures[word] for word in ("q25", "q75") if word in figures]
    fences = None
    if len(quartiles) == 2:
        first, third = (float(one.value) for one in quartiles)
        reach = FENCE * (third - first)
        if math.isfinite(reach):
            fences = first - reach, third + reach
    texts = [one.text for one in ends] if len(ends) == 2 else ["", ""]
    histogram = found.histogram
    for at, one in enumerate(ends):
        if histogram is not None and not math.isfinite(one.value):
            texts[at] = histogram.labels[-at]  # the first and the last edge are finite
    exact = all(one.exact for one in [*ends, *quartiles])
    return Scale(number, texts[0], texts[1], fences, _varies(found), exact)


def _varies(found: Summary) -> bool:
    tops, distinct = found.tops, found.distinct
    if distinct is None or tops is None or not tops.values:
        return True
    if distinct.value <= 1:
        return False
    share = distinct.value / max(found.rows - found.n_missing.value, 1)
    first, second = (top.count for top in tops.values[:2])
    return not (share < FEW_DISTINCT and first > MUCH_MORE_FREQUENT * second)


def overall(scales: Iterable[Scale]) -> tuple[str, str]:
    """The ends of one scale for several columns, as texts; '' where none has any."""
    known = [one for one in scales if one.low]
    if not known:
        return "", ""
    low = min(known, key=lambda one: float(one.low)).low
    return low, max(known, key=lambda one: float(one.high)).high
