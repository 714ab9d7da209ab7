"""Parquet, with the types that the frame has; objects of many kinds become texts."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa

from dtale_nb.engine.export.formats import (
    PATIENCE,
    PATIENCE_FOR_ONE,
    Format,
    apart,
    register,
)
from dtale_nb.engine.jobs import checkpoint
from dtale_nb.engine.kinds import MISSING
from dtale_nb.engine.texts import time_limit
from dtale_nb.errors import ExportFailed

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import BinaryIO

    from dtale_nb.engine.export.formats import Cut
    from dtale_nb.engine.source import Field, Rows


@register
class Parquet(Format):
    """Parquet, compressed by Snappy."""

    name = "parquet"
    suffix = ".parquet"
    mimetype = "application/vnd.apache.parquet"
    label = "Parquet"
    grows = False

    def write(self, cut: Cut, file: BinaryIO) -> None:
        """Write a file, a row group a chunk."""
        from pyarrow import parquet

        fields, names = cut.fields, cut.names_apart()
        types = [_type_of(cut, field) for field in fields]
        names = apart([_utf8(name) for name in names])
        schema = pa.schema(list(zip(names, types, strict=True)))
        with parquet.ParquetWriter(file, schema) as writer:
            for rows in cut.chunks():
                arrays = [
                    _array(cut, field, rows, kind)
                    for field, kind in zip(fields, types, strict=True)
                ]
                _put(writer, pa.Table.from_arrays(arrays, schema=schema))


def _put(writer: Any, table: pa.Table) -> None:
    try:
        writer.write_table(table)
    except pa.ArrowException as error:
        raise ExportFailed(
            f"this version of PyArrow cannot write it: {error!s:.200}",
            hint="take JSON lines or CSV, or hide the column",
        ) from error


def _type_of(cut: Cut, field: Field) -> pa.DataType:
    """The Arrow type of a column: that of all its chunks, or text where they differ."""
    array = cut.source.array(field.number)
    if not _may_keep(cut, field, array):
        return pa.string()
    if str(array.dtype) != "object":
        kind: Any = _converted(array[:0])
        if kind is not None and not pa.types.is_null(kind.type):
            return kind.type if _is_kept(kind.type) else pa.string()
    found = pa.null()
    for rows in _all_chunks(cut):
        checkpoint()
        part = _converted(_taken(array, rows))
        if part is None or not _is_kept(part.type):
            return pa.string()
        if pa.types.is_null(found) or found == part.type:
            found = part.type
        elif not pa.types.is_null(part.type):
            return pa.string()
    return found


def _may_keep(cut: Cut, field: Field, array: Any) -> bool:
    """Whether values of a dtype may be kept, before any part of them is taken."""
    if field.number < 0 and cut.source.n_levels > 1 and array.dtype.kind == "f":
        return False  # a level of whole numbers, if one is missing
    categories = getattr(array.dtype, "categories", None)
    if isinstance(getattr(categories, "dtype", None), pd.DatetimeTZDtype):
        return False  # Arrow forgets their zone
    kind = getattr(array.dtype, "pyarrow_dtype", None)
    return kind is None or _is_kept(kind)  # a part of list views may end the process


def _all_chunks(cut: Cut) -> list[Rows]:
    step = 1 << 17
    return [cut.rows[at : at + step] for at in range(0, len(cut.rows), step)]


def _is_kept(kind: pa.DataType) -> bool:
    """Whether Parquet holds values of a type as they are."""
    name = str(kind)
    refused: tuple[str, ...] = REFUSED
    if OLD_ARROW:
        refused += ("fixed_size_list",)  # it cannot read its own file, if one is null
    return not any(word in name for word in refused)


REFUSED: tuple[str, ...] = (
    "view",
    "month_day_nano",
    "union",
    "run_end",
    "float16",
    "halffloat",
)
OLD_ARROW = int(pa.__version__.partition(".")[0]) < 20


def _taken(array: Any, rows: Rows) -> Any:
    if isinstance(rows, range) and rows.step == 1:
        return array[rows.start : rows.stop]
    return array.take(np.asarray(rows, dtype=np.intp))


def _converted(values: Any) -> pa.Array | None:
    """Pandas values as an Arrow array; None for what Arrow doesn't take."""
    if str(values.dtype) == "object" and not all(map(_is_kept_whole, values)):
        return None
    try:
        found = pa.array(values, from_pandas=True)
    except (pa.ArrowException, TypeError, ValueError, *_OF_ZONES):
        return None
    if isinstance(found, pa.ChunkedArray):
        found = found.combine_chunks()
    if "extension<" in str(found.type):
        return None
    if pa.types.is_dictionary(found.type) and "string" not in str(found.type):
        return found.dictionary_decode()  # Parquet would forget its zone
    return found


_OF_ZONES = (OverflowError, NotImplementedError)
"""What zones end with that know no offset."""

DEEPEST = 30
"""Containers in containers that Arrow is given: it follows one that holds itself until
the process ends."""


def _is_kept_whole(value: Any, room: int = DEEPEST) -> bool:
    """Whether Arrow takes an object for what it is, and asks no code of a user's.

    It gives all moments of a column one zone, loses nanoseconds, wraps years around.
    """
    kind = type(value)
    if id(kind) in _KEPT:
        return True
    if kind is dt.datetime or kind is dt.time:
        return value.tzinfo is None and not value.fold
    if kind is Decimal:
        return value.is_finite() or str(value) == "NaN"
    if kind is np.ndarray:
        return bool(value.dtype.kind in "biuf") or (
            value.ndim == 1 and value.dtype == object and _hold(value, room)
        )
    if kind is dict:
        return _hold(value.values(), room)
    return (kind is list or kind is tuple) and _hold(value, room)


def _hold(values: Iterable[Any], room: int) -> bool:
    return room > 0 and all(_is_kept_whole(one, room - 1) for one in values)


_KEPT = frozenset(
    id(kind)
    for kind in (
        *(type(None), type(pd.NA), type(pd.NaT), str, bytes, bool, int, float, dt.date),
        *(dt.timedelta, np.bool_, np.str_, np.bytes_, np.float32, np.float64),
        *(np.dtype(letter).type for letter in np.typecodes["AllInteger"]),
    )
)


def _array(cut: Cut, field: Field, rows: Rows, kind: pa.DataType) -> pa.Array:
    if kind != pa.string() or "string" in field.dtype or field.dtype == "str":
        found = _converted(_taken(cut.source.array(field.number), rows))
        if found is not None and found.type == kind:
            return found
        if found is not None and kind != pa.string():
            return found.cast(kind)
    with time_limit(PATIENCE, one=PATIENCE_FOR_ONE):
        cells = cut.source.cells(field.number, rows, 2**31 - 1)
    texts: list[str | None] = [*map(_utf8, cells.texts)]
    for at, mark in cells.marks.items():
        if mark in MISSING:
            texts[at] = None
    return pa.array(texts, pa.string())


def _utf8(text: str) -> str:
    """A text whose lone surrogates, which UTF-8 has not, are escaped."""
    return text.encode("utf-8", "backslashreplace").decode()
