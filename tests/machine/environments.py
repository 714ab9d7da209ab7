"""Makes the Python environments below .envs/, and makes them again when told otherwise.

| name | Python | what it stands for |
|---|---|---|
| new | newest, at most 3.13 | today's JupyterLab and Notebook; runs pytest |
| binder | 3.12 | the image that repo2docker builds from binder/ |
| server-only | as new | a Jupyter server without dtale_nb |
| oldest | 3.10 | pandas 2.2 and the lowest versions that pyproject.toml allows |

What goes in is declared in `[dependency-groups]` of pyproject.toml.
"""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

NAMES = ("new", "binder", "server-only", "oldest")
PYTHONS = {
    "new": ("3.13", "3.12", "3.11", "3.10"),
    "binder": ("3.12", "3.13", "3.11", "3.10"),
    "server-only": ("3.13", "3.12", "3.11", "3.10"),
    "oldest": ("3.10", "3.11", "3.12"),
}
"""Which interpreter each environment wants, the best first."""


class Shelf:
    """The environments of one checkout.

    Args:
        checkout: The folder that holds pyproject.toml.
        interpreters: "3.12" -> path, as `interpreters.find` gives them.
    """

    def __init__(self, checkout: Path, interpreters: dict[str, str]) -> None:
        self.checkout = checkout
        self.interpreters = interpreters
        self.uv = str(checkout / ".envs/bootstrap/bin/uv")

    def folder(self, name: str) -> Path:
        return self.checkout / ".envs" / name

    def version(self, name: str) -> str:
        """The Python version that an environment gets on this machine."""
        for version in PYTHONS[name]:
            if version in self.interpreters:
                return version
        raise SystemExit(f"No Python of {', '.join(PYTHONS[name])} for `{name}`.")

    def insist(self) -> None:
        """In CI no other Python may stand in for Binder's.

        Raises:
            SystemExit: Binder's Python is not here.
        """
        if self.version("binder") != "3.12":
            raise SystemExit("CI needs Python 3.12: Binder's image has it.")

    def environ(self) -> dict[str, str]:
        """The environment variables that pytest and uv are run with.

        Compiled modules are kept, whatever a container's image says: the tests start
        hundreds of kernels and servers.
        """
        kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
        node = self.checkout / ".envs/node/node_modules/.bin"
        path = [str(node), os.environ.get("PATH", ""), "/usr/local/sbin", "/usr/sbin"]
        return {
            **kept,
            **registry(),
            "PATH": os.pathsep.join(path),
            "UV_PYTHON_DOWNLOADS": "never",
            "DTALE_TEST_ENVS": str(self.checkout / ".envs"),
        }

    def make(self, name: str, say: Callable[[str], None]) -> None:
        """Make one environment, or bring its copy of the checkout up to date."""
        version = self.version(name)
        if version != PYTHONS[name][0]:
            say(f"{name}: no Python {PYTHONS[name][0]} found, so Python {version}")
        stamp = self.folder(name) / ".made-from"
        wanted = self.recipe(name, version)
        if not stamp.exists() or stamp.read_text() != wanted:
            say(f"{name}: making it with Python {version}")
            python = self.interpreters[version]
            self.run(
                "venv", "--quiet", "--clear", "--seed", "--python", python,
                str(self.folder(name)),
            )  # fmt: skip
            getattr(self, "_fill_" + name.replace("-", "_"))()
            stamp.write_text(wanted)
        elif name == "binder":
            self.install(name, "--no-deps", "--reinstall-package", "dtale_nb", ".")

    def recipe(self, name: str, version: str) -> str:
        """What an environment is made from: when it changes, it is made again."""
        parts = [name, self.interpreters[version]]
        for file in ("pyproject.toml", "binder/requirements.txt"):
            path = self.checkout / file
            parts.append(path.read_text() if path.exists() else "")
        shipped = sorted((self.checkout / "jupyter_config").rglob("*.json"))
        parts += [path.read_text() for path in shipped]
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()

    def _fill_new(self) -> None:
        self.install("new", "--group", "new", "-e", ".")

    def _fill_server_only(self) -> None:
        self.install("server-only", "--group", "server-only")

    def _fill_oldest(self) -> None:
        self.install(
            "oldest", "--resolution", "lowest-direct", "--group", "oldest",
            "-r", "pyproject.toml",
        )  # fmt: skip
        self.install("oldest", "--no-deps", "-e", ".")

    def _fill_binder(self) -> None:
        """The image's packages by uv, then binder/requirements.txt by pip itself."""
        self.install("binder", "--group", "binder")
        python = self.folder("binder") / "bin" / "python"
        requirements = "binder/requirements.txt"
        subprocess.run(
            [python, "-m", "pip", "install", "--quiet", "--no-cache-dir", "-r",
             requirements], cwd=self.checkout, check=True,
        )  # fmt: skip

    def install(self, name: str, *arguments: str) -> None:
        python = self.folder(name) / "bin" / "python"
        self.run("pip", "install", "--quiet", "--python", str(python), *arguments)

    def run(self, *arguments: str) -> None:
        subprocess.run(
            [self.uv, *arguments], cwd=self.checkout, env=self.environ(), check=True
        )


def registry() -> dict[str, str]:
    """The package index that pip is set up with on this machine, in uv's words.

    Only indexes reached by http(s) are handed on; what uv is told already stands.
    """
    if any(name in os.environ for name in ("UV_DEFAULT_INDEX", "UV_INDEX_URL")):
        return {}
    listed = subprocess.run(
        [sys.executable, "-m", "pip", "config", "list"],
        capture_output=True, text=True, check=False,
    ).stdout  # fmt: skip
    settings = dict(re.findall(r"^(?:global|:env:)\.([\w-]+)='(.*)'$", listed, re.M))
    told = {}
    if settings.get("index-url", "").startswith("http"):
        told["UV_DEFAULT_INDEX"] = settings["index-url"]
    extra = re.findall(r"https?://[^\s'\\]+", settings.get("extra-index-url", ""))
    if extra:
        told["UV_INDEX"] = " ".join(extra)
        told["UV_INDEX_STRATEGY"] = "unsafe-best-match"
    if settings.get("cert") and "SSL_CERT_FILE" not in os.environ:
        told["SSL_CERT_FILE"] = settings["cert"]
    return told
