"""A Polars DataFrame that can be asked. Imported only where a frame is one."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa

from dtale_nb.engine.kinds import kind_of_polars
from dtale_nb.engine.memory.fields import check_number
from dtale_nb.engine.memory.keyed import head_by_keys, order_by_keys
from dtale_nb.engine.memory.mixed import mixed_order
from dtale_nb.engine.memory.orders import arrow_order
from dtale_nb.engine.memory.plain import as_chunked
from dtale_nb.engine.source import CELL, Field
from dtale_nb.engine.texts import (
    arrow_of_polars,
    is_known_to_arrow,
    label_texts,
    polars_cells,
)
from dtale_nb.errors import listed

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from numpy.typing import NDArray

    from dtale_nb.engine.source import Cells, RowIds, Rows, SortKey


COMPARED = 1_000
"""Values of a column that are compared to see whether it has changed."""


class PolarsSource:
    """A Polars DataFrame, read where it lies; its columns never change in place.

    Args:
        frame: The user's own object; it is neither changed nor copied.
    """

    n_levels = 0
    column_levels = ("",)

    def __init__(self, frame: pl.DataFrame) -> None:
        self._frame = frame
        self._held = frame.clone()  # columns that the user adds later are not seen
        self._turn = 0

    @property
    def frame(self) -> pl.DataFrame:
        """The user's own object."""
        return self._frame

    @property
    def type_name(self) -> str:
        """The type of the frame, e.g. ``DataFrame``."""
        return type(self._frame).__name__

    @property
    def n_rows(self) -> int:
        """Rows in the frame."""
        return self._held.height

    @property
    def n_columns(self) -> int:
        """Columns in the frame."""
        return self._held.width

    def field(self, number: int) -> Field:
        """Describe one column.

        Raises:
            UnknownColumn: There is no such column.
        """
        series = self._series(number)
        label = label_texts(series.name, 1)
        kind = kind_of_polars(series.dtype)
        return Field(number, series.name, label, str(series.dtype), kind)

    def column_names(self) -> Sequence[Hashable]:
        """The labels of all columns, as the frame holds them; shape (n_columns,)."""
        return list(self._held.columns)

    def array(self, number: int, rows: Rows | None = None) -> Any:
        """Values of one column, wrapped for pandas; see `Source.array`."""
        series = self._series(number)
        if rows is not None:
            series = _part(series, rows)
        if str(series.dtype).endswith("Int128"):
            whole = series.cast(pl.Decimal(38, 0), strict=False)
            if whole.null_count() == series.null_count():  # none is of 39 digits
                series = whole
        if not is_known_to_arrow(series.dtype):
            values = np.empty(len(series), dtype=object)
            for place, value in enumerate(series.to_list()):  # NumPy parts lists
                values[place] = value
            return pd.arrays.NumpyExtensionArray(values)
        return pd.arrays.ArrowExtensionArray(as_chunked(arrow_of_polars(series)))

    def cells(self, number: int, rows: Rows, limit: int = CELL) -> Cells:
        """Write the cells of one column for some rows, in the order asked.

        Args:
            number: The column.
            rows: Which rows.
            limit: Characters of each text at most.

        Raises:
            UnknownColumn: There is no such column.
        """
        return polars_cells(_part(self._series(number), rows), limit)

    def value(self, number: int, row: int) -> Any:
        """The very value of one cell.

        Raises:
            UnknownColumn: There is no such column.
        """
        return self._series(number)[row]

    def column(self, number: int) -> pl.Series:
        """All values of one column, not copied.

        Raises:
            UnknownColumn: There is no such field.
        """
        return self._series(number)

    def order(self, keys: Sequence[SortKey], rows: RowIds | None = None) -> RowIds:
        """Order rows by keys, stable; NaN after all numbers, then null, both ways.

        See `Source.order`.
        """
        for key in keys:
            check_number(key.number, self.n_columns)
        return order_by_keys(keys, rows, self._order_by, self.n_rows)

    def head(
        self, keys: Sequence[SortKey], k: int, rows: RowIds | None = None
    ) -> RowIds | None:
        """The first rows of an order, without ordering all; see `Source.head`."""
        series = self._series(keys[0].number)
        arrow = _as_arrow(series if rows is None else series.gather(rows))
        if arrow is None:
            return None
        return head_by_keys(self, arrow, keys, k, rows)

    def take(self, rows: Rows, numbers: Sequence[int]) -> pl.DataFrame:
        """A Polars DataFrame of these rows and columns, in this order.

        Raises:
            UnknownColumn: There is no such column.
        """
        chosen = pl.DataFrame([self._series(number) for number in numbers])
        if isinstance(rows, range) and rows.step == 1:
            return chosen.slice(rows.start, len(rows))
        return chosen.select(pl.all().gather(_ids(rows)))

    def schema(self) -> tuple[Any, ...]:
        """Labels and types of all columns."""
        return tuple(zip(self._held.columns, map(str, self._held.dtypes), strict=True))

    def look(self, seconds: float) -> str | None:
        """What the user has changed since the frame was read.

        Columns of numbers and moments are known by where they lie, of others some
        values are compared.
        """
        ends = time.perf_counter() + seconds
        old, new = self._held, self._frame
        if old.height != new.height:
            return f"now {new.height:,} rows, before {old.height:,}"
        if old.schema != new.schema or old.columns != new.columns:
            return "other columns"
        n, moved = old.width, []
        for _ in range(n):
            number, self._turn = self._turn % n, (self._turn + 1) % n
            if not _is_same(old.to_series(number), new.to_series(number)):
                moved.append(old.columns[number])
            if time.perf_counter() > ends:
                break
        return f"values changed in {listed(moved)}" if moved else None

    def nbytes(self) -> int:
        """About how much memory the frame holds."""
        return int(self._held.estimated_size())

    def _order_by(self, key: SortKey, ids: RowIds | None) -> NDArray[Any]:
        series = self._series(key.number)
        part = series if ids is None else series.gather(ids)
        return _order(part, descending=key.descending)

    def _series(self, number: int) -> pl.Series:
        check_number(number, self.n_columns)
        return self._held.to_series(number)


def _part(series: pl.Series, rows: Rows) -> pl.Series:
    if isinstance(rows, range) and rows.step == 1:
        return series.slice(rows.start, len(rows))
    return series.gather(_ids(rows))


def _is_same(old: pl.Series, new: pl.Series) -> bool:
    """Whether two columns of one length and type hold the same, as far as is seen."""
    is_plain = old.dtype.is_numeric() or old.dtype.is_temporal()
    if is_plain and is_known_to_arrow(old.to_physical().dtype):
        return bool(_place(old) == _place(new))
    if old.dtype == pl.Object:
        return True
    step = max(1, len(old) // COMPARED)
    return old.gather_every(step).equals(new.gather_every(step), null_equal=True)


def _place(series: pl.Series) -> Any:
    arrays = as_chunked(series.to_physical().to_arrow()).chunks
    return [each and each.address for part in arrays for each in part.buffers()]


def _ids(rows: Rows) -> Any:
    if isinstance(rows, range):
        return np.arange(rows.start, rows.stop, rows.step, dtype=np.int64)
    return rows


def _order(series: pl.Series, *, descending: bool) -> NDArray[Any]:
    """The stable order of a column.

    Our own kernels order what Arrow can hold without a copy, Polars the rest, and
    Python objects as `dtale_nb.engine.memory.mixed` says.
    """
    if series.dtype == pl.Object:
        return _object_order(series, descending=descending)
    arrow = _as_arrow(series)
    if arrow is None:
        return _polars_order(series, descending=descending)
    return arrow_order(arrow, descending=descending)


def _as_arrow(series: pl.Series) -> pa.ChunkedArray | None:
    """A column as Arrow of the same order; None where Polars orders it itself."""
    kind = series.dtype
    if kind == pl.Object or kind.is_nested() or str(kind).endswith("Int128"):
        return None
    if kind == pl.Enum:
        series = series.to_physical()  # the order declared
    try:
        return as_chunked(series.to_arrow())
    except pa.ArrowException:
        return None


def _polars_order(series: pl.Series, *, descending: bool) -> NDArray[Any]:
    by = pl.arg_sort_by(
        "x", descending=descending, nulls_last=True, maintain_order=True
    )
    order: NDArray[Any] = series.alias("x").to_frame().select(by).to_series().to_numpy()
    return order


def _object_order(series: pl.Series, *, descending: bool) -> NDArray[Any]:
    values = series.to_list()
    present = [place for place, value in enumerate(values) if value is not None]
    absent = [place for place, value in enumerate(values) if value is None]
    within = mixed_order([values[place] for place in present], descending=descending)
    return np.array([*(present[place] for place in within), *absent], dtype=np.int64)
