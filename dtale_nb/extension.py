"""The Jupyter server's side: ``BASE/dtale_nb/<kernel-id>/`` to the kernel's socket.

Runs in the Jupyter server's process and rides on jupyter-server-proxy's own handler.
Jupyter has authenticated the request; its cookie and token stay here, and the secret
that the kernel left for us goes on instead. Nothing of pandas or Flask is imported.
"""

from __future__ import annotations

import html
import os
import re
from pathlib import Path
from typing import Any

from jupyter_core.paths import ENV_JUPYTER_PATH, jupyter_data_dir, jupyter_runtime_dir
from jupyter_server_proxy.handlers import ProxyHandler
from tornado import web

from dtale_nb import rendezvous
from dtale_nb._version import __version__
from dtale_nb.notebook.address import EXTENSION_MARK

_STRIPPED = ("Cookie", "Authorization", "X-Xsrftoken", rendezvous.SECRET_HEADER)
"""Request headers that are Jupyter's and the user's business, not the viewer's."""

_GONE = {
    "code": "kernel-gone",
    "message": "this kernel has no viewer now",
    "hint": "run the cell again to bring it back",
}

_PAGE = (
    "<!doctype html><html lang=en><meta charset=utf-8><title>{message}</title>"
    "<style>:root{{color-scheme:light dark}}"
    "body{{margin:0;padding:18px 14px;font:13px/1.6 system-ui,sans-serif}}</style>"
    "<main data-code={code}><p role=alert><b>{message}.</b> {hint}.</p></main></html>"
)


class KernelProxyHandler(ProxyHandler):  # type: ignore[misc]
    """Carry one request to the server of the kernel that its URL names."""

    SUPPORTED_METHODS = ("GET", "HEAD", "POST")

    async def http_get(self, kernel: str, path: str) -> None:
        """Carry a GET."""
        await self.carry(kernel, path)

    async def post(self, kernel: str, path: str) -> None:
        """Carry a POST."""
        await self.carry(kernel, path)

    async def head(self, kernel: str, path: str) -> None:
        """Carry a HEAD."""
        await self.carry(kernel, path)

    async def open(self, kernel: str, path: str) -> None:
        """Refuse a websocket; there are none."""
        del kernel, path
        self.close(1003, "no websockets here")

    async def carry(self, kernel: str, path: str) -> None:
        """Find the kernel's socket and let jupyter-server-proxy do the rest."""
        file = rendezvous.meeting_file(self._folder(), kernel)
        meeting = rendezvous.find(file)
        if meeting is None:
            self._say_gone()
            return
        self._secret = meeting.secret
        self.unix_socket = meeting.socket
        self.proxy_base = f"dtale_nb/{kernel}"
        try:
            await self.proxy("localhost", 0, path)
        except (web.HTTPError, OSError):
            # Refused at a killed kernel's socket, or 500 or 599 for whatever failed in
            # the proxy: see what it was.
            if rendezvous.is_listening(meeting.socket):
                raise
            file.unlink(missing_ok=True)
            self._say_gone()

    def proxy_request_headers(self) -> Any:
        """Headers for the kernel: without Jupyter's secrets, with ours."""
        headers = super().proxy_request_headers()
        for name in _STRIPPED:
            headers.pop(name, None)
        headers[rendezvous.SECRET_HEADER] = self._secret
        return headers

    def _folder(self) -> Path:
        manager = self.settings.get("kernel_manager")
        folder = getattr(manager, "connection_dir", "")
        return Path(folder or jupyter_runtime_dir())

    def _say_gone(self) -> None:
        """Answer ourselves, in a way that may stand in a frame."""
        self.set_status(404)
        self.set_header(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'",
        )
        self.set_header("Cache-Control", "no-store")
        if "text/html" in self.request.headers.get("Accept", ""):
            texts = {
                "code": _GONE["code"],
                "message": _sentence(_GONE["message"]),
                "hint": _sentence(_GONE["hint"]),
            }
            self.finish(_PAGE.format(**texts))
        else:
            self.finish({"error": _GONE})


def _sentence(text: str) -> str:
    return html.escape(text[:1].upper() + text[1:])


def _spare_the_build_for_dash(settings: dict[str, Any]) -> None:
    """Have JupyterLab not ask before each notebook whether to build Dash's extension.

    Dash, which charts need, brings an extension as its source; nothing here uses it,
    and building takes Node and minutes. Where others wait to be built as well, or the
    page's configuration says something of it already, all stays as it is. JupyterLab,
    which starts after us, asks that configuration.
    """
    waiting = {path.name for folder in _lab_folders() for path in _sources(folder)}
    if waiting and all(name.startswith("dash-jupyterlab") for name in waiting):
        settings.setdefault("page_config_data", {}).setdefault("buildCheck", False)


def _sources(folder: Path) -> list[Path]:
    """Extensions that a JupyterLab would have to build itself."""
    try:
        return [*(folder / "extensions").glob("*.tgz")]
    except OSError:
        return []


def _lab_folders() -> list[Path]:
    """Where a JupyterLab keeps what it is built from, as it looks for that itself."""
    chosen = os.environ.get("JUPYTERLAB_DIR")
    if chosen:
        return [Path(chosen)]
    return [Path(root) / "lab" for root in (*ENV_JUPYTER_PATH, jupyter_data_dir())]


def _load_jupyter_server_extension(server: Any) -> None:
    """Add our route to a Jupyter server, and let its kernels know."""
    _spare_the_build_for_dash(server.web_app.settings)
    base = re.escape(server.web_app.settings["base_url"])
    route = base + r"dtale_nb/([\w-]{1,128})/(.*)"
    server.web_app.add_handlers(".*$", [(route, KernelProxyHandler)])
    os.environ[EXTENSION_MARK] = __version__
