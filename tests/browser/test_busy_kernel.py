"""The user's own cell runs while the viewer is used: nothing looks frozen."""

from __future__ import annotations

from playwright.sync_api import expect
from support.frontends import FRAME

LOOP = """
import time
until, turns = time.monotonic() + 8, 0
while time.monotonic() < until:
    turns += 1
print("ran", turns > 0)
"""
HELD = """
import ctypes
ctypes.PyDLL(None).sleep(8)  # C code that keeps Python's lock
print("slept")
"""


def begin(notebook, page, number):
    """Run a cell, without waiting for its end."""
    notebook.select(number)
    page.keyboard.press("Control+Enter")


def expect_rows_at(viewer, row):
    """Rows near a position are in sight, and hold what the frame holds."""
    viewer.wait_first_row(row, within=60)
    first = viewer.first_row() + 2
    viewer.expect_text(first, "n", str(first))


def test_a_python_loop_lets_the_viewer_go_on(open_notebook, page):
    """
    A cell counts in plain Python; the user scrolls far, sorts and filters meanwhile.
    Seen: rows, order and filter come before the cell has ended.
    """
    notebook = open_notebook(FRAME, LOOP).notebook
    notebook.run(0)
    viewer = notebook.viewer(0)
    begin(notebook, page, 1)
    viewer.scroll(24 * 20_000)
    expect_rows_at(viewer, 20_000)
    viewer.sort("n", "descending")
    assert "ran" not in notebook.output_text(1)
    expect(notebook.output(1)).to_contain_text("ran True", timeout=20_000)


def test_a_held_kernel_is_told_of_and_recovers(open_notebook, page):
    """
    A cell holds Python's lock; the user scrolls to rows not there yet, and back.
    Seen: "The kernel is busy", the rows seen before; then all comes by itself.
    """
    notebook = open_notebook(FRAME, HELD).notebook
    notebook.run(0)
    viewer = notebook.viewer(0)
    viewer.expect_text(0, "n", "0")
    begin(notebook, page, 1)
    page.wait_for_timeout(500)  # until the kernel has the cell
    viewer.scroll(24 * 20_000)
    status = viewer.root.get_by_text("The kernel is busy; this waits for it.")
    expect(status).to_be_visible(timeout=5_000)
    viewer.scroll(-24 * 30_000)
    viewer.expect_text(0, "n", "0")
    assert "slept" not in notebook.output_text(1)
    viewer.scroll(24 * 20_000)
    expect(notebook.output(1)).to_contain_text("slept", timeout=20_000)
    expect(status).to_have_count(0)
    expect_rows_at(viewer, 20_000)
