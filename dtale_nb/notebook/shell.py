"""What we need of IPython and ipykernel, asked only when they are there already."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from dtale_nb.engine.store import Origin

KEEP_ALIVE_ID = "dtale_nb-keep-alive"
"""The display id of the message that only says: this kernel is in use."""


def ipython() -> Any:
    """The running IPython shell, or None."""
    module = sys.modules.get("IPython")
    return module.get_ipython() if module is not None else None


def after_cells(work: Callable[[], None]) -> Callable[[], None]:
    """Do something after each executed cell.

    Returns:
        What takes that back.
    """
    events = getattr(ipython(), "events", None)
    if events is None:
        return lambda: None

    def ended(_result: Any) -> None:
        work()

    def take_back() -> None:
        with contextlib.suppress(ValueError):  # somebody has cleared them all
            events.unregister("post_run_cell", ended)

    events.register("post_run_cell", ended)
    return take_back


def connection_file() -> Path | None:
    """The connection file of the kernel that this process is; None outside of one."""
    shell = ipython()
    if getattr(shell, "kernel", None) is None:
        return None
    with contextlib.suppress(ImportError, RuntimeError):
        from ipykernel.connect import get_connection_file

        return Path(get_connection_file())
    return None


def keep_alive() -> None:
    """Let the Jupyter server's culler see that the kernel is in use.

    It counts messages on iopub only, not what its proxy carries. An update of a display
    that nobody has shows nothing anywhere. It is sent past the display publisher, which
    in ipykernel 7.0 knows no parent, and so raises, in threads it did not start.
    """
    kernel = getattr(ipython(), "kernel", None)
    if kernel is not None:
        transient = {"display_id": KEEP_ALIVE_ID}
        content = {"data": {}, "metadata": {}, "transient": transient}
        kernel.session.send(
            kernel.iopub_socket,
            "update_display_data",
            content,
            ident=b"update_display_data",
        )


def origin() -> Origin | None:
    """Which cell is running, and which run of it this is."""
    from dtale_nb.engine.store import Origin

    parent = _parent()
    execution = parent.get("header", {}).get("msg_id")
    if not execution:
        return None
    return Origin(parent.get("metadata", {}).get("cellId"), str(execution))


def name_of(obj: Any) -> str | None:
    """The variable of the user's that holds an object, if one does.

    The one that the cell ends with wins, else the one that was bound last.
    """
    shell = ipython()
    if shell is None:
        return None
    namespace = dict(shell.user_ns)
    names = [
        name
        for name, value in namespace.items()
        if value is obj and not name.startswith("_")
    ]
    code = str(_parent().get("content", {}).get("code", "")).rstrip()
    last = code.rpartition("\n")[2].strip()
    return last if last in names else next(reversed(names), None)


def _parent() -> dict[str, Any]:
    """The request that is being executed, {} where there is none."""
    kernel = getattr(ipython(), "kernel", None)
    get_parent = getattr(kernel, "get_parent", None)
    parent = get_parent() if get_parent is not None else None
    return parent if isinstance(parent, dict) else {}
