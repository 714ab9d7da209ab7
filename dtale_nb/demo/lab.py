"""A JupyterLab of its own, on loopback, for as long as the command runs."""

from __future__ import annotations

import contextlib
import importlib.util
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from dtale_nb.errors import DtaleNbError

if TYPE_CHECKING:
    import threading
    from collections.abc import Iterator

PATIENCE = 90.0
"""Seconds that JupyterLab may take to answer; a cold, slow disk takes a while."""

GRACE = 10.0
"""Seconds that it may take to end its kernels."""

WORKSPACE = "dtale_nb"
"""Lab's layout is kept apart from the one of the user's own work."""


DEFAULTS = Path(__file__).with_name("lab_settings")
"""Lab's defaults here: no question about news stands before the demo."""


@contextlib.contextmanager
def running(notebook: Path, port: int | None, stop: threading.Event) -> Iterator[Lab]:
    """Start JupyterLab in a notebook's folder, and end it with the block.

    Args:
        notebook: What it opens.
        port: Where it listens, or fails to; None: its usual one or one near it.
        stop: Set when it is not wanted any more.

    Raises:
        DtaleNbError: It is not installed, or ended before it answered.
        KeyboardInterrupt: `stop` was set before it answered.
    """
    if importlib.util.find_spec("jupyterlab") is None:
        raise DtaleNbError(
            "the demo needs JupyterLab, which is not installed",
            hint=f"{sys.executable} -m pip install jupyterlab",
        )
    log_path = notebook.parent.with_name(f"demo-{os.getpid()}.log")
    with _private(log_path) as log:
        process = subprocess.Popen(  # noqa: S603 our own interpreter, no shell
            _command(notebook.parent, port),
            cwd=notebook.parent,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            # Ctrl+C is for us: JupyterLab would ask on the terminal if it is meant.
            start_new_session=True,
        )
        lab = Lab(process, notebook, log_path)
        try:
            lab.wait_until_up(stop)
            yield lab
            log_path.unlink(missing_ok=True)  # it stays where an error names it
        finally:
            lab.stop()


class Lab:
    """A running JupyterLab.

    Args:
        process: It.
        notebook: What it opens.
        log_path: Where its log goes.
    """

    def __init__(
        self, process: subprocess.Popen[bytes], notebook: Path, log_path: Path
    ) -> None:
        self._process = process
        self._notebook = notebook
        self._log_path = log_path
        self.url = ""

    @property
    def is_running(self) -> bool:
        """Whether it has not ended."""
        return self._process.poll() is None

    def wait_until_up(self, stop: threading.Event) -> None:
        """Wait until it answers; `url` is where then, with its token.

        Raises:
            DtaleNbError: It ended, or takes too long.
            KeyboardInterrupt: `stop` was set before.
        """
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if not self.is_running:
                raise DtaleNbError(
                    f"JupyterLab ended: {self._last_words()}",
                    hint=f"its log is {self._log_path}",
                )
            told = self._told()
            if told and _answers(told["url"]):
                self.url = self._link(told)
                return
            if stop.wait(0.1):
                raise KeyboardInterrupt
        raise DtaleNbError(
            f"JupyterLab does not answer within {PATIENCE:.0f} s",
            hint=f"its log is {self._log_path}",
        )

    def stop(self) -> None:
        """End it and its kernels."""
        if not self.is_running:
            return
        self._process.terminate()
        try:
            self._process.wait(GRACE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _told(self) -> dict[str, Any]:
        """What it wrote of itself for `jupyter server list`, once it listens."""
        from jupyter_core.paths import jupyter_runtime_dir

        path = Path(jupyter_runtime_dir()) / f"jpserver-{self._process.pid}.json"
        try:
            told = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):  # not there yet, or half written
            return {}
        return told if isinstance(told, dict) and "url" in told else {}

    def _link(self, told: dict[str, Any]) -> str:
        """The notebook's address in it."""
        token = told.get("token", "")
        query = f"?{urlencode({'token': token})}" if token else ""
        name = quote(self._notebook.name)
        return f"{told['url']}lab/workspaces/{WORKSPACE}/tree/{name}{query}"

    def _last_words(self) -> str:
        """The last error in its log, or its last line."""
        text = self._log_path.read_text(encoding="utf-8", errors="replace")
        lines = [line for line in text.splitlines() if line.strip()]
        errors = [line for line in lines if "rror" in line or line.startswith("[C ")]
        last = (errors or lines or ["without a word"])[-1]
        return last.partition("] ")[2] or last


def _command(folder: Path, port: int | None) -> list[str]:
    """How JupyterLab is started."""
    return [
        sys.executable,
        "-m",
        "jupyterlab",
        "--no-browser",
        "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.root_dir={folder}",
        f"--LabApp.app_settings_dir={DEFAULTS}",
        *([f"--port={port}", "--port-retries=0"] if port is not None else []),
        # Containers often have no user but root; it is on loopback, behind a token.
        *(["--allow-root"] if sys.platform != "win32" and os.geteuid() == 0 else []),
    ]


def _private(path: Path) -> IO[bytes]:
    """A file that only this user can read, empty: the log holds the token."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb")


def _answers(url: str) -> bool:
    """Whether a Jupyter server answers there; no proxy stands between."""
    import requests

    with requests.Session() as session:
        session.trust_env = False
        try:
            return session.get(f"{url}api", timeout=5).ok
        except requests.RequestException:
            return False
