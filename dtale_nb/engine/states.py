"""How a frame is shown: one state, read from what the page or Python sends."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import isfinite
from typing import TYPE_CHECKING, Any

from dtale_nb.engine import charted, colours, formats
from dtale_nb.engine.filters import read_tree
from dtale_nb.engine.filters.tree import read_search
from dtale_nb.engine.layout import Layout, checked
from dtale_nb.engine.memory.fields import check_number
from dtale_nb.engine.source import SortKey
from dtale_nb.errors import BadArgument

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from dtale_nb.engine.charted import Charted
    from dtale_nb.engine.colours import Colour
    from dtale_nb.engine.filters import Node
    from dtale_nb.engine.formats import Format
    from dtale_nb.engine.source import Source

LEAST_HEIGHT = 120
MOST_HEIGHT = 4_000
"""Bounds of a height that a user gives, px."""


@dataclass(frozen=True, slots=True)
class ViewState:
    """How a frame is shown; the same for the page, Python and a link.

    Attributes:
        sort: The keys of the order, the first decides first; () is the frame's order.
        filter: Which rows are shown; None for all.
        search: A text that is looked for in all cells; it changes no row.
        scroll: The row at the top and the pixels scrolled to the right. Where a reader
            is makes no new version.
        columns: Which columns are shown and where; makes no new version either.
        formats: How cells are written.
        lines: How many lines a row has; 0 is one line, set closer.
        colour: What cells are coloured by; None for nothing.
        height: The viewer's height in a cell's output, px, where the user chose it.
        charts: Those beside the grid, or left there when it was closed.
    """

    sort: tuple[SortKey, ...] = ()
    filter: Node | None = None
    search: str | None = None
    scroll: tuple[float, float] = (0.0, 0.0)
    columns: Layout = field(default_factory=Layout)
    formats: tuple[Format, ...] = ()
    lines: int = 1
    colour: Colour | None = None
    height: int | None = None
    charts: tuple[Charted, ...] = ()


def read_changes(changes: Mapping[str, Any], source: Source) -> dict[str, Any]:
    """Parts of a state, checked against the frame.

    Args:
        changes: Parts of a `ViewState` by name.
        source: The frame.

    Raises:
        BadArgument: A part is unknown or cannot be read.
        UnknownColumn: It speaks of a field that is not there.
    """
    return {part: _read(part, value, source) for part, value in changes.items()}


def _read(part: str, value: Any, source: Source) -> Any:
    """One part of a state, checked.

    Raises:
        BadArgument: It is unknown or cannot be read.
        UnknownColumn: It speaks of a field that is not there.
    """
    reader = _READERS.get(part)
    if reader is None:
        raise BadArgument(
            f"a view has no {part!r}", hint=f"it has {', '.join(_READERS)}"
        )
    return reader(value, source)


def _read_sort(value: Any, source: Source) -> tuple[SortKey, ...]:
    try:
        keys = tuple(value)
    except TypeError:
        keys = (None,)
    if not all(isinstance(key, SortKey) for key in keys):
        raise BadArgument("sort is a list of keys, each with number and descending")
    for key in keys:
        check_number(key.number, source.n_columns, source.n_levels)
    if len({key.number for key in keys}) < len(keys):
        raise BadArgument("sort names one field twice")
    return keys


def _read_search(value: Any, _source: Source) -> str | None:
    return read_search({"search": value}, "search") if value else None


def _read_scroll(value: Any, _source: Source) -> tuple[float, float]:
    try:
        top, left = (float(part) for part in value)
    except (TypeError, ValueError):
        top = left = float("nan")
    if not (isfinite(top) and isfinite(left)) or top < 0 or left < 0:
        raise BadArgument("scroll is two numbers from 0 up: top row and left pixels")
    return top, left


def _read_height(value: Any, _source: Source) -> int | None:
    if value is None:
        return None
    is_whole = isinstance(value, int) and not isinstance(value, bool)
    if not is_whole or not LEAST_HEIGHT <= value <= MOST_HEIGHT:
        raise BadArgument(
            "height is a whole number of pixels, or null",
            hint=f"{LEAST_HEIGHT} to {MOST_HEIGHT:,}",
        )
    return int(value)


_READERS: dict[str, Callable[[Any, Source], Any]] = {
    "sort": _read_sort,
    "filter": read_tree,
    "search": _read_search,
    "scroll": _read_scroll,
    "height": _read_height,
    "columns": checked,
    "formats": formats.checked,
    "lines": formats.read_lines,
    "colour": colours.checked,
    "charts": charted.checked,
}
