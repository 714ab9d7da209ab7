"""From run-cell to the live grid, beside pandas' own repr in the same run.

Run it: .envs/new/bin/python tests/benchmarks/first_view.py (after bash tests/run
--setup-only). In notebooks of a real JupyterLab, cells that show a frame plainly and as
a viewer take turns, at a million and ten million rows; the page itself notes when rows
can be read and when the live grid stands. In half of the rounds the large frame's cells
come first: what stands above a cell costs the page time, whatever the cell shows.
Milliseconds belong to the machine; compare the columns of one run.

The server is started in the moment its sockets listen and its thread runs. Its first
answer comes when that thread has imported Flask, which is told beside it; no cell waits
for that.

With the word `columns` only frames of 10 to 50,000 columns are opened in turn, in a
server of this process: milliseconds until their page is answered, painted, and live.
Medians of 16 rounds, and ratios to 10 columns (Chromium; other work beside it):

       columns       answered        painted           live
            10    18.8 (1.00)   140.0 (1.00)   171.0 (1.00)
           200    17.7 (0.94)   130.0 (0.93)   160.2 (0.94)
        10,000    21.3 (1.13)   152.0 (1.09)   207.2 (1.21)
        50,000    36.1 (1.92)   152.0 (1.09)   220.4 (1.29)

While each answer iterated the names of all columns for their mark, 10,000 were answered
after 1.60 of the time of 10, and 50,000 after 3.66; `tests/http/test_wide.py` tells if
that comes back. What is left is the mark; why "live" is later is not known.
"""

from __future__ import annotations

import logging
import os
import statistics
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np
import pandas as pd
import requests
from oracle import OracleStore, serving
from support.browser import chromium, new_page
from support.environments import Environment, environment
from support.frontends import PATHS, Notebook
from support.jupyter import jupyter_server, write_notebook

ROUNDS = 5
"""Of each order of cells."""

ALONE_ROUNDS = 5

COLUMNS = (10, 200, 10_000, 50_000)

COLUMN_ROUNDS = 16

COMPILED = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
"""Modules are compiled before the clock runs, as on every machine of a user."""

SETUP = """import numpy as np, pandas as pd, dtale_nb
def made(n):
    r = np.arange(n)
    return pd.DataFrame({
        "order": r, "price": (r * 7919 % 100_000) / 100, "volume": r % 1000,
        "time": pd.Timestamp("2026-01-01") + pd.to_timedelta(r, unit="s"),
        "side": pd.Categorical.from_codes(r % 2, ["buy", "sell"]),
        **{f"x{k}": r * 0.5 + k for k in range(5)},
    })
frames = {1: made(1_000_000), 10: made(10_000_000)}
%load_ext dtale_nb"""

SIZES = (1, 10)
"""Millions of rows."""

WATCH = """(number) => new Promise((done) => {
    const cell = document.querySelectorAll(".jp-CodeCell")[number];
    const began = performance.now();
    const seen = {rows: 0, live: 0, moved: 0};
    let height = 0;
    const look = () => {
        const now = performance.now() - began;
        const fresh = cell.querySelector(".jp-OutputArea-output table:not([data-old])");
        if (fresh && !seen.rows) {
            seen.rows = now;
            height = fresh.closest(".jp-OutputArea-output").offsetHeight;
        }
        const frame = cell.querySelector("iframe:not([data-old])");
        const ready = frame?.contentDocument?.documentElement?.dataset.ready;
        if (ready && frame.style.opacity === "1") seen.live = now;
        const isOver = seen.live || (seen.rows && !window.expectLive);
        if (isOver && seen.rows) {
            const area = cell.querySelector(".jp-OutputArea-output");
            seen.moved = Math.abs(area.offsetHeight - height);
            return done(seen);
        }
        requestAnimationFrame(look);
    };
    for (const old of cell.querySelectorAll("table, iframe")) old.dataset.old = "1";
    window.jupyterapp.commands.execute("notebook:run-cell");
    look();
})"""


def run_cell(notebook, number, *, live):
    """Run a cell; ms until its rows can be read and until its grid is live."""
    notebook.select(number)
    notebook.page.evaluate("(live) => { window.expectLive = live; }", live)
    seen = notebook.page.evaluate(WATCH, number)
    notebook.wait_idle()
    return seen


def in_lab(stack, sizes, seen):
    """Rounds of cells in this order of sizes; what the very first view took."""
    server = stack.enter_context(jupyter_server(environment("new")))
    browser = stack.enter_context(chromium())
    page, diary = stack.enter_context(new_page(browser))
    cells = [(size, live) for size in sizes for live in (False, True)]
    shown = [f"frames[{n}]" if live else f"dtale_nb.plain(frames[{n}])"
             for n, live in cells]  # fmt: skip
    file = write_notebook(server.root, "first-view", [SETUP, *shown], "python3")
    notebook = Notebook.open(page, server.address(PATHS["lab"].format(file)))
    notebook.run(0, seconds=120)
    first = run_cell(notebook, 2, live=True)
    page.wait_for_timeout(1_000)
    answers = diary.our_answers()
    for _ in range(ROUNDS):
        for number, cell in enumerate(cells, 1):
            seen[cell].append(run_cell(notebook, number, live=cell[1]))
    return first, answers


def wire_bytes(server_code):
    """Bytes of a first view's answers as they travel, compressed."""
    done = subprocess.run(
        [environment("new").python, "-c", server_code],
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.split()


WIRE = """
import gzip, re, requests, pandas as pd, dtale_nb, numpy as np
r = np.arange(1_000_000)
view = dtale_nb.show(pd.DataFrame({f"x{k}": r * 0.5 + k for k in range(10)}))
def size(url):
    answer = requests.get(url, stream=True, headers={"Accept-Encoding": "gzip"})
    return len(answer.raw.read(decode_content=False)), answer
root = view.url.partition("views/")[0]
health, _ = size(root + "health")
body, _ = size(view.url)
page = requests.get(view.url).text
script, _ = size(root + re.search(r'assets/[^"]+viewer.js', page)[0])
inline = re.search(r"<style.*?</style>", page, re.S)[0]
style = len(gzip.compress(inline.encode(), 5))
print(health, body, script, style)
"""

TEN = "pandas.DataFrame({c: range(1000) for c in 'abcdefghij'})"

ALONE = {
    "import dtale_nb, beyond pandas": (
        "import pandas",
        "import dtale_nb",
    ),
    "%load_ext dtale_nb, beyond pandas": (
        "import pandas; from IPython.core.interactiveshell import InteractiveShell;"
        "shell = InteractiveShell.instance()",
        "shell.run_line_magic('load_ext', 'dtale_nb')",
    ),
    "first show and display": (
        "import pandas, dtale_nb; f = pandas.DataFrame({'a': range(1000)})",
        "v = dtale_nb.show(f); v._repr_mimebundle_()",
    ),
    "server, until it listens": (
        "import pandas, dtale_nb; from dtale_nb.notebook import session, server;"
        "own = session.current()",
        "own.serve()",
    ),
    "server, from then to its first answer": (
        "import pandas, requests, dtale_nb; f = pandas.DataFrame({'a': range(1000)});"
        "v = dtale_nb.show(f); from dtale_nb.notebook import session",
        "requests.get(v.url.partition('views/')[0] + 'health')",
    ),
    "of it, importing Flask": ("import pandas", "import flask"),
    "later display, 10 columns": (
        f"import pandas, dtale_nb; f = {TEN}; "
        "v = dtale_nb.show(f); v._repr_mimebundle_()",
        "v._repr_mimebundle_()",
    ),
    "pandas' own repr of the same": (
        f"import pandas; f = {TEN}; repr(f), f._repr_html_()",
        "repr(f), f._repr_html_()",
    ),
}


def alone(env: Environment, setup: str, step: str) -> float:
    """Median ms of a step in fresh processes."""
    subprocess.run([env.python, "-c", f"{setup}\n{step}"], check=True, env=COMPILED)
    code = (
        f"import time\n{setup}\nbegan = time.perf_counter()\n{step}\n"
        "print((time.perf_counter() - began) * 1e3)"
    )
    found = [
        float(
            subprocess.run(
                [env.python, "-c", code],
                capture_output=True,
                text=True,
                check=True,
                env=COMPILED,
            ).stdout.split()[-1]
        )
        for _ in range(ALONE_ROUNDS)
    ]
    return statistics.median(found)


PAINTED = """() => {
    const [paint] = performance.getEntriesByName("first-contentful-paint");
    return paint && document.documentElement.dataset.ready
        && [paint.startTime, window.liveAt];
}"""

LIVE = """new MutationObserver((_, watch) => {
    if (!document.documentElement?.dataset.ready) return;
    window.liveAt = performance.now();
    watch.disconnect();
}).observe(document, { subtree: true, attributeFilter: ["data-ready"] });"""


def opened(browser, address):
    """Ms until the page of a view was answered, and in Chromium painted and live."""
    began = time.perf_counter()
    requests.get(address).raise_for_status()
    answered = (time.perf_counter() - began) * 1e3
    with new_page(browser) as (page, _):
        page.add_init_script(LIVE)
        page.goto(address)
        painted, live = page.wait_for_function(PAINTED).json_value()
    return {"answered": answered, "painted": painted, "live": live}


def by_columns() -> None:
    """Print the table of frames of more and more columns, in turn."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    store, chance = OracleStore(), np.random.default_rng(1)
    seen = {count: [] for count in COLUMNS}
    with serving(store) as root, chromium() as browser:
        for turn in range(COLUMN_ROUNDS + 1):
            first = turn % len(COLUMNS)
            for count in (*COLUMNS[first:], *COLUMNS[:first]):
                names = [f"column {number:05d}" for number in range(count)]
                frame = pd.DataFrame(chance.random((500, count)), columns=names)
                view = store.add(frame, pinned=True)
                time.sleep(0.3)  # the last browser page has gone
                found = opened(browser, f"{root}views/{view.id}/")
                if turn:  # the first round warms up
                    seen[count].append(found)
                store.let_go(view.id)
    print(f"{'columns':>10} {'answered':>14} {'painted':>14} {'live':>14}")
    for count, rounds in seen.items():
        told = [f"{count:10,}"]
        for what in ("answered", "painted", "live"):
            now, least = (
                statistics.median(one[what] for one in each)
                for each in (rounds, seen[COLUMNS[0]])
            )
            told.append(f"{now:6.1f} ({now / least:4.2f})")
        print("  ".join(told))


def main() -> None:
    """Print the tables."""
    if "columns" in sys.argv[1:]:
        by_columns()
        return
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    env = environment("new")
    for name, (setup, step) in ALONE.items():
        print(f"{name:38} {alone(env, setup, step):8.1f} ms")
    health, body, script, style = map(int, wire_bytes(WIRE))
    whole = health + body + script
    print(f"bytes: probe {health}, page {body}, script {script}, sum {whole}")
    print(f"bytes of script and style: {script + style}")
    rounds = {(size, live): [] for size in SIZES for live in (False, True)}
    for sizes in (SIZES, SIZES[::-1]):
        with ExitStack() as stack:
            first, answers = in_lab(stack, sizes, rounds)
        what = f"rows {first['rows']:.0f} ms, live {first['live']:.0f} ms"
        print(f"very first view of {sizes[0]}M: {what}, {len(answers)} requests")
    print_rounds(rounds)
    by_columns()


def print_rounds(rounds):
    """The table of sizes, ours beside pandas'."""

    def median(size, live, what):
        return statistics.median(each[what] for each in rounds[size, live])

    print(f"{'':10} {'pandas rows':>12} {'rows':>8} {'ratio':>6} {'live':>8}")
    for size in SIZES:
        ratio = median(size, True, "rows") / median(size, False, "rows")
        print(
            f"{f'{size}M':10} {median(size, False, 'rows'):9.0f} ms"
            f" {median(size, True, 'rows'):5.0f} ms"
            f" {ratio:6.2f} {median(size, True, 'live'):5.0f} ms"
        )
    moved = max(seen["moved"] for size in SIZES for seen in rounds[size, True])
    print(f"the output's height changed by {moved} px when it went live")


if __name__ == "__main__":
    main()
