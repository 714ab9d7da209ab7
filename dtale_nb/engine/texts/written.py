"""What a value becomes: a text, and why that text is not simply the value."""

from __future__ import annotations

import re
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
    "apart",
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
        return apart(str.__getitem__(value, slice(limit))), Mark.CUT
    text = str.__str__(value) if type(value) is str else str.__getitem__(value, _ALL)
    if not text.isascii() and _SPLIT.search(text):
        return apart(text.replace("\\", "\\\\")), Mark.ESCAPED
    return text, Mark.BLANK if text.isspace() else None


_ALL = slice(None)


def bounded(text: str, limit: int) -> Written:
    """A text made by us or by a `repr`: never blank or empty by meaning, maybe cut."""
    if str.__len__(text) > limit:
        return apart(str.__getitem__(text, slice(limit))), Mark.CUT
    return apart(text if type(text) is str else str.__getitem__(text, _ALL)), None


def apart(text: str) -> str:
    r"""Write two lone surrogates side by side as escapes: JSON joins them.

    >>> apart("\ud83d\ude00!") == r"\ud83d\ude00!"
    True
    """
    if text.isascii():
        return text
    return _SPLIT.sub(lambda halves: _escape(halves[0]), text)


def _escape(halves: str) -> str:
    return "".join(f"\\u{ord(half):04x}" for half in halves)


_SPLIT = re.compile("[\ud800-\udbff][\udc00-\udfff]")


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
