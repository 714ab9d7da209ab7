"""Where the browser finds the kernel's server: one list of places, best first.

The kernel can't know under which address the browser sees it; the page can. So the
kernel writes a short list of templates, and the script in the cell's output fills in
what only the page knows (``{base}``, the Jupyter server's own base URL), asks each
place for its instance and takes the first that answers with ours. The same list gives
the link that `View.url` prints, filled in with what the environment says.

All of it is pure: the environment is an argument, but for `Surroundings.now`.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from dtale_nb.rendezvous import kernel_id

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

EXTENSION_MARK = "JUPYTER_DTALE_NB_EXTENSION"
"""Set by our Jupyter server extension in the environment of the kernels it starts."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the environment tells of the kernel's place.

    Attributes:
        kernel: The id that the Jupyter server gave the kernel; "" outside of one.
        connection_folder: The folder of the kernel's connection file.
        base: The Jupyter server's base URL, percent-encoded, with both slashes; "" if
            it isn't known.
        origin: The Jupyter server's own origin, such as ``http://localhost:8888``; ""
            where others stand before it.
        has_extension: Whether the Jupyter server is known to have our extension.
        runtime_folder: This user's folder for sockets; "" if the system names none.
    """

    kernel: str = ""
    connection_folder: Path | None = None
    base: str = ""
    origin: str = ""
    has_extension: bool = False
    runtime_folder: str = ""

    @classmethod
    def now(cls, connection_file: Path | None) -> Surroundings:
        """What this process's environment tells."""
        return cls.read(os.environ, connection_file)

    @classmethod
    def read(
        cls, environ: Mapping[str, str], connection_file: Path | None
    ) -> Surroundings:
        """What an environment tells.

        Args:
            environ: Its variables.
            connection_file: The kernel's connection file; None outside of a kernel.
        """
        runtime = environ.get("XDG_RUNTIME_DIR", "")
        kernel = kernel_id(connection_file) if connection_file else None
        if connection_file is None or kernel is None:
            return cls(runtime_folder=runtime)
        folder = connection_file.parent
        server = _jupyter_server(folder, environ.get("JPY_PARENT_PID", ""))
        hub = environ.get("JUPYTERHUB_SERVICE_PREFIX", "")
        base = hub or str(server.get("base_url", ""))
        url = str(server.get("url", ""))
        origin = "" if hub or not base else url.removesuffix(base)
        return cls(
            kernel=kernel,
            connection_folder=folder,
            base=base,
            origin=origin if origin != url else "",
            has_extension=EXTENSION_MARK in environ,
            runtime_folder=runtime,
        )


def _jupyter_server(folder: Path, pid: str) -> dict[str, Any]:
    """What the Jupyter server that started this kernel wrote of itself.

    Source:
        The file that ``jupyter_server.serverapp.list_running_servers`` reads.
    """
    if not pid.isdecimal():
        return {}
    try:
        told = json.loads((folder / f"jpserver-{pid}.json").read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}


def places(around: Surroundings, *, port: int, secret: str, url: str = "") -> list[str]:
    """The templates of every place where the server may be reached, best first.

    Args:
        around: What the environment tells.
        port: The server's loopback port.
        secret: What a path must begin with where no extension injects it.
        url: The user's own word (`Settings.url`); nothing else is tried then.

    Returns:
        URLs that end in a slash. ``{base}`` stands for the Jupyter server's base URL as
        the page knows it. The last one works on the kernel's own machine only.
    """
    if url:
        filled = url.replace("{port}", str(port)).replace("{kernel}", around.kernel)
        return [f"{filled.rstrip('/')}/{secret}/"]
    ours = ["{base}dtale_nb/" + around.kernel + "/"] if around.kernel else []
    return [
        f"colab:{port}/{secret}/",
        *ours,
        f"{{base}}proxy/127.0.0.1:{port}/{secret}/",
        f"{{base}}proxy/{port}/{secret}/",
        f"http://127.0.0.1:{port}/{secret}/",
    ]


def link(around: Surroundings, *, port: int, secret: str, url: str = "") -> str:
    """The place to print, as far as the kernel can know: the best that surely is there.

    Returns:
        A URL that ends in a slash. Without an origin (behind a Hub) it is the path.
    """
    every = places(around, port=port, secret=secret, url=url)
    if url:
        return every[0].replace("{base}", around.base or "/")
    if not around.base:
        return every[-1]
    through = [place for place in every if place.startswith("{base}")]
    best = through[0 if around.has_extension else 1]
    return best.replace("{base}", around.origin + around.base)


def root(around: Surroundings, *, port: int, url: str) -> str:
    """The path that the user's own word (`Settings.url`) puts before ours."""
    if not url:
        return ""
    whole = link(around, port=port, secret="", url=url)
    return urlsplit(whole).path.rstrip("/")
