"""Reads a field of a source as a column that summaries know."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa

from dtale_nb.engine.jobs import Cancelled
from dtale_nb.engine.memory import is_from
from dtale_nb.engine.memory.plain import as_chunked
from dtale_nb.engine.summaries.columns import Columnar, Opaque
from dtale_nb.engine.summaries.read_arrow import read_arrow
from dtale_nb.engine.summaries.read_pandas import read_pandas
from dtale_nb.engine.texts import arrow_of_polars, is_known_to_arrow

if TYPE_CHECKING:
    from dtale_nb.engine.source import RowIds, Source
    from dtale_nb.engine.summaries.columns import Column


def read_column(source: Source, number: int, rows: RowIds | None = None) -> Column:
    """Read a field. Untrusted columns never raise: they are opaque.

    Args:
        source: The frame.
        number: The field.
        rows: The rows to look at; None for all.

    Raises:
        UnknownColumn: There is no such field.
    """
    n = source.n_rows if rows is None else len(rows)
    if not isinstance(source, Columnar):
        source.field(number)
        return _unread(n, "this kind of frame gives no whole columns")
    values = source.column(number)
    try:
        if rows is not None:
            is_polars = is_from("polars", values, "Series")
            take = values.gather if is_polars else values.take
            values = take(rows.astype(np.int64))
        return read_values(values)
    except (Cancelled, MemoryError):
        raise
    except Exception as error:  # noqa: BLE001 - code of the user's own array class
        return _unread(n, f"reading the values ends in {type(error).__name__}")


def read_values(values: Any) -> Column:
    """Read values as a library holds them.

    Args:
        values: A pandas array, an Arrow array or a Polars Series, shape (n,).
    """
    if is_from("polars", values, "Series"):
        return _read_polars(values)
    if isinstance(values, (pa.Array, pa.ChunkedArray)):
        return read_arrow(as_chunked(values))
    if isinstance(values, pd.arrays.ArrowExtensionArray):
        return read_arrow(as_chunked(values.__arrow_array__()))
    return read_pandas(values)


def _read_polars(series: Any) -> Column:
    kind = str(series.dtype)
    if not is_known_to_arrow(series.dtype):
        why = "Python objects in Polars are not compared"
        if "Int128" in kind:
            why = "numbers of 128 bits are not compared"
        return Opaque(series.is_null().to_numpy(), why)
    return read_arrow(as_chunked(arrow_of_polars(series)))


def _unread(n: int, why: str) -> Opaque:
    return Opaque(np.zeros(n, dtype=np.bool_), why)
