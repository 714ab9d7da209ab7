"""What is being done for one view: who asks, how far it is, and how to stop it.

A newer task of the same kind takes the place of the older. Work that nobody
waits for any more stops by itself: a page that has gone says nothing for `LEASE`
seconds (or says that it goes), and Python asks only while it waits.
"""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dtale_nb.engine.jobs import Workers

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator

    from dtale_nb.engine.jobs import Job

LEASE = 15.0
"""Seconds without a word from any page after which its work is given up."""

PARTING = 1.0
"""Seconds that are left when a page says that it goes: another may look as well."""


@dataclass(frozen=True, slots=True)
class Task:
    """One task.

    Attributes:
        kind: ``rows`` (which rows, in which order), ``search``, ``selection`` (what it
            comes to) or ``summary``.
        key: Tells tasks of one kind apart.
        what: What is done, in words.
        columns: The fields that it is about.
        job: The work itself.
        begun: When it was begun, on the monotonic clock.
    """

    kind: str
    key: Hashable
    what: str
    columns: tuple[int, ...]
    job: Job[Any]
    begun: float

    @property
    def seconds(self) -> float:
        """How long it has been going on."""
        return time.monotonic() - self.begun


class Tasks:
    """The work of one view. Every method may be called from any thread.

    Args:
        workers: Whose threads do it.
    """

    def __init__(self, workers: Workers | None = None) -> None:
        self.workers = workers or Workers()
        self._tasks: dict[tuple[str, Hashable], Task] = {}
        self._until = float("inf")
        self._waiting = 0
        self._is_closed = False
        self._lock = threading.Lock()

    def look(self) -> None:
        """A page asks something: it is still there."""
        self._until = time.monotonic() + LEASE

    def part(self) -> None:
        """A page goes: what nobody else asks about ends soon."""
        self._until = min(self._until, time.monotonic() + PARTING)

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """Somebody waits for an answer, inside."""
        with self._lock:
            self._waiting += 1
        try:
            yield
        finally:
            with self._lock:
                self._waiting -= 1

    def is_wanted(self) -> bool:
        """Whether anybody waits for the work, or may still ask."""
        if self._is_closed:
            return False
        return self._waiting > 0 or time.monotonic() < self._until

    def start(
        self,
        kind: str,
        key: Hashable,
        work: Callable[[], Any],
        *,
        what: str,
        columns: tuple[int, ...] = (),
    ) -> Job[Any]:
        """Begin a task, or join the same that is going on.

        An older one of the same kind is stopped.
        """
        with self._lock:
            self._tidy()
            known = self._tasks.get((kind, key))
            if known is not None and not known.job.was_stopped:
                return known.job
            for each in [one for one in self._tasks.values() if one.kind == kind]:
                each.job.cancel()
            job = self.workers.start(work, wanted=self.is_wanted, first=True)
            self._put(Task(kind, key, what, columns, job, time.monotonic()))
            return job

    def note(
        self, kind: str, key: Hashable, job: Job[Any], what: str, *columns: int
    ) -> None:
        """Tell about a job that was begun elsewhere; it takes nobody's place."""
        with self._lock:
            self._tidy()
            self._put(Task(kind, key, what, columns, job, time.monotonic()))

    def running(self) -> list[Task]:
        """What is being done now, the oldest first."""
        with self._lock:
            self._tidy()
            return list(self._tasks.values())

    def cancel(self, kind: str | None = None) -> int:
        """Stop all work, or all of one kind.

        Returns:
            How many tasks were asked to stop.
        """
        tasks = [one for one in self.running() if kind in {None, one.kind}]
        for one in tasks:
            one.job.cancel()
        return len(tasks)

    def close(self) -> None:
        """Stop all work for ever and forget it, also what was begun elsewhere.

        What waits for a thread drops the frame that it holds.
        """
        self._is_closed = True
        self.cancel()
        with self._lock:
            self._tasks.clear()
        self.workers.sweep()

    def _put(self, task: Task) -> None:
        self._tasks[task.kind, task.key] = task

    def _tidy(self) -> None:
        """Forget what has ended. The lock is held."""
        ended = [key for key, one in self._tasks.items() if one.job.has_ended]
        for key in ended:
            del self._tasks[key]
