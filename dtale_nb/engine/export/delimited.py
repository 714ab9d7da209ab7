"""Comma- and tab-separated files, as RFC 4180 and every reader has them.

Texts are what the frame holds, to the letter: a text that a spreadsheet would take for
a formula (``=1+1``) is not altered. Missing values are empty fields.

The `csv` module is not used: below Python 3.11 it refuses NUL, and it leaves a carriage
return without quotes in some versions up to 3.12, so that readers see two lines.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dtale_nb.engine.export.formats import Format, register
from dtale_nb.engine.kinds import MISSING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import BinaryIO

    from dtale_nb.engine.export.formats import Cut
    from dtale_nb.engine.source import Cells


class _Delimited(Format):
    """Fields apart by one character, quoted where needed, lines ended as on Unix."""

    delimiter = ","

    def write(self, cut: Cut, file: BinaryIO) -> None:
        """Write a file, chunk by chunk."""
        if cut.header:
            self._put(file, [[name] for name in cut.names()])
        for rows in cut.chunks():
            columns = [_plain(cells) for _, cells in cut.texts(rows)]
            self._put(file, columns)

    def _put(self, file: BinaryIO, columns: Sequence[Sequence[str]]) -> None:
        special = re.compile(f'[{self.delimiter}"\r\n]')
        quoted = [_quoted(texts, special) for texts in columns]
        if len(quoted) == 1:  # an empty line would be no row
            quoted = [[text or '""' for text in quoted[0]]]
        lines = [
            self.delimiter.join(fields) + "\n" for fields in zip(*quoted, strict=True)
        ]
        file.write("".join(lines).encode("utf-8", "backslashreplace"))


def _quoted(texts: Sequence[str], special: re.Pattern[str]) -> Sequence[str]:
    """Fields of a column, in quotes where a reader would take them apart."""
    if not special.search("".join(texts)):
        return texts
    return [
        '"' + text.replace('"', '""') + '"' if special.search(text) else text
        for text in texts
    ]


def _plain(cells: Cells) -> Sequence[str]:
    gaps = [at for at, mark in cells.marks.items() if mark in MISSING]
    if not gaps:
        return cells.texts
    texts = list(cells.texts)
    for at in gaps:
        texts[at] = ""
    return texts


@register
class Csv(_Delimited):
    """Comma-separated values."""

    name = "csv"
    suffix = ".csv"
    mimetype = "text/csv"
    label = "CSV"


@register
class Tsv(_Delimited):
    """Tab-separated values."""

    name = "tsv"
    suffix = ".tsv"
    mimetype = "text/tab-separated-values"
    label = "TSV"
    delimiter = "\t"
