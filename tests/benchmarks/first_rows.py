"""First rows: ours, the same page that fetches them, and a bare HTML table of them.

Run it: .envs/new/bin/python tests/benchmarks/first_rows.py [rounds] (after bash
tests/run --setup-only). One server with our app answers for three pages of one frame,
1,000,000 x 200 of mixed kinds:

- ours: the first rows stand in the page as HTML.
- fetched: our page without them; the same script asks for them and draws them.
- bare: a table of the same texts, without script and with three rules of style.

Rounds are interleaved, and the page that begins takes turns. Each round opens a page in
a new context (cold) and again (warm), directly and with 50 ms of latency added by
Chromium, to whose scripts nothing listens (see `unwatched`). Told are the medians of
the time from navigation until the frame that shows the rows has been painted, and of
the ratios within a round. Milliseconds belong to the machine and are whole frames of
16.7 ms; compare the columns of one run.

15 rounds, 2 cores without a GPU, Chromium 156, little work beside:

                    ours   fetched    bare   ours / fetched   ours / bare
    +0 ms, cold       88       227      66             0.38          1.33
    +0 ms, warm       70       164      61             0.43          1.11
    +50 ms, cold     129       306     113             0.42          1.18
    +50 ms, warm     112       201     108             0.57          1.07

Three other runs of 8 to 15 rounds, busier: 0.37 to 0.58 of fetched; of bare, by line,
1.29 to 1.55, 0.95 to 1.32, 1.07 to 1.45, 1.06 to 1.30. What a new process draws in 22
ms more than the bare table: three more faces, twice the elements, a bar and headers.
"""

from __future__ import annotations

import statistics
import sys
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np
import pandas as pd
from flask import Flask
from markupsafe import escape
from support.browser import FLAGS
from unwatched import unwatched

from dtale_nb.app import create_app
from dtale_nb.engine.store import FrameStore
from dtale_nb.notebook.server import ThreadServer
from dtale_nb.settings import Settings
from dtale_nb.web.context import nonce, view
from dtale_nb.web.pages import FirstView, written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unwatched import Browser

SECRET = "s" * 43
SIZE = {"width": 1024, "height": 508}
PAGES = {"ours": "", "fetched": "fetched.html", "bare": "bare.html"}
LATENCIES = (0, 50)
"""Added to each request, ms."""

VISITS = ("cold", "warm")

ROWS = "#body [role=gridcell]:not(:empty), td + td:not(:empty)"
"""What is waited for: a cell that has a text."""

BARE = """<!doctype html><html lang=en><meta charset=utf-8><title>bare</title>
<link rel=icon href="data:,"><style nonce="{nonce}">
body{{margin:0;font:13px sans-serif}}
td,th{{padding:2px 8px;white-space:nowrap;border:1px solid #ddd}}
table{{border-collapse:collapse}}</style>
<table><thead><tr><th>{names}</thead><tbody>{rows}</tbody></table>"""


def frame() -> pd.DataFrame:
    """A million rows of 200 columns: half of them numbers, moments, categories."""
    row = np.arange(1_000_000)
    values = {
        "number": row * 0.5,
        "whole": row * 7919 % 100_000,
        "moment": pd.Timestamp("2026-01-01") + pd.to_timedelta(row, "s"),
        "side": pd.Categorical.from_codes(row % 2, ["buy", "sell"]),
    }
    kinds = list(values)
    columns = {f"{kinds[at % 4]}_{at}": values[kinds[at % 4]] for at in range(200)}
    return pd.DataFrame(columns, copy=False)


def fetched() -> str:
    """Our page, whose rows come by script."""
    first = FirstView(view())
    first.page = view().page(0, 0, first.viewport.numbers)
    return written(first)


def bare() -> str:
    """The rows of our page as a plain table."""
    first = FirstView(view())
    names = ["", *(field.label[-1] for field in first.fields)]
    columns = [cells.texts for cells in (*first.page.index, *first.page.columns)]
    rows = zip(*columns, strict=True)
    return BARE.format(
        nonce=nonce(),
        names="<th>".join(map(escape, names)),
        rows="".join(f"<tr><td>{'<td>'.join(map(escape, row))}" for row in rows),
    )


@contextmanager
def serving() -> Iterator[str]:
    """Serve the three pages; the address of ours."""
    store = FrameStore()
    shown = store.add(frame(), name="first", pinned=True)
    app: Flask = create_app(store, Settings(), instance="0" * 16, secret=SECRET)
    app.get("/views/<view>/fetched.html")(fetched)
    app.get("/views/<view>/bare.html")(bare)
    server = ThreadServer(lambda: app)
    server.start()
    try:
        yield f"http://127.0.0.1:{server.port}/{SECRET}/views/{shown.id}/"
    finally:
        server.stop()


def visited(browser: Browser, address: str, latency: int) -> list[float]:
    """Navigation to rows painted, ms, of a cold and a warm visit."""
    with browser.tab() as tab:
        tab.resize(**SIZE)
        if latency:
            tab.delay(latency)
        return [
            tab.opened(address, ROWS, is_painted=True, settled=0.3) * 1e3
            for _ in VISITS
        ]


def main() -> None:
    """Print the table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    found: dict[tuple[int, str, str], list[float]] = {}
    with serving() as root, unwatched() as browser:
        print(f"{browser.version} {' '.join(FLAGS)}, window {SIZE}")
        names = list(PAGES)
        for turn, latency in product(range(rounds + 1), LATENCIES):
            at = turn % len(names)
            for name in [*names[at:], *names[:at]]:
                both = visited(browser, root + PAGES[name], latency)
                for visit, taken in zip(VISITS, both, strict=True):
                    if turn:  # the first warms the server up
                        found.setdefault((latency, visit, name), []).append(taken)
    print(f"{rounds} rounds" + "".join(f"{name:>10}" for name in names))
    for latency, visit in product(LATENCIES, VISITS):
        every = {name: found[latency, visit, name] for name in names}
        told = "".join(f"{statistics.median(every[name]):10.0f}" for name in names)
        ratios = (
            f"x{ratio(every['ours'], every[name]):.2f} of {name}" for name in names[1:]
        )
        print(f"+{latency:2} ms, {visit}{told}   {', '.join(ratios)}")


def ratio(ours: list[float], theirs: list[float]) -> float:
    """The median of the ratios within the rounds."""
    return statistics.median(a / b for a, b in zip(ours, theirs, strict=True))


if __name__ == "__main__":
    main()
