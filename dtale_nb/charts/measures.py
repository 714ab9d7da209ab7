"""What charts tell of groups: one measure, or the same of several columns."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from dtale_nb.charts.errorbars import add_errors, prepare_errors
from dtale_nb.charts.marks import plain
from dtale_nb.charts.script import Script, measure_name
from dtale_nb.engine.aggregate import Grouped, Measure, grouped
from dtale_nb.errors import BadArgument

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from dtale_nb.engine.source import RowIds


def check_measure(options: Any, values: str = "y") -> Measure:
    """The measure that options ask for.

    Args:
        options: The chart's options: agg, q and the values.
        values: Which option is the values.

    Raises:
        BadArgument: It wants values, and there are none.
    """
    number = getattr(options, values)
    if number is None and options.agg not in {"count", "share"}:
        raise BadArgument(f"{options.agg} of what?", hint="choose values")
    return Measure(options.agg, number, options.q)


def check_measures(options: Any) -> tuple[Measure, ...]:
    """The measures that options ask for: one, or one of each column of values.

    Raises:
        BadArgument: One wants values, and there are none; or there are several and a
            colour at once.
    """
    if not isinstance(options.y, tuple):
        return (check_measure(options),)
    if options.color is not None and len(options.y) > 1:
        raise BadArgument("several values or a colour, not both")
    every = options.y or (None,)
    return tuple(check_measure(replace(options, y=each)) for each in every)


def value_name(script: Script, measures: Sequence[Measure]) -> str:
    """What the figures of some measures are called together."""
    if len(measures) > 1:
        return measures[0].word
    return plain(measure_name(script, measures[0]))


def apart(measures: Sequence[Measure], taken: Sequence[str]) -> str:
    """What tells several measures apart is called; '' for one.

    Args:
        measures: The measures.
        taken: What other columns of the marks are called.
    """
    name = "column" if len(measures) > 1 else ""
    while name and name in taken:
        name = f"{name}_"
    return name


def parted(group: Any) -> dict[str, Any]:
    """What parts a chart, as options of plotly.express: measures, and its splits.

    Args:
        group: A grouping, or whatever has its measures and splits.
    """
    several = {"color": group.apart} if group.apart else {}
    return {**several, **group.splits.drawn()}


def prepare_measures(script: Script, group: Any) -> list[str]:
    """Write the grouping of each of the measures; gives its columns.

    Args:
        script: What is written to.
        group: A grouping, or whatever has its source, options, keys and measures.
    """
    numbers = [each.number for each in group.measures if each.number is not None]
    script.table([*(key.number for key in group.keys), *numbers])
    columns = [script.key(key) for key in group.keys]
    if group.apart:
        script.add("parts = []")
    for measure in group.measures:
        script.grouped(columns, measure, group.value)
        prepare_errors(script, group.options, columns)
        if group.apart:
            called = plain(script.name(measure.number or 0))
            script.add(f"marks[{group.apart!r}] = {called!r}", "parts.append(marks)")
    if group.apart:
        script.add("marks = pd.concat(parts, ignore_index=True)")
    return columns


@dataclass(frozen=True, slots=True)
class Measured:
    """Groups and what was measured of them.

    Attributes:
        found: The groups, as the last measure found them: all find the same.
        marks: All measures, one below the other; the index tells which group it is.
        empty: What is measured -> the groups that hold none of it, whose sum is 0.
    """

    found: Grouped
    marks: pd.DataFrame
    empty: Mapping[str, NDArray[np.int64]]

    def notes(self, drawn: NDArray[np.int64]) -> list[str]:
        """What is said of groups that are drawn as 0 and hold no value.

        Args:
            drawn: The groups that are drawn.
        """
        counts = {
            name: len(np.intersect1d(drawn, at)) for name, at in self.empty.items()
        }
        return [
            f"1 group has no {name}: its sum is 0"
            if count == 1
            else f"{count:,} groups have no {name}: their sum is 0"
            for name, count in counts.items()
            if count
        ]


def measured(group: Any, rows: RowIds | None) -> Measured:
    """Group, and measure each group."""
    script = Script(group.source)
    parts, empty = [], {}
    for measure in group.measures:
        found = grouped(group.source, group.keys, measure, rows)
        part = coded_frame(group, found)
        add_errors(part, group, rows)
        if measure.number is not None:
            called = plain(script.name(measure.number))
            empty[called] = _without_values(group, measure, found, rows)
        if group.apart:
            part[group.apart] = plain(script.name(measure.number or 0))
        parts.append(part)
    return Measured(found, pd.concat(parts) if group.apart else part, empty)


def _without_values(
    group: Any, measure: Measure, found: Grouped, rows: RowIds | None
) -> NDArray[np.int64]:
    """Groups whose sum is 0 because all their values are missing, as in pandas."""
    zero = np.flatnonzero(np.asarray(found.values == 0))
    if measure.word != "sum" or not len(zero):
        return zero[:0]
    counts = grouped(group.source, group.keys, replace(measure, word="count"), rows)
    is_empty: NDArray[np.bool_] = np.equal(counts.values[zero], 0)
    return np.asarray(zero[is_empty])


def coded_frame(group: Any, found: Grouped) -> pd.DataFrame:
    """Groups with their measure, keys by their places: there may be very many.

    Raises:
        BadArgument: There are more colours than can be told apart.
    """
    if not getattr(group.options, "many", False):
        group.splits.check(found.keys[1:])
    columns: dict[str, Any] = dict(zip(group.names, found.groups.T, strict=True))
    columns[group.value] = found.values
    return pd.DataFrame(columns)
