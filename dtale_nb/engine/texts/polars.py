"""Cells of Polars, every type. Missing is null, and NaN is not missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dtale_nb.engine.texts.columns import object_cells
from dtale_nb.engine.texts.written import CELL, NULL, gather

if TYPE_CHECKING:
    from dtale_nb.engine.source import Cells


def polars_cells(series: Any, limit: int = CELL) -> Cells:
    """Cells of a slice of a Polars Series.

    Args:
        series: The slice, shape (n,).
        limit: Characters of each text at most.

    Returns:
        Texts and marks, shape (n,). Never raises for what a value holds.
    """
    from dtale_nb.engine.texts.arrow import arrow_cells

    if is_known_to_arrow(series.dtype):
        return arrow_cells(arrow_of_polars(series), limit)
    cells = object_cells(series.to_list(), limit)
    return gather(
        NULL if mark == "none" else (text, mark)
        for text, mark in (
            (text, cells.marks.get(at)) for at, text in enumerate(cells.texts)
        )
    )


def arrow_of_polars(series: Any) -> Any:
    """A Polars Series as Arrow, chunked or not, without a copy.

    Structs go field by field: of a slice of them, Polars 1 says twice where it begins.
    """
    import polars as pl
    import pyarrow as pa

    if not isinstance(series.dtype, pl.Struct) or not series.dtype.fields:
        return series.to_arrow()
    names = [field.name for field in series.dtype.fields]
    parts = [_whole(arrow_of_polars(series.struct.field(name))) for name in names]
    return pa.StructArray.from_arrays(
        parts, names=names, mask=_whole(series.is_null().to_arrow())
    )


def _whole(array: Any) -> Any:
    import pyarrow as pa

    return array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array


def is_known_to_arrow(dtype: Any) -> bool:
    """Whether Arrow has this type: all but Python objects and ints of 128 bits."""
    import polars as pl

    if dtype.base_type() in (pl.Object, pl.Int128, getattr(pl, "UInt128", pl.Int128)):
        return False
    if isinstance(dtype, pl.Struct):
        return all(is_known_to_arrow(field.dtype) for field in dtype.fields)
    inner = getattr(dtype, "inner", None)
    return inner is None or is_known_to_arrow(inner)
