"""Axes of a static picture: where values lie on them, and what is written beside."""

from __future__ import annotations

import html
import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

PAD = 0.04
"""Room beyond the least and the largest value, as a share of what lies between."""

TICKS = 5
"""About so many values are written beside an axis."""

NAMES = 12
"""So many categories are, at most."""

LONGEST = 16
"""Characters of one of them."""

DAY = 86_400e9
"""Nanoseconds."""


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis, or several that share a scale.

    Attributes:
        kind: ``category``, ``date``, ``log`` or ``linear``.
        low: The value at its beginning, as `numbers` tells it.
        high: That at its end; below `low` where it runs backwards.
        names: The categories in their order.
        title: What is written beside it.
        is_seen: Whether anything is.
        is_told: Whether values are.
    """

    kind: str
    low: float
    high: float
    names: tuple[str, ...]
    title: str
    is_seen: bool
    is_told: bool

    @classmethod
    def of(cls, layout: Any, values: Sequence[Any], zero: bool) -> Axis:  # noqa: FBT001
        """The axis of all values that lie on it.

        Args:
            layout: Of plotly's, such as `figure.layout.xaxis`.
            values: Those of each trace.
            zero: Whether bars or areas begin at 0.
        """
        every = [each for each in values if each is not None and len(each)]
        kind = layout.type or _kind_of(every)
        names: tuple[str, ...] = ()
        if kind == "category":
            order = () if layout.categoryarray is None else layout.categoryarray
            names = tuple(dict.fromkeys(str(each) for each in (*order, *_flat(every))))
            low, high = -0.5, max(len(names), 1) - 0.5
        else:
            found = [_numbers(each, kind, names) for each in every]
            low, high = _ends(np.concatenate([np.zeros(0), *found]), kind, zero=zero)
        if layout.range is not None:
            low, high = _numbers(layout.range, "date" if kind == "date" else "", names)
        elif str(layout.autorange).endswith("reversed"):
            low, high = high, low
        is_seen = layout.visible is not False
        is_told = layout.showticklabels is not False
        title = plain(layout.title.text or "") if is_seen else ""
        return cls(kind, float(low), float(high), names, title, is_seen, is_told)

    def numbers(self, values: Any) -> NDArray[np.float64]:
        """Values as numbers of which equal distances look equal; NaN for none."""
        return _numbers(values, self.kind, self.names)

    def shares(self, numbers: NDArray[np.float64]) -> NDArray[np.float64]:
        """Where numbers lie, from 0 at the beginning to 1 at the end."""
        return (numbers - self.low) / ((self.high - self.low) or 1.0)

    def ticks(self) -> list[tuple[float, str]]:
        """Where something is written, as a share, and what."""
        told: list[tuple[float, str]]
        if self.kind == "category":
            step = max(1, -(-len(self.names) // NAMES))
            told = [
                (at, plain(self.names[at])) for at in range(0, len(self.names), step)
            ]
        else:
            told = _round_ticks(
                min(self.low, self.high), max(self.low, self.high), self.kind
            )
        places = self.shares(np.array([at for at, _ in told], dtype=np.float64))
        return [
            (float(share), _short(text) if self.is_told else "")
            for share, (_, text) in zip(places, told, strict=True)
            if -1e-9 <= share <= 1 + 1e-9
        ]


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def plain(text: str) -> str:
    """A text of plotly's without its marks, such as bold ones."""
    return html.unescape(re.sub(r"</?[A-Za-z][^>]*>", " ", text)).strip()


def printable(text: str) -> str:
    """A text without what XML cannot hold."""
    whole = text.encode("utf-8", "replace").decode()
    return "".join(each for each in whole if each.isprintable())


def _flat(every: Sequence[Any]) -> list[Any]:
    return [value for each in every for value in each if value is not None]


def _kind_of(every: Sequence[Any]) -> str:
    for each in every:
        kind = np.asarray(each).dtype.kind
        if kind == "M":
            return "date"
        if kind in "OUS" and any(isinstance(value, str) for value in each):
            return "category"
    return "linear"


def _numbers(values: Any, kind: str, names: tuple[str, ...]) -> NDArray[np.float64]:
    if kind == "category":
        places = {name: float(at) for at, name in enumerate(names)}
        return np.array([places.get(str(each), math.nan) for each in values])
    if kind == "date":
        moments = pd.to_datetime(pd.Series(list(values)), format="ISO8601", utc=True)
        counts = moments.dt.as_unit("ns").to_numpy("datetime64[ns]").astype("float64")
        return np.where(moments.isna(), np.nan, counts)
    numbers = pd.to_numeric(pd.Series(list(values)), errors="coerce")
    found = numbers.to_numpy("float64", na_value=np.nan)
    if kind == "log":
        with np.errstate(divide="ignore", invalid="ignore"):
            found = np.where(found > 0, np.log10(found), np.nan)
    return found


def _ends(
    numbers: NDArray[np.float64], kind: str, *, zero: bool
) -> tuple[float, float]:
    numbers = numbers[np.isfinite(numbers)]
    if zero and kind == "linear":
        numbers = np.append(numbers, 0.0)
    if not len(numbers):
        return 0.0, 1.0
    low, high = float(numbers.min()), float(numbers.max())
    room = (high - low) * PAD or abs(high) * PAD or 1.0
    at_zero = zero and kind == "linear"
    return (
        low if at_zero and low == 0 else low - room,
        high if at_zero and high == 0 else high + room,
    )


def _round_ticks(low: float, high: float, kind: str) -> list[tuple[float, str]]:
    if kind == "date":
        return _moments(low, high)
    step = _round((high - low) / TICKS)
    if kind == "log":
        step = max(1.0, round(step))
    numbers = np.arange(math.ceil(low / step), math.floor(high / step) + 1) * step
    if kind == "log":
        return [(at, f"{10.0**at:,.6g}") for at in numbers.tolist()]
    # As plotly.js does, so that years stay years.
    form = ",.10g" if max(abs(low), abs(high)) >= 10_000 else ".10g"
    return [(at, format(round(at, 12), form)) for at in numbers.tolist()]


def _round(step: float) -> float:
    """The next of 1, 2 or 5 times a power of ten."""
    if not step > 0 or not math.isfinite(step):
        return 1.0
    ten = 10.0 ** math.floor(math.log10(step))
    return next(ten * each for each in (1, 2, 5, 10) if ten * each >= step * (1 - 1e-9))


def _moments(low: float, high: float) -> list[tuple[float, str]]:
    span = high - low
    form = "%Y" if span > 1_500 * DAY else "%b %Y" if span > 120 * DAY else "%d %b"
    if span < 2 * DAY:
        form = "%H:%M" if span > DAY / 48 else "%H:%M:%S"
    places = np.linspace(low, high, TICKS + 2)[1:-1].tolist()
    return [(at, pd.Timestamp(int(at)).strftime(form)) for at in places]


def written(x: float, y: float, text: str, anchor: str = "start") -> str:
    """A text as SVG, at pixels; nothing where it is empty."""
    if not text:
        return ""
    safe = html.escape(printable(text), quote=False)
    return f'<text x="{x:.0f}" y="{y:.0f}" text-anchor="{anchor}">{safe}</text>'
