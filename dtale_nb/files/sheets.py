"""Workbooks of Excel and LibreOffice, where their reader is installed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from dtale_nb.errors import BadArgument

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

READERS = {
    ".xlsx": "openpyxl",
    ".xlsm": "openpyxl",
    ".xls": "xlrd",
    ".xlsb": "pyxlsb",
    ".ods": "odfpy",
}
"""Suffix: the package on PyPI that pandas reads it with."""


def read_excel(path: Path, say: Callable[[str], None]) -> pd.DataFrame:
    """Read the first sheet; words such as NA stay texts.

    Args:
        path: A workbook.
        say: Receives which sheet was read, where there are several.

    Raises:
        BadArgument: Its reader is not installed, or it is not a workbook.
    """
    reader = READERS[path.suffix.lower()]
    try:
        with pd.ExcelFile(path) as book:
            names = book.sheet_names
            frame = pd.read_excel(
                book, sheet_name=names[0], keep_default_na=False, na_values=[""]
            )
    except ImportError as error:
        raise BadArgument(
            f"reading {path.suffix} needs {reader}, which is not installed",
            hint=f"pip install {reader}",
        ) from error
    except Exception as error:
        raise BadArgument(f"{path.name} is not read as a workbook: {error}") from error
    if len(names) > 1:
        say(f"Read the sheet {names[0]!r}, the first of {len(names)}")
    return frame
