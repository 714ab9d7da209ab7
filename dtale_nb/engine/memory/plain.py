"""Columns as what kernels read: plain NumPy numbers and a mask, or Arrow texts."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

NAT = np.iinfo(np.int64).min
"""The integer behind NaT."""

COUNTS = np.dtype(np.int64)
"""How moments count; pandas takes long to find out what other spellings mean."""


@dataclass(frozen=True, slots=True)
class Plain:
    """Numbers that compare as the values of a column do.

    Attributes:
        values: Numbers or truth values; moments and durations as counts of their unit,
            categories as their places. Anything where missing. Shape (n,).
        missing: Where a value is missing, besides NaN; None where none is.
    """

    values: NDArray[Any]
    missing: NDArray[np.bool_] | None


def plain_of(values: Any) -> Plain | None:
    """A pandas array as plain numbers, without a copy where it can be.

    Args:
        values: `Series.array` or `Index.array`, shape (n,).

    Returns:
        None for kinds that are no numbers.
    """
    if isinstance(values, pd.arrays.NumpyExtensionArray):
        return _plain_of_numpy(np.asarray(values))
    if isinstance(values, pd.Categorical):
        codes = np.asarray(values.codes)
        return Plain(codes, codes < 0)
    if isinstance(values, _MOMENTS):
        ints = np.asarray(values.view(COUNTS))
        return Plain(ints, ints == NAT)
    if isinstance(values, _MASKED):
        dtype: Any = values.dtype
        kind = dtype.numpy_dtype
        zero = False if kind.kind == "b" else 0
        plain = values.to_numpy(dtype=kind, na_value=zero)
        return Plain(plain, np.asarray(values.isna(), dtype=bool))
    if isinstance(values, pd.arrays.ArrowExtensionArray):
        return plain_of_arrow(as_chunked(values.__arrow_array__()))
    return None


def counts_of(values: Any) -> NDArray[np.int64] | None:
    """Moments or durations as counts of their unit, NaT the least; None for others."""
    if isinstance(values, _MOMENTS):
        return np.asarray(values.view(COUNTS))
    return None


def plain_of_arrow(values: pa.ChunkedArray) -> Plain | None:
    """An Arrow column of one width as plain numbers; None for other kinds."""
    kind = values.type
    if pa.types.is_boolean(kind):
        values = values.cast(pa.uint8())
    elif pa.types.is_temporal(kind):
        if pa.types.is_interval(kind):
            return None
        ints = pa.int32() if kind.bit_width == 32 else pa.int64()
        views = [chunk.view(ints) for chunk in values.chunks]
        values = pa.chunked_array(views, type=ints)
    elif not (pa.types.is_integer(kind) or pa.types.is_floating(kind)):
        return None
    missing = None
    if values.null_count:
        missing = values.is_null().to_numpy()
        values = values.fill_null(0)
    return Plain(values.to_numpy(), missing)


def as_chunked(values: pa.Array | pa.ChunkedArray) -> pa.ChunkedArray:
    """An Arrow array as chunks of one."""
    return values if isinstance(values, pa.ChunkedArray) else pa.chunked_array([values])


def is_text(kind: pa.DataType) -> bool:
    """Whether an Arrow type is text or bytes of any layout."""
    return str(kind) in _TEXTS


def without_views(values: pa.ChunkedArray) -> pa.ChunkedArray:
    """Texts or bytes of any layout, views as large ones: few kernels know views."""
    kind = str(values.type)
    if not kind.endswith("_view"):
        return values
    plain = pa.large_string() if kind == "string_view" else pa.large_binary()
    with suppress(pa.ArrowNotImplementedError):
        return values.cast(plain)
    chunks = [pa.array(chunk.to_pylist(), plain) for chunk in values.chunks]
    return pa.chunked_array(chunks, plain)  # Arrow before 18 has no such cast


def joined(parts: Iterable[NDArray[Any]], most: int) -> NDArray[Any]:
    """Some arrays one after the other, copied as they come.

    Args:
        parts: Of one dtype, each shape (k,).
        most: Values that they have together at most; so much room is taken, of which
            only what is filled costs memory.
    """
    held, size = np.empty(0), 0
    for part in parts:
        if not size:
            held = np.empty(most, dtype=part.dtype)
        held[size : size + len(part)] = part
        size += len(part)
    return held[:size]


def take_chunked(array: pa.ChunkedArray, positions: NDArray[Any]) -> pa.ChunkedArray:
    """Values at ascending positions, without joining the chunks."""
    starts = np.cumsum([0] + [len(chunk) for chunk in array.chunks])
    cuts = np.searchsorted(positions, starts)
    parts = [
        chunk.take(pa.array(positions[a:b] - start))
        for chunk, start, a, b in zip(
            array.chunks, starts[:-1], cuts[:-1], cuts[1:], strict=True
        )
        if b > a
    ]
    return pa.chunked_array(parts, type=array.type)


def take_any(array: pa.ChunkedArray, positions: NDArray[Any]) -> pa.ChunkedArray:
    """Values at positions in whatever order, without joining the chunks."""
    back = np.argsort(positions)
    some = take_chunked(array, positions[back].astype(np.int64))
    places = np.empty(len(positions), dtype=np.int64)
    places[back] = np.arange(len(positions))
    return some.take(pa.array(places))


def decoded(values: pa.ChunkedArray) -> pa.ChunkedArray:
    """A run-end encoded column as a plain one; any other as it is."""
    if str(values.type).startswith("run_end_encoded"):
        return pc.run_end_decode(values)
    return values


def _plain_of_numpy(values: NDArray[Any]) -> Plain | None:
    kind = values.dtype.kind
    if kind not in "biufmM" or values.dtype.itemsize > 8:
        return None
    if kind in "mM":
        ints = values.view(np.int64)
        return Plain(ints, ints == NAT)
    return Plain(values, None)


_MASKED = (
    pd.arrays.IntegerArray,
    pd.arrays.FloatingArray,
    pd.arrays.BooleanArray,
)
_MOMENTS = (pd.arrays.DatetimeArray, pd.arrays.TimedeltaArray, pd.arrays.PeriodArray)
_TEXTS = {
    "string",
    "large_string",
    "string_view",
    "binary",
    "large_binary",
    "binary_view",
}
