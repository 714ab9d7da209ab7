"""The state of a view as one JSON document: the same for page, Python and script.

As JSON::

    {
        "sort": [{"number": 3, "label": ["price"], "descending": true}],
        "filter": {"all": [{"column": "side", "op": "eq", "value": "buy"}]},
        "search": "fill",
        "scroll": {"top": 412.5, "left": 0},
        "columns": {"order": "3,0-2", "left": 1, "right": 0, "widths": []},
        "formats": [{"dtype": "float64", "decimals": 2}],
        "lines": 1,
        "colour": {"mode": "heat"},
        "charts": [{"kind": "bar", "options": {"x": {"number": 3}}}],
    }

A key of the sort names its column by ``number`` (with ``label`` as a check), or as a
condition of a filter does (`dtale_nb.engine.filters.tree`). The columns are told as
`dtale_nb.engine.layout` says, how cells are written and coloured as
`dtale_nb.engine.formats` and `dtale_nb.engine.colours` say, the charts beside them as
`dtale_nb.engine.charted` says. Rows are ``lines`` high, 0
is one line set closer. ``search`` is a text that is looked for in all cells, or null.
What a document doesn't name stays as it is.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from dtale_nb.engine import charted, colours, formats, layout
from dtale_nb.engine.filters import Group, spec_of
from dtale_nb.engine.source import SortKey
from dtale_nb.errors import BadArgument

if TYPE_CHECKING:
    from collections.abc import Callable

    from dtale_nb.engine.filters import Node
    from dtale_nb.engine.source import Source
    from dtale_nb.engine.states import ViewState


def document(state: ViewState, source: Source) -> dict[str, Any]:
    """Write a state; `changes_of` reads it back."""
    top, left = state.scroll
    tree = state.filter
    return {
        "sort": [
            {
                "number": key.number,
                "label": list(source.field(key.number).label),
                "descending": key.descending,
            }
            for key in state.sort
        ],
        "filter": None if tree is None else spec_of(tree, source),
        "search": state.search,
        "scroll": {"top": top, "left": left},
        "height": state.height,
        "columns": layout.written(state.columns, source),
        "formats": formats.written(state.formats, source),
        "lines": state.lines,
        "colour": colours.written(state.colour, source),
        "charts": charted.written(state.charts, source),
    }


def sentences(state: ViewState) -> list[dict[str, Any]]:
    """The parts of a filter that must all hold, in words, in their order."""
    tree = state.filter
    if tree is None:
        return []
    is_list = isinstance(tree, Group) and tree.word == "all" and not tree.off
    parts: tuple[Node, ...] = tree.parts if is_list else (tree,)  # type: ignore[union-attr]
    return [{"text": part.sentence(), "off": part.off} for part in parts]


def changes_of(given: Any, source: Source) -> dict[str, Any]:
    """Read what a document names, for `FrameView.change`.

    Raises:
        BadArgument: Something in it is unknown or can't be read.
        UnknownColumn: It speaks of a column that isn't there.
    """
    if not isinstance(given, Mapping):
        hint = 'such as {"search": "fill"}'
        raise BadArgument(f"a state is an object (not {given!r:.40})", hint=hint)
    for name in given:
        if name not in _READERS:
            known = ", ".join(_READERS)
            raise BadArgument(f"unknown state {name!r:.40}", hint=f"known: {known}")
    return {name: _READERS[name](value, source) for name, value in given.items()}


def sort_key(given: Any, source: Source) -> SortKey:
    """Read one key of a sort.

    Raises:
        BadArgument: It can't be read.
        UnknownColumn: There is no such column, or another one stands there.
    """
    if not isinstance(given, dict):
        raise BadArgument("a sort key is an object", hint=_SUCH_KEY)
    descending = given.get("descending", False)
    if not isinstance(descending, bool):
        raise BadArgument("descending must be true or false")
    unknown = set(given) - _SORT_PARTS
    if unknown:
        raise BadArgument(f"a sort key takes no {min(unknown)!r:.40}")
    number = formats.field_number(given, source)
    return SortKey(number, descending=descending)


_SUCH_KEY = '{"column": "price", "descending": true}'
_SORT_PARTS = {"number", "label", "column", "position", "level", "descending"}


def _sort(given: Any, source: Source) -> tuple[SortKey, ...]:
    if not isinstance(given, list):
        raise BadArgument("sort must be a list of keys", hint=f"such as [{_SUCH_KEY}]")
    return tuple(sort_key(key, source) for key in given)


def _as_it_is(given: Any, source: Source) -> Any:
    del source  # `FrameView.change` reads it against its own
    return given


def _scroll(given: Any, source: Source) -> tuple[float, float]:
    del source
    if not isinstance(given, dict):
        raise BadArgument("scroll is an object", hint='such as {"top": 0, "left": 0}')
    return max(_finite(given, "top"), 0.0), max(_finite(given, "left"), 0.0)


def _finite(given: Mapping[str, Any], name: str) -> float:
    value = given.get(name, 0)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise BadArgument(f"{name} must be a number", hint=f"got {value!r:.40}")
    if not math.isfinite(value) or abs(value) > 2**53:
        raise BadArgument(f"{name} must be finite", hint=f"got {value!r:.40}")
    return float(value)


_READERS: dict[str, Callable[[Any, Source], Any]] = {
    "sort": _sort,
    "filter": _as_it_is,
    "search": _as_it_is,
    "scroll": _scroll,
    "height": _as_it_is,
    "columns": layout.read,
    "formats": formats.read,
    "lines": formats.read_lines,
    "colour": colours.read,
    "charts": charted.read,
}
