"""Orders of one column: stable, missing values last, as pandas sorts.

Each kind has its kernel; what no kernel serves is ordered by pandas or Arrow itself,
and what they refuse as `dtale_nb.engine.memory.mixed` says.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from dtale_nb.engine.jobs import checkpoint
from dtale_nb.engine.memory.codes import gather, lying_order, order_of
from dtale_nb.engine.memory.keys import key_of_codes, key_of_numpy, key_of_pandas
from dtale_nb.engine.memory.mixed import mixed_order, refused
from dtale_nb.engine.memory.plain import (
    as_chunked,
    decoded,
    is_text,
    plain_of,
    plain_of_arrow,
)
from dtale_nb.engine.memory.rows import positions_of
from dtale_nb.engine.memory.strings import text_order

if TYPE_CHECKING:
    from numpy.typing import NDArray

FIRST = 1_024
"""Values looked at before all are asked whether they lie in order."""

SLICE = 50_000
"""Objects turned into Arrow data at once: other threads run in between."""

_ARROW_KINDS = {
    "string": pa.string(),
    "bytes": pa.binary(),
    "integer": pa.int64(),
    "floating": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
}
"""Arrow types by what `pandas.api.types.infer_dtype` calls objects of one kind."""


def stable_order(values: Any, *, descending: bool = False) -> NDArray[Any]:
    """Positions that order a pandas array, shape (n,).

    Equal values keep their order in both directions, missing ones come last in both,
    in their order.

    Args:
        values: `Series.array` or `Index.array`, shape (n,).
        descending: Largest first.
    """
    lying = _lying_order(values, descending=descending)
    if lying is not None:
        return lying
    key = key_of_pandas(values, descending=descending)
    if key is not None:
        return order_of(key)
    if isinstance(values, pd.arrays.ArrowExtensionArray):
        arrow = as_chunked(values.__arrow_array__())
        if not pa.types.is_dictionary(arrow.type):
            return arrow_order(arrow, descending=descending)
    elif values.dtype.kind == "O":
        arrow = arrow_of_objects(values)
        if arrow is not None:
            return arrow_order(arrow, descending=descending)
    return _pandas_order(values, descending=descending)


def arrow_order(values: pa.ChunkedArray, *, descending: bool = False) -> NDArray[Any]:
    """Positions that order an Arrow column, shape (n,).

    As `stable_order`; NaN comes after all numbers and before null in both directions.
    Dictionaries that call themselves ordered are ordered by their codes, others by
    value.
    """
    values = decoded(values)
    if is_text(values.type):
        return text_order(values, descending=descending)
    if pa.types.is_dictionary(values.type):
        return _dictionary_order(values, descending=descending)
    plain = plain_of_arrow(values)
    if plain is None:
        return _arrow_own_order(values, descending=descending)
    missing = plain.missing
    lying = None
    if missing is None:
        lying = lying_order(plain.values, descending=descending)
    if lying is not None:
        return lying
    key = key_of_numpy(plain.values, missing, descending=descending)
    order = order_of(key)
    if missing is None or plain.values.dtype.kind != "f":
        return order
    return _nulls_after_nan(order, missing, int(np.isnan(plain.values).sum()))


def _lying_order(values: Any, *, descending: bool) -> NDArray[Any] | None:
    """The order of a pandas array of numbers that lie in order; None for any other."""
    if isinstance(values, pd.arrays.ArrowExtensionArray):
        return None  # a question of `arrow_order`
    first = plain_of(values[:FIRST])
    if first is None or lying_order(first.values, descending=descending) is None:
        return None
    plain = plain_of(values)
    if plain is None or (plain.missing is not None and bool(plain.missing.any())):
        return None
    return lying_order(plain.values, descending=descending)


def arrow_of_objects(values: Any) -> pa.ChunkedArray | None:
    """A pandas array of Python objects as Arrow data of the same order.

    Args:
        values: `Series.array` of dtype object or a string dtype, shape (n,).

    Returns:
        None where it holds objects of several kinds, or of none that Arrow orders.
    """
    chunks: list[Any] = []
    kind: pa.DataType | None = None
    for start in range(0, len(values), SLICE):
        checkpoint()
        part = np.asarray(values[start : start + SLICE], dtype=object)
        # asked first, since Arrow crashes on lists that hold themselves
        word = pd.api.types.infer_dtype(part, skipna=True)
        found = kind if word == "empty" else _ARROW_KINDS.get(word)
        if found != kind and (found is None or kind is not None):
            return None
        kind = found
        try:
            chunks.append(pa.array(part, type=kind or pa.null(), from_pandas=True))
        except (pa.ArrowException, UnicodeError, OverflowError):
            return None
    kind = kind or pa.null()
    return pa.chunked_array([chunk.cast(kind) for chunk in chunks], type=kind)


def coded_order(
    codes: NDArray[Any], words: Any, *, descending: bool = False
) -> NDArray[Any]:
    """Positions that order values held as places in a pandas array, shape (n,).

    Args:
        codes: Places in `words`, -1 where missing, shape (n,).
        words: Distinct values in any order, shape (n_words,).
        descending: Largest first.
    """
    ranks = np.empty(len(words) + 1, dtype=np.int64)
    ranks[stable_order(words)] = np.arange(len(words))
    ranks[-1] = -1
    return order_of(key_of_codes(ranks[codes], len(words), descending=descending))


def taken(values: Any, rows: NDArray[Any]) -> Any:
    """Some values of a pandas array in native byte order; numbers part by part.

    Args:
        values: Shape (n,).
        rows: Unsigned positions, shape (k,).
    """
    if isinstance(values, pd.arrays.NumpyExtensionArray):
        plain = np.asarray(values)
        if plain.dtype.kind in "iuf" and plain.dtype.itemsize in {1, 2, 4, 8}:
            return pd.arrays.NumpyExtensionArray(gather(plain, rows))
    return values.take(positions_of(rows))


def native(values: Any) -> Any:
    """A pandas array in the machine's byte order; a copy only where it is not."""
    if isinstance(values, pd.arrays.NumpyExtensionArray):
        plain = np.asarray(values)
        if not plain.dtype.isnative:
            swapped = plain.astype(plain.dtype.newbyteorder("="))
            return pd.arrays.NumpyExtensionArray(swapped)
    return values


def _pandas_order(values: Any, *, descending: bool) -> NDArray[Any]:
    with refused():  # comparing objects runs anybody's code
        return np.asarray(
            values.argsort(ascending=not descending, kind="stable", na_position="last"),
            dtype=np.intp,
        )
    missing = missing_objects(values)
    present = np.flatnonzero(~missing)
    order = present[mixed_order(list(values[present]), descending=descending)]
    return np.concatenate([order, np.flatnonzero(missing)])


def missing_objects(values: Any) -> NDArray[np.bool_]:
    """Where a pandas array is missing, shape (n,).

    pandas raises on a signalling Decimal NaN; a value that raises is not missing here.
    """
    with refused():
        return np.asarray(values.isna(), dtype=bool)
    missing = np.zeros(len(values), dtype=bool)
    for place, value in enumerate(values):
        with refused():
            missing[place] = value is None or bool(pd.isna(value))
    return missing


def _arrow_own_order(values: pa.ChunkedArray, *, descending: bool) -> NDArray[Any]:
    direction = "descending" if descending else "ascending"
    order: NDArray[Any]
    with suppress(pa.ArrowException):
        order = pc.array_sort_indices(
            values.combine_chunks(), order=direction, null_placement="at_end"
        ).to_numpy()
        return order
    objects = values.to_pylist()
    missing = np.array([value is None for value in objects], dtype=bool)
    present = np.flatnonzero(~missing)
    some = [objects[place] for place in present]
    order = present[mixed_order(some, descending=descending)]
    return np.concatenate([order, np.flatnonzero(missing)])


def _dictionary_order(values: pa.ChunkedArray, *, descending: bool) -> NDArray[Any]:
    unified = values.unify_dictionaries()
    if not unified.num_chunks:
        return np.zeros(0, dtype=np.uint32)
    words = unified.chunk(0).dictionary
    ranks = np.empty(len(words) + 1, dtype=np.int32)
    ranks[-1] = -1
    if values.type.ordered:
        ranks[:-1] = np.arange(len(words))
    else:
        ranks[arrow_order(as_chunked(words))] = np.arange(len(words), dtype=np.int32)
    codes = np.concatenate(
        [
            chunk.indices.cast(pa.int64()).fill_null(len(words)).to_numpy()
            for chunk in unified.chunks
        ]
    )
    key = key_of_codes(
        gather(ranks, codes.astype(np.uint32)), len(words), descending=descending
    )
    return order_of(key)


def _nulls_after_nan(
    order: NDArray[Any], null: NDArray[np.bool_], n_nan: int
) -> NDArray[Any]:
    n_last = n_nan + int(null.sum())
    if not n_nan or n_last == n_nan:
        return order
    present, last = order[: len(order) - n_last], order[len(order) - n_last :]
    is_null = null[last]
    return np.concatenate([present, last[~is_null], last[is_null]])
