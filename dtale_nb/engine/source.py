"""The questions that every kind of frame answers, and the shapes of the answers.

A *field* is a column or an index level. Fields are addressed by a number, never by
name, since names repeat: columns are 0, 1, 2, ... from the left; index levels are
-1, -2, ... (`~level`). Rows are addressed by position, 0-based.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from dtale_nb.engine.kinds import Kind, Mark

    RowIds = NDArray[np.uint32] | NDArray[np.uint64]
    """Positions of rows in the frame, in the order shown, shape (n_rows_shown,)."""

    Rows = range | RowIds
    """Which rows: a range of positions, or positions in any order."""


CELL = 200
"""Characters of a cell's text at most."""

WHOLE = 1_000_000
"""Characters of the text in a cell's detail at most."""


@dataclass(frozen=True, slots=True)
class Field:
    """One column or index level, as its header tells it.

    Attributes:
        number: 0.. for columns, `~level` for index levels.
        name: The label as the frame holds it.
        label: The texts of the label, one per column level; for an index level, one.
        dtype: The type as its library writes it.
        kind: What it holds.
    """

    number: int
    name: Hashable
    label: tuple[str, ...]
    dtype: str
    kind: Kind

    @property
    def title(self) -> str:
        """How sentences call it: its label, or that there is none to be seen."""
        named = " / ".join(part for part in self.label if part)
        if named.strip():
            return named
        return "index" if self.number < 0 else "(no name)"


@dataclass(frozen=True, slots=True)
class Cells:
    """A run of cells of one field, ready to be shown.

    Attributes:
        texts: The exact canonical text of each value (cut only where marked CUT),
            shape (n,).
        marks: Offset in `texts` -> why this text is not simply the value.
    """

    texts: Sequence[str]
    marks: Mapping[int, Mark] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SortKey:
    """One key of an order.

    Attributes:
        number: The field that is ordered by.
        descending: Largest first. Missing values come last in both directions.
    """

    number: int
    descending: bool = False


class Source(Protocol):
    """A frame that can be asked. Implementations never change nor copy the frame.

    Every method may be called from any thread.
    """

    @property
    def frame(self) -> Any:
        """The user's own object."""

    @property
    def type_name(self) -> str:
        """The type of the frame as its user knows it, e.g. ``DataFrame``."""

    @property
    def n_rows(self) -> int:
        """Rows in the frame."""

    @property
    def n_columns(self) -> int:
        """Columns in the frame, index levels not counted."""

    @property
    def n_levels(self) -> int:
        """Index levels that are shown as row headers; 0 where there is no index."""

    @property
    def column_levels(self) -> tuple[str, ...]:
        """The names of the levels of the column labels, '' for an unnamed one.

        Shape (n_column_levels,), at least one.
        """

    def field(self, number: int) -> Field:
        """Describe one field.

        Raises:
            UnknownColumn: There is no such field.
        """

    def column_names(self) -> Sequence[Hashable]:
        """The labels of all columns, as the frame holds them; shape (n_columns,)."""

    def array(self, number: int, rows: Rows | None = None) -> Any:
        """Values of one field as a pandas array; other libraries' data wrapped.

        Nothing is converted: Polars and Arrow columns come as Arrow-backed arrays.

        Args:
            number: The field.
            rows: Which rows; None for all.

        Raises:
            UnknownColumn: There is no such field.
        """

    def cells(self, number: int, rows: Rows, limit: int = CELL) -> Cells:
        """Write the cells of one field for some rows, in the order asked.

        Args:
            number: The field.
            rows: Which rows.
            limit: Characters of each text at most; `WHOLE` for a cell's detail.

        Raises:
            UnknownColumn: There is no such field.
        """

    def value(self, number: int, row: int) -> Any:
        """The very value of one cell, for its detail."""

    def order(self, keys: Sequence[SortKey], rows: RowIds | None = None) -> RowIds:
        """Order rows by keys, stable, missing values last.

        Args:
            keys: The first key decides first. At least one.
            rows: The rows to order, in frame order; None for all.

        Returns:
            The positions of these rows in their new order.
        """

    def head(
        self, keys: Sequence[SortKey], k: int, rows: RowIds | None = None
    ) -> RowIds | None:
        """The first rows of an order, without ordering all.

        Args:
            keys: As for `order`.
            k: How many rows.
            rows: As for `order`.

        Returns:
            At least the first k rows of `order(keys, rows)`; None where there is no
            shorter way than to order all.

        Raises:
            UnknownColumn: There is no such field.
        """

    def take(self, rows: Rows, numbers: Sequence[int]) -> Any:
        """An object of the user's own library: these rows and columns, in this order.

        Only columns are counted in `numbers`; the index goes along.
        """

    def schema(self) -> tuple[Any, ...]:
        """Labels and types of all fields; equal for frames whose headers are alike."""

    def look(self, seconds: float) -> str | None:
        """Whether the user has changed the frame since it was read.

        Args:
            seconds: How long to look for changes of values; of labels always.

        Returns:
            What has changed, in words; None for nothing that could be seen; '' where
            the frame must be read anew although it says the same.
        """

    def nbytes(self) -> int:
        """About how much memory the frame holds, in bytes; never scans the frame."""
