"""Our grid beside AG Grid, regular-table, SlickGrid and Glide: one table of one run.

Run it: .envs/new/bin/python tests/benchmarks/grid.py [rounds] (after bash tests/run
--setup-only); --help tells how to choose grids and shapes. Each grid shows the same
oracle by the same server, asking it for rows as our own page does, in one Chromium with
software rendering; rounds are interleaved, and the grid that begins takes turns. The
peers come from npm into tests/benchmarks/peers, joined and minified by esbuild, and are
never shipped. Milliseconds belong to the machine; compare the columns of one run, and
mind the rows passed: a grid that maps the wheel to a scaled scrollbar passes more rows
than the wheel says, one that lags passes fewer. Each adapter asks for the cells that
are drawn, in blocks of 80 rows by 16 columns, one request at a time; AG Grid's rows
stand at once, as those of the others do. "empty" draws nothing: what the machine does.

Medians, 2 cores without a GPU, nothing beside, Chromium 156, window of 1024 x 508 px,
150 events of 200 px down and of 120 px sideways, one in two frames. 30,000 px are 1,250
rows; told is by how many the middle one of all that have elements moved:

    1M x 200, 3 rounds     empty   ours  regular  slick  glide     ag
    first rows, ms            71    100      302    330    584    692
    rows passed                -  1,247    3,000  1,399  1,250  1,245
    down, fps               60.0   60.0     59.8   53.8   60.0   59.7
    down, p99 ms            16.8   16.8     16.8   50.0   16.8   16.8
    down, main thread, s    0.29   1.56     2.56   4.56   1.13   3.54
    sideways, fps           60.0   60.0     60.0   53.4   60.0   59.7
    sideways, p99 ms        16.8   16.8     16.8   50.1   16.8   16.8
    sideways, main, s       0.30   1.50     2.21   4.70   1.00   3.42
    heap, MB                 1.3    2.9      3.5    3.6    5.0    9.0
    elements                   6    490      446  1,720    285  1,062

    100M x 10,000, 5 rounds  empty   ours  regular  glide
    first rows, ms              83    153      280    562
    rows passed                  -  1,247  300,016  1,250
    down, fps                 60.0   60.0     60.0   60.0
    down, p99 ms              16.8   16.8     16.8   16.8
    down, main thread, s      0.25   1.42     1.47   1.19
    sideways, fps             60.0   60.0     60.0   60.0
    sideways, p99 ms          16.8   16.8     16.8   16.8
    sideways, main, s         0.25   1.38     2.74   1.03
    heap, MB                   1.3    2.9      5.9   10.6
    elements                     6    490      461    761

The medians of the paired differences to regular-table and Glide are at most 0.2 fps and
0.0 ms in either table. With two busy processes beside (--load 2, 3 rounds of 300 events
of 100 px and 60 px): ours 60.0 fps and 16.8 ms down, 59.8 and 16.8 sideways;
regular-table 60.0 and 16.8, 55.1 and 50.0; Glide 59.3 and 33.3, 59.9 and 16.8.

Script and style of the first view, gzipped: ours 16.8 kB (22.7 until it sorts, 26.4
until it selects and copies), regular-table 11.0, SlickGrid 44, Glide 155, AG Grid 316.

Many viewers in one page: see `many_viewers`.
"""

from __future__ import annotations

import gzip
import logging
import os
import statistics
import subprocess
import sys
from argparse import ArgumentParser, Namespace
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from oracle import OracleSource, OracleStore, serving
from playwright.sync_api import Error
from support.browser import FLAGS, chromium, new_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, CDPSession, Page

PEERS = Path(__file__).parent / "peers"
PEERS_OURS = ("regular", "slick", "glide", "ag")
GRIDS = ("empty", "ours", *PEERS_OURS)
SHAPES = {"1M x 200": (1_000_000, 200), "100M x 200": (100_000_000, 200),
          "1M x 5,000": (1_000_000, 5_000),
          "100M x 10,000": (100_000_000, 10_000)}  # fmt: skip
SIZE = {"width": 1024, "height": 508}
EVENTS = 150
"""Wheel events of a run, each sent when the one before has been taken: one in two
frames, so 5 s of them."""

EMPTY = """<!doctype html>
<style>html,body{margin:0}#w{width:99999px;height:99999px}</style>
<div id=w>r0 c2</div>
<script>addEventListener("wheel", () => {}, {passive: false})</script>"""
"""A page with nothing to draw, and a grid's listener: what the machine can do."""

WAYS = ("down", "sideways")
FRAMES = ("fps", "p99 ms")

Found = dict[tuple[str, str], dict[int, dict[str, float]]]
"""Shape and grid -> round -> figure -> what it was."""

COSTS = {"ScriptDuration": "script", "RecalcStyleDuration": "style",
         "LayoutDuration": "layout", "TaskDuration": "tasks"}  # fmt: skip
"""Chromium's own sums over the main thread, s."""

WATCH = r"""
window.gaps = []; window.first = 0;
const isThere = () => document.body?.textContent.includes('r0 c2');
(function look() {
  if (!window.first && isThere()) requestAnimationFrame(() => {
    window.first ||= performance.now(); });
  if (!window.first) requestAnimationFrame(look);
})();
window.place = () => {
  const rows = [], columns = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const found = /^r(\d+) c(\d+)$/.exec(walk.currentNode.data.trim());
    if (found) { rows.push(+found[1]); columns.push(+found[2]); }
  }
  const middle = (list) => list.sort((a, b) => a - b)[list.length >> 1] ?? -1;
  return [middle(rows), middle(columns)];
};
window.measure = () => { window.gaps = []; window.on = true; let before = 0;
  (function frame(now) { if (before) window.gaps.push(now - before); before = now;
    if (window.on) requestAnimationFrame(frame); })(0); };
"""


def bundles() -> dict[str, tuple[bytes, bytes]]:
    """Script and style of each peer, installed and joined on demand."""
    if not (PEERS / "node_modules").exists():
        command = ["npm", "install", "--silent", "--no-audit", "--no-fund"]
        subprocess.run([*command, "--no-package-lock"], cwd=PEERS, check=True)
    built = PEERS / "node_modules" / ".built"
    entries = [f"{name}.js" for name in PEERS_OURS]
    define = '--define:process.env.NODE_ENV="production"'
    subprocess.run(
        ["node_modules/.bin/esbuild", *entries, "--bundle", "--minify", define,
         "--format=iife", f"--outdir={built}", "--log-level=error"],
        cwd=PEERS, check=True,
    )  # fmt: skip
    found = {}
    for name in PEERS_OURS:
        style = built / f"{name}.css"
        css = style.read_bytes() if style.exists() else b""
        found[name] = ((built / f"{name}.js").read_bytes(), css)
    return found


def address(root: str, grid: str, shape: str) -> str:
    end = "" if grid == "ours" else f"{grid}.html"
    return f"{root}views/{shape.replace(' ', '').replace(',', '')}/{end}"


def serve_peers(page: Page, built: dict[str, tuple[bytes, bytes]], shape: str) -> None:
    """Answer for the peers' pages, which stand beside ours and ask the same rows."""
    rows, columns = SHAPES[shape]
    page.route("**/empty.html", _answer(EMPTY.encode(), "text/html"))
    for name, (script, style) in built.items():
        html = (
            f"<!doctype html><meta charset=utf-8><style>html,body{{margin:0;height:100%"
            f"}}{style.decode()}</style><body><div id=root></div><div id=portal></div>"
            f"<script>window.ROWS={rows};window.COLUMNS={columns}</script>"
            f"<script src={name}.bundle></script>"
        )
        page.route(f"**/{name}.html", _answer(html.encode(), "text/html"))
        page.route(f"**/{name}.bundle", _answer(script, "text/javascript"))


def _answer(body: bytes, kind: str) -> Any:
    return lambda route: route.fulfill(body=body, content_type=kind)


def measured(
    browser: Browser, root: str, grid: str, shape: str, built: dict[str, Any]
) -> dict[str, float]:
    """One visit: the first view, then the wheel down and sideways."""
    with new_page(browser, viewport=SIZE) as (page, diary):
        serve_peers(page, built, shape)
        page.add_init_script(WATCH)
        page.goto(address(root, grid, shape))
        page.wait_for_function("() => window.first > 0", timeout=30_000)
        found = {"first rows ms": page.evaluate("window.first")}
        page.wait_for_timeout(300)
        found["requests"] = sum("favicon" not in one[2] for one in diary.answers)
        page.mouse.move(500, 300)
        page.wait_for_timeout(300)
        for way, right, down in (("down", 0, 200), ("sideways", 120, 0)):
            found |= scrolled(page, way, right, down)
        found["heap MB"] = _heap(page.context.new_cdp_session(page))
        found["elements"] = page.evaluate("document.querySelectorAll('*').length")
        return found


def scrolled(page: Page, way: str, right: int, down: int) -> dict[str, float]:
    """Frame gaps while the wheel turns, as the browser's own input queue gives it."""
    session = page.context.new_cdp_session(page)
    at = way == "down"
    before = page.evaluate("window.place()")[not at]
    session.send("Performance.enable")
    spent = costs(session)
    page.evaluate("window.measure()")
    for _ in range(EVENTS):
        session.send(
            "Input.dispatchMouseEvent",
            {"type": "mouseWheel", "x": 500, "y": 300, "deltaX": right, "deltaY": down},
        )
    gaps = page.evaluate("() => { window.on = false; return window.gaps; }")
    gaps = sorted(gaps) or [0.0]
    after = costs(session)
    page.wait_for_timeout(400)
    passed = page.evaluate("window.place()")[not at] - before
    return {
        "rows passed" if at else "columns passed": passed,
        f"{way} fps": 1000 * len(gaps) / max(sum(gaps), 1),
        f"{way} p50 ms": gaps[len(gaps) // 2],
        f"{way} p99 ms": gaps[min(len(gaps) - 1, int(len(gaps) * 0.99))],
        **{f"{way} {word} s": after[word] - spent[word] for word in spent},
    }


def costs(session: CDPSession) -> dict[str, float]:
    """What the page's main thread has spent so far, s."""
    told = session.send("Performance.getMetrics")["metrics"]
    return {
        COSTS[each["name"]]: each["value"] for each in told if each["name"] in COSTS
    }


def _heap(session: CDPSession) -> float:
    """What the page's scripts hold, MB."""
    session.send("HeapProfiler.collectGarbage")
    return float(session.send("Runtime.getHeapUsage")["usedSize"]) / 2**20


def bytes_of(built: dict[str, tuple[bytes, bytes]]) -> dict[str, int]:
    """Script and style of each, compressed."""
    from dtale_nb.web.assets import JOINED, packed_asset, viewer_assets

    ours = viewer_assets()
    style = len(gzip.compress((ours.style + ours.theme + ours.start).encode(), 9))
    found = {"ours": len(packed_asset(JOINED, "gzip")) + style}
    for name, (script, css) in built.items():
        found[name] = len(gzip.compress(script, 9)) + len(gzip.compress(css, 9))
    return found


def fresh(store: OracleStore, shape: str) -> None:
    """A new view of a shape, in the place of the one before."""
    store.add_oracle(
        shape.replace(" ", "").replace(",", ""), OracleSource(*SHAPES[shape])
    )


def asked(arguments: list[str]) -> Namespace:
    """What the command line asks for."""
    parser = ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("rounds", type=int, nargs="?", default=5)
    parser.add_argument("--grids", nargs="+", choices=GRIDS, default=GRIDS)
    parser.add_argument("--shapes", nargs="+", choices=SHAPES, default=SHAPES)
    parser.add_argument("--load", type=int, default=0, help="busy processes beside")
    return parser.parse_args(arguments)


def main() -> None:
    """Print the tables."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    wanted = asked(sys.argv[1:])
    store = OracleStore()
    for shape in SHAPES:
        fresh(store, shape)
    with serving(store) as root, chromium() as browser, busy(wanted.load):
        print(f"Chromium {browser.version} {' '.join(FLAGS)}", flush=True)
        print(f"window {SIZE}, {os.cpu_count()} cores, {wanted.load} of them busy")
        built = bundles()
        found = visits(browser, root, store, wanted, built)
        tell(found, bytes_of(built))
        tell_pairs(found)


@contextmanager
def busy(processes: int) -> Iterator[None]:
    """Keep the machine busy, as other work of its user does."""
    started = [
        subprocess.Popen([sys.executable, "-c", "while True: pass"])
        for _ in range(processes)
    ]
    try:
        yield
    finally:
        for each in started:
            each.kill()
            each.wait()


def visits(
    browser: Browser,
    root: str,
    store: OracleStore,
    wanted: Namespace,
    built: dict[str, tuple[bytes, bytes]],
) -> Found:
    """Every grid at every shape in each round; the grid that begins takes turns."""
    found: Found = {}
    for turn, shape in product(range(wanted.rounds), wanted.shapes):
        at = turn % len(wanted.grids)
        for grid in [*wanted.grids[at:], *wanted.grids[:at]]:
            fresh(store, shape)  # a view opens where its reader stood
            try:
                one = measured(browser, root, grid, shape, built)
            except Error as error:
                print(f"  {grid} at {shape}: {error.message[:120]}", flush=True)
                continue
            found.setdefault((shape, grid), {})[turn] = one
            told = [f"{one[f'{way} {what}']:.1f}" for way in WAYS for what in FRAMES]
            print(f"  {shape} {grid:8} {' '.join(told)}", flush=True)
    return found


def tell(found: Found, sizes: dict[str, int]) -> None:
    """Print medians, a line for each figure."""
    print(
        "script + style, gz:",
        ", ".join(f"{n} {s / 1000:.1f} kB" for n, s in sizes.items()),
    )
    for shape in dict.fromkeys(shape for shape, _ in found):
        grids = [grid for at, grid in found if at == shape]
        print(f"{shape:22}" + "".join(f"{grid:>10}" for grid in grids))
        for word in next(iter(found[shape, grids[0]].values())):
            medians = [
                statistics.median(one[word] for one in found[shape, grid].values())
                for grid in grids
            ]
            print(f"{word:22}" + "".join(f"{value:10.2f}" for value in medians))


def tell_pairs(found: Found) -> None:
    """Print how we stand beside each peer in the rounds that both ran."""
    for (shape, grid), theirs in found.items():
        ours = found.get((shape, "ours"), {})
        both = sorted(set(ours) & set(theirs))
        if grid == "ours" or not both:
            continue
        told = []
        for way, what in product(WAYS, FRAMES):
            word = f"{way} {what}"
            more = statistics.median(ours[at][word] - theirs[at][word] for at in both)
            told.append(f"{word} {more:+.1f}")
        print(f"{shape}: ours less {grid}, {len(both)} pairs: {', '.join(told)}")


if __name__ == "__main__":
    main()
