"""What `show` accepts besides frames, turned into a frame without copying data."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from dtale_nb.engine.memory import is_from

ACCEPTED = (
    "a pandas DataFrame, Series, Index or MultiIndex, a Polars DataFrame or Series, "
    "a PyArrow Table, RecordBatch or array, a dict of columns, a list of records "
    "(dicts), a 1-D, 2-D or structured NumPy array, a Styler, an xarray DataArray "
    "or Dataset, or what gives a stream of Arrow, such as a DuckDB relation"
)
"""What `as_frame` takes, for messages."""

READ_BY = ("toPandas", "compute", "to_pandas", "collect")
"""Methods by which what is not in memory yet is read: those of Spark, of Dask, of
many, and of Polars' lazy frames; Spark's `collect` gives no frame."""


def as_frame(obj: Any) -> Any:
    """The frame in which an object can be viewed; a frame is returned as it is.

    Raises:
        TypeError: It is nothing that has rows; the message says what is accepted.
    """
    for is_one, converted in _WAYS:
        if is_one(obj):
            return converted(obj)
    reading = [name for name in READ_BY if callable(getattr(type(obj), name, None))]
    hint = f"; show what its .{reading[0]}() gives" if reading else ""
    raise TypeError(f"cannot show {_described(obj)}{hint}; accepted are {ACCEPTED}")


def _is_frame(obj: Any) -> bool:
    return (
        isinstance(obj, pd.DataFrame)
        or is_from("polars", obj, "DataFrame")
        or is_from("pyarrow", obj, "Table", "RecordBatch")
    )


def _is_column(obj: Any) -> bool:
    return isinstance(obj, pd.Series) or is_from("polars", obj, "Series")


def _is_arrow_array(obj: Any) -> bool:
    return is_from("pyarrow", obj, "Array", "ChunkedArray")


def _gives_arrow(obj: Any) -> bool:
    """Whether it has Arrow's PyCapsule interface, as tables of many libraries have."""
    return hasattr(type(obj), "__arrow_c_stream__")


def _of_arrow_stream(obj: Any) -> Any:
    import pyarrow as pa

    return pa.RecordBatchReader.from_stream(obj).read_all()


def _is_styler(obj: Any) -> bool:
    return is_from("pandas.io.formats.style", obj, "Styler")


def _is_labelled_array(obj: Any) -> bool:
    return is_from("xarray", obj, "DataArray", "Dataset")


def _of_labelled_array(obj: Any) -> Any:
    if is_from("xarray", obj, "Dataset") or obj.name is not None:
        return obj.to_dataframe()
    return obj.to_dataframe(name="values")


def _of_index(index: pd.Index[Any]) -> pd.DataFrame:
    """One column a level; positional rows, since the labels are what is shown."""
    frame = pd.concat(
        [
            index.get_level_values(level).to_series(index=pd.RangeIndex(len(index)))
            for level in range(index.nlevels)
        ],
        axis=1,
    )
    names = [n if n is not None else k for k, n in enumerate(index.names)]
    frame.columns = pd.Index(names)
    return frame


def _of_array(array: np.ndarray[Any, Any]) -> pd.DataFrame:
    names = array.dtype.names
    if array.ndim == 1 and names is not None:
        columns = {name: _column(array[name]) for name in names}
        return pd.DataFrame(columns, index=pd.RangeIndex(len(array)), copy=False)
    if array.ndim in {1, 2} and names is None:
        return pd.DataFrame(_native(array), copy=False)
    raise TypeError(f"cannot show {_described(array)}; accepted are {ACCEPTED}")


def _column(values: np.ndarray[Any, Any]) -> Any:
    """One field of a structured array; a field of arrays or records as objects."""
    if values.ndim == 1 and values.dtype.names is None:
        return _native(values)
    return list(values)


def _native(array: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """An array in the machine's byte order; pandas computes with no other."""
    if array.dtype.isnative:
        return array
    return array.astype(array.dtype.newbyteorder("="))


def _of_mapping(mapping: Mapping[Any, Any]) -> pd.DataFrame:
    values = dict(mapping)
    if values and not any(map(pd.api.types.is_list_like, values.values())):
        return pd.DataFrame([values])  # one record
    try:
        return pd.DataFrame(values, copy=False)
    except ValueError as error:
        raise TypeError(
            f"cannot show this dict: {error}; accepted are {ACCEPTED}"
        ) from error


def _are_records(obj: Any) -> bool:
    return (
        isinstance(obj, Sequence)
        and not isinstance(obj, str | bytes | bytearray)
        and all(isinstance(item, Mapping) for item in obj)
    )


def _described(obj: Any) -> str:
    if isinstance(obj, np.ndarray):
        return f"a {obj.ndim}-D array of {obj.dtype}"
    kind = type(obj)
    module = "" if kind.__module__ == "builtins" else f"{kind.__module__}."
    return f"a {module}{kind.__qualname__}"


_WAYS: tuple[tuple[Callable[[Any], bool], Callable[[Any], Any]], ...] = (
    (_is_frame, lambda frame: frame),
    (_is_styler, lambda styler: styler.data),
    (_is_column, lambda column: column.to_frame()),
    (_is_arrow_array, lambda array: sys.modules["pyarrow"].table([array], names=["0"])),
    (_is_labelled_array, _of_labelled_array),
    (_gives_arrow, _of_arrow_stream),
    (lambda obj: isinstance(obj, pd.Index), _of_index),
    (lambda obj: isinstance(obj, np.ndarray), _of_array),
    (lambda obj: isinstance(obj, Mapping), _of_mapping),
    (_are_records, lambda records: pd.DataFrame(list(records))),
)
"""Which objects are accepted, and how each becomes a frame."""
