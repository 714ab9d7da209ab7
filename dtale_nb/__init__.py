"""A dataframe at the end of a notebook cell becomes a live viewer.

``%load_ext dtale_nb`` in a notebook, or ``dtale_nb.show(df)`` anywhere. Every name here
is imported when it is first used, so that importing the package costs nothing.
"""

from __future__ import annotations

import importlib
import logging
from typing import TYPE_CHECKING, Any

from dtale_nb._version import __version__

if TYPE_CHECKING:
    from dtale_nb.notebook.api import get, plain, show, shutdown, views
    from dtale_nb.notebook.hook import disable, enable
    from dtale_nb.notebook.view import View
    from dtale_nb.settings import Settings

__all__ = [
    "Settings",
    "View",
    "__version__",
    "disable",
    "enable",
    "get",
    "plain",
    "show",
    "shutdown",
    "views",
]

_LATE = {
    "Settings": "dtale_nb.settings",
    "View": "dtale_nb.notebook.view",
    "disable": "dtale_nb.notebook.hook",
    "enable": "dtale_nb.notebook.hook",
    "get": "dtale_nb.notebook.api",
    "plain": "dtale_nb.notebook.api",
    "show": "dtale_nb.notebook.api",
    "shutdown": "dtale_nb.notebook.api",
    "views": "dtale_nb.notebook.api",
}

logging.getLogger(__name__).addHandler(logging.NullHandler())


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for."""
    if name not in _LATE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(importlib.import_module(_LATE[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """The public names, imported or not."""
    return sorted({*globals(), *_LATE})


def load_ipython_extension(ipython: Any) -> None:
    """Show dataframes as live views (``%load_ext dtale_nb``)."""
    del ipython
    importlib.import_module("dtale_nb.notebook.hook").enable()


def unload_ipython_extension(ipython: Any) -> None:
    """Show dataframes as pandas does (``%unload_ext dtale_nb``)."""
    del ipython
    importlib.import_module("dtale_nb.notebook.hook").disable()


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    """Tell the Jupyter server where its side of the package is."""
    return [{"module": "dtale_nb.extension"}]
