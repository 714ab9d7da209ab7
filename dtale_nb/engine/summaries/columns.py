"""Columns as summaries read them: what values are is decided here, once.

`Numbers` counts and compares (numbers, moments, durations, truth values), `Codes` are
categories, `Texts` are Arrow strings, `Objects` are Python's; of `Opaque` columns only
the missing values can be told, and why that is so.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

import numpy as np

from dtale_nb.engine.jobs import checkpoint

if TYPE_CHECKING:
    from collections.abc import Callable

    import pyarrow as pa
    from numpy.typing import NDArray

    from dtale_nb.engine.kinds import Kind
    from dtale_nb.engine.source import Cells

    Write = Callable[[Any], Cells]
    """Writes values of a column's own kind as the grid does."""

CHUNK = 1 << 18
"""Values between two checkpoints."""

BLOCK = 1 << 15
"""Values that one pass looks at while they are in the processor's cache."""


@runtime_checkable
class Columnar(Protocol):
    """A source that gives its columns as its library holds them."""

    def column(self, number: int) -> Any:
        """The values of a field, not copied.

        Returns:
            A pandas array, an Arrow ChunkedArray or a Polars Series, shape (n_rows,).

        Raises:
            UnknownColumn: There is no such field.
        """


@dataclass(frozen=True, slots=True)
class Numbers:
    """Values that compare as numbers do.

    Attributes:
        values: Integers, floats or truth values; anything where missing. Shape (n,).
        gaps: Where a value is missing, besides NaN; None where none is.
        kind: Number, moment, duration or truth.
        write: Writes numbers of this dtype as the grid writes the column's values.
        unit: Counts a second, of moments and durations.
        zone: The time zone of moments that have one.
        rounded: Whether the values were rounded to be read.
        coded: Reads them exactly, as codes, where they were rounded.
    """

    values: NDArray[Any]
    gaps: NDArray[np.bool_] | None
    kind: Kind
    write: Write
    unit: float = 0.0
    zone: Any = None
    rounded: bool = False
    coded: Callable[[], Codes] | None = None

    def __len__(self) -> int:
        return len(self.values)

    def take(self, rows: NDArray[np.int64]) -> Numbers:
        """Some of the values."""
        gaps = None if self.gaps is None else self.gaps[rows]
        return replace(self, values=self.values[rows], gaps=gaps, coded=None)

    def part(self, start: int, stop: int) -> NDArray[Any]:
        """The values present among some neighbours, copied only where some are not."""
        values = self.values[start:stop]
        if self.gaps is not None:
            gaps = self.gaps[start:stop]
            if gaps.any():
                values = values[~gaps]
        if values.dtype.kind == "f":
            nan = np.isnan(values)
            if nan.any():
                values = values[~nan]
        return values

    def bounds(self) -> tuple[int, int] | None:
        """The least and largest of integers or counts; None where none is present."""
        lows, highs = [], []
        for start in range(0, len(self), CHUNK):
            checkpoint()
            part = self.part(start, start + CHUNK)
            if part.size:
                lows.append(int(part.min()))
                highs.append(int(part.max()))
        return (min(lows), max(highs)) if lows else None

    def present(self) -> NDArray[Any]:
        """All values present."""
        return self.part(0, len(self))


@dataclass(frozen=True, slots=True)
class Codes:
    """Categories by their places; negative where missing."""

    codes: NDArray[Any]
    n_labels: int
    write: Write

    def __len__(self) -> int:
        return len(self.codes)

    def take(self, rows: NDArray[np.int64]) -> Codes:
        """Some of the values."""
        return replace(self, codes=self.codes[rows])


@dataclass(frozen=True, slots=True)
class Texts:
    """Arrow texts or bytes."""

    values: pa.ChunkedArray
    write: Write
    is_text: bool = True

    def __len__(self) -> int:
        return len(self.values)

    def take(self, rows: NDArray[np.int64]) -> Texts:
        """Some of the values."""
        from dtale_nb.engine.memory.plain import take_chunked

        return replace(self, values=take_chunked(self.values, rows))


@dataclass(frozen=True, slots=True)
class Objects:
    """Python objects."""

    values: NDArray[np.object_]
    kind: Kind
    write: Write

    def __len__(self) -> int:
        return len(self.values)

    def take(self, rows: NDArray[np.int64]) -> Objects:
        """Some of the values."""
        return replace(self, values=self.values[rows])


@dataclass(frozen=True, slots=True)
class Opaque:
    """Values that are not compared.

    Attributes:
        gaps: Where a value is missing, shape (n,).
        why: The reason, for the reader.
    """

    gaps: NDArray[np.bool_]
    why: str

    def __len__(self) -> int:
        return len(self.gaps)

    def take(self, rows: NDArray[np.int64]) -> Opaque:
        """Some of the values."""
        return replace(self, gaps=self.gaps[rows])


Column = Numbers | Codes | Texts | Objects | Opaque
