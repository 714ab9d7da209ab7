"""Cells of Arrow, every type; and the texts of what Arrow nests in a cell.

Values are read by the bits Arrow holds, not by way of Python's classes, which lose
nanoseconds, years beyond 9999 and the width of floats. A null is `null`; a NaN is not.
"""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.types as is_a

from dtale_nb.engine.kinds import Mark
from dtale_nb.engine.source import Cells
from dtale_nb.engine.texts import moments
from dtale_nb.engine.texts.columns import (
    array_cells,
    numpy_cells,
    object_cells,
    with_missing,
)
from dtale_nb.engine.texts.written import CELL, NULL, Written, bounded, gather

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


def arrow_cells(array: Any, limit: int = CELL) -> Cells:
    """Cells of a slice of Arrow data.

    Args:
        array: A `pyarrow.Array` or `pyarrow.ChunkedArray`, shape (n,).
        limit: Characters of each text at most.

    Returns:
        Texts and marks, shape (n,). Never raises for what a value holds.
    """
    if not isinstance(array, pa.ChunkedArray):
        return _cells(array, limit)
    if array.num_chunks == 1:
        return _cells(array.chunk(0), limit)
    parts = [_cells(chunk, limit) for chunk in array.chunks]
    return gather(one for part in parts for one in _written(part))


def _written(cells: Cells) -> Iterable[Written]:
    return ((text, cells.marks.get(at)) for at, text in enumerate(cells.texts))


def _cells(array: Any, limit: int) -> Cells:
    writer = next((one for test, one in _WRITERS if test(array.type)), _others)
    cells = writer(array, limit)
    return with_missing(list(cells.texts), _nulls(array), NULL, cells)


def _nulls(array: Any) -> Any:
    """Where values are null, shape (n,)."""
    if array.null_count == 0:
        return np.zeros(len(array), dtype=bool)
    return array.is_null().to_numpy(zero_copy_only=False)


def _counts(array: Any, width: str) -> Any:
    """The whole numbers that moments and durations are, 0 where null."""
    plain = array.cast(pa.int64() if width == "i8" else pa.int32())
    return pc.fill_null(plain, 0).to_numpy(zero_copy_only=False).astype("i8")


def _others(array: Any, limit: int) -> Cells:
    """Bytes, calendar intervals, UUIDs: as the Python objects Arrow makes of them."""
    return object_cells([value.as_py() for value in array], limit)


def _null(array: Any, _limit: int) -> Cells:
    return Cells([NULL[0]] * len(array), dict.fromkeys(range(len(array)), Mark.NULL))


def _truths(array: Any, _limit: int) -> Cells:
    return Cells(["True" if value else "False" for value in array.to_pylist()])


def _ints(array: Any, _limit: int) -> Cells:
    return Cells([*map(repr, array.to_pylist())])


def _floats(array: Any, limit: int) -> Cells:
    return numpy_cells(array.to_numpy(zero_copy_only=False), limit)


def _decimals(array: Any, limit: int) -> Cells:
    return object_cells(array.to_pylist(), limit)


def _texts(array: Any, limit: int) -> Cells:
    """Text; what is no UTF-8 although its type says so is shown as its bytes."""
    try:
        return object_cells(array.to_pylist(), limit)
    except UnicodeDecodeError:
        return object_cells([*map(_text_or_bytes, array)], limit)


def _text_or_bytes(value: Any) -> str | bytes | None:
    try:
        text: str | None = value.as_py()
    except UnicodeDecodeError:
        return bytes(value.as_buffer())
    return text


def _dates(array: Any, _limit: int) -> Cells:
    days = is_a.is_date32(array.type)
    counts = _counts(array, "i4" if days else "i8")
    cells = numpy_cells(counts.view("M8[D]" if days else "M8[ms]"))
    return Cells([text.removesuffix(" 00:00:00") for text in cells.texts])


def _moments(array: Any, _limit: int) -> Cells:
    values = _counts(array, "i8").view(f"M8[{array.type.unit}]")
    if array.type.tz is None:
        return numpy_cells(values)
    utc = pd.DatetimeIndex(values).tz_localize("UTC")
    # A zone that is not installed here: the same instants are told in UTC.
    with suppress(LookupError, ValueError):
        utc = utc.tz_convert(array.type.tz)
    return array_cells(utc.array)


def _times(array: Any, _limit: int) -> Cells:
    unit = array.type.unit
    counts = _counts(array, "i8" if is_a.is_time64(array.type) else "i4")
    cells = numpy_cells(counts.view(f"M8[{unit}]"))
    return Cells([text.partition(" ")[2] for text in cells.texts])


def _durations(array: Any, _limit: int) -> Cells:
    text, unit = moments.duration_text, array.type.unit
    return Cells([text(count, unit) for count in _counts(array, "i8").tolist()])


def _dictionary(array: Any, limit: int) -> Cells:
    """Categories: only those that are used are written, each once."""
    codes = pc.fill_null(array.indices.cast(pa.int64()), -1).to_numpy()
    used, places = np.unique(codes, return_inverse=True)
    present = used[used >= 0]
    written = [NULL] * (len(used) - len(present))
    written += _written(_cells(array.dictionary.take(pa.array(present)), limit))
    return gather(written[place] for place in places.tolist())


def _run_ends(array: Any, limit: int) -> Cells:
    """Runs: each value that is used is written once."""
    ends = array.run_ends.to_numpy()
    places = np.searchsorted(ends, np.arange(len(array)) + array.offset, side="right")
    used, again = np.unique(places, return_inverse=True)
    written = list(_written(_cells(array.values.take(pa.array(used)), limit)))
    return gather(written[place] for place in again.tolist())


def _extension(array: Any, limit: int) -> Cells:
    """A type that a library built on another; pandas' own are given back to pandas."""
    name = array.type.extension_name
    if name.startswith("pandas."):
        held = array.type.to_pandas_dtype().__from_arrow__(array)
        return array_cells(held, limit)
    if name in ("arrow.uuid", "arrow.bool8"):
        return _others(array, limit)
    return _cells(array.storage, limit)


def _union(array: Any, limit: int) -> Cells:
    """Each value as the type that it is one of."""
    held = [_alone(one) for one in array]
    return gather(
        NULL if one is None else next(iter(_written(_cells(one, limit))))
        for one in held
    )


def _alone(one: Any) -> Any:
    """An array of just the value that a union holds, None for null."""
    value = one.value
    return None if value is None else pa.array([value], value.type)


def _nested(array: Any, limit: int) -> Cells:
    texts = nested_texts(array, limit + 1)
    return gather(bounded(text, limit) for text in texts)


def nested_texts(array: Any, room: int) -> list[str]:
    """Values as they stand inside others: text quoted, null `null`.

    Args:
        array: The values, shape (n,).
        room: Characters of each text wanted at most; one that is longer is only a
            beginning, so that a cell of 50 MB costs what a cell of 200 characters does.

    Returns:
        Texts, shape (n,), some longer than `room`.
    """
    kind = array.type
    if isinstance(kind, pa.BaseExtensionType) and is_a.is_nested(kind.storage_type):
        return nested_texts(array.storage, room)
    if is_a.is_struct(kind):
        return _structs(array, room)
    if is_a.is_map(kind):
        return _each(array, room, _pairs)
    if is_a.is_union(kind):
        held = map(_alone, array)
        return ["null" if one is None else nested_texts(one, room)[0] for one in held]
    if is_a.is_nested(kind):
        return _each(array, room, _items)
    return _leaves(array, room)


def _leaves(array: Any, room: int) -> list[str]:
    cells = _cells(array, room)
    if not _holds_text(array.type):
        return list(cells.texts)
    nulls = _nulls(array)
    return [
        text if null else json.dumps(text, ensure_ascii=False)
        for text, null in zip(cells.texts, nulls, strict=True)
    ]


def _holds_text(kind: Any) -> bool:
    if is_a.is_dictionary(kind) or is_a.is_run_end_encoded(kind):
        return _holds_text(kind.value_type)
    if isinstance(kind, pa.BaseExtensionType):
        return _holds_text(kind.storage_type)
    tests = (is_a.is_string, is_a.is_large_string, is_a.is_string_view)
    return any(test(kind) for test in tests)


def _structs(array: Any, room: int) -> list[str]:
    """Structs, field by field for all of them at once."""
    names = [json.dumps(field.name, ensure_ascii=False) for field in array.type]
    columns = [nested_texts(part, room) for part in array.flatten()]
    rows = zip(*columns, strict=True) if columns else [()] * len(array)
    texts = [
        "{" + ", ".join(map("{}: {}".format, names, row)) + "}"  # one row's fields
        for row in rows
    ]
    return [
        "null" if null else text
        for text, null in zip(texts, _nulls(array), strict=True)
    ]


def _each(array: Any, room: int, writer: Callable[[Any, int], str]) -> list[str]:
    return [
        writer(one.values, room) if one.is_valid else "null"  # no copy of the values
        for one in array
    ]


def _items(items: Any, room: int) -> str:
    """The items of one list."""
    return f"[{', '.join(_beginning(items, room))}]"


def _pairs(items: Any, room: int) -> str:
    """The keys and values of one map."""
    head = items.slice(0, room // 4 + 1)
    keys, held = head.flatten()
    left = _beginning(keys, room)
    pairs = map("{}: {}".format, left, _beginning(held, room))
    return f"{{{', '.join(pairs)}}}"


def _beginning(items: Any, room: int) -> list[str]:
    """The texts of as many items as there may be room for."""
    head = items.slice(0, room // 3 + 1)
    if not is_a.is_nested(head.type):
        return nested_texts(head, room)
    texts: list[str] = []
    for at in range(len(head)):
        if room <= 0:
            break
        texts += nested_texts(head.slice(at, 1), room)
        room -= len(texts[-1])
    return texts


_WRITERS: tuple[tuple[Callable[[Any], bool], Callable[[Any, int], Cells]], ...] = (
    (is_a.is_null, _null),
    (is_a.is_boolean, _truths),
    (is_a.is_integer, _ints),
    (is_a.is_floating, _floats),
    (is_a.is_decimal, _decimals),
    (is_a.is_string, _texts),
    (is_a.is_large_string, _texts),
    (is_a.is_string_view, _texts),
    (is_a.is_timestamp, _moments),
    (is_a.is_date, _dates),
    (is_a.is_time, _times),
    (is_a.is_duration, _durations),
    (is_a.is_dictionary, _dictionary),
    (is_a.is_run_end_encoded, _run_ends),
    (lambda kind: isinstance(kind, pa.BaseExtensionType), _extension),
    (is_a.is_union, _union),
    (is_a.is_nested, _nested),
)
