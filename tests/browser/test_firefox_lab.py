"""The story in Firefox: JupyterLab, a cell, the live grid in its output."""

from __future__ import annotations

import time

import pytest
from support.firefox import firefox
from support.frontends import FRAME, PATHS
from support.jupyter import write_notebook

LIVE = "() => !!document.querySelector('[data-ready] #body.live')"

TEXTS = """(rowindex) => {
    const cells = `[role=row][aria-rowindex="${rowindex}"] [role=gridcell]`;
    return [...document.querySelectorAll(cells)].map(cell => cell.textContent);
}"""


@pytest.fixture
def tab(tmp_path_factory):
    with firefox(tmp_path_factory.mktemp("firefox-lab")) as opened:
        opened.set_viewport_size(1280, 800)
        yield opened


@pytest.fixture
def server(jupyter):
    started = jupyter("new")
    yield started
    started.stop_kernels()


REACHED = """() => {
    const told = document.querySelector(".jp-Notebook-ExecutionIndicator");
    return told?.dataset.status === "idle";
}"""

WAITS = "() => document.querySelector('.jp-InputPrompt').textContent === '[ ]:'"

RUN = "() => void window.jupyterapp.commands.execute('notebook:run-all-cells')"


def run_cell(tab, seconds=60):
    """The menu's entry, again as long as it does nothing: without a window, Firefox
    takes a while to tell JupyterLab where the focus is."""
    tab.wait_for_selector(".jp-CodeCell .cm-content")
    tab.wait_for_function(REACHED, seconds=seconds)
    tab.click(".jp-CodeCell .cm-content")
    until = time.monotonic() + seconds
    while tab.evaluate(WAITS):
        assert time.monotonic() < until, "never run"
        tab.evaluate(RUN)
        time.sleep(1)


def enter(viewer, seconds=20):
    """Click a cell; Firefox drops what is clicked in a page's first moments."""
    until = time.monotonic() + seconds
    while not viewer.evaluate("() => document.activeElement.role === 'gridcell'"):
        assert time.monotonic() < until, "no focus"
        viewer.click("#body [aria-rowindex='4'] [aria-colindex='2']")
        time.sleep(0.2)


def wait_texts(viewer, row, texts, headers=1):
    """Wait until a row of the view, from 0, reads so."""
    viewer.wait_for_function(
        f"() => JSON.stringify(({TEXTS})({row + headers + 1})) === "
        f"JSON.stringify({texts!r})"
    )


def test_a_frame_in_a_cell_becomes_a_live_viewer(tab, server):
    """
    The user runs a cell that ends with a frame of 100,000 rows.
    Seen: the live grid with the true first rows; rows below by the wheel; the last row
    after Ctrl+End; the other order by clicks on a header; no error in the console.
    """
    file = write_notebook(server.root, "firefox", [FRAME], "python3")
    tab.goto(server.address(PATHS["lab"].format(file)))
    run_cell(tab)
    tab.wait_for_function(
        "() => !!document.querySelector('.jp-Cell iframe')", seconds=60
    )

    viewer = tab.frame()
    viewer.wait_for_function(LIVE)
    wait_texts(viewer, 0, ["0", "0.0", "sell"])
    enter(viewer)
    viewer.wheel(0, 24 * 50)
    wait_texts(viewer, 50, ["50", "959.5", "sell"])
    viewer.press("Control+End")
    wait_texts(viewer, 99_999, ["99999", "920.81", "buy"])

    for direction in ("ascending", "descending"):
        viewer.click(".t .s [aria-colindex='2'] b")
        viewer.wait_for_selector(f"[aria-sort='{direction}']")
    viewer.press("Control+Home")
    wait_texts(viewer, 0, ["99999", "920.81", "buy"])
    assert tab.errors == []
