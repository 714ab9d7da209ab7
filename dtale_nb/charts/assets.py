"""The chart page's files: Dash, React and plotly.js as they come, joined and packed.

Dash asks for a dozen scripts one after the other. Here they are two: plotly.js, which
is most of the weight, and all others, in the order in which Dash loads them. Both are
named by their content, compressed once a process and never asked for again. The shapes
of maps stand beside them, and are asked for by the first map.
"""

from __future__ import annotations

import hashlib
import threading
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from dtale_nb.charts.atlas import SHAPES, shapes
from dtale_nb.packing import LARGE, coding_of, packed

if TYPE_CHECKING:
    from collections.abc import Iterable
    from importlib.resources.abc import Traversable

    from _typeshed.wsgi import StartResponse, WSGIEnvironment

PARTS = (
    "dash-renderer/build/dash_renderer.min.js",
    "dcc/dash_core_components-shared.js",
    "dcc/async-graph.js",
    "dcc/async-dropdown.js",
    "dcc/dash_core_components.js",
    "html/dash_html_components.min.js",
)
"""Of Dash's own scripts, those that the page uses; chunks before what wants them."""


KINDS = {"css": "text/css", "js": "text/javascript", "json": "application/json"}


class File:
    """One file, packed once for each coding, by whoever asks first. Thread-safe.

    Args:
        plain: Its bytes.
        kind: Its Content-Type.
    """

    def __init__(self, plain: bytes, kind: str) -> None:
        self.kind = kind
        self._packed = {"": plain}
        self._lock = threading.Lock()

    def packed(self, coding: str) -> bytes:
        """Its bytes as they are sent; see `dtale_nb.packing.coding_of`."""
        with self._lock:
            if coding not in self._packed:
                self._packed[coding] = packed(self._packed[""], coding, LARGE)
            return self._packed[coding]


@dataclass(frozen=True, slots=True)
class ChartFiles:
    """All files of the page; `digest` names their content."""

    digest: str
    files: dict[str, File]


@cache
def chart_files() -> ChartFiles:
    """Read and join, once a process."""
    dash = files("dash")
    static = files("dtale_nb.charts").joinpath("static")
    older = _named(dash.joinpath("deps"), "polyfill@")
    react = _named(dash.joinpath("deps"), "react@18")
    react_dom = _named(dash.joinpath("deps"), "react-dom@18")
    types = _named(dash.joinpath("deps"), "prop-types@")
    scripts = [older, react, react_dom, types, *(dash.joinpath(part) for part in PARTS)]
    scripts.append(static.joinpath("charts.js"))
    texts = {
        "plotly.js": files("plotly")
        .joinpath("package_data/plotly.min.js")
        .read_bytes(),
        "dash.js": b"\n;".join(each.read_bytes() for each in scripts),
        "charts.css": static.joinpath("charts.css").read_bytes(),
    }
    texts.update({f"{name}.json": shapes(name) for name in SHAPES})
    digest = hashlib.sha256(b"\0".join(texts.values())).hexdigest()[:16]
    return ChartFiles(digest, {name: _file(name, text) for name, text in texts.items()})


def _named(folder: Traversable, start: str) -> Traversable:
    """The minified script of a folder whose name starts so, the newest."""
    fitting = [
        each
        for each in folder.iterdir()
        if each.name.startswith(start) and each.name.endswith(".min.js")
    ]
    return max(fitting, key=lambda each: each.name)


def _file(name: str, text: bytes) -> File:
    kind = KINDS[name.rpartition(".")[2]]
    return File(text, f"{kind}; charset=utf-8")


def pack_ahead(accepted: str) -> None:
    """Pack the scripts for whoever accepts these codings, before they are asked for."""
    for name in ("plotly.js", "dash.js"):
        chart_files().files[name].packed(coding_of(accepted))


def serve(
    environ: WSGIEnvironment, start_response: StartResponse, path: str
) -> Iterable[bytes]:
    """Answer for ``DIGEST/NAME``; what is there never changes."""
    ours = chart_files()
    digest, _, name = path.partition("/")
    found = ours.files.get(name)
    if found is None or digest != ours.digest:
        start_response("404 Not Found", [("Content-Length", "0")])
        return [b""]
    coding = coding_of(environ.get("HTTP_ACCEPT_ENCODING", ""))
    body = found.packed(coding)
    headers = [
        ("Content-Type", found.kind),
        ("Content-Length", str(len(body))),
        ("Cache-Control", "private, max-age=31536000, immutable"),
        ("Vary", "Accept-Encoding"),
    ]
    if coding:
        headers.append(("Content-Encoding", coding))
    start_response("200 OK", headers)
    return [b"" if environ["REQUEST_METHOD"] == "HEAD" else body]
