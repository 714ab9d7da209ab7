"""A million trades that never happened, with what real frames have in them.

Moments with a zone across a change to summer time, numbers above 2**53, five ways of
being missing, empty and blank texts, long ones, several lines, right-to-left, and texts
that look like markup or a formula. Nothing is downloaded.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

FIRST_DAY = "2026-03-02"
DAYS = 40
"""Working days over which the trades are spread."""

OPENING = 8 * 3600 * 1_000_000
OPEN_FOR = 30_600 * 1_000_000
"""Trading hours, 8:00 to 16:30 UTC, in microseconds."""

SYMBOLS = {
    "AAPL": 231.4,
    "AMZN": 219.1,
    "GOOG": 187.6,
    "MSFT": 412.6,
    "NVDA": 138.2,
    "ORCL": 166.9,
    "SAP": 254.3,
    "ASML": 702.5,
    "TTE": 55.7,
    "VOW3": 98.2,
}
"""Where each price begins its walk."""

LONG = (
    "Client asked for the remainder to be worked over the close; two venues were "
    "halted, the rest was crossed at the mid price and confirmed by telephone. "
    "Allocation follows with the usual split between the three accounts, and the "
    "fee was waived because the first quote had been stale for more than a minute."
)

NOTES: list[tuple[Any, float]] = [
    (None, 0.40),
    (math.nan, 0.12),
    (pd.NA, 0.10),
    ("", 0.06),
    ("  ", 0.04),
    ("partial fill, see order 88213", 0.12),
    ("crossed at mid", 0.06),
    ("late report", 0.04),
    (LONG, 0.02),
    ("صفقة خارج السوق بعد الإغلاق", 0.01),
    ("הוזמן מחדש", 0.01),
    ("first line\nsecond line", 0.005),
    ("<b>not markup</b> & no entity", 0.005),
    ("=SUM(A1:A9)", 0.005),
    ("règlement différé 🕐", 0.005),
]
"""What stands in the column note, and how often."""

VENUES = {"XPAR": 0.4, "XETR": 0.3, "XNAS": 0.2, "BATE": 0.1}

TAGS: list[tuple[Any, float]] = [
    ([], 0.6),
    (["algo"], 0.2),
    (["algo", "dark"], 0.1),
    (["block"], 0.07),
    (None, 0.03),
]


def trades(n_rows: int = 1_000_000, seed: int = 7) -> pd.DataFrame:
    """Make up trades, the same ones for the same arguments.

    Args:
        n_rows: How many; a million take about a second and 300 MB on the way.
        seed: Of the random numbers.

    Returns:
        18 columns; the index is the order's number, rising in time.
    """
    rng = np.random.default_rng(seed)
    which = rng.integers(0, len(SYMBOLS), n_rows)
    moments = _moments(rng, n_rows)
    price = _prices(rng, which)
    quantity = np.ceil(rng.gamma(1.2, 8.0, n_rows)).astype(np.int64) * 100
    order = pd.Index(1000 + np.cumsum(rng.integers(1, 4, n_rows)), name="order")
    columns = {
        "time": moments.tz_localize("UTC").tz_convert(_zone()),
        "symbol": np.array(list(SYMBOLS), dtype=object)[which],
        "side": _category(rng, n_rows, {"buy": 0.53, "sell": 0.47}),
        "price": price,
        "quantity": quantity,
        "fee": _holes(rng, _of(rng, n_rows, [0.0075, 0.35, 1.2, 12.5]), 0.12),
        "filled": _truths(rng, n_rows),
        "note": _objects(rng, order, NOTES),
        "venue": _category(rng, n_rows, VENUES),
        "trade_id": rng.integers(2**60, 2**64, n_rows, dtype=np.uint64),
        "account": _accounts(rng, n_rows),
        "value": np.round(price * quantity, 2),
        "latency": _durations(rng, n_rows),
        "settles": _settlements(rng, moments),
        "client": _clients(rng, n_rows),
        "risk": rng.normal(0, 1, n_rows).astype(np.float32),
        "tags": _objects(rng, order, TAGS),
        "attempts": rng.integers(1, 5, n_rows, dtype=np.int8),
    }
    return pd.DataFrame(columns, index=order)


def _moments(rng: np.random.Generator, n_rows: int) -> pd.DatetimeIndex:
    """Rising moments in trading hours, to the microsecond, in UTC without saying so."""
    days = pd.bdate_range(FIRST_DAY, periods=DAYS).to_numpy().astype("datetime64[us]")
    offsets = np.sort(rng.integers(0, DAYS * OPEN_FOR, n_rows))
    day, within = np.divmod(offsets, OPEN_FOR)
    return pd.DatetimeIndex(days[day] + (OPENING + within).astype("timedelta64[us]"))


def _zone() -> str:
    """Paris, or UTC on a machine without a time zone database."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        ZoneInfo("Europe/Paris")
    except ZoneInfoNotFoundError:
        return "UTC"
    return "Europe/Paris"


def _prices(rng: np.random.Generator, which: NDArray[np.int64]) -> NDArray[np.float64]:
    """A walk for each symbol, rounded to cents, a few missing."""
    n_rows = len(which)
    first = np.array(list(SYMBOLS.values()))[which]
    walk = np.cumsum(rng.normal(0, 0.08 / math.sqrt(max(n_rows, 1)), n_rows))
    own = rng.normal(0, 0.001, n_rows)
    return _holes(rng, np.round(first * np.exp(walk + own), 2), 0.004)


def _holes(
    rng: np.random.Generator, values: NDArray[np.float64], share: float
) -> NDArray[np.float64]:
    """The values with a share of them missing."""
    values[rng.random(len(values)) < share] = math.nan
    return values


def _of(
    rng: np.random.Generator, n_rows: int, values: Sequence[float]
) -> NDArray[np.float64]:
    """Values drawn from a few."""
    return np.array(values)[rng.integers(0, len(values), n_rows)]


def _drawn(
    rng: np.random.Generator, n_rows: int, shares: Iterable[float]
) -> NDArray[np.int64]:
    """Numbers 0, 1, ... drawn with these shares."""
    edges = np.cumsum(list(shares))
    drawn = rng.random(n_rows) * edges[-1]
    return np.asarray(np.searchsorted(edges[:-1], drawn, side="right"), dtype=np.int64)


def _category(
    rng: np.random.Generator, n_rows: int, shares: dict[str, float]
) -> pd.Categorical[str]:
    """A categorical column of names with these shares."""
    codes = _drawn(rng, n_rows, shares.values())
    return pd.Categorical.from_codes(codes, categories=pd.Index(list(shares)))


def _objects(
    rng: np.random.Generator, index: pd.Index[int], values: list[tuple[Any, float]]
) -> pd.Series[Any]:
    """A column of any objects; every row of one value holds the same object."""
    objects = np.empty(len(values), dtype=object)
    for number, (value, _) in enumerate(values):
        objects[number] = value
    drawn = _drawn(rng, len(index), [share for _, share in values])
    # A series of its own: a frame would read an array of objects as texts.
    return pd.Series(objects[drawn], dtype=object, index=index)


def _truths(rng: np.random.Generator, n_rows: int) -> pd.arrays.BooleanArray:
    """Mostly true, some missing."""
    return pd.arrays.BooleanArray(rng.random(n_rows) < 0.9, rng.random(n_rows) < 0.07)


def _accounts(rng: np.random.Generator, n_rows: int) -> pd.arrays.IntegerArray:
    """Numbers that a float would round, some missing."""
    numbers = 2**53 + rng.integers(1, 5000, n_rows) * 2 - 1
    return pd.arrays.IntegerArray(numbers, rng.random(n_rows) < 0.02)


def _durations(rng: np.random.Generator, n_rows: int) -> NDArray[np.timedelta64]:
    """How long an answer took."""
    return rng.gamma(2.0, 40_000.0, n_rows).astype("timedelta64[us]")


def _settlements(
    rng: np.random.Generator, moments: pd.DatetimeIndex
) -> NDArray[np.datetime64]:
    """Days, some missing."""
    days = moments.to_numpy().astype("datetime64[D]").astype("datetime64[s]")
    days += rng.integers(2, 5, len(moments)).astype("timedelta64[D]")
    days[rng.random(len(moments)) < 0.03] = np.datetime64("NaT", "s")
    return days


def _clients(rng: np.random.Generator, n_rows: int) -> NDArray[Any]:
    """Codes whose zeros in front must stay."""
    names = np.array([f"{number:06d}" for number in range(0, 2000, 7)], dtype=object)
    return names[rng.integers(0, len(names), n_rows)]
