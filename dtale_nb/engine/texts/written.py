"""What a value becomes: a text, and why that text is not simply the value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dtale_nb.engine.kinds import Mark
from dtale_nb.engine.source import CELL, WHOLE, Cells

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "CELL",
    "MASKED",
    "NA",
    "NAN",
    "NAT",
    "NONE",
    "NULL",
    "WHOLE",
    "Written",
    "bounded",
    "gather",
    "of_text",
    "type_name",
]

Written = tuple[str, Mark | None]
"""A text and its mark."""

NAN: Written = ("NaN", Mark.NAN)
NONE: Written = ("None", Mark.NONE)
NA: Written = ("<NA>", Mark.NA)
NAT: Written = ("NaT", Mark.NAT)
NULL: Written = ("null", Mark.NULL)
MASKED: Written = ("masked", Mark.MASKED)


def of_text(value: str, limit: int) -> Written:
    """Text as it is; a beginning of one that is too long.

    A subclass of `str` is read by its characters: none of its own code is run.

    >>> of_text("  ", 200) == ("  ", Mark.BLANK)
    True
    """
    size = str.__len__(value)
    if size == 0:
        return "", Mark.EMPTY
    if size > limit:
        return str.__getitem__(value, slice(limit)), Mark.CUT
    text = str.__str__(value) if type(value) is str else str.__getitem__(value, _ALL)
    return text, Mark.BLANK if text.isspace() else None


_ALL = slice(None)


def bounded(text: str, limit: int) -> Written:
    """A text made by us or by a `repr`: never blank or empty by meaning, maybe cut."""
    if str.__len__(text) > limit:
        return str.__getitem__(text, slice(limit)), Mark.CUT
    return text if type(text) is str else str.__getitem__(text, _ALL), None


def gather(written: Iterable[Written]) -> Cells:
    """Cells from a text and a mark for each value."""
    pairs = list(written)
    marks = {at: mark for at, (_, mark) in enumerate(pairs) if mark is not None}
    return Cells([text for text, _ in pairs], marks)


def type_name(value: object) -> str:
    """The name of the very type of a value; nothing of the value's is asked."""
    name = _NAME.__get__(type(value))
    return name if type(name) is str else "object"


_NAME = type.__dict__["__name__"]
