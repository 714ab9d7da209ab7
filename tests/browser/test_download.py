"""The view as a file, fetched by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from browser.grid_page import open_view
from playwright.sync_api import expect

from dtale_nb.web import export


@pytest.fixture
def grid(page, diary):
    page.set_viewport_size({"width": 900, "height": 480})
    yield page
    diary.assert_clean()


def opened(page, root, view):
    open_view(page, root, view.id)
    page.mouse.move(400, 200)
    page.wait_for_selector("[data-actions]", state="attached")
    page.get_by_role("button", name="Download").click()
    return page.get_by_role("dialog", name="Download")


def test_what_is_shown_is_downloaded(grid, root, store, monkeypatch, tmp_path):
    """Sorted, columns moved: the file has just that, in many parts; focus returns."""
    monkeypatch.setattr(export, "PART", 10_000)
    chance = np.random.default_rng(0)
    frame = pd.DataFrame({"a": chance.integers(0, 9, 5_000), "x": chance.random(5_000)})
    view = store.add(frame, name="some data", pinned=True)
    panel = opened(grid, root, view)
    panel.get_by_text("5,000 rows and 2 columns").wait_for()
    grid.keyboard.press("Escape")
    expect(grid.get_by_role("button", name="Download")).to_be_focused()
    header = grid.get_by_role("columnheader", name="a ").first
    header.locator("b").click()
    grid.wait_for_selector('[aria-sort="ascending"]')
    grid.keyboard.press("Alt+Shift+ArrowRight")
    grid.get_by_role("button", name="Download").click()
    panel.get_by_label("CSV").check()
    assert not panel.get_by_label("With the index").is_checked()
    with grid.expect_download() as download:
        panel.get_by_role("button", name="Download").click()
    assert download.value.suggested_filename == "some_data.csv"
    download.value.save_as(tmp_path / "x.csv")
    expected = frame.sort_values("a", kind="stable")[["x", "a"]]
    read = pd.read_csv(tmp_path / "x.csv")
    pd.testing.assert_frame_equal(
        read, expected.reset_index(drop=True), check_exact=True
    )
    panel.get_by_text("some_data.csv: ").wait_for()


def test_a_download_is_cancelled(grid, root, store):
    """Cancel stops the engine's work and lets the file go."""
    frame = pd.DataFrame(np.random.default_rng(0).random((400_000, 12)))
    view = store.add(frame, name="large", pinned=True)
    panel = opened(grid, root, view)
    panel.get_by_label("JSON lines").check()
    panel.get_by_role("button", name="Download").click()
    panel.get_by_role("progressbar").wait_for()
    panel.get_by_role("button", name="Cancel").click()
    panel.get_by_text("Stopped.").wait_for()
    assert_at_rest(grid, view)
    expect(panel.get_by_role("button", name="Download")).to_be_focused()


def assert_at_rest(page, view):
    """Nothing is being done for a view any more, soon."""
    for _ in range(100):
        if not view.work.running():
            break
        page.wait_for_timeout(50)
    assert view.work.running() == []


def test_a_download_is_cancelled_before_it_has_begun(grid, root, store):
    """Cancel before the kernel has answered: said at once, and no file is made."""
    frame = pd.DataFrame(np.random.default_rng(0).random((2_000_000, 12)))
    view = store.add(frame, name="larger", pinned=True)
    panel = opened(grid, root, view)
    late = []
    grid.route(
        "**/export",
        lambda route: (
            late.append((route, route.fetch()))
            if route.request.method == "POST"
            else route.continue_()
        ),
    )
    panel.get_by_label("JSON lines").check()
    panel.get_by_role("button", name="Download").click()
    panel.get_by_role("progressbar").wait_for()
    while not late:
        grid.wait_for_timeout(20)
    assert [task.kind for task in view.work.running()] == ["export"]
    panel.get_by_role("button", name="Cancel").click()
    panel.get_by_text("Stopped.").wait_for()
    [(route, answer)] = late
    route.fulfill(response=answer)
    assert_at_rest(grid, view)
