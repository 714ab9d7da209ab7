"""The kernel's session: its settings, its store and its server, started on demand.

There is one per process, because IPython's hooks have no other place to find it; it is
the package's only module-level state. A forked child begins one of its own.
"""

from __future__ import annotations

import atexit
import contextlib
import logging
import os
import secrets
import threading
import time
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

from dtale_nb import rendezvous
from dtale_nb.errors import DtaleNbError
from dtale_nb.notebook import address, shell
from dtale_nb.notebook.address import Surroundings
from dtale_nb.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from _typeshed.wsgi import WSGIApplication

    from dtale_nb.notebook.server import ThreadServer
    from dtale_nb.notebook.view import View

logger = logging.getLogger(__name__)

LOOK_SECONDS = 0.03
"""Seconds to look, after a cell, for values that it has changed in frames shown."""

KEEP_ALIVE_EVERY = 60.0
"""Seconds between two signs of life that a kernel gives because of its readers."""


class Session:
    """Everything of one process that outlives a single display.

    Args:
        settings: What the user has set.
        around: Where this process stands.
        keep_alive: Tells the Jupyter server that the kernel is in use.
    """

    def __init__(
        self,
        settings: Settings,
        around: Surroundings,
        keep_alive: Callable[[], None],
    ) -> None:
        from dtale_nb.engine.answers import CacheLimit
        from dtale_nb.engine.store import FrameStore

        self.settings = settings
        self.around = around
        self.instance = secrets.token_hex(8)
        self.store = FrameStore(
            keep_views=settings.keep_views,
            keep_memory=settings.keep_memory * 2**20,
            threads=settings.threads,
            cache_limit=CacheLimit(settings.rows_share, settings.rows_memory * 2**20),
        )
        self.handles: WeakValueDictionary[str, View] = WeakValueDictionary()
        self._secret = secrets.token_urlsafe(32)
        self._keep_alive = keep_alive
        self._kept_alive_at = float("-inf")
        self._server: ThreadServer | None = None
        self._lock = threading.RLock()
        self._unwatch = shell.after_cells(self.look)
        self._owner = os.getpid()

    @property
    def is_own(self) -> bool:
        """Whether this process made it, and not the one it was forked from."""
        return self._owner == os.getpid()

    @property
    def is_serving(self) -> bool:
        """Whether the server runs."""
        server = self._server
        return server is not None and server.is_running

    def serve(self, port: int = 0) -> ThreadServer:
        """Start the server, or return the one that runs.

        Args:
            port: The loopback port to take; 0 lets the system choose.

        Raises:
            OSError: Nothing can be bound.
        """
        with self._lock:
            if self._server is not None and self._server.is_running:
                return self._server
            self._server = server = self._made(port)
            self._leave_word(server)
            server.start()
        atexit.unregister(self.stop)
        atexit.register(self.stop)
        logger.info("serving on port %s", server.port)
        return server

    def stop(self) -> None:
        """End the server and let every frame go; harmless when there is none."""
        server = self._server
        if server is not None and self.is_own:
            server.stop()
        self.store.clear()

    def look(self) -> None:
        """See whether a cell has changed a frame that is shown."""
        views = self.store.views()
        for view in views:
            with contextlib.suppress(DtaleNbError):
                view.look(LOOK_SECONDS / len(views))

    def forget(self) -> None:
        """End it for good."""
        self._unwatch()
        self.stop()

    def places(self) -> list[str]:
        """Templates of where the browser may find the server, best first."""
        return address.places(
            self.around,
            port=self.serve().port,
            secret=self._secret,
            url=self.settings.url,
        )

    def link(self, view_id: str) -> str:
        """The URL of a view, as far as the kernel can know it."""
        root = address.link(
            self.around,
            port=self.serve().port,
            secret=self._secret,
            url=self.settings.url,
        )
        return f"{root}views/{view_id}/"

    def local_link(self, view_id: str) -> str:
        """The URL of a view for a browser on this machine."""
        port = self.serve().port
        return f"http://127.0.0.1:{port}/{self._secret}/views/{view_id}/"

    def _made(self, port: int) -> ThreadServer:
        from dtale_nb.notebook.server import ThreadServer

        return ThreadServer(
            self._make_app,
            port=port,
            idle_timeout=self.settings.idle_timeout,
            runtime_folder=self.around.runtime_folder,
            on_end=self._ended,
        )

    def _make_app(self) -> WSGIApplication:
        """Make what answers; in the server's thread, since Flask takes its time."""
        from dtale_nb.app import create_app
        from dtale_nb.web.context import Hooks

        port = self._server.port if self._server else 0
        return create_app(
            self.store,
            self.settings,
            instance=self.instance,
            secret=self._secret,
            root=address.root(self.around, port=port, url=self.settings.url),
            hooks=Hooks(action=self._note_action, shutdown=self.stop),
        )

    def _ended(self) -> None:
        """Take back the word and let the frames go when the server has ended."""
        self.store.clear()
        file = self._meeting_file()
        if file is None:
            return
        meeting = rendezvous.find(file)
        if meeting is not None and meeting.instance == self.instance:
            with contextlib.suppress(OSError):
                file.unlink()

    def _leave_word(self, server: ThreadServer) -> None:
        """Tell the Jupyter server where we are; without it /proxy/ is the way."""
        file = self._meeting_file()
        if file is None or not server.socket_path:
            return
        meeting = rendezvous.Meeting(
            self.instance, self._secret, server.socket_path, os.getpid()
        )
        try:
            rendezvous.sweep(file.parent)
            rendezvous.leave(file, meeting)
        except OSError as error:
            logger.info("no word left for the Jupyter server: %s", error)

    def _meeting_file(self) -> Path | None:
        folder = self.around.connection_folder
        if folder is None or not self.around.kernel:
            return None
        return rendezvous.meeting_file(folder, self.around.kernel)

    def _note_action(self) -> None:
        """Give a sign of life, at most one in `KEEP_ALIVE_EVERY` seconds."""
        now = time.monotonic()
        with self._lock:
            if now - self._kept_alive_at < KEEP_ALIVE_EVERY:
                return
            self._kept_alive_at = now
        self._keep_alive()


class _Place:
    """Holds the session of this process, and the settings that it is to have."""

    session: Session | None = None
    settings: Settings | None = None
    lock = threading.Lock()


def configure(settings: Settings) -> None:
    """Take these settings from here on; a running server keeps its own."""
    with _Place.lock:
        _Place.settings = settings
        if _Place.session is not None:
            _Place.session.settings = settings


def current() -> Session:
    """The session of this process, made at the first call.

    Raises:
        BadSetting: A setting is wrong; the message says where.
    """
    with _Place.lock:
        if _Place.session is None or not _Place.session.is_own:
            around = Surroundings.now(shell.connection_file())
            settings = _Place.settings or Settings.from_environment()
            _Place.session = Session(settings, around, shell.keep_alive)
        return _Place.session


def existing() -> Session | None:
    """The session of this process, if there is one."""
    session = _Place.session
    return session if session is not None and session.is_own else None


def reset() -> None:
    """End the session and forget its settings; `current` begins another."""
    with _Place.lock:
        session, _Place.session = _Place.session, None
        _Place.settings = None
    if session is not None and session.is_own:
        session.forget()
