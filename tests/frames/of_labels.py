"""Labels of columns and of rows: twice the same, of all types, of several levels."""

import datetime as dt
from decimal import Decimal

import numpy as np
import pandas as pd

from .catalogue import EMPTY, NA, NAN, NAT, Sample, blank, frame, indexed, labelled

HUGE_NAME = "n" * 100_000


def obj(*labels):
    return pd.Index(labels, dtype=object, tupleize_cols=False)


@frame("labels that are there twice", "labels", "duplicates")
def _():
    return labelled(["a", "a", "b", "a"], [("a",), ("a",), ("b",), ("a",)])


@frame("labels 1, '1', 1.0 and True", "labels", "duplicates", "mixed")
def _():
    return labelled(obj(1, "1", 1.0, True), [("1",), ("1",), ("1.0",), ("True",)])


@frame("labels that are missing", "labels", "missing")
def _():
    labels = obj(None, np.nan, pd.NaT, pd.NA, "")
    return labelled(labels, [("None",), ("NaN",), ("NaT",), ("<NA>",), ("",)])


@frame("labels of tuples, not levels", "labels")
def _():
    return labelled(obj((1, "a"), (1,), ()), [('(1, "a")',), ("(1,)",), ("()",)])


@frame("labels of moments", "labels", "moment")
def _():
    labels = pd.date_range("2026-03-01", periods=2, tz="Europe/Paris")
    texts = ["2026-03-01 00:00:00+01:00", "2026-03-02 00:00:00+01:00"]
    return labelled(labels, [(text,) for text in texts])


@frame("labels of all types", "labels", "mixed")
def _():
    labels = obj(b"b", dt.date(2026, 3, 1), Decimal("1.10"), 2**70, -0.0, 1j)
    texts = ["b'b'", "2026-03-01", "1.10", "1180591620717411303424", "-0.0", "1j"]
    return labelled(labels, [(text,) for text in texts])


@frame("labels of blanks and outer blanks", "labels", "blank")
def _():
    labels = [" ", "  a ", "\t", "a"]
    return labelled(labels, [(text,) for text in labels])


@frame("a label of 100 kB", "labels", "long")
def _():
    return labelled([HUGE_NAME, "b"], [("n" * 199 + "…",), ("b",)])


@frame("labels of several lines and of HTML", "labels", "html", "control")
def _():
    labels = ["a\nb", "<b>x</b>", "</th><script>", "a\x00b", "&lt;"]
    return labelled(labels, [(text,) for text in labels])


@frame("labels with signs that languages use", "labels")
def _():
    labels = ["a.b", "a b", "`a`", "a'b\"", "$x", "@y", "日本", "😀", "-1", "0", "a:b"]
    return labelled(labels, [(text,) for text in labels])


@frame("labels that pandas uses itself", "labels", "doc")
def _():
    labels = ["index", "level_0", "level_1", "__class__", "columns", "T", "size", "0"]
    return labelled(labels, [(text,) for text in labels])


@frame("labels of lone surrogates", "labels", "surrogate")
def _():
    return labelled(obj("\ud800", "b"), [("\ud800",), ("b",)])


@frame("labels that are negative numbers", "labels")
def _():
    return labelled([-1, -2, 0], [("-1",), ("-2",), ("0",)])


@frame("labels of categories", "labels", "category")
def _():
    return labelled(pd.CategoricalIndex(["a", "b", "a"]), [("a",), ("b",), ("a",)])


@frame("labels of Intervals", "labels", "interval")
def _():
    return labelled(pd.interval_range(0, 2), [("(0, 1]",), ("(1, 2]",)])


@frame("labels of Periods", "labels", "period")
def _():
    labels = pd.period_range("2026-01", periods=2, freq="M")
    return labelled(labels, [("2026-01",), ("2026-02",)])


@frame("labels of two levels", "labels", "levels", "doc")
def _():
    labels = pd.MultiIndex.from_product([["a", "b"], [1, 2]], names=["letter", None])
    return labelled(labels, [("a", "1"), ("a", "2"), ("b", "1"), ("b", "2")])


@frame("labels of two levels, missing and twice", "labels", "levels", "duplicates")
def _():
    labels = pd.MultiIndex.from_tuples(
        [("a", np.nan), ("a", "x"), ("a", "x"), ("", "y")]
    )
    return labelled(labels, [("a", "NaN"), ("a", "x"), ("a", "x"), ("", "y")])


@frame("labels of four levels", "labels", "levels")
def _():
    labels = pd.MultiIndex.from_tuples([(1, "a", 2.5, True), (1, "b", 0.5, False)])
    return labelled(labels, [("1", "a", "2.5", "True"), ("1", "b", "0.5", "False")])


@frame("a label equal to the name of the index", "labels", "index", "doc")
def _():
    held = pd.DataFrame({"a": [1]}, index=pd.Index([7], name="a"))
    seen = {(0, 0): ("1", None), (0, -1): ("7", None)}
    return Sample(held, seen, labels={0: ("a",)})


@frame("an index of texts", "index")
def _():
    return indexed(pd.Index(["b", "a", "", "a"]), ["b", "a", EMPTY, "a"])


@frame("an index of blanks and nothing", "index", "missing")
def _():
    index = obj(" ", "", np.nan)
    return indexed(index, [blank(" "), EMPTY, NAN])


@frame("an index in steps", "index")
def _():
    return indexed(pd.RangeIndex(10, 0, -5), ["10", "5"])


@frame("an index unsorted and twice the same", "index", "duplicates")
def _():
    return indexed(pd.Index([3, 1, 3, 2**60]), ["3", "1", "3", "1152921504606846976"])


@frame("an index of floats with gaps", "index", "missing")
def _():
    return indexed(pd.Index([0.1, np.nan, -0.0]), ["0.1", NAN, "-0.0"])


@frame("an index of nullable ints", "index", "missing", "nullable")
def _():
    return indexed(pd.Index(pd.array([1, None], dtype="Int64")), ["1", NA])


@frame("an index of moments in a zone", "index", "moment", "zone", "doc")
def _():
    index = pd.DatetimeIndex(["2026-10-25 02:30", None]).tz_localize(
        "Europe/Paris", ambiguous=np.array([False, False])
    )
    return indexed(index, ["2026-10-25 02:30:00+01:00", NAT])


@frame("an index of durations", "index", "duration")
def _():
    return indexed(
        pd.to_timedelta([1500, 0], unit="ms"), ["0 days 00:00:01.5", "0 days 00:00:00"]
    )


@frame("an index of Periods", "index", "period", "missing")
def _():
    return indexed(pd.PeriodIndex(["2026Q1", None], freq="Q"), ["2026Q1", NAT])


@frame("an index of Intervals", "index", "interval", "doc")
def _():
    return indexed(
        pd.interval_range(0.5, 2.5, closed="left"), ["[0.5, 1.5)", "[1.5, 2.5)"]
    )


@frame("an index of categories", "index", "category", "missing")
def _():
    return indexed(pd.CategoricalIndex(["b", None, "b"]), ["b", NAN, "b"])


@frame("an index of tuples, not levels", "index")
def _():
    return indexed(obj((1, "a"), (2,)), ['(1, "a")', "(2,)"])


@frame("an index of truth values", "index", "truth")
def _():
    return indexed(pd.Index([True, False]), ["True", "False"])


@frame("an index of mixed values", "index", "mixed")
def _():
    index = obj(1, "1", Decimal("1.0"), dt.date(2026, 3, 1), None)
    return indexed(index, ["1", "1", "1.0", "2026-03-01", ("None", "none")])


@frame("an index of two levels", "index", "levels", "doc")
def _():
    index = pd.MultiIndex.from_product([["b", "a"], [2, 1]], names=["letter", "number"])
    return indexed(index, ["b", "b", "a", "a"], ["2", "1", "2", "1"])


@frame("an index of levels with gaps", "index", "levels", "missing", "doc")
def _():
    index = pd.MultiIndex.from_arrays(
        [
            [2**53 + 1, None, 1],
            ["x", None, ""],
            pd.DatetimeIndex(["2026-03-01", None, "2026-03-02"]),
        ]
    )
    # pandas makes floats of whole numbers with a gap before it makes levels of them.
    first = index.levels[0].dtype.kind == "f"
    return indexed(
        index,
        ["9007199254740992.0", NAN, "1.0"] if first else ["9007199254740993", NAN, "1"],
        ["x", NAN, EMPTY],
        ["2026-03-01 00:00:00", NAT, "2026-03-02 00:00:00"],
    )


@frame("an index of levels, twice the same", "index", "levels", "duplicates")
def _():
    index = pd.MultiIndex.from_tuples([("a", 1), ("a", 1)], names=["x", "x"])
    return indexed(index, ["a", "a"], ["1", "1"])


@frame("an index of levels of all types", "index", "levels", "zone")
def _():
    index = pd.MultiIndex.from_arrays(
        [
            pd.interval_range(0, 2),
            pd.CategoricalIndex(["b", "a"]),
            pd.DatetimeIndex(["2026-03-01", "2026-07-01"], tz="Asia/Kathmandu"),
            pd.PeriodIndex(["2026-03", "2026-04"], freq="M"),
            [0.1, -0.5],
        ]
    )
    return indexed(
        index,
        ["(0, 1]", "(1, 2]"],
        ["b", "a"],
        ["2026-03-01 00:00:00+05:45", "2026-07-01 00:00:00+05:45"],
        ["2026-03", "2026-04"],
        ["0.1", "-0.5"],
    )
