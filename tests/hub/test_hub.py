"""JupyterHub with configurable-http-proxy: one port, names that need encoding."""

from __future__ import annotations

import pytest
from browser.chart_page import choose_kind, drill_down
from browser.chart_story import CELL, a_day_with_charts
from playwright.sync_api import expect
from support.frontends import FRAME, PATHS, Notebook
from support.hub import jupyter_hub
from support.jupyter import write_notebook


def sorted_and_scrolled(notebook: Notebook) -> None:
    """Run the first cell and use its viewer as a user does."""
    notebook.run(0)
    viewer = notebook.viewer(0)
    assert viewer.rows() == 100_000
    viewer.expect_text(3, "n", "3")
    viewer.scroll(24 * 5_000)
    viewer.wait_first_row(5_000, within=40)
    viewer.sort("n", "descending")
    viewer.scroll(-24 * 6_000)
    viewer.wait_first_row(0)
    viewer.expect_text(0, "n", "99999")


def open_on(hub, page, name, app="lab") -> Notebook:
    file = write_notebook(hub.root, name, [FRAME], "python3")
    hub.log_in(page, PATHS[app].format(file))
    notebook = Notebook(page)
    notebook.wait_idle()
    return notebook


@pytest.mark.parametrize("app", ["lab", "notebook"])
def test_the_viewer_works_through_the_hub(hub, page, diary, app):
    """
    The user `jo@x ö` logs in to a Hub below /data@science/ and runs a cell.
    Seen: the live viewer, below the user's own path; nothing red in the console.
    """
    sorted_and_scrolled(open_on(hub, page, f"hub-{app}", app))
    paths = {url.partition("?")[0] for _, _, url in diary.our_answers()}
    assert all("/data@science/user/jo@x%20%C3%B6/dtale_nb/" in url for url in paths)
    diary.assert_clean()


def test_a_reloaded_page_shows_the_same_view(hub, page, diary):
    """
    The user saves and reloads the page behind the Hub.
    Seen: the viewer, sorted as before.
    """
    notebook = open_on(hub, page, "hub-reload")
    sorted_and_scrolled(notebook)
    notebook.save()
    page.wait_for_timeout(1_000)
    page.reload()
    notebook.wait_idle()
    viewer = notebook.viewer(0)
    viewer.expect_text(0, "n", "99999")
    assert viewer.direction("n") == "descending"
    diary.assert_clean()


def test_a_dead_kernel_leaves_the_table(hub, page, diary):
    """
    The user restarts the kernel behind the Hub, saves and reloads the page.
    Seen: the table and the hint; no frame that the Hub's own policy has blocked.
    """
    notebook = open_on(hub, page, "hub-dead")
    notebook.run(0)
    notebook.viewer(0)
    notebook.restart_kernel()
    notebook.save()
    page.wait_for_timeout(1_000)
    page.reload()
    notebook.wait_idle()
    output = notebook.output(0)
    output.get_by_text("Run the cell again").wait_for(timeout=15_000)
    assert output.locator("table.dataframe").is_visible()
    assert output.locator("iframe:visible").count() == 0
    assert diary.violations() == []


def test_the_kernel_and_the_page_agree_on_the_address(new, page, diary):
    """
    The user `jo@x` on a Hub at / prints the URL of a view and opens it.
    Seen: the viewer, in a page of its own.
    """
    with jupyter_hub(new, user="jo@x", base_url="/") as hub:
        source = (
            FRAME.removesuffix("\ndf") + "\nview = dtale_nb.show(df)\nprint(view.url)"
        )
        file = write_notebook(hub.root, "link", [source], "python3")
        hub.log_in(page, PATHS["lab"].format(file))
        notebook = Notebook(page)
        notebook.wait_idle()
        notebook.run(0)
        url = notebook.output_text(0).strip().splitlines()[-1]
        assert url.startswith("/user/jo@x/dtale_nb/")
        page.goto(hub.url.rstrip("/") + url)
        page.get_by_role("grid").wait_for()
        diary.assert_clean()


def test_a_chart_works_through_the_hub(hub, page, diary):
    """
    The user `jo@x ö` ends a cell with a chart, and takes another kind by keys.
    Seen: both charts, every request below the user's own path; nothing red.
    """
    pytest.importorskip("dash")
    chart = "dtale_nb.show(df).chart('bar', x='side', y='price', agg='mean')"
    cell = FRAME.removesuffix("df") + chart
    file = write_notebook(hub.root, "hub-chart", [cell], "python3")
    hub.log_in(page, PATHS["lab"].format(file))
    notebook = Notebook(page)
    notebook.wait_idle()
    notebook.run(0)
    frame = notebook.output(0).frame_locator("iframe")
    expect(frame.locator(".barlayer path").first).to_be_attached(timeout=60_000)
    choose_kind(frame, "Pie")
    expect(frame.locator(".pielayer path").first).to_be_attached(timeout=30_000)
    paths = {url.partition("?")[0] for _, _, url in diary.our_answers()}
    assert any("/charts/" in url for url in paths)
    assert all("/data@science/user/jo@x%20%C3%B6/dtale_nb/" in url for url in paths)
    diary.assert_clean()


def test_a_header_opens_a_chart_through_the_hub(hub, page, diary):
    """
    The user opens a chart from a header's menu, and clicks a bar of it.
    Seen: the chart beside the grid, then the grid's rows of that bar, and a pill.
    """
    pytest.importorskip("dash")
    file = write_notebook(hub.root, "hub-header", [FRAME], "python3")
    hub.log_in(page, PATHS["lab"].format(file))
    notebook = Notebook(page)
    notebook.wait_idle()
    notebook.run(0)
    drill_down(notebook.viewer(0))
    paths = {url.partition("?")[0] for _, _, url in diary.our_answers()}
    assert any("/charts/" in url for url in paths)
    assert all("/data@science/user/jo@x%20%C3%B6/dtale_nb/" in url for url in paths)
    diary.assert_clean()


def test_a_day_with_charts_through_the_hub(hub, page, diary):
    pytest.importorskip("dash")
    file = write_notebook(hub.root, "hub-day", [CELL], "python3")
    hub.log_in(page, PATHS["lab"].format(file))
    notebook = Notebook(page)
    notebook.wait_idle()
    a_day_with_charts(notebook)
    assert diary.violations() == []


MAP = """\
import pandas as pd, dtale_nb
lands = pd.DataFrame({"land": ["France", "Chad", "DE"] * 5, "n": range(15)})
dtale_nb.show(lands).chart("map", x="land", y="n", agg="mean")"""


def test_a_map_asks_nobody_but_the_hub(hub, page, diary):
    """
    The user ends a cell with a map of countries.
    Seen: three countries; their shapes come from the kernel, and no request leaves.
    """
    pytest.importorskip("dash")
    file = write_notebook(hub.root, "hub-map", [MAP], "python3")
    hub.log_in(page, PATHS["lab"].format(file))
    notebook = Notebook(page)
    notebook.wait_idle()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    notebook.run(0)
    frame = notebook.output(0).frame_locator("iframe")
    expect(frame.locator(".choroplethlayer path")).to_have_count(3, timeout=60_000)
    assert any("/charts/assets/" in url and "world_110m" in url for url in asked)
    ours = hub.url.rstrip("/") + "/"
    assert [u for u in asked if not u.startswith((ours, "data:", "blob:"))] == []
    diary.assert_clean()
