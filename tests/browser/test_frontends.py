"""The story itself, on every front end: run a cell, look, scroll, sort."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from support.frontends import FRAME

FRONT_ENDS = [
    pytest.param("new", "lab", "/", id="lab-4.6"),
    pytest.param("new", "notebook", "/", id="notebook-7.6"),
    pytest.param("binder", "lab", "/", id="lab-4.4"),
    pytest.param("binder", "notebook", "/", id="notebook-7.4"),
    pytest.param("new", "lab", "/x%20y@z/", id="lab-4.6-base-url"),
    pytest.param("binder", "notebook", "/x%20y@z/", id="notebook-7.4-base-url"),
]


@pytest.mark.parametrize(("env", "app", "base_url"), FRONT_ENDS)
def test_a_frame_in_a_cell_becomes_a_live_viewer(
    open_notebook, diary, env, app, base_url
):
    """
    The user loads the extension and ends a cell with a frame of 100,000 rows.
    Seen: the live grid with the true first rows, all rows by scrolling, sorted by a
    click on a header; and nothing red in the console, no policy broken.
    """
    opened = open_notebook(FRAME, "1 + 1", env=env, app=app, base_url=base_url)
    notebook = opened.notebook
    notebook.run(0)
    viewer = notebook.viewer(0)

    assert viewer.rows() == 100_000
    assert viewer.grid.get_attribute("aria-colcount") == "4"
    viewer.expect_text(0, "n", "0")
    viewer.expect_text(3, "n", "3")
    viewer.expect_text(1, "side", "buy")

    viewer.scroll(24 * 5_000)
    viewer.wait_first_row(5_000, within=40)
    viewer.scroll(-24 * 6_000)
    viewer.wait_first_row(0)

    viewer.sort("n", "ascending")
    viewer.sort("n", "descending")
    viewer.expect_text(0, "n", "99999")
    viewer.sort("n", "none")
    viewer.expect_text(0, "n", "0")

    notebook.run(1)
    assert notebook.output_text(1).strip() == "2"
    diary.assert_clean()


@pytest.mark.parametrize(
    ("env", "app"), [("new", "lab"), ("binder", "notebook")], ids=["new", "binder"]
)
def test_the_first_view_takes_three_requests(open_notebook, page, diary, env, app):
    """
    The user runs the cell once and touches nothing.
    Seen: the viewer after three requests (is it ours, the page, its script), the user's
    actions and the headers' pictures after four more (two scripts, style, figures), and
    silence then.
    """
    opened = open_notebook(FRAME, env=env, app=app)
    opened.notebook.run(0)
    viewer = opened.notebook.viewer(0)
    picture = viewer.root.locator(".pictured .h svg").first
    expect(picture).to_be_attached(timeout=30_000)
    page.wait_for_timeout(1_500)
    answers = diary.our_answers()
    page.wait_for_timeout(3_000)
    assert {status for status, _, _ in answers} == {200}
    last = [url.partition("?")[0].rpartition("/")[2] for _, _, url in answers]
    assert last[:3] == ["health", "", "viewer.js"]
    assert sorted(last[3:]) == ["after.js", "begin.js", "pictures.css", "summary"]
    assert diary.our_answers() == answers
    diary.assert_clean()


def test_the_frame_starts_when_it_is_scrolled_near(open_notebook, diary):
    """
    The user runs a cell whose output ends far below what can be seen.
    Seen: no request for it until the notebook is scrolled near.
    """
    tall = (
        "from IPython.display import HTML\nHTML('<div style=height:6000px>tall</div>')"
    )
    quiet = FRAME.removesuffix("\ndf")
    opened = open_notebook(quiet, tall, "df")
    notebook = opened.notebook
    notebook.run(0)
    notebook.run(1)
    notebook.page.keyboard.press("Escape")
    notebook.command("notebook:run-all-cells")
    notebook.wait_idle()
    notebook.cell(0).scroll_into_view_if_needed()
    notebook.page.wait_for_timeout(1_500)
    before = len(diary.our_answers())
    notebook.cell(2).scroll_into_view_if_needed()
    notebook.viewer(2)
    assert len(diary.our_answers()) > before


def test_many_viewers_in_one_notebook(open_notebook, diary):
    """
    The user runs five cells that show frames.
    Seen: five viewers, each with its own frame, from one server.
    """
    cells = [FRAME.removesuffix("\ndf"), *[f"df[df.n >= {i}]" for i in range(5)]]
    notebook = open_notebook(*cells, "import threading\n"
        "print(sum(t.name == 'dtale_nb-server' for t in threading.enumerate()))",
    ).notebook  # fmt: skip
    for number in range(7):
        notebook.run(number)
    for number in range(5):
        notebook.output(number + 1).scroll_into_view_if_needed()
        viewer = notebook.viewer(number + 1)
        viewer.expect_text(0, "n", str(number))
    assert notebook.output_text(6).strip() == "1"
    diary.assert_clean()


def test_open_in_a_tab(open_notebook, page, diary):
    """
    The user clicks "Open in a tab".
    Seen: the same view, sorted as it was, in a page of its own.
    """
    notebook = open_notebook(FRAME).notebook
    notebook.run(0)
    viewer = notebook.viewer(0)
    viewer.sort("n", "descending")
    viewer.expect_text(0, "n", "99999")
    with page.context.expect_page() as opening:
        viewer.root.get_by_role("link", name="Open in a tab").click()
    tab = viewer.in_page(opening.value)
    tab.wait()
    tab.expect_text(0, "n", "99999")
    assert tab.direction("n") == "descending"
    diary.assert_clean()


def test_unloading_gives_the_plain_table_back(open_notebook):
    """
    The user runs `%unload_ext dtale_nb` and shows the frame again.
    Seen: pandas' own table, no frame.
    """
    notebook = open_notebook(FRAME, "%unload_ext dtale_nb\ndf").notebook
    notebook.run(0)
    notebook.viewer(0)
    notebook.run(1)
    expect(notebook.output(1).locator("table.dataframe")).to_be_visible()
    expect(notebook.output(1).locator("iframe")).to_have_count(0)
    assert "100000 rows × 3 columns" in notebook.output_text(1)
