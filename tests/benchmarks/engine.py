"""The engine beside pandas, NumPy, Polars and DuckDB, on the same data in one run.

Run it: python tests/benchmarks/engine.py [ROWS] [--rounds N] [--only WORD]
(pandas, polars and duckdb installed). Contestants take turns, so what else the machine
does hits all of them; each number is the median of its turns. Read ratios inside a
line: `ratio` is ours over the fastest other. `stall` is the longest pause of another
Python thread while ours ran, `peak` the memory that ours added for a moment, per row.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from dtale_nb.engine.filters import kept_rows, read_tree
from dtale_nb.engine.memory import source_of
from dtale_nb.engine.source import SortKey
from dtale_nb.engine.views import FrameView

BEAT = 0.001
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
        frame[name] = pd.array(values, dtype=pd.ArrowDtype(pa.string()))
    other = pl.from_pandas(frame.drop(columns=list(texts)))
    other = other.with_columns(**{name: pl.Series(texts[name]) for name in texts})
    base = duckdb.connect()
    base.register("frame", other.to_arrow())
    base.execute("create table t as select * from frame")
    return frame, other, base


class Watch:
    """Longest pause and highest memory while something runs."""

    def __init__(self):
        self.stall = self.peak = 0
        self._going = True
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def _watch(self):
        while self._going:
            begun = time.perf_counter()
            time.sleep(BEAT)
            self.stall = max(self.stall, time.perf_counter() - begun - BEAT)
            self.peak = max(self.peak, resident())

    @contextmanager
    def on(self):
        before = resident()
        self._thread.start()
        yield
        self._going = False
        self._thread.join()
        self.peak = max(0, self.peak - before)


def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096


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
    view.change(
        sort=[SortKey(3, descending=True)],
        filter={"position": 0, "op": "ge", "value": len(frame) // 10},
    )
    ids = view.rows()
    random = np.random.default_rng(2)
    numbers = range(30)

    def page():
        start = int(random.integers(0, len(ids) - 100))
        return view.page(start, start + 100, numbers)

    def taken():
        start = int(random.integers(0, len(ids) - 100))
        return wide.take(ids[start : start + 100].astype(np.int64)).to_numpy()

    def again():
        start = int(random.integers(0, len(frame) - 100))
        return base.execute(
            f"select * from t where id >= {len(frame) // 10} "
            f"order by price desc, rowid limit 100 offset {start}"
        ).fetchall()

    yield "page of 100 x 30, texts", {"ours": page, "pandas": taken, "duckdb": again}
    held = ids.nbytes / len(ids)
    print(f"ids held by a view: {held:.0f} bytes a row")


def run(title, contest, rounds):
    """Let the contestants take turns; print one line."""
    watch = Watch()
    for work in contest.values():
        work()
    spent = {name: [] for name in contest}
    with watch.on():
        contest["ours"]()
    for _ in range(rounds):
        for name, work in contest.items():
            begun = time.perf_counter()
            work()
            spent[name].append((time.perf_counter() - begun) * 1e3)
    median = {name: statistics.median(times) for name, times in spent.items()}
    best = min(value for name, value in median.items() if name != "ours")
    cells = [f"{median[name]:9.1f}" if name in median else " " * 9 for name in NAMES]
    print(
        f"{title:24s}{''.join(cells)}   {median['ours'] / best:5.2f}"
        f"   {watch.stall * 1e3:6.0f}   {watch.peak / run.rows:6.1f}",
        flush=True,
    )


NAMES = ("ours", "pandas", "numpy", "polars", "duckdb")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", nargs="?", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    run.rows = options.rows
    data = made(options.rows)
    print(f"{options.rows:,} rows, milliseconds")
    heading = "".join(f"{name:>9s}" for name in NAMES)
    print(f"{'':24s}{heading}   ratio  stall ms  peak B/row")
    for part in (pages, heads, filters, sorts):
        for title, contest in part(*data):
            if options.only in title:
                run(title, contest, options.rounds)


if __name__ == "__main__":
    main()
