"""Polars: a frame of every Polars type."""

import datetime as dt
from decimal import Decimal

import polars as pl

from .catalogue import EMPTY, NAN, NULL, Sample, blank, cut, frame, read

D = Decimal
DAY = dt.datetime(2026, 3, 1, 9, 30)


def made(name, dtype, values, seen, *tags, on=True):
    """A frame of one column of a dtype."""

    @frame(f"Polars: {name}", "polars", *tags, on=on)
    def _():
        held = values() if callable(values) else pl.Series("x", values, dtype=dtype)
        cells = {(row, 0): read(text) for row, text in enumerate(seen)}
        return Sample(pl.DataFrame({"x": held}), cells, labels={0: ("x",)})


made("Int64", pl.Int64, [2**53 + 1, None], ["9007199254740993", NULL], "number", "doc")
made("UInt64", pl.UInt64, [2**64 - 1], ["18446744073709551615"], "number")
made("Int8", pl.Int8, [-128, 127], ["-128", "127"], "number")
made(
    "Int128",
    pl.Int128,
    [2**127 - 1, None],
    ["170141183460469231731687303715884105727", NULL],
    "number",
    "doc",
)
made(
    "Float64, NaN and null",
    pl.Float64,
    [0.1, float("nan"), None, -0.0],
    ["0.1", NAN, NULL, "-0.0"],
    "number",
    "missing",
    "doc",
)
made("Int16", pl.Int16, [-(2**15), 2**15 - 1], ["-32768", "32767"], "number")
if hasattr(pl, "UInt128"):
    made("UInt128", pl.UInt128, [2**128 - 1], [str(2**128 - 1)], "number")
if hasattr(pl, "Float16"):
    made("Float16", pl.Float16, [0.1, 65504.0], ["0.1", "65504.0"], "number")
made("Float32", pl.Float32, [0.1, None], ["0.1", NULL], "number")
made("Decimal", pl.Decimal(10, 2), [D("1.10"), None], ["1.10", NULL], "number", "doc")
made("Boolean", pl.Boolean, [True, None], ["True", NULL], "truth")
made(
    "String",
    pl.String,
    ["a", "", "\t", None, "x" * 201],
    ["a", EMPTY, blank("\t"), NULL, cut("x" * 200)],
    "text",
    "doc",
)
made("Binary", pl.Binary, [b"\xff", None], ["b'\\xff'", NULL], "bytes")
made("Date", pl.Date, [dt.date(2026, 3, 1), None], ["2026-03-01", NULL], "moment")
made("Time", pl.Time, [dt.time(9, 30, 0, 1)], ["09:30:00.000001"], "moment")
made(
    "Datetime in ms",
    pl.Datetime("ms"),
    [DAY, None],
    ["2026-03-01 09:30:00", NULL],
    "moment",
)
made(
    "Datetime in ns",
    None,
    lambda: pl.Series("x", [1]).cast(pl.Datetime("ns")),
    ["1970-01-01 00:00:00.000000001"],
    "moment",
)
made(
    "Datetime in a zone",
    None,
    lambda: pl.Series("x", [DAY]).dt.replace_time_zone("Asia/Kathmandu"),
    ["2026-03-01 09:30:00+05:45"],
    "moment",
    "zone",
    "doc",
)
made(
    "Datetime beyond the calendar",
    None,
    lambda: pl.Series("x", [2**62]).cast(pl.Datetime("us")),
    ["148108-07-06 14:00:27.387904"],
    "moment",
)
made(
    "Duration in ns",
    None,
    lambda: pl.Series("x", [-1, None]).cast(pl.Duration("ns")),
    ["-1 days +23:59:59.999999999", NULL],
    "duration",
)
made(
    "Duration",
    pl.Duration("us"),
    [dt.timedelta(days=1, microseconds=500_000), None],
    ["1 days 00:00:00.5", NULL],
    "duration",
    "doc",
)
made(
    "Categorical",
    pl.Categorical,
    ["b", None, "a", ""],
    ["b", NULL, "a", EMPTY],
    "category",
)
made("Enum", pl.Enum(["lo", "hi"]), ["hi", None], ["hi", NULL], "category")
made(
    "List",
    pl.List(pl.Float32),
    [[0.1, None], None, []],
    ["[0.1, null]", NULL, "[]"],
    "nested",
    "doc",
)
made(
    "List of text",
    pl.List(pl.String),
    [["a", None, 'b"']],
    ['["a", null, "b\\""]'],
    "nested",
)
made("Array", pl.Array(pl.Int8, 2), [[1, 2], None], ["[1, 2]", NULL], "nested")
made(
    "Array of two dimensions",
    pl.Array(pl.Int8, (2, 1)),
    [[[1], [2]]],
    ["[[1], [2]]"],
    "nested",
)
made(
    "Struct",
    pl.Struct({"a": pl.Int8, "b": pl.String}),
    [{"a": 1, "b": "x"}, None],
    ['{"a": 1, "b": "x"}', NULL],
    "nested",
    "doc",
)
made("List of structs", None, [[{"a": 1}], []], ['[{"a": 1}]', "[]"], "nested")
made(
    "List of categories",
    pl.List(pl.Categorical),
    [["b", None]],
    ['["b", null]'],
    "nested",
    "category",
)
made(
    "List of Int128",
    pl.List(pl.Int128),
    [[2**100]],
    ["[1267650600228229401496703205376]"],
    "nested",
)
made("Object", pl.Object, [1j, None, {1}], ["1j", NULL, "{1}"], "object")
made("Null", pl.Null, [None, None], [NULL, NULL], "missing")
made("no rows", pl.Int8, [], [], "empty")


@frame("Polars: no columns", "polars", "empty")
def _():
    return Sample(pl.DataFrame(), {})


@frame("Polars: names of all sorts", "polars", "labels")
def _():
    names = ["", " ", "a\nb", "<b>", "index", "日本"]
    held = pl.DataFrame({name: [at] for at, name in enumerate(names)})
    seen = {(0, at): (str(at), None) for at in range(len(names))}
    return Sample(held, seen, labels={at: (name,) for at, name in enumerate(names)})
