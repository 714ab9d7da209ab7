"""What is imported when, what is public, and what the wheel holds."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import dtale_nb
from dtale_nb._version import __version__

ROOT = Path(__file__).resolve().parents[2]
HEAVY = ("flask", "werkzeug", "dash", "pyarrow", "polars", "requests", "IPython")


def imported(code):
    """The names of modules that are there after some code, in a fresh process."""
    told = "import sys; print(*sorted(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\n{told}"],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return set(done.stdout.split())


def test_importing_the_package_imports_next_to_nothing():
    found = imported("import dtale_nb")
    assert not found & {*HEAVY, "pandas", "numpy", "jupyter_server_proxy"}


def test_loading_the_extension_imports_nothing_heavy():
    code = "import IPython; shell = IPython.core.interactiveshell.InteractiveShell"
    before = imported(f"{code}.instance()")
    after = imported(f"{code}.instance().run_line_magic('load_ext', 'dtale_nb')")
    assert not (after - before) & {*HEAVY, "pandas", "numpy"}


def test_a_frame_can_be_made_a_view_without_flask():
    before = imported("import pandas")
    after = imported("import pandas, dtale_nb; dtale_nb.show(pandas.DataFrame())")
    assert not (after - before) & {"flask", "werkzeug", "dash", "polars", "requests"}


def test_the_jupyter_server_imports_no_pandas():
    found = imported("import dtale_nb.extension")
    assert not found & {"pandas", "numpy", "flask", "pyarrow"}


def test_public_names_are_sorted_and_there():
    assert dtale_nb.__all__ == sorted(dtale_nb.__all__)
    for name in dtale_nb.__all__:
        assert getattr(dtale_nb, name) is not None
        assert name in dir(dtale_nb)
    with pytest.raises(AttributeError, match="nothing"):
        dtale_nb.nothing  # noqa: B018


def test_public_names_are_described():
    for name in set(dtale_nb.__all__) - {"__version__"}:
        assert getattr(dtale_nb, name).__doc__, name


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The names of the files in the wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel"]
    subprocess.run(
        [*command, "-d", str(folder)], cwd=ROOT, check=True, capture_output=True
    )
    (built,) = folder.glob("*.whl")
    with zipfile.ZipFile(built) as archive:
        return set(archive.namelist())


def test_the_wheel_holds_every_file_of_the_package(wheel):
    tracked = subprocess.run(
        ["git", "ls-files", "dtale_nb"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split()
    assert len(tracked) > 50
    assert set(tracked) <= wheel


def test_the_wheel_switches_the_server_side_on(wheel):
    data = f"dtale_nb-{__version__}.data/data"
    config = "etc/jupyter/jupyter_server_config.d/dtale_nb.json"
    assert f"{data}/{config}" in wheel


def test_the_wheel_holds_no_tests(wheel):
    assert not [name for name in wheel if name.startswith(("tests/", "binder/"))]


def test_the_changelog_speaks_of_what_is_not_released():
    assert "## Unreleased" in (ROOT / "CHANGELOG.md").read_text("utf-8")
