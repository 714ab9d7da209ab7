"""How large the viewer is in a cell's output, chosen by hand and kept."""

from __future__ import annotations

from playwright.sync_api import expect
from support.frontends import FRAME


def test_the_height_is_dragged_and_kept(open_notebook, page):
    """
    The user drags the lower edge, sizes it by keys, fills the window and comes back,
    loads the page again and runs the cell again. Seen: the output grows, and the viewer
    comes back at that height.
    """
    notebook = open_notebook(FRAME, "1").notebook
    notebook.run(0)
    viewer = notebook.viewer(0)
    frame = notebook.output(0).locator("iframe")
    before = frame.bounding_box()
    viewer.grid.hover()
    handle = viewer.root.get_by_role("separator", name="Height of the viewer")
    box = handle.bounding_box()
    page.mouse.move(box["x"] + 200, box["y"] + 3)
    page.mouse.down()
    page.mouse.move(box["x"] + 200, box["y"] + 103, steps=4)
    page.mouse.up()
    page.wait_for_function("() => document.querySelector('.dtale-nb iframe')"
                           f".clientHeight > {before['height'] + 90}")  # fmt: skip
    handle.focus()
    tall = frame.bounding_box()["height"]
    page.keyboard.press("ArrowDown")
    page.wait_for_function("() => document.querySelector('.dtale-nb iframe')"
                           f".clientHeight === {tall + 24}")  # fmt: skip
    expect(handle).to_have_attribute("aria-valuenow", str(round(tall + 24)))
    full = viewer.root.get_by_role("button", name="Full window")
    full.click()
    page.wait_for_function("() => Boolean(document.fullscreenElement)")
    full.click()
    page.wait_for_function("() => !document.fullscreenElement")
    notebook.save()
    page.reload()
    notebook.wait_idle()
    page.wait_for_function("() => document.querySelector('.dtale-nb iframe')"
                           f"?.clientHeight === {tall + 24}")  # fmt: skip
    notebook.run(0)
    notebook.viewer(0)
    page.wait_for_function("() => document.querySelector('.dtale-nb iframe')"
                           f"?.clientHeight === {tall + 24}")  # fmt: skip
