"""The engine beside pandas, NumPy, Polars and DuckDB, on the same data in one run.

Run it: bash tests/run --setup-only (DuckDB and Polars come with it), then
.envs/new/bin/python tests/benchmarks/engine.py [ROWS] [--rounds N] [--only WORD,...]

Contestants take turns, so what else the machine does hits all of them; each number is
the median of its turns. Read ratios inside a line, never milliseconds: `ratio` is ours
over the fastest other, `sure` how many of the rounds agree on who is faster, `cpu` the
ratio of processor seconds to whoever needs the fewest (Polars and DuckDB work on all
cores), which others' work on the machine moves least. `p99` and `worst` are the pauses
that another Python thread saw while ours ran, `peak` the memory that ours added for a
moment, per row. With 100 million rows there are four columns, and only pages, orders
and memory are asked.

Found last, on two cores with little beside (pandas 3.1, NumPy 2.5, Polars 2.1, DuckDB
2.0; AVX-512, on which NumPy's sort of numbers leans):

* Orders of ten million, by the clock, to the fastest of the four: id 0.19, category
  0.20, few 0.22, 62 bits 0.23, times 0.24, floats with NaN 0.26, texts few 0.30, prices
  0.38, two keys 0.60. Many different texts 0.44 to Polars, 1.24 to DuckDB. Halves of
  what is parted at its median are sorted by two threads, 0.69 to 0.77 of one thread's
  time. 4 to 24 bytes a row above the answer; pauses p99 4 ms, 20 ms at most.
* With NumPy 1.26 the same sorts take 0.5 to 0.97 of the digits that were counted
  before, so there is one way for all versions.
* First 50 rows of ten million: 0.36 to 0.63 of the fastest other for numbers and times
  (9 to 19 ms), 1.06 for whole numbers of few values, 1.09 for many texts. Of a million
  objects, which nobody else sorts without a copy: 97 ms, pandas 1,462, Polars 54 of
  texts that it holds already.
* A page of 100 x 30 with all its texts, of ten million sorted and filtered rows: p50
  2.2 ms, p99 4 to 6 ms (19 in one of four runs). Opening a view: 1 ms.
* Masks of ten million, to the fastest other: list 0.60, price 0.76, id 0.90, a category
  that equals 1.04 (to pandas; most of it is finding the places), moments in a year 1.10
  (to Polars), pattern 0.43, `contains` 0.74. Numbers, moments and texts are compared by
  two threads; few places are found by words of eight, since NumPy goes to each with the
  interpreter's lock. Who comes after DuckDB finds the caches cold, so turns are drawn.
* Pairs of one and two threads say 0.84 for `contains`, 0.55 for a pattern, 0.73 without
  case, 0.86 for lengths.
* Texts that repeat are matched once each; that pays for patterns and for folded case,
  not for a plain `contains`, which is as fast as finding out what repeats.
* Search in ten million x 9: the first hit after 3.2 ms.
* Summaries, exact, of ten million: numbers 0.15, texts 0.61 of the fastest other. The
  values of a million different texts take 0.2 to 0.3 s; a summary beyond its 0.25 s is
  stopped, and told of a sample.
* Input that lies in order: 0.60 of NumPy; one value everywhere 0.54 (a million rows).
* A hundred million rows x 4, to NumPy's stable order: id in order 0.53, few (int8)
  0.56, floats 0.20, times 0.23; 4 to 22 bytes a row above the answer, pauses 8 ms at
  most. First sorted page 116 ms; a sorted page p50 0.5 ms, p99 5.9 ms; 4 bytes a row.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pandas as pd

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from contests import CONTESTS, made

from dtale_nb.engine.memory import source_of
from dtale_nb.engine.source import SortKey
from dtale_nb.engine.views import FrameView

BEAT = 0.001
MANY = 50_000_000
"""Rows from which on a frame has four columns and few questions."""


class Watch:
    """Pauses of another thread and highest memory while something runs."""

    def __init__(self):
        self.pauses, self.peak = [], 0
        self._going = True
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def _watch(self):
        while self._going:
            begun = time.perf_counter()
            time.sleep(BEAT)
            self.pauses.append(time.perf_counter() - begun - BEAT)
            self.peak = max(self.peak, resident())

    @contextmanager
    def on(self):
        before = resident()
        self._thread.start()
        yield
        self._going = False
        self._thread.join()
        self.peak = max(0, self.peak - before)

    @property
    def said(self):
        """The pause that 99 of 100 beats did not exceed, and the longest, ms."""
        pauses = sorted(self.pauses) or [0.0]
        return pauses[int(0.99 * (len(pauses) - 1))] * 1e3, pauses[-1] * 1e3


def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096


def run(title, contest, rounds):
    """Let the contestants take turns; print one line."""
    watch = Watch()
    for work in contest.values():
        work()
    spent = {name: [] for name in contest}
    worked = {name: [] for name in contest}
    with watch.on():
        contest["ours"]()
    draw = random.Random(7)
    for _ in range(rounds):  # who comes after the greatest finds the caches cold
        for name in draw.sample(list(contest), len(contest)):
            work = contest[name]
            begun, process = time.perf_counter(), time.process_time()
            work()
            spent[name].append((time.perf_counter() - begun) * 1e3)
            worked[name].append(time.process_time() - process)
    median = {name: statistics.median(times) for name, times in spent.items()}
    best = min((name for name in contest if name != "ours"), key=median.__getitem__)
    pairs = zip(spent["ours"], spent[best], strict=True)
    ratio = statistics.median(ours / theirs for ours, theirs in pairs)
    pairs = zip(spent["ours"], spent[best], strict=True)
    agree = sum((ours < theirs) is (ratio < 1) for ours, theirs in pairs)
    cells = [f"{median[name]:9.1f}" if name in median else " " * 9 for name in NAMES]
    p99, worst = watch.said
    least = min(statistics.median(worked[name]) for name in contest if name != "ours")
    cpu = statistics.median(worked["ours"]) / max(least, 1e-6)
    print(
        f"{title:24s}{''.join(cells)}   {ratio:5.2f}  {agree}/{rounds}  {cpu:5.2f}"
        f"   {p99:5.0f} {worst:5.0f}   {watch.peak / run.rows:6.1f}",
        flush=True,
    )


NAMES = ("ours", "pandas", "numpy", "polars", "duckdb")


def four(n):
    """Four columns of a hundred million rows."""
    random = np.random.default_rng(12)
    return pd.DataFrame(
        {
            "id": np.arange(n, dtype=np.int32),
            "few": random.integers(0, 50, n, dtype=np.int8),
            "f": random.random(n, dtype=np.float32),
            "time": random.integers(0, 10**15, n).astype("M8[us]"),
        }
    )


def of_many(n):
    """Pages, orders and memory where nobody else is asked to hold a second copy."""
    frame = four(n)
    source = source_of(frame)
    print(f"{'':24s}{'ours':>9s}{'numpy':>9s}   ratio   p99 worst  peak B/row")
    for number, name in enumerate(frame):
        watch = Watch()
        with watch.on():
            begun = time.perf_counter()
            order = source.order([SortKey(number)])
            ours = time.perf_counter() - begun
        plain = frame[name].to_numpy()
        plain = plain.view("i8") if plain.dtype.kind == "M" else plain
        begun = time.perf_counter()
        theirs = np.argsort(plain, kind="stable")
        other = time.perf_counter() - begun
        assert (order == theirs).all()
        p99, worst = watch.said
        print(
            f"sort {name:19s}{ours * 1e3:9.0f}{other * 1e3:9.0f}   {ours / other:5.2f}"
            f"   {p99:5.0f} {worst:5.0f}   {watch.peak / n:6.1f}",
            flush=True,
        )
        del order, theirs
    view = FrameView("0", "x", source)
    begun = time.perf_counter()
    view.change(sort=[SortKey(2, descending=True)])
    view.page(0, 100, range(4))
    print(f"first sorted page: {(time.perf_counter() - begun) * 1e3:.0f} ms")
    ids, random, spent = view.rows(), np.random.default_rng(3), []
    for _ in range(300):
        start = int(random.integers(0, n - 100))
        begun = time.perf_counter()
        view.page(start, start + 100, range(4))
        spent.append((time.perf_counter() - begun) * 1e3)
    spent.sort()
    print(f"300 sorted pages of 100 x 4: p50 {spent[150]:.2f}, p99 {spent[297]:.2f} ms")
    print(f"ids held by a view: {ids.nbytes / n:.0f} bytes a row")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", nargs="?", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    run.rows = options.rows
    if options.rows >= MANY:
        return of_many(options.rows)
    data = made(options.rows)
    print(f"{options.rows:,} rows, milliseconds")
    heading = "".join(f"{name:>9s}" for name in NAMES)
    print(f"{'':24s}{heading}   ratio  sure    cpu    p99 worst  peak B/row")
    for part in CONTESTS:
        for title, contest in part(*data):
            if any(word in title for word in options.only.split(",")):
                run(title, contest, options.rounds)
    return None


if __name__ == "__main__":
    main()
