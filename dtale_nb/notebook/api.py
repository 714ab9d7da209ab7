"""The functions behind the package's public names."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from dtale_nb.engine.accept import as_frame
from dtale_nb.notebook import session as sessions
from dtale_nb.notebook import shell
from dtale_nb.notebook.view import View

if TYPE_CHECKING:
    from dtale_nb.engine.views import FrameView
    from dtale_nb.notebook.session import Session


def show(frame: Any, name: str | None = None, *, height: int | None = None) -> View:
    """Make a live view of a frame. At the end of a cell it shows itself.

    The frame is neither copied nor changed; the viewer reads it where it is.

    Args:
        frame: A DataFrame, Series or Index, a dict of columns, a list of records, or a
            NumPy array of one or two dimensions.
        name: What to call it; the variable's name where there is one.
        height: The most pixels it takes in a cell's output.

    Returns:
        The view, with `.url`, `.id`, `.name`, `.frame`, `.open_browser()`, `.close()`.

    Raises:
        TypeError: It's nothing that can be shown; the message says what can.
        BadSetting: `height` is out of range, or a setting is wrong.
    """
    if name is not None and not isinstance(name, str):
        raise TypeError(f"name must be a text, not {type(name).__name__}")
    readable = as_frame(frame)
    session = sessions.current()
    limit = session.settings.height
    if height is not None:
        limit = dataclasses.replace(session.settings, height=height).height
    inner = session.store.add(
        readable,
        name=name or shell.name_of(frame),
        pinned=True,
        origin=shell.origin(),
    )
    inner.is_converted = readable is not frame
    return View(session, inner, frame, height=limit, pinned=True)


def views() -> list[View]:
    """The views there are, the newest last."""
    session = sessions.existing()
    if session is None:
        return []
    return [_handle(session, inner) for inner in session.store.views()]


def get(id_or_name: str) -> View:
    """Find a view by its id, or the newest one of a name.

    Raises:
        UnknownView: There is none; the message names those there are.
        ViewLetGo: There was one.
    """
    session = sessions.current()
    return _handle(session, session.store.find(id_or_name))


def _handle(session: Session, inner: FrameView) -> View:
    known = session.handles.get(inner.id)
    if known is not None:
        return known
    height = session.settings.height
    return View(session, inner, inner.source.frame, height=height, pinned=False)


def shutdown() -> None:
    """End the server and let every frame go; the next display starts it again."""
    session = sessions.existing()
    if session is not None:
        session.stop()


class Plain:
    """A frame that shows itself as its own library would, whatever is enabled."""

    def __init__(self, frame: Any) -> None:
        self.frame = frame

    def __repr__(self) -> str:
        return repr(self.frame)

    def _repr_html_(self) -> str | None:
        own = getattr(self.frame, "_repr_html_", None)
        return own() if own is not None else None


def plain(frame: Any) -> Plain:
    """Show a frame as pandas does, this once."""
    return Plain(frame)
