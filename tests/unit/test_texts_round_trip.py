"""Text, mark and dtype of a cell give back its value, whatever the value is.

``DTALE_NB_EXAMPLES`` sets how many examples each test tries (500 without it).
"""

import datetime as dt
import os

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
from frames.catalogue import boxed
from frames.read_back import read_back
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from dtale_nb.engine import texts

MANY = settings(
    max_examples=int(os.environ.get("DTALE_NB_EXAMPLES", "500")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

PLAIN = [
    *("int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"),
    *("float16", "float32", "float64", "complex64", "complex128", "bool"),
    *(
        f"{kind}64[{unit}]"
        for kind in ("datetime", "timedelta")
        for unit in ["s", "ms", "us", "ns"]
    ),
]
ZONES = ["UTC", "Europe/Paris", "Asia/Kathmandu", "Pacific/Honolulu", "Africa/Monrovia"]
TEXT = st.text(st.characters(exclude_categories=()), max_size=150)
INT64 = st.integers(-(2**63) + 1, 2**63 - 1)


def told(cells):
    """Texts and the words of marks."""
    return [
        (text, None if at not in cells.marks else cells.marks[at].value)
        for at, text in enumerate(cells.texts)
    ]


def same_bits(found, value):
    """Whether two numbers are one, the sign of zero included; any NaN is any NaN."""
    left, right = np.asarray(found), np.asarray(value)
    both = (left != left) & (right != right)  # noqa: PLR0124
    return bool(both) or left.astype(right.dtype).tobytes() == right.tobytes()


def same_complex(found, value):
    return same_bits(found.real, value.real) and same_bits(found.imag, value.imag)


@MANY
@given(st.sampled_from(PLAIN), st.data())
def test_numpy(dtype, data):
    array = data.draw(hnp.arrays(dtype, st.integers(1, 5)))
    cells = told(texts.series_cells(pd.Series(array)))
    for (text, mark), value in zip(cells, array, strict=True):
        back = read_back(text, mark, dtype)
        if array.dtype.kind in "mM":
            count = value.view("i8").item()
            assert (back is pd.NaT) if np.isnat(value) else back == count
        elif array.dtype.kind == "c":
            assert same_complex(np.dtype(dtype).type(back), value)
        else:
            assert same_bits(np.dtype(dtype).type(back), value)


@MANY
@given(
    st.sampled_from(["s", "us", "ns"]),
    st.sampled_from(ZONES),
    st.lists(INT64, min_size=1, max_size=4),
)
def test_moments_in_zones(unit, zone, counts):
    most = {"s": 10**12, "us": 2 * 10**17, "ns": 2**63 - 1}[unit]
    counts = [max(count % (2 * most) - most, 1 - most) for count in counts]
    index = pd.DatetimeIndex(np.array(counts, "i8").view(f"M8[{unit}]"), tz="UTC")
    try:
        series = pd.Series(index.tz_convert(zone))
        cells = told(texts.series_cells(series))
    except pd.errors.OutOfBoundsDatetime:
        assume(False)
    for (text, mark), count in zip(cells, counts, strict=True):
        assert read_back(text, mark, f"datetime64[{unit}]") == count


NULLABLE = [
    ("Int8", st.integers(-128, 127)),
    ("Int64", INT64),
    ("UInt64", st.integers(0, 2**64 - 1)),
    ("Float32", st.floats(width=32, allow_nan=False)),
    ("Float64", st.floats(allow_nan=False)),
    ("boolean", st.booleans()),
    ("string[python]", TEXT),
]


@MANY
@given(st.sampled_from(NULLABLE), st.data())
def test_nullable(nullable, data):
    dtype, values = nullable
    held = data.draw(st.lists(st.none() | values, min_size=1, max_size=5))
    cells = told(texts.series_cells(pd.Series(pd.array(held, dtype=dtype))))
    for (text, mark), value in zip(cells, held, strict=True):
        back = read_back(text, mark, dtype)
        if value is None:
            assert back is pd.NA
        elif dtype.startswith("F"):
            assert same_bits(back, np.dtype(dtype.lower()).type(value))
        else:
            assert (back, type(back)) == (value, type(value))


OBJECTS = st.one_of(
    st.integers().map(lambda value: ("int", value)),
    st.integers(-(10**190), 10**190).map(lambda value: ("int", value)),
    st.floats().map(lambda value: ("float64", value)),
    st.complex_numbers().map(lambda value: ("complex128", value)),
    st.booleans().map(lambda value: ("bool", value)),
    TEXT.map(lambda value: ("str", value)),
    st.binary(max_size=40).map(lambda value: ("bytes", value)),
    st.decimals(allow_nan=False, places=5).map(lambda value: ("Decimal", value)),
    st.dates().map(lambda value: ("date", value)),
    st.times().map(lambda value: ("time", value.replace(fold=0))),
    st.just(("none", None)),
    st.just(("na", pd.NA)),
    st.just(("nat", pd.NaT)),
)


@MANY
@given(st.lists(OBJECTS, min_size=1, max_size=8))
def test_objects(pairs):
    held = boxed([value for _, value in pairs])
    cells = told(texts.series_cells(pd.Series(held, dtype=object)))
    for (text, mark), (dtype, value) in zip(cells, pairs, strict=True):
        back = read_back(text, mark, dtype)
        if value is None or value is pd.NA or value is pd.NaT:
            assert back is value
        elif dtype in ("float64", "complex128"):
            assert same_complex(complex(back), complex(value))
        else:
            assert back == value
            assert str(back) == str(value)


NESTED = st.recursive(
    st.integers(-999, 999) | st.booleans() | st.none() | st.text("aé\"'\\", max_size=3),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.tuples(inner, inner)
        | st.dictionaries(
            st.text("ab", max_size=2) | st.integers(0, 9), inner, max_size=3
        )
    ),
    max_leaves=6,
)


@MANY
@given(NESTED)
def test_nested_values(value):
    assume(isinstance(value, (list, tuple, dict)))
    text, mark, _ = texts.whole_text(value)
    assert mark is None
    back = read_back(text, mark, "nested")
    assert (back, repr(back)) == (value, repr(value))


@MANY
@given(st.lists(st.timedeltas(), min_size=1, max_size=4))
def test_timedeltas(held):
    series = pd.Series(boxed(held), dtype=object)
    for (text, mark), value in zip(told(texts.series_cells(series)), held, strict=True):
        count = value // dt.timedelta(microseconds=1)
        assert read_back(text, mark, "timedelta64[us]") == count


ENDS = st.floats(allow_nan=False, allow_infinity=False)


@MANY
@given(st.sampled_from(["left", "right", "both", "neither"]), st.tuples(ENDS, ENDS))
def test_intervals(closed, ends):
    low, high = sorted(ends)
    array = pd.arrays.IntervalArray.from_arrays([low], [high], closed=closed)
    [(text, mark)] = told(texts.series_cells(pd.Series(array)))
    assert read_back(text, mark, f"interval[float64, {closed}]") == (low, high)


FREQUENCIES = ["Y", "Q", "M", "D", "h", "min", "s", "ms", "us", "ns"]


@MANY
@given(st.sampled_from(FREQUENCIES), st.integers(-20_000, 20_000))
def test_periods(freq, ordinal):
    most = {"Y": 900, "Q": 3_600, "M": 10_000}.get(freq, 20_000)
    period = pd.Period("2026-03-01", freq=freq) + ordinal % (2 * most) - most
    held = pd.Series(pd.PeriodIndex([period]))
    [(text, mark)] = told(texts.series_cells(held))
    assert read_back(text, mark, f"period[{freq}]") == period


@MANY
@given(st.lists(st.none() | st.text(max_size=150), min_size=1, max_size=5))
def test_categories(held):  # pandas 3 makes no categories of lone surrogates
    series = pd.Series(boxed(held), dtype=object).astype("category")
    kept = series.tolist()  # pandas 2 takes the text of one NUL for an empty one
    for (text, mark), value in zip(told(texts.series_cells(series)), kept, strict=True):
        back = read_back(text, mark, "str")
        assert (back != back) if value != value else back == value  # noqa: PLR0124


ARROW = [
    (pa.int64(), "int64", INT64),
    (pa.uint64(), "uint64", st.integers(0, 2**64 - 1)),
    (pa.float64(), "float64", st.floats()),
    (pa.float32(), "float32", st.floats(width=32)),
    (pa.bool_(), "bool", st.booleans()),
    (pa.string(), "str", st.text(max_size=150)),
    (pa.large_string(), "str", st.text(max_size=150)),
    (pa.binary(), "bytes", st.binary(max_size=40)),
    (pa.date32(), "date", st.dates()),
    (pa.time64("us"), "time", st.times().map(lambda value: value.replace(fold=0))),
    (pa.decimal128(38, 5), "Decimal", st.decimals(-(10**30), 10**30, places=5)),
]


@MANY
@given(
    st.sampled_from(ARROW), st.sampled_from(["arrow", "pandas", "polars"]), st.data()
)
def test_arrow(types, through, data):
    kind, dtype, values = types
    held = data.draw(st.lists(st.none() | values, min_size=1, max_size=5))
    array = pa.array(held, kind)
    if through == "pandas":
        cells = texts.series_cells(pd.Series(array, dtype=pd.ArrowDtype(kind)))
    elif through == "polars":
        cells = texts.polars_cells(pl.from_arrow(array))
    else:
        cells = texts.arrow_cells(array)
    for (text, mark), value in zip(told(cells), held, strict=True):
        back = read_back(text, mark, dtype)
        if value is None:
            assert mark == "null"
        elif dtype.startswith("float"):
            assert same_bits(back, np.dtype(dtype).type(value))
        else:
            assert back == value


@MANY
@given(
    st.sampled_from(["timestamp", "duration"]),
    st.sampled_from(["s", "ms", "us", "ns"]),
    st.lists(st.none() | INT64, min_size=1, max_size=5),
)
def test_arrow_moments(kind, unit, counts):
    name = {"timestamp": "datetime64", "duration": "timedelta64"}[kind]
    array = pa.array(counts, getattr(pa, kind)(unit))
    for (text, mark), count in zip(told(texts.arrow_cells(array)), counts, strict=True):
        assert read_back(text, mark, f"{name}[{unit}]") == count
