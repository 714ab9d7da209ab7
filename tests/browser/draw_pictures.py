"""Draws a picture of each state of the viewer into ``tests/browser/pictures``.

Run ``.envs/new/bin/python tests/browser/draw_pictures.py`` and look at each of them.
README's picture, ``tests/browser/readme.png``, is drawn as well.
"""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

import numpy as np  # noqa: E402
import pandas as pd  # noqa: E402
from browser.grid_page import open_view  # noqa: E402
from oracle import OracleSource, OracleStore, serving  # noqa: E402
from support.browser import chromium  # noqa: E402

from dtale_nb.demo import trades as demo_trades  # noqa: E402
from dtale_nb.engine.documents import changes_of  # noqa: E402

FOLDER = HERE / "pictures"
SIZE = {"width": 960, "height": 440}
README_SIZE = {"width": 1100, "height": 500}
TRADES = 10_000


def trades(n):
    chance = np.random.default_rng(0)
    return pd.DataFrame(
        {
            "time": pd.date_range("2026-03-01 09:30", periods=n, freq="1337ms"),
            "symbol": chance.choice(["ACME", "BETA", "GAMMA", "日本"], n),
            "price": chance.normal(420, 12, n).round(3),
            "size": chance.integers(1, 900, n),
            "note": np.where(chance.random(n) < 0.7, None, "partial fill"),
            "open": chance.random(n) < 0.5,
        }
    )


def wide_levels():
    """Enough rows and columns under two levels each to scroll among."""
    index = pd.MultiIndex.from_product(
        [["Europe", "Asia", "America"], range(2015, 2027)], names=["region", "year"]
    )
    columns = pd.MultiIndex.from_product(
        [["net", "gross", "tax"], ["q1", "q2", "q3", "q4"]], names=["kind", None]
    )
    chance = np.random.default_rng(3)
    values = chance.normal(1_000, 300, (len(index), len(columns))).round(2)
    return pd.DataFrame(values, index=index, columns=columns)


def long_labels():
    """Rows whose labels are wider than a small window."""
    frame = trades(60)
    frame.index = [f"a label as long as a sentence, {n}" for n in range(len(frame))]
    return frame


STATES = {
    "themed": {
        "formats": [
            {"column": "price", "style": "currency", "currency": "EUR", "decimals": 2},
            {"column": "size", "thousands": True, "decimals": 1},
            {"column": "time", "pattern": "DD.MM.YYYY HH:mm"},
        ]
    },
    "coloured": {"colour": {"mode": "heat"}, "lines": 2},
    "pinned": {"columns": {"order": "1,0,3-5,2", "left": 1, "right": 1}},
}
"""What some views are set to."""


def frames():
    """Name -> frame, of all states."""
    rows = pd.MultiIndex.from_product([["north", "south"], [2025, 2026], list("abcd")])
    columns = pd.MultiIndex.from_product([["net", "gross"], ["eur", "usd"]])
    kinds = [np.nan, None, pd.NA, pd.NaT, "", "   ", "NaN", "text"]
    return {
        "trades": trades(TRADES),
        "three": trades(3),
        "levels": pd.DataFrame(
            np.arange(64).reshape(16, 4), index=rows, columns=columns
        ),
        "missing": pd.DataFrame(
            {
                "objects": pd.Series(kinds, dtype=object),
                "number": [1.5, np.nan, 2.25, np.inf, -0.0, 1e-9, np.nan, 3.0],
                "nullable": pd.array([1, None, 3, None, 5, 6, 7, 8], dtype="Int64"),
                "moment": [pd.NaT, *pd.date_range("2026-01-01", periods=7)],
            }
        ),
        "themed": trades(TRADES),
        "coloured": trades(TRADES),
        "pinned": trades(TRADES),
        "wide levels": wide_levels(),
        "long labels": long_labels(),
        "no rows": trades(0),
        "no columns": pd.DataFrame(index=range(5)),
        "one cell": pd.DataFrame({"value": [42]}),
    }


def main():
    """Draw them all."""
    FOLDER.mkdir(exist_ok=True)
    store = OracleStore()
    store.add_oracle("10M rows", OracleSource(10_000_000, 12))
    store.add_oracle("10,000 columns", OracleSource(1_000, 10_000))
    for name, frame in frames().items():
        view = store.add(frame, name=name, pinned=True)
        view.change(**changes_of(STATES.get(name, {}), view.source))
    with serving(store) as root, chromium() as browser:
        for scheme in ("light", "dark"):
            context = browser.new_context(viewport=SIZE, color_scheme=scheme)
            draw(context.new_page(), root, store, scheme)
            context.close()
        draw_special(browser, root, store)
        draw_readme(browser.new_page(viewport=README_SIZE), root, store)


def draw_readme(page, root, store):
    """A million rows: filtered, sorted by two columns, some cells added up."""
    view = store.add(demo_trades(), name="trades of the demo", pinned=True)
    parts = [
        {"column": "price", "op": "between", "value": [100, 431]},
        {"column": "side", "op": "eq", "value": "buy", "off": True},
    ]
    sort = [{"column": "price", "descending": True}, {"column": "time"}]
    state = {"filter": {"all": parts}, "sort": sort}
    view.change(**changes_of(state, view.source))
    open_view(page, root, view.id)
    page.mouse.move(500, 300)
    page.wait_for_selector("[data-actions]", state="attached")
    page.wait_for_timeout(5_000)
    rows = page.get_by_role("row")
    rows.nth(6).get_by_role("gridcell").nth(3).click()
    rows.nth(9).get_by_role("gridcell").nth(4).click(modifiers=["Shift"])
    page.wait_for_timeout(3_000)
    page.screenshot(path=HERE / "readme.png")


def draw(page, root, store, scheme):
    """Draw every state in one colour scheme."""

    def keep(name):
        page.wait_for_timeout(900)
        page.screenshot(
            path=FOLDER / f"{name.replace(' ', '-').replace(',', '')}-{scheme}.png"
        )

    def opened(name, size=SIZE):
        page.set_viewport_size(size)
        open_view(page, root, store.find(name).id)

    draw_at_rest(opened, keep)
    draw_in_use(page, opened, keep)
    draw_panels(page, opened, keep)
    draw_bad_days(page, store.find("trades"), opened, keep)
    page.goto(f"{root}views/nothing/")
    keep("error")


def draw_at_rest(opened, keep):
    """What is seen before anything is done."""
    for name in [*frames(), "10M rows", "10,000 columns"]:
        small = {"width": 960, "height": 184}
        opened(name, small if name in {"three", "one cell"} else SIZE)
        keep(name)
    opened("trades", {"width": 400, "height": 420})
    keep("narrow")
    opened("long labels", {"width": 256, "height": 420})
    keep("long labels, 256 px")


def draw_special(browser, root, store):
    """For whoever needs other colours, or larger letters, or has a small screen."""
    small = {"width": 256, "height": 192}
    contexts = {
        "forced-colours": {"viewport": SIZE, "forced_colors": "active"},
        "zoom-400": {"viewport": small, "device_scale_factor": 4},
    }
    for name, options in contexts.items():
        context = browser.new_context(**options)
        page = context.new_page()
        open_view(page, root, store.find("trades").id)
        come_near(page)
        page.get_by_role("gridcell").nth(1).click()
        page.keyboard.press("Shift+ArrowDown")
        page.wait_for_timeout(900)
        page.screenshot(path=FOLDER / f"{name}.png")
        page.keyboard.press("Shift+F10")
        page.wait_for_timeout(900)
        page.screenshot(path=FOLDER / f"{name}-menu.png")
        context.close()


def come_near(page):
    """Have all that a user can do."""
    page.mouse.move(150, 170)
    page.wait_for_selector("[data-actions]", state="attached")


PANELS = {
    "value": "Show the whole value",
    "row": "Show the row",
    "go to": "Go to…",
    "look": "Rows and colour…",
    "choose": "Columns…",
    "shortcuts": "Keyboard shortcuts",
}
"""Panels that the menu of a cell opens."""

HEADER_PANELS = {
    "filter": "Filter…",
    "summary": "Summary",
    "format": "Format…",
}
"""Panels that the menu of a header opens."""


def draw_panels(page, opened, keep):
    """Each panel, wide and narrow."""
    for size, kind in ((SIZE, ""), ({"width": 400, "height": 420}, "narrow ")):
        opened("trades", size)
        come_near(page)
        cell = page.get_by_role("gridcell").nth(2)
        for name, item in PANELS.items():
            cell.click(button="right")
            page.get_by_role("menuitem", name=item, exact=True).click()
            page.get_by_role("dialog").wait_for()
            keep(kind + name)
            page.keyboard.press("Escape")
        for name, item in HEADER_PANELS.items():
            page.get_by_role("columnheader").nth(1).click(button="right")
            page.get_by_role("menuitem", name=item, exact=True).click()
            page.get_by_role("dialog").wait_for()
            keep(kind + name)
            page.keyboard.press("Escape")
        page.get_by_role("columnheader").nth(1).click(button="right")
        keep(kind + "header menu")
        page.keyboard.press("Escape")


def draw_in_use(page, opened, keep):
    """Selection, menu and panels."""
    opened("wide levels", {"width": 700, "height": 440})
    come_near(page)
    page.mouse.wheel(200, 0)
    page.mouse.wheel(0, 130)
    keep("wide levels scrolled")
    opened("trades")
    page.mouse.move(300, 200)
    page.wait_for_selector("[data-actions]", state="attached")
    page.get_by_role("gridcell").nth(2).click()
    page.keyboard.press("Control+Space")
    keep("selected")
    page.get_by_role("gridcell").nth(3).click(button="right")
    keep("menu")
    page.keyboard.press("Escape")
    for button in ("Download", "Search"):
        page.get_by_role("button", name=button).first.click()
        keep(button.lower())
        page.keyboard.press("Escape")
    page.get_by_role("gridcell").nth(3).click(button="right")
    page.get_by_role("menuitem", name="Columns").click()
    keep("columns")


def draw_bad_days(page, view, opened, keep):
    """A filter, and a kernel that does not answer."""
    tree = {"all": [{"column": "price", "op": "gt", "value": 430}]}
    view.change(**changes_of({"filter": tree}, view.source))
    opened("trades")
    keep("filtered")
    view.change(filter=None)
    opened("trades")
    page.route("**/rows?**", lambda route: route.abort())
    page.mouse.move(300, 200)
    page.mouse.wheel(0, 90_000)
    page.get_by_text("The kernel does not answer.").wait_for()
    keep("kernel gone")
    page.unroute("**/rows?**")


if __name__ == "__main__":
    main()
