"""How long a piece of work goes on before it looks whether it is still wanted.

Run it: .envs/new/bin/python tests/benchmarks/stops.py [ROWS] [--only WORD,...]

Told are, for each question, the milliseconds of a processor that it takes in all, the
longest between two looks, and between which lines of the engine that is. Seconds of a
processor, since others on the machine would lengthen any other; caches that they share
are felt all the same. The goal is 50 at ten million rows.

Found last, with ten million rows:

* Orders 8 to 31, turned round 10 to 27, by a further key 2 to 21.
* Summaries of numbers 2 to 25, of many different texts 31 of 4,000.
* Values 1 to 44, places in a picture 13 to 31.
* Masks 1 to 8, outliers 24, which take both quartiles.
* A single stretch of 50 to 170 comes now and then, each time elsewhere, where memory is
  touched for the first time.
"""

from __future__ import annotations

import argparse
import sys
import time
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from dtale_nb.engine import jobs
from dtale_nb.engine.derived import flipped, refined
from dtale_nb.engine.filters import kept_rows, read_tree
from dtale_nb.engine.memory import source_of
from dtale_nb.engine.source import SortKey
from dtale_nb.engine.summaries import summarise
from dtale_nb.engine.summaries.places import places_of
from dtale_nb.engine.summaries.values import Values

TEXT = "str" if pd.__version__ >= "3" else pd.ArrowDtype(pa.large_string())
LONG = 0.04
"""Stretches longer than this are told with their place, seconds."""

MASKS = {
    "between": {"column": "price", "op": "between", "value": [100, 200]},
    "in": {"column": "few", "op": "in", "value": list(range(0, 50, 4))},
    "top": {"column": "f_nan", "op": "top", "value": 10},
    "outlier": {"column": "price", "op": "outlier"},
    "category": {"column": "cat", "op": "eq", "value": "kind 7"},
    "contains": {"column": "s_many", "op": "contains", "value": "R_7", "case": False},
    "regex": {"column": "s_many", "op": "regex", "value": r"7\d$"},
    "length": {"column": "s_many", "op": "length", "value": [5, 7]},
    "on": {"column": "time", "op": "on", "value": "1985"},
    "weekday": {"column": "time", "op": "weekday", "value": [1]},
    "last": {"column": "time", "op": "last", "value": "7 days"},
    "missing": {"column": "f_nan", "op": "missing"},
}


class Looks(jobs.Token):
    """A token that notes how long it was not asked, and by whom."""

    def __init__(self):
        super().__init__()
        self.stretches, self._at, self._since = [], "begin", time.thread_time()

    @property
    def is_cancelled(self):
        self.note()
        return False

    def note(self):
        now, at = time.thread_time(), self._where()
        self.stretches.append((now - self._since, f"{self._at} -> {at}"))
        self._at, self._since = at, time.thread_time()

    @staticmethod
    def _where():
        frame = sys._getframe(2)
        while frame and (
            frame.f_code.co_name == "is_cancelled"
            or "engine/jobs" in frame.f_code.co_filename
        ):
            frame = frame.f_back
        name = Path(frame.f_code.co_filename).name if frame else ""
        return f"{name}:{frame.f_lineno}" if frame else name


def made(n):
    """All common kinds."""
    random = np.random.default_rng(11)
    normal = random.normal(size=n)
    names = pa.array([f"name {place}" for place in random.permutation(1_000)])
    numbers = pa.array(random.integers(0, 4 * n, n)).cast(pa.string())
    texts = {
        "s_few": pc.take(names, pa.array(random.integers(0, 1_000, n))),
        "s_many": pc.binary_join_element_wise("user_", numbers, ""),
    }
    frame = pd.DataFrame(
        {
            "id": random.permutation(n),
            "wide": random.integers(0, 2**62, n),
            "few": random.integers(0, 50, n),
            "price": np.round(np.exp(normal) * 100, 2),
            "f_nan": np.where(random.random(n) < 0.05, np.nan, normal),
            "time": random.integers(0, 10**15, n).astype("M8[us]"),
            "cat": pd.Categorical.from_codes(
                random.integers(0, 50, n), [f"kind {place}" for place in range(50)]
            ),
        }
    )
    for name, values in texts.items():
        held = pa.chunked_array([values.cast(pa.large_string())])
        frame[name] = pd.array(held, dtype=TEXT)
    return frame


def questions(source, names):
    """Everything that is asked, by its title."""
    for number, name in enumerate(names):
        yield f"sort {name}", partial(source.order, [SortKey(number)])
    two = [SortKey(names.index("few")), SortKey(names.index("f_nan"), descending=True)]
    yield "sort few, f_nan down", partial(source.order, two)
    for number, name in enumerate(names):
        yield f"first 50 by {name}", partial(source.head, [SortKey(number)], 50)
    for number, name in enumerate(names):
        key = SortKey(number)
        ids = source.order([key])
        yield f"turn {name}", partial(flipped, source, key, ids)
        rest = [SortKey(names.index("price"), descending=True)]
        yield f"{name}, then price", partial(refined, source, [key], rest, ids)
    for number, name in enumerate(names):
        yield f"summary {name}", partial(summarise, source, number, None, None)
    for number, name in enumerate(names):
        yield f"values {name}", partial(Values.of, source, number)
    for number, name in enumerate(names):
        picture = summarise(source, number, brief=True)
        yield f"places {name}", partial(places_of, source, number, picture)
    for word, spec in MASKS.items():
        yield f"mask {word}", partial(kept_rows, read_tree(spec, source), source)


def main():
    """Print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", nargs="?", type=int, default=10_000_000)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    jobs.CORES = 1  # what two threads share are the same pieces
    frame = made(options.rows)
    print(f"{'':24s}   in all  longest  ms of a processor")
    for title, ask in questions(source_of(frame), list(frame)):
        if not any(word in title for word in options.only.split(",")):
            continue
        looks = Looks()
        with jobs.stoppable(looks):
            ask()
        looks.note()
        total = sum(each for each, _ in looks.stretches)
        worst = sorted(looks.stretches, reverse=True)[:3]
        told = ", ".join(f"{e * 1e3:.0f} {place}" for e, place in worst if e > LONG)
        print(f"{title:24s}{total * 1e3:9.0f}{worst[0][0] * 1e3:9.0f}  {told}")


if __name__ == "__main__":
    main()
