"""Kinds by dtype, and by a sample of values where the dtype does not tell."""

import datetime as dt
from decimal import Decimal

import frames
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from dtale_nb.engine.kinds import (
    Kind,
    kind_of_arrow,
    kind_of_objects,
    kind_of_pandas,
    kind_of_polars,
)

PANDAS = {
    "number": ["int8", "uint64", "float16", "float64", "Int8", "UInt64", "Float32"],
    "truth": ["bool", "boolean"],
    "text": ["string", "string[python]", "string[pyarrow]"],
    "moment": [
        "datetime64[s]",
        "datetime64[ns]",
        "datetime64[ns, UTC]",
        "datetime64[ms, Asia/Kathmandu]",
        "period[M]",
    ],
    "duration": ["timedelta64[ms]", "timedelta64[ns]"],
    "category": ["category"],
    "other": ["object", "interval[int64]", "complex128", "complex64"],
}
PAIRS = [(dtype, kind) for kind, dtypes in PANDAS.items() for dtype in dtypes]


@pytest.mark.parametrize(("dtype", "kind"), PAIRS)
def test_pandas(dtype, kind):
    assert kind_of_pandas(pd.api.types.pandas_dtype(dtype)) is Kind(kind)


@pytest.mark.parametrize(
    ("dtype", "kind"),
    [
        (pd.SparseDtype("float64"), Kind.NUMBER),
        (pd.SparseDtype("bool"), Kind.TRUTH),
        (pd.SparseDtype("datetime64[ns]"), Kind.MOMENT),
        (pd.ArrowDtype(pa.int8()), Kind.NUMBER),
        (pd.ArrowDtype(pa.list_(pa.int8())), Kind.NESTED),
        (pd.ArrowDtype(pa.time32("s")), Kind.MOMENT),
        (pd.CategoricalDtype(pd.date_range("2026", periods=2)), Kind.CATEGORY),
        (np.dtype("U5"), Kind.TEXT),
        (np.dtype("V8"), Kind.OTHER),
    ],
)
def test_pandas_that_hold_others(dtype, kind):
    assert kind_of_pandas(dtype) is kind


def test_text_as_pandas_infers_it():
    dtype = pd.Series(["a"]).dtype
    assert kind_of_pandas(dtype) is (Kind.TEXT if frames.PANDAS_3 else Kind.OTHER)


def test_a_dtype_of_another_library():
    held = frames.build("a column of a library's own dtype")
    assert kind_of_pandas(held["x"].dtype) is Kind.OTHER


ARROW = {
    Kind.NUMBER: [
        pa.int8(),
        pa.uint64(),
        pa.float16(),
        pa.float64(),
        pa.decimal128(5, 2),
        pa.decimal256(50, 2),
        pa.run_end_encoded(pa.int32(), pa.int8()),
    ],
    Kind.TRUTH: [pa.bool_()],
    Kind.TEXT: [pa.string(), pa.large_string(), pa.string_view()],
    Kind.MOMENT: [
        pa.date32(),
        pa.date64(),
        pa.time32("s"),
        pa.time64("ns"),
        pa.timestamp("us"),
        pa.timestamp("us", "UTC"),
        pa.array(pd.Series(pd.period_range("2026", periods=1, freq="M"))).type,
    ],
    Kind.DURATION: [pa.duration("s")],
    Kind.CATEGORY: [pa.dictionary(pa.int8(), pa.string())],
    Kind.NESTED: [
        pa.list_(pa.int8()),
        pa.large_list(pa.int8()),
        pa.list_(pa.int8(), 2),
        pa.list_view(pa.int8()),
        pa.struct([("a", pa.int8())]),
        pa.map_(pa.string(), pa.int8()),
        pa.sparse_union([pa.field("a", pa.int8())]),
    ],
    Kind.OTHER: [
        pa.null(),
        pa.binary(),
        pa.binary(2),
        pa.month_day_nano_interval(),
        pa.array(pd.Series(pd.interval_range(0, 1))).type,
    ],
}


@pytest.mark.parametrize(
    ("dtype", "kind"),
    [(dtype, kind) for kind, dtypes in ARROW.items() for dtype in dtypes],
    ids=str,
)
def test_arrow(dtype, kind):
    assert kind_of_arrow(dtype) is kind


POLARS = {
    Kind.NUMBER: [pl.Int8(), pl.UInt64(), pl.Int128(), pl.Float32(), pl.Decimal(5, 2)],
    Kind.TRUTH: [pl.Boolean()],
    Kind.TEXT: [pl.String()],
    Kind.MOMENT: [pl.Date(), pl.Time(), pl.Datetime("ns", "UTC")],
    Kind.DURATION: [pl.Duration("ms")],
    Kind.CATEGORY: [pl.Categorical(), pl.Enum(["a"])],
    Kind.NESTED: [pl.List(pl.Int8), pl.Array(pl.Int8, 2), pl.Struct({"a": pl.Int8})],
    Kind.OTHER: [pl.Binary(), pl.Null(), pl.Object()],
}


@pytest.mark.parametrize(
    ("dtype", "kind"),
    [(dtype, kind) for kind, dtypes in POLARS.items() for dtype in dtypes],
    ids=str,
)
def test_polars(dtype, kind):
    assert kind_of_polars(dtype) is kind


class Unkind(type):
    def __hash__(cls):
        raise TypeError("no hash")

    def __eq__(cls, other):
        raise TypeError("no comparison")


class Thing(metaclass=Unkind):
    pass


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        (["a", None, "b"], Kind.TEXT),
        ([1, 2.5, Decimal(1), None, np.nan], Kind.NUMBER),
        ([np.int8(1), np.float32("nan"), 2**70], Kind.NUMBER),
        ([True, None], Kind.TRUTH),
        ([True, 1], Kind.OTHER),
        (["a", 1], Kind.OTHER),
        ([dt.date(2026, 3, 1), pd.Timestamp("2026"), pd.NaT], Kind.MOMENT),
        ([dt.timedelta(1), pd.Timedelta(1)], Kind.DURATION),
        ([[1], {"a": 1}, (1,)], Kind.NESTED),
        ([np.array([1])], Kind.NESTED),
        ([None, pd.NA, np.nan], Kind.OTHER),
        ([], Kind.OTHER),
        ([Thing()], Kind.OTHER),
        ([Thing], Kind.OTHER),
        ([1j], Kind.OTHER),
        ([b"a"], Kind.OTHER),
    ],
)
def test_objects(values, kind):
    assert kind_of_objects(values) is kind


def test_every_kind_is_a_word():
    assert [kind.value for kind in Kind] == [kind.name.lower() for kind in Kind]
