"""What a Binder link opens, without Docker: the plan, the environment, the demo."""

from __future__ import annotations

import os
import re
import subprocess

import pytest
from playwright.sync_api import expect
from support.binder import FLAGS, checkout_copy, image_path, plan
from support.environments import CHECKOUT, environment
from support.frontends import Notebook
from support.jupyter import jupyter_server
from support.processes import private_environ

SHOWN = 5
"""Viewers in the demo notebook, a chart among them."""


@pytest.fixture(scope="module")
def repository(tmp_path_factory):
    return checkout_copy(tmp_path_factory.mktemp("binder") / "repository")


@pytest.fixture(scope="module")
def planned(repository, tmp_path_factory):
    return plan(repository, tmp_path_factory.mktemp("home"))


def urlpath() -> str:
    """Where the README's Binder link leads."""
    readme = (CHECKOUT / "README.md").read_text()
    return re.search(r"mybinder\.org/v2/\S+?\?urlpath=(?:lab/tree/)([^)\s]+)", readme)[
        1
    ]


def test_the_plan_installs_this_checkout_on_python_3_12(planned):
    """repo2docker reads binder/: Python 3.12, the checkout by pip, postBuild, start."""
    dockerfile = re.sub(r"-([0-9a-f]{2})", lambda hex_: chr(int(hex_[1], 16)), planned)
    assert "/conda/environment.py-3.12" in dockerfile
    copied = planned.index("COPY --chown=1000:1000 src/ ${REPO_DIR}/")
    installed = planned.index('pip install --no-cache-dir -r "binder/requirements.txt')
    built = planned.index("RUN ./binder/postBuild")
    assert copied < installed < built
    assert 'R2D_ENTRYPOINT="${REPO_DIR}/binder/start"' in planned


def test_scripts_can_be_run(repository):
    for name in ("postBuild", "start"):
        assert os.access(repository / "binder" / name, os.X_OK), name


def test_the_environment_is_binders():
    """The environment that stands for the image: its versions, and ours enabled."""
    binder = environment("binder")
    told = subprocess.check_output(
        [binder.python, "-c",
         "import sys, jupyterlab, notebook, ipykernel, jupyter_server, dtale_nb\n"
         "print(sys.version_info[:2], jupyterlab.__version__, notebook.__version__,"
         " ipykernel.__version__, jupyter_server.__version__, dtale_nb.__file__)"],
        text=True, cwd="/",
    )  # fmt: skip
    assert re.match(r"\(3, 12\) 4\.4\.\S+ 7\.4\.\S+ 7\.0\.\S+ 2\.17\.\S+ ", told)
    assert str(binder.folder) in told.split()[-1]


def test_post_build_runs(repository, tmp_path):
    environ = private_environ(tmp_path, **image_path())
    done = subprocess.run(
        [str(repository / "binder" / "postBuild")],
        cwd=repository, env=environ, capture_output=True, text=True, check=False,
        timeout=240,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_demo_opens_and_shows_its_viewer(repository, page, diary):
    """
    A reader follows the Binder link; JupyterLab opens on the demo notebook, with the
    flags that BinderHub gives. They run all cells.
    Seen: every viewer of the demo, live, and no cell that failed.
    """
    start = repository / "binder" / "start"
    with jupyter_server(
        environment("binder"),
        base_url="/user/dtale-nb-x1y2z3/",
        command=[str(start), "jupyter", "lab", *FLAGS],
        environ=image_path(),
        root=repository,
    ) as server:
        notebook = Notebook.open(page, server.address(f"lab/tree/{urlpath()}"))
        notebook.run_all(180)
        assert (
            page.locator(
                "[data-mime-type='application/vnd.jupyter.stderr']"
            ).all_inner_texts()
            == []
        )
        seen = 0
        for mount in notebook.outputs_in_turn(".dtale-nb"):
            inner = mount.frame_locator("iframe")
            cell = inner.get_by_role("grid").get_by_role("gridcell").first
            chart = inner.locator(".card .js-line").first
            expect(cell.or_(chart)).to_be_visible(timeout=60_000)
            seen += 1
        assert seen == SHOWN
        assert "lab/tree" in page.url
        diary.assert_clean()
