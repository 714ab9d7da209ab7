"""JupyterLab and Notebook 7 as a user handles them: open, run, move, restart, look."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from playwright.sync_api import FrameLocator, Locator, Page, expect

from support.jupyter import JupyterServer
from support.viewer import Viewer

FrontEnd = Literal["lab", "notebook"]
PATHS = {"lab": "lab/tree/{}", "notebook": "notebooks/{}"}

FRAME = """%load_ext dtale_nb
import numpy as np, pandas as pd, dtale_nb
n = np.arange(100_000)
df = pd.DataFrame({
    "n": n,
    "price": (n * 7919 % 100_000) / 100,
    "side": np.where(n % 2, "buy", "sell"),
})
df"""
"""A frame of 100,000 rows: row r has n = r, and prices in no order."""

IDLE = """() => {
    const app = window.jupyterapp;
    const context = app?.shell.currentWidget?.sessionContext;
    return context?.isReady && context.session?.kernel?.status === 'idle';
}"""

HOLDING = """inside => window.jupyterapp.shell.currentWidget.content.widgets
    .map((cell, index) => cell.node.querySelector(inside) ? index : -1)
    .filter(index => index >= 0)"""

SHOW_CELL = """index => window.jupyterapp.shell.currentWidget.content
    .scrollToItem(index, 'center')"""

CELL = ".jp-NotebookPanel:not(.lm-mod-hidden) .jp-CodeCell"

KERNEL = "window.jupyterapp.shell.currentWidget.sessionContext.session.kernel"
MARK_UNTIL_WRITTEN = """prompt => {
    prompt.dataset.old = "";
    new MutationObserver((_, watch) => {
        delete prompt.dataset.old;
        watch.disconnect();
    }).observe(prompt, {childList: true, characterData: true, subtree: true});
}"""

RESTARTED = f"() => ['starting', 'idle'].includes({KERNEL}.status)"
ASK_KERNEL = f"() => {KERNEL}.requestKernelInfo().then(() => null)"


@dataclass
class Notebook:
    """An open notebook.

    Attributes:
        page: The browser's tab.
    """

    page: Page

    @classmethod
    def open(cls, page: Page, address: str) -> Notebook:
        """Go to a notebook's address and wait until its kernel is ready."""
        page.goto(address)
        notebook = cls(page)
        notebook.wait_idle()
        return notebook

    def wait_idle(self, seconds: float = 60) -> None:
        self.page.wait_for_function(IDLE, timeout=seconds * 1000)

    def command(self, name: str, **arguments: object) -> None:
        """Do what an entry of the application's menus does."""
        self.page.evaluate(
            "([name, given]) => window.jupyterapp.commands.execute(name, given)"
            ".then(() => null)",
            [name, arguments],
        )

    def cell(self, number: int) -> Locator:
        """A code cell, counted from 0."""
        return self.page.locator(CELL).nth(number)

    def select(self, number: int) -> None:
        """Click into a cell's source."""
        self.cell(number).locator(".cm-content").click()

    def run(self, number: int, seconds: float = 60) -> None:
        """Run a cell by Ctrl+Enter and wait until the kernel has done it.

        The number in the prompt may be the same again (a new kernel counts from 1), so
        what is waited for is that it was written anew.
        """
        self.select(number)
        prompt = self.cell(number).locator(".jp-InputPrompt")
        prompt.evaluate(MARK_UNTIL_WRITTEN)
        self.page.keyboard.press("Control+Enter")
        written = self.cell(number).locator(".jp-InputPrompt:not([data-old])")
        expect(written).to_have_text(re.compile(r"\[\d+\]"), timeout=seconds * 1000)

    def run_all(self, seconds: float = 90) -> None:
        self.command("notebook:run-all-cells")
        self.wait_idle(seconds)

    def outputs_in_turn(self, inside: str) -> Iterator[Locator]:
        """Bring each output that holds something into sight, from the first on.

        Cells out of sight may be detached from the page, so they are asked for by their
        place in the notebook.

        Args:
            inside: The CSS selector of what the output holds.

        Yields:
            What it holds.
        """
        for index in self.page.evaluate(HOLDING, inside):
            self.page.evaluate(SHOW_CELL, index)
            yield self.page.locator(f'[data-windowed-list-index="{index}"] {inside}')

    def output(self, number: int) -> Locator:
        return self.cell(number).locator(".jp-Cell-outputArea")

    def output_text(self, number: int) -> str:
        texts = self.output(number).locator(".jp-OutputArea-output").all_inner_texts()
        return "\n".join(texts)

    def viewer(self, number: int, seconds: float = 30) -> Viewer:
        """The live viewer in a cell's output, once its rows are there."""
        frame: FrameLocator = self.output(number).frame_locator("iframe")
        viewer = Viewer(frame, self.page)
        viewer.wait(seconds)
        return viewer

    def save(self) -> None:
        self.command("docmanager:save")

    def restart_kernel(self) -> None:
        """Restart the kernel by the menu's entry, say yes, wait until it answers."""
        self.page.evaluate(
            "() => void window.jupyterapp.commands.execute('notebook:restart-kernel')"
        )
        self.page.locator(".jp-Dialog .jp-mod-accept").click()
        self.page.wait_for_function(RESTARTED, timeout=60_000)
        self.page.evaluate(ASK_KERNEL)
        self.wait_idle()


@dataclass
class Opened:
    """A notebook in the browser, its server and its file."""

    notebook: Notebook
    server: JupyterServer
    name: str
    address: str
    row: int = 0
