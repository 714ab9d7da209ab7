"""Reads Arrow columns: numbers without a copy, dictionaries by code, texts as they are.

Types that no kernel compares are opaque, with the reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dtale_nb.engine.kinds import Kind, kind_of_arrow
from dtale_nb.engine.memory.plain import decoded, is_text, plain_of_arrow, without_views
from dtale_nb.engine.summaries.columns import Codes, Numbers, Opaque, Texts
from dtale_nb.engine.summaries.read_pandas import PER_SECOND
from dtale_nb.engine.summaries.zones import zone_named
from dtale_nb.engine.texts import arrow_cells, numpy_cells

if TYPE_CHECKING:
    from dtale_nb.engine.source import Cells
    from dtale_nb.engine.summaries.columns import Column, Write

_DAY = 86_400.0


def read_arrow(values: pa.ChunkedArray) -> Column:
    """Read an Arrow column.

    Args:
        values: Shape (n,).
    """
    values = decoded(values)
    kind = values.type
    if isinstance(kind, pa.BaseExtensionType):
        return _read_extension(values)
    if pa.types.is_dictionary(kind):
        return _read_dictionary(values)
    if is_text(kind):
        return _read_texts(values)
    if pa.types.is_decimal(kind):
        return _read_decimals(values)
    plain = plain_of_arrow(values)
    if plain is None:
        return Opaque(_gaps(values), _why_not(kind))
    unit, zone = _unit_of(kind), zone_named(getattr(kind, "tz", None))
    numbers, write = plain.values, _writer(kind)
    if pa.types.is_boolean(kind):
        numbers = numbers.view(np.bool_)
    return Numbers(numbers, plain.missing, kind_of_arrow(kind), write, unit, zone)


def _read_extension(values: pa.ChunkedArray) -> Column:
    kind = values.type
    meant = kind_of_arrow(kind)
    stored = pa.chunked_array(
        [chunk.storage for chunk in values.chunks], type=kind.storage_type
    )
    if meant in {Kind.TEXT, Kind.NUMBER} and meant is kind_of_arrow(kind.storage_type):
        return read_arrow(stored)
    return Opaque(_gaps(stored), f"values of type {kind} are not compared")


def _read_texts(values: pa.ChunkedArray) -> Texts:
    is_text = "string" in str(values.type)
    return Texts(without_views(values), arrow_cells, is_text=is_text)


def _read_dictionary(values: pa.ChunkedArray) -> Column:
    values = values.unify_dictionaries()
    if not len(values.chunks):
        return read_arrow(values.cast(values.type.value_type))
    labels = values.chunk(0).dictionary
    if labels.null_count or len(pc.unique(labels)) < len(labels):
        return read_arrow(values.cast(values.type.value_type))
    return _codes_of(values)


def _codes_of(values: pa.ChunkedArray) -> Codes:
    """A column of dictionaries that agree, and hold each value once."""
    if not len(values.chunks):
        return Codes(np.zeros(0, np.int64), 0, lambda _: numpy_cells(np.zeros(0)))
    labels = values.chunk(0).dictionary
    indices = pa.chunked_array([chunk.indices for chunk in values.chunks])
    codes = indices.cast(pa.int64()).fill_null(-1).to_numpy()
    return Codes(
        codes,
        len(labels),
        lambda some: arrow_cells(labels.take(pa.array(np.asarray(some, "i8")))),
    )


def _read_decimals(values: pa.ChunkedArray) -> Numbers:
    gaps = _gaps(values) if values.null_count else None
    floats = values.cast(pa.float64()).fill_null(0.0).to_numpy()
    return Numbers(
        floats, gaps, Kind.NUMBER, numpy_cells, rounded=True,
        coded=lambda: _codes_of_decimals(values),
    )  # fmt: skip


def _codes_of_decimals(values: pa.ChunkedArray) -> Codes:
    kind = values.type
    if kind.bit_width < 128:  # no kernel tells narrow ones apart
        values = values.cast(pa.decimal128(kind.precision, kind.scale))
    return _codes_of(values.dictionary_encode().unify_dictionaries())


def _gaps(values: pa.ChunkedArray) -> Any:
    return values.is_null().to_numpy()


def _why_not(kind: pa.DataType) -> str:
    if pa.types.is_nested(kind):
        return "lists and structs are not compared"
    if pa.types.is_null(kind):
        return ""
    return f"values of type {kind} are not compared"


def _unit_of(kind: pa.DataType) -> float:
    if pa.types.is_date32(kind):
        return 1 / _DAY
    if pa.types.is_date64(kind):
        return 1e3
    return PER_SECOND.get(getattr(kind, "unit", ""), 0.0)


def _writer(kind: pa.DataType) -> Write:
    if pa.types.is_boolean(kind):
        return lambda some: numpy_cells(np.asarray(some, dtype=np.bool_))
    if not pa.types.is_temporal(kind):
        plain = kind.to_pandas_dtype()
        return lambda some: numpy_cells(np.asarray(some).astype(plain))

    def write_moments(counts: Any) -> Cells:
        ints = pa.int32() if kind.bit_width == 32 else pa.int64()
        return arrow_cells(pa.array(np.asarray(counts, "i8")).cast(ints).view(kind))

    return write_moments
