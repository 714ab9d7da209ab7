"""Parts of the calendar that moments are grouped by, read off the wall's clock.

A moment with a zone is told in that zone, so that a day is a day where the data lives;
the hour that comes twice when summer time ends is one group.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from dtale_nb.engine.jobs import checkpoint

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

CHUNK = 1 << 18
"""Moments between two checkpoints."""

DAY = 86_400
SECONDS = {"second": 1, "minute": 60, "hour": 3_600, "day": DAY, "week": 7 * DAY}
"""Seconds of the units that are always as long."""

LONGER = {"month": 30 * DAY, "quarter": 91 * DAY, "year": 365 * DAY}

NEAR = 60 * DAY
"""Seconds between moments within which a clock is looked at in steps."""

QUARTER = 900
"""Seconds of such a step: no clock was ever set there and back in one."""

FIRST_MONDAY = 4
"""1970-01-01 was a Thursday: this many days later a week begins."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One way to group moments.

    Attributes:
        places: Seconds of the wall's clock since 1970 -> whole numbers in order.
        label: Such a number -> the text of its group.
        code: The same in pandas, of a column without a zone; `{t}` stands for it.
        is_cycle: Whether it comes again, such as a weekday.
    """

    places: Callable[[NDArray[np.int64]], NDArray[np.int64]]
    label: Callable[[int], str]
    code: str
    is_cycle: bool = False


def _months(seconds: NDArray[np.int64]) -> NDArray[np.int64]:
    days = (seconds // DAY).view("M8[D]")
    return days.astype("M8[M]").astype(np.int64)


def _month_text(place: int) -> str:
    return f"{1970 + place // 12:04d}-{place % 12 + 1:02d}"


def _date(days: int) -> str:
    return str(np.datetime64(days, "D"))


def _hour_text(place: int) -> str:
    return f"{_date(place // 24)} {place % 24:02d}:00"


WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def _second_text(place: int) -> str:
    return str(np.datetime64(place, "s")).replace("T", " ")


UNITS: dict[str, Unit] = {
    "second": Unit(lambda s: s, _second_text, '{t}.dt.strftime("%Y-%m-%d %H:%M:%S")'),
    "minute": Unit(
        lambda s: s // 60,
        lambda place: _second_text(place * 60)[:-3],
        '{t}.dt.strftime("%Y-%m-%d %H:%M")',
    ),
    "hour": Unit(lambda s: s // 3_600, _hour_text, '{t}.dt.strftime("%Y-%m-%d %H:00")'),
    "day": Unit(lambda s: s // DAY, _date, '{t}.dt.strftime("%Y-%m-%d")'),
    "week": Unit(
        lambda s: (s // DAY - FIRST_MONDAY) // 7,
        lambda place: _date(place * 7 + FIRST_MONDAY),
        '({t} - pd.to_timedelta({t}.dt.day_of_week, unit="D")).dt.strftime("%Y-%m-%d")',
    ),
    "month": Unit(_months, _month_text, '{t}.dt.strftime("%Y-%m")'),
    "quarter": Unit(
        lambda s: _months(s) // 3,
        lambda place: _month_text(place * 3),
        '{t}.dt.to_period("Q").dt.start_time.dt.strftime("%Y-%m")',
    ),
    "year": Unit(
        lambda s: _months(s) // 12,
        lambda place: f"{1970 + place:04d}",
        '{t}.dt.strftime("%Y")',
    ),
    "weekday": Unit(
        lambda s: (s // DAY - FIRST_MONDAY) % 7,
        lambda place: WEEKDAYS[place],
        "pd.Categorical.from_codes({t}.dt.day_of_week.fillna(-1).astype(int), "
        '"Mon Tue Wed Thu Fri Sat Sun".split())',
        is_cycle=True,
    ),
    "hour of day": Unit(
        lambda s: s // 3_600 % 24,
        lambda place: f"{place:02d}",
        '{t}.dt.strftime("%H")',
        is_cycle=True,
    ),
}
"""Every unit by its word."""


def places_of(
    counts: NDArray[Any], per_second: float, zone: Any, unit: str
) -> NDArray[np.int64]:
    """Which group of a unit each moment is in.

    Args:
        counts: Moments as counts since 1970 in UTC, shape (n,).
        per_second: Counts a second; less than one for days.
        zone: The zone whose clock is read; None for that of the counts.
        unit: A key of `UNITS`.

    Returns:
        Whole numbers in the order of the groups, shape (n,).
    """
    found = np.empty(len(counts), dtype=np.int64)
    known: dict[int, NDArray[np.int64]] = {}
    for start in range(0, len(counts), CHUNK):
        checkpoint()
        part = counts[start : start + CHUNK].astype(np.int64, copy=False)
        seconds = _seconds(part, per_second)
        if zone is not None:
            seconds = _on_the_wall(seconds, zone, known)
        found[start : start + CHUNK] = UNITS[unit].places(seconds)
    return found


def _seconds(counts: NDArray[np.int64], per_second: float) -> NDArray[np.int64]:
    if per_second >= 1:
        return counts // int(per_second)
    return counts * round(1 / per_second)


def _on_the_wall(
    seconds: NDArray[np.int64], zone: Any, known: dict[int, NDArray[np.int64]]
) -> NDArray[np.int64]:
    """As `local_seconds`; by one sum where all moments lie between two settings.

    Args:
        seconds: Moments, which may be missing.
        zone: The zone.
        known: Offsets of the zone that were looked at, by the day they begin with.
    """
    low, high = int(seconds.min()), int(seconds.max())
    if high - low > NEAR or abs(low) > 2**38:
        return local_seconds(seconds, zone)
    first = low // DAY
    if first not in known:
        grid = np.arange(first * DAY, (first + 2) * DAY + NEAR, QUARTER)
        known[first] = local_seconds(grid, zone) - grid
    last = (high - first * DAY) // QUARTER + 1
    offsets = known[first][: last + 1]
    if (offsets != offsets[0]).any():
        return local_seconds(seconds, zone)
    on_the_wall: NDArray[np.int64] = seconds + offsets[0]
    return on_the_wall


def local_seconds(seconds: NDArray[np.int64], zone: Any) -> NDArray[np.int64]:
    """Seconds of the clock on the wall in a zone; what is missing stays anything."""
    nat = np.iinfo(np.int64).min
    known = np.where(np.abs(seconds) < 2**40, seconds, nat)
    utc = pd.DatetimeIndex(known.view("M8[s]")).tz_localize("UTC")
    wall = utc.tz_convert(zone).tz_localize(None)
    return np.asarray(wall).astype("M8[s]").astype(np.int64)


def unit_for(seconds: float, most: int) -> str:
    """The finest unit that parts so long a time into at most so many groups."""
    for unit, length in {**SECONDS, **LONGER}.items():
        if seconds / length < most:
            return unit
    return "year"
