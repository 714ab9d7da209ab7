"""The matrix: the same tests under each pandas, NumPy and Python that is served.

`bash tests/run --matrix` takes some minutes an environment, so CI runs its corners only
(`oldest` and `new`). Each combination has an environment of its own below
.envs/matrix/, which is made once.
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from environments import Shelf

TESTS = ["tests/unit", "tests/http"]


@dataclass(frozen=True)
class Combination:
    """One environment.

    Attributes:
        python: Its version, such as 3.12.
        wanted: What is asked for beside the group `test`.
        is_early: Whether pre-releases are taken; left out where there is none.
    """

    python: str
    wanted: tuple[str, ...]
    is_early: bool = False

    @property
    def name(self) -> str:
        """Such as ``py312-pandas2.3-numpy1.26``."""
        parts = [one.replace("==", "").replace(".*", "") for one in self.wanted]
        return "-".join([f"py{self.python.replace('.', '')}", *parts])


# The newest PyArrow wants NumPy 2 without telling its installer.
COMBINATIONS = (
    Combination("3.10", ("pandas==2.2.*", "numpy==1.26.*")),
    Combination("3.11", ("pandas==2.2.*", "numpy==2.*")),
    Combination("3.12", ("pandas==2.3.*", "numpy==1.26.*", "pyarrow==18.*")),
    Combination("3.13", ("pandas==2.3.*", "numpy==2.*")),
    Combination("3.11", ("pandas==3.0.*", "numpy==1.26.*", "pyarrow==18.*")),
    Combination("3.12", ("pandas==3.0.*", "numpy==2.*")),
    Combination("3.13", ("pandas==3.1.*", "numpy==2.*")),
    Combination("3.13", ("pandas", "numpy"), is_early=True),
)


PYTHONS = tuple(sorted({one.python for one in COMBINATIONS}))


def run_matrix(
    shelf: Shelf, arguments: list[str], say: Callable[[str], None]
) -> list[int]:
    """Run tests in each environment, and tell at the end how each fared.

    Args:
        shelf: Knows the interpreters and how uv is run.
        arguments: For pytest; all unit and HTTP tests without any.
        say: Tells the user.

    Returns:
        The exit status of each run.
    """
    told: dict[str, int | str] = {}
    for one in COMBINATIONS:
        if one.python not in shelf.interpreters:
            told[one.name] = f"left out: no Python {one.python} here"
            continue
        version = _made(shelf, one, say)
        if one.is_early and version.replace(".", "").isdigit():
            told[one.name] = f"left out: pandas has no pre-release after {version}"
            continue
        python = shelf.folder(f"matrix/{one.name}") / "bin" / "python"
        command = [str(python), "-m", "pytest", "-q", *(arguments or TESTS)]
        say(f"{one.name} (pandas {version}): pytest {' '.join(arguments or TESTS)}")
        told[one.name] = subprocess.call(
            command, cwd=shelf.checkout, env=shelf.environ(), stdin=subprocess.DEVNULL
        )
    for name, status in told.items():
        said = {0: "passed"}.get(status, f"failed ({status})")  # type: ignore[call-overload]
        say(f"{name}: {status if isinstance(status, str) else said}")
    return [status for status in told.values() if isinstance(status, int)]


def _made(shelf: Shelf, one: Combination, say: Callable[[str], None]) -> str:
    """Make an environment that is not there; the version of its pandas."""
    folder: Path = shelf.folder(f"matrix/{one.name}")
    stamp = folder / ".made-from"
    recipe = shelf.recipe(one.name, one.python)
    if not stamp.exists() or stamp.read_text() != recipe:
        say(f"{one.name}: making it")
        python = shelf.interpreters[one.python]
        shelf.run("venv", "--quiet", "--clear", "--python", python, str(folder))
        early = ["--prerelease", "allow"] if one.is_early else []
        name = f"matrix/{one.name}"
        shelf.install(name, *early, "--group", "test", "-e", ".", *one.wanted)
        stamp.write_text(recipe)
    asked = "import importlib.metadata as m; print(m.version('pandas'))"
    python = folder / "bin" / "python"
    return subprocess.check_output([python, "-c", asked], text=True).strip()
