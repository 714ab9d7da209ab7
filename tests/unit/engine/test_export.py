"""Files of a view hold what it shows: read back by pandas, every value and column."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from decimal import Decimal

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from dtale_nb.engine.export import FORMATS, Spool, format_of
from dtale_nb.engine.export.formats import Cut
from dtale_nb.engine.store import FrameStore
from dtale_nb.errors import BadArgument, ExportFailed

TEXTS = ["=1+1", 'quote " and, comma', "line\nbreak", "tab\tx", " blank ", "ß漢😀", "-"]


@pytest.fixture
def frame():
    n = len(TEXTS)
    return pd.DataFrame(
        {
            "float": [0.1, 1e-300, 1 / 3, np.nan, -0.0, 1e22, 123456789.123456789],
            "int": np.array([2**63 - 1, -(2**63), 0, 1, 2, 3, 4]),
            "text": TEXTS,
            "truth": [True, False] * 3 + [True],
            "moment": pd.date_range("2026-01-01 12:00", periods=n),
            "zone": pd.date_range("2026-01-01", periods=n, tz="Europe/Paris"),
        },
        index=pd.Index(range(10, 10 + n), name="key"),
    )


def written(frame, name, rows=None, numbers=None, **options):
    source = FrameStore().add(frame, pinned=True).source
    rows = range(source.n_rows) if rows is None else np.array(rows, dtype=np.uint32)
    numbers = range(source.n_columns) if numbers is None else numbers
    file = io.BytesIO()
    format_of(name).write(Cut(source, rows, numbers, **options), file)
    file.seek(0)
    return file


@pytest.mark.parametrize("name", ["csv", "tsv"])
def test_pandas_reads_the_same_frame_from_a_delimited_file(frame, name):
    order, columns = [6, 0, 3, 2], [2, 0, 1]
    file = written(frame, name, order, columns)
    sep = "," if name == "csv" else "\t"
    read = pd.read_csv(file, sep=sep, index_col="key", float_precision="round_trip")
    expected = frame.iloc[order, columns]
    pd.testing.assert_frame_equal(read, expected, check_exact=True, check_dtype=False)


def test_all_columns_of_a_csv_come_back_exactly(frame):
    file = written(frame, "csv")
    dates = ["moment", "zone"]
    read = pd.read_csv(
        file, index_col="key", parse_dates=dates, float_precision="round_trip"
    )
    for name in ("float", "int", "text", "truth"):
        pd.testing.assert_series_equal(
            read[name], frame[name], check_dtype=False, check_exact=True
        )
    assert (read["moment"] == frame["moment"]).all()
    utc = [pd.to_datetime(each["zone"], utc=True) for each in (read, frame)]
    assert (utc[0] == utc[1]).all()


def test_no_text_is_altered_for_spreadsheets(frame):
    file = io.TextIOWrapper(written(frame, "csv"), "utf-8", newline="")
    lines = list(csv.reader(file))
    assert [line[3] for line in lines[1:]] == TEXTS


def test_header_and_index_may_be_left_out(frame):
    plain = written(frame, "csv", header=False, index=False, numbers=[1]).read()
    assert plain.decode().split() == [str(value) for value in frame["int"]]


def test_json_lines_keep_every_digit(frame):
    file = written(frame, "jsonl", numbers=[0, 1, 2, 3])
    lines = [json.loads(line, parse_float=str) for line in file]
    assert lines[0] == {
        "key": 10, "float": "0.1", "int": 2**63 - 1, "text": "=1+1", "truth": True
    }  # fmt: skip
    assert lines[3]["float"] is None
    assert [line["text"] for line in lines] == TEXTS


def test_names_that_repeat_are_told_apart():
    frame = pd.DataFrame([[1, 2, [3, None]]], columns=["a", "a", ("b", 1)])
    line = json.loads(written(frame, "jsonl").read())
    assert list(line)[:3] == ["index", "a", "a.1"]
    assert [line["a"], line["a.1"]] == [1, 2]


def test_parquet_keeps_types_and_order(frame):
    order = [6, 0, 3]
    read = pd.read_parquet(written(frame, "parquet", order)).set_index("key")
    expected = frame.iloc[order]
    pd.testing.assert_frame_equal(read, expected, check_exact=True, check_dtype=False)
    assert str(read["zone"].dtype).endswith("Europe/Paris]")


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([1, "a", None], ["1", "a", None]),
        ([2**70, 1, None], [str(2**70), "1", None]),
        ([Decimal("1.10"), None, Decimal(2)], [Decimal("1.10"), None, Decimal("2.00")]),
        ([{"a": 1}, None, {"a": 2}], [{"a": 1}, None, {"a": 2}]),
        ([object, None, 3], ["<class 'object'>", None, "3"]),
        (["\ud800", "b"], ["\\ud800", "b"]),
        (
            pd.period_range("2026Q1", periods=3, freq="Q"),
            ["2026Q1", "2026Q2", "2026Q3"],
        ),
        (pd.Categorical(["x", None, "y"]), ["x", None, "y"]),
    ],
    ids=str,
)
def test_parquet_of_objects(values, expected):
    frame = pd.DataFrame(
        {"o": pd.Series(values, dtype=object if isinstance(values, list) else None)}
    )
    table = pa.parquet.read_table(written(frame, "parquet", index=False))
    assert table["o"].to_pylist() == expected


@pytest.mark.parametrize("make", [pl.DataFrame, pa.table], ids=["polars", "arrow"])
@pytest.mark.parametrize("name", ["csv", "jsonl", "parquet"])
def test_frames_without_an_index(make, name):
    frame = make({"a": [1, None, 3], "b": ["x", "y", None]})
    file = written(frame, name, [2, 0])
    read = {
        "csv": pd.read_csv,
        "jsonl": lambda each: pd.read_json(each, lines=True),
        "parquet": pd.read_parquet,
    }[name](file)
    assert read["a"].tolist() == [3, 1]
    assert read["b"].isna().tolist() == [True, False]


def test_excel_holds_values_and_takes_no_text_for_a_formula(frame):
    openpyxl = pytest.importorskip("openpyxl")
    sheet = openpyxl.load_workbook(written(frame, "xlsx"))["data"]
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == ("key", *frame.columns)
    assert [row[3] for row in rows[1:]] == TEXTS
    assert sheet["D2"].data_type == "s"
    assert [row[1] for row in rows[1:4]] == [0.1, 1e-300, 1 / 3]
    assert rows[4][1] is None
    assert rows[1][2] == str(2**63 - 1)
    assert rows[1][5] == pd.Timestamp("2026-01-01 12:00").to_pydatetime()
    assert rows[1][6] == "2026-01-01 00:00:00+01:00"


def test_what_excel_cannot_hold_is_said():
    pytest.importorskip("openpyxl")
    with pytest.raises(ExportFailed, match="32,768 characters"):
        written(pd.DataFrame({"t": ["x" * 32_768]}), "xlsx")
    store = FrameStore()
    view = store.add(pd.DataFrame({"n": np.zeros(1_048_577)}), pinned=True)
    with pytest.raises(ExportFailed, match="1,048,576 rows"):
        Spool().begin(view, format_of("xlsx"), Cut(view.source, view.rows(), [0]))


def test_an_unknown_format_is_said():
    with pytest.raises(BadArgument, match="no format 'pickle'"):
        format_of("pickle")


@pytest.mark.parametrize("name", FORMATS)
def test_frames_without_rows_or_columns(name):
    if format_of(name).why_not():
        pytest.skip("not installed")
    assert written(pd.DataFrame({"a": []}), name).read() is not None
    assert written(pd.DataFrame(index=range(3)), name).read() is not None


def test_a_file_is_fetched_while_it_grows_and_goes_when_it_ends(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    view = FrameStore().add(pd.DataFrame({"n": np.arange(500_000)}), pinned=True)
    spool = Spool()
    cut = Cut(view.source, view.rows(), [0], index=False)
    made = spool.begin(view, format_of("csv"), cut)
    assert list(tmp_path.iterdir()) == []  # it has no name
    made.job.result()
    assert made.is_done
    data = made.read(0, 10) + made.read(10, made.ready)
    assert data.split() == [b"n", *(b"%d" % n for n in range(500_000))]
    spool.end(made.id)
    with pytest.raises(ValueError, match="closed"):
        made.read(0, 1)


def test_a_file_in_the_making_is_stopped():
    view = FrameStore().add(pd.DataFrame(np.zeros((300_000, 20))), pinned=True)
    spool = Spool()
    made = spool.begin(view, format_of("csv"), Cut(view.source, view.rows(), range(20)))
    assert not made.is_done
    spool.end(made.id)
    assert made.job.was_stopped
