"""Reads a cell back: from its text, its mark and the dtype, to the value it was.

Written against the rules only. It is how a reader of the grid would do it, so what it
cannot tell apart, the grid cannot.
"""

import ast
import datetime as dt
import re
from decimal import Decimal

import numpy as np
import pandas as pd

MISSING = {
    "nan": float("nan"),
    "none": None,
    "na": pd.NA,
    "nat": pd.NaT,
    "null": None,
    "masked": np.ma.masked,
}

MOMENT = re.compile(
    r"(?P<day>-?\d+-\d\d-\d\d)[ ](?P<time>\d\d:\d\d:\d\d)"
    r"(?:\.(?P<digits>\d+))?"
    r"(?P<offset>[+-]\d\d:\d\d(?::\d\d)?)?"
)
DURATION = re.compile(
    r"(?P<days>-?\d+) days [+]?(?P<h>\d\d):(?P<m>\d\d):(?P<s>\d\d)"
    r"(?:\.(?P<digits>\d+))?"
)
PER_SECOND = {"s": 1, "ms": 10**3, "us": 10**6, "ns": 10**9}


def read_back(text, mark, dtype):
    """The value of a cell.

    Args:
        text: The text of the cell.
        mark: The word of its mark, or None.
        dtype: The dtype as its library writes it.

    Returns:
        A value of NumPy or Python; moments and durations as counts since 1970, or in
        all, of the unit of their dtype.
    """
    if mark in MISSING:
        return MISSING[mark]
    if mark in ("cut", "failed"):
        raise ValueError(f"a text marked {mark} is not the value")
    if mark == "escaped":
        text = re.sub(
            r"\\(?:\\|u([0-9a-f]{4}))", lambda one: chr(int(one[1] or "5c", 16)), text
        )
    for start, reader in READERS:
        if dtype.startswith(start):
            return reader(text, dtype)
    raise ValueError(f"no way to read {dtype}")


def _float(text, dtype):
    return np.dtype(dtype.lower()).type(text)


def _complex(text, dtype):
    return np.dtype(dtype).type(complex(text))


def unit_of(dtype):
    return re.search(r"\[(\w+)", dtype).group(1)


def _fraction(digits, unit):
    count, rest = divmod(int((digits or "0").ljust(9, "0")), 10**9 // PER_SECOND[unit])
    if rest:
        raise ValueError(f"more digits than {unit} holds: {digits}")
    return count


def _moment(text, dtype):
    """Counts of the unit since 1970, in UTC."""
    unit = unit_of(dtype)
    part = MOMENT.fullmatch(text)
    wall = np.datetime64(f"{part['day']}T{part['time']}", "s").astype("i8").item()
    if part["offset"]:
        hours, minutes, *seconds = map(int, part["offset"][1:].split(":"))
        away = hours * 3600 + minutes * 60 + sum(seconds)
        wall -= -away if part["offset"][0] == "-" else away
    return wall * PER_SECOND[unit] + _fraction(part["digits"], unit)


def _duration(text, dtype):
    """Counts of the unit."""
    unit = unit_of(dtype)
    part = DURATION.fullmatch(text)
    clock = int(part["h"]) * 3600 + int(part["m"]) * 60 + int(part["s"])
    seconds = int(part["days"]) * 86_400 + clock
    return seconds * PER_SECOND[unit] + _fraction(part["digits"], unit)


def _period(text, dtype):
    return pd.Period(text, freq=unit_of(dtype))


def _interval(text, dtype):
    inside, closed = re.fullmatch(r"interval\[(.*), (\w+)\]", dtype).groups()
    low, high = text[1:-1].split(", ")
    brackets = {"right": "(]", "left": "[)", "both": "[]", "neither": "()"}
    if text[0] + text[-1] != brackets[closed]:
        raise ValueError(f"{text} is not closed {closed}")
    return read_back(low, None, inside), read_back(high, None, inside)


READERS = (
    ("interval", _interval),
    ("int", lambda text, _: int(text)),
    ("uint", lambda text, _: int(text)),
    ("Int", lambda text, _: int(text)),
    ("UInt", lambda text, _: int(text)),
    ("float", _float),
    ("Float", _float),
    ("complex", _complex),
    ("bool", lambda text, _: {"True": True, "False": False}[text]),
    ("str", lambda text, _: text),
    ("datetime64", _moment),
    ("timedelta64", _duration),
    ("period", _period),
    ("Decimal", lambda text, _: Decimal(text)),
    ("bytes", lambda text, _: ast.literal_eval(text)),
    ("date", lambda text, _: dt.date.fromisoformat(text)),
    (
        "time",
        lambda text, _: dt.time.fromisoformat(
            text.ljust(15, "0") if "." in text else text
        ),
    ),
    ("nested", lambda text, _: ast.literal_eval(text)),
)
