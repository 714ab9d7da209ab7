"""Binder without Docker: the plan, the environment of the image, its start."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from support.environments import CHECKOUT, environment
from support.processes import private_environ

FLAGS = [
    "--ServerApp.allow_origin=*",
    "--ServerApp.trust_xheaders=True",
    "--MappingKernelManager.cull_idle_timeout=600",
    "--MappingKernelManager.cull_connected=True",
]
"""What mybinder.org starts an image's Jupyter with, beside base URL and token."""


def checkout_copy(folder: Path) -> Path:
    """Copy what git would hand out of this checkout, as repo2docker clones it.

    Args:
        folder: Made here.

    Returns:
        The folder.
    """
    listed = subprocess.check_output(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=CHECKOUT, text=True,
    )  # fmt: skip
    for name in filter(None, listed.split("\0")):
        source, target = CHECKOUT / name, folder / name
        if source.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target)
    return folder


def plan(checkout: Path, home: Path) -> str:
    """The Dockerfile that repo2docker would build, without Docker.

    Args:
        checkout: The repository.
        home: A home for repo2docker.

    Returns:
        Everything that it printed.
    """
    environ = private_environ(home, DOCKER_HOST="unix:///nonexistent")
    told = subprocess.run(
        [environment("new").program("jupyter-repo2docker"), "--no-build", "--debug",
         "--user-id", "1000", "--user-name", "jovyan", str(checkout)],
        env=environ, cwd=home, capture_output=True, text=True, check=False, timeout=240,
    )  # fmt: skip
    assert told.returncode == 0, told.stderr[-3000:]
    return told.stdout + told.stderr


def image_path() -> dict[str, str]:
    """PATH of the image: its environment's programs come first."""
    first = environment("binder").folder / "bin"
    return {"PATH": os.pathsep.join([str(first), os.environ["PATH"]])}
