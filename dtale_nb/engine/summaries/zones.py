"""Zones of moments: those of a known class answer, others are code of the user's."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_LIBRARIES = frozenset(("datetime", "zoneinfo", "pytz", "dateutil", "pandas"))


def zone_named(name: str | None) -> ZoneInfo | None:
    """The zone of a name; None where there is no such zone here."""
    try:
        return None if name is None else ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # offsets such as +01:00
        return None


def is_known_zone(zone: Any) -> bool:
    """Whether a `tzinfo` is of a class that can be trusted to answer; None is."""
    library = type(zone).__module__.partition(".")[0]
    return zone is None or library in _LIBRARIES
