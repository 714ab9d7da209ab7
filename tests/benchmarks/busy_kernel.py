"""Pages while the user's code holds the interpreter, by two switch intervals.

Run it: python tests/benchmarks/busy_kernel.py. A process shows a
frame and runs a pure Python loop; another process asks for pages of rows. Rounds with
and without a shorter interval take turns, so their ratio holds on a noisy machine.

Found last, with the cores taken four times over by others: p50 85 ms without, 69
with it, the loop at 60 and 79 % of unasked. That says what the machine does; the goals
(15 ms, 2 % of the loop) are to be asked of an idle one.
"""

from __future__ import annotations

import multiprocessing
import statistics
import time

import pandas as pd
import requests

import dtale_nb
from dtale_nb.notebook import switch_interval

ROUNDS = 7
SECONDS = 2.0
ASKS_EVERY = 0.1


def ask(url, latencies):
    """Ask for pages for a while; latencies in ms."""
    until = time.monotonic() + SECONDS
    row = 0
    while time.monotonic() < until:
        row += 60
        began = time.perf_counter()
        path = f"{url}rows?start={row}&stop={row + 60}&columns=0-9"
        requests.get(path, timeout=30).raise_for_status()
        latencies.put((time.perf_counter() - began) * 1e3)
        time.sleep(ASKS_EVERY)
    latencies.put(None)


def busy_round(url):
    """One round: the latencies of a reader, and the turns of the user's loop."""
    latencies = multiprocessing.get_context("spawn").Queue()
    process = multiprocessing.get_context("spawn").Process(
        target=ask, args=(url, latencies)
    )
    process.start()
    found = [latencies.get()]  # the reader has begun
    turns, until = 0, time.monotonic() + SECONDS
    while time.monotonic() < until:
        for _ in range(1_000):
            turns += 1
    while (latency := latencies.get()) is not None:
        found.append(latency)
    process.join()
    return statistics.median(found), turns


def main():
    """Print one table."""
    frame = pd.DataFrame({f"c{n}": range(100_000) for n in range(10)})
    view = dtale_nb.show(frame)
    url = view.url
    requests.get(f"{url}rows?stop=60&columns=0-9", timeout=30)
    hasty = switch_interval.HASTY
    results = {"5 ms, as Python has it": [], f"{hasty * 1e3} ms while pending": []}
    idle, until = 0, time.monotonic() + SECONDS
    while time.monotonic() < until:
        for _ in range(1_000):
            idle += 1
    for _ in range(ROUNDS):
        for name, interval in zip(results, (1.0, hasty), strict=True):
            switch_interval.HASTY = interval
            results[name].append(busy_round(url))
    print(f"{'switch interval':28} {'page p50, ms':>14} {'loop, of unasked':>18}")
    for name, rounds in results.items():
        latency = statistics.median(each[0] for each in rounds)
        turns = statistics.median(each[1] for each in rounds) / idle
        print(f"{name:28} {latency:14.1f} {turns:18.1%}")


if __name__ == "__main__":
    main()
