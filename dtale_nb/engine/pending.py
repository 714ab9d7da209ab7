"""The rows that answer a question, in the making: how many, the first of them, all."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from dtale_nb.engine.jobs import progress
from dtale_nb.errors import StillWorking

if TYPE_CHECKING:
    from dtale_nb.engine.answers import Answers
    from dtale_nb.engine.jobs import Job
    from dtale_nb.engine.questions import Question
    from dtale_nb.engine.source import Rows

HEAD = 2_000
"""Rows that are found without ordering all, while the order is made."""

LARGE = 500_000
"""Rows from which on the first rows do not wait for the order of all."""


class PendingRows:
    """An answer in the making.

    Args:
        answers: What is known of the frame, and where the answer will be kept.
        question: What is asked; it asks for something.

    Attributes:
        job: What makes it; given by whoever begins it.
        total: How many rows; None while that is not known.
        head: The first rows; None where there is no shorter way than to order all.
    """

    job: Job[Rows]

    def __init__(self, answers: Answers, question: Question) -> None:
        self.question = question
        self.total: int | None = None
        self.head: Rows | None = None
        self._answers = answers
        self._begun = threading.Event()

    def run(self) -> Rows:
        """Make it."""
        source, question = self._answers.source, self.question
        try:
            rows = self._answers.filtered(question) if question.filter else None
            progress(None)
            self.total = source.n_rows if rows is None else len(rows)
            if question.sort and source.n_rows >= LARGE:
                self.head = source.head(question.sort, HEAD, rows)
            self._begun.set()
            return self._answers.rows(question)
        finally:
            self._begun.set()

    @property
    def has_failed(self) -> bool:
        """Whether it ended for a reason that may not hold the next time."""
        return self.job.was_stopped or isinstance(self.job.error, MemoryError)

    def wait(self, patience: float | None) -> Rows:
        """All rows.

        Raises:
            StillWorking: They were not made in so many seconds.
            Cancelled: Nobody wants them any more.
        """
        if not self.job.wait(patience):
            raise StillWorking("the rows are being looked for", hint="ask again")
        return self.job.result()

    def wait_for_total(self, patience: float | None) -> int:
        """How many rows there are; raises as `wait`."""
        self._wait_for_beginning(patience)
        return len(self.wait(patience)) if self.total is None else self.total

    def wait_for_head(self, stop: int, patience: float | None) -> Rows | None:
        """The first rows, if they reach so far; else None; raises as `wait`."""
        if stop > HEAD:
            return None
        self._wait_for_beginning(patience)
        return self.head

    def _wait_for_beginning(self, patience: float | None) -> None:
        if not self._begun.wait(patience):
            raise StillWorking("the rows are being looked for", hint="ask again")
