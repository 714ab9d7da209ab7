"""Processes with a home, a log and an end."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType

import psutil
from typing_extensions import Self

KEPT = ("PATH", "LANG", "TERM", "CI")
KEPT_PREFIXES = ("SSL_", "PIP_", "UV_", "NODE_EXTRA", "REQUESTS_", "CURL_")


class GaveUp(AssertionError):
    """Something did not happen in time; the message holds the log's end."""


def free_port(host: str = "127.0.0.1") -> int:
    """A port that the OS just gave out, for programs that do not take port 0."""
    with socket.socket() as asked:
        asked.bind((host, 0))
        return int(asked.getsockname()[1])


def private_environ(home: Path, **more: str) -> dict[str, str]:
    """Environment variables that keep a program inside a home of its own.

    Args:
        home: The folder that stands for the user's home; made when missing.
        **more: Variables to add.

    Returns:
        The variables, without anything of the user's own set-up.
    """
    folders = {
        "HOME": home,
        "JUPYTER_CONFIG_DIR": home / "jupyter-config",
        "JUPYTER_DATA_DIR": home / "jupyter-data",
        "JUPYTER_RUNTIME_DIR": home / "runtime",
        "IPYTHONDIR": home / "ipython",
        "XDG_CONFIG_HOME": home / "config",
        "XDG_CACHE_HOME": home / "cache",
        "XDG_DATA_HOME": home / "data",
        "XDG_RUNTIME_DIR": home / "run",
        "TMPDIR": home / "tmp",
    }
    for folder in folders.values():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    kept = {
        name: value
        for name, value in os.environ.items()
        if name in KEPT or name.startswith(KEPT_PREFIXES)
    }
    private = {name: str(folder) for name, folder in folders.items()}
    return {**kept, **private, "PYTHONDONTWRITEBYTECODE": "1", **more}


class Process:
    """A program in a process group of its own, its output in a file.

    Args:
        command: Program and arguments.
        log: The file that gets its standard output and error.
        environ: All of its environment variables.
        cwd: Where it runs.
    """

    def __init__(
        self,
        command: Sequence[str],
        *,
        log: Path,
        environ: Mapping[str, str],
        cwd: Path,
    ) -> None:
        self.command = list(command)
        self.log = log
        self.environ = dict(environ)
        self.cwd = cwd
        self.popen: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        with self.log.open("ab") as out:
            self.popen = subprocess.Popen(
                self.command,
                cwd=self.cwd,
                env=self.environ,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.end()

    @property
    def pid(self) -> int:
        assert self.popen is not None
        return self.popen.pid

    def running(self) -> bool:
        return self.popen is not None and self.popen.poll() is None

    def end(self, patience: float = 8.0) -> None:
        """Ask it to end, then end it and whatever it started.

        Args:
            patience: Seconds to wait between asking and ending.
        """
        if self.popen is None:
            return
        family = descendants(self.popen.pid)
        if self.running():
            self.popen.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.popen.wait(patience)
        end_all([*family, *descendants(self.popen.pid)])
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.popen.pid, signal.SIGKILL)
        self.popen.wait(patience)

    def wait_for(
        self, happened: Callable[[], object], what: str, seconds: float = 60
    ) -> None:
        """Wait until something is true while the process is alive.

        Args:
            happened: Asked again and again; true when done.
            what: Named in the error.
            seconds: How long to wait at most.

        Raises:
            GaveUp: The process ended or the time was up.
        """
        until = time.monotonic() + seconds
        while not happened():
            if not self.running():
                raise GaveUp(f"ended before {what}\n{self.tail()}")
            if time.monotonic() > until:
                raise GaveUp(f"no {what} within {seconds:.0f} s\n{self.tail()}")
            time.sleep(0.05)

    def tail(self, lines: int = 60) -> str:
        text = self.log.read_text(errors="replace") if self.log.exists() else ""
        end = "\n".join(text.splitlines()[-lines:])
        return f"--- {' '.join(self.command[:4])} ...\n{end}\n---"


def descendants(pid: int) -> list[psutil.Process]:
    try:
        return psutil.Process(pid).children(recursive=True)
    except psutil.NoSuchProcess:
        return []


def end_all(family: Sequence[psutil.Process]) -> None:
    """End processes that outlived their parent (kernels have sessions of their own)."""
    for member in family:
        with contextlib.suppress(psutil.NoSuchProcess):
            member.terminate()
    _, alive = psutil.wait_procs(family, timeout=3)
    for member in alive:
        with contextlib.suppress(psutil.NoSuchProcess):
            member.kill()


def eventually(
    happened: Callable[[], object], what: str, seconds: float = 20
) -> object:
    """Wait until something is true; its value.

    Args:
        happened: Asked again and again.
        what: Named in the error.
        seconds: How long to wait at most.

    Raises:
        GaveUp: The time was up.
    """
    until = time.monotonic() + seconds
    while True:
        value = happened()
        if value:
            return value
        if time.monotonic() > until:
            raise GaveUp(f"{what}: not within {seconds:.0f} s")
        time.sleep(0.05)
