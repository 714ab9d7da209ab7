"""Files and addresses: what is read, what stays as it stands, and what is refused."""

import bz2
import contextlib
import datetime
import decimal
import gzip
import http.server
import json
import lzma
import socket
import sys
import threading
import zipfile

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.feather
import pyarrow.parquet as pq
import pytest

from dtale_nb import files
from dtale_nb.errors import BadArgument


@pytest.fixture
def write(tmp_path):
    """Write a file and say its path as a user would type it."""

    def writing(name, content):
        path = tmp_path / name
        data = content.encode() if isinstance(content, str) else content
        path.write_bytes(data)
        return str(path)

    return writing


def column_of(place, **options):
    """The only column of a file: its dtype and its values."""
    frame = files.read(place, **options)
    (name,) = frame.columns
    return str(frame[name].dtype), list(frame[name])


# CSV: types

TEXT = str(pd.Series(["x"]).dtype)


@pytest.mark.parametrize(
    ("cells", "dtype", "values"),
    [
        (["1", "-2", "0"], "int64", [1, -2, 0]),
        ([" 1", "2 "], "int64", [1, 2]),
        (["9007199254740993", "NA"], "Int64", [9007199254740993, pd.NA]),
        (["9223372036854775808"], "uint64", [2**63]),
        (["18446744073709551616"], TEXT, ["18446744073709551616"]),
        (["-1", "18446744073709551615"], TEXT, ["-1", "18446744073709551615"]),
        (["007", "42"], TEXT, ["007", "42"]),
        (["00.5", "1.5"], TEXT, ["00.5", "1.5"]),
        (["+4930", "1"], TEXT, ["+4930", "1"]),
        (["0x10"], TEXT, ["0x10"]),
        (["1_000"], TEXT, ["1_000"]),
        (["1,5", "2"], TEXT, ["1,5", "2"]),
        (["1.5", "2", ".5", "5.", "1e-7"], "float64", [1.5, 2, 0.5, 5, 1e-7]),
        (["0.1000000000000000055"], "float64", [0.1]),
        (["0.30000000000000004"], "float64", [0.1 + 0.2]),
        (["2.2250738585072011e-308"], "float64", [2.2250738585072011e-308]),
        (["inf", "-inf", "1"], "float64", [np.inf, -np.inf, 1]),
        (["1.5", "9007199254740993"], TEXT, ["1.5", "9007199254740993"]),
        (["."], TEXT, ["."]),
        (["true", "False"], "bool", [True, False]),
        (["true", "None"], "boolean", [True, pd.NA]),
        (["yes", "no"], TEXT, ["yes", "no"]),
        (["2026-03-01", "2026-03-02"], TEXT, ["2026-03-01", "2026-03-02"]),
        (["NA", "DE", "None"], TEXT, ["NA", "DE", "None"]),
        (["NA", "null"], TEXT, ["NA", "null"]),
        (["1", "x"], TEXT, ["1", "x"]),
        (["é", "日本", "שלום", "🙂"], TEXT, ["é", "日本", "שלום", "🙂"]),
        (["  padded "], TEXT, ["  padded "]),
    ],
)
def test_a_csv_column_has_the_type_of_all_its_texts(write, cells, dtype, values):
    quoted = "".join(f'"{cell}"\n' for cell in cells)
    found, there = column_of(write("x.csv", "a\n" + quoted))
    assert found == dtype
    assert pd.Series(there, dtype=object).equals(pd.Series(values, dtype=object))


def test_a_missing_number_is_missing_and_no_text_is_lost(write):
    frame = files.read(write("x.csv", "n,f,t\n1,NaN,a\n,2.5,\nNA,,NA\n"))
    assert list(frame["n"].isna()) == [False, True, True]
    assert list(frame["f"].isna()) == [True, False, True]
    assert list(frame["t"].isna()) == [False, True, False]
    assert frame["t"].iloc[2] == "NA"


def test_the_last_row_alone_can_make_a_column_text(write):
    rows = "\n".join(map(str, range(1, 5001)))
    dtype, values = column_of(write("x.csv", f"a\n{rows}\n0099\n"))
    assert dtype == TEXT
    assert values[-2:] == ["5000", "0099"]


# CSV: shapes


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_of_the_first_line_parts_all(write, delimiter):
    text = "a,b\n1,2\n".replace(",", delimiter)
    assert files.read(write("x.csv", text)).to_dict("list") == {"a": [1], "b": [2]}


def test_delimiters_inside_quotes_part_nothing(write):
    frame = files.read(write("x.csv", '"a;b;c",d\n"1;2",3\n'))
    assert frame.to_dict("list") == {"a;b;c": ["1;2"], "d": [3]}


def test_tsv_is_parted_by_tabulators_only(write):
    frame = files.read(write("x.tsv", "a,b,c\td\n1,2\t3\n"))
    assert frame.to_dict("list") == {"a,b,c": ["1,2"], "d": [3]}


def test_a_quoted_cell_may_hold_lines_and_quotes(write):
    frame = files.read(write("x.csv", 'a,b\n"one\ntwo ""x""",1\n'))
    assert frame.to_dict("list") == {"a": ['one\ntwo "x"'], "b": [1]}


def test_names_may_be_there_twice(write):
    frame = files.read(write("x.csv", "a,a\n1,x\n,y\n"))
    assert list(frame.columns) == ["a", "a"]
    assert list(map(str, frame.dtypes)) == ["Int64", TEXT]


def test_short_rows_are_filled(write):
    frame = files.read(write("x.csv", "a,b\n1,2\n3\n"))
    assert list(frame["a"]) == [1, 3]
    assert list(frame["b"].isna()) == [False, True]


def test_a_header_without_a_name_for_the_first_cells_makes_them_the_index(write):
    frame = files.read(write("x.csv", "a,b\nr1,1,2\nr2,3,4\n"))
    assert list(frame.index) == ["r1", "r2"]
    assert frame.to_dict("list") == {"a": [1, 3], "b": [2, 4]}


def test_a_header_alone_is_a_frame_without_rows(write):
    assert files.read(write("x.csv", "a,b\n")).shape == (0, 2)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_unicode_is_known_by_its_mark(write, encoding):
    given = None if encoding != "utf-16-le" else encoding
    place = write("x.csv", "name,n\nJosé,1\n".encode(encoding))
    frame = files.read(place, encoding=given)
    assert frame.to_dict("list") == {"name": ["José"], "n": [1]}


def test_another_encoding_is_asked_for_and_then_read(write):
    place = write("x.csv", "näme\nJosé\n".encode("cp1252"))
    with pytest.raises(BadArgument, match=r"not written in utf-8 .*--encoding cp1252"):
        files.read(place)
    assert files.read(place, encoding="cp1252").to_dict("list") == {"näme": ["José"]}
    with pytest.raises(BadArgument, match="no encoding 'klingon'"):
        files.read(place, encoding="klingon")


@pytest.mark.parametrize(
    ("text", "words"),
    [("", "No columns"), ("a,b\n1,2\n1,2,3\n", "Expected 2 fields in line 3, saw 3")],
)
def test_a_csv_that_is_none_is_refused_with_the_reason(write, text, words):
    with pytest.raises(BadArgument, match=f"x.csv is not read as CSV: {words}"):
        files.read(write("x.csv", text))


# Parquet and Feather


def awkward_table():
    return pa.table(
        {
            "whole": pa.array([2**53 + 1, None, 3]),
            "byte": pa.array([1, None, 255], pa.uint8()),
            "big": pa.array([2**64 - 1, None, 0], pa.uint64()),
            "truth": pa.array([True, None, False]),
            "full": pa.array([1, 2, 3], pa.int32()),
            "money": pa.array([decimal.Decimal("1.10"), None, decimal.Decimal("2.00")]),
            "day": pa.array(
                [datetime.date(1600, 1, 1), None, datetime.date(2026, 1, 1)]
            ),
            "moment": pa.array([1, None, 3], pa.timestamp("us", "Europe/Paris")),
            "list": pa.array([[1, 2], None, []]),
        }
    )


def expect_awkward(frame):
    assert list(frame["whole"]) == [2**53 + 1, pd.NA, 3]
    assert {name: str(frame[name].dtype) for name in frame.columns[:5]} == {
        "whole": "Int64",
        "byte": "UInt8",
        "big": "UInt64",
        "truth": "boolean",
        "full": "int32",
    }
    assert frame["big"].iloc[0] == 2**64 - 1
    assert str(frame["money"].iloc[0]) == "1.10"
    assert frame["day"].iloc[0] == datetime.date(1600, 1, 1)
    assert str(frame["moment"].dtype) == "datetime64[us, Europe/Paris]"
    assert list(frame["list"].iloc[0]) == [1, 2]


def test_parquet_keeps_integers_and_truths_beside_missing_ones(tmp_path):
    pq.write_table(awkward_table(), tmp_path / "x.parquet")
    expect_awkward(files.read(str(tmp_path / "x.parquet")))


@pytest.mark.parametrize("suffix", ["feather", "arrow"])
def test_feather_keeps_integers_and_truths_beside_missing_ones(tmp_path, suffix):
    pyarrow.feather.write_feather(awkward_table(), str(tmp_path / f"x.{suffix}"))
    expect_awkward(files.read(str(tmp_path / f"x.{suffix}")))


def test_an_arrow_stream_is_read_too(tmp_path):
    table = awkward_table()
    with pa.ipc.new_stream(str(tmp_path / "x.arrow"), table.schema) as writer:
        writer.write_table(table)
    expect_awkward(files.read(str(tmp_path / "x.arrow")))


def test_a_frame_that_pandas_wrote_comes_back_with_index_and_types(tmp_path):
    index = pd.MultiIndex.from_product([["a", "b"], [1, 2]], names=["x", "y"])
    frame = pd.DataFrame(
        {
            "c": pd.Categorical(["u", "v", "u", None]),
            "n": pd.array([1, None, 3, 2**60 + 1], dtype="Int64"),
            "b": pd.array([True, None, True, False], dtype="boolean"),
        },
        index=index,
    )
    frame.to_parquet(tmp_path / "x.parquet")
    pd.testing.assert_frame_equal(files.read(str(tmp_path / "x.parquet")), frame)


def test_an_index_that_is_a_column_keeps_the_others_in_place(tmp_path):
    frame = pd.DataFrame({"k": [7, 8], "n": [1, 2], "t": ["a", "b"]}).set_index("k")
    table = pa.Table.from_pandas(frame)
    table = table.set_column(0, "n", pa.array([2**53 + 1, None]))
    pq.write_table(table, tmp_path / "x.parquet")
    found = files.read(str(tmp_path / "x.parquet"))
    assert list(found.index) == [7, 8]
    assert list(found["n"]) == [2**53 + 1, pd.NA]
    assert list(found["t"]) == ["a", "b"]


@pytest.mark.parametrize("name", ["x.parquet", "x.feather", "x.xlsx"])
def test_a_file_that_is_not_what_it_is_called_is_refused(write, name):
    with pytest.raises(BadArgument, match=f"{name} is not read as"):
        files.read(write(name, b"a,b\n1,2\n"))


# JSON


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ([{"a": 1, "b": "x"}, {"b": "y", "c": True}], ["a", "b", "c"]),
        ([[1, 2], [3]], [0, 1]),
        ([1, "x", None], ["value"]),
        ({"a": [1, 2], "b": ["x", "y"]}, ["a", "b"]),
        ({"a": {"r1": 1, "r2": 2}, "b": {"r2": 3}}, ["a", "b"]),
        ({"columns": ["p", "q"], "index": [5], "data": [[1, 2]]}, ["p", "q"]),
        ({"a": 1, "b": [1, 2]}, ["a", "b"]),
        ([], []),
    ],
)
def test_json_of_every_shape_has_its_columns(write, document, expected):
    frame = files.read(write("x.json", json.dumps(document)))
    assert list(frame.columns) == expected


@pytest.mark.parametrize("orient", ["records", "columns", "split", "table"])
def test_what_pandas_writes_comes_back(tmp_path, orient):
    frame = pd.DataFrame({"n": [1, 2], "t": ["007", "2026-03-01"], "f": [0.1, 1e300]})
    frame.to_json(tmp_path / "x.json", orient=orient, double_precision=15)
    found = files.read(str(tmp_path / "x.json"))
    assert found[["n", "t", "f"]].to_dict("list") == frame.to_dict("list")


@pytest.mark.parametrize(
    ("values", "dtype"),
    [
        ([1, 2], "int64"),
        ([2**53 + 1, None], "Int64"),
        ([2**63, 1], "uint64"),
        ([2**63, None], "UInt64"),
        ([2**64, -1], "object"),
        ([True, None], "boolean"),
        ([True, 1], "object"),
        ([1, 2.5], "float64"),
        ([2**53 + 1, 2.5], "object"),
        (["007", "1"], TEXT),
        (["2026-03-01T00:00:00Z"], TEXT),
        ([{"x": 1}, [2]], "object"),
        ([None, None], "object"),
    ],
)
@pytest.mark.parametrize("lines", [False, True])
def test_json_values_stay_exact(write, values, dtype, lines):
    records = [{"date": value} for value in values]
    text = "\n".join(map(json.dumps, records)) if lines else json.dumps(records)
    found, there = column_of(write("x.jsonl" if lines else "x.json", text))
    assert found == dtype
    for value, one in zip(values, there, strict=True):
        assert (one is pd.NA or one is None) if value is None else one == value


def test_json_lines_are_read_in_order_however_many(write):
    text = "".join(f'{{"a": {number}}}\n' for number in range(12_345))
    dtype, values = column_of(write("x.jsonl", text.replace("\n", "\n\n", 5000)))
    assert dtype == "int64"
    assert values == list(range(12_345))


def test_json_lines_under_the_suffix_json_are_read(write):
    place = write("x.json", '{"a": 1}\n\n{"a": 2, "b": "\u2028"}\n')
    assert files.read(place).to_dict("list")["a"] == [1, 2]


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("x.json", '{"a": ', "x.json is not JSON: Expecting value"),
        ("x.json", "3", "holds no rows"),
        ("x.json", '{"a": [1], "b": [1, 2]}', "not equally long"),
        ("x.jsonl", '{"a": 1}\n{"a"\n', "line 2 of x.jsonl is not JSON"),
        ("x.jsonl", '{"a": 1}\n' * 7000 + "\n{\n", "line 7,002 of x.jsonl is not"),
        ("x.jsonl", "1\n2,3\n", "line 2 of x.jsonl is not JSON: Extra data"),
        ("x.jsonl", "[1\n2]\n", "line 1 of x.jsonl is not JSON"),
        ("x.jsonl", b'{"a": "\xff"}\n', "not written in UTF-8"),
        ("x.json", b'{"a": "\xff"}\n', "not written in UTF-8"),
    ],
)
def test_json_that_is_none_is_refused_with_the_place(write, name, text, words):
    with pytest.raises(BadArgument, match=words):
        files.read(write(name, text))


# Excel


def test_the_first_sheet_of_a_workbook_is_read_and_the_others_said(tmp_path):
    pytest.importorskip("openpyxl")
    path = tmp_path / "x.xlsx"
    with pd.ExcelWriter(path) as writer:
        frame = pd.DataFrame({"code": ["007", "NA"], "n": [1, 2]})
        frame.to_excel(writer, sheet_name="Codes", index=False)
        frame.to_excel(writer, sheet_name="Other", index=False)
    said = []
    found = files.read(str(path), say=said.append)
    assert found.to_dict("list") == {"code": ["007", "NA"], "n": [1, 2]}
    assert said == ["Read the sheet 'Codes', the first of 2"]


def test_a_missing_reader_is_named_with_its_pip_line(tmp_path, monkeypatch):
    """As in an environment without openpyxl: importing it fails."""
    pytest.importorskip("openpyxl")
    pd.DataFrame({"a": [1]}).to_excel(tmp_path / "x.xlsx")
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(BadArgument, match=r"openpyxl.*\(pip install openpyxl\)"):
        files.read(str(tmp_path / "x.xlsx"))


# Packed


def zipped(members):
    import io

    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return buffer.getvalue()


CSV = b"a\n1\n2\n"
PACKED = {
    "x.csv.gz": gzip.compress(CSV),
    "x.csv.bz2": bz2.compress(CSV),
    "x.csv.xz": lzma.compress(CSV),
    "x.csv.zst": pa.compress(CSV, "zstd", asbytes=True),
    "X.CSV.GZ": gzip.compress(CSV),
    "x.csv.zip": zipped({"x.csv": CSV}),
    "other.zip": zipped({"folder/": b"", "folder/x.csv": CSV, "__MACOSX/x.csv": b""}),
    "evil.zip": zipped({"../../x.csv": CSV}),
    "undone.csv.gz": CSV,
}


@pytest.mark.parametrize("name", PACKED)
def test_packed_files_are_read(write, name):
    assert column_of(write(name, PACKED[name])) == ("int64", [1, 2])


def test_parquet_may_be_packed_too(tmp_path):
    pq.write_table(awkward_table(), tmp_path / "x.parquet")
    packed = tmp_path / "x.parquet.gz"
    packed.write_bytes(gzip.compress((tmp_path / "x.parquet").read_bytes()))
    expect_awkward(files.read(str(packed)))


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("x.zip", zipped({"a.csv": CSV, "b.csv": CSV}), "2 files: a.csv, b.csv"),
        ("x.zip", zipped({}), "holds 0 files"),
        ("x.zip", b"PK", "cannot be unpacked"),
        ("x.csv.gz", gzip.compress(CSV)[:-6], "cannot be unpacked"),
    ],
)
def test_a_packed_file_that_cannot_be_read_says_why(write, name, data, words):
    with pytest.raises(BadArgument, match=words):
        files.read(write(name, data))


# Places


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("x.pkl", "run code when they are read"),
        ("x.docx", "the format .docx is not read"),
        ("x", "a file without a suffix is not read"),
        ("x.tar.gz", "the format .tar is not read"),
    ],
)
def test_a_format_that_is_not_read_is_refused(write, name, words):
    with pytest.raises(BadArgument, match=words):
        files.read(write(name, b"x"))


def test_places_that_are_no_file_say_what_is_near(write, tmp_path):
    write("trades.csv", "a\n1\n")
    with pytest.raises(BadArgument, match=r"no file .*\(did you mean .*trades.csv"):
        files.read(str(tmp_path / "trade.csv"))
    with pytest.raises(BadArgument, match="there is no folder"):
        files.read(str(tmp_path / "nowhere" / "x.csv"))
    with pytest.raises(BadArgument, match="is a folder"):
        files.read(str(tmp_path))
    with pytest.raises(BadArgument, match="s3:// is not read"):
        files.read("s3://bucket/x.csv")


@pytest.mark.parametrize(
    ("place", "name"),
    [
        ("trades.csv", "trades"),
        ("/data/Trades 2026.CSV.GZ", "Trades 2026"),
        ("v1.2.parquet", "v1.2"),
        (".csv", ".csv"),
        ("https://example.org/a%20b.csv?x=1.json", "a b"),
        ("https://example.org/", "frame"),
    ],
)
def test_a_frame_is_called_after_its_file(place, name):
    assert files.name_of(place) == name


# Addresses


ANSWERS = {
    "/x.csv": ({}, CSV),
    "/x.csv.gz": ({}, gzip.compress(CSV)),
    "/undone.csv.gz": ({"Content-Encoding": "gzip"}, gzip.compress(CSV)),
    "/typed": ({"Content-Type": "text/csv; charset=utf-8"}, CSV),
    "/named": ({"Content-Disposition": 'attachment; filename="y.csv"'}, CSV),
    "/evil": ({"Content-Disposition": 'attachment; filename="../../y.csv"'}, CSV),
    "/plain": ({"Content-Type": "text/html"}, b"<p>"),
}


class Answers(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        path = self.path.partition("?")[0]
        if path == "/moved.csv":
            self.send_response(302)
            self.send_header("Location", "/x.csv")
            self.end_headers()
            return
        if path == "/torn.csv":
            self.send_response(200)
            self.send_header("Content-Length", "1000")
            self.end_headers()
            self.wfile.write(CSV)
            return
        if path not in ANSWERS:
            self.send_error(404)
            return
        headers, body = ANSWERS[path]
        self.send_response(200)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@pytest.fixture(scope="module")
def site():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize(
    "path",
    [
        "/x.csv",
        "/x.csv?raw=1",
        "/x.csv.gz",
        "/undone.csv.gz",
        "/typed",
        "/named",
        "/evil",
        "/moved.csv",
    ],
)
def test_what_an_address_answers_is_read(site, path):
    assert column_of(site + path) == ("int64", [1, 2])


def test_the_size_and_the_host_are_said(site):
    said = []
    files.read(f"{site}/x.csv", say=said.append)
    assert said == [f"Reading 6 bytes from {site.removeprefix('http://')}"]


def test_an_address_that_answers_nothing_readable_says_so(site):
    with pytest.raises(BadArgument, match=r"127\S+ answers 404 Not Found"):
        files.read(f"{site}/nothing.csv")
    with pytest.raises(BadArgument, match="without a suffix is not read"):
        files.read(f"{site}/plain")
    with pytest.raises(BadArgument, match="the connection broke"):
        files.read(f"{site}/torn.csv")


def test_nobody_there_is_said_without_a_password():
    with contextlib.closing(socket.create_server(("127.0.0.1", 0))) as listener:
        port = listener.getsockname()[1]
    place = f"http://jo:secret@127.0.0.1:{port}/x.csv"
    with pytest.raises(BadArgument, match="no connection") as caught:
        files.read(place)
    assert "secret" not in str(caught.value)


def test_nothing_is_left_in_the_temporary_folder(site, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    files.read(f"{site}/x.csv.gz")
    with pytest.raises(BadArgument):
        files.read(f"{site}/torn.csv")
    assert list(tmp_path.iterdir()) == []
