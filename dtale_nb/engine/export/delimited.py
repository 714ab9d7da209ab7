"""Comma- and tab-separated files, as RFC 4180 and every reader has them.

Texts are what the frame holds, to the letter: a text that a spreadsheet would take for
a formula (``=1+1``) is not altered. Missing values are empty fields.
"""

from __future__ import annotations

import csv
import io
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
            self._put(file, [cut.names()])
        for rows in cut.chunks():
            columns = [_plain(cells) for _, cells in cut.texts(rows)]
            self._put(file, list(zip(*columns, strict=True)))

    def _put(self, file: BinaryIO, lines: Sequence[Sequence[str]]) -> None:
        out = io.StringIO(newline="")
        writer = csv.writer(out, delimiter=self.delimiter, lineterminator="\n")
        writer.writerows(lines)
        file.write(out.getvalue().encode("utf-8", "backslashreplace"))


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
