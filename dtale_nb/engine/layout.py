"""Which columns are shown, in which order, how wide, and which stay in sight.

As JSON, always given whole::

    {
        "order": "4,0-3,7",
        "left": 1,
        "right": 0,
        "widths": [{"number": 3, "label": ["price"], "width": 120}],
        "names": "9f3a51c07b2e",
    }

``order`` tells the columns shown by number, as ranges, so that ten thousand columns are
a few characters; null shows all as the frame has them. A script may also give a list of
names, numbers, or keys such as ``{"column": "price"}``. The first ``left`` and the last
``right`` of them stay in sight. ``names`` is a mark of all the frame's column names:
where it is given, it says which frame the numbers speak of.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from dtale_nb.engine.filters.tree import find_field
from dtale_nb.engine.memory.fields import check_number
from dtale_nb.engine.ranges import numbers_of, ranges_of
from dtale_nb.errors import BadArgument

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dtale_nb.engine.source import Source

LEAST_WIDTH = 40
MOST_WIDTH = 1_200
"""Bounds of a width that a user gives, px."""

_PARTS = {"order", "left", "right", "widths", "names"}


@dataclass(frozen=True, slots=True)
class Layout:
    """How the columns of a view stand.

    Attributes:
        order: The columns shown, by number; None for all in the frame's order.
        left: How many of the first stay in sight beside the index.
        right: How many of the last stay in sight at the other end.
        widths: Field -> px, where the user chose.
    """

    order: tuple[int, ...] | None = None
    left: int = 0
    right: int = 0
    widths: Mapping[int, int] = field(default_factory=dict)

    def numbers(self, n_columns: int) -> Sequence[int]:
        """The columns shown of a frame that has so many, in their order."""
        return range(n_columns) if self.order is None else self.order


def checked(given: Any, source: Source) -> Layout:
    """A layout that this frame can have.

    Raises:
        BadArgument: It names a column twice, none at all, or pins more than it shows.
        UnknownColumn: It names a column that is not there.
    """
    if not isinstance(given, Layout):
        raise BadArgument("columns is an Layout")
    if given.order is not None:
        _check_order(given.order, source)
    shown = len(given.numbers(source.n_columns))
    if min(given.left, given.right) < 0 or given.left + given.right > shown:
        raise BadArgument(
            f"{given.left} and {given.right} columns cannot be pinned",
            hint=f"{shown:,} columns are shown",
        )
    for number, width in given.widths.items():
        check_number(number, source.n_columns, source.n_levels)
        if not LEAST_WIDTH <= width <= MOST_WIDTH:
            raise BadArgument(
                f"a column cannot be {width} px wide",
                hint=f"{LEAST_WIDTH} to {MOST_WIDTH:,}",
            )
    return given


def _check_order(order: Sequence[int], source: Source) -> None:
    for number in order:
        check_number(number, source.n_columns)
    if len(set(order)) < len(order):
        raise BadArgument("the order of columns names one twice")
    if not order and source.n_columns:
        raise BadArgument("no column would be shown", hint="leave one at least")


def written(columns: Layout, source: Source) -> dict[str, Any]:
    """Write a layout as JSON; `read` reads it back."""
    return {
        "order": None if columns.order is None else ranges_of(columns.order),
        "left": columns.left,
        "right": columns.right,
        "widths": [
            {"number": at, "label": list(source.field(at).label), "width": width}
            for at, width in columns.widths.items()
        ],
        "names": mark_of(source),
    }


def read(given: Any, source: Source) -> Layout:
    """Read a layout from JSON.

    Raises:
        BadArgument: It can't be read, or speaks of a frame with other columns.
        UnknownColumn: It names a column that is not there.
    """
    if given is None:
        return Layout()
    if not isinstance(given, dict):
        raise BadArgument("columns is an object", hint='such as {"order": "0-3"}')
    unknown = set(given) - _PARTS
    if unknown:
        known = ", ".join(sorted(_PARTS))
        raise BadArgument(f"columns takes no {min(unknown)!r:.40}", hint=known)
    if given.get("names", mark_of(source)) != mark_of(source):
        raise BadArgument(
            "these columns were arranged for a frame with other columns",
            hint="the frame has changed; load the page again",
        )
    order = given.get("order")
    return Layout(
        None if order is None else tuple(_order(order, source)),
        _count(given, "left"),
        _count(given, "right"),
        dict(_width(one, source) for one in _list(given.get("widths", []), "widths")),
    )


def mark_of(source: Source) -> str:
    """A mark of the names of all columns: others have another one."""
    names = "\0".join(map(repr, source.column_names()))
    data = names.encode("utf-8", "surrogatepass")
    return hashlib.blake2b(data, digest_size=6).hexdigest()


def _order(given: Any, source: Source) -> list[int]:
    if isinstance(given, str):
        return numbers_of(given, source.n_columns)
    return [_number(one, source) for one in _list(given, "order")]


def _number(given: Any, source: Source) -> int:
    if isinstance(given, str):
        given = {"column": given}
    if isinstance(given, dict):
        return find_field(given, source)
    return _whole(given, "a column's number")


def _width(given: Any, source: Source) -> tuple[int, int]:
    if not isinstance(given, dict):
        raise BadArgument("a width is an object with number and width")
    number = _whole(given.get("number"), "number")
    check_number(number, source.n_columns, source.n_levels)
    label = list(source.field(number).label)
    if given.get("label", label) != label:
        raise BadArgument(
            f"column {number} is {' / '.join(label)!r:.60} now",
            hint="the frame has changed; load the page again",
        )
    return number, _whole(given.get("width"), "width")


def _count(given: Mapping[str, Any], name: str) -> int:
    return _whole(given.get(name, 0), name)


def _whole(given: Any, name: str) -> int:
    if isinstance(given, bool) or not isinstance(given, int):
        raise BadArgument(f"{name} must be a whole number", hint=f"got {given!r:.40}")
    return given


def _list(given: Any, name: str) -> list[Any]:
    if not isinstance(given, (list, tuple)):
        raise BadArgument(f"{name} must be a list", hint=f"got {given!r:.40}")
    return list(given)
