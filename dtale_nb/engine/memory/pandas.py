"""A pandas DataFrame that can be asked, whatever its columns hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from dtale_nb.engine.jobs import Cancelled
from dtale_nb.engine.kinds import kind_of_objects, kind_of_pandas
from dtale_nb.engine.memory.fields import check_number
from dtale_nb.engine.memory.keyed import head_by_keys, order_by_keys
from dtale_nb.engine.memory.levels import level_array
from dtale_nb.engine.memory.orders import coded_order, native, stable_order, taken
from dtale_nb.engine.memory.rows import as_slice, positions_of
from dtale_nb.engine.memory.sizes import frame_nbytes
from dtale_nb.engine.memory.watch import Watch, held_copy
from dtale_nb.engine.source import CELL, Field
from dtale_nb.engine.texts import (
    array_cells,
    index_cells,
    label_texts,
    level_cells,
    numpy_cells,
)
from dtale_nb.errors import BadArgument

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from numpy.typing import NDArray

    from dtale_nb.engine.kinds import Kind
    from dtale_nb.engine.source import Cells, RowIds, Rows, SortKey

OBJECTS_SAMPLED = 100
"""Values looked at to tell what a column of objects holds."""


class PandasSource:
    """A pandas DataFrame, read by position where it lies.

    What is read is a shallow copy taken when the source is made: columns that the user
    adds, drops or replaces later, and rows appended, are not seen, so that row ids and
    cells always speak of one state. Under pandas 3 (copy on write) later writes into
    the values are not seen either; pandas 2 writes them through.

    Args:
        frame: The user's own object; it is neither changed nor copied.
    """

    def __init__(self, frame: pd.DataFrame) -> None:
        self._frame = frame
        self._held = held_copy(frame)
        self._watch = Watch(frame, self._held)
        self._arrays: dict[
            int, Any
        ] = {}  # how a column is found costs more than a page
        self._nbytes: int | None = None

    @property
    def frame(self) -> pd.DataFrame:
        """The user's own object."""
        return self._frame

    @property
    def type_name(self) -> str:
        """The type of the frame, e.g. ``DataFrame``."""
        return type(self._frame).__name__

    @property
    def n_rows(self) -> int:
        """Rows in the frame."""
        return len(self._held.index)

    @property
    def n_columns(self) -> int:
        """Columns in the frame, index levels not counted."""
        return len(self._held.columns)

    @property
    def n_levels(self) -> int:
        """Index levels."""
        return self._held.index.nlevels

    @property
    def column_levels(self) -> tuple[str, ...]:
        """Names of the levels of the column labels, '' for an unnamed one."""
        return tuple(_name_text(name) for name in self._held.columns.names)

    def field(self, number: int) -> Field:
        """Describe one field.

        Raises:
            UnknownColumn: There is no such field.
        """
        self._check(number)
        if number < 0:
            name = self._held.index.names[~number]
            label: tuple[str, ...] = (_name_text(name),)
        else:
            name = self._held.columns[number]
            label = label_texts(name, self._held.columns.nlevels)
        dtype, kind = self._type(number)
        return Field(number, name, label, str(dtype), kind)

    def column_names(self) -> Sequence[Hashable]:
        """The labels of all columns, as the frame holds them; shape (n_columns,)."""
        return self._held.columns.tolist()  # iterated, a text costs 20 times as much

    def array(self, number: int, rows: Rows | None = None) -> Any:
        """Values of one field as a pandas array; see `Source.array`."""
        self._check(number)
        if number < 0 and rows is not None:
            return native(level_array(self._labels(rows), ~number))
        values = native(self._array(number))
        if rows is None:
            return values
        if isinstance(rows, range):
            return values[as_slice(rows)]
        return values.take(positions_of(rows))

    def cells(self, number: int, rows: Rows, limit: int = CELL) -> Cells:
        """Write the cells of one field for some rows, in the order asked.

        Args:
            number: The field.
            rows: Which rows.
            limit: Characters of each text at most.

        Raises:
            UnknownColumn: There is no such field.
        """
        self._check(number)
        if number < 0:
            part = self._labels(rows)
            if isinstance(part, pd.MultiIndex):
                return level_cells(part, ~number, limit)
            return index_cells(part, limit)
        values = self._array(number)
        if isinstance(rows, range):
            return array_cells(values[as_slice(rows)], limit)
        try:
            return array_cells(values.take(positions_of(rows)), limit)
        except ValueError:  # pandas takes nothing of bytes the other way round
            return numpy_cells(np.asarray(values)[positions_of(rows)], limit)

    def value(self, number: int, row: int) -> Any:
        """The very value of one cell.

        Raises:
            UnknownColumn: There is no such field.
        """
        self._check(number)
        if number < 0:
            return self._level(number, range(row, row + 1))[0]
        return self._column(number).iloc[row]

    def column(self, number: int) -> pd.api.extensions.ExtensionArray:
        """All values of one field as pandas holds them, not copied.

        Raises:
            UnknownColumn: There is no such field.
        """
        self._check(number)
        values: pd.api.extensions.ExtensionArray = self._array(number)
        return values

    def order(self, keys: Sequence[SortKey], rows: RowIds | None = None) -> RowIds:
        """Order rows by keys, stable, missing values last in both directions.

        Equal to ``sort_values(kind="stable", na_position="last")``; values that pandas
        cannot compare are ordered as `dtale_nb.engine.memory.mixed` says. See
        `Source.order`.
        """
        for key in keys:
            self._check(key.number)
        return order_by_keys(keys, rows, self._order_by, self.n_rows)

    def head(
        self, keys: Sequence[SortKey], k: int, rows: RowIds | None = None
    ) -> RowIds | None:
        """The first rows of an order, without ordering all; see `Source.head`."""
        for key in keys:
            self._check(key.number)
        values = native(self._array(keys[0].number))
        if rows is not None:
            values = values.take(positions_of(rows))
        return head_by_keys(self, values, keys, k, rows)

    def _order_by(self, key: SortKey, ids: NDArray[Any] | None) -> NDArray[Any]:
        """The stable order of some rows by one key; positions in `ids`, or rows.

        Raises:
            BadArgument: The values cannot even be read.
        """
        index = self._held.index
        try:
            if key.number < 0 and isinstance(index, pd.MultiIndex):
                codes = np.asarray(index.codes[~key.number])
                level = index.levels[~key.number].array
                codes = codes if ids is None else codes[positions_of(ids)]
                return coded_order(codes, level, descending=key.descending)
            values = native(self._array(key.number))
            if ids is not None:
                values = taken(values, ids)
            return stable_order(values, descending=key.descending)
        except (Cancelled, MemoryError):
            raise
        except Exception as error:
            raise BadArgument(
                f"field {key.number} cannot be ordered: its values cannot be read",
                hint=f"reading them ends in {type(error).__name__}",
            ) from error

    def take(self, rows: Rows, numbers: Sequence[int]) -> pd.DataFrame:
        """A DataFrame of these rows and columns, in this order, with its index.

        Raises:
            UnknownColumn: There is no such column.
        """
        for number in numbers:
            self._check(number)
        columns = [number for number in numbers if number >= 0]
        chosen: Any
        chosen = as_slice(rows) if isinstance(rows, range) else positions_of(rows)
        taken: pd.DataFrame
        if columns == list(range(self.n_columns)):
            taken = self._held.iloc[chosen]
        elif len(rows) < self.n_rows // 2:  # gather the fewer values first
            taken = self._held.iloc[chosen].iloc[:, columns]
        else:
            taken = self._held.iloc[:, columns].iloc[chosen]
        return taken.copy()  # a slice would write through to the user's frame

    def schema(self) -> tuple[Any, ...]:
        """Labels and types of all fields; equal for frames whose headers are alike."""
        held = self._held
        names = *map(str, held.index.names), *map(str, held.columns.names)
        dtypes = *map(str, held.dtypes), *map(str, _level_types(held.index))
        return (*names, *map(repr, held.columns), *dtypes)

    def look(self, seconds: float) -> str | None:
        """What the user has changed since the frame was read; see `watch`."""
        return self._watch.look(seconds)

    def nbytes(self) -> int:
        """About how much memory the frame holds; samples, never scans it."""
        if self._nbytes is None:
            self._nbytes = frame_nbytes(self._held)
        return self._nbytes

    def _check(self, number: int) -> None:
        check_number(number, self.n_columns, self.n_levels)

    def _type(self, number: int) -> tuple[Any, Kind]:
        """The dtype of a field and its kind; objects are sampled."""
        step = max(1, self.n_rows // OBJECTS_SAMPLED)
        rows = range(0, self.n_rows, step)[:OBJECTS_SAMPLED]
        if number < 0:
            sample: Any = self._level(number, rows)
        else:
            sample = self._column(number)
            if sample.dtype == object:
                sample = sample.iloc[as_slice(rows)]
        if sample.dtype == object:
            return sample.dtype, kind_of_objects(sample.array)
        return sample.dtype, kind_of_pandas(sample.dtype)

    def _column(self, number: int) -> pd.Series[Any]:
        return self._held.iloc[:, number]

    def _level(self, number: int, rows: Rows) -> pd.Index[Any]:
        """One index level of some rows; the rows first, so that no level is built."""
        return self._labels(rows).get_level_values(~number)

    def _labels(self, rows: Rows) -> pd.Index[Any]:
        """The index of some rows, all its levels."""
        index = self._held.index
        if isinstance(rows, range):
            return index[as_slice(rows)]
        return index.take(positions_of(rows))

    def _array(self, number: int) -> Any:
        """All values of a field as a pandas array; those of a column are kept."""
        if number < 0:
            return level_array(self._held.index, ~number)
        found = self._arrays.get(number)
        if found is None:
            found = self._arrays[number] = self._column(number).array
        return found


def _level_types(index: pd.Index[Any]) -> list[Any]:
    if isinstance(index, pd.MultiIndex):
        return [level.dtype for level in index.levels]
    return [index.dtype]


def _name_text(name: Any) -> str:
    return "" if name is None else label_texts(name, 1)[0]
