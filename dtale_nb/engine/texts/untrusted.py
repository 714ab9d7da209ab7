"""Code of the user's classes, run where it can neither break nor hold a page.

A `repr` may raise anything, recurse, answer with 50 MB, or never end. It is run in a
thread of its own, and the asker waits no longer than it has time for: a value that is
too slow is given up, its thread left to end by itself (Python cannot stop it), and a
new thread takes the values after it. When the time of the page is used up, the
remaining untrusted values are not asked at all.
"""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from dtale_nb.engine.kinds import Mark
from dtale_nb.engine.texts.values import write
from dtale_nb.engine.texts.written import Written, bounded, type_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

ONE = 0.3
"""Seconds that one value may take; it is given up after one to two times these."""

ALL = 1.0
"""Seconds that all untrusted values of a page may take together."""

MOST_GIVEN_UP = 8
"""Threads given up and still running, beyond which no untrusted value is asked."""

TOO_SLOW: Written = ("<repr skipped: too slow>", Mark.FAILED)

_GIVEN_UP = "dtale_nb repr, given up"


class _Budget:
    """Seconds left; one for all columns of a page.

    Args:
        seconds: How many there are.
        one: How many of them one value may take.
    """

    def __init__(self, seconds: float, one: float) -> None:
        self.left = seconds
        self.one = one


_BUDGET: ContextVar[_Budget | None] = ContextVar("dtale_nb repr budget", default=None)


@contextmanager
def time_limit(seconds: float = ALL, one: float = ONE) -> Iterator[None]:
    """Give all untrusted values written inside the same seconds together.

    Without it, each call (each column of a page) has `ALL` seconds of its own.

    Args:
        seconds: What code of the user's classes may take in all.
        one: What one value may take of it; it is given up after one to two times these.
    """
    token = _BUDGET.set(_Budget(seconds, one))
    try:
        yield
    finally:
        _BUDGET.reset(token)


def write_untrusted(
    values: Sequence[Any], limit: int, read: Callable[[Any], Any] | None = None
) -> list[Written]:
    """Write values by code of their own classes. Never raises, ends in time.

    Args:
        values: The values, shape (n,).
        limit: Characters of each text at most.
        read: Turns each of `values` into what is written, where that is untrusted, too.

    Returns:
        A text for each value, shape (n,); that of a failure is marked FAILED.
    """
    budget = _BUDGET.get() or _Budget(ALL, ONE)
    written: list[Written] = []
    while len(written) < len(values):
        if budget.left <= 0 or _given_up() >= MOST_GIVEN_UP:
            break
        written += _Worker(values[len(written) :], limit, read).wait(budget)
    return written + [TOO_SLOW] * (len(values) - len(written))


def _given_up() -> int:
    return sum(thread.name == _GIVEN_UP for thread in threading.enumerate())


class _Worker:
    """A thread that writes values one after the other until it is given up.

    Args:
        values: The values.
        limit: Characters of each text at most.
        read: Turns each of `values` into what is written.
    """

    def __init__(
        self, values: Sequence[Any], limit: int, read: Callable[[Any], Any] | None
    ) -> None:
        self._values = values
        self._read = read
        self._limit = limit
        self._written: list[Written] = []
        self._is_given_up = False
        self._done = threading.Event()
        self._thread = threading.Thread(
            target=self._run, name="dtale_nb repr", daemon=True
        )
        self._thread.start()

    def wait(self, budget: _Budget) -> list[Written]:
        """What is written when all is, or when one value has taken too long.

        No wait counts for more than it was meant to last, whatever the clock says: a
        kernel that computes may hold up both threads, which is no fault of the value.

        Args:
            budget: What time there is; what is waited is taken from it.
        """
        seen = -1
        while True:
            step = min(budget.one, budget.left)
            begun = time.monotonic()
            is_done = self._done.wait(step)
            budget.left -= min(step, time.monotonic() - begun) if is_done else step
            if is_done:
                self._thread.join(ONE)  # it is at its last line
                return self._written
            if len(self._written) == seen or budget.left <= 0:
                return self._give_up()
            seen = len(self._written)

    def _give_up(self) -> list[Written]:
        """Leave the thread to itself; the value it is at is too slow."""
        self._is_given_up = True
        self._thread.name = _GIVEN_UP
        written = list(self._written)
        return [*written, TOO_SLOW] if len(written) < len(self._values) else written

    def _run(self) -> None:
        for value in self._values:
            if self._is_given_up:
                return
            self._written.append(_guarded(value, self._limit, self._read))
        self._done.set()


def _guarded(
    value: Any, limit: int, read: Callable[[Any], Any] | None = None
) -> Written:
    """Write a value by its own code, or say which error that code ended with.

    The one broad except of the engine. The code is the user's, so it may raise
    anything: Polars panics are no `Exception`, and a `SystemExit` here is a whim of the
    value, since a real interrupt only ever reaches the main thread.
    """
    try:
        return write(value if read is None else read(value), limit, guarded=True)
    except BaseException as error:  # noqa: BLE001  # see above
        text, _ = bounded(f"<repr failed: {type_name(error)}>", limit)
        return text, Mark.FAILED
