"""Reads pandas arrays: what is held as numbers, as codes, or as Python objects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from dtale_nb.engine.kinds import kind_of_objects, kind_of_pandas
from dtale_nb.engine.memory.plain import plain_of
from dtale_nb.engine.summaries.columns import Codes, Numbers, Objects, Opaque
from dtale_nb.engine.summaries.zones import is_known_zone
from dtale_nb.engine.texts import array_cells, index_cells, numpy_cells, object_cells

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dtale_nb.engine.source import Cells
    from dtale_nb.engine.summaries.columns import Column, Write

PER_SECOND = {"s": 1.0, "ms": 1e3, "us": 1e6, "ns": 1e9}
"""Counts a second of the units there are."""

LOOKED_AT = 1_000
"""Objects looked at to tell what a column of them holds."""


def read_pandas(values: Any) -> Column:
    """Read a pandas array, not backed by Arrow.

    Args:
        values: `Series.array` or `Index.array`, shape (n,).
    """
    dtype = values.dtype
    if isinstance(dtype, pd.CategoricalDtype):
        labels = dtype.categories
        return Codes(
            np.asarray(values.codes),
            len(labels),
            lambda codes: index_cells(labels.take(np.asarray(codes))),
        )
    if isinstance(dtype, pd.SparseDtype):
        return read_pandas(pd.Series(values.to_dense()).array)
    if getattr(dtype, "kind", "O") in "OSVU":
        plain_objects = isinstance(values, pd.arrays.NumpyExtensionArray)
        if plain_objects or isinstance(dtype, pd.StringDtype):
            return read_objects(np.asarray(values, dtype=object))
    plain = plain_of(values)
    if plain is None or not is_known_zone(getattr(dtype, "tz", None)):
        return Opaque(np.asarray(pd.isna(values), dtype=np.bool_), _why_not(dtype))
    numbers = plain.values
    if not numbers.dtype.isnative:
        numbers = numbers.astype(numbers.dtype.newbyteorder("="))
    unit, zone = _unit_of(dtype), getattr(dtype, "tz", None)
    kind = kind_of_pandas(dtype)
    write = _writer(dtype, numbers.dtype)
    return Numbers(numbers, plain.missing, kind, write, unit, zone)


def read_objects(values: NDArray[np.object_]) -> Objects:
    """Read Python objects; their kind is that of a sample."""
    step = max(1, len(values) // LOOKED_AT)
    kind = kind_of_objects(values[::step])
    return Objects(values, kind, lambda some: object_cells(list(some)))


def _why_not(dtype: Any) -> str:
    if getattr(dtype, "kind", "O") == "c":
        return "complex numbers have no order"
    if getattr(dtype, "kind", "O") == "f":
        return "floats of more than 64 bits are not compared"
    if isinstance(dtype, pd.DatetimeTZDtype):
        return "the zone is of an unknown class"
    if isinstance(dtype, pd.IntervalDtype):
        return "intervals are not compared"
    return f"values of type {dtype} are not compared"


def _unit_of(dtype: Any) -> float:
    """Counts a second of a moment or duration, 0 for what is neither."""
    if getattr(dtype, "kind", "O") not in "mM" or isinstance(dtype, pd.PeriodDtype):
        return 0.0
    return PER_SECOND.get(_unit_name(dtype), 0.0)


def _unit_name(dtype: Any) -> str:
    if isinstance(dtype, pd.DatetimeTZDtype):
        return str(dtype.unit)
    return str(np.datetime_data(dtype)[0])


def _periods(ordinals: NDArray[np.int64], freq: Any) -> Any:
    make = pd.PeriodIndex.from_ordinals  # type: ignore[attr-defined]  # unknown to stubs
    return make(ordinals, freq=freq)


def _writer(dtype: Any, plain: np.dtype[Any]) -> Write:
    if isinstance(dtype, pd.PeriodDtype):
        freq = dtype.freq
        return lambda counts: array_cells(
            _periods(np.asarray(counts, "i8"), freq).array
        )
    if isinstance(dtype, pd.DatetimeTZDtype):
        unit, zone = dtype.unit, dtype.tz

        def write_zoned(counts: Any) -> Cells:
            utc = pd.DatetimeIndex(np.asarray(counts, "i8").view(f"M8[{unit}]"))
            return array_cells(utc.tz_localize("UTC").tz_convert(zone).array)

        return write_zoned
    if getattr(dtype, "kind", "O") in "mM":
        return lambda counts: numpy_cells(np.asarray(counts, "i8").view(dtype))
    return lambda some: numpy_cells(np.asarray(some).astype(plain))
