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
