"""The change from the static table to the live grid moves nothing on the page."""

from __future__ import annotations

import pytest
from support.frontends import FRAME

WATCH = """() => {
    window.seen = [];
    const look = () => {
        const cells = document.querySelectorAll(
            '.jp-NotebookPanel:not(.lm-mod-hidden) .jp-CodeCell');
        const mount = cells[0]?.querySelector('.dtale-nb');
        if (mount) {
            const place = element => {
                const box = element.getBoundingClientRect();
                return [box.left, box.top, box.width, box.height].map(Math.round);
            };
            const frame = mount.querySelector('iframe');
            window.seen.push({
                live: Boolean(frame) && getComputedStyle(frame).opacity === '1',
                table: Boolean(mount.querySelector('table')),
                mount: place(mount), next: place(cells[1]), scroll: window.scrollY,
            });
        }
        requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
}"""


@pytest.mark.parametrize("app", ["lab", "notebook"])
@pytest.mark.parametrize(
    "rows", [1, 5, 13, 100_000], ids=["1 row", "5 rows", "13 rows", "100,000 rows"]
)
def test_nothing_moves(open_notebook, page, app, rows):
    """
    The user runs a cell and looks at the line below its output.
    Seen: table first, then the grid in its place; the output and the next cell keep
    their boxes from the first frame on that shows the table.
    """
    source = f"df[:{rows}]"
    notebook = open_notebook(
        FRAME.removesuffix("\ndf") + f"\n{source}", "1", app=app
    ).notebook
    page.evaluate(WATCH)
    notebook.run(0)
    notebook.viewer(0)
    page.wait_for_timeout(1_000)
    seen = page.evaluate("() => window.seen")
    assert seen[0]["table"]
    assert not seen[0]["live"]
    assert seen[-1]["live"]
    first = seen[0]
    moved = [one for one in seen if (one["mount"], one["next"]) !=
             (first["mount"], first["next"])]  # fmt: skip
    assert moved == []


@pytest.mark.parametrize("app", ["lab", "notebook"])
def test_rows_and_columns_stay_where_they_were(open_notebook, page, app):
    """
    The user reads a value in the static table while the grid comes up.
    Seen: the same value at the same place, to two pixels.
    """
    notebook = open_notebook(FRAME, app=app).notebook
    notebook.run(0)
    viewer = notebook.viewer(0)
    table = notebook.output(0).locator(".dtale-nb table")
    for row, column in ((0, "n"), (4, "price"), (9, "side")):
        heads = table.locator("thead th").all_text_contents()
        place = next(i for i, text in enumerate(heads) if text.startswith(column))
        still = table.locator(f"tbody tr:nth-child({row + 1}) > *").nth(place)
        box, live = still.bounding_box(), viewer.cell(row, column).bounding_box()
        assert box == pytest.approx(live, abs=2), (row, column)
        shown = (still.text_content() or "").strip()
        assert shown == viewer.text(row, column)
