"""Twenty viewers in one page, as in a long notebook: how soon, and what they hold.

Run it: .envs/new/bin/python tests/benchmarks/many_viewers.py [rounds] (after bash
tests/run --setup-only). The page makes a viewer of 1,000,000 x 200 when its place is
less than 600 px from the window, as `embed.js` does; the window shows three of twenty.
Told are the time until those three are painted, the heap of the page's scripts then and
when all have been scrolled past, and what twenty frames hold that show a JSON answer.

To the browser's scripts nothing listens (see `unwatched`): Playwright gives each frame
a second world of scripts, which alone makes 3 MB of twenty.

Medians of 5 rounds [least..most], 2 cores without a GPU, other work beside:

    frames without a viewer, MB            5.8 [  5.8..5.8]
    +0 ms: three painted, ms               277 [266..876]
           heap then, and all seen, MB     2.6, 10.6 [10.6..10.6]
    +50 ms: three painted, ms              339 [251..483]
            heap then, and all seen, MB    2.6, 10.6 [10.6..10.7]

After all have been seen they have 3,574 elements together.
"""

from __future__ import annotations

import logging
import statistics
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from oracle import OracleSource, OracleStore, serving
from support.browser import FLAGS
from unwatched import unwatched

if TYPE_CHECKING:
    from unwatched import Browser, Tab

VIEWS = 20
SIZE = {"width": 1024, "height": 900}
LATENCIES = (0, 50)
"""Added to each request, ms."""

OLDER = 2
"""How long the page is left alone before its heap is measured, seconds."""

NOTEBOOK = """async ([root, views]) => {
    const near = new IntersectionObserver((seen) => {
        for (const { isIntersecting, target } of seen) {
            if (!isIntersecting || target.firstChild) continue;
            const frame = document.createElement("iframe");
            frame.src = target.dataset.src;
            frame.style = "display:block;border:0;width:1000px;height:300px";
            target.append(frame);
        }
    }, { rootMargin: "600px" });
    const began = performance.now();
    document.body.replaceChildren(...Array.from({ length: views }, (_, at) => {
        const mount = document.createElement("div");
        mount.dataset.src = `${root}views/many/?${at}`;
        mount.style = "height:300px;margin-bottom:16px";
        near.observe(mount);
        return mount;
    }));
    const inSight = [...document.body.children].slice(0, 3);
    const next = () => new Promise(requestAnimationFrame);
    const isPainted = ({ firstChild }) =>
        firstChild?.contentDocument?.querySelector("#body .r");
    while (!inSight.every(isPainted)) await next();
    await next();
    return performance.now() - began;
}"""
"""Viewers in a page that is there, made near the window as `embed.js` does."""

PASS = """async ([at]) => {
    const mount = document.body.children[at];
    mount.scrollIntoView();
    const isLive = (page) =>
        page?.querySelector(".live .r") && !page.querySelector("#first");
    while (!isLive(mount.firstChild?.contentDocument))
        await new Promise(requestAnimationFrame);
}"""

PLAIN = """async ([root, views]) => {
    document.body.replaceChildren(...Array.from({ length: views }, () => {
        const frame = document.createElement("iframe");
        frame.src = `${root}health`;
        return frame;
    }));
}"""
"""Frames without a script: what the browser takes for them."""

ELEMENTS = """() => [...document.querySelectorAll("iframe")].reduce(
    (sum, frame) => sum + frame.contentDocument.querySelectorAll("*").length, 0)"""


def shown(browser: Browser, root: str, latency: int) -> dict[str, float]:
    """One visit with empty caches.

    Returns:
        When the three in the window are painted, ms; the heap then and when all have
        been scrolled past, MB; the elements of all frames at the end.
    """
    with browser.tab() as tab:
        _open(tab, root)
        if latency:
            tab.delay(latency)
        painted = tab.evaluated(NOTEBOOK, root, VIEWS)
        time.sleep(OLDER)
        near = tab.heap()
        for at in range(VIEWS):
            tab.evaluated(PASS, at)
        time.sleep(OLDER)
        return {
            f"+{latency} ms, three painted, ms": painted,
            f"+{latency} ms, heap then, MB": near,
            f"+{latency} ms, heap, all seen, MB": tab.heap(),
            f"+{latency} ms, elements, all seen": tab.evaluated(ELEMENTS),
        }


def plain(browser: Browser, root: str) -> dict[str, float]:
    """The heap of as many frames that hold no viewer, MB."""
    with browser.tab() as tab:
        _open(tab, root)
        tab.evaluated(PLAIN, root, VIEWS)
        time.sleep(OLDER)
        return {"heap of frames without a viewer, MB": tab.heap()}


def _open(tab: Tab, root: str) -> None:
    tab.resize(**SIZE)
    tab.let_scripts_in()
    tab.opened(f"{root}health", "body", settled=0.5)


def main() -> None:
    """Print the table."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    store = OracleStore()
    found: dict[str, list[float]] = {}
    with serving(store) as root, unwatched() as browser:
        print(f"{browser.version} {' '.join(FLAGS)}, window {SIZE}")
        for _ in range(rounds):
            one = plain(browser, root)
            for latency in LATENCIES:
                store.add_oracle("many", OracleSource(1_000_000, 200))
                one |= shown(browser, root, latency)
            for word, value in one.items():
                found.setdefault(word, []).append(value)
    for word, values in found.items():
        middle = statistics.median(values)
        print(f"{word:36} {middle:7.1f} [{min(values):.1f}..{max(values):.1f}]")


if __name__ == "__main__":
    main()
