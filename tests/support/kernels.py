"""Real kernels by jupyter_client, without a server."""

from __future__ import annotations

import tempfile
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty
from typing import Any

from jupyter_client.blocking.client import BlockingKernelClient
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import KernelManager

from support.environments import Environment
from support.processes import private_environ


class CellFailed(AssertionError):
    """A cell raised; the message holds its traceback."""


@dataclass
class Ran:
    """What one cell sent back.

    Attributes:
        displays: MIME bundles, of the cell's value and of displays, in order.
        stdout: Printed text.
        stderr: Text on standard error, warnings included.
        messages: All messages on iopub: type and content.
    """

    displays: list[dict[str, Any]] = field(default_factory=list)
    stdout: str = ""
    stderr: str = ""
    messages: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    @property
    def html(self) -> str:
        return str(self.displays[-1].get("text/html", ""))

    @property
    def plain(self) -> str:
        return str(self.displays[-1].get("text/plain", ""))


@dataclass
class Kernel:
    """A running kernel.

    Attributes:
        manager: jupyter_client's manager.
        client: jupyter_client's client, its channels open.
        home: The home that it runs in.
        environ: Its environment variables.
    """

    manager: KernelManager
    client: BlockingKernelClient
    home: Path
    environ: dict[str, str]

    def run(self, source: str, *, cell_id: str = "", seconds: float = 60) -> Ran:
        """Execute a cell as a front end does.

        Args:
            source: The code.
            cell_id: What JupyterLab puts into the request's metadata.
            seconds: How long it may take.

        Returns:
            What it sent on iopub until the kernel was idle again.

        Raises:
            CellFailed: The cell raised.
        """
        content = {
            "code": source,
            "silent": False,
            "store_history": True,
            "user_expressions": {},
            "allow_stdin": False,
            "stop_on_error": True,
        }
        metadata = {"cellId": cell_id} if cell_id else {}
        message = self.client.session.msg("execute_request", content, metadata=metadata)
        self.client.shell_channel.send(message)
        return self._read(message["header"]["msg_id"], seconds)

    def _read(self, parent: str, seconds: float) -> Ran:
        ran = Ran()
        while True:
            message = self.client.get_iopub_msg(timeout=seconds)
            if message["parent_header"].get("msg_id") != parent:
                continue
            kind, content = message["msg_type"], message["content"]
            ran.messages.append((kind, content))
            if kind in {"execute_result", "display_data"}:
                ran.displays.append(content["data"])
            elif kind == "stream" and content["name"] == "stdout":
                ran.stdout += content["text"]
            elif kind == "stream":
                ran.stderr += content["text"]
            elif kind == "error":
                raise CellFailed("\n".join(content["traceback"]))
            elif kind == "status" and content["execution_state"] == "idle":
                self.client.get_shell_msg(timeout=seconds)
                return ran

    def value(self, expression: str) -> str:
        """An expression's value, printed."""
        return self.run(f"print({expression})").stdout.strip()

    def heard(self, seconds: float) -> list[tuple[str, dict[str, Any]]]:
        """What arrives on iopub within some seconds: type and content."""
        messages = []
        try:
            while True:
                message = self.client.get_iopub_msg(timeout=seconds)
                messages.append((message["msg_type"], message["content"]))
        except Empty:
            return messages

    def restart(self) -> None:
        self.manager.restart_kernel(now=False)
        self.client.wait_for_ready(timeout=60)


@contextmanager
def kernel(
    environment: Environment,
    *,
    environ: Mapping[str, str] | None = None,
    home: Path | None = None,
) -> Iterator[Kernel]:
    """Start a kernel of an environment and wait until it is ready.

    Args:
        environment: Whose ipykernel.
        environ: More environment variables.
        home: A home to share with another kernel; otherwise one of its own.

    Yields:
        The kernel.

    Raises:
        AssertionError: It ended in good order and left a file or a socket of ours.
    """
    with tempfile.TemporaryDirectory(prefix="dtn-kernel-") as folder:
        place = home or Path(folder)
        variables = private_environ(place, **(environ or {}))
        manager = KernelManager(
            connection_file=_connection_file(Path(variables["JUPYTER_RUNTIME_DIR"]))
        )
        manager._kernel_spec = KernelSpec(
            argv=[environment.python, "-m", "ipykernel", "-f", "{connection_file}"],
            display_name=environment.name,
            language="python",
        )
        manager.start_kernel(env=variables, cwd=str(place))
        client = manager.client()
        client.start_channels()
        try:
            client.wait_for_ready(timeout=60)
            yield Kernel(manager, client, place, variables)
            running = manager.is_alive()
        finally:
            client.stop_channels()
            manager.shutdown_kernel(now=False)
            manager.cleanup_resources()
        if running:
            assert left_behind(variables) == []


def left_behind(environ: Mapping[str, str]) -> list[str]:
    """Files of ours in the folders of a kernel: sockets, words for the server."""
    names = ("JUPYTER_RUNTIME_DIR", "XDG_RUNTIME_DIR", "TMPDIR")
    folders = [Path(environ[name]) for name in names]
    return [str(path) for folder in folders for path in folder.rglob("*dtale_nb*")]


def _connection_file(runtime: Path) -> str:
    return str(runtime / f"kernel-{uuid.uuid4()}.json")
