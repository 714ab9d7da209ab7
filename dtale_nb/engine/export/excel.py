"""Excel workbooks, by openpyxl where it is installed.

Texts stay texts, also those that begin with an equals sign. Whole numbers of more than
15 digits, Decimals that are no double, moments with a zone or finer than milliseconds,
none of which Excel can hold, are written as texts; an empty text is an empty cell.
"""

from __future__ import annotations

import math
import re
from datetime import date, datetime
from decimal import Decimal
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from dtale_nb.engine.export.formats import Format, register
from dtale_nb.engine.jobs import checkpoint
from dtale_nb.engine.kinds import MISSING, Kind
from dtale_nb.errors import ExportFailed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from dtale_nb.engine.export.formats import Cut
    from dtale_nb.engine.source import Cells, Field

ROWS = 1_048_576
COLUMNS = 16_384
LONGEST_TEXT = 32_767

CELLS = 2_000
"""Cells written between two checkpoints: openpyxl takes some 20 us for each."""

_ILLEGAL = re.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff]")
_ESCAPED = re.compile(r"_x[0-9A-Fa-f]{4}_")


@register
class Excel(Format):
    """One sheet of a workbook."""

    name = "xlsx"
    suffix = ".xlsx"
    mimetype = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    label = "Excel"
    grows = False

    def why_not(self) -> str:
        """Why no workbook can be made here."""
        return "" if find_spec("openpyxl") else "pip install openpyxl"

    def check(self, cut: Cut) -> None:
        """Check that a sheet is large enough."""
        rows, columns = len(cut.rows) + cut.header, len(cut.fields)
        if rows > ROWS or columns > COLUMNS:
            raise ExportFailed(
                f"an Excel sheet holds {ROWS:,} rows and {COLUMNS:,} columns",
                hint="filter rows, hide columns, or take CSV or Parquet",
            )

    def write(self, cut: Cut, file: BinaryIO) -> None:
        """Write a workbook row by row."""
        from openpyxl import Workbook
        from openpyxl.cell import WriteOnlyCell

        book = Workbook(write_only=True)
        sheet = book.create_sheet("data")

        def cell(value: Any) -> Any:
            if isinstance(value, float) and float(f"{value:.16g}") != value:
                made = WriteOnlyCell(sheet, repr(value))  # openpyxl would round it
                made.data_type = "n"
                return made
            if not isinstance(value, str):
                return value
            made = WriteOnlyCell(sheet, value)
            made.data_type = "s"  # no text is a formula
            return made

        try:
            if cut.header:
                sheet.append([cell(_text(name)) for name in cut.names()])
            for rows in cut.chunks():
                columns = [list(_values(*each)) for each in cut.texts(rows)]
                every = max(1, CELLS // max(1, len(columns)))
                for at, row in enumerate(zip(*columns, strict=True)):
                    if at % every == 0:
                        checkpoint()
                    sheet.append([cell(value) for value in row])
        finally:
            sheet.close()  # its own temporary file
        book.save(_Stoppable(file))


class _Stoppable:
    """A file whose writer is stopped when nobody wants it any more."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def write(self, data: bytes) -> int:
        """Write on.

        Raises:
            Cancelled: Nobody wants the file any more.
        """
        checkpoint()
        return self._file.write(data)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


def _values(field: Field, cells: Cells) -> Iterator[Any]:
    read = {Kind.NUMBER: _number, Kind.TRUTH: _truth, Kind.MOMENT: _moment}.get(
        field.kind, _text
    )
    for at, text in enumerate(cells.texts):
        yield None if cells.marks.get(at) in MISSING else read(text)


def _number(text: str) -> int | float | str:
    try:
        whole = int(text)
    except ValueError:
        pass
    else:
        return whole if abs(whole) < 10**15 else text
    try:
        value = float(text)
    except ValueError:
        return _text(text)
    exact = math.isfinite(value) and Decimal(repr(value)) == Decimal(text)
    return value if exact else _text(text)


def _truth(text: str) -> bool | str:
    return text == "True" if text in {"True", "False"} else _text(text)


def _moment(text: str) -> datetime | date | str:
    if len(text.partition(".")[2]) > len("000"):
        return text  # Python would leave out what is finer than it knows
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    if moment.tzinfo is not None or moment.year < 1901:
        return text
    return moment


def _text(text: str) -> str:
    """A text with what XML cannot hold as Excel itself escapes it.

    Raises:
        ExportFailed: It is longer than a cell holds.
    """
    if len(text) > LONGEST_TEXT:
        raise ExportFailed(
            f"a text of {len(text):,} characters does not fit an Excel cell",
            hint=f"{LONGEST_TEXT:,} do; hide its column, or take CSV or Parquet",
        )
    text = _ESCAPED.sub(lambda match: f"_x005F{match[0]}", text)
    return _ILLEGAL.sub(lambda match: f"_x{ord(match[0]):04X}_", text)
