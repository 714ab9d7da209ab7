"""Cross-filtering a million rows, and opening 10,000 columns, in Chromium.

Run it: .envs/new/bin/python tests/benchmarks/panels.py [rounds] (after bash tests/run
--setup-only). The server is this process, on the same cores as the browser.

A round drags over one histogram and lets go; told are the milliseconds until the count
of rows is there, until the first header in sight is drawn anew, until the last is, and
until none is drawn again.
Then frames of 10 and of 10,000 columns are opened in turn: milliseconds to the live
grid and to the pictures of all columns in sight, what was asked of summaries, and of
how many columns. Medians; milliseconds belong to the machine, ratios to the code.

Found so far: from letting go, a brush is settled after 31 to 33 ms and painted 8 ms
later, two frames, since the server begins to count when the filter has changed, before
the page asks; 42 ms in the same minutes when it began with the question.
10,000 columns are pictured as soon as 10 (1.0), and live as soon (1.0 to 1.3: more
columns fit in sight, so more cells are written).
"""

from __future__ import annotations

import logging
import re
import statistics
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np
import pandas as pd
from oracle import OracleStore, serving
from support.browser import chromium, new_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

N_ROWS = 1_000_000
SIZE = {"width": 1024, "height": 508}
WATCH = """() => {
    const heads = [...document.querySelectorAll('.t .s .h, .t > .h')]
        .filter(el => el.getBoundingClientRect().left < innerWidth - 8
            && el.querySelector('.hist, .tops'));
    const seen = window.seen = {heads: heads.length, first: 0, last: 0, rows: 0};
    addEventListener('pointerup', () => { seen.start = performance.now(); }, true);
    const drawn = new Set();
    for (const el of heads) new MutationObserver(() => {
        if (!seen.start) return;
        drawn.add(el);
        seen.settled = performance.now() - seen.start;
        requestAnimationFrame(() => {
            seen.first ||= performance.now() - seen.start;
            if (drawn.size < heads.length) return;
            seen.last ||= performance.now() - seen.start;
        });
    }).observe(el.querySelector('.pic'), {childList: true});
    new MutationObserver(() => {
        if (seen.start) seen.rows ||= performance.now() - seen.start;
    }).observe(document.querySelector('#rows'), {childList: true, characterData: true,
        subtree: true});
}"""


def trades() -> pd.DataFrame:
    """A million rows of the usual kinds."""
    chance = np.random.default_rng(1)
    return pd.DataFrame(
        {
            "price": chance.normal(100, 20, N_ROWS),
            "size": chance.integers(1, 900, N_ROWS),
            "side": chance.choice(["buy", "sell", "swap"], N_ROWS),
            "desk": pd.Categorical(chance.choice(["rates", "fx", "credit"], N_ROWS)),
            "time": pd.date_range("2026-01-01", periods=N_ROWS, freq="7s"),
            "fee": np.where(chance.random(N_ROWS) < 0.1, np.nan, chance.random(N_ROWS)),
            "done": chance.random(N_ROWS) < 0.7,
        }
    )


def opened(page: Page, root: str, view: Any) -> None:
    page.goto(f"{root}views/{view.id}/")
    page.wait_for_selector("[data-ready]", state="attached")
    page.mouse.move(500, 300)
    page.wait_for_selector("[data-actions]", state="attached")
    page.wait_for_selector(".t .hist svg")
    page.wait_for_timeout(1_500)


def brushed(page: Page, turn: int) -> dict[str, float]:
    """One drag over the prices, and what followed when it was let go."""
    page.evaluate(WATCH)
    box = page.locator(".t .hist").nth(1).bounding_box()
    assert box is not None
    x, y = box["x"] + 8, box["y"] + 12
    page.mouse.move(x, y)
    page.wait_for_selector("[data-brushable]")
    page.mouse.down()
    page.mouse.move(x + 12 + 3 * turn, y)
    page.mouse.up()
    page.wait_for_function("() => window.seen.last", timeout=30_000)
    found = page.evaluate("window.seen")
    page.wait_for_timeout(700)
    return {name: found[name] for name in ("rows", "first", "last", "settled", "heads")}


def visited(browser: Browser, root: str, view: Any) -> dict[str, float]:
    """How long a frame takes to be there, and what it asked of summaries."""
    with new_page(browser, viewport=SIZE) as (page, diary):
        page.goto(f"{root}views/{view.id}/")
        page.wait_for_selector("[data-ready]", state="attached")
        live = page.evaluate("performance.now()")
        page.wait_for_function(
            "() => [...document.querySelectorAll('.t .s .h')]"
            ".filter(el => el.getBoundingClientRect().left < innerWidth - 8)"
            ".every(el => el.querySelector('.pic').firstChild)",
            timeout=60_000,
        )
        pictured = page.evaluate("performance.now()")
        asked = [url for _, _, url in diary.answers if "/summary?" in url]
        columns = set[int]()
        for url in asked:
            for low, high in re.findall(r"(\d+)(?:-(\d+))?", url.split("columns=")[1]):
                columns |= set(range(int(low), int(high or low) + 1))
        return {"live": live, "pictured": pictured, "asked": len(asked),
                "columns": len(columns)}  # fmt: skip


def medians(rounds: list[dict[str, float]]) -> str:
    return "  ".join(
        f"{name} {statistics.median(one[name] for one in rounds):,.0f}"
        for name in rounds[0]
    )


def main(rounds: int = 9) -> None:
    """Print both tables."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    store = OracleStore()
    million = store.add(trades(), name="million", pinned=True)
    chance = np.random.default_rng(2)
    frames = {n: pd.DataFrame(chance.random((2_000, n))) for n in (10, 10_000)}
    with serving(store) as root, chromium() as browser:
        with new_page(browser, viewport=SIZE) as (page, _):
            opened(page, root, million)
            brushed(page, 0)  # places are found once
            every = [brushed(page, turn + 1) for turn in range(rounds)]
        print(f"brush at {N_ROWS:,} rows, ms from pointerup: {medians(every)}")
        views = {
            n: [store.add(frames[n].copy(), pinned=True) for _ in range(rounds)]
            for n in (10, 10_000)
        }
        found: dict[int, list[dict[str, float]]] = {10: [], 10_000: []}
        for turn in range(rounds):
            for n in (10, 10_000):
                found[n].append(visited(browser, root, views[n][turn]))
        for n, each in found.items():
            print(f"{n:,} columns, ms: {medians(each)}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
