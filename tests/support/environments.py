"""The Python environments that `tests/run` made below .envs/."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
ENVIRONMENTS = Path(os.environ.get("DTALE_TEST_ENVS", CHECKOUT / ".envs"))


def in_ci() -> bool:
    """Whether what cannot run is a failure rather than a skip."""
    return os.environ.get("CI", "").lower() in {"1", "true", "yes"}


def cannot_run(reason: str) -> None:
    """Skip the test where this machine cannot run it; in CI it has to.

    Args:
        reason: What is missing.
    """
    if in_ci():
        pytest.fail(f"must run in CI: {reason}", pytrace=False)
    pytest.skip(reason)


@dataclass(frozen=True)
class Environment:
    """One Python environment.

    Attributes:
        name: As `tests/machine/environments.py` lists it.
        folder: Where it is.
    """

    name: str
    folder: Path

    @property
    def python(self) -> str:
        return str(self.folder / "bin" / "python")

    def program(self, name: str) -> str:
        return str(self.folder / "bin" / name)


def environment(name: str) -> Environment:
    """Find an environment, or skip the test that wants it.

    Args:
        name: `new`, `binder`, `server-only`, `oldest`, or `this` for the one that
            runs pytest.
    """
    if name == "this":
        return Environment(name, Path(sys.prefix))
    folder = ENVIRONMENTS / name
    if not (folder / "bin" / "python").exists():
        cannot_run(f"no environment {folder}: run `bash tests/run --setup-only`")
    return Environment(name, folder)
