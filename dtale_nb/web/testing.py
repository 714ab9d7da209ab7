"""A test client that stands where the browser does: behind a proxy, with the secret."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask.testing import FlaskClient

if TYPE_CHECKING:
    from werkzeug.test import TestResponse

HOSTILE_ROOT = "/user/jo%40x/space%20word/proxy/40000"
"""A root as real users have it: an e-mail address, a space, a port."""


class RootedClient(FlaskClient):
    """Ask the app as a proxy does that strips a prefix.

    Args:
        app_root: The percent-encoded prefix that the proxy strips; "" for none.
        secret: What to carry as the path's first segment; the app's own by default,
            "" for nothing.
    """

    def __init__(
        self,
        *args: Any,
        app_root: str = HOSTILE_ROOT,
        secret: str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        own: str = self.application.config["DTALE_NB_SECRET"]
        self.app_root = app_root
        self.secret = own if secret is None else secret

    @property
    def root(self) -> str:
        """The root under which the browser sees the app, percent-encoded."""
        return f"{self.app_root}/{self.secret}" if self.secret else self.app_root

    def open(self, path: str = "/", *args: Any, **kwargs: Any) -> TestResponse:
        """Ask for a path below the root."""
        headers = dict(kwargs.pop("headers", None) or {})
        if self.app_root:
            headers.setdefault("X-Forwarded-Prefix", self.app_root)
        below = f"/{self.secret}{path}" if self.secret else path
        return super().open(below, *args, headers=headers, **kwargs)
