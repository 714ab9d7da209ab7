"""Categories of everything."""

from decimal import Decimal

import numpy as np
import pandas as pd

from .catalogue import EMPTY, NAN, NAT, Sample, column, cut, frame, one


def made(categories, codes, *, ordered=False):
    return pd.Categorical.from_codes(codes, categories=categories, ordered=ordered)


@frame("categories of text", "category", "missing", "doc")
def _():
    return one("category", [("b", "b"), (np.nan, NAN), ("", EMPTY), ("b", "b")])


@frame("categories in an order, some unused", "category", "doc")
def _():
    held = made(["low", "mid", "high", "never"], [2, 0, 1], ordered=True)
    return column(held, ["high", "low", "mid"])


@frame("categories of ints beyond 2^53", "category", "number")
def _():
    return column(made([2**53 + 1, 2**53 + 3], [1, -1]), ["9007199254740995", NAN])


@frame("categories of floats", "category", "number")
def _():
    return column(made([0.1, -0.5, np.inf], [2, 0, 1]), ["inf", "0.1", "-0.5"])


@frame("categories of truth values", "category", "truth")
def _():
    return column(made([False, True], [1, 0, -1]), ["True", "False", NAN])


@frame("categories of moments in a zone", "category", "moment", "zone", "missing")
def _():
    labels = pd.DatetimeIndex(["2026-03-01", "2026-07-01"], tz="Europe/Paris")
    return column(
        made(labels, [1, -1, 0]),
        ["2026-07-01 00:00:00+02:00", NAT, "2026-03-01 00:00:00+01:00"],
    )


@frame("categories of Intervals, as cut makes them", "category", "interval")
def _():
    held = pd.cut(pd.Series([1, 5, 99]), [0, 2, 10])
    return column(held, ["(0, 2]", "(2, 10]", NAN])


@frame("categories of Periods", "category", "period", "missing")
def _():
    labels = pd.PeriodIndex(["2026-01", "2026-02"], freq="M")
    return column(made(labels, [1, -1]), ["2026-02", NAT])


@frame("categories of Decimals and tuples", "category", "object")
def _():
    labels = pd.Index([Decimal("1.10"), (1, "a")], dtype=object, tupleize_cols=False)
    return column(made(labels, [0, 1]), ["1.10", '(1, "a")'])


@frame("categories of mixed values", "category", "object", "mixed")
def _():
    labels = pd.Index([1, "1", 1.5], dtype=object)
    return column(made(labels, [1, 0, 2]), ["1", "1", "1.5"])


@frame("categories without any", "category", "missing")
def _():
    return column(pd.Categorical([None, None]), [NAN, NAN])


@frame("categories of long texts", "category", "long")
def _():
    return column(made(["x" * 5000], [0, 0]), [cut("x" * 200)] * 2)


@frame("100,000 categories", "category", "large")
def _():
    held = pd.DataFrame({"x": made([f"c{n}" for n in range(100_000)], range(100_000))})
    return Sample(held, {(0, 0): ("c0", None), (99_999, 0): ("c99999", None)})
