"""How a frame is put into the catalogue, and how it is taken out again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

PANDAS_3 = int(pd.__version__.partition(".")[0]) >= 3

Seen = tuple[str, "str | None"]
"""The text that must be seen in a cell, and its mark, by its word."""

Place = tuple[int, int]
"""Row, from 0, and field: columns 0.., index levels -1, -2, ..."""

NAN: Seen = ("NaN", "nan")
NONE: Seen = ("None", "none")
NA: Seen = ("<NA>", "na")
NAT: Seen = ("NaT", "nat")
NULL: Seen = ("null", "null")
MASKED: Seen = ("masked", "masked")
EMPTY: Seen = ("", "empty")
SLOW: Seen = ("<repr skipped: too slow>", "failed")


def failed(error: str) -> Seen:
    """What is seen of a value whose repr ends with this error."""
    return f"<repr failed: {error}>", "failed"


def cut(text: str) -> Seen:
    """A beginning."""
    return text, "cut"


def blank(text: str) -> Seen:
    """Blanks."""
    return text, "blank"


@dataclass(frozen=True)
class Sample:
    """One frame, and what is known about it.

    Attributes:
        frame: The frame, made now.
        seen: The text and mark of each cell; of a large frame, of some.
        exact: The values that must come back, where they can be said.
        labels: The texts of labels, one per column level, by field number.
    """

    frame: Any
    seen: Mapping[Place, Seen]
    exact: Mapping[Place, Any] = field(default_factory=dict)
    labels: Mapping[int, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Entry:
    """A name in the catalogue."""

    name: str
    tags: frozenset[str]
    make: Callable[[], Sample]


CATALOGUE: dict[str, Entry] = {}


def frame(
    name: str, *tags: str, on: bool = True
) -> Callable[[Callable[[], Sample]], Callable[[], Sample]]:
    """Put a frame into the catalogue under a name.

    Args:
        name: Words that say what is awkward about it.
        tags: What it is good for.
        on: Whether the libraries installed here can make it.
    """

    def put(make: Callable[[], Sample]) -> Callable[[], Sample]:
        if name in CATALOGUE:
            raise ValueError(f"two frames are called {name!r}")
        if on:
            CATALOGUE[name] = Entry(name, frozenset(tags), make)
        return make

    return put


def names(*tags: str, without: Iterable[str] = ()) -> list[str]:
    """The names of all frames that have all these tags, and none of the others."""
    unwanted = set(without)
    return [
        name
        for name, entry in CATALOGUE.items()
        if entry.tags.issuperset(tags) and not entry.tags & unwanted
    ]


def sample(name: str) -> Sample:
    """A fresh frame with all that is known about it."""
    return CATALOGUE[name].make()


def build(name: str) -> Any:
    """A fresh frame."""
    return sample(name).frame


def expected(name: str) -> dict[Place, Seen]:
    """The text and mark that must be seen, by row and field."""
    return dict(sample(name).seen)


def exact(name: str) -> dict[Place, Any]:
    """The values that must come back, by row and field."""
    return dict(sample(name).exact)


def read(seen: str | Seen) -> Seen:
    """What is seen, where a text alone means one without a mark."""
    return (seen, None) if isinstance(seen, str) else seen


Cells = Sequence[tuple[Any, "str | Seen"]]
"""Values, each with what is seen of it."""


def boxed(values: Sequence[Any]) -> np.ndarray[Any, Any]:
    """An array of objects that holds these very values, whatever they are."""
    box = np.empty(len(values), dtype=object)
    for at, value in enumerate(values):
        box[at] = value
    return box


def column(values: Any, seen: Sequence[str | Seen]) -> Sample:
    """A frame of one column, called x."""
    looks = {(row, 0): read(one) for row, one in enumerate(seen)}
    exact = {
        place: values[place[0]]
        for place, (_, mark) in looks.items()
        if isinstance(values, list) and mark in (None, "empty", "blank", "cut")
    }
    return Sample(pd.DataFrame({"x": values}), looks, exact)


def one(dtype: Any, cells: Cells) -> Sample:
    """A frame of one column of a dtype, made of these values."""
    values = [value for value, _ in cells]
    held = boxed(values) if dtype == "object" else values
    series = pd.Series(held, dtype=dtype)
    made = column(series, [seen for _, seen in cells])
    return Sample(
        made.frame, made.seen, {(row, 0): value for row, value in enumerate(values)}
    )


def objects(*cells: tuple[Any, str | Seen]) -> Sample:
    """A frame of one column of objects."""
    return one("object", cells)


def indexed(index: pd.Index, *levels: Sequence[str | Seen]) -> Sample:
    """A frame of one column of whole numbers under an index; seen is level by level."""
    seen = {
        (row, ~level): read(text)
        for level, texts in enumerate(levels)
        for row, text in enumerate(texts)
    }
    seen |= {(row, 0): (str(row), None) for row in range(len(index))}
    return Sample(pd.DataFrame({"x": range(len(index))}, index=index), seen)


def labelled(columns: Any, labels: Sequence[tuple[str, ...]]) -> Sample:
    """A frame of one row under these column labels; cells count the columns."""
    count = len(labels)
    held = pd.DataFrame([range(count)], dtype="int64")
    held.columns = columns if isinstance(columns, pd.Index) else pd.Index(columns)
    seen = {(0, number): (str(number), None) for number in range(count)}
    return Sample(held, seen, labels=dict(enumerate(labels)))
