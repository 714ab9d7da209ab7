"""What the engine and the others are asked: data, and contests by title.

Each function yields titles and, by the name of a contestant, what that one is to do.
"""

from __future__ import annotations

import time

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc

from dtale_nb.engine.filters import kept_rows, read_tree
from dtale_nb.engine.memory import source_of
from dtale_nb.engine.source import SortKey
from dtale_nb.engine.summaries import SECONDS, summarise
from dtale_nb.engine.views import FrameView

TEXT = "str" if pd.__version__ >= "3" else pd.ArrowDtype(pa.large_string())
BY = pl.arg_sort_by("x", nulls_last=True, maintain_order=True)


def made(n):
    """A frame of all common kinds, and the same for the others."""
    random = np.random.default_rng(11)
    normal = random.normal(size=n)
    names = pa.array([f"name {place}" for place in random.permutation(1_000)])
    many = pc.binary_join_element_wise(
        "user_", pa.array(random.integers(0, 4 * n, n)).cast(pa.string()), ""
    )
    frame = pd.DataFrame(
        {
            "id": random.permutation(n),
            "few": random.integers(0, 50, n),
            "wide": random.integers(0, 2**62, n),
            "price": np.round(np.exp(normal) * 100, 2),
            "f_nan": np.where(random.random(n) < 0.05, np.nan, normal),
            "time": random.integers(0, 10**15, n).astype("M8[us]"),
            "cat": pd.Categorical.from_codes(
                random.integers(0, 50, n), [f"kind {place}" for place in range(50)]
            ),
        }
    )
    texts = {"s_few": pc.take(names, pa.array(random.integers(0, 1_000, n)))}
    texts["s_many"] = many
    for name, values in texts.items():
        held = pa.chunked_array([values.cast(pa.large_string())])
        frame[name] = pd.array(held, dtype=TEXT)
    other = pl.from_pandas(frame.drop(columns=list(texts)))
    other = other.with_columns(**{name: pl.Series(texts[name]) for name in texts})
    base = duckdb.connect()
    base.register("frame", other.to_arrow())
    base.execute("create table t as select * from frame")
    return frame, other, base


def sorts(frame, other, base):
    source = source_of(frame)
    for name in frame.columns:
        number = frame.columns.get_loc(name)
        array = frame[name].array
        table = other.select(pl.col(name).alias("x"))
        if name == "f_nan":
            table = table.with_columns(pl.col("x").fill_nan(None))
        contest = {
            "ours": lambda number=number: source.order([SortKey(number)]),
            "pandas": lambda array=array: array.argsort(kind="stable"),
            "polars": lambda table=table: table.select(BY),
            "duckdb": lambda name=name: base.execute(
                f"select rowid from t order by {name} nulls last, rowid"
            ).fetchnumpy(),
        }
        if array.dtype.kind in "iufM" and "arrow" not in str(array.dtype):
            plain = np.asarray(array)
            contest["numpy"] = lambda plain=plain: np.argsort(plain, kind="stable")
        if name == "cat":
            del contest["polars"]  # orders by text, not as declared
        yield f"sort {name}", contest
    two = [SortKey(1), SortKey(4, descending=True)]
    yield (
        "sort few, f_nan down",
        {
            "ours": lambda: source.order(two),
            "pandas": lambda: np.lexsort((-frame["f_nan"].to_numpy(), frame["few"])),
            "polars": lambda: other.select(
                pl.arg_sort_by(
                    ["few", "f_nan"], descending=[False, True], maintain_order=True
                )
            ),
            "duckdb": lambda: base.execute(
                "select rowid from t order by few, f_nan desc nulls last, rowid"
            ).fetchnumpy(),
        },
    )


def asked_first(frame, other, base):
    """What nobody had measured: input in order, one value, objects' first page."""
    n = len(frame)
    rising, constant = np.arange(n), np.full(n, 7)
    objects = frame["s_few"].astype(object)
    made = pd.DataFrame({"rising": rising, "constant": constant, "objects": objects})
    source = source_of(made)
    for number, (name, plain) in enumerate((("rising", rising), ("same", constant))):
        table = pl.DataFrame({"x": plain})
        yield (
            f"sort {name}",
            {
                "ours": lambda number=number: source.order([SortKey(number)]),
                "pandas": lambda plain=plain: pd.Series(plain).argsort(kind="stable"),
                "numpy": lambda plain=plain: np.argsort(plain, kind="stable"),
                "polars": lambda table=table: table.select(BY),
            },
        )
    texts = pl.DataFrame({"x": pl.Series(objects.to_list())}).with_row_index()

    def first_page():
        view = FrameView("0", "x", source)  # nothing is known of it
        view.change(sort=[SortKey(2)])
        view.page(0, 50, [2])
        view.cancel()

    yield (
        "first 50 by objects",
        {
            "ours": first_page,
            "pandas": lambda: objects.sort_values(kind="stable").head(50),
            "polars": lambda: texts.bottom_k(50, by="x"),
        },
    )


def heads(frame, other, base):
    source = source_of(frame)
    for name in ("id", "few", "f_nan", "time", "s_many"):
        number = frame.columns.get_loc(name)
        table = other.select(pl.col(name).alias("x")).with_row_index()
        if name == "f_nan":
            table = table.with_columns(pl.col("x").fill_nan(None))
        contest = {
            "ours": lambda number=number: source.head([SortKey(number)], 50),
            "polars": lambda table=table: table.bottom_k(50, by="x"),
            "duckdb": lambda name=name: base.execute(
                f"select rowid from t order by {name} nulls last limit 50"
            ).fetchnumpy(),
        }
        if name != "s_many":
            series = frame[name]
            contest["pandas"] = lambda series=series: series.nsmallest(50)
        yield f"first 50 by {name}", contest


def filters(frame, other, base):
    source = source_of(frame)
    times = pd.Timestamp("1985-01-01"), pd.Timestamp("1986-01-01")
    cases = [
        ("price between", {"column": "price", "op": "between", "value": [100, 200]},
         lambda: frame["price"].between(100, 200),
         pl.col("price").is_between(100, 200), "price between 100 and 200"),
        ("id greater", {"column": "id", "op": "gt", "value": len(frame) // 2},
         lambda: frame["id"] > len(frame) // 2,
         pl.col("id") > len(frame) // 2, f"id > {len(frame) // 2}"),
        ("time in a year", {"column": "time", "op": "on", "value": "1985"},
         lambda: (frame["time"] >= times[0]) & (frame["time"] < times[1]),
         (pl.col("time") >= times[0]) & (pl.col("time") < times[1]),
         "time >= '1985-01-01' and time < '1986-01-01'"),
        ("few in a list", {"column": "few", "op": "in", "value": list(range(0, 50, 4))},
         lambda: frame["few"].isin(list(range(0, 50, 4))),
         pl.col("few").is_in(list(range(0, 50, 4))),
         f"few in ({', '.join(map(str, range(0, 50, 4)))})"),
        ("cat equals", {"column": "cat", "op": "eq", "value": "kind 7"},
         lambda: frame["cat"] == "kind 7", pl.col("cat") == "kind 7", "cat = 'kind 7'"),
        ("text contains", {"column": "s_few", "op": "contains", "value": "77"},
         lambda: frame["s_few"].str.contains("77", regex=False),
         pl.col("s_few").str.contains("77", literal=True), "contains(s_few, '77')"),
        ("text regex", {"column": "s_few", "op": "regex", "value": r"7\d$"},
         lambda: frame["s_few"].str.contains(r"7\d$"),
         pl.col("s_few").str.contains(r"7\d$"), r"regexp_matches(s_few, '7\d$')"),
    ]  # fmt: skip
    for title, spec, mask, expression, sql in cases:
        node = read_tree(spec, source)
        yield (
            title,
            {
                "ours": lambda node=node: kept_rows(node, source),
                "pandas": lambda mask=mask: np.flatnonzero(mask().to_numpy(bool)),
                "polars": lambda e=expression: other.select(pl.arg_where(e)),
                "duckdb": lambda sql=sql: base.execute(
                    f"select rowid from t where {sql}"
                ).fetchnumpy(),
            },
        )


def pages(frame, other, base):
    wide = pd.concat([frame] * 4, axis=1).iloc[:, :30]
    view = FrameView("0", "x", source_of(wide))
    by = list(frame.columns).index("price") if "price" in frame else 1
    view.change(
        sort=[SortKey(by, descending=True)],
        filter={"position": 0, "op": "ge", "value": len(frame) // 10},
    )
    ids = view.rows()
    random = np.random.default_rng(2)
    numbers = range(wide.shape[1])
    spent = []

    def page():
        start = int(random.integers(0, len(ids) - 100))
        begun = time.perf_counter()
        view.page(start, start + 100, numbers)
        spent.append((time.perf_counter() - begun) * 1e3)

    def taken():
        start = int(random.integers(0, len(ids) - 100))
        return wide.take(ids[start : start + 100].astype(np.int64)).to_numpy()

    def again():
        start = int(random.integers(0, len(frame) - 100))
        return base.execute(
            f"select * from t where id >= {len(frame) // 10} "
            f"order by {frame.columns[by]} desc, rowid limit 100 offset {start}"
        ).fetchall()

    yield f"page of 100 x {len(numbers)}, texts", {
        "ours": page, "pandas": taken, "duckdb": again
    }  # fmt: skip
    for _ in range(300):
        page()
    spent = sorted(spent[-300:])
    print(
        f"  300 such pages: p50 {spent[150]:.1f} ms, p99 {spent[297]:.1f} ms; "
        f"ids held by a view: {ids.nbytes / len(ids):.0f} bytes a row"
    )
    begun = time.perf_counter()
    FrameView("1", "x", source_of(wide))
    print(f"  opening a view: {(time.perf_counter() - begun) * 1e3:.2f} ms")


def searches(frame, other, base):
    source = source_of(frame)

    def searched(text, *, first):
        view = FrameView("0", "x", source)
        view.change(search=text)
        search = view.search()
        if first:
            search.wait_for_news(60)
            view.cancel("search")
            search.job.wait()
        else:
            search.job.result()

    texts = ["s_few", "s_many"]
    yield "search: the first hit", {
        "ours": lambda: searched("user_12", first=True),
        "duckdb": lambda: base.execute(
            "select rowid from t where contains(lower(s_few), 'user_12') "
            "or contains(lower(s_many), 'user_12') limit 1"
        ).fetchnumpy(),
    }  # fmt: skip
    yield "search: letters, all", {
        "ours": lambda: searched("user_12", first=False),
        "pandas": lambda: [
            frame[name].str.contains("user_12", case=False, regex=False)
            for name in texts
        ],
        "polars": lambda: other.select(
            pl.col(name).str.to_lowercase().str.contains("user_12", literal=True)
            for name in texts
        ),
        "duckdb": lambda: base.execute(
            "select rowid from t where contains(lower(s_few), 'user_12') "
            "or contains(lower(s_many), 'user_12')"
        ).fetchnumpy(),
    }  # fmt: skip
    every = pl.any_horizontal(pl.all().cast(pl.String).str.contains("777"))
    yield "search: digits, all", {
        "ours": lambda: searched("777", first=False),
        "polars": lambda: other.select(pl.arg_where(every)),
        "duckdb": lambda: base.execute(
            "select rowid from t where "
            + " or ".join(f"contains({name}::varchar, '777')" for name in frame)
        ).fetchnumpy(),
    }  # fmt: skip


def summaries(frame, other, base):
    source = source_of(frame)
    price = list(frame.columns).index("price")
    counted = list(frame.columns).index("s_few")
    yield "summary: a number, exact", {
        "ours": lambda: summarise(source, price, None, None),
        "pandas": lambda: (
            frame["price"].describe([0.05, 0.25, 0.5, 0.75, 0.95]),
            frame["price"].nunique(),
            frame["price"].value_counts().head(10),
            np.histogram(frame["price"], 20),
        ),
        "polars": lambda: (
            other["price"].describe(),
            other["price"].n_unique(),
            other["price"].value_counts().top_k(10, by="count"),
            other["price"].hist(bin_count=20),
        ),
        "duckdb": lambda: base.execute("summarize select price from t").fetchall(),
    }  # fmt: skip
    yield "summary: texts, exact", {
        "ours": lambda: summarise(source, counted, None, None),
        "pandas": lambda: (
            frame["s_few"].value_counts(),
            frame["s_few"].str.len().describe(),
        ),
        "polars": lambda: (
            other["s_few"].value_counts(sort=True),
            other["s_few"].str.len_chars().describe(),
        ),
        "duckdb": lambda: base.execute("summarize select s_few from t").fetchall(),
    }  # fmt: skip
    numbers = [number % len(frame.columns) for number in range(20)]
    yield "pictures of 20 headers", {
        "ours": lambda: [
            summarise(source, number, None, SECONDS, brief=True) for number in numbers
        ],
        "pandas": lambda: [frame.iloc[:, number].describe() for number in numbers],
        "polars": lambda: [other.to_series(number).describe() for number in numbers],
        "duckdb": lambda: [
            base.execute(f"summarize select {frame.columns[number]} from t").fetchall()
            for number in numbers
        ],
    }  # fmt: skip


CONTESTS = (pages, heads, filters, searches, summaries, sorts, asked_first)
