"""A view that is moved, hidden, reloaded or run again is where it was."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from support.frontends import FRAME

ABOVE = "'above'"


@pytest.fixture
def placed(open_notebook):
    """A view sorted by n, descending, and scrolled down."""
    opened = open_notebook(ABOVE, FRAME)
    notebook = opened.notebook
    notebook.run(1)
    viewer = notebook.viewer(1)
    viewer.sort("n", "descending")
    viewer.expect_text(0, "n", "99999")
    viewer.scroll(24 * 300)
    viewer.wait_first_row(300, within=20)
    opened.notebook.page.wait_for_timeout(1_000)
    opened.row = viewer.first_row()
    return opened


def same_view(viewer, row):
    viewer.wait()
    assert viewer.direction("n") == "descending"
    viewer.wait_first_row(row, within=1)
    viewer.expect_text(row + 2, "n", str(99_999 - row - 2))


def test_moving_the_cell(placed, diary):
    """
    The user moves the cell up.
    Seen: the viewer in its new place, sorted and scrolled as before.
    """
    notebook = placed.notebook
    notebook.select(1)
    notebook.page.keyboard.press("Escape")
    notebook.command("notebook:move-cell-up")
    expect(notebook.cell(0)).to_contain_text("load_ext")
    same_view(notebook.viewer(0), placed.row)
    diary.assert_clean()


def test_collapsing_and_expanding_the_output(placed, diary):
    """
    The user hides the cell's output and shows it again.
    Seen: the viewer as before.
    """
    notebook = placed.notebook
    notebook.select(1)
    notebook.page.keyboard.press("Escape")
    notebook.command("notebook:hide-cell-outputs")
    expect(notebook.cell(1).locator("iframe:visible")).to_have_count(0)
    notebook.command("notebook:show-cell-outputs")
    same_view(notebook.viewer(1), placed.row)
    diary.assert_clean()


def test_reloading_the_page(placed, diary):
    """
    The user saves the notebook and reloads the page.
    Seen: the viewer as before, without running anything.
    """
    notebook = placed.notebook
    notebook.save()
    notebook.page.wait_for_timeout(1_000)
    notebook.page.reload()
    notebook.wait_idle()
    same_view(notebook.viewer(1), placed.row)
    diary.assert_clean()


def test_a_second_view_of_the_output(placed):
    """
    The user chooses "Create New View for Cell Output".
    Seen: a second viewer of the same view.
    """
    notebook = placed.notebook
    notebook.select(1)
    notebook.page.keyboard.press("Escape")
    notebook.command("notebook:create-output-view")
    frame = notebook.page.locator(".jp-LinkedOutputView").frame_locator("iframe")
    viewer = notebook.viewer(1).in_page(notebook.page)
    viewer.root = frame
    same_view(viewer, placed.row)


def test_running_the_cell_again_replaces_its_view(open_notebook, diary):
    """
    The user runs the same cell three times.
    Seen: a fresh viewer in its place; the kernel holds one view of that cell.
    """
    count = "print(len(dtale_nb.views()))"
    notebook = open_notebook(FRAME, count).notebook
    for _ in range(3):
        notebook.run(0)
        notebook.viewer(0).expect_text(0, "n", "0")
    expect(notebook.output(0).locator("iframe")).to_have_count(1)
    notebook.run(1)
    assert notebook.output_text(1).strip() == "1"
    diary.assert_clean()
