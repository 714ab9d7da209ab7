"""Kinds: what a column holds, as far as a reader and a question care.

A kind is decided by the dtype alone, where the dtype tells. Columns of Python objects
do not: `kind_of_objects` looks at a sample of their values.

| dtype | kind |
|---|---|
| integers, floats, Decimal of any library | number |
| complex numbers, which have no order | other |
| truth values, nullable or not | truth |
| text of any storage, Arrow JSON | text |
| datetime, date, time of day, Period | moment |
| timedelta, Arrow and Polars Duration | duration |
| categories, dictionaries, Polars Categorical and Enum | category |
| list, struct, map, union, array, Arrow variants | nested |
| Sparse, run-end encoded, other Arrow extension types | that of what they hold |
| Arrow bool8, JSON, pandas Period and Interval in Arrow | as outside Arrow |
| bytes, Interval, null, objects, what is unknown | other |
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterable


class Kind(str, Enum):
    """What a column holds; the value is the word used in JSON, CSS and JavaScript."""

    NUMBER = "number"
    TEXT = "text"
    MOMENT = "moment"
    DURATION = "duration"
    TRUTH = "truth"
    CATEGORY = "category"
    NESTED = "nested"
    OTHER = "other"


class Mark(str, Enum):
    """Why a cell's text is not simply its value; the word used in JSON and CSS.

    The first eight are kinds of missing or empty. `CUT` means that the text is a
    beginning of a longer one, `FAILED` that the value could not be written, `ESCAPED`
    that it is written as Python would between quotes, since JSON would alter it.
    """

    NAN = "nan"
    NONE = "none"
    NA = "na"
    NAT = "nat"
    NULL = "null"
    MASKED = "masked"
    EMPTY = "empty"
    BLANK = "blank"
    CUT = "cut"
    FAILED = "failed"
    ESCAPED = "escaped"


MISSING = frozenset({Mark.NAN, Mark.NONE, Mark.NA, Mark.NAT, Mark.NULL, Mark.MASKED})
"""Marks of cells that hold no value."""


_BY_LETTER = {
    "b": Kind.TRUTH,
    "i": Kind.NUMBER,
    "u": Kind.NUMBER,
    "f": Kind.NUMBER,
    "M": Kind.MOMENT,
    "m": Kind.DURATION,
    "U": Kind.TEXT,
}
"""Kinds by the letter that NumPy gives a dtype."""

_BY_CLASS: tuple[tuple[type, Kind], ...] = (
    (pd.CategoricalDtype, Kind.CATEGORY),
    (pd.StringDtype, Kind.TEXT),
    (pd.PeriodDtype, Kind.MOMENT),
    (pd.DatetimeTZDtype, Kind.MOMENT),
    (pd.IntervalDtype, Kind.OTHER),
)

_BY_TYPE: dict[type, Kind] = {
    bool: Kind.TRUTH,
    np.bool_: Kind.TRUTH,
    int: Kind.NUMBER,
    float: Kind.NUMBER,
    Decimal: Kind.NUMBER,
    str: Kind.TEXT,
    dt.date: Kind.MOMENT,
    dt.time: Kind.MOMENT,
    dt.datetime: Kind.MOMENT,
    pd.Timestamp: Kind.MOMENT,
    pd.Period: Kind.MOMENT,
    dt.timedelta: Kind.DURATION,
    pd.Timedelta: Kind.DURATION,
    list: Kind.NESTED,
    dict: Kind.NESTED,
    tuple: Kind.NESTED,
    set: Kind.NESTED,
    frozenset: Kind.NESTED,
    np.ndarray: Kind.NESTED,
}
"""Kinds of the values that columns of objects mostly hold, by their very type."""

_KIND_BY_ID = {id(known): kind for known, kind in _BY_TYPE.items()}
"""By identity: a class of the user's may refuse to be hashed or compared."""

_BY_EXTENSION = {
    "arrow.json": Kind.TEXT,
    "arrow.bool8": Kind.TRUTH,
    "arrow.uuid": Kind.OTHER,
    "pandas.period": Kind.MOMENT,
    "pandas.interval": Kind.OTHER,
}
"""Kinds of the Arrow extension types that are not simply what they are stored as."""

_MISSING_BY_ID = frozenset(map(id, (None, pd.NA, pd.NaT)))


def kind_of_pandas(dtype: Any) -> Kind:
    """The kind of a pandas column, from its dtype (`numpy.dtype` or an extension's).

    A column of objects is `OTHER` here; see `kind_of_objects`.
    """
    for known, kind in _BY_CLASS:
        if isinstance(dtype, known):
            return kind
    if isinstance(dtype, pd.SparseDtype):
        return kind_of_pandas(dtype.subtype)
    if isinstance(dtype, pd.ArrowDtype):
        return kind_of_arrow(dtype.pyarrow_dtype)
    return _BY_LETTER.get(getattr(dtype, "kind", "O"), Kind.OTHER)


def kind_of_objects(values: Iterable[object]) -> Kind:
    """The kind of a column of Python objects, from a sample of its values.

    Missing values say nothing. All others must agree, by their very type; no code of
    the values is run. With none left, or no agreement, the kind is `OTHER`.
    """
    found: Kind | None = None
    for value in values:
        if id(value) in _MISSING_BY_ID or _is_nan(value):
            continue
        kind = _kind_of_value(value)
        if kind is Kind.OTHER or (found is not None and kind is not found):
            return Kind.OTHER
        found = kind
    return found or Kind.OTHER


def kind_of_arrow(kind: Any) -> Kind:
    """The kind of an Arrow column, from its `pyarrow.DataType`."""
    import pyarrow as pa

    if isinstance(kind, pa.BaseExtensionType):
        found = _BY_EXTENSION.get(kind.extension_name)
        return kind_of_arrow(kind.storage_type) if found is None else found
    if pa.types.is_run_end_encoded(kind):
        return kind_of_arrow(kind.value_type)
    for tests, found in _arrow_tests():
        if any(test(kind) for test in tests):
            return found
    return Kind.OTHER


def kind_of_polars(dtype: Any) -> Kind:
    """The kind of a Polars column, from its `polars.DataType`."""
    import polars as pl

    if dtype.is_numeric():
        return Kind.NUMBER
    if dtype.is_nested():
        return Kind.NESTED
    base = dtype.base_type()
    return {
        pl.Boolean: Kind.TRUTH,
        pl.String: Kind.TEXT,
        pl.Duration: Kind.DURATION,
        pl.Datetime: Kind.MOMENT,
        pl.Date: Kind.MOMENT,
        pl.Time: Kind.MOMENT,
        pl.Categorical: Kind.CATEGORY,
        pl.Enum: Kind.CATEGORY,
    }.get(base, Kind.OTHER)


def _kind_of_value(value: object) -> Kind:
    kind = _KIND_BY_ID.get(id(type(value)))
    if kind is None and issubclass(type(value), np.generic):
        kind = _BY_LETTER.get(value.dtype.kind)  # type: ignore[attr-defined]
    return kind or Kind.OTHER


def _is_nan(value: object) -> bool:
    return any(type(value) is one for one in _FLOATS) and value != value  # noqa: PLR0124


_FLOATS = (float, np.float64, np.float32, np.float16)


def _arrow_tests() -> tuple[tuple[tuple[Any, ...], Kind], ...]:
    import pyarrow.types as is_a

    return (
        ((is_a.is_boolean,), Kind.TRUTH),
        ((is_a.is_integer, is_a.is_floating, is_a.is_decimal), Kind.NUMBER),
        ((is_a.is_string, is_a.is_large_string, is_a.is_string_view), Kind.TEXT),
        ((is_a.is_timestamp, is_a.is_date, is_a.is_time), Kind.MOMENT),
        ((is_a.is_duration,), Kind.DURATION),
        ((is_a.is_dictionary,), Kind.CATEGORY),
        ((is_a.is_nested,), Kind.NESTED),
    )
