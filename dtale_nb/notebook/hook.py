"""The display hook: a dataframe at the end of a cell becomes a view.

It is registered with IPython's MIME bundle formatter by the names of the types, so that
enabling imports nothing and leaves pandas' options and every other formatter alone.
This module is the display boundary: whatever fails here is warned of once, and the
plain repr is shown. A broken viewer never hides the user's frame.
"""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any

from dtale_nb.errors import DtaleNbError
from dtale_nb.notebook import session as sessions
from dtale_nb.notebook import shell
from dtale_nb.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    Formatter = Callable[..., dict[str, str] | None]

_TYPE_NAMES = {
    # pandas 3 says "pandas", pandas 2 where the class is defined.
    "DataFrame": ("pandas.core.frame.DataFrame", "pandas.DataFrame"),
    "Series": ("pandas.core.series.Series", "pandas.Series"),
}


class _Hook:
    """What is registered now, and what was there before, by the type's full name."""

    before: dict[str, Formatter | None] = {}  # noqa: RUF012
    failures: set[str] = set()  # noqa: RUF012


def enable(**settings: Any) -> None:
    """Show dataframes at the end of cells as live views.

    Args:
        **settings: Settings that win over those of environment and files.

    Raises:
        BadSetting: A setting is unknown or of the wrong type.
        DtaleNbError: There is no IPython here.
    """
    formatter = _formatter()
    if formatter is None:
        raise DtaleNbError(
            "there is no IPython here", hint="use dtale_nb.show(frame) instead"
        )
    chosen = Settings.from_environment(**settings)
    disable()
    sessions.configure(chosen)
    for kind in chosen.show_types:
        for name in _TYPE_NAMES[kind]:
            module, _, short = name.rpartition(".")
            _Hook.before[name] = formatter.for_type_by_name(module, short, _bundle)


def disable() -> None:
    """Show dataframes as they were before `enable`."""
    formatter = _formatter()
    for name, old in _Hook.before.items():
        if formatter is None:
            break
        if old is None or old is _bundle:
            formatter.pop(name, None)
        else:
            module, _, short = name.rpartition(".")
            formatter.for_type_by_name(module, short, old)
    _Hook.before.clear()


def _formatter() -> Any:
    ipython = shell.ipython()
    return None if ipython is None else ipython.display_formatter.mimebundle_formatter


def _bundle(
    frame: Any,
    include: Collection[str] | None = None,
    exclude: Collection[str] | None = None,
) -> dict[str, str] | None:
    """The MIME bundle of a frame, or None for what pandas shows."""
    del include, exclude
    if getattr(shell.ipython(), "kernel", None) is None:
        return None  # a terminal shows text
    try:
        return _view_bundle(frame)
    except Exception as error:  # noqa: BLE001 - the display boundary
        _warn_once(error)
        return None


def _view_bundle(frame: Any) -> dict[str, str] | None:
    from dtale_nb.engine.accept import as_frame
    from dtale_nb.notebook.view import bundle

    session = sessions.current()
    settings = session.settings
    n_rows = len(frame)
    if n_rows < settings.min_rows or 0 < settings.max_rows < n_rows:
        return None
    readable = as_frame(frame)
    inner = session.store.add(
        readable,
        name=shell.name_of(frame),
        pinned=False,
        origin=shell.origin(),
    )
    inner.is_converted = readable is not frame
    return bundle(session, inner, frame, height=settings.height)


def _warn_once(error: Exception) -> None:
    """Say what failed, once for each kind of failure."""
    what = f"{type(error).__name__}: {error}"
    if what in _Hook.failures:
        return
    _Hook.failures.add(what)
    warnings.warn(
        f"dtale_nb could not show this frame, here it is plain ({what:.300})",
        RuntimeWarning,
        stacklevel=2,
    )
