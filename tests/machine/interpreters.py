"""Finds the Python interpreters of this machine by running them."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

WANTED = ("3.10", "3.12", "3.13")
PROBE = "import sys, venv; print('%d.%d' % sys.version_info[:2]); print(sys.executable)"


def find(wanted: tuple[str, ...] = WANTED) -> dict[str, str]:
    """Working interpreters from 3.10 to 3.13: "3.12" -> path.

    Names on PATH come first, then pyenv's folder (its shims may be on PATH and fail),
    then, for what is still missing, what uv can install.
    """
    found: dict[str, str] = {}
    for candidate in candidates():
        add(found, candidate)
    for version in wanted:
        if version not in found:
            installed = install(version)
            if installed:
                add(found, installed)
    return found


def candidates() -> list[str]:
    names = [f"python3.{minor}" for minor in range(13, 9, -1)]
    on_path = [shutil.which(name) for name in [*names, "python3"]]
    paths = [path for path in on_path if path]
    for root in pyenv_roots():
        paths += sorted(map(str, root.glob("versions/3.*/bin/python")), reverse=True)
    return [*paths, "/usr/bin/python3"]


def pyenv_roots() -> list[Path]:
    """Where pyenv keeps its versions: told, at home, or beside its shims on PATH."""
    folders = [Path(os.environ.get("PYENV_ROOT", "~/.pyenv")).expanduser()]
    on_path = os.environ.get("PATH", "").split(os.pathsep)
    shims = [entry for entry in on_path if entry.rstrip("/").endswith(".pyenv/shims")]
    folders += [Path(entry).parent for entry in shims]
    return list(dict.fromkeys(folder for folder in folders if folder.is_dir()))


def add(found: dict[str, str], candidate: str) -> None:
    try:
        answer = subprocess.run(
            [candidate, "-c", PROBE],
            capture_output=True, text=True, timeout=30, check=False,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return
    if answer.returncode == 0:
        version, executable = answer.stdout.split("\n")[:2]
        if "3.10" <= version <= "3.13":
            found.setdefault(version, executable)


def install(version: str) -> str:
    """Ask uv for an interpreter; the empty text where this machine can't reach one."""
    uv = str(Path(__file__).resolve().parents[2] / ".envs/bootstrap/bin/uv")
    try:
        subprocess.run(
            [uv, "python", "install", "--quiet", version],
            check=True, capture_output=True, timeout=180,
        )  # fmt: skip
        path = subprocess.check_output(
            [uv, "python", "find", "--managed-python", version], text=True, timeout=30
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return path.strip()
