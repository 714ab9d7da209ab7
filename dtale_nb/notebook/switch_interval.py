"""A shorter switch interval while somebody waits for an answer.

A request needs the interpreter's lock a dozen times, and while the user's code runs in
pure Python each time costs a whole switch interval, 5 ms by default. So the interval is
shorter from the moment a request comes in until it has been answered, and what the user
had set is in force again when no request is pending.
"""

from __future__ import annotations

import sys
import threading

HASTY = 0.0005
"""Seconds; tests/benchmarks/busy_kernel.py shows what it gains and costs."""


class SwitchInterval:
    """Counts the requests that are pending, in whichever threads they are."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._pending = 0
        self._before = 0.0

    @property
    def pending(self) -> int:
        """Requests that are being answered."""
        return self._pending

    def begin(self) -> None:
        """A request came in."""
        with self._lock:
            self._pending += 1
            if self._pending == 1:
                self._before = sys.getswitchinterval()
                if self._before > HASTY:
                    sys.setswitchinterval(HASTY)

    def end(self) -> None:
        """A request was answered."""
        with self._lock:
            self._pending -= 1
            # If it isn't ours any more, the user has set it meanwhile.
            if self._pending == 0 and sys.getswitchinterval() == HASTY:
                sys.setswitchinterval(self._before)
