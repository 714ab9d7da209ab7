"""CSV and TSV: cells are read as texts, then a column becomes numbers if all are plain.

Plain whole numbers become integers, also beside missing ones; plain numbers become
floats, correctly rounded; ``true`` and ``false`` become truths. A leading zero or plus
sign makes no plain number: postcodes, article and telephone numbers stay texts. Dates
stay texts. An empty cell is missing; so is one of the words `MISSING` in a column of
numbers or truths, while in a column of texts such a word is a text.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from dtale_nb.errors import BadArgument
from dtale_nb.files.columnar import frame_of

if TYPE_CHECKING:
    from pathlib import Path

MISSING = (
    "NA",
    "N/A",
    "n/a",
    "#N/A",
    "<NA>",
    "NaN",
    "nan",
    "-NaN",
    "-nan",
    "NULL",
    "null",
    "None",
)
"""Words for a missing number or truth; pandas' own list without its rarities."""

DELIMITERS = (",", ";", "\t", "|")
"""What may part the cells of a .csv file, the likeliest first."""

WHOLE = r"^(0|-?[1-9][0-9]*)$"
NUMBER = r"^(-?((0|[1-9][0-9]*)(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?|-?inf)$"
TRUTH = r"^(true|false|True|False|TRUE|FALSE)$"
LONG = r"^-?[0-9]{16,}$"
"""Whole numbers that a float may not hold."""

KINDS = (
    (WHOLE, (pa.int64(), pa.uint64())),
    (NUMBER, (pa.float64(),)),
    (TRUTH, (pa.bool_(),)),
)
"""What all texts of a column may be, and the types that may hold them."""

TEXTS = (pa.string(), pa.large_string())

HEAD = 1000
"""Rows looked at before a whole column is."""


def read_csv(path: Path, encoding: str | None = None) -> pd.DataFrame:
    """Read a file whose delimiter is the most frequent one of its first line.

    Args:
        path: A file.
        encoding: As Python names it; none: UTF-8, or UTF-16 with its mark.

    Raises:
        BadArgument: It is of another encoding, empty, or a row has too many cells.
    """
    encoding = encoding or _encoding_of(path)
    return _read(path, _delimiter_of(path, encoding), encoding)


def read_tsv(path: Path, encoding: str | None = None) -> pd.DataFrame:
    """Read a file whose delimiter is the tabulator; else as `read_csv`."""
    return _read(path, "\t", encoding or _encoding_of(path))


def _encoding_of(path: Path) -> str:
    """UTF-16 where the file begins with its mark, else UTF-8."""
    with path.open("rb") as file:
        first = file.read(2)
    return "utf-16" if first in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE} else "utf-8"


def _delimiter_of(path: Path, encoding: str) -> str:
    """What parts the cells of the first line that has any."""
    try:
        with path.open(encoding=encoding, errors="replace") as file:
            lines = file.read(1 << 16).splitlines()
    except LookupError:
        raise BadArgument(f"there is no encoding {encoding!r}") from None
    first = next((line for line in lines if line.strip()), "")
    bare = re.sub(r'"[^"]*"', "", first)
    return max(DELIMITERS, key=bare.count)  # the first of equals


def _read(path: Path, delimiter: str, encoding: str) -> pd.DataFrame:
    """Read every cell as text, then give each column its type."""
    try:
        table, index = _texts(path, delimiter, encoding), None
    except (pa.ArrowException, UnicodeError, LookupError):
        # Rows of unequal length, or another encoding: pandas reads or explains them.
        texts = _texts_by_pandas(path, delimiter, encoding)
        table = pa.Table.from_pandas(texts, preserve_index=False)
        index = texts.index
    columns = [
        typed(column) if column.type in TEXTS else column for column in table.columns
    ]
    # Named apart from the texts' table: its notes for pandas speak of texts.
    frame = frame_of(pa.table(columns, names=table.column_names))
    return frame if index is None else frame.set_axis(index)


def _texts(path: Path, delimiter: str, encoding: str) -> pa.Table:
    """Every cell as text, by Arrow, on all cores; empty ones are null."""
    reading = csv.ReadOptions(encoding=encoding.lower().replace("utf-8", "utf8"))
    parsing = csv.ParseOptions(delimiter=delimiter, newlines_in_values=True)
    with csv.open_csv(path, read_options=reading, parse_options=parsing) as first:
        names = first.schema.names
    converting = csv.ConvertOptions(
        column_types=dict.fromkeys(names, pa.string()),
        null_values=[""],
        strings_can_be_null=True,
    )
    return csv.read_csv(path, reading, parsing, converting)


def _texts_by_pandas(path: Path, delimiter: str, encoding: str) -> pd.DataFrame:
    """Every cell as text, by pandas, which fills short rows and names long ones."""
    try:
        return pd.read_csv(
            path,
            sep=delimiter,
            encoding=encoding,
            dtype=str,
            keep_default_na=False,
            na_values=[""],
        )
    except LookupError:
        raise BadArgument(f"there is no encoding {encoding!r}") from None
    except UnicodeError as error:
        raise BadArgument(
            f"{path.name} is not written in {encoding}",
            hint="name its encoding, such as --encoding cp1252",
        ) from error
    except ValueError as error:  # pandas' ParserError and EmptyDataError
        reason = str(error).replace("Error tokenizing data. C error: ", "").strip()
        raise BadArgument(f"{path.name} is not read as CSV: {reason}") from error


def typed(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """A column of texts as what all of them are.

    Args:
        column: Of type string; null where nothing stands.

    Returns:
        The same rows as int64, uint64, float64 or bool, or the texts themselves.
    """
    head = _bare(column.slice(0, HEAD))
    likely = [kind for kind in KINDS if _all_match(head, kind[0])]
    if not likely:
        return column
    bare = _bare(column)
    if bare.null_count == len(bare):
        return column
    for pattern, types in likely:
        if _all_match(bare, pattern):
            found = (_cast(bare, one) for one in types)
            return next((one for one in found if one is not None), column)
    return column


def _bare(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Texts without blanks around; null where a word says that the value is missing."""
    bare = pc.utf8_trim_whitespace(column)
    missing = pc.is_in(bare, value_set=pa.array(["", *MISSING], bare.type))
    return pc.if_else(missing, pa.scalar(None, bare.type), bare)


def _all_match(bare: pa.ChunkedArray, pattern: str) -> bool:
    """Whether every text that is not missing is of a pattern."""
    matched = pc.all(pc.match_substring_regex(bare, pattern))
    return matched.as_py() is not False


def _cast(bare: pa.ChunkedArray, one: pa.DataType) -> pa.ChunkedArray | None:
    """The texts in a type, or None when it cannot hold them all exactly."""
    if (
        pa.types.is_floating(one)
        and pc.any(pc.match_substring_regex(bare, LONG)).as_py()
    ):
        return None
    try:
        return bare.cast(one)
    except pa.ArrowInvalid:  # beyond the type's range
        return None
