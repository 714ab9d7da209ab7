"""The chart page in Chromium: 10 million rows to the first picture, requests, bytes.

``.envs/new/bin/python tests/benchmarks/charts_page.py [rows] [python of D-Tale]``; the
second is an interpreter that has `dtale`, whose page is then measured in the same run.
Bytes are those on the wire; "first" is a browser that has never been here, "then" the
same browser again. Times are those of a browser that nothing listens to, see
`unwatched`. Those of kinds are from the navigation to the marks in the page, the
scripts known, each the best of three with another option, so that nothing is kept.

Found last (D-Tale 3.22 with pandas 2, plotly 5 and Dash 2; with the newest of these it
draws none of these bars, and with any of them none of categories):

* A hundred thousand rows: first 2.0 s, 7 requests, 1.52 MB; D-Tale 2.3 s, 82, 3.89 MB.
  Then 0.90 s, 4, 11 kB (goal 1.2; five more runs 0.71 to 0.91, a third opening 0.46 to
  0.81); D-Tale 3.0 s, 54, 50 kB.
* Ten million: bar 0.76 s, line 0.76, histogram 0.57, heat map 0.87. A hundred thousand:
  0.78, 0.70, 0.74 and 0.83, so nearly all of it is the page.
"""

from __future__ import annotations

import inspect
import logging
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1])]

from charts import frame  # noqa: E402
from oracle import OracleStore, serving  # noqa: E402
from playwright.sync_api import Page  # noqa: E402
from support.browser import chromium  # noqa: E402
from support.processes import free_port  # noqa: E402
from unwatched import unwatched  # noqa: E402

from dtale_nb.charts.requests import Asked  # noqa: E402

KINDS: list[tuple[str, dict[str, Any], str, list[Any], str]] = [
    ("bar", {"x": {"number": 0}, "y": {"number": 2}, "agg": "mean"}, "top",
     [30, 40, 50], ".barlayer path"),
    ("line", {"x": {"number": 4}, "y": [{"number": 2}]}, "unit",
     ["day", "week", "month"], ".scatterlayer path"),
    ("histogram", {"x": {"number": 2}}, "bins", [40, 50, 60], ".barlayer path"),
    ("heatmap", {"x": {"number": 0}, "y": {"number": 3}}, "top", [40, 50, 60],
     ".heatmaplayer image"),
]  # fmt: skip

BARS: dict[str, Any] = {"x": {"number": 1}, "y": {"number": 2}, "agg": "mean"}
BAR = "chart_type=bar&x=side&y=%5B%22price%22%5D&agg=mean"
"""Bars of texts, and the same as D-Tale's address has them."""


def _answers(url: str) -> bool:
    try:
        urllib.request.urlopen(url, timeout=60).close()
    except (urllib.error.URLError, OSError):
        return False
    return True


def _wait(url: str, seconds: float) -> None:
    """Wait until a server answers."""
    until = time.monotonic() + seconds
    while not _answers(url):
        if time.monotonic() > until:
            raise TimeoutError(url)
        time.sleep(0.5)


def counted(page: Page, url: str, marks: str) -> tuple[int, int]:
    """Open a page and wait for its marks; requests, and bytes on the wire."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    sizes: list[int] = []
    session.on(
        "Network.loadingFinished", lambda e: sizes.append(e["encodedDataLength"])
    )
    page.goto(url, wait_until="commit", timeout=300_000)
    page.locator(marks).first.wait_for(state="attached", timeout=300_000)
    page.wait_for_timeout(1_500)
    session.detach()
    return sum(1 for size in sizes if size), sum(sizes)


def twice(who: str, url: str, marks: str) -> None:
    """Tell the first and the second opening: timed in one browser, counted in another.

    What the server imports and packs at its first chart is in no time.
    """
    with chromium() as browser:
        page = browser.new_context().new_page()
        counts = [counted(page, url, marks) for _ in range(2)]
    with unwatched() as browser, browser.tab() as tab:
        times = [tab.opened(url, marks) for _ in range(2)]
    for when, seconds, (requests, size) in zip(
        ("first", "then"), times, counts, strict=True
    ):
        told = f"{seconds:6.2f} s, {requests:3} requests, {size:10,} B"
        print(f"{who:9} {when:5} {told}", flush=True)


@contextmanager
def dtale(python: str, rows: int) -> Iterator[str]:
    """D-Tale's charts of the same frame."""
    port = free_port()
    code = (
        "from __future__ import annotations\n"
        f"import numpy as np, pandas as pd\n{inspect.getsource(frame)}\nimport dtale\n"
        f"dtale.show(frame({rows}), host='127.0.0.1', port={port}, "
        "open_browser=False, subprocess=False)"
    )
    process = subprocess.Popen(
        [python, "-c", code], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    root = f"http://127.0.0.1:{port}/dtale"
    try:
        _wait(f"{root}/main/1", 120)
        yield f"{root}/charts/1?{BAR}"
    finally:
        process.kill()
        process.wait()


def main(rows: int, python: str) -> None:
    store = OracleStore()
    store.add(frame(rows), name="df", pinned=True)
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    with serving(store) as root:
        url = f"{root}charts/df/{Asked('bar', BARS).encoded()}/"
        twice("dtale_nb", url, ".barlayer path")
        with unwatched() as browser, browser.tab() as tab:
            tab.opened(url, ".barlayer path")
            for kind, options, name, values, marks in KINDS:
                times = []
                for value in values:
                    asked = Asked(kind, {**options, name: value}).encoded()
                    times.append(tab.opened(f"{root}charts/df/{asked}/", marks))
                print(
                    f"dtale_nb {kind:10} {rows:,} rows {min(times):6.2f} s", flush=True
                )
        if python:
            with dtale(python, rows) as url:
                twice("D-Tale", url, ".barlayer path")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000_000, *sys.argv[2:3] or [""])
