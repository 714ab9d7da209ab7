"""What every request may use, in one typed object."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from flask import current_app, g

if TYPE_CHECKING:
    from collections.abc import Callable

    from dtale_nb.engine.store import FrameStore
    from dtale_nb.engine.views import FrameView
    from dtale_nb.settings import Settings

EXTENSION = "dtale_nb"
"""The key of the `Context` in `app.extensions`."""


def _nothing() -> None:
    """Do nothing: there is no kernel behind this app."""


@dataclass(frozen=True, slots=True)
class Hooks:
    """What the app tells its kernel.

    Attributes:
        action: A request follows from what the user did.
        shutdown: The server is asked to end.
    """

    action: Callable[[], None] = _nothing
    shutdown: Callable[[], None] = _nothing


@dataclass(frozen=True, slots=True)
class Context:
    """What the rooms below the app share.

    Attributes:
        store: The frames and their views.
        settings: The settings of this process.
        instance: Which server this is, sent with every answer.
        hooks: What to tell the kernel.
    """

    store: FrameStore
    settings: Settings
    instance: str
    hooks: Hooks = Hooks()


def context() -> Context:
    """The context of the app that answers the current request."""
    return cast("Context", current_app.extensions[EXTENSION])


def view() -> FrameView:
    """The view that the current request's URL names."""
    return cast("FrameView", g.view)


def nonce() -> str:
    """The nonce that this answer's inline scripts and styles must carry."""
    return cast("str", g.nonce)
