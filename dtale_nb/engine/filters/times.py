"""Operators about moments, in the column's own time zone."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
import pandas as pd

from dtale_nb.engine.filters.columns import present_parts
from dtale_nb.engine.filters.compare import compared
from dtale_nb.engine.filters.operators import Operator, named, said_all
from dtale_nb.engine.filters.relations import relation
from dtale_nb.engine.filters.values import (
    is_time_of_day,
    per_second,
    seconds_into_day,
    seconds_of,
    text_of,
    time_of,
    whole_of,
    zone_of,
)
from dtale_nb.engine.kinds import Kind
from dtale_nb.engine.memory.plain import plain_of
from dtale_nb.errors import BadArgument

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from dtale_nb.engine.filters.columns import Column, Test

MOMENTS = frozenset({Kind.MOMENT})


@dataclass(frozen=True)
class _Day(Operator):
    value: Any

    kinds = MOMENTS

    def check(self, column: Column) -> None:
        self.test(column)


@named("on")
class On(_Day):
    """Within a day, month or year; or at an instant."""

    def test(self, column: Column) -> Test:
        from_start = relation(column, "ge", self.value)
        to_end = relation(column, "le", self.value, whole=True, present=True)
        return lambda part: from_start(part) & to_end(part)

    def sentence(self) -> str:
        return f"is on {self.value}"


@named("before")
class Before(_Day):
    """Before a day, or an instant."""

    def test(self, column: Column) -> Test:
        return relation(column, "lt", self.value)

    def sentence(self) -> str:
        return f"is before {self.value}"


@named("after")
class After(_Day):
    """After a whole day, or an instant."""

    def test(self, column: Column) -> Test:
        return relation(column, "gt", self.value, whole=True)

    def sentence(self) -> str:
        return f"is after {self.value}"


_WEEKS = re.compile(r"\s*(\d+(?:\.\d+)?)\s*weeks?\s*", re.ASCII)
"""What pandas calls W."""


@named("last")
@dataclass(frozen=True)
class Last(Operator):
    """Within a duration up to the newest moment of the column, or up to now."""

    value: str
    to: str = "newest"

    kinds = MOMENTS

    def check(self, column: Column) -> None:
        if self.to not in {"newest", "now"}:
            raise BadArgument("'to' is newest or now")
        if self._length() < pd.Timedelta(0):
            raise BadArgument("a duration from 0 up is needed")
        dtype = column.array.dtype
        if isinstance(dtype, pd.PeriodDtype) or is_time_of_day(dtype):
            raise BadArgument(f"{column.title!r} has no last moments")
        if plain_of(column.array[:0]) is None:
            raise BadArgument(f"{column.title!r} has no last moments")

    def _length(self) -> pd.Timedelta:
        weeks = _WEEKS.fullmatch(text_of(self.value))
        try:
            length = pd.Timedelta(self.value if weeks is None else f"{weeks[1]} W")
        except ValueError as error:
            raise BadArgument(
                f"not a duration: {self.value!r}", hint="as in 7 days"
            ) from error
        if pd.isna(length):
            raise BadArgument(f"not a duration: {self.value!r}")
        return length

    def test(self, column: Column) -> Test:
        unit = per_second(column.array.dtype)
        length = seconds_of(pd.Timestamp(0) + self._length()) * unit
        if self.to == "now":
            zone = zone_of(column.array.dtype)
            now = pd.Timestamp.now(tz=zone)
            newest: Any = seconds_of(now) * unit
        else:
            parts = filter(len, present_parts(column.array))
            newest = max((int(part.max()) for part in parts), default=None)
            if newest is None:
                return lambda part: np.zeros(len(part), dtype=bool)

        def test(part: Any) -> NDArray[np.bool_]:
            plain = plain_of(part)
            assert plain is not None  # noqa: S101 - as the whole column is
            mask = compared(plain, "ge", newest - length)
            return mask & compared(plain, "le", newest)

        return test

    def sentence(self) -> str:
        end = "" if self.to == "newest" else " up to now"
        return f"is in the last {self.value}{end}"


@named("time_between")
@dataclass(frozen=True)
class TimeBetween(Operator):
    """At a time of day from one to another, both included; over midnight too."""

    value: Any

    kinds = MOMENTS

    def check(self, column: Column) -> None:
        if not isinstance(self.value, tuple) or len(self.value) != 2:
            raise BadArgument("'time_between' takes two times of day")
        for each in self.value:
            time_of(each)

    def test(self, column: Column) -> Test:
        low, high = (seconds_into_day(time_of(each)) for each in self.value)
        first, last = int(low * 10**9), int(high * 10**9)

        def inside(parts: Any) -> Any:
            seconds = (parts.hour * 60 + parts.minute) * 60 + parts.second
            fine = parts.microsecond.astype("int64") * 1_000
            nanos = seconds.astype("int64") * 10**9 + fine
            if first <= last:
                return (nanos >= first) & (nanos <= last)
            return (nanos >= first) | (nanos <= last)

        return _parts_test(inside)

    def sentence(self) -> str:
        return f"is from {self.value[0]} to {self.value[1]} o'clock"


@dataclass(frozen=True)
class _Part(Operator):
    value: Any

    _part: ClassVar[str]
    _known: ClassVar[range] = range(-(10**6), 10**6)
    _told: ClassVar[str] = "years are whole numbers"

    kinds = MOMENTS

    def check(self, column: Column) -> None:
        self._wanted()
        if is_time_of_day(column.array.dtype):
            raise BadArgument(f"{column.title!r} has times of day, not moments")

    def _wanted(self) -> list[int]:
        values = self.value if isinstance(self.value, tuple) else (self.value,)
        try:
            wanted = [whole_of(value, least=self._known.start) for value in values]
        except BadArgument as error:
            raise BadArgument(self._told, hint=f"not {self.value!r:.40}") from error
        if not all(each in self._known for each in wanted):
            raise BadArgument(self._told, hint=f"not {self.value!r:.40}")
        return wanted

    def test(self, column: Column) -> Test:
        wanted = self._wanted()
        return _parts_test(lambda parts: getattr(parts, self._part).isin(wanted))

    def sentence(self) -> str:
        values = self.value if isinstance(self.value, tuple) else (self.value,)
        return f"has {self._part} {said_all(values)}"


@named("weekday")
class Weekday(_Part):
    """On some days of the week, Monday is 0."""

    _part = "day_of_week"
    _known = range(7)
    _told = "weekdays are 0 (Monday) to 6 (Sunday)"

    def sentence(self) -> str:
        names = [_WEEKDAYS[each] for each in self._wanted()]
        return f"is on {', '.join(names)}"


_WEEKDAYS = (
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
)  # fmt: skip


@named("month")
class Month(_Part):
    """In some months, January is 1."""

    _part = "month"
    _known = range(1, 13)
    _told = "months are 1 to 12"


@named("year")
class Year(_Part):
    """In some years."""

    _part = "year"


def _parts_test(inside: Callable[[Any], Any]) -> Test:
    """A test of the parts of moments (`Series.dt`); missing ones are not kept."""

    def test(part: Any) -> NDArray[np.bool_]:
        if str(part.dtype) == "object":
            series = _walls(part)
        else:
            series = pd.Series(part, copy=False)
        if isinstance(part, pd.arrays.ArrowExtensionArray):
            series = series.astype(_numpy_moments(series.dtype))
        present = ~np.asarray(series.isna(), dtype=bool)
        found = np.asarray(inside(series[present].dt), dtype=bool)
        mask = np.zeros(len(series), dtype=bool)
        mask[present] = found
        return mask

    return test


def _walls(part: Any) -> Any:
    """Objects as moments, each as the clock on its own wall has it."""
    walls = [
        value.replace(tzinfo=None) if isinstance(value, dt.datetime) else value
        for value in part
    ]
    return pd.to_datetime(pd.Series(walls, dtype=object), errors="coerce")


def _numpy_moments(dtype: Any) -> Any:
    """Pandas' own dtype of moments for one of Arrow's."""
    unit: Any = getattr(dtype.pyarrow_dtype, "unit", "s")
    zone = zone_of(dtype)
    return pd.DatetimeTZDtype(unit, zone) if zone else f"datetime64[{unit}]"
