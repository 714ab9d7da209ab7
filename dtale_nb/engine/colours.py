"""What cells are coloured by; the figures behind it are `dtale_nb.engine.scales`'.

As JSON, null for no colour::

    {
        "mode": "ranges",
        "columns": [{"number": 3, "label": ["price"]}],
        "ranges": [{"from": "0", "to": "99.5", "tint": 1}],
    }

Without ``columns`` all are coloured. A range's ends are texts of decimal numbers, so
that they are exact; both belong to it, and one may be missing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dtale_nb.engine.formats import field_number
from dtale_nb.engine.memory.fields import check_number
from dtale_nb.errors import BadArgument

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dtale_nb.engine.source import Source

MODES = ("heat", "overall", "bars", "outliers", "spread", "dtype", "missing", "ranges")
"""Heat by column, or by one scale for all; bars; values far out; columns that hardly
vary; by dtype; missing values; ranges that the user gives."""

TINTS = 4
"""How many tints ranges may have, from 1."""

MOST_RANGES = 8
MOST_COLUMNS = 2_000

_DECIMAL = re.compile(
    r"-?\d{1,40}(\.\d{1,40})?(e[+-]?\d{1,3})?", re.ASCII | re.IGNORECASE
)
_PARTS = {"mode", "columns", "ranges"}


@dataclass(frozen=True, slots=True)
class Range:
    """Values that get one tint: texts of decimals, '' for an open end."""

    start: str
    end: str
    tint: int


@dataclass(frozen=True, slots=True)
class Colour:
    """What cells are coloured by.

    Attributes:
        mode: One of `MODES`.
        numbers: The columns that are coloured; None for all.
        ranges: For mode ``ranges``; the first that holds a value counts.
    """

    mode: str
    numbers: tuple[int, ...] | None = None
    ranges: tuple[Range, ...] = ()


def checked(given: Any, source: Source) -> Colour | None:
    """A colour that this frame can have.

    Raises:
        BadArgument: It is none.
        UnknownColumn: It names a column that is not there.
    """
    if given is None:
        return None
    if not isinstance(given, Colour) or given.mode not in MODES:
        raise BadArgument(
            "colour is a Colour or None", hint=f"modes: {', '.join(MODES)}"
        )
    for number in given.numbers or ():
        check_number(number, source.n_columns)
    return given


def written(colour: Colour | None, source: Source) -> dict[str, Any] | None:
    """Write a colour as JSON; `read` reads it back."""
    if colour is None:
        return None
    form: dict[str, Any] = {"mode": colour.mode}
    if colour.numbers is not None:
        form["columns"] = [
            {"number": number, "label": list(source.field(number).label)}
            for number in colour.numbers
        ]
    if colour.ranges:
        form["ranges"] = [
            {"from": one.start, "to": one.end, "tint": one.tint}
            for one in colour.ranges
        ]
    return form


def read(given: Any, source: Source) -> Colour | None:
    """Read a colour from JSON.

    Raises:
        BadArgument: It can't be read, or speaks of a frame with other columns.
        UnknownColumn: It names a column that is not there.
    """
    if given is None:
        return None
    if not isinstance(given, dict) or given.get("mode") not in MODES:
        raise BadArgument(
            "colour is an object with a mode, or null",
            hint=f"one of {', '.join(MODES)}",
        )
    unknown = set(given) - _PARTS
    if unknown:
        raise BadArgument(f"colour takes no {min(unknown)!r:.40}")
    columns = given.get("columns")
    numbers = None
    if columns is not None:
        keys = _list(columns, "columns", MOST_COLUMNS)
        numbers = tuple(field_number(key, source) for key in keys)
    ranges = _list(given.get("ranges", []), "ranges", MOST_RANGES)
    return Colour(given["mode"], numbers, tuple(map(_range, ranges)))


def _list(given: Any, name: str, most: int) -> list[dict[str, Any]]:
    if not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
        raise BadArgument(f"{name} is a list of objects")
    if len(given) > most:
        raise BadArgument(f"at most {most:,} {name}", hint=f"got {len(given):,}")
    return given


def _range(given: Mapping[str, Any]) -> Range:
    tint = given.get("tint", 1)
    if isinstance(tint, bool) or not isinstance(tint, int) or not 1 <= tint <= TINTS:
        raise BadArgument(f"tint must be 1 to {TINTS}", hint=f"got {tint!r:.40}")
    return Range(_end(given.get("from", "")), _end(given.get("to", "")), tint)


def _end(given: Any) -> str:
    text = "" if given is None else given
    if not isinstance(text, str) or (text and not _DECIMAL.fullmatch(text)):
        raise BadArgument(f"no decimal number: {given!r:.40}", hint='such as "99.5"')
    return text
