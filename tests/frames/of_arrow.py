"""Arrow: pandas columns on Arrow, and tables of every Arrow type."""

import datetime as dt
from decimal import Decimal

import numpy as np
import pandas as pd
import pyarrow as pa

from .catalogue import EMPTY, NAN, NULL, Sample, blank, column, cut, frame, read


def backed(name, kind, values, seen, *tags):
    """A pandas column on Arrow, and the same values as a table of Arrow's own."""

    def array():
        return values() if callable(values) else pa.array(values, kind)

    @frame(f"pandas on Arrow: {name}", "pandas-arrow", *tags)
    def _():
        held = array()
        extension = pd.Series(held, dtype=pd.ArrowDtype(held.type))
        return column(extension, seen)

    table(name, values, seen, *tags, kind=kind)


def table(name, values, seen, *tags, kind=None):
    """A table of one column."""

    @frame(f"Arrow: {name}", "arrow", *tags)
    def _():
        held = values() if callable(values) else pa.array(values, kind)
        cells = {(row, 0): read(text) for row, text in enumerate(seen)}
        return Sample(pa.table({"x": held}), cells, labels={0: ("x",)})


D = Decimal
NAMED = pa.struct([("a", pa.int64()), ("b", pa.string())])
UTF16 = "a\U0001f600"

backed(
    "int64", pa.int64(), [2**53 + 1, None], ["9007199254740993", NULL], "number", "doc"
)
backed("uint64", pa.uint64(), [2**64 - 1], ["18446744073709551615"], "number")
backed("int8", pa.int8(), [-128, 127], ["-128", "127"], "number")
backed("double", pa.float64(), [0.1, -0.0, None], ["0.1", "-0.0", NULL], "number")
backed("float", pa.float32(), [0.1, None], ["0.1", NULL], "number")
backed(
    "half float",
    None,
    lambda: pa.array(np.array([0.1, 65504], "f2")),
    ["0.1", "65504.0"],
    "number",
)
backed("bool", pa.bool_(), [True, None, False], ["True", NULL, "False"], "truth")
backed(
    "decimal128",
    pa.decimal128(10, 2),
    [D("1.10"), None],
    ["1.10", NULL],
    "number",
    "doc",
)
backed(
    "decimal256",
    pa.decimal256(60, 3),
    [D("9" * 57 + ".125")],
    ["9" * 57 + ".125"],
    "number",
)
backed(
    "string",
    pa.string(),
    ["a", "", " ", None, "x" * 201],
    ["a", EMPTY, blank(" "), NULL, cut("x" * 200)],
    "text",
    "doc",
)
backed("large string", pa.large_string(), [UTF16, "null"], [UTF16, "null"], "text")
backed("binary", pa.binary(), [b"a\xff", None], ["b'a\\xff'", NULL], "bytes")
backed("fixed size binary", pa.binary(2), [b"ab"], ["b'ab'"], "bytes")
backed(
    "date32", pa.date32(), [dt.date(2026, 3, 1), None], ["2026-03-01", NULL], "moment"
)
backed("date64", pa.date64(), [dt.date(2026, 3, 1)], ["2026-03-01"], "moment")
backed(
    "time32", pa.time32("ms"), [dt.time(9, 30, 0, 500_000)], ["09:30:00.500"], "moment"
)
backed("time64[us]", pa.time64("us"), [dt.time(9, 30)], ["09:30:00"], "moment")
backed(
    "timestamp[s]",
    pa.timestamp("s"),
    [dt.datetime(1066, 10, 14), None],
    ["1066-10-14 00:00:00", NULL],
    "moment",
)
backed(
    "timestamp[ns]",
    None,
    lambda: pa.array([1, None], pa.timestamp("ns")),
    ["1970-01-01 00:00:00.000000001", NULL],
    "moment",
    "doc",
)
backed(
    "timestamp in a zone",
    None,
    lambda: pa.array([1_792_891_800, None], pa.timestamp("s", "Europe/Paris")),
    ["2026-10-25 02:30:00+01:00", NULL],
    "moment",
    "zone",
    "doc",
)
backed(
    "timestamp with an offset",
    None,
    lambda: pa.array([0], pa.timestamp("us", "-03:30")),
    ["1969-12-31 20:30:00-03:30"],
    "moment",
    "zone",
)
backed(
    "duration",
    None,
    lambda: pa.array([-1, None], pa.duration("ns")),
    ["-1 days +23:59:59.999999999", NULL],
    "duration",
)
backed(
    "list",
    pa.list_(pa.float32()),
    [[0.1, None], None, []],
    ["[0.1, null]", NULL, "[]"],
    "nested",
    "doc",
)
backed(
    "list of text",
    pa.list_(pa.string()),
    [["a", 'b"', None, "null"]],
    ['["a", "b\\"", null, "null"]'],
    "nested",
)
backed(
    "list of lists",
    pa.list_(pa.list_(pa.int8())),
    [[[1], None, []]],
    ["[[1], null, []]"],
    "nested",
)
backed(
    "struct",
    NAMED,
    [{"a": 1, "b": "x"}, None, {"a": None, "b": ""}],
    ['{"a": 1, "b": "x"}', NULL, '{"a": null, "b": ""}'],
    "nested",
    "doc",
)
backed(
    "map",
    pa.map_(pa.string(), pa.int64()),
    [[("a", 1), ("b", None)], None],
    ['{"a": 1, "b": null}', NULL],
    "nested",
)
backed(
    "list of timestamps",
    None,
    lambda: pa.array([[0, None]], pa.list_(pa.timestamp("ms", "UTC"))),
    ["[1970-01-01 00:00:00+00:00, null]"],
    "nested",
    "zone",
)
backed("null", pa.null(), [None, None], [NULL, NULL], "missing")
backed(
    "dictionary",
    None,
    lambda: pa.array(["b", None, "b"]).dictionary_encode(),
    ["b", NULL, "b"],
    "category",
)

table(
    "NaN is not null",
    lambda: pa.array([float("nan"), None], from_pandas=False),
    [NAN, NULL],
    "number",
    "missing",
    "doc",
)
table("string view", ["a", None], ["a", NULL], "text", kind=pa.string_view())
table("binary view", [b"a", None], ["b'a'", NULL], "bytes", kind=pa.binary_view())
table("list view", [[1], None], ["[1]", NULL], "nested", kind=pa.list_view(pa.int8()))
table(
    "fixed size list",
    [[1, 2], None],
    ["[1, 2]", NULL],
    "nested",
    kind=pa.list_(pa.int8(), 2),
)
table("large list", [[1]], ["[1]"], "nested", kind=pa.large_list(pa.int8()))
table(
    "time64[ns]",
    lambda: pa.array([1], pa.time64("ns")),
    ["00:00:00.000000001"],
    "moment",
)
table(
    "years beyond the calendar",
    lambda: pa.array([10**12], pa.timestamp("s")),
    ["33658-09-27 01:46:40"],
    "moment",
)
table(
    "a zone that nobody knows",
    lambda: pa.array([0], pa.timestamp("s", "Moon/Base")),
    ["1970-01-01 00:00:00+00:00"],
    "zone",
)
table(
    "calendar interval",
    [(1, 2, 3)],
    ["MonthDayNano(months=1, days=2, nanoseconds=3)"],
    kind=pa.month_day_nano_interval(),
)
table(
    "run-end encoded",
    lambda: pa.RunEndEncodedArray.from_arrays([2, 3], ["x", None]),
    ["x", "x", NULL],
    "text",
)
table(
    "union",
    lambda: pa.UnionArray.from_sparse(
        pa.array([0, 1, 0], pa.int8()),
        [pa.array([1, 2, None]), pa.array(["x", "y", "z"])],
    ),
    ["1", "y", NULL],
    "nested",
)
table(
    "dense union",
    lambda: pa.UnionArray.from_dense(
        pa.array([0, 1], pa.int8()),
        pa.array([0, 0], pa.int32()),
        [pa.array([1.5]), pa.array([["x"]])],
    ),
    ["1.5", '["x"]'],
    "nested",
)
table(
    "text that is no UTF-8",
    lambda: pa.Array.from_buffers(
        pa.string(),
        1,
        [
            None,
            pa.py_buffer(np.array([0, 2], "i4").tobytes()),
            pa.py_buffer(b"\xff\xfe"),
        ],
    ),
    ["b'\\xff\\xfe'"],
    "text",
    "misbehaving",
)
table(
    "Periods from pandas",
    lambda: pa.array(pd.Series(pd.period_range("2026-01", periods=2, freq="M"))),
    ["2026-01", "2026-02"],
    "period",
    "extension",
)
table(
    "tensors of a fixed shape",
    lambda: pa.ExtensionArray.from_storage(
        pa.fixed_shape_tensor(pa.int8(), [2, 1]),
        pa.array([[1, 2], None], pa.list_(pa.int8(), 2)),
    ),
    ["[1, 2]", NULL],
    "nested",
    "extension",
)
if hasattr(pa, "json_"):  # Arrow 19
    table("decimal32", [D("1.10"), None], ["1.10", NULL], kind=pa.decimal32(5, 2))
    table("decimal64", [D("-9.99"), None], ["-9.99", NULL], kind=pa.decimal64(5, 2))
    table(
        "UUIDs",
        [bytes(15) + b"\7", None],
        ["00000000-0000-0000-0000-000000000007", NULL],
        "extension",
        kind=pa.uuid(),
    )
    table("JSON", ['{"a": 1}', None], ['{"a": 1}', NULL], "extension", kind=pa.json_())
    table(
        "truth values of 8 bits",
        [1, 0, None],
        ["True", "False", NULL],
        "extension",
        "truth",
        kind=pa.bool8(),
    )
    table(
        "a type that only its maker knows",
        lambda: pa.ExtensionArray.from_storage(
            pa.opaque(pa.string(), "shape", "maker"), pa.array(["x", None])
        ),
        ["x", NULL],
        "extension",
    )
table(
    "chunks", lambda: pa.chunked_array([[1], [], [None, 3]]), ["1", NULL, "3"], "number"
)
table(
    "lists of millions",
    lambda: pa.array([list(range(10**6))] * 3),
    [cut(("[" + ", ".join(map(str, range(90))))[:200])] * 3,
    "nested",
    "long",
)
table(
    "dictionary of long texts",
    lambda: pa.array(["x" * 5000] * 2).dictionary_encode(),
    [cut("x" * 200)] * 2,
    "category",
    "long",
)


@frame("Arrow: names that are there twice", "arrow", "duplicates", "labels")
def _():
    held = pa.table([[1], [2]], names=["a", "a"])
    return Sample(
        held, {(0, 0): ("1", None), (0, 1): ("2", None)}, labels={0: ("a",), 1: ("a",)}
    )


@frame("Arrow: no columns", "arrow", "empty")
def _():
    return Sample(pa.table({}), {})


@frame("Arrow: no rows", "arrow", "empty")
def _():
    return Sample(pa.table({"x": pa.array([], pa.int8())}), {}, labels={0: ("x",)})
