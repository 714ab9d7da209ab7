"""The first rows as they stand in the page, before any script runs.

What a cell looks like is decided twice: here for the page, and in
``viewer/grid/cells.js`` for all that follows. A browser test holds both to the same
texts and classes, so that the script changes nothing that is seen when it takes over.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import escape

from dtale_nb.engine.kinds import Kind, Mark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dtale_nb.engine.source import Cells

DECIMALS = 6
"""Decimals shown at most; more are told by an ellipsis."""

SIDED = {Kind.NUMBER: "n", Kind.DURATION: "n", Kind.MOMENT: "d", Kind.NESTED: "k"}
"""The classes of cells by kind; n stands right."""

_DECIMAL = re.compile(r"-?\d+\.(\d+)", re.ASCII)
_WHOLE = re.compile(r"-?\d+", re.ASCII)
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d(?: \d\d:\d\d:\d\d)?)(.+)", re.ASCII)
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ud800-\udfff]|^ +| +$"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_SIGNS = {
    "\n": "\u21b5",
    "\t": "\u21e5",
    "\r": "\u27e8CR\u27e9",
    "\0": "\u27e8NUL\u27e9",
    "\x1b": "\u27e8ESC\u27e9",
}
_WORDY = (Kind.TEXT, Kind.CATEGORY, Kind.OTHER)
_LINK = re.compile(r"(?:https?://|mailto:)[^\s<>\"'`]{2,}", re.IGNORECASE)
_FOLLOWED = 'target="_blank" rel="noopener noreferrer" tabindex="-1"'
_MISSING = frozenset(Mark) - {Mark.CUT, Mark.FAILED, Mark.ESCAPED}


@dataclass(frozen=True, slots=True)
class Shown:
    """One cell as it is drawn.

    Attributes:
        text: What is read.
        pale: The part of it that rarely matters, shown after it; may be empty.
        look: Its classes.
        is_link: Whether the text as a whole is an address that may be followed.
    """

    text: str
    pale: str
    look: str
    is_link: bool = False


class CellWriter:
    """Writes the cells of one column as HTML; the template engine takes thrice as long.

    Args:
        role: What a cell of it is to assistive technology.
        colindex: Which column of the grid it is, from 1, index levels counted.
        frozen: The classes of what stays in sight, after a blank; may be empty.
    """

    def __init__(self, role: str, colindex: int, frozen: str) -> None:
        self._look = f"c{frozen}"
        selected = ' aria-selected="false"' if role == "gridcell" else ""
        self._rest = f'" role="{role}" aria-colindex="{colindex}"{selected} tabindex="'

    def write(self, cell: Shown, *, has_focus: bool) -> str:
        """One cell, its texts escaped."""
        text: str = escape(cell.text)
        if cell.is_link:
            text = f'<a href="{text}" {_FOLLOWED}>{text}</a>'
        pale = f"<i>{escape(cell.pale)}</i>" if cell.pale else ""
        look = f"{self._look} {cell.look}" if cell.look else self._look
        tab = 0 if has_focus else -1
        return f'<div class="{look}{self._rest}{tab}">{text}{pale}</div>'


def shown(kind: Kind, cells: Cells) -> list[Shown]:
    """Draw the cells of one column."""
    places = decimal_places(kind, cells)
    marks = cells.marks
    return [
        _one(kind, text, marks.get(at), places) for at, text in enumerate(cells.texts)
    ]


def carried(page: str) -> str:
    """A page without lone surrogates, which no page can carry: signs in their places.

    Cells have these signs already. Headers and names get them here, until the script
    writes what the JSON holds.
    """
    return _SURROGATE.sub(_sign, page)


def visible(text: str) -> str:
    """A text with signs for what nobody would see."""
    return _UNSEEN.sub(_sign, text)


def decimal_places(kind: Kind, cells: Cells) -> int:
    """The most decimals among some cells, `DECIMALS` + 1 where any has more."""
    if kind is not Kind.NUMBER:
        return 0
    found = map(_DECIMAL.fullmatch, cells.texts)
    longest = max((len(match[1]) for match in found if match), default=0)
    return min(longest, DECIMALS + 1)


def _one(kind: Kind, text: str, mark: Mark | None, places: int) -> Shown:
    side = SIDED.get(kind, "")
    if mark in _MISSING:
        word = {Mark.EMPTY: "empty", Mark.BLANK: "\u2423" * len(text)}.get(mark, text)
        return Shown(word, "", _joined(side, "x"))
    if kind is Kind.NUMBER:
        return Shown(_short(text), "", _joined(side, *_padding(text, places)))
    moment = _MOMENT.fullmatch(text) if kind is Kind.MOMENT else None
    if moment:
        return Shown(moment[1], moment[2], side)
    if mark is None and kind in _WORDY and _LINK.fullmatch(text):
        return Shown(text, "", side, is_link=True)
    more = "\u2026" if mark is Mark.CUT else ""
    failed = "f" if mark is Mark.FAILED else ""
    return Shown(visible(text) + more, "", _joined(side, failed))


def _short(text: str) -> str:
    match = _DECIMAL.fullmatch(text)
    if match is None or len(match[1]) <= DECIMALS:
        return text
    return text[: match.start(1) + DECIMALS] + "\u2026"


def _padding(text: str, places: int) -> Sequence[str]:
    """Classes that move a number left so that the points of a column align."""
    if not places:
        return ()
    match = _DECIMAL.fullmatch(text)
    if match is None and not _WHOLE.fullmatch(text):
        return ()  # inf, 1e-07: there is no point to align
    decimals = min(len(match[1]), DECIMALS + 1) if match else 0
    missing = min(places, DECIMALS) - min(decimals, DECIMALS)
    return (
        f"p{missing}" if missing else "",
        "" if match else "q",
        "m" if places > DECIMALS >= decimals else "",
    )


def _sign(match: re.Match[str]) -> str:
    """What stands for characters that nobody would see."""
    first = match[0][0]
    if first == " ":
        return "\u2423" * len(match[0])
    return _SIGNS.get(first) or f"\u27e8{ord(first):X}\u27e9"


def _joined(*classes: str) -> str:
    return " ".join(filter(None, classes))
