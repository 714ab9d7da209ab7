"""Filters keep the rows that pandas' own masks keep."""

import datetime as dt
import operator
import re
import time
from decimal import Decimal

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from oracle import RELATIONS, STAMPS, kept

from dtale_nb.engine.filters import patterns
from dtale_nb.errors import BadArgument

DAYS = ["2026-03-01", None, "2025-01-01", "2026-03-01", "2027-12-31"]
WORDS = ["b", None, "", "Ä b", "  "]
DECIMALS = [Decimal(3), None, Decimal("1.5"), Decimal("0.1"), Decimal(-1)]


def rows_where(mask):
    plain = pd.Series(np.asarray(pd.Series(mask).fillna(False), dtype=bool))
    return np.flatnonzero(plain).tolist()


NUMBERS = {
    "int64": pd.Series([3, -1, 2**53 + 1, 2**53, -1]),
    "int8": pd.Series([3, -128, 127, 0, -1], dtype="int8"),
    "uint64": pd.Series([3, 2**64 - 1, 2**63, 0, 7], dtype="uint64"),
    "float": pd.Series([0.5, np.nan, -np.inf, np.inf, -0.0]),
    "float32": pd.Series([1.5, np.nan, 0.1, -2, 0], dtype="float32"),
    "Int64": pd.Series([3, None, 2, -1, None], dtype="Int64"),
    "Float64": pd.Series([3.5, None, 2, -1, None], dtype="Float64"),
    "arrow int": pd.Series([3, None, 2, -1, None], dtype=pd.ArrowDtype(pa.int32())),
    "arrow float": pd.Series(
        [0.5, None, 2, -1, None], dtype=pd.ArrowDtype(pa.float64())
    ),
    "category": pd.Series([3, None, 2, -1, 3]).astype("category"),
    "sparse": pd.Series([0, 3, 0, 1, 0], dtype="Sparse[int64]"),
}
TYPED = [0, 3, -1, 2.5, -0.5, 127, 300, -200, 0.1]


@pytest.mark.parametrize("name", NUMBERS)
@pytest.mark.parametrize("relation", RELATIONS)
def test_numbers_compare_as_pandas_compares(name, relation):
    series = NUMBERS[name]
    for value in TYPED:
        if name == "category":
            wanted = RELATIONS[relation](series.astype("float"), value)
        elif name == "uint64" and value < 0:
            wanted = RELATIONS[relation](series.astype(object), value)
        else:
            wanted = RELATIONS[relation](series, value)
        spec = {"column": "x", "op": relation, "value": value}
        assert kept(series.to_frame("x"), spec) == rows_where(wanted)


def test_whole_numbers_are_compared_exactly():
    frame = pd.DataFrame({"x": [2**53, 2**53 + 1, 2**63 - 1]})
    for value, wanted in (
        (2**53 + 1, [1]),
        (float(2**53), [0]),
        (str(2**63 - 1), [2]),
        (2**70, []),
        ("1e400", []),
    ):
        assert kept(frame, {"column": "x", "op": "eq", "value": value}) == wanted
    assert kept(frame, {"column": "x", "op": "lt", "value": 2**70}) == [0, 1, 2]
    assert kept(frame, {"column": "x", "op": "gt", "value": "-1e400"}) == [0, 1, 2]


TEXTS = {
    "object": pd.Series(WORDS, dtype=object),
    "str": pd.Series(WORDS),
    "string[python]": pd.Series(WORDS, dtype="string[python]"),
    "string[pyarrow]": pd.Series(WORDS, dtype="string[pyarrow]"),
    "arrow": pd.Series(WORDS, dtype=pd.ArrowDtype(pa.string())),
    "category": pd.Series(WORDS, dtype="category"),
}


def as_objects(series):
    return series.astype(object).where(series.notna(), None)


@pytest.mark.parametrize("name", TEXTS)
def test_texts_are_equal_as_pandas_has_it(name):
    series = TEXTS[name]
    frame = series.to_frame("x")
    for value in ("b", "", "Ä b", "none of them"):
        for relation in ("eq", "ne"):
            wanted = RELATIONS[relation](series, value)
            spec = {"column": "x", "op": relation, "value": value}
            assert kept(frame, spec) == rows_where(wanted)
        for relation in ("lt", "ge"):
            compare = RELATIONS[relation]
            wanted = [v is not None and compare(v, value) for v in as_objects(series)]
            spec = {"column": "x", "op": relation, "value": value}
            assert kept(frame, spec) == rows_where(wanted)
    wanted = series.isin(["b", ""])
    spec = {"column": "x", "op": "in", "value": ["b", ""]}
    assert kept(frame, spec) == rows_where(wanted)
    assert kept(frame, spec | {"op": "not_in"}) == rows_where(~wanted)
    spec["value"].append(None)
    assert kept(frame, spec) == rows_where(wanted | series.isna())


@pytest.mark.parametrize("name", TEXTS)
def test_texts_are_looked_into_as_pandas_does(name):
    series, frame = TEXTS[name], TEXTS[name].to_frame("x")
    plain = as_objects(series)
    cases = {
        "contains": lambda text, typed: typed in text,
        "starts": str.startswith,
        "ends": str.endswith,
        "equals": operator.eq,
    }
    for op, test in cases.items():
        for typed in ("b", "Ä", "", " "):
            wanted = [text is not None and test(text, typed) for text in plain]
            spec = {"column": "x", "op": op, "value": typed}
            assert kept(frame, spec) == rows_where(wanted)
    spec = {"column": "x", "op": "contains", "value": "ä"}
    assert kept(frame, spec) == []
    assert kept(frame, spec | {"case": False}) == [3]
    assert kept(
        frame, {"column": "x", "op": "starts", "value": "A", "accents": False}
    ) == [3]
    assert kept(frame, {"column": "x", "op": "empty"}) == [2]
    assert kept(frame, {"column": "x", "op": "blank"}) == [4]
    assert kept(frame, {"column": "x", "op": "length", "value": 1}) == [0]
    assert kept(frame, {"column": "x", "op": "length", "value": [0, 2]}) == [0, 2, 4]


PATTERNS = [
    "b",
    "^b$",
    "b$",
    "^$",
    r"\bb",
    r"\w",
    r"\s$",
    "(?i)B",
    "b|^$",
    r"(.)\1",
    "(?=Ä)",
    "[^b]",
    r"\d",
    "a{,2}b",
    "(?P<x>b)",
    r"^\s+$",
    "\u017f",
    r"\Ab",
    "é",
    "[a-z]+ß?",
    "\\\\",
]


@pytest.mark.parametrize("case", [True, False])
@pytest.mark.parametrize("pattern", PATTERNS)
def test_patterns_match_as_python_does(pattern, case):
    texts = [
        "b",
        "",
        "Ä b",
        "b\n",
        "B",
        "bb",
        "écB",
        "  ",
        "_ß1",
        "aab",
        None,
        "S\v",
        "\\",
        "x\nb",
    ]
    flags = 0 if case else re.IGNORECASE
    wanted = [
        text is not None and bool(re.search(pattern, text, flags)) for text in texts
    ]
    for each in (texts, [text for text in texts if text is None or text.isascii()]):
        frame = pd.DataFrame({"x": pd.Series(each, dtype="string[pyarrow]")})
        spec = {"column": "x", "op": "regex", "value": pattern, "case": case}
        hits = {each[row] for row in kept(frame, spec)}
        assert hits == {
            t for t, hit in zip(texts, wanted, strict=True) if hit and t in each
        }


def test_named_classes_of_letters_are_known():
    frame = pd.DataFrame({"x": ["1", "é", "a:"]})
    assert kept(frame, {"column": "x", "op": "regex", "value": "^[[:alpha:]]$"}) == [1]


@pytest.mark.parametrize("pattern", ["(", "a(", "*", "[z-a]", "(?P<1>x)", 7])
def test_bad_patterns_are_told(pattern):
    frame = pd.DataFrame({"x": ["a"]})
    with pytest.raises(BadArgument, match=r"not a (pattern|text)"):
        kept(frame, {"column": "x", "op": "regex", "value": pattern})


def test_a_catastrophic_pattern_ends(monkeypatch):
    monkeypatch.setattr(patterns, "PATTERN_SECONDS", 0.3)
    frame = pd.DataFrame({"x": ["a" * 40 + "!"] * 1_000})
    linear = {"column": "x", "op": "regex", "value": "(a+)+$"}
    assert kept(frame, linear) == []  # RE2
    begun = time.monotonic()
    with pytest.raises(BadArgument, match="the pattern needs more than"):
        kept(frame, linear | {"value": r"(?=a)(a|aa)+$"})
    assert time.monotonic() - begun < 20


MOMENTS = {
    "naive": STAMPS,
    "seconds": STAMPS.dt.floor("s").astype("datetime64[s]"),
    "zoned": STAMPS.dt.tz_localize("America/New_York"),
    "arrow": STAMPS.copy().astype(  # pandas 3.0 alters what it converts
        pd.ArrowDtype(pa.timestamp("us"))
    ),
    "arrow zoned": STAMPS.dt.tz_localize("America/New_York").astype(
        pd.ArrowDtype(pa.timestamp("ns", "America/New_York"))
    ),
}


@pytest.mark.parametrize("name", MOMENTS)
def test_moments(name):
    series, frame = MOMENTS[name], MOMENTS[name].to_frame("x")
    zone = "America/New_York" if "zoned" in name else None
    for text in ("2026-03-01 09:30:10.5", "2026-03-01", "2026-02-28 23:59:59"):
        stamp = pd.Timestamp(text, tz=zone)
        for relation, compare in RELATIONS.items():
            spec = {"column": "x", "op": relation, "value": text}
            plain = series.astype("datetime64[ns, UTC]" if zone else "datetime64[ns]")
            wanted = compare(plain, stamp)
            if relation == "ne":  # by dtype: NaT is unequal, Arrow's null is not
                wanted = wanted & (plain.notna() | ("arrow" not in name))
            assert kept(frame, spec) == rows_where(wanted)

    def ask(op, value=None, **more):
        asked = {"column": "x", "op": op, **more}
        return kept(frame, asked if value is None else asked | {"value": value})

    assert ask("on", "2026-03-01") == [0, 3]
    assert ask("on", "2026-03") == [0, 3, 4]
    assert ask("on", "2026") == [0, 2, 3, 4]
    assert ask("on", "2026-03-02 00:00") == [4]
    assert ask("before", "2026-03-01") == [2]
    assert ask("after", "2026-03-01") == [4]
    assert ask("after", "2026-03-01 00:00") == [0, 4]
    assert ask("between", ["2026-02-28", "2026-03-01"]) == [0, 2, 3]
    assert ask("between", ["2026-02-28", "2026-03-01"], closed="left") == [2]
    assert ask("between", ["2026-02-28", "2026-03-01"], closed="right") == [0, 3]
    assert ask("last", "1 day") == [0, 3, 4]
    assert ask("last", "1 week") == ask("last", "7 days")
    assert ask("last", "1 day", to="now") == []
    assert ask("time_between", ["09:00", "10:00"]) == [0]
    assert ask("time_between", ["23:00", "00:00"]) == [2, 3, 4]
    assert ask("weekday", 6) == [0, 3]
    assert ask("weekday", [5, 0]) == [2, 4]
    assert ask("month", 2) == [2]
    assert ask("year", [2025, 2026]) == [0, 2, 3, 4]
    assert ask("missing") == [1]
    if zone:
        assert ask("on", "2026-03-01 14:30:10.5Z") == [0]
    else:
        with pytest.raises(BadArgument, match="no time zone"):
            ask("on", "2026-03-01 14:30:10.5Z")


@pytest.mark.parametrize(
    ("op", "value", "words"),
    [
        ("weekday", ["mon"], r"0 \(Monday\) to 6"),
        ("weekday", [0, 7], r"0 \(Monday\) to 6"),
        ("weekday", -1, r"0 \(Monday\) to 6"),
        ("month", "May", "1 to 12"),
        ("month", 0, "1 to 12"),
        ("year", "last", "whole numbers"),
        ("year", 2024.5, "whole numbers"),
    ],
)
def test_parts_of_moments_that_are_none_are_told(op, value, words):
    with pytest.raises(BadArgument, match=words):
        kept(STAMPS.to_frame("x"), {"column": "x", "op": op, "value": value})


def test_a_day_in_a_zone_is_as_long_as_it_is():
    hours = pd.date_range("2026-10-24", periods=72, freq="h", tz="UTC")
    frame = pd.DataFrame({"x": hours.tz_convert("Europe/Oslo")})
    wanted = [
        n for n, hour in enumerate(frame["x"]) if str(hour.date()) == "2026-10-25"
    ]
    assert len(wanted) == 25
    assert kept(frame, {"column": "x", "op": "on", "value": "2026-10-25"}) == wanted


def test_dates_periods_durations_and_times_of_day():
    dates = pd.Series(pd.to_datetime(DAYS))
    frame = pd.DataFrame(
        {
            "date": dates.astype(pd.ArrowDtype(pa.date32())),
            "period": dates.dt.to_period("D"),
            "object": dates.dt.date,
            "length": pd.to_timedelta(
                ["1 days", None, "90 min", "1 days 00:00:01", "0 s"]
            ),
            "clock": pd.Series(
                [0, None, 1, 43_200, 86_399], dtype=pd.ArrowDtype(pa.int32())
            ).astype(pd.ArrowDtype(pa.time32("s"))),
        }
    )
    for column in ("date", "period", "object"):
        assert kept(frame, {"column": column, "op": "eq", "value": "2026-03-01"}) == [
            0,
            3,
        ]
        assert kept(frame, {"column": column, "op": "lt", "value": "2026-03-01"}) == [2]
    spec = {"column": "length", "op": "ge", "value": "1 day"}
    assert kept(frame, spec) == [0, 3]
    assert kept(frame, spec | {"value": 5_400}) == [0, 2, 3]
    assert kept(frame, {"column": "clock", "op": "ge", "value": "12:00"}) == [3, 4]


def test_truth_values_categories_and_objects():
    levels = pd.CategoricalDtype(["lo", "mid", "hi"], ordered=True)
    frame = pd.DataFrame(
        {
            "bool": [True, False, True, False, True],
            "boolean": pd.Series([True, None, False, None, True], dtype="boolean"),
            "level": pd.Series(["lo", "hi", None, "mid", "hi"]).astype(levels),
            "decimal": pd.Series(DECIMALS, dtype=object),
            "mixed": pd.Series([1, "a", None, 2.5, (1,)], dtype=object),
        }
    )
    for spec, wanted in (
        ({"column": "bool", "op": "eq", "value": True}, [0, 2, 4]),
        ({"column": "bool", "op": "ne", "value": "true"}, [1, 3]),
        ({"column": "boolean", "op": "ne", "value": True}, [2]),
        ({"column": "boolean", "op": "in", "value": [False, None]}, [1, 2, 3]),
        ({"column": "level", "op": "gt", "value": "lo"}, [1, 3, 4]),
        ({"column": "level", "op": "in", "value": ["lo", None]}, [0, 2]),
        ({"column": "decimal", "op": "gt", "value": 0.1}, [0, 2]),
        ({"column": "decimal", "op": "eq", "value": 0.1}, [3]),
        ({"column": "decimal", "op": "ne", "value": 3}, [1, 2, 3, 4]),
        ({"column": "mixed", "op": "gt", "value": 1}, [3]),
        ({"column": "mixed", "op": "eq", "value": "a"}, [1]),
        ({"column": "mixed", "op": "contains", "value": "a"}, [1]),
    ):
        assert kept(frame, spec) == wanted


def test_durations_among_objects_are_no_numbers():
    held = [np.timedelta64(5, "s"), 5, dt.timedelta(seconds=5), np.timedelta64(9, "s")]
    frame = pd.DataFrame({"x": pd.Series(held, dtype=object)})
    for op, value, rows in (
        ("eq", 5, [1]),
        ("eq", "5 s", [0, 2]),
        ("gt", "6 s", [3]),
        ("lt", 7, [1]),
    ):
        assert kept(frame, {"column": "x", "op": op, "value": value}) == rows


@pytest.mark.parametrize("name", ["int64", "float", "Int64", "arrow float"])
def test_extremes_and_outliers(name):
    random = np.random.default_rng(5)
    values = pd.Series(random.integers(0, 40, 500)).astype(NUMBERS[name].dtype)
    values.iloc[7] = 500
    if name != "int64":
        values.iloc[3:9:2] = None
    frame = values.to_frame("x")
    for n in (1, 5, 499, 10_000):
        for op, pick in (("top", values.nlargest), ("bottom", values.nsmallest)):
            wanted = sorted(pick(n, keep="all").dropna().index)
            assert kept(frame, {"column": "x", "op": op, "value": n}) == wanted
    low, high = values.quantile(0.25), values.quantile(0.75)
    for factor in (1.5, 0, 3):
        reach = factor * (high - low)
        wanted = rows_where((values < low - reach) | (values > high + reach))
        spec = {"column": "x", "op": "outlier", "factor": factor}
        assert kept(frame, spec) == wanted


NOTHING = [np.nan, None, pd.NA, pd.NaT, np.ma.masked, "", "  ", "nan"]
"""Eight things that are often shown alike."""

EIGHT = [
    ("objects", {"op": "nan"}, [0]),
    ("objects", {"op": "none"}, [1]),
    ("objects", {"op": "na"}, [2]),
    ("objects", {"op": "nat"}, [3]),
    ("objects", {"op": "masked"}, [4]),
    ("text", {"op": "length", "value": [0, 0]}, [1]),
    ("objects", {"op": "empty"}, [5]),
    ("objects", {"op": "blank"}, [6]),
    ("text", {"op": "empty"}, [1]),
    ("text", {"op": "blank"}, [2]),
    ("text", {"op": "equals", "value": "nan"}, [3]),
    ("arrow", {"op": "null"}, [1]),
    ("arrow", {"op": "na"}, []),
    ("arrow", {"op": "nan"}, [0]),
]


@pytest.mark.parametrize(("column", "asked", "wanted"), EIGHT)
def test_eight_kinds_of_nothing_are_told_apart(column, asked, wanted):
    box = np.empty(8, dtype=object)
    box[:] = NOTHING
    floats = pa.array([float("nan"), None, 0.5], from_pandas=False)
    frame = {
        "objects": pd.DataFrame({"objects": pd.Series(box, dtype=object)}),
        "text": pd.DataFrame({"text": pd.Series([None, "", "  ", "nan"], dtype="str")}),
        "arrow": pd.DataFrame(
            {"arrow": pd.Series(floats, dtype=pd.ArrowDtype(floats.type))}
        ),
    }[column]
    assert kept(frame, {"column": column, **asked}) == wanted


def test_ways_of_being_missing():
    objects = [None, np.nan, pd.NA, pd.NaT, "", 0, np.inf]
    frame = pd.DataFrame(
        {
            "o": pd.Series(objects, dtype=object),
            "f": [1, np.nan, np.inf, -np.inf, 0, np.nan, 1],
            "t": pd.Series([pd.NaT] * 6 + [pd.Timestamp(0)]),
            "n": pd.Series([1] * 6 + [None], dtype="Int64"),
        }
    )
    for spec, wanted in (
        (("o", "missing"), [0, 1, 2, 3]),
        (("o", "present"), [4, 5, 6]),
        (("o", "none"), [0]),
        (("o", "nan"), [1]),
        (("o", "na"), [2]),
        (("o", "nat"), [3]),
        (("o", "infinite"), [6]),
        (("f", "missing"), [1, 5]),
        (("f", "nan"), [1, 5]),
        (("f", "na"), []),
        (("f", "infinite"), [2, 3]),
        (("t", "nat"), [0, 1, 2, 3, 4, 5]),
        (("t", "nan"), []),
        (("n", "na"), [6]),
        (("n", "nan"), []),
        (("n", "infinite"), []),
    ):
        column, op = spec
        assert kept(frame, {"column": column, "op": op}) == wanted
    assert kept(frame, {"column": "f", "op": "infinite", "sign": "-"}) == [3]


def test_nested_values():
    frame = pd.DataFrame({"x": [[1, 2], None, {"a": 1}, [], "a1", (2,)]})
    assert kept(frame, {"column": "x", "op": "has", "value": 2}) == [0, 5]
    assert kept(frame, {"column": "x", "op": "has", "value": "a"}) == [2]
    lists = pd.DataFrame({"x": [[1, 2], None, [], [3]]})
    assert kept(lists, {"column": "x", "op": "length", "value": [1, 2]}) == [0, 3]
