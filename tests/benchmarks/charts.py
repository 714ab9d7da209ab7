"""What charts cost: 10 million rows aggregated, and the page on the wire.

``.envs/new/bin/python tests/benchmarks/charts.py [rows]``; prints one table. Times are
the best of three, in a process of its own; `import` and the first figure stand apart.
"""

from __future__ import annotations

import re
import sys
import threading
import time
from typing import Any

import numpy as np
import pandas as pd

from dtale_nb.app import create_app
from dtale_nb.charts.chart import make
from dtale_nb.charts.kinds import CHARTS
from dtale_nb.engine.memory import source_of
from dtale_nb.engine.store import FrameStore
from dtale_nb.settings import Settings

ASKED: list[tuple[str, dict[str, Any]]] = [
    ("bar", {"x": 0, "y": 2, "agg": "mean"}),
    ("bar", {"x": 1}),
    ("bar", {"x": 0, "color": 1, "y": 3, "agg": "sum"}),
    ("line", {"x": 4, "y": (2,), "unit": "month"}),
    ("line", {"x": 4, "y": (2,), "unit": "hour"}),
    ("histogram", {"x": 2}),
    ("heatmap", {"x": 0, "y": 3}),
    ("map", {"x": 5, "y": 2, "agg": "mean"}),
    ("pointmap", {"lat": 6, "lon": 7}),
    ("geodensity", {"lat": 6, "lon": 7}),
    ("surface", {"x": 6, "y": 7, "z": 2, "agg": "mean"}),
    ("pairs", {"y": (2, 3, 6, 7), "color": 1}),
    ("parallel", {"y": (2, 3, 6, 7)}),
    ("wordcloud", {"x": 5}),
]


def frame(rows: int) -> pd.DataFrame:
    """A category, a text, a float, a whole number, zoned moments, and places."""
    rng = np.random.default_rng(0)
    months = pd.date_range("2026-01-01", "2026-06-01", periods=rows, tz="Europe/Paris")
    codes = rng.integers(0, 50, rows)
    return pd.DataFrame(
        {
            "kind": pd.Categorical.from_codes(codes, [f"k{n}" for n in range(50)]),
            "side": rng.choice(np.array(["buy", "sell", "hold"]), rows),
            "price": rng.normal(size=rows),
            "quantity": rng.integers(0, 40, rows),
            "time": months,
            "land": rng.choice(np.array(["France", "Chad", "Peru", "Fiji"]), rows),
            "lat": rng.normal(48, 5, rows),
            "lon": rng.normal(10, 20, rows),
        }
    )


def best(work: Any) -> float:
    """Seconds of the best of three."""
    times = []
    for _ in range(3):
        begun = time.perf_counter()
        work()
        times.append(time.perf_counter() - begun)
    return min(times)


class Ticking(threading.Thread):
    """A thread beside the work, as the kernel has its own: its longest wait."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self._ended = threading.Event()
        self.longest = 0.0

    def run(self) -> None:
        before = time.perf_counter()
        while not self._ended.wait(0.005):
            now = time.perf_counter()
            self.longest = max(self.longest, now - before)
            before = now

    def __enter__(self) -> Ticking:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self.join()


def aggregation(rows: int) -> None:
    """Seconds of each chart, and the longest wait of a thread that ticks meanwhile."""
    source = source_of(frame(rows))
    for word, asked in ASKED:
        chart = CHARTS[word]
        options = chart.Options(**asked)
        with Ticking() as ticking:
            seconds = best(lambda chart=chart, o=options: make(chart, source, o))
        stall = f"{ticking.longest * 1000:5.0f} ms"
        print(f"{word:10} {asked!s:55} {seconds:6.2f} s {stall}", flush=True)


def page() -> None:
    """Bytes of the first and of the second open, as a browser over https has them."""
    store = FrameStore()
    store.add(frame(1_000), name="df", pinned=True)
    app = create_app(store, Settings(), instance="i" * 16, secret="s" * 43)
    client = app.test_client()
    for coding in ("br, gzip", "gzip"):
        begun = time.perf_counter()
        plain = client.get("/charts/df/").text
        first = client.get("/charts/df/", headers={"Accept-Encoding": coding})
        links = [
            link.removeprefix(client.root)
            for link in re.findall(r'(?:href|src)="([^"]*)"', plain)
            if not link.startswith("data:")
        ]
        below = [
            f"/charts/df/{name}" for name in ("_dash-layout", "_dash-dependencies")
        ]
        headers = {"Accept-Encoding": coding}
        each_time = len(first.data) + sum(
            len(client.get(path, headers=headers).data) for path in below
        )
        once = sum(len(client.get(path, headers=headers).data) for path in links)
        seconds = time.perf_counter() - begun
        print(
            f"page, {coding:9} first {3 + len(links)} requests {each_time + once:,} B, "
            f"then 3 requests {each_time:,} B ({seconds:.2f} s), and the figure"
        )


if __name__ == "__main__":
    aggregation(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000_000)
    page()
