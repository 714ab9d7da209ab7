"""One cell in full, for whoever looks closer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dtale_nb.engine.source import WHOLE
from dtale_nb.engine.texts import time_limit, type_name
from dtale_nb.errors import BadArgument

if TYPE_CHECKING:
    from dtale_nb.engine.kinds import Mark
    from dtale_nb.engine.views import FrameView


PATIENCE = 3.0
"""Seconds that the whole text of one object may take: somebody asked for just this."""


def whole_cell(
    view: FrameView, number: int, row: int, version: int | None = None
) -> tuple[str, Mark | None, str]:
    """The whole text of one cell, written as in its page.

    Args:
        view: What is looked at.
        number: The field of the cell.
        row: Its position in the view.
        version: The version asked about; None for the present one.

    Returns:
        Text (at most `WHOLE` characters), mark, and type: the dtype of the field, of an
        object the name of its class.

    Raises:
        BadArgument: The view has no such row.
        StaleVersion: The view has another version by now.
        UnknownColumn: There is no such field.
        ViewLetGo: The view was let go.
    """
    source, rows = view.shown(version)
    if not 0 <= row < len(rows):
        raise BadArgument(f"no row {row:,}", hint=f"{len(rows):,} rows, from 0")
    at = int(rows[row])
    with time_limit(PATIENCE, one=PATIENCE):
        cells = source.cells(number, range(at, at + 1), WHOLE)
    type_of = source.field(number).dtype
    if type_of.lower() == "object":
        type_of = type_name(source.value(number, at))
    return cells.texts[0], cells.marks.get(0), type_of
