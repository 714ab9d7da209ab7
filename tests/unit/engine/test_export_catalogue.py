"""Every awkward frame as a file of every format: read back, each cell is as specified.

Readers are those of others: PyArrow for CSV, TSV and Parquet, `json`, openpyxl. What a
file cannot hold is listed here by name, with its reason, and nothing else may differ.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import re
from decimal import Decimal

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from pyarrow import csv, parquet

from dtale_nb.engine.accept import as_frame
from dtale_nb.engine.export import format_of
from dtale_nb.engine.export.formats import Cut
from dtale_nb.engine.kinds import MISSING
from dtale_nb.engine.memory import source_of
from dtale_nb.engine.source import WHOLE
from dtale_nb.engine.texts import time_limit
from dtale_nb.errors import ExportFailed
from tests import frames

NAMES = frames.names(without=("slow", "peer", "long", "large"))
ROWS, FIELDS = 300, 60
GAPS = {mark.value for mark in MISSING}


def cut_of(name):
    """What is written of a frame: some rows, and fields that the catalogue tells."""
    sample = frames.sample(name)
    source = source_of(as_frame(sample.frame))
    numbers = sorted({at for _, at in sample.seen if 0 <= at < source.n_columns})[
        :FIELDS
    ]
    return sample, Cut(source, range(min(source.n_rows, ROWS)), numbers)


def expected(sample, cut):
    """Text and mark of each cell by row and place in the file; long ones in full."""
    told = {}
    for place, field in enumerate(cut.fields):
        for row in cut.rows:
            seen = sample.seen.get((row, field.number))
            if seen is None:
                continue
            text, mark = seen
            if mark == "cut":
                here = range(row, row + 1)
                with time_limit(60, one=60):
                    whole = cut.source.cells(field.number, here, 100 * WHOLE)
                assert whole.texts[0].startswith(text.partition("…")[0])
                text = whole.texts[0]
            told[row, place] = text, mark, field
    return told


def written(name, cut):
    file = io.BytesIO()
    format_of(name).write(cut, file)
    return io.BytesIO(file.getvalue())


def escaped(text):
    """A text as UTF-8 can hold it: halves of signs by their escapes."""
    return text.encode("utf-8", "backslashreplace").decode()


def read_delimited(file, sep):
    """By Arrow's reader: that of pandas 2 ends a text at a NUL."""
    columns = {f"f{number}": pa.string() for number in range(2 * FIELDS)}
    data = csv.read_csv(
        file,
        csv.ReadOptions(autogenerate_column_names=True, block_size=1 << 28),
        csv.ParseOptions(
            delimiter=sep, newlines_in_values=True, ignore_empty_lines=False
        ),
        csv.ConvertOptions(column_types=columns, strings_can_be_null=False),
    )
    return list(zip(*(column.to_pylist() for column in data.columns), strict=True))[1:]


def same_delimited(value, text, mark, field):
    return value == ("" if mark in GAPS else escaped(text))


def read_jsonl(file):
    return [
        [*json.loads(line, parse_int=str, parse_float=lambda text: (text,)).values()]
        for line in file
    ]


def same_jsonl(value, text, mark, field):
    if mark in GAPS:
        return value is None
    if isinstance(value, bool):
        return str(value) == text
    if isinstance(value, tuple):
        return value[0] == text
    if isinstance(value, list | dict):
        return value == json.loads(text, parse_int=str, parse_float=lambda one: (one,))
    return value == text


def read_parquet(file):
    table = parquet.read_table(file)
    columns = []
    for column in table.columns:
        array = pd.arrays.ArrowExtensionArray(column)
        cells = source_of(pd.DataFrame({"x": pd.Series(array)})).cells(
            0, range(len(array)), 100 * WHOLE
        )
        marks = [cells.marks.get(at) for at in range(len(array))]
        kinds = [str(column.type)] * len(array)
        columns.append(list(zip(cells.texts, marks, kinds, strict=True)))
    return list(zip(*columns, strict=True))


def same_parquet(value, text, mark, field):
    found, found_mark, kind = value
    if mark in GAPS:
        return found_mark in MISSING
    return found == (escaped(text) if kind == "string" else text)


def read_xlsx(file):
    openpyxl = pytest.importorskip("openpyxl")
    sheet = openpyxl.load_workbook(file)["data"]
    return [list(row) for row in sheet.iter_rows(values_only=True)][1:]


def same_xlsx(value, text, mark, field):
    if mark in GAPS or not text:  # an empty cell is all that Excel has for it
        return value is None
    if isinstance(value, bool):
        return str(value) == text
    if isinstance(value, int | float):
        return Decimal(repr(value)) == Decimal(text)
    if isinstance(value, dt.datetime):
        return np.datetime64(value) == np.datetime64(text.replace(" ", "T"))
    return _unescaped(value) == text


def _unescaped(text):
    """What Excel reads: `_x000D_` for what XML cannot hold."""
    return re.sub(r"_x([0-9A-F]{4})_", lambda one: chr(int(one[1], 16)), text)


WAYS = {
    "csv": (lambda file: read_delimited(file, ","), same_delimited),
    "tsv": (lambda file: read_delimited(file, "\t"), same_delimited),
    "jsonl": (read_jsonl, same_jsonl),
    "parquet": (read_parquet, same_parquet),
    "xlsx": (read_xlsx, same_xlsx),
}

REFUSED = {
    "xlsx": {
        "arrays in cells": "does not fit an Excel cell",
        "records of the user's classes": "does not fit an Excel cell",
    },
}
"""What a format says that it cannot hold, by format and frame."""

DIFFERENT = {
    "parquet": {
        "an offset with seconds, Paris before 1911": "older versions of pandas read the"
        " instant with an offset of whole minutes"
    }
    if not frames.PANDAS_3
    else {}
}
"""What comes back other than it is shown, by format and frame, and why."""


@pytest.mark.parametrize("kind", WAYS)
@pytest.mark.parametrize("name", NAMES)
def test_what_is_in_a_file_is_what_is_shown(name, kind):
    sample, cut = cut_of(name)
    if not len(cut.rows) or not cut.fields:
        return
    told = expected(sample, cut)
    read, is_same = WAYS[kind]
    if name in REFUSED.get(kind, {}):
        with pytest.raises(ExportFailed, match=REFUSED[kind][name]):
            written(kind, cut)
        return
    found = read(written(kind, cut))
    empty = [None] * len(cut.fields)  # openpyxl passes over empty rows at the end
    found = [*found, *[empty] * (len(cut.rows) - len(found) if kind == "xlsx" else 0)]
    assert len(found) == len(cut.rows)
    wrong = {
        at: (found[at[0]][at[1]], text, mark)
        for at, (text, mark, field) in told.items()
        if not is_same(found[at[0]][at[1]], text, mark, field)
    }
    if name in DIFFERENT.get(kind, {}):
        assert wrong, "this is no exception any more"
    else:
        assert wrong == {}
