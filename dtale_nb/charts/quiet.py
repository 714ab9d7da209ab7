"""Dash, imported without a word to the notebook's front end.

On import Dash opens a comm, by which it would ask JupyterLab where its own apps are.
Our chart page needs none. Opened from a thread, as ours is, that fails with ipykernel
7.0, and JupyterLab notes an error for a comm that it does not know. So the comm is
opened when Dash first says something, which it does for a user's own apps.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


class LateComm:
    """A comm that is opened when something is first sent by it.

    Args:
        make: What opens it.
        **options: Of the comm.
    """

    def __init__(self, make: Callable[..., Any], **options: Any) -> None:
        self._make = make
        self._options = options
        self._comm: Any = None
        self._heard: list[Callable[[Any], None]] = []

    def on_msg(self, callback: Callable[[Any], None]) -> None:
        """Have something called with each message."""
        self._heard.append(callback)
        if self._comm is not None:
            self._comm.on_msg(callback)

    def send(self, *args: Any, **options: Any) -> None:
        """Send a message; the first one opens the comm."""
        if self._comm is None:
            self._comm = self._make(**self._options)
            for callback in self._heard:
                self._comm.on_msg(callback)
        self._comm.send(*args, **options)


def load_dash() -> None:
    """Import Dash; what others import meanwhile gets comms as ever."""
    if "dash" in sys.modules:
        return
    try:
        import comm
    except ImportError:  # then Dash has no use for it either
        return
    make = comm.create_comm

    def made(*args: Any, **options: Any) -> Any:
        if options.get("target_name") == "dash":
            return LateComm(make, **options)
        return make(*args, **options)

    comm.create_comm = made
    try:
        import dash  # noqa: F401
    finally:
        comm.create_comm = make
