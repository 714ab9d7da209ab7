"""Time for a summary: exact where that fits, else an estimate from a sample.

Each question is first put to a sample; from the time that takes follows whether all
values can be asked. The sample is spread evenly over the rows, one at random from each
stretch, and the same for all questions, so that answers agree with one another.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import numpy as np

from dtale_nb.engine.jobs import while_in_time

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

SECONDS = 0.25
"""What the summary of one column may take by default."""

SAMPLE = 1 << 16
"""Values looked at first."""

OVER = 1.2
"""How much longer than there is time for an answer may take that is under way."""

SAMPLED = "a sample of rows"

T = TypeVar("T")
C = TypeVar("C", bound="Sampled")


class Sampled(Protocol):
    """A column of which some values can be taken."""

    def __len__(self) -> int:
        """How many values there are."""

    def take(self, rows: NDArray[np.int64]) -> Any:
        """The same kind of column with some values only."""


class Budget:
    """What the questions about one column may take together.

    Args:
        seconds: How long; None for as long as exact answers take.
    """

    def __init__(self, seconds: float | None = SECONDS) -> None:
        self._left = seconds

    @property
    def is_free(self) -> bool:
        """Whether every answer is exact, however long it takes."""
        return self._left is None

    def ask(self, question: Callable[[C], T], column: C) -> tuple[T, int]:
        """Ask all values if there is time, else the sample.

        Args:
            question: Takes about as long per value for few as for many; if it takes
                longer after all, it is stopped at a checkpoint. Its answer is not None.
            column: The values.

        Returns:
            The answer, and how many values were looked at if not all; 0 if all.
        """
        n = len(column)
        if self._left is None or n <= SAMPLE:
            return question(column), 0
        part: C = column.take(sample_rows(n))
        rough, cost = _timed(question, part)
        if cost * n / len(part) > self._left:  # once more: the first pass is slower
            cost = min(cost, _timed(question, part)[1])
        if cost * n / len(part) > self._left:
            return rough, len(part)
        begun, most = time.thread_time(), OVER * self._left
        answer = while_in_time(
            lambda: question(column), lambda: time.thread_time() - begun < most
        )
        self._left -= time.thread_time() - begun
        return (rough, len(part)) if answer is None else (answer, 0)


def _timed(question: Callable[[C], T], column: C) -> tuple[T, float]:
    """The answer to a question, and the seconds of a processor that it took.

    Those of this thread alone: a busy machine does not make an answer less exact.
    """
    wall, begun = time.perf_counter(), time.thread_time()
    answer = question(column)
    taken = time.thread_time() - begun
    return answer, taken or time.perf_counter() - wall  # 0 where its clock is coarse


def sample_rows(n: int, size: int = SAMPLE) -> NDArray[np.int64]:
    """Rows of an even sample: one at random from each of `size` stretches, ascending.

    Args:
        n: How many rows there are; more than `size`.
        size: How many are taken.
    """
    chance = np.random.default_rng(n)
    bounds = np.linspace(0, n, size, endpoint=False)
    rows = (bounds + chance.random(size) * (n / size)).astype(np.int64)
    return np.minimum(rows, n - 1)
