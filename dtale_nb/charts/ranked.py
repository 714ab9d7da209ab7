"""Charts of groups by rank: the largest, and all others as one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from dtale_nb.charts.chart import Chart
from dtale_nb.charts.grouping import OTHERS, Grouping, grouped_marks
from dtale_nb.charts.options import GROUPED, NUMBERS, column, number, word
from dtale_nb.engine.aggregate import UNITS
from dtale_nb.errors import BadArgument

if TYPE_CHECKING:
    from dtale_nb.charts.marks import Marks
    from dtale_nb.charts.script import Script
    from dtale_nb.engine.source import RowIds, Source


@dataclass(frozen=True)
class RankedOptions:
    """What such charts are asked for; only what adds up can be parts of a whole."""

    x: int | None = column("Groups", GROUPED, needed=True)
    unit: str = word("Dates by", ("", *UNITS))
    y: int | None = column("Values", NUMBERS)
    agg: str = word("Aggregation", ("count", "sum", "share"))
    top: int = number("Most groups", 12, 1, 200)

    color = None
    q = 0.5


class Ranked(Chart):
    """Groups by size, the smallest together."""

    Options = RankedOptions

    def ask(self, source: Source, options: Any, rows: RowIds | None) -> Marks:
        """Group, rank, and join the smallest.

        Raises:
            BadArgument: One of them is below zero.
        """
        group = Grouping.of(source, options)
        marks = grouped_marks(group, rows, _ranked)
        check_parts(marks.frame[group.value])
        return marks

    def prepare(self, script: Script, options: Any) -> None:
        """Group by, rank, join the smallest."""
        group = Grouping.of(script.source, options)
        group.prepare(script)
        lines = _RANK.format(x=group.x, y=group.value, top=options.top, others=OTHERS)
        script.add(*lines.splitlines())


def check_parts(figures: pd.Series[Any]) -> None:
    """Refuse parts of a whole below zero, which plotly leaves out without a word.

    Raises:
        BadArgument: There is one.
    """
    if (figures < 0).any():
        raise BadArgument(
            "a part of a whole cannot be below zero", hint="choose bars instead"
        )


_RANK = """\
marks = marks.sort_values({y!r}, ascending=False, kind="stable")
if len(marks) > {top}:
    rest = marks[{y!r}].iloc[{top}:].sum()
    rest = pd.DataFrame({{{x!r}: [{others!r}], {y!r}: [rest]}})
    marks = pd.concat([marks.head({top}), rest], ignore_index=True)"""


def _ranked(marks: pd.DataFrame, group: Grouping) -> pd.DataFrame:
    """The largest groups; a row of index and place -1 for all others."""
    top = group.options.top
    marks = marks.sort_values(group.value, ascending=False, kind="stable")
    if len(marks) <= top:
        return marks
    rest = marks[group.value].iloc[top:].sum()
    others = pd.DataFrame({group.x: [-1], group.value: [rest]}, index=[-1])
    return pd.concat([marks.head(top), others])
