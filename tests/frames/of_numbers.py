"""Numbers: every width, every digit."""

import decimal
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd

from .catalogue import (
    MASKED,
    NA,
    NAN,
    NONE,
    PANDAS_3,
    Sample,
    column,
    cut,
    frame,
    objects,
    one,
)

inf = float("inf")
nan = float("nan")


@frame("int8 at its ends", "number", "int")
def _():
    return one("int8", [(-128, "-128"), (0, "0"), (127, "127")])


@frame("int16 at its ends", "number", "int")
def _():
    return one("int16", [(-32768, "-32768"), (32767, "32767")])


@frame("int32 at its ends", "number", "int")
def _():
    return one("int32", [(-2147483648, "-2147483648"), (2147483647, "2147483647")])


@frame("int64 at its ends", "number", "int")
def _():
    low, high = -(2**63), 2**63 - 1
    return one("int64", [(low, "-9223372036854775808"), (high, "9223372036854775807")])


@frame("int64 beyond 2^53", "number", "int", "doc")
def _():
    return one(
        "int64",
        [
            (9007199254740993, "9007199254740993"),
            (-9007199254740993, "-9007199254740993"),
        ],
    )


@frame("uint8 at its ends", "number", "int")
def _():
    return one("uint8", [(0, "0"), (255, "255")])


@frame("uint16 at its ends", "number", "int")
def _():
    return one("uint16", [(0, "0"), (65535, "65535")])


@frame("uint32 at its ends", "number", "int")
def _():
    return one("uint32", [(0, "0"), (4294967295, "4294967295")])


@frame("uint64 at its ends", "number", "int", "doc")
def _():
    return one("uint64", [(0, "0"), (2**64 - 1, "18446744073709551615")])


@frame("ints beyond 64 bits", "number", "int", "object", "doc")
def _():
    return objects(
        (2**64, "18446744073709551616"),
        (-(2**127), "-170141183460469231731687303715884105728"),
        (10**30, "1000000000000000000000000000000"),
    )


@frame("ints of thousands of digits", "number", "int", "object", "long")
def _():
    return objects(
        (10**199, "1" + "0" * 199),
        (10**200, cut("1" + "0" * 199)),
        (10**5000, cut("1" + "0" * 199)),
        (10**5000 - 1, cut("9" * 200)),
        (-(10**5000), cut("-1" + "0" * 198)),
        (12345678901234567890 * 10**6000, cut("12345678901234567890" + "0" * 180)),
    )


@frame("floats of every size", "number", "float", "doc")
def _():
    return one(
        "float64",
        [
            (0.1, "0.1"),
            (1e-07, "1e-07"),
            (1.2e-09, "1.2e-09"),
            (1 / 3, "0.3333333333333333"),
            (100000.0, "100000.0"),
            (1e16, "1e+16"),
            (5e-324, "5e-324"),
            (1.7976931348623157e308, "1.7976931348623157e+308"),
        ],
    )


@frame("floats that are no numbers", "number", "float", "missing", "doc")
def _():
    return one("float64", [(nan, NAN), (inf, "inf"), (-inf, "-inf")])


@frame("zeros of both signs", "number", "float", "doc")
def _():
    return one("float64", [(0.0, "0.0"), (-0.0, "-0.0")])


@frame("floats one step apart", "number", "float")
def _():
    return one(
        "float64",
        [
            (0.1 + 0.2, "0.30000000000000004"),
            (0.3, "0.3"),
            (9007199254740992.0, "9007199254740992.0"),
            (9007199254740994.0, "9007199254740994.0"),
        ],
    )


@frame("float32", "number", "float", "doc")
def _():
    return column(
        np.array([0.1, 1e-7, 16777216, 3.4028235e38, 1e-45, -0.0, nan, inf], "f4"),
        ["0.1", "1e-07", "16777216.0", "3.4028235e+38", "1e-45", "-0.0", NAN, "inf"],
    )


@frame("float32 of many whole digits", "number", "float")
def _():
    return column(
        np.array([123456789, 1e10, 1e15, 1e16], "f4"),
        ["123456792.0", "10000000000.0", "999999986991104.0", "1e+16"],
    )


@frame("float16", "number", "float", "doc")
def _():
    return column(
        np.array([0.1, 65504, 6e-8, 0.3333, nan, -inf], "f2"),
        ["0.1", "65504.0", "6e-08", "0.3333", NAN, "-inf"],
    )


@frame("longdouble", "number", "float", on=np.finfo("longdouble").bits > 64)
def _():
    tenth = np.longdouble(1) / np.longdouble(10)
    return column(np.array([tenth, 2, nan], "longdouble"), ["0.1", "2.0", NAN])


@frame("complex128", "number", "complex", "doc")
def _():
    return one(
        "complex128",
        [
            (1 + 2j, "1+2j"),
            (1.5 - 0.1j, "1.5-0.1j"),
            (1j, "1j"),
            (complex(-0.0, 1), "-0+1j"),
            (complex(nan, 0), NAN),
            (complex(nan, 2), "nan+2j"),
            (complex(inf, -inf), "inf-infj"),
        ],
    )


@frame("complex64", "number", "complex")
def _():
    return column(np.array([0.1 + 0.2j, 3j], "c8"), ["0.1+0.2j", "3j"])


@frame("truth values", "truth", "doc")
def _():
    return one("bool", [(True, "True"), (False, "False")])


@frame("truth values with None", "truth", "object", "missing")
def _():
    return objects((True, "True"), (None, NONE), (False, "False"))


@frame("Int64 with NA", "number", "int", "nullable", "missing", "doc")
def _():
    return one(
        "Int64",
        [(9007199254740993, "9007199254740993"), (pd.NA, NA), (-1, "-1")],
    )


@frame("UInt64 at its end, with NA", "number", "int", "nullable", "missing")
def _():
    return one("UInt64", [(2**64 - 1, "18446744073709551615"), (pd.NA, NA)])


@frame("Int8 all NA", "number", "int", "nullable", "missing")
def _():
    return one("Int8", [(pd.NA, NA), (pd.NA, NA)])


@frame("Float64 with NA", "number", "float", "nullable", "missing")
def _():
    return one("Float64", [(0.1, "0.1"), (pd.NA, NA), (-0.0, "-0.0"), (inf, "inf")])


@frame("Float64 with NaN made by a division", "float", "nullable", "missing")
def _():
    zeros = pd.array([0.0, None, 1.0], dtype="Float64")
    made = zeros / pd.array([0.0, 1.0, 2.0], dtype="Float64")
    return column(made, [NA if PANDAS_3 else NAN, NA, "0.5"])


@frame("Float32 with NA", "number", "float", "nullable", "missing")
def _():
    return column(pd.array([0.1, None], dtype="Float32"), ["0.1", NA])


@frame("boolean with NA", "truth", "nullable", "missing", "doc")
def _():
    return one("boolean", [(True, "True"), (pd.NA, NA), (False, "False")])


@frame("Decimals, digit for digit", "number", "decimal", "object", "doc")
def _():
    return objects(
        (Decimal("1.10"), "1.10"),
        (Decimal("1E+3"), "1E+3"),
        (Decimal("-0.00"), "-0.00"),
        (Decimal("0." + "1" * 60), "0." + "1" * 60),
        (Decimal("Infinity"), "Infinity"),
        (Decimal("1e-1000000"), "1E-1000000"),
    )


@frame("Decimals that are no numbers", "decimal", "object", "missing")
def _():
    return objects(
        (Decimal("NaN"), NAN),
        (Decimal("-NaN"), "-NaN"),
        (Decimal("NaN123"), "NaN123"),
        (Decimal("sNaN"), "sNaN"),
        (None, NONE),
    )


@frame("Decimals with more digits than a cell", "decimal", "object")
def _():
    with decimal.localcontext() as context:
        context.prec = 400
        third = Decimal(1) / Decimal(3)
    return objects((third, cut("0." + "3" * 198)))


@frame("Fractions", "number", "object")
def _():
    return objects(
        (Fraction(1, 3), "1/3"), (Fraction(-7, 2), "-7/2"), (Fraction(4), "4")
    )


@frame("numbers of all sorts in one column", "number", "object", "mixed", "doc")
def _():
    return objects(
        (1, "1"),
        (1.0, "1.0"),
        (True, "True"),
        (Decimal("1.0"), "1.0"),
        ("1", "1"),
        (1 + 0j, "1+0j"),
        (None, NONE),
        (nan, NAN),
    )


@frame("NumPy scalars as objects", "number", "object", "numpy")
def _():
    return objects(
        (np.int8(-5), "-5"),
        (np.uint64(2**64 - 1), "18446744073709551615"),
        (np.float32(0.1), "0.1"),
        (np.float16(0.1), "0.1"),
        (np.float64(0.1), "0.1"),
        (np.float32("nan"), NAN),
        (np.bool_(True), "True"),
        (np.complex64(1 + 2j), "1+2j"),
        (np.ma.masked, MASKED),
    )


class Celsius(float):
    """A float of a class that says more than its number."""

    def __repr__(self):
        return f"{float(self)} °C"


@frame("numbers of the user's classes", "number", "object")
def _():
    return objects((Celsius(21.5), "21.5 °C"))


@frame("Sparse floats", "number", "sparse")
def _():
    return column(pd.arrays.SparseArray([0.0, nan, 1.5]), ["0.0", NAN, "1.5"])


@frame("Sparse ints", "number", "sparse")
def _():
    held = pd.arrays.SparseArray([0, 0, 2**60], fill_value=0)
    return column(held, ["0", "0", "1152921504606846976"])


@frame("Sparse truth values", "truth", "sparse")
def _():
    held = pd.arrays.SparseArray([True, False], fill_value=False)
    return column(held, ["True", "False"])


@frame("an int column made float by a gap", "number", "float", "missing")
def _():
    return one("float64", [(1.0, "1.0"), (nan, NAN), (3.0, "3.0")])


@frame("numbers side by side", "number", "many")
def _():
    held = pd.DataFrame(
        {
            "i": np.arange(3),
            "f": [0.5, nan, -0.5],
            "b": [True, False, True],
            "n": pd.array([1, None, 3], dtype="Int64"),
        }
    )
    rows = [
        ("0", "0.5", "True", "1"),
        ("1", NAN, "False", NA),
        ("2", "-0.5", "True", "3"),
    ]
    seen = {
        (row, number): text if isinstance(text, tuple) else (text, None)
        for row, texts in enumerate(rows)
        for number, text in enumerate(texts)
    }
    return Sample(held, seen, labels={0: ("i",), 1: ("f",), 2: ("b",), 3: ("n",)})
