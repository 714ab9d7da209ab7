"""JSON and JSON lines, read by Python's own reader: no date or number is guessed."""

from __future__ import annotations

import json
from itertools import islice
from typing import TYPE_CHECKING, Any

import pandas as pd

from dtale_nb.errors import BadArgument

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

BLOCK = 5000
"""Lines that are read at once."""

EXACT = 2**53
"""Above this a float does not hold every whole number."""


def read_json(path: Path) -> pd.DataFrame:
    """Read a JSON document, or JSON lines under the wrong suffix.

    Read are a list of records, of rows or of values, an object of columns, and what
    pandas writes as ``orient`` columns, split and table.

    Raises:
        BadArgument: It is not JSON, or nothing that has rows.
    """
    text = _text(path)
    try:
        document = json.loads(text)
    except ValueError as error:
        if str(error).startswith("Extra data"):
            return _of_records(_lines(path, text.split("\n")))
        raise BadArgument(f"{path.name} is not JSON: {error}") from error
    return _of_document(path, document)


def read_lines(path: Path) -> pd.DataFrame:
    """Read a file of one JSON value a line.

    Raises:
        BadArgument: A line is not JSON.
    """
    # Only \n parts: str.splitlines would cut at characters that JSON allows in texts.
    with path.open(encoding="utf-8-sig", newline="\n") as file:
        return _of_records(_lines(path, file))


def _text(path: Path) -> str:
    """What stands in the file; a byte order mark is left out."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeError as error:
        raise BadArgument(f"{path.name} is not written in UTF-8") from error


def _lines(path: Path, lines: Iterable[str]) -> list[Any]:
    """The values of all lines that hold one.

    Many lines are read at once: that is faster, and equal names share their memory.
    """
    values: list[Any] = []
    number = 0
    rest = iter(lines)
    try:
        while block := list(islice(rest, BLOCK)):
            values += _of_block(block) or _of_each(path, number, block)
            number += len(block)
    except UnicodeError as error:
        raise BadArgument(f"{path.name} is not written in UTF-8") from error
    return values


def _of_block(block: list[str]) -> list[Any]:
    """The values of many lines, or none if they have to be looked at one by one."""
    some = [line for line in block if line.strip()]
    try:
        values: list[Any] = json.loads(f"[{','.join(some)}]")
    except ValueError:
        return []
    return values if len(values) == len(some) else []


def _of_each(path: Path, before: int, block: list[str]) -> list[Any]:
    """The values of lines, one by one, to tell which is wrong."""
    values = []
    number = before
    try:
        for number, line in enumerate(block, start=before + 1):  # noqa: B007
            if line.strip():
                values.append(json.loads(line))
    except ValueError as error:
        raise BadArgument(
            f"line {number:,} of {path.name} is not JSON: {error}"
        ) from error
    return values


def _of_document(path: Path, document: Any) -> pd.DataFrame:
    """A frame of a whole document."""
    if isinstance(document, list):
        return _of_records(document)
    if not isinstance(document, dict):
        raise BadArgument(f"{path.name} is JSON, but holds no rows")
    if {"columns", "data"} <= document.keys() and _is_list_of(document["data"], list):
        return _of_split(document)
    if {"schema", "data"} <= document.keys() and _is_list_of(document["data"], dict):
        return _of_records(document["data"])
    values = document.values()
    if document and all(isinstance(value, list) for value in values):
        if len({len(value) for value in values}) > 1:
            raise BadArgument(f"the lists of {path.name} are not equally long")
        return _of_columns(document)
    if document and all(isinstance(value, dict) for value in values):
        index = list(dict.fromkeys(key for value in values for key in value))
        columns = {
            name: [value.get(key) for key in index] for name, value in document.items()
        }
        return _of_columns(columns).set_axis(index)
    return _of_records([document])


def _is_list_of(value: object, kind: type) -> bool:
    """Whether a value is a list with nothing else in it."""
    return isinstance(value, list) and all(isinstance(one, kind) for one in value)


def _of_split(document: dict[str, Any]) -> pd.DataFrame:
    """A frame of what pandas writes as ``orient="split"``."""
    frame = _of_rows(document["data"])
    frame = frame.set_axis(document["columns"], axis=1) if len(frame.columns) else frame
    return frame.set_axis(document["index"]) if "index" in document else frame


def _of_records(values: list[Any]) -> pd.DataFrame:
    """A frame of records, of rows, or of a single column of anything."""
    if _is_list_of(values, dict):
        names = dict.fromkeys(name for record in values for name in record)
        return _of_columns(
            {name: [record.get(name) for record in values] for name in names}
        )
    if _is_list_of(values, list):
        return _of_rows(values)
    return _of_columns({"value": values})


def _of_rows(rows: list[list[Any]]) -> pd.DataFrame:
    """A frame of rows; short ones are filled."""
    width = max(map(len, rows), default=0)
    return _of_columns(
        {
            number: [row[number] if number < len(row) else None for row in rows]
            for number in range(width)
        }
    )


def _of_columns(columns: dict[Any, list[Any]]) -> pd.DataFrame:
    """A frame of columns, each in the type that holds its values exactly."""
    return pd.DataFrame({name: exact(values) for name, values in columns.items()})


def exact(values: list[Any]) -> pd.Series[Any]:
    """Values as a series that changes none of them.

    Args:
        values: Of JSON; None where one is missing.
    """
    kinds = {type(value) for value in values}
    some = kinds - {type(None)}
    if some == {int}:
        return _of_integers(values, "Int64" if type(None) in kinds else "int64")
    if some == {bool} and type(None) in kinds:
        return pd.Series(values, dtype="boolean")
    if some == {int, float} and not _float_holds(values):
        return pd.Series(values, dtype=object)
    if len(some) > 1 and some != {int, float}:
        return pd.Series(values, dtype=object)
    return pd.Series(values) if some else pd.Series(values, dtype=object)


def _of_integers(values: list[Any], dtype: str) -> pd.Series[Any]:
    """Whole numbers in a type of 64 bits, or as objects where none holds them."""
    known = [value for value in values if value is not None]
    if min(known) >= -(2**63) and max(known) < 2**63:
        return pd.Series(values, dtype=dtype)
    if min(known) >= 0 and max(known) < 2**64:
        unsigned = {"Int64": "UInt64", "int64": "uint64"}[dtype]
        return pd.Series(values, dtype=unsigned)
    return pd.Series(values, dtype=object)


def _float_holds(values: Iterable[Any]) -> bool:
    """Whether all whole numbers among floats stay exact as floats."""
    return all(abs(value) <= EXACT for value in values if isinstance(value, int))
