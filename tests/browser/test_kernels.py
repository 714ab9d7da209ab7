"""Kernels that die, restart, come in twos or live in another environment."""

from __future__ import annotations

import pytest
import requests
from playwright.sync_api import expect
from support.frontends import FRAME, PATHS, Notebook
from support.jupyter import write_notebook


def test_a_kernel_restart(open_notebook, page):
    """
    The user restarts the kernel while a viewer is open, scrolls, runs the cell again.
    Seen: the page says that the kernel does not answer and what to do; then the viewer.
    """
    notebook = open_notebook(FRAME).notebook
    notebook.run(0)
    viewer = notebook.viewer(0)
    notebook.restart_kernel()
    viewer.scroll(24 * 20_000)
    alert = viewer.root.get_by_role("alert")
    expect(alert).to_be_visible(timeout=15_000)
    expect(alert).to_contain_text("un the cell again")
    notebook.run(0)
    notebook.viewer(0).expect_text(0, "n", "0")


def test_a_killed_kernel(open_notebook, page, diary):
    """
    The kernel is killed (out of memory, say); the user reloads the page.
    Seen: the table and a line that says what to do; no frame, nothing blocked.
    """
    opened = open_notebook(FRAME, "import os, signal\nos.kill(os.getpid(), 9)")
    notebook = opened.notebook
    notebook.run(0)
    notebook.viewer(0)
    notebook.save()
    page.wait_for_timeout(1_000)
    notebook.select(1)
    page.keyboard.press("Control+Enter")
    page.wait_for_timeout(3_000)
    page.goto("about:blank")
    again = Notebook.open(page, opened.address)
    hint = again.output(0).get_by_text("Run the cell again")
    expect(hint).to_be_visible(timeout=15_000)
    expect(again.output(0).locator("table.dataframe")).to_be_visible()
    expect(again.output(0).locator("iframe:visible")).to_have_count(0)
    assert diary.violations() == []


def test_shutting_the_server_down(open_notebook):
    """
    The user calls `dtale_nb.shutdown()` under an open viewer, then runs the cell again.
    Seen: the page says so; then the viewer comes back.
    """
    notebook = open_notebook(FRAME, "dtale_nb.shutdown()").notebook
    notebook.run(0)
    viewer = notebook.viewer(0)
    notebook.run(1)
    viewer.scroll(24 * 20_000)
    expect(viewer.root.get_by_role("alert")).to_be_visible(timeout=15_000)
    notebook.run(0)
    notebook.viewer(0).expect_text(0, "n", "0")


def test_closing_a_view(open_notebook):
    """
    The user closes a view in Python and goes on scrolling in its page.
    Seen: the page says that the view was let go, and how to get it back.
    """
    show = FRAME.removesuffix("\ndf") + "\nview = dtale_nb.show(df)\nview"
    notebook = open_notebook(show, "view.close()").notebook
    notebook.run(0)
    viewer = notebook.viewer(0)
    notebook.run(1)
    viewer.scroll(24 * 20_000)
    alert = viewer.root.get_by_role("alert")
    expect(alert).to_be_visible(timeout=15_000)
    expect(alert).to_contain_text("cell")


def test_two_kernels_at_once(jupyter, page, diary):
    """
    The user has two notebooks with kernels of their own, both with a frame `df`.
    Seen: each viewer shows its own kernel's frame.
    """
    server = jupyter("new")
    notebooks = []
    for number in (1, 2):
        source = FRAME.removesuffix("\ndf") + f"\ndf['n'] += {number * 1_000_000}\ndf"
        name = write_notebook(server.root, f"two-{number}", [source], "python3")
        tab = page.context.new_page()
        address = server.address(PATHS["notebook"].format(name))
        notebooks.append(Notebook.open(tab, address))
    for notebook in notebooks:
        notebook.page.bring_to_front()
        notebook.run(0)
    for number, notebook in enumerate(notebooks, 1):
        notebook.page.bring_to_front()
        viewer = notebook.viewer(0)
        viewer.expect_text(5, "n", str(number * 1_000_000 + 5))
        viewer.scroll(24 * 50_000)
        viewer.wait_first_row(50_000, within=50)
        row = viewer.first_row() + 2
        viewer.expect_text(row, "n", str(number * 1_000_000 + row))
    diary.assert_clean()
    server.stop_kernels()


@pytest.mark.parametrize("app", ["lab", "notebook"])
def test_a_server_that_does_not_know_us(open_notebook, diary, app):
    """
    JupyterLab runs in an environment with jupyter-server-proxy and without dtale_nb;
    the kernel, in another one, has it.
    Seen: the viewer, through `/proxy/`.
    """
    opened = open_notebook(FRAME, env="server-only", app=app, kernel="new")
    opened.notebook.run(0)
    viewer = opened.notebook.viewer(0)
    viewer.sort("n", "descending")
    viewer.expect_text(0, "n", "99999")
    viewer.scroll(24 * 5_000)
    viewer.wait_first_row(5_000, within=40)
    ways = {url for status, _, url in diary.our_answers() if status == 200}
    assert ways
    assert all("/proxy/127.0.0.1:" in url for url in ways)
    assert diary.violations() == []
    assert diary.errors == []


def test_a_dead_port(jupyter):
    """
    Somebody asks our path for a kernel that is not there.
    Seen: a page of ours that may stand in a frame, not Jupyter's blocked error page.
    """
    server = jupyter("new")
    answer = server.get(
        "dtale_nb/00000000-0000-0000-0000-000000000000/views/x/",
        headers={"Authorization": f"token {server.token}", "Accept": "text/html"},
    )
    assert answer.status_code == 404
    policy = answer.headers["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in policy
    assert "role=alert" in answer.text.replace('"', "")


def test_anonymous_requests_are_turned_away(open_notebook):
    """
    Somebody without a login asks for the kernel's viewer through Jupyter's port.
    Seen: the login page or 403, on our path and on `/proxy/` alike.
    """
    opened = open_notebook(FRAME)
    opened.notebook.run(0)
    opened.notebook.viewer(0)
    (kernel,) = opened.server.kernel_ids()
    for path in (f"dtale_nb/{kernel}/health", "proxy/127.0.0.1:1/x/health"):
        answer = requests.get(
            opened.server.url + path, allow_redirects=False, timeout=10
        )
        assert answer.status_code in {302, 403}
        assert "instance" not in answer.text


def test_another_site_changes_nothing(open_notebook):
    """
    A page of another site sends the user's browser to our path with a POST.
    Seen: 403; the same request from the viewer's own page is answered.
    """
    opened = open_notebook(FRAME)
    opened.notebook.run(0)
    opened.notebook.viewer(0)
    (kernel,) = opened.server.kernel_ids()
    url = f"dtale_nb/{kernel}/views/df/state"
    login = {"Authorization": f"token {opened.server.token}"}
    host = opened.server.url.split("/")[2]
    ours = {"Sec-Fetch-Site": "same-origin", "Origin": f"http://{host}"}
    theirs = {"Sec-Fetch-Site": "cross-site", "Origin": "http://evil.example"}
    body = {"scroll": {"top": 3, "left": 0}}
    for headers, status in ((ours, 200), (theirs, 403)):
        answer = requests.post(
            opened.server.url + url, json=body, headers={**login, **headers}, timeout=10
        )
        assert answer.status_code == status, answer.text
    form = requests.post(
        opened.server.url + url, data={"a": 1}, headers=login, timeout=10
    )
    assert form.status_code in {403, 415}
