"""The exceptions of dtale_nb, each with a status, a code and a text that may be seen.

The tree::

    DtaleNbError                500 error
    ├── StillWorking            202 working
    ├── BadArgument             400 bad-argument
    │   └── BadSetting          400 bad-setting
    ├── Forbidden               403 forbidden
    ├── NotFound                404 not-found
    │   ├── UnknownView         404 unknown-view
    │   └── UnknownColumn       404 unknown-column
    ├── StaleVersion            409 stale-version
    ├── ExportFailed            422 export-failed
    └── ViewLetGo               410 view-let-go

Messages are written for the reader: they may reach a browser, so they hold no paths and
no traces. The hint says what to do.
"""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Iterable

SHOWN_NAMES = 12
"""How many known names a hint lists before it says how many more there are."""


def listed(names: Iterable[str]) -> str:
    """Join names for a sentence, the first `SHOWN_NAMES` of them.

    >>> listed(["a", "b"])
    'a, b'
    >>> listed([])
    'none'
    """
    every = [name if len(name) <= 80 else name[:79] + "…" for name in names]
    if not every:
        return "none"
    more = len(every) - SHOWN_NAMES
    head = ", ".join(every[:SHOWN_NAMES])
    return f"{head} and {more:,} more" if more > 0 else head


def nearest(name: str, names: Iterable[str]) -> str:
    """The known name nearest to a mistyped one, or an empty text."""
    found = difflib.get_close_matches(name, list(names), n=1, cutoff=0.5)
    return found[0] if found else ""


class DtaleNbError(Exception):
    """A failure whose text may be shown to whoever asked.

    Attributes:
        status: The HTTP status that answers it.
        code: A stable word for programs.
        message: What happened, one sentence.
        hint: What to do about it; may be empty.
    """

    status: ClassVar[int] = 500
    code: ClassVar[str] = "error"

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(f"{message} ({hint})" if hint else message)
        self.message = message
        self.hint = hint


class BadArgument(DtaleNbError, ValueError):
    """What was asked for cannot be read."""

    status = 400
    code = "bad-argument"


class BadSetting(BadArgument):
    """A setting is unknown or of the wrong type."""

    code = "bad-setting"


class Forbidden(DtaleNbError):
    """The request may not change anything here."""

    status = 403
    code = "forbidden"


class NotFound(DtaleNbError, LookupError):
    """What was asked for is not here."""

    status = 404
    code = "not-found"


class UnknownView(NotFound):
    """No view has this id or name."""

    code = "unknown-view"

    @classmethod
    def among(cls, key: str, names: Iterable[str]) -> UnknownView:
        """Name the views there are."""
        return cls(f"no view {key!r}", hint=f"views: {listed(names)}")


class UnknownColumn(NotFound, ValueError):
    """No column has this name, or not at this position."""

    code = "unknown-column"

    @classmethod
    def among(
        cls, name: object, names: Iterable[str], what: str = "column"
    ) -> UnknownColumn:
        """Name the nearest column (or index level), or those there are."""
        every = list(names)
        near = nearest(str(name), every)
        hint = f"did you mean {near!r}?" if near else f"{what}s: {listed(every)}"
        return cls(f"no {what} {name!r}", hint=hint)


class StaleVersion(DtaleNbError):
    """The question was about a version of the view that has gone."""

    status = 409
    code = "stale-version"


class ExportFailed(DtaleNbError):
    """The view cannot be written as a file of this format, or not here."""

    status = 422
    code = "export-failed"


class StillWorking(DtaleNbError):
    """The answer is being made; whoever asks again will have it."""

    status = 202
    code = "working"


class ViewLetGo(DtaleNbError):
    """The view was there and was let go, to keep memory bounded or by request."""

    status = 410
    code = "view-let-go"
