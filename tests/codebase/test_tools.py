"""What the tools that read the code say: style, types, layers, and the viewer's own."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from support.environments import in_ci

ROOT = Path(__file__).resolve().parents[2]
VIEWER_TESTS = ROOT / "tests" / "viewer"

PYTHON_TOOLS = {
    "style": ["-m", "ruff", "check", "."],
    "format": ["-m", "ruff", "format", "--check", "."],
    "types": ["-m", "mypy"],
}


def run(command, folder=ROOT):
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False, timeout=280
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.mark.parametrize("tool", PYTHON_TOOLS)
def test_python_is_as_agreed(tool):
    run([sys.executable, *PYTHON_TOOLS[tool]])


def test_rooms_import_downwards_only():
    lint_imports = Path(sys.executable).with_name("lint-imports")
    assert "0 broken" in run([str(lint_imports), "--no-cache"])


@pytest.mark.parametrize("script", ["types", "lint", "test"])
def test_the_viewer_is_as_agreed(script):
    if not in_ci() and shutil.which("npm") is None:
        pytest.skip("npm is not installed")
    run(["npm", "run", "--silent", script], VIEWER_TESTS)
