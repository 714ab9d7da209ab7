"""Every kernel orders as pandas does: ties, missing values, both directions."""

import threading
from decimal import Decimal
from itertools import pairwise

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dtale_nb.engine import jobs
from dtale_nb.engine.jobs import Cancelled, Token, stoppable
from dtale_nb.engine.memory import codes, ranks, sorting, strings
from dtale_nb.engine.memory.codes import FEW, Key, order_of
from dtale_nb.engine.memory.orders import arrow_order, stable_order
from dtale_nb.engine.memory.strings import text_order

MANY = 2 * FEW + 1
RANDOM = np.random.default_rng(20)


def oracle(series, descending):
    plain = series.reset_index(drop=True)
    return plain.sort_values(
        kind="stable", na_position="last", ascending=not descending
    ).index.tolist()


def holes(series, share=0.1):
    return series.mask(np.random.default_rng(1).random(len(series)) < share)


def floats(values):
    return pd.Series(np.asarray(values, dtype=np.float64))


def clumped(n):
    """Codes whose leading bits tell little: dense runs far apart."""
    runs = RANDOM.integers(0, 2**62, 40)
    return RANDOM.choice(runs, n) + RANDOM.integers(0, 3_000, n)


def twins(n):
    """Wide codes, some of which differ from another in their last bit alone."""
    values = np.random.default_rng(21).integers(0, 2**62, n)
    few = n // 25
    values[:few] = values[few : 2 * few] ^ 1
    return values


def unlike_its_sample(n):
    """Every second code tells of leading bits that differ; the others share theirs."""
    random = np.random.default_rng(22)
    near = 2**61 + random.integers(0, 3_000, n)
    return np.where(np.arange(n) % 2, near, random.integers(0, 2**62, n))


INTS = {
    "permutation": RANDOM.permutation(MANY),
    "few": RANDOM.integers(-3, 4, MANY),
    "constant": np.full(MANY, -7),
    "sorted": np.arange(MANY) - 5_000,
    "reversed": np.arange(MANY)[::-1],
    "nearly sorted": np.arange(MANY) + RANDOM.integers(0, 9, MANY),
    "13 bits": RANDOM.integers(0, 2**13, MANY),
    "wide": RANDOM.integers(-(2**63), 2**63 - 1, MANY),
    "ends": RANDOM.choice([-(2**63), -1, 0, 2**63 - 1], MANY),
    "clumped": clumped(MANY),
    "twins": twins(MANY),
    "unlike its sample": unlike_its_sample(MANY),
    "far and dense": np.where(
        RANDOM.random(MANY) < 0.001, 2**61, RANDOM.integers(0, 10**6, MANY)
    ),
    "multiples": RANDOM.integers(-900, 900, MANY) * 86_400_000_000_000,
}
NUMBERS = {
    **{f"int64 {name}": pd.Series(values) for name, values in INTS.items()},
    "uint64": pd.Series(RANDOM.integers(0, 2**64 - 1, MANY, dtype=np.uint64)),
    "uint64 ends": pd.Series(
        RANDOM.choice(np.array([0, 2**63, 2**64 - 1], dtype=np.uint64), MANY)
    ),
    **{
        kind: pd.Series(
            RANDOM.integers(
                np.iinfo(kind).min, np.iinfo(kind).max, MANY, dtype=kind, endpoint=True
            )
        )
        for kind in ("int8", "uint8", "int16", "uint16", "int32", "uint32")
    },
    "bool": pd.Series(RANDOM.random(MANY) < 0.5),
    "float normal": floats(RANDOM.normal(size=MANY)),
    "float holes": holes(floats(RANDOM.normal(size=MANY))),
    "float rounded": floats(np.round(RANDOM.lognormal(3, 2, MANY), 2)),
    "float whole": holes(floats(RANDOM.integers(-500, 500, MANY))),
    "float huge whole": floats(RANDOM.integers(2**52, 2**53, MANY) * 2.0**9),
    "float untrusted": floats(
        RANDOM.choice(
            [0.0, -0.0, np.inf, -np.inf, np.nan, 5e-324, -5e-324, 1e308, 0.5], MANY
        )
    ),
    "float zeros": floats(RANDOM.choice([0.0, -0.0], MANY)),
    "float all missing": floats(np.full(MANY, np.nan)),
    "float32": pd.Series(RANDOM.normal(size=MANY).astype(np.float32)),
    "float16": pd.Series(RANDOM.normal(size=MANY).astype(np.float16)),
    "longdouble": pd.Series(RANDOM.normal(size=99).astype(np.longdouble)),
    "complex": pd.Series(RANDOM.normal(size=99) + 1j),
    "Int64": holes(pd.Series(INTS["wide"]).astype("Int64")),
    "Int64 no code left": pd.Series(
        [2**63 - 1, None, -(2**63), 0, None, -1] * 4_000, dtype="Int64"
    ),
    "UInt8": holes(pd.Series(RANDOM.integers(0, 256, MANY)).astype("UInt8")),
    "Float64": holes(pd.Series(RANDOM.normal(size=MANY)).astype("Float64")),
    "boolean": holes(pd.Series(RANDOM.random(MANY) < 0.5).astype("boolean")),
}
STAMPS = RANDOM.integers(-(10**9), 2 * 10**9, MANY)
MOMENTS = {
    **{
        f"datetime64[{unit}]": holes(
            pd.Series(STAMPS.astype("M8[s]").astype(f"M8[{unit}]"))
        )
        for unit in ("s", "ms", "us", "ns")
    },
    "zoned": holes(pd.Series(STAMPS.astype("M8[s]")).dt.tz_localize("UTC")),
    "days": pd.Series((STAMPS // 86_400).astype("M8[D]").astype("M8[ns]")),
    "timedelta": holes(pd.Series(STAMPS.astype("m8[s]"))),
    "period": holes(pd.Series((STAMPS // 86_400).astype("M8[D]"))).dt.to_period("D"),
}  # fmt: skip
WORDS = [f"word {place}" for place in RANDOM.permutation(300)]
LETTERS = np.array(list("ab\0ä€😀"))
TEXT_LISTS = {
    "few": RANDOM.choice(WORDS, MANY).tolist(),
    "many": [f"user_{n:09d}@example.org" for n in RANDOM.integers(0, 10**6, MANY)],
    "short": ["".join(RANDOM.choice(LETTERS, n)) for n in RANDOM.integers(0, 9, 5_000)],
    "long": ["x" * 200 + str(n) for n in RANDOM.integers(0, 3_000, 5_000)],
    "one": ["same"] * MANY,
    "nested": ["a" * n for n in RANDOM.integers(0, 90, 5_000)],
}  # fmt: skip
CATEGORIES = {
    "category": pd.Series(RANDOM.choice(WORDS, MANY), dtype="category"),
    "category of many": holes(
        pd.Series(
            pd.Categorical.from_codes(
                RANDOM.integers(0, 70_000, MANY),
                categories=np.arange(70_000)[::-1],
                ordered=True,
            )
        )
    ),
    "category of none": pd.Series(pd.Categorical([None, None])),
}
OBJECTS = [
    RANDOM.integers(0, 99, 500).tolist(),
    RANDOM.normal(size=500).tolist(),
    (RANDOM.random(500) < 0.5).tolist(),
    [bytes([n]) for n in RANDOM.integers(0, 99, 500)],
    [Decimal(int(n)) for n in RANDOM.integers(0, 99, 500)],
    pd.Series(STAMPS[:500].astype("M8[s]")).dt.date.tolist(),
    [2**70 + int(n) for n in RANDOM.integers(0, 99, 500)],
    [1, 2.5] * 250,
]
OTHERS = {
    **{
        f"objects {place}": holes(pd.Series(values, dtype=object))
        for place, values in enumerate(OBJECTS)
    },
    "interval": holes(pd.Series(pd.interval_range(0, 99).repeat(2))),
    "sparse": pd.Series(np.arange(99) % 3, dtype="Sparse[int64]"),
}
EVERY = NUMBERS | MOMENTS | CATEGORIES | OTHERS


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("name", EVERY)
def test_order_equals_pandas(name, descending):
    series = EVERY[name]
    found = stable_order(series.array, descending=descending)
    assert found.tolist() == oracle(series, descending)


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize(
    "dtype", ["object", "str", "string[pyarrow]", "string[python]", "arrow"]
)
@pytest.mark.parametrize("name", TEXT_LISTS)
def test_texts_are_ordered_as_pandas_does(name, dtype, descending):
    kind = pd.ArrowDtype(pa.large_string()) if dtype == "arrow" else dtype
    plain = pd.Series(TEXT_LISTS[name], dtype=object)
    series = plain.astype(kind) if dtype != "object" else plain
    for each in (series, holes(series)):
        found = stable_order(each.array, descending=descending)
        assert found.tolist() == oracle(each, descending)


ASCENDING = np.sort(RANDOM.integers(-40, 40, MANY))
STRICT = np.arange(MANY) - 50
LYING = {
    "ties": ASCENDING,
    "strict": STRICT,
    "one": np.zeros(MANY, dtype=np.int64),
    "floats": np.where(ASCENDING == 0, -0.0, ASCENDING / 4),
    "both zeros": np.where(np.arange(MANY) % 2, 0.0, -0.0),
    "narrow": ASCENDING.astype(np.int8),
    "unsigned": STRICT.astype(np.uint64),
    "truths": ASCENDING > 0,
    "moments": STRICT.astype("M8[s]"),
    "durations": ASCENDING.astype("m8[us]"),
    "NaN last": np.append(ASCENDING[:-2] / 2, [np.nan, np.nan]),
    "NaN first": np.append([np.nan], ASCENDING[1:] / 2),
    "NaT first": np.append(np.array(["NaT"], "M8[s]"), STRICT[1:].astype("M8[s]")),
    "all but the last": np.append(ASCENDING[:-1], -99),
    "all but the first": np.append([99], ASCENDING[1:]),
    "out of order at a seam": np.roll(STRICT, MANY // 2),
}


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("dtype", ["numpy", "nullable", "arrow"])
@pytest.mark.parametrize("name", LYING)
def test_what_lies_in_order_already(name, dtype, descending, monkeypatch):
    monkeypatch.setattr(codes, "CHUNK", MANY // 4)
    series = pd.Series(LYING[name])
    if dtype == "nullable":
        series = series.convert_dtypes()
    elif dtype == "arrow":
        series = series.astype(pd.ArrowDtype(pa.array(series).type))
    for each in (series, series[::-1].reset_index(drop=True)):
        found = stable_order(each.array, descending=descending)
        assert found.tolist() == oracle(each, descending)


def test_what_lies_in_order_is_not_worked_on(monkeypatch):
    monkeypatch.delattr("dtale_nb.engine.memory.orders.order_of")
    for values in (STRICT, STRICT[::-1], ASCENDING):
        found = stable_order(pd.Series(values).array)
        assert found.dtype == np.uint32
        assert found.tolist() == oracle(pd.Series(values), descending=False)
    with pytest.raises(NameError):
        stable_order(pd.Series(ASCENDING[::-1]).array)


@pytest.mark.parametrize("n", [0, 1, 2])
@pytest.mark.parametrize("name", EVERY)
def test_short_columns(name, n):
    series = EVERY[name].iloc[:n]
    assert stable_order(series.array).tolist() == oracle(series, descending=False)


@settings(deadline=None)
@given(
    texts=st.lists(
        st.none()
        | st.text(alphabet="ab\0ä😀", max_size=24)
        | st.sampled_from(["a" * 7, "a" * 8, "a" * 7 + "\0", "a" * 14, "a" * 70]),
        max_size=60,
    ),
    cuts=st.lists(st.integers(0, 60), max_size=3),
    descending=st.booleans(),
    wide=st.booleans(),
)
@example(["a\0", "a", "a\0\0", ""], [], False, True)
@example(["a" * 70, "a" * 70, "a" * 69, "b"] * 9, [3], True, False)
def test_texts_in_chunks(texts, cuts, descending, wide):
    kind = pa.large_string() if wide else pa.string()
    whole = pa.array(texts, type=kind)
    ends = sorted({0, len(texts), *(min(cut, len(texts)) for cut in cuts)})
    chunks = [whole[a:b] for a, b in pairwise(ends)]
    found = text_order(pa.chunked_array(chunks, type=kind), descending=descending)
    assert found.tolist() == oracle(pd.Series(texts, dtype=object), descending)


ARROW = {
    "int": pa.array([3, None, 1, 3], pa.int8()),
    "float": pa.array([np.nan, None, -0.0, 0.0, np.nan, None, -1.5], pa.float64()),
    "half": pa.array(np.array([1.5, np.nan, -1], dtype=np.float16)),
    "bool": pa.array([True, None, False, True]),
    "date": pa.array([3, None, 1, 3], pa.int32()).cast(pa.date32()),
    "time": pa.array([3, None, 1, 3], pa.int64()).cast(pa.time64("us")),
    "stamp": pa.array([3, None, 1, 3], pa.int64()).cast(pa.timestamp("ns", "UTC")),
    "duration": pa.array([3, None, 1, 3], pa.int64()).cast(pa.duration("s")),
    "decimal": pa.array([3, None, 1, 3], pa.int64()).cast(pa.decimal128(22, 2)),
    "binary": pa.array([b"b", None, b"", b"b\xff"]),
    "null": pa.nulls(3),
    "none": pa.array([], pa.string()),
}


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("name", ARROW)
def test_arrow_columns_are_ordered_as_arrow_does(name, descending):
    chunked = pa.chunked_array([ARROW[name][:2], ARROW[name][2:]])
    values = ARROW[name].to_pylist()
    last = [value is None for value in values]
    if name in {"float", "half"}:
        last = [2 if v is None else int(v != v) for v in values]  # noqa: PLR0124
    by_value = sorted(
        (place for place in range(len(values)) if not last[place]),
        key=lambda place: values[place],
        reverse=descending,
    )
    rest = sorted(
        (place for place in range(len(values)) if last[place]),
        key=lambda place: last[place],
    )
    assert arrow_order(chunked, descending=descending).tolist() == by_value + rest


def test_arrow_dictionaries_by_value_or_by_their_order():
    codes, words = pa.array([0, 1, None, 2, 0]), pa.array(["m", "z", "a"])
    plain = pa.chunked_array([pa.DictionaryArray.from_arrays(codes, words)])
    ordered = pa.chunked_array(
        [pa.DictionaryArray.from_arrays(codes, words, ordered=True)]
    )
    assert arrow_order(plain).tolist() == [3, 0, 4, 1, 2]
    assert arrow_order(plain, descending=True).tolist() == [1, 0, 4, 3, 2]
    assert arrow_order(ordered).tolist() == [0, 4, 1, 3, 2]


def test_arrow_lists_are_ordered_by_value():
    lists = pa.chunked_array([pa.array([[2], None, [1, 5], [1]])])
    assert arrow_order(lists).tolist() == [3, 2, 0, 1]
    structs = pa.chunked_array([pa.array([{"a": 2}, None, {"a": 1}])])
    assert arrow_order(structs).tolist() == [2, 0, 1]


@settings(deadline=None)
@given(
    bits=st.integers(0, 64),
    seed=st.integers(0, 2**32 - 1),
    distinct=st.sampled_from([1, 2, 100, 5_000, 10**9]),
)
def test_codes_of_any_width(bits, seed, distinct):
    random = np.random.default_rng(seed)
    top = 2**bits - 1
    pool = random.integers(0, top, min(distinct, MANY), dtype=np.uint64, endpoint=True)
    codes = random.choice(pool, MANY)
    found = order_of(Key(codes, top))
    assert (found == np.argsort(codes, kind="stable")).all()


@pytest.mark.parametrize("cores", [1, 2])
@pytest.mark.parametrize("name", EVERY)
def test_two_threads_order_as_one_does(name, cores, monkeypatch):
    """Parts small enough that all is shared which is shared at ten million rows."""
    monkeypatch.setattr(jobs, "CORES", cores)
    monkeypatch.setattr(sorting, "STEP", 1_000)
    for word in ("BLOCK", "FEW", "CHUNK", "PART"):
        monkeypatch.setattr(codes, word, 512)
    series = EVERY[name]
    threads = threading.active_count()
    found = stable_order(series.array, descending=True)
    assert found.tolist() == oracle(series, descending=True)
    assert threading.active_count() == threads


@settings(deadline=None)
@given(
    texts=st.lists(
        st.text(alphabet="ab", max_size=3).map(lambda end: "a" * 90 + end),
        min_size=1,
        max_size=60,
    ),
    step=st.sampled_from([1, 2, 5]),
    descending=st.booleans(),
)
def test_texts_that_agree_far_into_them(texts, step, descending):
    """More than fit into one call are parted at one of them; equal ones stay alike."""
    texts = [*texts, *(f"b{each}" for each in texts), *texts]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ranks, "STEP", step)
        patch.setattr(ranks, "SAMPLE", 1)
        patch.setattr(strings, "FEW_SHARE", 0)
        chunks = pa.chunked_array([texts[:9], texts[9:]], pa.string())
        found = text_order(chunks, descending=descending)
    assert found.tolist() == oracle(pd.Series(texts, dtype=object), descending)


def test_an_order_stops_when_nobody_waits():
    token = Token()
    token.cancel()
    with stoppable(token), pytest.raises(Cancelled):
        stable_order(NUMBERS["float normal"].array)
    assert len(stable_order(NUMBERS["float normal"].array)) == MANY


RANKED = {
    "normal": lambda rng, n: rng.normal(0, 1, n),
    "mostly zero": lambda rng, n: np.where(rng.random(n) < 0.8, 0, rng.normal(0, 1, n)),
    "two values": lambda rng, n: rng.integers(0, 2, n),
    "one value": lambda _, n: np.ones(n, "u4"),
    "ascending": lambda _, n: np.arange(n),
    "descending": lambda _, n: np.arange(n)[::-1].copy(),
    "infinite": lambda rng, n: rng.choice([-np.inf, 0.5, np.inf], n),
}


@pytest.mark.parametrize("pattern", RANKED)
@pytest.mark.parametrize("n", [9_001, 12_345, 40_000])
def test_numbers_are_sorted_and_ranked_in_steps(monkeypatch, pattern, n):
    """Chunks of 1,000 stand for those of a million: the same ways through the code."""
    monkeypatch.setattr(sorting, "STEP", 1_500)
    monkeypatch.setattr(sorting, "LARGE", 4_000)
    monkeypatch.setattr(sorting, "CHUNK", 1_000)
    values = RANKED[pattern](np.random.default_rng(n), n)
    ordered = np.sort(values)
    by_steps = values.copy()
    sorting._sort(by_steps, is_whole=True)
    assert (by_steps == ordered).all()
    for at in (0, 1, n // 4, n // 2, n - 2, n - 1):
        low, high = sorting._ranked(values, at)
        assert [low, high] == [ordered[at], ordered[min(at + 1, n - 1)]]


@pytest.mark.parametrize("dtype", ["f8", "f4", "i8", "u1", "bool"])
@pytest.mark.parametrize("n", [1, 2, 3, 8, 1_001])
def test_quantiles_are_those_of_numpy(n, dtype):
    values = np.random.default_rng(n).normal(0, 90, n).astype(dtype)
    before, shares = values.copy(), (0.0, 0.1, 0.25, 0.5, 0.75, 1.0)
    found = sorting.quantiles_in_steps(values, shares)
    wanted = np.quantile(values.astype("i8") if dtype == "bool" else values, shares)
    assert found == wanted.tolist()
    assert (values == before).all()


def test_quantiles_of_the_widest_integers_do_not_wrap_around():
    values = np.array([-(2**63), 2**63 - 1])
    assert sorting.quantiles_in_steps(values, (0.25,)) == [-(2**62) * 1.0]
