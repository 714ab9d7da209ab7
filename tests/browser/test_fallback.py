"""What is seen where no kernel answers: the table, and a line that says what to do."""

from __future__ import annotations

import json
import subprocess

import nbformat
import pytest
from playwright.sync_api import expect
from support.environments import environment
from support.frontends import FRAME, PATHS, Notebook
from support.jupyter import write_notebook
from support.processes import private_environ

FIRST_ROWS = ("0", "1", "2", "3")


CHART = (
    "dtale_nb.show(pd.DataFrame({'side': ['buy', 'sell', 'buy'], 'n': [1, 2, 3]}))"
    ".chart('bar', x='side', y='n', agg='sum')"
)


@pytest.fixture(scope="module")
def executed(tmp_path_factory):
    """A notebook that was run and saved; its kernel has ended."""
    folder = tmp_path_factory.mktemp("executed")
    name = write_notebook(folder, "saved", [FRAME, CHART], "python3")
    new = environment("new")
    subprocess.run(
        [new.python, "-m", "nbconvert", "--to", "notebook", "--execute", "--inplace",
         name], cwd=folder, env=private_environ(folder / "home"), check=True,
        capture_output=True,
    )  # fmt: skip
    return folder / name


def see_the_table(output) -> None:
    table = output.locator("table.dataframe")
    expect(table).to_be_visible()
    for text in FIRST_ROWS:
        expect(table.locator("tbody tr").nth(int(text))).to_contain_text(text)
    expect(table.locator("thead")).to_contain_text("price")
    expect(output.locator("iframe:visible")).to_have_count(0)


def see_the_picture(output) -> None:
    picture = output.get_by_role("img", name="Bar: 3 rows, 2 marks.")
    expect(picture).to_be_visible()
    assert (
        picture.evaluate("each => each.decode().then(() => each.naturalWidth)") == 640
    )
    expect(output.locator("iframe:visible")).to_have_count(0)


def test_nbconvert_html_without_scripts(executed, browser):
    """
    The user exports the notebook to HTML; a reader opens it with scripts off.
    Seen: the table with its first rows, a chart's picture, and no empty frame.
    """
    folder = executed.parent
    subprocess.run(
        [environment("new").python, "-m", "nbconvert", "--to", "html", executed.name],
        cwd=folder, env=private_environ(folder / "home"), check=True,
        capture_output=True,
    )  # fmt: skip
    context = browser.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto(executed.with_suffix(".html").as_uri())
        see_the_table(page.locator(".jp-OutputArea-output").first)
        picture = page.get_by_role("img", name="Bar: 3 rows, 2 marks.")
        expect(picture).to_be_visible()
    finally:
        context.close()


def test_nbconvert_html_with_scripts(executed, page, diary):
    """
    A reader opens the exported HTML as it is, from a file.
    Seen: the table, which stays; nothing is asked that fails in the console.
    """
    folder = executed.parent
    subprocess.run(
        [environment("new").python, "-m", "nbconvert", "--to", "html", executed.name],
        cwd=folder, env=private_environ(folder / "home"), check=True,
        capture_output=True,
    )  # fmt: skip
    page.goto(executed.with_suffix(".html").as_uri())
    page.wait_for_timeout(1_000)
    see_the_table(page.locator(".jp-OutputArea-output").first)
    see_the_picture(page.locator(".jp-OutputArea-output").nth(1))
    assert diary.errors == []


@pytest.mark.parametrize(("env", "app"), [("new", "lab"), ("binder", "notebook")])
def test_an_untrusted_notebook(executed, jupyter, page, env, app):
    """
    The user opens a notebook that somebody else has run.
    Seen: the table, a chart's picture, no script run, no frame.
    """
    server = jupyter(env)
    (server.root / "theirs.ipynb").write_text(executed.read_text())
    notebook = Notebook.open(page, server.address(PATHS[app].format("theirs.ipynb")))
    page.wait_for_timeout(1_000)
    see_the_table(notebook.output(0))
    see_the_picture(notebook.output(1))
    expect(notebook.output(0).locator("script")).to_have_count(0)
    expect(notebook.output(1).locator("script")).to_have_count(0)
    server.stop_kernels()


@pytest.mark.parametrize(("env", "app"), [("new", "lab"), ("new", "notebook")])
def test_a_reopened_notebook_whose_kernel_has_ended(
    open_notebook, page, diary, env, app
):
    """
    The user saves a notebook, shuts its kernel down and opens it again later.
    Seen: the table and one line that says to run the cell again; no blank or blocked
    frame. Running the cell brings the viewer.
    """
    opened = open_notebook(FRAME, env=env, app=app)
    opened.notebook.run(0)
    opened.notebook.viewer(0)
    opened.notebook.save()
    page.wait_for_timeout(1_000)
    opened.server.stop_kernels()
    page.goto("about:blank")
    saved = nbformat.read(opened.server.root / opened.name, as_version=4)
    assert "<table" in json.dumps(saved.cells[0].outputs)
    notebook = Notebook.open(page, opened.address)
    hint = notebook.output(0).get_by_text("Run the cell again")
    expect(hint).to_be_visible(timeout=15_000)
    see_the_table(notebook.output(0))
    assert diary.violations() == []
    notebook.run(0)
    notebook.viewer(0).expect_text(0, "n", "0")
