"""A PyArrow Table or RecordBatch that can be asked. Imported only where one is seen."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa

from dtale_nb.engine.kinds import kind_of_arrow
from dtale_nb.engine.memory.fields import check_number
from dtale_nb.engine.memory.keyed import head_by_keys, order_by_keys
from dtale_nb.engine.memory.orders import arrow_order
from dtale_nb.engine.memory.plain import as_chunked, decoded, take_chunked
from dtale_nb.engine.source import CELL, Field
from dtale_nb.engine.texts import arrow_cells, label_texts

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from numpy.typing import NDArray

    from dtale_nb.engine.source import Cells, RowIds, Rows, SortKey


class ArrowSource:
    """A PyArrow Table or RecordBatch, read where it lies; neither ever changes.

    Args:
        frame: The user's own object.
    """

    n_levels = 0
    column_levels = ("",)

    def __init__(self, frame: pa.Table | pa.RecordBatch) -> None:
        self._frame = frame
        is_batch = isinstance(frame, pa.RecordBatch)
        self._table = pa.Table.from_batches([frame]) if is_batch else frame

    @property
    def frame(self) -> Any:
        """The user's own object."""
        return self._frame

    @property
    def type_name(self) -> str:
        """``Table`` or ``RecordBatch``."""
        return type(self._frame).__name__

    @property
    def n_rows(self) -> int:
        """Rows in the frame."""
        return int(self._table.num_rows)

    @property
    def n_columns(self) -> int:
        """Columns in the frame."""
        return int(self._table.num_columns)

    def field(self, number: int) -> Field:
        """Describe one column.

        Raises:
            UnknownColumn: There is no such column.
        """
        check_number(number, self.n_columns)
        found = self._table.schema.field(number)
        label = label_texts(found.name, 1)
        return Field(
            number, found.name, label, str(found.type), kind_of_arrow(found.type)
        )

    def column_names(self) -> Sequence[Hashable]:
        """The labels of all columns, as the frame holds them; shape (n_columns,)."""
        return list(self._table.column_names)

    def array(self, number: int, rows: Rows | None = None) -> Any:
        """Values of one column, wrapped for pandas; see `Source.array`."""
        column = self._column(number)
        if rows is not None:
            column = _part(column, rows)
        return pd.arrays.ArrowExtensionArray(as_chunked(decoded(column)))

    def cells(self, number: int, rows: Rows, limit: int = CELL) -> Cells:
        """Write the cells of one column for some rows, in the order asked.

        Args:
            number: The column.
            rows: Which rows.
            limit: Characters of each text at most.

        Raises:
            UnknownColumn: There is no such column.
        """
        return arrow_cells(_part(self._column(number), rows), limit)

    def value(self, number: int, row: int) -> Any:
        """The very value of one cell; one that Python has no type for as it is.

        Raises:
            UnknownColumn: There is no such column.
        """
        scalar = self._column(number)[row]
        try:
            return scalar.as_py()
        except (ValueError, OverflowError, pa.ArrowException):
            return scalar

    def column(self, number: int) -> pa.ChunkedArray:
        """All values of one column, not copied.

        Raises:
            UnknownColumn: There is no such field.
        """
        return self._column(number)

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
        column = decoded(self._column(keys[0].number))
        if rows is not None:
            column = column.take(pa.array(rows))
        return head_by_keys(self, column, keys, k, rows)

    def take(self, rows: Rows, numbers: Sequence[int]) -> Any:
        """A Table or RecordBatch of these rows and columns, in this order.

        Raises:
            UnknownColumn: There is no such column.
        """
        for number in numbers:
            check_number(number, self.n_columns)
        chosen = self._frame.select(list(numbers))
        if isinstance(rows, range) and rows.step == 1:
            return chosen.slice(rows.start, len(rows))
        return chosen.take(pa.array(_positions(rows)))

    def schema(self) -> tuple[Any, ...]:
        """Labels and types of all columns."""
        return tuple((each.name, str(each.type)) for each in self._table.schema)

    def look(self, seconds: float) -> str | None:
        """Nothing: what Arrow holds never changes."""
        del seconds
        return None

    def nbytes(self) -> int:
        """About how much memory the frame holds."""
        with suppress(pa.ArrowTypeError):  # views, before Arrow 17
            return int(self._table.nbytes)
        return int(self._table.get_total_buffer_size())

    def _order_by(self, key: SortKey, ids: RowIds | None) -> NDArray[Any]:
        column = self._column(key.number)
        part = column if ids is None else column.take(pa.array(ids))
        return arrow_order(part, descending=key.descending)

    def _column(self, number: int) -> pa.ChunkedArray:
        check_number(number, self.n_columns)
        return self._table.column(number)


def _part(column: pa.ChunkedArray, rows: Rows) -> pa.ChunkedArray | pa.Array:
    if isinstance(rows, range) and rows.step == 1:
        return column.slice(rows.start, len(rows))
    return _taken(column, _positions(rows))


def _positions(rows: Rows) -> NDArray[np.int64]:
    if isinstance(rows, range):
        return np.arange(rows.start, rows.stop, rows.step, dtype=np.int64)
    return rows.astype(np.int64)


def _taken(column: pa.ChunkedArray, positions: NDArray[np.int64]) -> pa.ChunkedArray:
    """Some values of a column in any order, without joining its chunks."""
    ascending, back = np.unique(positions, return_inverse=True)
    try:
        found = take_chunked(column, ascending)
        return found.combine_chunks().take(pa.array(back))
    except pa.ArrowNotImplementedError:  # views and run-end encoded columns
        parts = [column.slice(int(place), 1).chunk(0) for place in positions]
        return pa.chunked_array(parts, type=column.type)
