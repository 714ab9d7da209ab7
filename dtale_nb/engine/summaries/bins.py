"""Where bins begin: as many as the values bear, at places a reader finds sensible.

The number is NumPy's `auto` (the finer of Freedman-Diaconis and Sturges), between 1 and
`MOST`. Bins of integers have whole widths and begin at multiples of it; those of
moments and durations are round spans of time.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from dtale_nb.engine.kinds import Kind

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dtale_nb.engine.summaries.columns import Numbers

MOST = 40
"""Bins at most."""

_SECONDS = (
    1, 5, 15, 30, 60, 300, 900, 1_800, 3_600, 10_800, 21_600, 43_200, 86_400, 604_800,
)  # fmt: skip
_MONTHS = (1, 3, 6)
_DAY = 86_400
_MONTH = 30.4 * _DAY


def wanted_bins(sample: NDArray[Any], n: int, low: float, high: float) -> int:
    """How many bins values bear.

    Args:
        sample: Some of the finite values, for their quartiles.
        n: How many finite values there are in all.
        low: The least of all.
        high: The largest of all.
    """
    if n < 2 or high <= low:
        return 1
    sturges = math.log2(n) + 1
    quartiles = np.percentile(sample.astype(np.float64), [25, 75])
    width = 2.0 * float(quartiles[1] - quartiles[0]) * n ** (-1 / 3)
    finer = (float(high) - float(low)) / width if width > 0 else 0.0
    if not math.isfinite(finer):
        finer = MOST
    return max(1, min(MOST, math.ceil(max(sturges, finer))))


def edges_of(column: Numbers, low: Any, high: Any, wanted: int) -> NDArray[Any]:
    """The edges of the bins of a column, ascending, in its own dtype or float64.

    Args:
        column: What the values are.
        low: The least finite value.
        high: The largest finite value.
        wanted: How many bins they bear; more than `MOST` there never are.
    """
    if column.kind in {Kind.MOMENT, Kind.DURATION}:
        make = _time_edges if column.unit else _period_edges
        edges = make(column, int(low), int(high), wanted)
        if edges.dtype.kind == "i":
            return edges
        return np.array([int(low), int(high)])  # at the ends of time, nothing is round
    if column.values.dtype.kind in "iu":
        return _whole_edges(int(low), int(high), wanted)
    low, high = float(low), float(high)
    if low == high:
        return np.array([low, high])
    step = high / wanted - low / wanted  # their difference may be beyond all floats
    if not low + step > low:  # neighbours: no float lies between
        return np.array([low, high])
    edges = np.array([low + step * place for place in range(wanted + 1)])
    edges[-1] = high
    return edges


def _period_edges(_column: Numbers, low: int, high: int, wanted: int) -> NDArray[Any]:
    return _whole_edges(low, high, wanted)


def _whole_edges(low: int, high: int, wanted: int) -> NDArray[Any]:
    """Edges with a whole width, at multiples of it."""
    width = max(1, -(-(high - low + 1) // wanted))
    while True:
        first = low // width * width
        count = (high - first) // width + 1
        if count <= MOST:
            break
        width += max(1, width >> 6)  # by parts of it: widths may be of 62 bits
    return of_ints([first + width * place for place in range(count + 1)])


def of_ints(edges: list[int]) -> NDArray[Any]:
    """Integers of any size, in the dtype that holds them all exactly."""
    if edges[0] >= -(2**63) and edges[-1] < 2**63:
        return np.array(edges, dtype=np.int64)
    if edges[0] >= 0 and edges[-1] < 2**64:
        return np.array(edges, dtype=np.uint64)
    return np.array([float(edge) for edge in edges])


def _time_edges(column: Numbers, low: int, high: int, wanted: int) -> NDArray[Any]:
    """Edges at round times, on the wall where there is a zone."""
    per_second = column.unit
    span = (high - low) / per_second
    least = span / max(wanted, 1)
    is_day = column.kind is Kind.MOMENT
    if least < _SECONDS[-1] or not is_day:
        step = next((one for one in _SECONDS if one >= least), None)
        if step is None:  # durations beyond weeks: whole days
            step = _DAY * max(1, math.ceil(least / _DAY))
        return _even_edges(column, low, high, step, least)
    months = max(1, math.ceil(least / _MONTH))
    months = next((one for one in _MONTHS if one >= months), 12 * -(-months // 12))
    return _calendar_edges(column, low, high, months)


def _even_edges(
    column: Numbers, low: int, high: int, seconds: float, least: float
) -> NDArray[Any]:
    width = max(1, round(seconds * column.unit))
    if least < 1 < column.unit:  # parts of a second: 1, 2 or 5 of a decimal place
        width = _decimal_width(least * column.unit)
    shift = _wall_shift(column, low)
    first = (low + shift) // width * width - shift
    count = (high - first) // width + 1
    return of_ints([first + width * place for place in range(count + 1)])


def _decimal_width(least: float) -> int:
    power = 10 ** max(0, math.floor(math.log10(least))) if least >= 1 else 1
    return next(m * power for m in (1, 2, 5, 10, 20) if m * power >= least)


def _wall_shift(column: Numbers, count: int) -> int:
    """How far the wall is ahead of UTC, in counts."""
    if column.zone is None or column.unit < 1:
        return 0
    moment = pd.Timestamp(count // int(column.unit), unit="s", tz=column.zone)
    offset = moment.utcoffset()
    return 0 if offset is None else int(offset.total_seconds() * column.unit)


def _calendar_edges(column: Numbers, low: int, high: int, months: int) -> NDArray[Any]:
    """Edges at the first of months, at midnight of UTC."""
    per_second = column.unit
    first = _month_of(low / per_second) // months * months
    edges = [first]
    while _seconds_of(edges[-1]) * per_second <= high:
        edges.append(edges[-1] + months)
    counts = [round(_seconds_of(edge) * per_second) for edge in edges]
    return of_ints(counts)


def _month_of(seconds: float) -> int:
    return int(np.datetime64(math.floor(seconds), "s").astype("M8[M]").astype("i8"))


def _seconds_of(month: int) -> int:
    return int(np.datetime64(month, "M").astype("M8[s]").astype("i8"))
