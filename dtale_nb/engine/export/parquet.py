"""Parquet, with the types that the frame has; objects of many kinds become texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from dtale_nb.engine.export.formats import MISSING, Format, register
from dtale_nb.engine.jobs import checkpoint

if TYPE_CHECKING:
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
        schema = pa.schema(list(zip(names, types, strict=True)))
        with parquet.ParquetWriter(file, schema) as writer:
            for rows in cut.chunks():
                arrays = [
                    _array(cut, field, rows, kind)
                    for field, kind in zip(fields, types, strict=True)
                ]
                writer.write_table(pa.Table.from_arrays(arrays, schema=schema))


def _type_of(cut: Cut, field: Field) -> pa.DataType:
    """The Arrow type of a column: that of all its chunks, or text where they differ."""
    array = cut.source.array(field.number)
    kind: Any = None
    if str(array.dtype) != "object":
        kind = _converted(array[:0])
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


def _all_chunks(cut: Cut) -> list[Rows]:
    step = 1 << 17
    return [cut.rows[at : at + step] for at in range(0, len(cut.rows), step)]


def _is_kept(kind: pa.DataType) -> bool:
    """Whether Parquet holds values of a type as they are."""
    name = str(kind)
    refused = ("view", "month_day_nano", "union", "run_end", "float16", "halffloat")
    return not any(word in name for word in refused)


def _taken(array: Any, rows: Rows) -> Any:
    if isinstance(rows, range) and rows.step == 1:
        return array[rows.start : rows.stop]
    return array.take(np.asarray(rows, dtype=np.intp))


def _converted(values: Any) -> pa.Array | None:
    """Pandas values as an Arrow array; None for what Arrow doesn't take."""
    try:
        found = pa.array(values, from_pandas=True)
    except (pa.ArrowException, TypeError, ValueError, OverflowError):
        return None
    if isinstance(found, pa.ChunkedArray):
        found = found.combine_chunks()
    return None if isinstance(found.type, pa.BaseExtensionType) else found


def _array(cut: Cut, field: Field, rows: Rows, kind: pa.DataType) -> pa.Array:
    if kind != pa.string() or "string" in field.dtype or field.dtype == "str":
        found = _converted(_taken(cut.source.array(field.number), rows))
        if found is not None and found.type == kind:
            return found
        if found is not None and kind != pa.string():
            return found.cast(kind)
    cells = cut.source.cells(field.number, rows, 2**31 - 1)
    texts: list[str | None] = [
        text.encode("utf-8", "backslashreplace").decode() for text in cells.texts
    ]
    for at, mark in cells.marks.items():
        if mark in MISSING:
            texts[at] = None
    return pa.array(texts, pa.string())
