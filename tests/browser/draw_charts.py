"""Draws sheets of all kinds of charts into ``tests/browser/pictures/charts``.

Run ``.envs/new/bin/python tests/browser/draw_charts.py`` and look at each of them:
every kind as it is, of no row, of one row, of values that are all missing, and under
long names, light and dark, wide and narrow. Words behind it draw only those kinds.
"""

from __future__ import annotations

import base64
import sys
from html import escape
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))
sys.path.insert(0, str(HERE.parent / "unit"))

import numpy as np  # noqa: E402
from charts.asked import FRAME, RICH  # noqa: E402
from oracle import OracleStore, serving  # noqa: E402
from playwright.sync_api import Error, expect  # noqa: E402
from support.browser import chromium  # noqa: E402

from dtale_nb.charts.requests import Asked  # noqa: E402
from dtale_nb.engine.documents import changes_of  # noqa: E402

FOLDER = HERE / "pictures" / "charts"
WIDE, NARROW = {"width": 1200, "height": 640}, {"width": 400, "height": 520}
LOOKS = [(WIDE, "light"), (WIDE, "dark"), (NARROW, "light"), (NARROW, "dark")]
ON_A_SHEET = 8
REACHED = 20_000
"""How long a chart may take, ms."""

FILTERS = {"as it is": None, "no row": (-1, -1), "one row": (33, 33)}


def frames():
    """Name -> frame: as tests have it, without any number, and under long names."""
    numbered = FRAME.copy()
    numbered["row"] = np.arange(len(FRAME))
    missing = numbered.copy()
    for at, kind in enumerate(missing.dtypes[:-1]):
        if kind.kind in "fi":
            missing.isetitem(at, np.full(len(FRAME), np.nan))
    long = numbered.copy()
    words = "of the second quarter after all corrections were made"
    long.columns = [f"{name} {words}" for name in FRAME.columns] + ["row"]
    text = long.iloc[:, 0].astype("object")
    long.isetitem(0, text.map(lambda each: each and f"{each} {words}"))
    return {"frame": numbered, "missing": missing, "long": long}


def told(options):
    """Options as an address has them."""
    page = {}
    for name, each in options.items():
        if isinstance(each, tuple):
            page[name] = [{"number": number} for number in each]
        else:
            is_column = isinstance(each, int) and name not in {"top", "bins", "most",
                                                               "least"}  # fmt: skip
            page[name] = {"number": each} if is_column else each
    return page


def opened(page, root, view, kind):
    """Open a chart and wait for it, however it ends."""
    page.goto(f"{root}charts/{view.id}/{Asked(kind, told(RICH[kind])).encoded()}/")
    settled(page)


def settled(page):
    """Wait for the chart's sentence and for what is drawn after it."""
    words = page.locator(".card .said, .card .problem")
    expect(words.filter(has_text=".").first).to_be_attached(timeout=REACHED)
    page.wait_for_timeout(500)


def pictures(page, root, store, kind):
    """Each state of a kind, in each look: (state, look) -> PNG."""
    found = {}

    def keep(state, looks):
        for size, scheme in looks:
            page.set_viewport_size(size)
            page.emulate_media(color_scheme=scheme)
            page.wait_for_timeout(700)
            is_narrow = size is NARROW
            picture = page.screenshot(full_page=is_narrow)
            found[state, (size["width"], scheme)] = picture

    view = store.find("frame")
    view.change(filter=None)
    page.emulate_media(color_scheme="light")
    opened(page, root, view, kind)
    for state, ends in FILTERS.items():
        tree = ends and {"column": "row", "op": "between", "value": list(ends)}
        view.change(**changes_of({"filter": tree}, view.source))
        page.evaluate("n => dash_clientside.set_props('version', {data: n})",
                      view.version)  # fmt: skip
        settled(page)
        keep(state, LOOKS if ends is None else LOOKS[1:3])
    for state in ("missing", "long"):
        for look in (LOOKS[0], LOOKS[2]):
            page.set_viewport_size(look[0])
            opened(page, root, store.find(state), kind)
            keep(state, [look])
    return found


def sheet(page, parts, name, width):
    """Draw several pictures as one."""
    shown = "".join(
        f'<figure><figcaption>{escape(each)}</figcaption><img width="{width}" '
        f'src="data:image/png;base64,{base64.b64encode(png).decode()}"></figure>'
        for each, png in parts
    )
    style = "figure{display:inline-block;margin:3px}img{border:1px solid #888}"
    beside = 2 if width > NARROW["width"] else 4
    page.set_viewport_size({"width": beside * (width + 12) + 24, "height": 300})
    page.set_content(f"<style>{style}</style>{shown}")
    page.screenshot(path=FOLDER / f"{name}.png", full_page=True)


def main(kinds):
    """Draw all, sheet by sheet."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    store = OracleStore()
    for name, frame in frames().items():
        store.add(frame, name=name, pinned=True)
    with serving(store) as root, chromium() as browser:
        page, paper = browser.new_page(), browser.new_page()
        for at in range(0, len(kinds), ON_A_SHEET):
            sheets = {}
            for kind in kinds[at : at + ON_A_SHEET]:
                try:
                    drawn = pictures(page, root, store, kind)
                except (AssertionError, Error) as error:
                    print(kind, str(error).splitlines()[0])
                    continue
                for key, png in drawn.items():
                    sheets.setdefault(key, []).append((kind, png))
            for (state, (width, scheme)), parts in sheets.items():
                name = f"{state.replace(' ', '-')}-{width}-{scheme}-{kinds[at]}"
                sheet(paper, parts, name, 800 if width > NARROW["width"] else width)


if __name__ == "__main__":
    main(sys.argv[1:] or list(RICH))
