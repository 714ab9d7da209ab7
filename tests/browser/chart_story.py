"""A day with charts in a notebook, wherever it is: ten million rows, awkward names."""

from __future__ import annotations

from pathlib import Path

from browser.chart_page import choose_kind, wait_until_live
from playwright.sync_api import expect

ROWS = 10_000_000

CELL = f"""%load_ext dtale_nb
import numpy as np, pandas as pd
n = np.arange({ROWS})
side = pd.Categorical.from_codes(n % 3, ["buy", "sell", "<i>h&m</i>"])
df = pd.DataFrame({{0: side, 1: n % 1000, 2: n, 3: n % 7}}, copy=False)
df.columns = ["<b>side</b>", "price", ("price", 1), "price"]
df"""

SIGNS = {"PNG": b"\x89PNG", "SVG": b"<svg", "CSV of marks": b"<b>side</b>,rows\nsell,"}
SIGNS["HTML"] = b"<!"


def a_day_with_charts(notebook):
    """
    The user runs `CELL`, opens a chart from a header's menu, clicks a bar, takes the
    chart away in all ways, turns JupyterLab dark, takes another kind by keys, and
    restarts the kernel, after which nothing answers.
    Seen: each of it, and at last what was drawn, with a sentence that says what to do.
    """
    page = notebook.page
    notebook.run(0)
    viewer = notebook.viewer(0)
    header = viewer.grid.get_by_role("columnheader", name="<b>side</b>")
    header.focus()
    viewer.root.locator("[data-actions]").wait_for(state="attached")
    header.press("Alt+ArrowDown")
    viewer.root.get_by_role("menuitem", name="Chart").press("Enter")
    chart = viewer.root.frame_locator(".panel iframe")
    said = chart.locator(".card .said")
    expect(said).to_have_text(f"Bar: {ROWS:,} rows, 3 marks.", timeout=60_000)

    wait_until_live(next(each for each in page.frames if "/charts/" in each.url))
    bar = chart.locator(".bars .point path").nth(1)
    bar.scroll_into_view_if_needed()
    box = bar.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(viewer.root.locator("#pills")).to_contain_text("<b>side</b> = “sell”")
    kept = ROWS // 3
    expect(said).to_have_text(f"Bar: {kept:,} rows of {ROWS:,}, 1 mark.")

    for name, sign in SIGNS.items():
        with page.expect_download() as waiting:
            chart.get_by_role("button", name=name, exact=True).click()
        assert Path(waiting.value.path()).read_bytes().startswith(sign), name

    notebook.command("apputils:change-theme", theme="JupyterLab Dark")
    expect(chart.locator("html")).to_have_attribute("data-theme", "dark")
    notebook.command("apputils:change-theme", theme="JupyterLab Light")
    choose_kind(chart, "Pie")
    expect(chart.locator(".pielayer path")).to_have_count(1)

    notebook.restart_kernel()
    choose_kind(chart, "Pareto")
    expect(chart.get_by_role("alert")).to_contain_text(
        "Run the cell again", ignore_case=True
    )
    expect(chart.locator(".pielayer path")).to_have_count(1)
