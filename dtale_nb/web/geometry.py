"""The sizes that page, static table and browser must agree on, all in CSS pixels.

The cell output gives the viewer's frame a fixed height before any page is loaded, so
that the change from table to live grid moves nothing; `view_height` is that height.
`tests/browser` holds the stylesheet (``viewer/css``) to the same figures.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from dtale_nb.engine.kinds import Kind
from dtale_nb.web.firstrows import DECIMALS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dtale_nb.engine.source import Field, Source

BORDER = 1
"""The hairline around the viewer."""

BAR = 38
"""The bar with name, shape and buttons."""

HEADER = 46
"""The last header row: name and type."""

PICTURE = 29
"""A picture of the column's values between them."""

PICTURED = 20
"""Rows from which on headers have pictures; fewer rows are seen at a glance."""

LEVEL = 28
"""Each header row above it, of column labels with several levels."""

ROW = 24
"""Each row of data."""

STATUS = 26
"""The status line."""

MIN_ROWS = 3
"""Rows that stay in sight however low the limit is."""

FIRST_ROWS = 24
"""Rows that stand in the page before any script runs."""

FIRST_WIDTH = 1_240
"""Columns stand in the page up to this width together."""

MIN_WIDTH = 56
MAX_WIDTH = 320
"""Bounds of a column's first width."""

PADDING = 17
"""Blanks and hairline beside a cell's text."""

_CHARACTER = 7.4
_DIGIT = 8.3
_BOLD = 8.6
_SMALL = 6.8

_BESIDE_NAME = 38
"""Room for the mark of an order and its number beside a header's name."""

_SHARE = 34
"""Room for the share of missing values beside the type ..."""

_WHOLE = re.compile(r"u?int\d+|bool")
"""... but of types that have none."""


def has_pictures(source: Source) -> bool:
    """Whether the headers of a frame have room for pictures of the values."""
    return source.n_rows >= PICTURED and source.n_columns > 0


def header_height(source: Source) -> int:
    """The height of all header rows of a frame."""
    picture = PICTURE if has_pictures(source) else 0
    return HEADER + picture + LEVEL * (max(len(source.column_levels), 1) - 1)


def row_height(lines: int) -> int:
    """The height of a row of so many lines; of none, one line set closer."""
    return 17 * lines + 7 if lines > 1 else ROW if lines else 20


def view_height(n_rows: int, header: int, limit: int) -> int:
    """The height of a viewer whose rows all fit, or the limit where they do not.

    A frame without rows gets the room of one, for the word that says so.

    Args:
        n_rows: Rows that are shown.
        header: Height of the header rows, px.
        limit: The most height, px.

    Returns:
        Height in px, border included.

    >>> view_height(3, HEADER, 420)
    184
    >>> view_height(1_000_000, HEADER + PICTURE, 420)
    420
    """
    frame = 2 * BORDER + BAR + header + STATUS
    least = frame + MIN_ROWS * ROW
    whole = frame + max(n_rows, 1) * ROW
    return min(whole, max(limit, least))


def column_width(field: Field, texts: Iterable[str] = ()) -> int:
    """A first width of a column, from its header and the cells at hand.

    The browser measures again when it has its fonts, for columns not yet shown.

    Args:
        field: The column.
        texts: Some of its cells; none where they aren't at hand.

    Returns:
        Width in px between `MIN_WIDTH` and `MAX_WIDTH`.
    """
    # Labels of outer levels stand over several columns, as a rule.
    outer = max((_cells_wide(part) for part in field.label[:-1]), default=0) / 2
    last = max(map(name_width, field.label[-1:]), default=0)
    name = max(last, _BESIDE_NAME + _BOLD * outer)
    share = 0 if _WHOLE.fullmatch(field.dtype) else _SHARE
    kind = 22 + _SMALL * len(field.dtype) + share
    each = _CHARACTER if field.kind.value in _WORDS else _DIGIT
    cells_wide = _numbers_wide if field.kind is Kind.NUMBER else _longest
    content = PADDING + each * cells_wide(texts)
    return round(min(MAX_WIDTH, max(MIN_WIDTH, name, kind, content)))


def name_width(name: str) -> int:
    """The width of a header, px, by its name."""
    return round(min(MAX_WIDTH, _BESIDE_NAME + _BOLD * _cells_wide(name)))


_WORDS = ("text", "category", "nested", "other", "truth")


_NUMBER = re.compile(r"(-?\d+)(?:\.(\d+))?", re.ASCII)


def _numbers_wide(texts: Iterable[str]) -> int:
    """Characters of a column of numbers as they are shown, points below each other."""
    whole = places = other = 0
    for text in texts:
        match = _NUMBER.fullmatch(text)
        if match is None:
            other = max(other, _cells_wide(text))
            continue
        whole = max(whole, len(match[1]))
        places = max(places, len(match[2] or ""))
    point = 1 if places else 0
    more = 2 if places > DECIMALS else 0  # an ellipsis is as wide as two digits
    return max(whole + point + min(places, DECIMALS) + more, other)


def _longest(texts: Iterable[str]) -> int:
    return max(map(_cells_wide, texts), default=0)


def _cells_wide(text: str) -> int:
    """Characters of a text as a terminal counts them: wide ones twice."""
    text = text[:60]
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
