"""What a chart says in words, for whoever does not see it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dtale_nb.charts.marks import MOST, shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from dtale_nb.charts.chart import Made

    Say = Callable[[str], str]

TOLD = 200
"""Marks in the table below a chart."""


NOTHING = "No row is shown, so nothing is drawn"


def sentence(made: Made, of_rows: int, say: Say = str) -> str:
    """A chart in one or two sentences: what is drawn, of how many rows, what is not.

    Args:
        made: The chart.
        of_rows: Rows of the frame.
        say: Says each part in another language.
    """
    marks = made.marks
    rows = f"{marks.rows:,} row{'' if marks.rows == 1 else 's'}"
    if marks.rows != of_rows:
        rows += f" of {of_rows:,}"
    title = say(made.chart.title)
    n = len(marks.frame)
    told = [f"{title}: {say(rows)}, {say(f'{n:,} marks' if n != 1 else '1 mark')}"]
    told += [say(each) for each in marks.notes if marks.rows]
    if not marks.rows:
        told.append(say(NOTHING))
    return shown(". ".join(told)) + "."


def table(made: Made) -> tuple[list[str], list[list[str]], int]:
    """The marks as texts: names of columns, the first rows, how many there are."""
    frame = made.marks.frame
    head = [shown(str(each)) for each in frame.columns]
    some = frame.head(TOLD)
    rows = [[_text(each) for each in line] for line in some.itertuples(index=False)]
    return head, rows, min(len(frame), MOST)


def _text(value: Any) -> str:
    if isinstance(value, float):
        return "–" if value != value else f"{value:,.6g}"  # noqa: PLR0124
    return f"{value:,}" if isinstance(value, int) else shown(str(value))


def as_csv(made: Made) -> str:
    """All marks as CSV, texts as they are in the frame."""
    frame = made.marks.frame.rename(columns=lambda name: shown(str(name)))
    for at, kind in enumerate(frame.dtypes):
        if kind.kind == "O":
            texts = frame.iloc[:, at].map(
                lambda v: shown(v) if isinstance(v, str) else v
            )
            frame.isetitem(at, texts.to_numpy())
    return str(frame.to_csv(index=False))
