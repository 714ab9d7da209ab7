"""Texts of moments and durations, from counts and from Python's own objects.

One rule for fractions of a second in a moment: digits in groups of three, groups
of zeros at the end left out (none, `.500`, `.482917`,
`.000000001`). In a
duration zeros at the end are left out (`.5`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import datetime as dt

DAY = 86_400
"""Seconds in a day; days with leap seconds are unknown to all libraries served."""

PER_SECOND = {"s": 1, "ms": 10**3, "us": 10**6, "ns": 10**9}
"""How many counts of a unit make a second."""

DIGITS = {"s": 0, "ms": 3, "us": 6, "ns": 9}
"""How many digits after the point a unit holds."""

_KNOWN_ZONES = ("datetime", "zoneinfo", "pytz", "dateutil")
"""Libraries whose zones are trusted to answer."""


def trim_groups(iso: str) -> str:
    """Leave out groups of three zeros at the end of a fraction without offset.

    >>> trim_groups("09:30:10.500000"), trim_groups("09:30:10.000000000")
    ('09:30:10.500', '09:30:10')
    """
    if "." not in iso:
        return iso
    while iso.endswith("000"):
        iso = iso[:-3]
    return iso.removesuffix(".")


def calendar_text(iso: str) -> str:
    """A moment as NumPy writes it, made ours: a blank, no zero groups, years as -0044.

    >>> calendar_text("-044-03-15T00:00:00.000")
    '-0044-03-15 00:00:00'
    """
    text = trim_groups(iso.replace("T", " "))
    if text.startswith("-"):
        year, dash, rest = text[1:].partition("-")
        return f"-{year:0>4}{dash}{rest}"
    return text


def offset_text(seconds: int) -> str:
    """An offset from UTC in seconds, as ISO 8601 writes it.

    >>> offset_text(20_700), offset_text(-36_000), offset_text(561)
    ('+05:45', '-10:00', '+00:09:21')
    """
    sign = "-" if seconds < 0 else "+"
    minutes, rest = divmod(abs(seconds), 60)
    text = f"{sign}{minutes // 60:02}:{minutes % 60:02}"
    return f"{text}:{rest:02}" if rest else text


def duration_text(count: int, unit: str) -> str:
    """A duration as pandas writes it: days floored, the rest counted up from there.

    Args:
        count: How many units long, any size, may be negative.
        unit: s, ms, us or ns.

    >>> duration_text(93_784_500, "ms"), duration_text(-1, "s")
    ('1 days 02:03:04.5', '-1 days +23:59:59')
    """
    per_second = PER_SECOND[unit]
    days, rest = divmod(count, DAY * per_second)
    seconds, fraction = divmod(rest, per_second)
    sign = "+" if days < 0 else ""
    minutes = seconds // 60
    text = f"{days} days {sign}{minutes // 60:02}:{minutes % 60:02}:{seconds % 60:02}"
    if fraction:
        text += f".{fraction:0{DIGITS[unit]}}".rstrip("0")
    return text


def python_duration(value: dt.timedelta) -> str:
    """A `datetime.timedelta`, microseconds and all."""
    seconds = value.days * DAY + value.seconds
    return duration_text(seconds * 10**6 + value.microseconds, "us")


def runs_foreign_code(zone: dt.tzinfo | None) -> bool:
    """Whether asking this zone for its offset may run code of the user."""
    if zone is None:
        return False
    library = str(getattr(type(zone), "__module__", "")).partition(".")[0]
    return library not in _KNOWN_ZONES


def python_moment(value: dt.datetime) -> str:
    """A `datetime.datetime` or a `pandas.Timestamp`: ISO with a blank.

    The fold of a moment with a zone is seen in its offset; that of one without a zone
    is told, since nothing else would.
    """
    if value.tzinfo is None:
        naive = calendar_text(value.isoformat(sep=" "))
        return f"{naive} fold=1" if value.fold else naive
    naive = trim_groups(value.replace(tzinfo=None).isoformat(sep=" "))
    return naive + zone_suffix(value.utcoffset())


def python_time(value: dt.time) -> str:
    """A `datetime.time`, with its offset where it has one."""
    naive = trim_groups(value.replace(tzinfo=None, fold=0).isoformat())
    if value.tzinfo is None:
        return f"{naive} fold=1" if value.fold else naive
    return naive + zone_suffix(value.utcoffset())


def zone_suffix(offset: Any) -> str:
    """The offset of a zone; a zone that knows none is said to be one."""
    if offset is None:
        return " (zone without offset)"
    text = offset_text(offset.days * DAY + offset.seconds)
    return f"{text}.{offset.microseconds:06}" if offset.microseconds else text
