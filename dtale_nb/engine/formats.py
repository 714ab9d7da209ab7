"""How cells are written: decimals, units, patterns of dates; never what they are.

As JSON, a list of which a column's own entry wins over that of its dtype::

    [
        {"number": 3, "label": ["price"], "style": "currency", "currency": "EUR"},
        {"dtype": "float64", "decimals": 2, "thousands": true, "red": true},
        {"number": 5, "pattern": "D MMM YYYY", "here": true},
    ]

Formatting itself is done where it is seen (``viewer/grid/formats.js``); copies, details
and filters keep to the exact value. A script may name a column as a condition of a
filter does, ``{"column": "price", ...}``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from dtale_nb.engine.filters.tree import find_field
from dtale_nb.engine.memory.fields import check_number
from dtale_nb.errors import BadArgument

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from dtale_nb.engine.source import Source

STYLES = ("plain", "percent", "scientific", "currency", "bytes")
"""How a number may be written."""

MOST = 2_000
"""Entries of a view at most; a dtype's entry serves all its columns."""

MOST_LINES = 12
"""Lines of a row at most."""

_CURRENCY = re.compile(r"[A-Z]{3}", re.ASCII)
_TARGETS = {"number", "label", "column", "position", "level", "dtype"}


@dataclass(frozen=True, slots=True)
class Format:
    """How the cells of one column, or of all columns of a dtype, are written.

    Attributes:
        number: The field; None where it is for a dtype.
        dtype: The dtype; '' where it is for a field.
        options: What differs from the plain way, by word, see `OPTIONS`.
    """

    number: int | None
    dtype: str = ""
    options: Mapping[str, Any] = field(default_factory=dict)


def checked(given: Any, source: Source) -> tuple[Format, ...]:
    """Formats that this frame can have.

    Raises:
        BadArgument: They are none, or speak twice of the same.
        UnknownColumn: They name a column that is not there.
    """
    if not isinstance(given, tuple) or not all(
        isinstance(one, Format) for one in given
    ):
        raise BadArgument("formats is a tuple of Format")
    if len(given) > MOST:
        raise BadArgument(
            f"{len(given):,} formats, at most {MOST:,}", hint="give one to a dtype"
        )
    for one in given:
        if one.number is not None:
            check_number(one.number, source.n_columns, source.n_levels)
    if len({(one.number, one.dtype) for one in given}) < len(given):
        raise BadArgument("formats speaks twice of one column or dtype")
    return given


def written(formats: tuple[Format, ...], source: Source) -> list[dict[str, Any]]:
    """Write formats as JSON; `read` reads them back."""
    return [{**_target(one, source), **one.options} for one in formats]


def read(given: Any, source: Source) -> tuple[Format, ...]:
    """Read formats from JSON.

    Raises:
        BadArgument: They can't be read, or speak of a frame with other columns.
        UnknownColumn: They name a column that is not there.
    """
    if not isinstance(given, list):
        raise BadArgument(
            "formats is a list", hint='such as [{"number": 3, "decimals": 2}]'
        )
    return tuple(_format(one, source) for one in given)


def read_lines(given: Any, _source: Source) -> int:
    """Read how many lines a row has: 0 is one line, set closer.

    Raises:
        BadArgument: It's no such number.
    """
    return _whole(given, "lines", 0, MOST_LINES)


def _target(one: Format, source: Source) -> dict[str, Any]:
    if one.number is None:
        return {"dtype": one.dtype}
    return {"number": one.number, "label": list(source.field(one.number).label)}


def _format(given: Any, source: Source) -> Format:
    if not isinstance(given, dict):
        raise BadArgument("a format is an object", hint='such as {"number": 3}')
    options = {
        name: _option(name, value)
        for name, value in given.items()
        if name not in _TARGETS
    }
    if options.get("style") == "currency" and "currency" not in options:
        raise BadArgument("a currency needs its code", hint='such as "EUR"')
    if "dtype" in given:
        dtype = given["dtype"]
        if not isinstance(dtype, str) or not 0 < len(dtype) <= 200:
            raise BadArgument("dtype must be a text", hint='such as "float64"')
        return Format(None, dtype, options)
    return Format(field_number(given, source), "", options)


def field_number(given: Mapping[str, Any], source: Source) -> int:
    """The field that an object names by ``number``, or as a filter does.

    Raises:
        BadArgument: It can't be read, or another column stands there by now.
        UnknownColumn: There is no such field.
    """
    if "number" not in given:
        return find_field(given, source)
    number = given["number"]
    if isinstance(number, bool) or not isinstance(number, int):
        raise BadArgument("number must be a whole number", hint=f"got {number!r:.40}")
    label = list(source.field(number).label)
    # Positions move when the user changes the frame; the name says which was meant.
    if given.get("label", label) != label:
        raise BadArgument(
            f"column {number} is {' / '.join(label)!r:.60} now",
            hint="the frame has changed; load the page again",
        )
    return number


def _option(name: str, value: Any) -> Any:
    reader = OPTIONS.get(name)
    if reader is None:
        raise BadArgument(
            f"a format takes no {name!r:.40}", hint=f"it takes {', '.join(OPTIONS)}"
        )
    return reader(value)


def _whole(value: Any, name: str, least: int, most: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise BadArgument(f"{name} must be a whole number", hint=f"got {value!r:.40}")
    if not least <= value <= most:
        raise BadArgument(f"{name} must be {least} to {most}", hint=f"got {value}")
    return value


def _word(words: tuple[str, ...]) -> Callable[[Any], str]:
    def reader(value: Any) -> str:
        if value not in words:
            raise BadArgument(
                f"no {value!r:.40} here", hint=f"one of {', '.join(words)}"
            )
        return str(value)

    return reader


def _number(name: str, least: int, most: int) -> Callable[[Any], int]:
    return lambda value: _whole(value, name, least, most)


def _truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise BadArgument("must be true or false", hint=f"got {value!r:.40}")
    return value


def _currency(value: Any) -> str:
    if not isinstance(value, str) or not _CURRENCY.fullmatch(value):
        raise BadArgument("a currency is three capitals", hint='such as "EUR"')
    return value


def _pattern(value: Any) -> str:
    if not isinstance(value, str) or not 0 < len(value) <= 60:
        raise BadArgument("a pattern is a text", hint='such as "D MMM YYYY"')
    return value


OPTIONS: dict[str, Callable[[Any], Any]] = {
    "style": _word(STYLES),
    "currency": _currency,
    "decimals": _number("decimals", 0, 20),
    "digits": _number("digits", 1, 21),
    "thousands": _truth,
    "red": _truth,
    "pattern": _pattern,
    "here": _truth,
    "wrap": _truth,
}
"""What a format may say, by word: how a number is written (``style``, ``currency``),
its decimals or significant digits, groups of thousands, negative ones in red, the
pattern of a moment, whether it is in the reader's zone, whether a text is wrapped."""
