"""Marks of charts that group rows by one column, and another as colour."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from dtale_nb.charts.drawing import Reach
from dtale_nb.charts.marks import MOST, Marks, condition, off_log, plain
from dtale_nb.charts.measures import (
    apart,
    check_measures,
    measured,
    prepare_measures,
    value_name,
)
from dtale_nb.charts.script import Script
from dtale_nb.charts.splits import Splits, axis_key, is_period
from dtale_nb.engine.aggregate import Grouped, Key, Measure, span_of
from dtale_nb.engine.aggregate.units import unit_for
from dtale_nb.engine.kinds import Kind
from dtale_nb.errors import BadArgument

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    from dtale_nb.charts.marks import Conditions
    from dtale_nb.engine.source import RowIds, Source

    Keep = Callable[[pd.DataFrame, "Grouping"], pd.DataFrame]

OTHERS = "(others)"
"""What the groups are called that are too small for a mark of their own."""

UNITS_WANTED = 400
"""Stretches of time that a chart is parted into where nobody says, at most."""


@dataclass(frozen=True)
class Parts:
    """Options of a grouping, of charts that call them otherwise.

    Attributes:
        many: Whether the second key may have more values than colours.
    """

    x: int | None
    unit: str
    y: int | None
    agg: str
    q: float = 0.5
    color: int | None = None
    top: int = UNITS_WANTED
    many: bool = False


@dataclass(frozen=True)
class Grouping:
    """What is grouped by what, and what that is called in the chart.

    Attributes:
        source: The frame.
        options: The chart's options: x, unit, y, agg, q and color.
        keys: That of the axis, then those that part the chart.
        measures: What is told of each group; several for several columns of values.
        x: What the first key is called.
        splits: What the chart is parted by.
        value: What the measure is called.
    """

    source: Source
    options: Any
    keys: tuple[Key, ...]
    measures: tuple[Measure, ...]
    x: str
    splits: Splits
    value: str

    @property
    def measure(self) -> Measure:
        """The first of the measures."""
        return self.measures[0]

    @property
    def apart(self) -> str:
        """What tells several measures apart is called; '' for one."""
        return apart(self.measures, (*self.names, self.value))

    @property
    def color(self) -> str:
        """What the colour is called; '' for none."""
        return self.splits.color

    def reach(self, *, is_stacked: bool) -> Reach:
        """The axis of an animation.

        Args:
            is_stacked: Whether measures, or colours, stand one upon the other.
        """
        over = self.apart or self.color
        lines = [*self.names, *([self.apart] if self.apart else [])]
        return Reach(self.value, [n for n in lines if not (is_stacked and n == over)])

    @property
    def names(self) -> tuple[str, ...]:
        """What each of the keys is called."""
        return (self.x, *self.splits.names)

    @classmethod
    def of(cls, source: Source, options: Any) -> Grouping:
        """Read options whose unit is decided."""
        script = Script(source)
        first, x = axis_key(source, options)
        splits = Splits.of(source, options, options.x)
        keys = (first, *splits.keys)
        measures = check_measures(options)
        value = value_name(script, measures)
        return cls(source, options, keys, measures, x, splits, value)

    def prepare(self, script: Script, *, named: bool = True) -> list[str]:
        """Write the grouping, and names for its groups; gives its columns."""
        columns = prepare_measures(script, self)
        if named:
            self.name(script, columns)
        return columns

    def name(self, script: Script, columns: list[str]) -> None:
        """Write names for the groups."""
        for column, called in zip(columns, self.names, strict=True):
            script.names(column, called)


def with_unit(source: Source, options: Any, rows: RowIds | None) -> Any:
    """The same options with a unit for moments where none was chosen."""
    field = source.field(options.x)
    if options.unit or field.kind is not Kind.MOMENT or is_period(field):
        return options
    seconds = span_of(source, options.x, rows)
    most = getattr(options, "top", UNITS_WANTED)
    return replace(options, unit=unit_for(seconds, most))


def grouped_marks(group: Grouping, rows: RowIds | None, keep: Keep) -> Marks:
    """Group the rows shown, and keep what a chart can show.

    Args:
        group: What by what; where its unit is left open, that is decided here.
        rows: The rows shown; None for all.
        keep: Leaves the marks that are drawn, in their order; the index tells which.
    """
    options = with_unit(group.source, group.options, rows)
    group = Grouping.of(group.source, options)
    told = measured(group, rows)
    found, every = told.found, told.marks
    kept = keep(every, group)
    groups = kept.index.to_numpy()
    notes = told.notes(groups)
    bars, drawn = every[group.x].nunique(), kept[group.x].nunique()
    if drawn < bars:
        notes.append(f"{drawn:,} of {bars:,} groups of {group.x} are drawn")
    left = int(found.sizes.sum() - found.sizes[np.unique(groups[groups >= 0])].sum())
    if left and -1 not in groups:  # or they are drawn together
        notes.append(f"{left:,} rows are in groups that are not drawn")
    if len(kept) > MOST:
        raise BadArgument(
            f"{len(kept):,} marks are too many for one chart",
            hint=f"up to {MOST:,}; choose a column with fewer values",
        )
    if getattr(options, "scale", "") == "log":
        notes += off_log(kept, [group.value])
    kept = named(kept, group, found)
    return Marks(
        kept.reset_index(drop=True), found.rows, options, tuple(notes),
        lambda row: conditions(group, found, int(groups[row])),
    )  # fmt: skip


def named(frame: pd.DataFrame, group: Any, found: Grouped) -> pd.DataFrame:
    """The same with names of groups as plotly shows them."""
    named = frame.copy()
    for at, column in enumerate(group.names):
        keys = found.keys[at]
        texts = {-1: OTHERS}
        for place in frame[column].unique():
            texts.setdefault(place, plain(keys.text(place)))
        named[column] = frame[column].map(texts)
    return named


def conditions(group: Any, found: Grouped, at: int) -> Conditions:
    """What keeps the rows of one group; nothing for all others together."""
    if at < 0:
        return []
    return [
        each
        for place, key in enumerate(group.keys)
        for each in condition(
            group.source, key, found.keys[place], int(found.groups[at, place])
        )
    ]
