"""What a reader typed, as a value that a column's values compare with."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from math import isfinite, isnan
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from dtale_nb.engine.kinds import Kind
from dtale_nb.errors import BadArgument

if TYPE_CHECKING:
    from dtale_nb.engine.filters.columns import Column

PER_SECOND = {"s": 1, "ms": 10**3, "us": 10**6, "ns": 10**9}

_TOLD = re.compile(r"(-?\d+) days [+]?(\d\d):(\d\d):(\d\d(?:\.\d+)?)")
"""A duration as its cell tells it."""

_FAR = re.compile(
    r"(-?\d{4,}-\d\d-\d\d) (\d\d:\d\d:\d\d)(\.\d+)?"
    r"(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?"
)
"""A moment as its cell tells it; of any year, in any offset."""

_PARTIAL = re.compile(r"^\d{4}(-\d{2}(-\d{2})?)?$")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the number line: what was typed, a day being all of its instants.

    Attributes:
        start: The first instant, in the column's unit.
        stop: The instant after the last one; `start` where one instant was typed.
    """

    start: Any
    stop: Any


def number_of(raw: Any) -> int | float:
    """A number that was typed.

    Raises:
        BadArgument: It is none.
    """
    if isinstance(raw, bool) or not isinstance(raw, int | float | str):
        raise BadArgument(f"not a number: {raw!r}")
    if isinstance(raw, str):
        text = raw.strip().replace("_", "").replace(",", "")
        try:
            exact = Decimal(text)
        except InvalidOperation:
            raise BadArgument(f"not a number: {raw!r}") from None
        raw = int(exact) if _is_whole(exact) else float(exact)
    number: int | float = raw
    if isinstance(number, float) and isnan(number):
        raise BadArgument("NaN equals nothing", hint="ask for what is missing")
    return number


def _is_whole(exact: Decimal) -> bool:
    """Whether it is a whole number that is worth all its digits."""
    if not exact.is_finite() or exact.adjusted() >= MOST_DIGITS:
        return False
    return int(exact.as_tuple().exponent) >= 0 or exact == int(exact)


MOST_DIGITS = 100_000
"""Digits of a whole number that is compared exactly."""


def text_of(raw: Any) -> str:
    """A text that was typed.

    Raises:
        BadArgument: It is none.
    """
    if not isinstance(raw, str):
        raise BadArgument(f"not a text: {raw!r}")
    return raw


def truth_of(raw: Any) -> bool:
    """A truth value that was typed.

    Raises:
        BadArgument: It is none.
    """
    known = {"true": True, "false": False, "1": True, "0": False}
    found = known.get(str(raw).strip().lower())
    if found is None:
        raise BadArgument(f"neither true nor false: {raw!r}")
    return found


def whole_of(raw: Any, *, least: int = 0) -> int:
    """A whole number that was typed.

    Raises:
        BadArgument: It is none, or too small.
    """
    number = number_of(raw)
    if not isfinite(number) or number != int(number) or number < least:
        raise BadArgument(f"not a whole number from {least} up: {raw!r}")
    return int(number)


def span_of(column: Column, raw: Any) -> Span:
    """What was typed, in the unit that `memory.plain.plain_of` gives of the column.

    Raises:
        BadArgument: It is no value of the column's kind.
    """
    kind = column.field.kind
    dtype = column.array.dtype
    if kind is Kind.TRUTH:
        return _point(int(truth_of(raw)))
    if kind is Kind.DURATION:
        return _point(_duration(raw) * per_second(dtype))
    if kind is Kind.MOMENT:
        if isinstance(dtype, pd.PeriodDtype):
            return _period_span(dtype, raw)
        if is_time_of_day(dtype):
            return _point(_time_of_day(raw) * per_second(dtype))
        return _moment_span(dtype, raw)
    return _point(number_of(raw))


def per_second(dtype: Any) -> Fraction:
    """How many units of a dtype of moments or durations make a second."""
    if isinstance(dtype, pd.ArrowDtype):
        arrow = dtype.pyarrow_dtype
        if str(arrow).startswith("date32"):
            return Fraction(1, 86_400)
        return Fraction(PER_SECOND[getattr(arrow, "unit", "ms")])
    unit = getattr(dtype, "unit", None) or np.datetime_data(dtype)[0]
    return Fraction(PER_SECOND[unit])


def zone_of(dtype: Any) -> Any:
    """The time zone of a dtype of moments, or None."""
    if isinstance(dtype, pd.ArrowDtype):
        return getattr(dtype.pyarrow_dtype, "tz", None)
    return getattr(dtype, "tz", None)


def is_time_of_day(dtype: Any) -> bool:
    """Whether values are times of day, which Arrow and Polars have."""
    return (
        isinstance(dtype, pd.ArrowDtype)
        and str(dtype.pyarrow_dtype).startswith("time")
        and not str(dtype.pyarrow_dtype).startswith("timestamp")
    )


def moment_span(raw: Any, zone: Any) -> tuple[pd.Timestamp, pd.Timestamp]:
    """The first instant of what was typed, and the one after the last.

    Args:
        raw: An ISO text; a day, month or year alone stands for all of it.
        zone: The time zone in which texts without one are read, or None.

    Raises:
        BadArgument: It is no moment, or has a zone where the column has none.
    """
    try:
        start = pd.Timestamp(text_of(raw).strip())
        after = start
        if _PARTIAL.match(raw.strip()):
            after = start + pd.DateOffset(**_LENGTHS[len(raw.strip())])
        if pd.isna(start):
            raise ValueError(raw)
    except (ValueError, TypeError, OverflowError) as error:
        raise BadArgument(
            f"not a moment: {raw!r}", hint="as in 2026-03-01 or 2026-03-01 09:30:00"
        ) from error
    if zone is None:
        if start.tz is not None:
            raise BadArgument(f"the column has no time zone, but {raw!r} has")
        return start, after
    if start.tz is not None:
        return start, after
    placed = [
        each.tz_localize(zone, ambiguous=True, nonexistent="shift_forward")
        for each in (start, after)
    ]
    return placed[0], placed[1]


def seconds_of(moment: pd.Timestamp) -> Fraction:
    """Seconds since 1970, exactly; of the wall's clock where there is no zone."""
    plain = moment.tz_convert(None) if moment.tz is not None else moment
    counted = int(plain.asm8.astype(np.int64))
    return Fraction(counted, PER_SECOND[plain.unit])


_LENGTHS: dict[int, dict[str, Any]] = {
    4: {"years": 1},
    7: {"months": 1},
    10: {"days": 1},
}


def _point(value: Any) -> Span:
    return Span(value, value)


def _moment_span(dtype: Any, raw: Any) -> Span:
    unit = per_second(dtype)
    try:
        start, stop = moment_span(raw, zone_of(dtype))
    except BadArgument:
        far = _far_moment(raw, zoned=zone_of(dtype) is not None)
        if far is None:
            raise
        return _point(far * unit)
    return Span(seconds_of(start) * unit, seconds_of(stop) * unit)


def _far_moment(raw: Any, *, zoned: bool) -> Fraction | None:
    """Seconds since 1970 of a moment that pandas does not read; None if it is none."""
    told = _FAR.fullmatch(raw.strip()) if isinstance(raw, str) else None
    if told is None or (told[4] is not None) is not zoned:
        return None
    try:
        wall = int(np.datetime64(f"{told[1]}T{told[2]}", "s").astype(np.int64))
    except ValueError:
        return None
    hours, minutes, seconds = (int(part or 0) for part in told.group(5, 6, 7))
    away = (hours * 3_600 + minutes * 60 + seconds) * (-1 if told[4] == "-" else 1)
    return wall - away + Fraction(f"0{told[3] or ''}")


def _period_span(dtype: Any, raw: Any) -> Span:
    try:
        period = pd.Period(text_of(raw), freq=dtype.freq)
        return _point(int(period.ordinal))
    except (ValueError, TypeError) as error:
        raise BadArgument(f"not a period: {raw!r}") from error


def _duration(raw: Any) -> Fraction:
    """Seconds."""
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return Fraction(number_of(raw))
    try:
        delta = pd.Timedelta(text_of(raw))
        return Fraction(int(delta.asm8.astype(np.int64)), PER_SECOND[delta.unit])
    except (ValueError, TypeError, OverflowError, AttributeError) as error:
        told = _TOLD.fullmatch(raw) if isinstance(raw, str) else None
        if told:  # longer ones than pandas reads, as a cell tells them
            days, hours, minutes, seconds = map(Fraction, told.groups())
            return ((days * 24 + hours) * 60 + minutes) * 60 + seconds
        raise BadArgument(
            f"not a duration: {raw!r}", hint="as in 2 days 03:04:05 or 90 min"
        ) from error


def _time_of_day(raw: Any) -> Fraction:
    """Seconds since midnight, with as many digits as are typed."""
    clock, _, digits = text_of(raw).strip().partition(".")
    if digits and not (digits.isascii() and digits.isdigit()):
        raise BadArgument(f"not a time of day: {raw!r}", hint="as in 09:30")
    return seconds_into_day(time_of(clock)) + Fraction(f"0.{digits or 0}")


def time_of(raw: Any) -> dt.time:
    """A time of day that was typed.

    Raises:
        BadArgument: It is none.
    """
    text = text_of(raw).strip()
    try:
        return dt.time.fromisoformat(text if len(text) != 4 else f"0{text}")
    except ValueError:
        raise BadArgument(f"not a time of day: {raw!r}", hint="as in 09:30") from None


def seconds_into_day(time: dt.time) -> Fraction:
    """Seconds since midnight, exactly."""
    whole = time.hour * 3_600 + time.minute * 60 + time.second
    return whole + Fraction(time.microsecond, 10**6)
