"""The viewer looks like the notebook that it stands in, also when that changes."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from support.frontends import FRAME

THEMES = {
    "JupyterLab Dark": "dark",
    "JupyterLab Dark High Contrast": "dark",
    "JupyterLab Light": "light",
}

ALIKE = """() => {
    const frame = document.querySelector('.dtale-nb iframe');
    const ours = frame.contentDocument;
    const paper = ours.createElement('p');
    paper.style.background = 'var(--jp-layout-color0)';
    document.body.append(paper);
    const colour = getComputedStyle(paper).backgroundColor;
    paper.remove();
    return getComputedStyle(ours.body).backgroundColor === colour;
}"""
"""Whether the viewer's ground has the colour of the notebook's."""


@pytest.mark.parametrize("app", ["lab", "notebook"])
def test_it_follows_the_notebooks_theme_live(open_notebook, page, diary, app):
    """
    The user changes the theme, to dark, to high contrast, and back to light.
    Seen: the viewer that stands there has the theme's ground, ink and face, at once.
    """
    notebook = open_notebook(FRAME, app=app).notebook
    notebook.run(0)
    viewer = notebook.viewer(0)
    for theme, said in THEMES.items():
        notebook.command("apputils:change-theme", theme=theme)
        page.wait_for_function(
            "light => document.body.dataset.jpThemeLight === light",
            arg="true" if said == "light" else "false",
        )
        expect(viewer.root.locator("html")).to_have_attribute("data-theme", said)
        page.wait_for_function(ALIKE)
    assert viewer.root.locator("body").evaluate(
        "body => getComputedStyle(body).fontFamily"
    ) == page.evaluate(
        "() => getComputedStyle(document.body)"
        ".getPropertyValue('--jp-ui-font-family').trim()"
    )
    diary.assert_clean()


SIZES = """() => {
    const root = document.querySelector('.dtale-nb iframe').contentDocument;
    const cell = root.querySelector('#body .r:not([hidden]) [role=gridcell]');
    const rows = [...root.querySelectorAll('#body .r:not([hidden])')];
    const places = rows.map(
        row => [+row.ariaRowIndex, row.getBoundingClientRect().top]);
    places.sort((a, b) => a[0] - b[0]);
    return {
        letters: parseFloat(getComputedStyle(cell).fontSize),
        code: parseFloat(
            getComputedStyle(root.querySelector('#body .k') ?? cell).fontSize),
        step: places[1][1] - places[0][1],
        row: cell.parentElement.parentElement.offsetHeight,
        width: root.querySelector('.t .s .h').offsetWidth,
        head: root.querySelector('.head').offsetHeight,
        cut: [...root.querySelectorAll('#body .r:not([hidden]) .n')]
            .filter(each => each.scrollWidth > each.clientWidth).length,
        header: [...root.querySelectorAll('.t .h')]
            .filter(each => each.scrollHeight > each.clientHeight).length,
        scrolls: root.querySelector('.g').scrollHeight
            - root.querySelector('.g').clientHeight,
    };
}"""
"""Of the viewer: letters and rows, what is cut, and by how much it scrolls; px."""

NESTED = "pd.DataFrame({'n': range(100_000), 'x': 1 / 3, 'l': [[1, 2]] * 100_000})"
ONE_SETUP = "%load_ext dtale_nb\nimport pandas as pd\nframe = "


def resize(notebook, key, size):
    """Make letters of a kind larger or smaller, step by step, as the menu does."""
    now = f"""(parseFloat(getComputedStyle(document.body)
        .getPropertyValue("--jp-{key}")) || 13)"""
    while (before := notebook.page.evaluate(now)) != size:
        way = "incr" if before < size else "decr"
        notebook.command(f"apputils:{way}-font-size", key=key)
        notebook.page.wait_for_function(f"{now} !== {before}")


def test_it_follows_the_notebooks_letters_live(open_notebook, page, diary):
    """
    The user scrolls, and makes the letters of interface and code larger, then smaller.
    Seen: letters, rows, columns and header go along, the row at the top stays, and no
    number is cut.
    """
    notebook = open_notebook(f"{ONE_SETUP}{NESTED}\nframe").notebook
    notebook.run(0)
    viewer = notebook.viewer(0)
    viewer.scroll(24 * 300)
    viewer.wait_first_row(300, within=1)
    viewer.root.locator("#body .k").first.wait_for()
    before = page.evaluate(SIZES)
    assert (before["letters"], before["row"], before["step"]) == (13, 24, 24)
    resize(notebook, "ui-font-size1", 16)
    resize(notebook, "code-font-size", 16)
    page.wait_for_function(f"() => ({SIZES})().letters === 16")
    page.wait_for_timeout(500)
    large = page.evaluate(SIZES)
    assert large["row"] == large["step"] == round(24 * 16 / 13)
    assert large["code"] == before["code"] + 3
    assert large["width"] > before["width"]
    assert large["head"] > before["head"]
    assert large["cut"] == large["header"] == 0
    viewer.wait_first_row(300, within=1)
    viewer.expect_text(302, "n", "302")
    viewer.scroll(10 * large["row"])
    viewer.wait_first_row(310, within=1)
    viewer.expect_text(312, "n", "312")
    notebook.save()
    page.reload()
    notebook.wait_idle()
    viewer = notebook.viewer(0)
    viewer.wait_first_row(310, within=1)
    viewer.root.locator("#body .k").first.wait_for()
    again = page.evaluate(SIZES)
    assert [again[what] for what in ("letters", "row", "step")] == [
        large[what] for what in ("letters", "row", "step")
    ]
    resize(notebook, "ui-font-size1", 13)
    resize(notebook, "code-font-size", 13)
    page.wait_for_function(f"() => ({SIZES})().row === 24")
    assert page.evaluate(SIZES)["width"] == before["width"]
    diary.assert_clean()


def test_a_small_frame_keeps_room_for_its_rows(open_notebook, page):
    """
    The user makes the interface's letters larger under a frame of three rows.
    Seen: the output grows with it; nothing scrolls.
    """
    small = NESTED.replace("100_000", "3")
    notebook = open_notebook(f"{ONE_SETUP}{small}\nframe").notebook
    notebook.run(0)
    notebook.viewer(0)
    page.wait_for_timeout(500)
    assert page.evaluate(SIZES)["scrolls"] == 0
    resize(notebook, "ui-font-size1", 17)
    page.wait_for_function(f"() => ({SIZES})().letters === 17")
    page.wait_for_function(f"() => ({SIZES})().scrolls === 0")
    assert page.evaluate(SIZES)["row"] == round(24 * 17 / 13)
