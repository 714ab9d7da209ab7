"""What the charts are given, and what one request of theirs is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from flask import has_request_context, request

if TYPE_CHECKING:
    from collections.abc import Callable

    from _typeshed.wsgi import WSGIEnvironment

    from dtale_nb.engine.store import FrameStore

ROOM = "dtale_nb.charts"
"""The WSGI environ key of a request's `Room`."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the app gives to the charts.

    Attributes:
        store: The frames and their views.
        instance: Which server this is.
        nonce: Key in the WSGI environ of what inline scripts must carry.
        policy: Writes the Content-Security-Policy of a chart page.
        finish: Ends every answer of Dash's: compresses it.
        theme: The viewer's script that follows the theme, and the setting it heeds.
        style: The viewer's colours.
        largest: Bytes of the largest request body.
        language: The setting of that name.
    """

    store: FrameStore
    instance: str
    nonce: str
    policy: Callable[[WSGIEnvironment], str]
    finish: Callable[[Any], Any]
    theme: tuple[str, str]
    style: str
    largest: int
    language: str


@dataclass(frozen=True, slots=True)
class Room:
    """What one request is about.

    Attributes:
        view: The id or name of the view.
        chart: The chart's segment of the path; '' for a first guess.
        root: The percent-encoded path of all charts, as the browser sees it.
        page: The percent-encoded path of this page.
        nonce: What inline scripts must carry.
        language: Two letters, see `dtale_nb.charts.language`.
    """

    view: str
    chart: str
    root: str
    page: str
    nonce: str
    language: str = "en"


def room() -> Room:
    """What the current request is about."""
    return cast("Room", request.environ[ROOM])


def current_language() -> str:
    """The language of the current request; English outside of one."""
    if not has_request_context() or ROOM not in request.environ:
        return "en"
    return room().language
