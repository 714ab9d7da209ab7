"""Work off the request path, which can be stopped and tells how far it is.

Long kernels look at a token between their chunks (`checkpoint`), and those that know
how much is left say so (`progress`). `Workers` run jobs in a few threads that end when
there is nothing left to do.
"""

from __future__ import annotations

import os
import threading
from collections import deque
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

T = TypeVar("T")

PULSE = 0.5
"""Seconds after which who waits for long looks whether it is interrupted."""

THREADS = 2
"""Jobs that run at a time by default."""


CORES = min(THREADS, os.cpu_count() or 1)
"""Threads that share one piece of work where it gains by it."""

SHARED = 4
"""Steps of a loop from which on they do."""


class Cancelled(Exception):
    """Nobody waits for this work any more."""


class Token:
    """Says whether a piece of work is still wanted. Safe from any thread.

    Args:
        wanted: Asked as well: whether anybody still waits for it.

    Attributes:
        share: How much of the work is done, 0 to 1; None where it cannot tell.
    """

    def __init__(self, wanted: Callable[[], bool] | None = None) -> None:
        self._cancelled = threading.Event()
        self._wanted = wanted
        self.share: float | None = None

    def cancel(self) -> None:
        """Ask the work to stop at its next checkpoint."""
        self._cancelled.set()

    @property
    def is_cancelled(self) -> bool:
        """Whether the work was asked to stop."""
        if self._wanted is not None and not self._wanted():
            self._cancelled.set()
        return self._cancelled.is_set()


_TOKEN: ContextVar[Token | None] = ContextVar("dtale_nb_token", default=None)


@contextmanager
def stoppable(token: Token) -> Iterator[None]:
    """What runs inside stops at its next `checkpoint` once the token is cancelled."""
    before = _TOKEN.set(token)
    try:
        yield
    finally:
        _TOKEN.reset(before)


def checkpoint() -> None:
    """Stop here if the work that runs in this context is no longer wanted.

    Raises:
        Cancelled: It is not.
    """
    token = _TOKEN.get()
    if token is not None and token.is_cancelled:
        raise Cancelled


def progress(share: float | None) -> None:
    """Tell how much of the work that runs in this context is done, 0 to 1.

    Raises:
        Cancelled: It is no longer wanted.
    """
    token = _TOKEN.get()
    if token is not None:
        token.share = share
    checkpoint()


def while_in_time(work: Callable[[], T], in_time: Callable[[], bool]) -> T | None:
    """Do some work, which stops at its next checkpoint once there is no time left.

    Args:
        work: What is to be done.
        in_time: Whether there is time; asked at each checkpoint.

    Returns:
        What the work gave; None where it was stopped.

    Raises:
        Cancelled: The work around it is no longer wanted.
    """
    around = _TOKEN.get()

    def is_wanted() -> bool:
        return in_time() and (around is None or not around.is_cancelled)

    try:
        with stoppable(Token(is_wanted)):
            return work()
    except Cancelled:
        checkpoint()  # it is the work around that was stopped
        return None


def is_job() -> bool:
    """Whether what runs here is part of a job already."""
    return _TOKEN.get() is not None


def side_by_side(*works: Callable[[], None]) -> None:
    """Do pieces of one work at the same time, the first of them in this thread.

    Worth it where they let go of the interpreter's lock. An error of one stops all at
    their next checkpoints.

    Raises:
        Cancelled: The work around them is no longer wanted.
        BaseException: The first error of them, in their order.
    """
    around = _TOKEN.get()
    wanted = None if around is None else lambda: not around.is_cancelled
    jobs = [Job(work, wanted) for work in works]

    def run(job: Job[None]) -> None:
        job.run()
        if job.error is not None:
            for each in jobs:
                each.cancel()

    for job in jobs[1:]:
        threading.Thread(
            target=run, args=(job,), name="dtale_nb job", daemon=True
        ).start()
    run(jobs[0])
    for job in jobs:
        job.wait()
    checkpoint()
    errors = [job.error for job in jobs if job.error is not None]
    if errors:  # those that were stopped were so for the sake of another one's
        raise min(errors, key=lambda each: isinstance(each, Cancelled))


def shared(fill: Callable[[range], None], steps: range) -> None:
    """Do the steps of a loop in as many threads as there are cores for one work.

    Few steps are done in this thread alone.

    Args:
        fill: Does some of the steps, apart from all others.
        steps: All of them; each thread takes every so-manyth.

    Raises:
        Cancelled: The work around them is no longer wanted.
        BaseException: The first error of them.
    """
    if len(steps) < SHARED:
        fill(steps)
    else:
        side_by_side(*(partial(fill, steps[turn::CORES]) for turn in range(CORES)))


class Job(Generic[T]):
    """A piece of work and, once it has ended, its result or its error.

    Args:
        work: What is to be done; it may call `checkpoint`.
        wanted: Whether anybody still waits for it; None where that is not asked.
    """

    def __init__(
        self, work: Callable[[], T], wanted: Callable[[], bool] | None = None
    ) -> None:
        self.token = Token(wanted)
        self._work: Callable[[], T] | None = work
        self._ended = threading.Event()
        self._result: T | None = None
        self._error: BaseException | None = None

    @property
    def has_ended(self) -> bool:
        """Whether there is a result or an error."""
        return self._ended.is_set()

    @property
    def was_stopped(self) -> bool:
        """Whether there is no answer and will be none, since nobody wanted it."""
        if self.has_ended:
            return isinstance(self._error, Cancelled)
        return self.token.is_cancelled

    @property
    def error(self) -> BaseException | None:
        """What ended the work, if an error did."""
        return self._error

    def cancel(self) -> None:
        """Ask the work to stop at its next checkpoint, or not to begin."""
        self.token.cancel()

    def wait(self, seconds: float | None = None) -> bool:
        """Wait until the work has ended, at most some seconds; whether it has."""
        if seconds is not None:
            return self._ended.wait(seconds)
        while not self._ended.wait(PULSE):  # on Windows only this can be interrupted
            pass
        return True

    def result(self) -> T:
        """Wait for the work and give what it gave.

        Raises:
            Cancelled: It was asked to stop.
            BaseException: Whatever the work raised.
        """
        self.wait()
        if self.was_stopped:
            raise Cancelled  # a new one: the first would hold the frames of all askers
        if self._error is not None:
            raise self._error
        return self._result  # type: ignore[return-value]  # it has ended without error

    def run(self) -> None:
        """Do the work here and now. Never raises: an error is the job's result."""
        work, self._work = self._work, None
        try:
            with stoppable(self.token):
                checkpoint()
                if work is not None:
                    self._result = work()
        except Cancelled:
            self._error = Cancelled()
        except BaseException as error:  # noqa: BLE001 - whoever waits for it gets it
            self._error = error
        finally:
            self._ended.set()


class Workers:
    """Runs jobs in a few daemon threads, which end when nothing is left to do.

    Args:
        threads: How many jobs run at a time.
    """

    def __init__(self, threads: int = THREADS) -> None:
        self._threads = threads
        self._running = 0
        self._waiting: deque[Job[Any]] = deque()
        self._current: set[Job[Any]] = set()
        self._lock = threading.Lock()

    def start(
        self,
        work: Callable[[], T],
        *,
        wanted: Callable[[], bool] | None = None,
        first: bool = False,
    ) -> Job[T]:
        """Do some work as soon as a thread is free.

        Args:
            work: What is to be done.
            wanted: Whether anybody still waits for it.
            first: Before all that waits already.
        """
        job = Job(work, wanted)
        if job.token.is_cancelled:  # nobody waits by now: it ends before it begins
            job.run()
            return job
        with self._lock:
            if first:
                self._waiting.appendleft(job)
            else:
                self._waiting.append(job)
            if self._running >= self._threads:
                return job
            self._running += 1
        threading.Thread(target=self._run, name="dtale_nb job", daemon=True).start()
        return job

    def sweep(self) -> None:
        """Let go what waits and is not wanted any more, with all that it holds."""
        with self._lock:
            waiting = list(self._waiting)
            unwanted = [job for job in waiting if job.token.is_cancelled]
            for job in unwanted:
                self._waiting.remove(job)
        for job in unwanted:
            job.run()  # it ends before it begins

    def cancel_all(self) -> None:
        """Ask all jobs to stop."""
        with self._lock:
            jobs = [*self._waiting, *self._current]
        for job in jobs:
            job.cancel()

    def _run(self) -> None:
        while True:
            with self._lock:
                if not self._waiting:
                    self._running -= 1
                    return
                job = self._waiting.popleft()
                self._current.add(job)
            job.run()
            with self._lock:
                self._current.discard(job)
            del job  # its result is not held by a thread that waits
