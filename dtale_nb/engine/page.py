"""A page: what one answer tells of a view."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dtale_nb.engine.source import Cells


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows of some columns, all of one version of a view.

    Attributes:
        version: The version of the view that these rows belong to.
        total: Rows shown by that version.
        start: Position in the view of the first row here.
        stop: Position after the last row here; stop - start rows are here.
        numbers: The fields of `columns`, as asked for.
        index: Cells of each index level, shape (n_levels,).
        columns: Cells of each field in `numbers`, shape (len(numbers),).
    """

    version: int
    total: int
    start: int
    stop: int
    numbers: tuple[int, ...]
    index: tuple[Cells, ...]
    columns: tuple[Cells, ...]
