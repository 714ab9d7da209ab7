"""The tree of a filter: groups of conditions, each about one column.

As JSON::

    {
        "all": [
            {"column": "price", "op": "between", "value": [408, 431]},
            {
                "not": {
                    "any": [
                        {"position": 3, "op": "missing"},
                        {"level": "order", "op": "contains", "value": "x", "off": true},
                    ]
                }
            },
        ]
    }

A column is named by ``column``, or where names repeat by ``position``; an index level
by ``level`` (name or number). ``{"search": "fill"}`` asks all columns at once: one of
the row's cells shows this text, see `dtale_nb.engine.filters.shown`; with
``"columns": "0-3,7"`` only these and the index. ``"off": true`` sets a condition or a
group aside. NOT keeps what its part does not keep, missing values
included.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from dtale_nb.engine.filters.columns import Column, tested
from dtale_nb.engine.filters.operators import Operator, read_operator
from dtale_nb.engine.filters.shown import Found, shown_rows
from dtale_nb.engine.jobs import Cancelled, checkpoint
from dtale_nb.engine.memory.fields import check_number
from dtale_nb.engine.memory.rows import places_of
from dtale_nb.engine.ranges import numbers_of, ranges_of
from dtale_nb.errors import BadArgument, UnknownColumn

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dtale_nb.engine.source import Source
    from dtale_nb.errors import DtaleNbError

DEEPEST = 20
"""Groups within groups."""

LONGEST = 1_000
"""Characters of a text that is searched."""

MOST = 500
"""Conditions in one tree."""


@dataclass(frozen=True)
class Leaf:
    """A condition on one column.

    Attributes:
        number: The field asked about.
        title: How sentences call it.
        operator: What is asked.
        off: It is set aside.
    """

    number: int
    title: str
    operator: Operator
    off: bool = False

    def sentence(self) -> str:
        """The condition in words."""
        return f"{self.title} {self.operator.sentence()}"


@dataclass(frozen=True)
class Group:
    """Conditions that hold together.

    Attributes:
        word: ``all``, ``any`` or ``not``; ``not`` has one part.
        parts: What is grouped.
        off: It is set aside.
    """

    word: str
    parts: tuple[Node, ...]
    off: bool = False

    def sentence(self) -> str:
        """The conditions in words."""
        said = [_enclosed(part, self.word) for part in self.parts if not part.off]
        if self.word == "not":
            is_asked = said and self.parts[0].sentence() != "all rows"
            return f"not ({said[0]})" if is_asked else "all rows"
        joined = (" and " if self.word == "all" else " or ").join(said)
        return joined or "all rows"


Node = Leaf | Group | Found
"""A tree or a part of one."""


def _enclosed(part: Node, word: str) -> str:
    said = part.sentence()
    several = isinstance(part, Group) and len(part.parts) > 1 and part.word != word
    return f"({said})" if several and part.word != "not" else said  # type: ignore[union-attr]


def read_tree(spec: Any, source: Source) -> Node | None:
    """Read a filter and check every condition against the frame.

    Args:
        spec: The tree as JSON; None for no filter.
        source: The frame.

    Raises:
        BadArgument: Something in it cannot be read.
        UnknownColumn: A condition is about a column that is not there.
    """
    if spec is None:
        return None
    left = [MOST]
    return _read(spec, source, 0, left)


def judged(spec: Any, source: Source) -> tuple[str, DtaleNbError | None]:
    """What a filter says in words, or else why it cannot be asked; raises nothing.

    Args:
        spec: The tree as JSON, perhaps half typed.
        source: The frame.
    """
    try:
        tree = read_tree(spec, source)
    except (BadArgument, UnknownColumn) as error:
        return "", error
    return ("" if tree is None else tree.sentence()), None


def _read(spec: Any, source: Source, depth: int, left: list[int]) -> Node:
    left[0] -= 1
    if depth > DEEPEST or left[0] < 0:
        raise BadArgument("the filter is too large")
    if not isinstance(spec, Mapping):
        raise BadArgument(
            "a filter is an object of conditions", hint=f"not {spec!r:.80}"
        )
    words = [word for word in ("all", "any", "not") if word in spec]
    off = spec.get("off", False)
    if not isinstance(off, bool):
        raise BadArgument("'off' is true or false")
    if "search" in spec and not words:
        return Found(read_search(spec, "search"), _read_columns(spec, source), off)
    if not words:
        return _read_leaf(spec, source, off=off)
    word = words[0]
    extra = set(spec) - {word, "off"}
    if extra:
        raise BadArgument(f"a group of {word!r} takes no {sorted(extra)[0]!r}")
    parts = [spec[word]] if word == "not" else spec[word]
    if not isinstance(parts, list | tuple):
        raise BadArgument(f"{word!r} takes a list of conditions")
    read = tuple(_read(part, source, depth + 1, left) for part in parts)
    return Group(word, read, off)


def read_search(spec: Mapping[str, Any], word: str) -> str:
    """The text that is looked for in all columns.

    Raises:
        BadArgument: It is no text, an empty or a long one, or not alone.
    """
    text, extra = spec[word], set(spec) - {word, "off", "columns"}
    if extra:
        raise BadArgument(f"a search takes no {min(extra)!r:.40}")
    if not isinstance(text, str) or not 0 < len(text) <= LONGEST:
        raise BadArgument(f"a search is a text of at most {LONGEST:,} characters")
    return text


def _read_columns(spec: Mapping[str, Any], source: Source) -> tuple[int, ...] | None:
    """The columns that a search is limited to, ascending.

    Raises:
        BadArgument: They are no ranges.
        UnknownColumn: One of them is not there.
    """
    given = spec.get("columns")
    if given is None:
        return None
    if not isinstance(given, str):
        raise BadArgument("'columns' is a text of ranges", hint='such as "0-3,7"')
    numbers = sorted(set(numbers_of(given, source.n_columns)))
    for number in numbers[-1:]:
        check_number(number, source.n_columns)
    return tuple(numbers)


def _read_leaf(spec: Mapping[str, Any], source: Source, *, off: bool) -> Leaf:
    number = find_field(spec, source)
    column = Column(source.field(number), source.array(number))
    asked = {
        key: value
        for key, value in spec.items()
        if key not in {"column", "position", "level", "off"}
    }
    with _readable(column):
        return Leaf(number, column.title, read_operator(asked, column), off)


@contextmanager
def _readable(column: Column) -> Iterator[None]:
    """Say it where the values of a column are such that a question cannot be put.

    Raises:
        BadArgument: They are.
    """
    try:
        yield
    except (BadArgument, Cancelled, MemoryError):
        raise
    except Exception as error:
        raise BadArgument(
            f"that cannot be asked of {column.title!r}, which is {column.field.dtype}",
            hint=f"it ends in {type(error).__name__}",
        ) from error


def find_field(spec: Mapping[str, Any], source: Source) -> int:
    """The number of the field that a condition names.

    Raises:
        BadArgument: It names none, several, or a name that repeats.
        UnknownColumn: It is not there.
    """
    ways = [way for way in ("column", "position", "level") if way in spec]
    if not ways or (len(ways) > 1 and ways != ["column", "position"]):
        raise BadArgument("a condition names one column, position or level")
    if "level" in spec:
        return _find_level(spec["level"], source)
    if "position" in spec:
        return _find_position(spec, source)
    return _find_name(spec["column"], source)


def _find_position(spec: Mapping[str, Any], source: Source) -> int:
    position = spec["position"]
    if isinstance(position, bool) or not isinstance(position, int) or position < 0:
        raise BadArgument(f"not a position: {position!r}")
    field = source.field(position)
    if "column" in spec and spec["column"] not in (field.name, *field.label):
        raise UnknownColumn(
            f"column {position} is {field.name!r}, not {spec['column']!r}",
            hint="the frame has changed; build the filter again",
        )
    return position


def _find_level(level: Any, source: Source) -> int:
    names = [source.field(~number).name for number in range(source.n_levels)]
    if isinstance(level, int) and not isinstance(level, bool) and level not in names:
        if not 0 <= level < source.n_levels:
            raise UnknownColumn.among(level, map(str, names), "index level")
        return ~level
    if names.count(level) != 1:
        raise UnknownColumn.among(level, map(str, names), "index level")
    return ~names.index(level)


def _find_name(name: Any, source: Source) -> int:
    wanted = tuple(name) if isinstance(name, list) else name
    names = source.column_names()
    found = [number for number, each in enumerate(names) if _is_same(each, wanted)]
    if not found:  # a label that JSON cannot hold is named by its text
        found = [number for number, each in enumerate(names) if str(each) == name]
    if not found:
        raise UnknownColumn.among(name, map(str, names))
    if len(found) > 1:
        raise BadArgument(
            f"{len(found)} columns are called {name!r}",
            hint=f"say which by position: {', '.join(map(str, found[:9]))}",
        )
    return found[0]


def _is_same(label: Any, wanted: Any) -> bool:
    return type(label) is type(wanted) and bool(label == wanted)


def spec_of(node: Node, source: Source) -> dict[str, Any]:
    """A tree as JSON that reads back the same."""
    spec: dict[str, Any]
    if isinstance(node, Found):
        spec = {"search": node.text}
        if node.numbers is not None:
            spec["columns"] = ranges_of(node.numbers)
    elif isinstance(node, Group):
        parts: Any = [spec_of(part, source) for part in node.parts]
        spec = {node.word: parts[0] if node.word == "not" else parts}
    elif node.number < 0:
        spec = {"level": ~node.number, **node.operator.spec()}
    else:
        name = source.field(node.number).name
        named = {"column": name} if isinstance(name, str) else {}
        spec = {**named, "position": node.number, **node.operator.spec()}
    return {**spec, "off": True} if node.off else spec


def kept_rows(
    node: Node | None, source: Source, within: NDArray[Any] | None = None
) -> NDArray[Any] | None:
    """The rows that a filter keeps, ascending.

    Args:
        node: The filter.
        source: The frame.
        within: Rows that are known to be all that may be kept, ascending.

    Returns:
        Positions; None for all rows.
    """
    if node is None or node.off:
        return within
    n = source.n_rows if within is None else len(within)
    mask = _mask(node, lambda leaf: _leaf_mask(leaf, source, within), n)
    if mask is None:
        return within
    kept = places_of(mask)
    return kept if within is None else within[kept]


def _mask(
    node: Node, of_leaf: Callable[[Leaf | Found], NDArray[np.bool_]], n: int
) -> NDArray[np.bool_] | None:
    """The mask of a node, shape (n,); None where all of it is set aside."""
    checkpoint()
    if node.off:
        return None
    if not isinstance(node, Group):
        return of_leaf(node)
    masks = [_mask(part, of_leaf, n) for part in node.parts]
    found = [mask for mask in masks if mask is not None]
    if not found:
        return None
    if node.word == "not":
        return ~found[0]
    joined = found[0].copy()
    for mask in found[1:]:
        if node.word == "all":
            joined &= mask
        else:
            joined |= mask
    return joined


def _leaf_mask(
    leaf: Leaf | Found, source: Source, within: NDArray[Any] | None
) -> NDArray[np.bool_]:
    if isinstance(leaf, Found):
        return shown_rows(leaf, source, within)
    column = Column(source.field(leaf.number), source.array(leaf.number))
    with _readable(column):
        test = leaf.operator.test(column)
        if within is None:
            return tested(column.array, test)
        return tested(column.array.take(within.astype(np.intp)), test)
