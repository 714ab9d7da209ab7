"""A Jupyter server as a user starts it: JupyterLab or Notebook 7."""

from __future__ import annotations

import json
import secrets
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import nbformat
import requests

from support.environments import Environment
from support.processes import Process, free_port, private_environ

BROWSER_CONFIG = {
    "LabApp": {"expose_app_in_browser": True},
    "JupyterNotebookApp": {"expose_app_in_browser": True},
    "MappingKernelManager": {"default_kernel_name": "python3"},
}
"""Tests press the buttons of JupyterLab's menus through its own command registry."""

SETTINGS = {
    "@jupyterlab/apputils-extension/notification.jupyterlab-settings": {
        "checkForUpdates": False,
        "fetchNews": "false",
    },
}


@dataclass
class JupyterServer:
    """A running server.

    Attributes:
        url: Its address with base URL and closing slash, no token.
        token: What `?token=` takes.
        root: The folder whose notebooks it opens.
        home: The user's home.
        process: The server itself.
        environ: The environment variables that it was started with.
    """

    url: str
    token: str
    root: Path
    home: Path
    process: Process
    environ: dict[str, str] = field(default_factory=dict)

    @property
    def base_url(self) -> str:
        return "/" + self.url.split("/", 3)[3]

    def address(self, path: str) -> str:
        """The address of a page that logs in, without what was open before."""
        return f"{self.url}{path}?token={self.token}&reset"

    def get(self, path: str, **options: object) -> requests.Response:
        return self.api("GET", path, **options)

    def api(self, method: str, path: str, **options: object) -> requests.Response:
        options.setdefault("headers", {"Authorization": f"token {self.token}"})
        return requests.request(method, self.url + path, timeout=30, **options)

    def kernel_ids(self) -> list[str]:
        return [kernel["id"] for kernel in self.get("api/kernels").json()]

    def restart_kernel(self, kernel_id: str) -> None:
        self.api("POST", f"api/kernels/{kernel_id}/restart").raise_for_status()

    def stop_kernels(self) -> None:
        for session in self.get("api/sessions").json():
            self.api("DELETE", f"api/sessions/{session['id']}")
        for kernel_id in self.kernel_ids():
            self.api("DELETE", f"api/kernels/{kernel_id}")


def write_notebook(folder: Path, name: str, cells: list[str], kernel: str) -> str:
    """Write a notebook of code cells.

    Args:
        folder: Where.
        name: File name without suffix.
        cells: One source text a cell.
        kernel: The kernelspec that it names.

    Returns:
        The file's name.
    """
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(source) for source in cells],
        metadata={
            "kernelspec": {"name": kernel, "display_name": kernel, "language": "python"}
        },
    )
    path = folder / f"{name}.ipynb"
    nbformat.write(notebook, path)
    return path.name


def add_kernelspec(home: Path, name: str, environment: Environment) -> None:
    """Register another environment's kernel, as `ipykernel install --user` does."""
    folder = home / "jupyter-data" / "kernels" / name
    folder.mkdir(parents=True, exist_ok=True)
    spec = {
        "argv": [environment.python, "-m", "ipykernel", "-f", "{connection_file}"],
        "display_name": name,
        "language": "python",
    }
    (folder / "kernel.json").write_text(json.dumps(spec))


def write_server_config(home: Path, more: Mapping[str, object] | None = None) -> None:
    """Write the server's and the front ends' settings into a home."""
    config = home / "jupyter-config"
    (config / "lab" / "user-settings").mkdir(parents=True, exist_ok=True)
    for name, settings in SETTINGS.items():
        path = config / "lab" / "user-settings" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(settings))
    text = json.dumps({**BROWSER_CONFIG, **(more or {})})
    (config / "jupyter_server_config.json").write_text(text)


@contextmanager
def jupyter_server(
    environment: Environment,
    *,
    base_url: str = "/",
    app: str = "lab",
    kernels: Mapping[str, Environment] | None = None,
    command: list[str] | None = None,
    environ: Mapping[str, str] | None = None,
    root: Path | None = None,
) -> Iterator[JupyterServer]:
    """Start a Jupyter server and wait until it answers.

    Args:
        environment: Whose Jupyter.
        base_url: Below which it serves, percent-encoded.
        app: `lab` or `notebook`.
        kernels: More kernelspecs: name and the environment each runs in.
        command: Another program that starts it, given the flags (Binder's `start`).
        environ: More environment variables.
        root: The folder whose notebooks it opens; otherwise an empty one of its own.

    Yields:
        The server.
    """
    with tempfile.TemporaryDirectory(prefix="dtn-jupyter-") as folder:
        home = Path(folder, "home")
        if root is None:
            root = Path(folder, "work")
            root.mkdir()
        variables = private_environ(home, **(environ or {}))
        write_server_config(home)
        for name, kernel in (kernels or {}).items():
            add_kernelspec(home, name, kernel)
        token = secrets.token_hex(16)
        flags = [
            f"--ServerApp.port={free_port()}",
            "--ServerApp.ip=127.0.0.1",
            "--ServerApp.open_browser=False",
            "--ServerApp.allow_root=True",
            f"--ServerApp.base_url={base_url}",
            f"--IdentityProvider.token={token}",
            f"--ServerApp.root_dir={root}",
        ]
        program = command or [environment.python, "-m", "jupyter", app]
        process = Process(
            [*program, *flags],
            log=Path(folder, "server.log"),
            environ=variables,
            cwd=root,
        )
        with process:
            url = _wait_for_url(process, home / "runtime", token)
            yield JupyterServer(url, token, root, home, process, variables)


def _wait_for_url(process: Process, runtime: Path, token: str) -> str:
    """The address that the server wrote down for others, once it answers there."""
    process.wait_for(lambda: list(runtime.glob("jpserver-*.json")), "jpserver file")
    record = runtime.glob("jpserver-*.json")
    written = json.loads(next(record).read_text())
    base = quote(written["base_url"], safe="/@%")
    url = f"http://127.0.0.1:{written['port']}{base}"
    headers = {"Authorization": f"token {token}"}

    def answers() -> bool:
        try:
            return requests.get(url + "api", headers=headers, timeout=5).ok
        except requests.ConnectionError:
            return False

    process.wait_for(answers, f"answer at {url}")
    return url
