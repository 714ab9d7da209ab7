"""The server in a thread of the kernel: it binds, serves, watches the clock and ends.

It listens on a unix socket and on a loopback port that the operating system chose. Both
are bound in the constructor, in a millisecond, so the cell's output can name them at
once; what answers (Flask and what it needs) is made in the thread, while the output is
on its way. Requests that are faster than that wait in the sockets' queues.

One thread waits for both sockets at once, for the word to stop and for the idle
deadline, so there is no polling, no timer thread and no delay in stopping.

A child of `os.fork` inherits the listening sockets; connections to them would hang when
the kernel has closed its own. So the child closes its copies at once.
"""

from __future__ import annotations

import contextlib
import logging
import os
import selectors
import socket
import stat
import tempfile
import threading
import time
import weakref
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dtale_nb.notebook.switch_interval import SwitchInterval
from dtale_nb.rendezvous import is_listening

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

    from dtale_nb.notebook.listener import Listener

logger = logging.getLogger(__name__)

LOOPBACK = "127.0.0.1"
"""The one address; never the name localhost, which may be another user's ``::1``."""

MAX_SOCKET_PATH = 103
"""Bytes of a socket's path; ``sun_path`` of Linux has room for 107, of macOS 103."""

BACKLOG = 128
"""Connections that may wait; the whole of a page's, while the app is being made."""

_FOLDER_PREFIX = "dtale_nb-socket-"
_SOCKET_NAME = "server.sock"
_ROOM = len(f"/{_FOLDER_PREFIX}12345678/{_SOCKET_NAME}")
_STALE_AFTER = 60.0
"""Seconds after which a folder without a socket isn't about to get one."""


class ThreadServer:
    """An app served by a daemon thread until it is stopped or nobody asks any more.

    Args:
        make_app: Makes what answers; called once, in the server's thread.
        port: The loopback port to take; 0 lets the system choose.
        idle_timeout: Seconds without a request after which it ends; 0 for never.
        runtime_folder: Where this user's sockets live, if the system says so; else
            the folder for temporary files serves.
        on_end: Called once, from whichever thread ends it, after the sockets are shut.

    Raises:
        OSError: Nothing can be bound.
    """

    def __init__(
        self,
        make_app: Callable[[], WSGIApplication],
        *,
        port: int = 0,
        idle_timeout: float = 0.0,
        runtime_folder: str = "",
        on_end: Callable[[], None] | None = None,
    ) -> None:
        self._make_app = make_app
        self._idle_timeout = idle_timeout
        self._on_end = on_end
        self._owner = os.getpid()
        self._lock = threading.Lock()
        self._switch_interval = SwitchInterval()
        self._last_request = time.monotonic()
        self._ended = False
        self._folder: Path | None = None
        self._sockets = [_bound(socket.AF_INET, (LOOPBACK, port))]
        self.port: int = self._sockets[0].getsockname()[1]
        self._folder = _make_folder(runtime_folder)
        if self._folder:
            self._sockets.append(_bound(socket.AF_UNIX, self.socket_path))
            Path(self.socket_path).chmod(0o600)
        self._listeners: list[Listener] = []
        self._woken, self._wake = socket.socketpair()
        self._thread = threading.Thread(
            target=self._run, name="dtale_nb-server", daemon=True
        )
        _close_in_children(self)

    @property
    def socket_path(self) -> str:
        """The path of the unix socket; "" where the system has none."""
        return str(self._folder / _SOCKET_NAME) if self._folder else ""

    @property
    def is_running(self) -> bool:
        """Whether requests are being answered."""
        return not self._ended and self._owner == os.getpid()

    def start(self) -> None:
        """Start serving."""
        self._thread.start()

    def stop(self) -> None:
        """Stop serving and leave nothing behind. Requests in flight finish.

        May be called often and from any thread, the server's own included.
        """
        if not self.is_running:
            return
        with contextlib.suppress(OSError):
            self._wake.send(b"x")
        if self._thread is not threading.current_thread() and self._thread.ident:
            self._thread.join(timeout=5.0)
        self._end()

    def close_inherited(self) -> None:
        """In a forked child: shut the copies of the sockets, touch nothing else."""
        self._ended = True
        for each in (*self._sockets, *(known.socket for known in self._listeners)):
            each.close()

    def _run(self) -> None:
        try:
            self._serve()
        except Exception:
            logger.exception("the server ended in an unexpected way")
        finally:
            self._end()

    def _serve(self) -> None:
        from dtale_nb.notebook.listener import Listener

        app = self._noting(self._make_app())
        interval = self._switch_interval
        self._listeners = [
            Listener(each, app, began=interval.begin, ended=interval.end)
            for each in self._sockets
        ]
        with selectors.DefaultSelector() as selector, contextlib.ExitStack() as stack:
            selector.register(self._woken, selectors.EVENT_READ, None)
            for listener in self._listeners:
                stack.callback(listener.server_close)
                selector.register(listener.socket, selectors.EVENT_READ, listener)
            while (patience := self._patience()) is None or patience > 0:
                ready = [key.data for key, _ in selector.select(patience)]
                if None in ready or self._ended:
                    break
                for listener in ready:
                    listener.handle_request()

    def _noting(self, app: WSGIApplication) -> WSGIApplication:
        """The app, with the time noted of each request that it has answered.

        A connection alone, such as a look whether the port is open, is no request.
        """

        def noting(
            environ: WSGIEnvironment, start_response: StartResponse
        ) -> Iterable[bytes]:
            try:
                return app(environ, start_response)
            finally:
                self._last_request = time.monotonic()

        return noting

    def _patience(self) -> float | None:
        """Seconds until nobody has asked for too long; None for any time."""
        if not self._idle_timeout:
            return None
        if self._switch_interval.pending:
            return self._idle_timeout
        idle = time.monotonic() - self._last_request
        return max(self._idle_timeout - idle, 0.0)

    def _end(self) -> None:
        with self._lock:
            if self._ended:
                return
            self._ended = True
        for each in (*self._sockets, self._woken, self._wake):
            each.close()
        if self._folder:
            _remove(self._folder)
        if self._on_end is not None:
            self._on_end()


def _bound(family: int, address: Any) -> socket.socket:
    """A socket that listens; nobody can take its address from here on."""
    bound = socket.socket(family, socket.SOCK_STREAM)
    try:
        if family == socket.AF_INET and address[1]:
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind(address)
        bound.listen(BACKLOG)
    except OSError:
        bound.close()
        raise
    return bound


def _close_in_children(server: ThreadServer) -> None:
    if not hasattr(os, "register_at_fork"):
        return
    known = weakref.ref(server)

    def close() -> None:
        there = known()
        if there is not None:
            there.close_inherited()

    os.register_at_fork(after_in_child=close)


def _make_folder(runtime_folder: str) -> Path | None:
    """A private folder for the socket, with a path short enough for it.

    Returns:
        None where there are no unix sockets, or no place for one.
    """
    if not hasattr(socket, "AF_UNIX"):
        return None
    for base in (runtime_folder, tempfile.gettempdir(), "/tmp"):  # noqa: S108
        if not base or len(os.fsencode(base)) + _ROOM > MAX_SOCKET_PATH:
            continue
        with contextlib.suppress(OSError):
            _sweep(Path(base))
            return Path(tempfile.mkdtemp(prefix=_FOLDER_PREFIX, dir=base))
    return None


def _sweep(base: Path) -> None:
    """Remove what killed kernels of this user left behind."""
    for folder in base.glob(_FOLDER_PREFIX + "*"):
        with contextlib.suppress(OSError):
            status = folder.lstat()
            if not stat.S_ISDIR(status.st_mode) or status.st_uid != os.getuid():
                continue
            path = folder / _SOCKET_NAME
            is_new = time.time() - status.st_mtime < _STALE_AFTER
            if not (is_listening(str(path)) if path.exists() else is_new):
                _remove(folder)


def _remove(folder: Path) -> None:
    """Remove a socket and its folder, and nothing that might have come beside it."""
    with contextlib.suppress(OSError):
        (folder / _SOCKET_NAME).unlink(missing_ok=True)
        folder.rmdir()
