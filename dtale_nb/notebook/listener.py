"""Werkzeug's threaded server on a socket that is bound already."""

from __future__ import annotations

import logging
import socket
from typing import TYPE_CHECKING, Any

from werkzeug.serving import ThreadedWSGIServer, WSGIRequestHandler

if TYPE_CHECKING:
    from collections.abc import Callable

    from _typeshed.wsgi import WSGIApplication

logger = logging.getLogger(__name__)


class _Handler(WSGIRequestHandler):
    """Werkzeug's handler, its words in the log and without the secret in the path."""

    def version_string(self) -> str:
        """Name no versions of what runs here."""
        return "dtale_nb"

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Note that a request was answered."""
        logger.debug("%s answered %s, %s bytes", self.command, code, size)

    def log(self, type: str, message: str, *args: Any) -> None:  # noqa: A002
        """Note what else Werkzeug has to say."""
        level = logging.getLevelName(type.upper())
        logger.log(level if isinstance(level, int) else logging.INFO, message, *args)


class Listener(ThreadedWSGIServer):
    """Answers by an app, a thread for each request, what comes in at a socket.

    Args:
        bound: A socket that listens. It stays the caller's: this has a copy.
        app: What answers.
        began: Called before each request, in the thread that accepts it.
        ended: Called after each request, when all of its answer is on the way.
    """

    def __init__(
        self,
        bound: socket.socket,
        app: WSGIApplication,
        *,
        began: Callable[[], None],
        ended: Callable[[], None],
    ) -> None:
        is_unix = bound.family != socket.AF_INET
        address = bound.getsockname()
        super().__init__(
            f"unix://{address}" if is_unix else address[0],
            0 if is_unix else address[1],
            app,
            _Handler,
            fd=bound.fileno(),
        )
        self._began = began
        self._ended = ended
        # Never wait in accept for a client that has gone again since the select.
        self.socket.settimeout(0.0)
        self.timeout = 0

    def process_request(self, request: Any, client_address: Any) -> None:
        """Start a thread for a request."""
        self._began()
        try:
            super().process_request(request, client_address)
        except BaseException:
            self._ended()
            raise

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Answer a request, in its own thread."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._ended()
