"""Some cells of one column as what can be added and compared."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dtale_nb.engine.kinds import Kind
from dtale_nb.engine.memory.plain import as_chunked
from dtale_nb.engine.summaries.columns import Columnar, Numbers, Objects, Opaque
from dtale_nb.engine.summaries.gaps import groups_of
from dtale_nb.engine.summaries.read import read_values
from dtale_nb.engine.texts import object_cells

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dtale_nb.engine.selection.exact import Exact
    from dtale_nb.engine.source import Rows, Source

    End = tuple[Any, str]
    """A value that compares, and its text."""


@dataclass(slots=True)
class Nothing:
    """Cells without any number."""

    missing: int
    is_opaque: bool = False
    n: int = 0
    kind: Kind = Kind.OTHER
    write: Any = None
    addable: bool = False

    def add_to(self, exact: Exact) -> None:
        """Add nothing."""

    def ends(self) -> None:
        """There are none."""
        return


@dataclass(slots=True)
class Plain:
    """Numbers, moments or durations held as numbers, none missing."""

    missing: int
    values: NDArray[Any]
    kind: Kind
    write: Any
    is_opaque: bool = False

    @property
    def n(self) -> int:
        """How many there are."""
        return len(self.values)

    @property
    def addable(self) -> bool:
        """Moments are not added."""
        return self.kind is not Kind.MOMENT

    def add_to(self, exact: Exact) -> None:
        """Add all of them."""
        exact.add(self.values)

    def ends(self) -> tuple[End, End]:
        """The least and the most."""
        both = np.array([self.values.min(), self.values.max()])
        texts = self.write(both).texts
        low, high = both.tolist()
        return (low, texts[0]), (high, texts[1])


@dataclass(slots=True)
class Things:
    """Numbers held as Python objects."""

    missing: int
    values: list[Any]
    kind: Kind = Kind.NUMBER
    write: Any = None
    addable: bool = True
    is_opaque: bool = False

    @property
    def n(self) -> int:
        """How many there are."""
        return len(self.values)

    def add_to(self, exact: Exact) -> None:
        """Add all of them."""
        for value in self.values:
            exact.add_one(value)

    def ends(self) -> tuple[End, End]:
        """The least and the most."""
        low = min(self.values, key=_comparable)
        high = max(self.values, key=_comparable)
        texts = object_cells([low, high]).texts
        return (_comparable(low), texts[0]), (_comparable(high), texts[1])


@dataclass(slots=True)
class Decimals:
    """Decimals of Arrow, added as such."""

    missing: int
    n: int
    total: Decimal
    low: Decimal = Decimal(0)
    high: Decimal = Decimal(0)
    kind: Kind = Kind.NUMBER
    write: Any = None
    addable: bool = True
    is_opaque: bool = False

    def add_to(self, exact: Exact) -> None:
        """Add all of them."""
        exact.add_sum(self.total, self.n)

    def ends(self) -> tuple[End, End]:
        """The least and the most."""
        low, high = _comparable(self.low), _comparable(self.high)
        return (low, f"{self.low:f}"), (high, f"{self.high:f}")


Numerals = Nothing | Plain | Things | Decimals
"""Cells that were looked at. Each has

missing: how many hold no value;
n: how many hold a number, moment or duration, and `kind` which of them;
write: what writes plain values of this type;
addable: whether a sum of them means anything;
is_opaque: whether nothing but what is missing could be told;
add_to: adds all of them; ends: the least and the most, each with its text.
"""


def numerals_of(source: Source, number: int, rows: Rows) -> Numerals:
    """Look at some cells of a column.

    Args:
        source: The frame.
        number: The column.
        rows: The rows in the frame, in any order.

    Raises:
        UnknownColumn: There is no such column.
    """
    source.field(number)
    if not isinstance(source, Columnar):
        return Nothing(0, is_opaque=True)
    values = _taken(source.column(number), rows)
    decimals = _decimals_of(values)
    if decimals is not None:
        return _of_decimals(decimals)
    column = read_values(values)
    missing = sum(count for count, _ in groups_of(column))
    if isinstance(column, Numbers) and column.kind in _SUMMED:
        present = column.present()
        if len(present):
            return Plain(missing, present, column.kind, column.write)
    if isinstance(column, Objects):
        numbers = [value for value in column.values if _is_number(value)]
        if numbers:
            return Things(missing, numbers)
    return Nothing(missing, isinstance(column, Opaque))


_SUMMED = (Kind.NUMBER, Kind.MOMENT, Kind.DURATION)
_NUMBERS = (int, float, Decimal, Fraction, np.integer, np.floating)


def _is_number(value: Any) -> bool:
    if isinstance(value, bool) or not isinstance(value, _NUMBERS):
        return False
    return bool(value == value)  # noqa: PLR0124 - NaN, which is missing, is not itself


def _comparable(value: Any) -> Any:
    """A number that compares with those of every other kind."""
    if isinstance(value, Decimal):  # not with fractions
        return Fraction(value) if value.is_finite() else float(value)
    return value


def _taken(values: Any, rows: Rows) -> Any:
    if isinstance(rows, range) and rows.step == 1:
        return values[rows.start : rows.stop]
    if hasattr(values, "gather"):  # Polars
        return values.gather(np.asarray(rows, dtype=np.int64))
    return values.take(np.asarray(rows, dtype=np.int64))


def _decimals_of(values: Any) -> pa.ChunkedArray | None:
    """An Arrow column of decimals; None for anything else."""
    if hasattr(values, "__arrow_array__") and hasattr(values, "_pa_array"):
        values = as_chunked(values.__arrow_array__())
    elif hasattr(values, "to_arrow") and str(values.dtype).startswith("Decimal"):
        values = as_chunked(values.to_arrow())
    is_arrow = isinstance(values, (pa.Array, pa.ChunkedArray))
    if is_arrow and pa.types.is_decimal(values.type):
        return as_chunked(values)
    return None


def _of_decimals(values: pa.ChunkedArray) -> Numerals:
    missing = values.null_count
    if missing == len(values):
        return Nothing(missing)
    wide = values.cast(pa.decimal256(76, values.type.scale))
    ends = pc.min_max(values)
    found = Decimals(missing, len(values) - missing, pc.sum(wide).as_py())
    found.low, found.high = ends["min"].as_py(), ends["max"].as_py()
    return found
