"""Parquet and Arrow files, and how an Arrow table becomes a pandas frame exactly."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pyarrow as pa
from pandas.api.types import is_object_dtype

from dtale_nb.errors import BadArgument

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NULLABLE = {
    pa.int8(): pd.Int8Dtype(),
    pa.int16(): pd.Int16Dtype(),
    pa.int32(): pd.Int32Dtype(),
    pa.int64(): pd.Int64Dtype(),
    pa.uint8(): pd.UInt8Dtype(),
    pa.uint16(): pd.UInt16Dtype(),
    pa.uint32(): pd.UInt32Dtype(),
    pa.uint64(): pd.UInt64Dtype(),
    pa.bool_(): pd.BooleanDtype(),
}
"""Arrow types that pandas would turn into floats or objects where one is missing."""

_TEXTS = (pa.string(), pa.large_string())


def read_parquet(path: Path) -> pd.DataFrame:
    """Read a Parquet file.

    Raises:
        BadArgument: It is not one.
    """
    import pyarrow.parquet as pq

    return _read(path, lambda: pq.ParquetFile(path).read(), "Parquet")


def read_feather(path: Path) -> pd.DataFrame:
    """Read a Feather (Arrow IPC) file, or an Arrow stream.

    Raises:
        BadArgument: It is neither.
    """

    def table() -> pa.Table:
        with pa.memory_map(str(path)) as source:
            try:
                return pa.ipc.open_file(source).read_all()
            except pa.ArrowInvalid:
                source.seek(0)
                return pa.ipc.open_stream(source).read_all()

    return _read(path, table, "Feather")


def _read(path: Path, table: Callable[[], pa.Table], word: str) -> pd.DataFrame:
    """Read a table and turn it into a frame."""
    try:
        return frame_of(table())
    except (pa.ArrowException, OSError) as error:
        reason = str(error).splitlines()[0]
        raise BadArgument(f"{path.name} is not read as {word}: {reason}") from error


def frame_of(table: pa.Table) -> pd.DataFrame:
    """An Arrow table as a frame; integers and truths stay so with missing ones.

    What pandas has written of its own types and index is followed.

    Args:
        table: Any table; names may be there twice.
    """
    names = table.column_names
    if len(set(names)) < len(names):
        # Older pyarrow refuses these. Such a table was not written by pandas.
        numbered = table.rename_columns([str(number) for number in range(len(names))])
        return frame_of(numbered.replace_schema_metadata()).set_axis(names, axis=1)
    frame: pd.DataFrame = table.to_pandas()
    # Some columns may have become the index: the others are found by name.
    numbers = {name: number for number, name in enumerate(names)}
    places = [numbers.get(name) for name in frame.columns]
    for place, number in enumerate(places):
        if number is None:
            continue
        if table.column(number).type in _TEXTS:
            _hold_texts(frame, place)
        if not _loses(table.column(number), frame.dtypes.iloc[place]):
            continue
        exact = table.column(number).to_pandas(types_mapper=NULLABLE.get)
        frame.isetitem(place, exact.set_axis(frame.index))
    return frame


def _hold_texts(frame: pd.DataFrame, place: int) -> None:
    """Hold a column of texts as this pandas does; PyArrow before 19 knows no `str`."""
    own = pd.Series([""]).dtype
    if is_object_dtype(frame.dtypes.iloc[place]) and not is_object_dtype(own):
        frame.isetitem(place, frame.iloc[:, place].astype(own).array)


def _loses(column: pa.ChunkedArray, dtype: object) -> bool:
    """Whether pandas' type for a column cannot hold its values."""
    return (
        column.null_count > 0
        and column.type in NULLABLE
        and dtype != NULLABLE[column.type]
    )
