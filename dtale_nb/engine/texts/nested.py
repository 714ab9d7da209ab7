"""The text of values that hold others: compact, near to JSON, bounded in time and size.

Only as much of a container is walked as its text has room for, so a cell that holds
50 MB costs what a cell of 200 characters costs.
"""

from __future__ import annotations

import dataclasses
import json
import sys
from collections import Counter, OrderedDict, defaultdict, deque
from enum import Enum
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from dtale_nb.engine.kinds import Mark
from dtale_nb.engine.texts.values import Untrusted, known, untrusted_text
from dtale_nb.engine.texts.written import Written, apart, bounded, type_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Opener = Callable[[Any, Any], None]

DEEPEST = 60
"""Containers in containers that are walked; what lies deeper is shown as `…`."""

SORTED_SET = 1_000
"""Sets up to this size are written in order, so that equal sets look equal."""

TIMES = " \N{MULTIPLICATION SIGN} "

ITSELF = "<itself>"
"""What stands for a container that holds itself."""


class _Full(Exception):
    """There is no room for more text."""


def nested_text(value: Any, limit: int, *, guarded: bool) -> Written:
    """Write a value that holds others.

    Args:
        value: A container, or anything that no writer is known for.
        limit: Characters of the text at most.
        guarded: Whether code of the user's classes may be run here.

    Raises:
        Untrusted: It would have to be run, and is not guarded.
        Exception: Whatever that code raises, if guarded.
    """
    walk = _Walk(limit, guarded=guarded)
    opener = walk.opener(value)
    if opener is None:
        return walk.untrusted(value, limit)
    try:
        walk.enter(opener, value)
    except _Full:
        return bounded("".join(walk.parts), limit)
    text, mark = bounded("".join(walk.parts), limit)
    return text, Mark.CUT if walk.was_cut else mark


class _Walk:
    """One walk through a value; knows how much room there is and where it is.

    Args:
        limit: Characters of the text at most.
        guarded: Whether code of the user's classes may be run here.
    """

    def __init__(self, limit: int, *, guarded: bool) -> None:
        self.parts: list[str] = []
        self.was_cut = False
        self.room = limit + 1
        self._guarded = guarded
        self._path: list[int] = []

    def put(self, text: str) -> None:
        """Write a piece.

        Raises:
            _Full: There is no room for more.
        """
        self.parts.append(text)
        self.room -= len(text)
        if self.room <= 0:
            raise _Full

    def write(self, value: Any) -> None:
        """Write a value that stands in another."""
        kind = type(value)
        if kind is str or (issubclass(kind, str) and not issubclass(kind, Enum)):
            self._quoted(value)
            return
        written = known(value, self.room, guarded=self._guarded)
        if written is not None:
            self.put(written[0])
            return
        opener = self.opener(value)
        if opener is not None:
            self.enter(opener, value)
        else:
            text, _ = self.untrusted(value, self.room)
            self.put(text)

    def enter(self, opener: Opener, value: Any) -> None:
        """Write a container, unless it stands in itself or too deep."""
        if id(value) in self._path:
            self.put(ITSELF)
            return
        if len(self._path) >= DEEPEST:
            self.was_cut = True
            self.put("…")
            return
        self._path.append(id(value))
        opener(self, value)
        self._path.pop()

    def opener(self, value: Any) -> Opener | None:
        """How to open a container; None for what is none."""
        found = _OPENERS.get(id(type(value)))
        if found is None and self._guarded:
            found = _opener_of_subclass(type(value))
        return found

    def untrusted(self, value: Any, limit: int) -> Written:
        """Write a value by its own code.

        Raises:
            Untrusted: This is not guarded.
        """
        if not self._guarded:
            raise Untrusted
        if _is_one_of(value, _TABLES):
            return bounded(_table_text(value), limit)
        if _is_one_of(value, _SCALARS):
            return _arrow_scalar(value, limit)
        return untrusted_text(value, limit)

    def many(self, start: str, values: Iterable[Any], end: str) -> None:
        """Write values with commas between."""
        self.put(start)
        for at, value in enumerate(values):
            if at:
                self.put(", ")
            self.write(value)
        self.put(end)

    def pairs(self, start: str, pairs: Iterable[tuple[Any, Any]], end: str) -> None:
        """Write keys and their values."""
        self.put(start)
        for at, (key, value) in enumerate(pairs):
            if at:
                self.put(", ")
            self.write(key)
            self.put(": ")
            self.write(value)
        self.put(end)

    def named(self, start: str, pairs: Iterable[tuple[str, Any]]) -> None:
        """Write fields with their names, as Python writes a call."""
        self.put(f"{start}(")
        for at, (name, value) in enumerate(pairs):
            self.put(f", {name}=" if at else f"{name}=")
            self.write(value)
        self.put(")")

    def first(self, values: Iterable[Any]) -> list[Any]:
        """As many values as there may be room for; each takes a character at least."""
        return list(islice(values, self.room))

    def _quoted(self, value: str) -> None:
        head = str.__getitem__(value, slice(self.room))
        self.put(apart(json.dumps(head, ensure_ascii=False)))


def _open_list(walk: _Walk, value: list[Any]) -> None:
    walk.many("[", walk.first(list.__iter__(value)), "]")


def _open_tuple(walk: _Walk, value: tuple[Any, ...]) -> None:
    end = ",)" if tuple.__len__(value) == 1 else ")"
    walk.many("(", walk.first(tuple.__iter__(value)), end)


def _open_dict(walk: _Walk, value: dict[Any, Any]) -> None:
    walk.pairs("{", walk.first(dict.items(value)), "}")


def _open_proxy(walk: _Walk, value: Any) -> None:
    walk.pairs("{", walk.first(value.items()), "}")


def _open_set(walk: _Walk, value: set[Any]) -> None:
    items = _in_order(value, walk)
    walk.many("{", items, "}") if items else walk.put("set()")


def _open_frozenset(walk: _Walk, value: frozenset[Any]) -> None:
    walk.many("frozenset({", _in_order(value, walk), "})")


def _open_deque(walk: _Walk, value: deque[Any]) -> None:
    walk.many("deque([", walk.first(deque.__iter__(value)), "])")


def _in_order(values: set[Any] | frozenset[Any], walk: _Walk) -> list[Any]:
    """The values of a set; in order where that runs no code of the user's."""
    if len(values) > SORTED_SET:
        return walk.first(values)
    every = list(values)
    for ordered in ((str,), (int, float)):
        if all(any(type(value) is one for one in ordered) for value in every):
            return sorted(every)
    return every


def _open_array(walk: _Walk, value: np.ndarray[Any, Any]) -> None:
    walk.put("array(")
    _open_axis(walk, value)
    name = value.dtype.name
    plain = value.dtype.kind in "bUSMmO" or name in ("int64", "float64", "complex128")
    walk.put(")" if plain else f", dtype={name})")


def _open_axis(walk: _Walk, values: Any) -> None:
    """An axis of an array: its items, or rows that are arrays themselves."""
    if values.ndim == 0:
        walk.write(values[()])
        return
    walk.put("[")
    for at, value in enumerate(values[: walk.room]):
        if at:
            walk.put(", ")
        if values.ndim > 1:
            _open_axis(walk, value)
        else:
            walk.write(value)
    walk.put("]")


def _open_masked_array(walk: _Walk, value: Any) -> None:
    walk.put("masked_array(")
    _open_axis(walk, value)
    walk.put(")")


def _open_record(walk: _Walk, value: np.void) -> None:
    """A row of a structured array, by its fields; raw bytes of one without."""
    names = value.dtype.names
    if names is None:
        walk.put(bounded(repr(value), walk.room)[0])
        return
    walk.many("(", (value[name] for name in names), ",)" if len(names) == 1 else ")")


def _open_table(walk: _Walk, value: Any) -> None:
    walk.put(_table_text(value))


def _open_named_tuple(walk: _Walk, value: Any) -> None:
    fields = type(value)._fields
    values = walk.first(tuple.__iter__(value))
    walk.named(type_name(value), zip(fields, values, strict=False))


def _open_dataclass(walk: _Walk, value: Any) -> None:
    shown = [field.name for field in dataclasses.fields(value) if field.repr]
    walk.named(type_name(value), ((name, getattr(value, name)) for name in shown))


def _open_subarray(walk: _Walk, value: Any) -> None:
    _open_array(walk, np.ndarray.view(value, np.ndarray))


_OPENERS: dict[int, Opener] = {
    id(known_class): opener
    for known_class, opener in (
        (list, _open_list),
        (tuple, _open_tuple),
        (dict, _open_dict),
        (OrderedDict, _open_dict),
        (defaultdict, _open_dict),
        (Counter, _open_dict),
        (MappingProxyType, _open_proxy),
        (set, _open_set),
        (frozenset, _open_frozenset),
        (deque, _open_deque),
        (np.ndarray, _open_array),
        (np.ma.MaskedArray, _open_masked_array),
        (np.void, _open_record),
        (np.record, _open_record),
        (pd.DataFrame, _open_table),
        (pd.Series, _open_table),
        (pd.Index, _open_table),
        (pd.RangeIndex, _open_table),
        (pd.DatetimeIndex, _open_table),
        (pd.MultiIndex, _open_table),
    )
}
"""Containers that are walked without running code of the user's, by identity."""

_BASES: tuple[tuple[type, Opener], ...] = (
    (list, _open_list),
    (tuple, _open_tuple),
    (dict, _open_dict),
    (set, _open_set),
    (frozenset, _open_frozenset),
    (np.ndarray, _open_subarray),
)


def _opener_of_subclass(kind: type) -> Opener | None:
    """How to open a container of a class of the user's that has no text of its own."""
    if dataclasses.is_dataclass(kind) and hasattr(kind.__repr__, "__wrapped__"):
        return _open_dataclass  # the repr that `dataclass` made, not one of the user's
    if issubclass(kind, tuple) and hasattr(kind, "_fields"):
        return _open_named_tuple
    for base, opener in _BASES:
        if issubclass(kind, base) and _text_of(kind) is _text_of(base):
            return opener
    return None


def _text_of(kind: Any) -> Any:
    return kind.__repr__


_TABLES = (
    ("pandas", ("DataFrame", "Series", "Index")),
    ("polars", ("DataFrame", "LazyFrame", "Series")),
    ("pyarrow", ("Table", "RecordBatch", "Array", "ChunkedArray")),
    ("xarray", ("DataArray", "Dataset")),
)
"""Tables that may stand in a cell, by the name of their library; none is imported."""


_SCALARS = (("pyarrow", ("Scalar",)),)


def _is_one_of(value: Any, classes: tuple[tuple[str, tuple[str, ...]], ...]) -> bool:
    for library, names in classes:
        module = sys.modules.get(library)
        bases = (getattr(module, name, None) for name in names)
        if any(_is_a(value, base) for base in bases):
            return True
    return False


def _is_a(value: Any, base: object) -> bool:
    return isinstance(base, type) and type.__subclasscheck__(base, type(value))


def _arrow_scalar(value: Any, limit: int) -> Written:
    import pyarrow as pa

    from dtale_nb.engine.texts.arrow import arrow_cells

    cells = arrow_cells(pa.array([value], value.type), limit)
    return cells.texts[0], cells.marks.get(0)


def _table_text(value: Any) -> str:
    """A table in a cell, by its class and size; nothing in it is read."""
    shape = getattr(value, "shape", None)
    if type(shape) is not tuple:
        shape = (len(value),) if hasattr(value, "__len__") else ()
    size = TIMES.join(f"{int(length)}" for length in shape)
    return f"{type_name(value)} {size}".rstrip()
