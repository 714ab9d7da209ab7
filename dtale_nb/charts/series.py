"""Marks of charts that follow one or several figures along an axis."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from dtale_nb.charts.grouping import coded_frame, conditions, named, with_unit
from dtale_nb.charts.marks import MOST, Marks, plain
from dtale_nb.charts.script import Script, measure_name
from dtale_nb.charts.splits import Splits
from dtale_nb.engine.aggregate import UNITS, Grouped, Key, Measure, grouped
from dtale_nb.engine.kinds import Kind
from dtale_nb.errors import BadArgument

if TYPE_CHECKING:
    from dtale_nb.charts.marks import Conditions
    from dtale_nb.engine.source import RowIds, Source


@dataclass(frozen=True)
class Series:
    """What is followed along what.

    Attributes:
        source: The frame.
        options: The chart's options: x, unit, y, agg, q and color.
        keys: The axis, then those that part the chart.
        measures: One for each of the values.
        x: What the axis is called.
        splits: What the chart is parted by.
        value: What the figures are called.
        axis: Plotly's type of the axis.
    """

    source: Source
    options: Any
    keys: tuple[Key, ...]
    measures: tuple[Measure, ...]
    x: str
    splits: Splits
    value: str
    axis: str

    @classmethod
    def of(cls, source: Source, options: Any) -> Series:
        """Read options.

        Raises:
            BadArgument: Several values and a colour at once, or no values to measure.
        """
        script = Script(source)
        is_moment = source.field(options.x).kind is Kind.MOMENT
        unit = options.unit if is_moment else ""
        if options.color is not None and len(options.y) > 1:
            raise BadArgument("several values or a colour, not both")
        splits = Splits.of(source, options, options.x)
        keys = (Key(options.x, unit), *splits.keys)
        measures = tuple(
            Measure(options.agg, each, options.q) for each in options.y or (None,)
        )
        value = plain(measure_name(script, measures[0]))
        if len(measures) > 1:
            value = options.agg
        axis = "linear"
        if is_moment:
            axis = "category" if unit and UNITS[unit].is_cycle else "date"
        x = plain(script.name(options.x) + (f" ({unit})" if unit else ""))
        return cls(source, options, keys, measures, x, splits, value, axis)

    @property
    def names(self) -> tuple[str, ...]:
        """What each of the keys is called."""
        return (self.x, *self.splits.names)

    def drawn(self) -> dict[str, Any]:
        """What parts the lines, as options of plotly.express."""
        several = {"color": "column"} if len(self.measures) > 1 else {}
        return {**several, **self.splits.drawn()}

    def prepare(self, script: Script) -> None:
        """Write the grouping of each of the values."""
        numbers = [key.number for key in self.keys]
        script.table([*numbers, *self.options.y])
        columns = [script.key(key) for key in self.keys]
        if len(self.measures) > 1:
            script.add("parts = []")
        for measure in self.measures:
            script.grouped(columns, measure, self.value)
            if len(self.measures) > 1:
                called = plain(script.name(measure.number or 0))
                script.add(f"parts.append(marks.assign(column={called!r}))")
        if len(self.measures) > 1:
            script.add("marks = pd.concat(parts, ignore_index=True)")
        script.add(f"marks = marks[marks[{columns[0]!r}].notna()]")
        if self.axis != "linear":
            script.names(columns[0], self.x)
        elif columns[0] != self.x:
            script.add(f"marks[{self.x!r}] = marks[{columns[0]!r}]")
        for column, called in zip(columns[1:], self.splits.names, strict=True):
            script.names(column, called)


def series_marks(series: Series, rows: RowIds | None) -> Marks:
    """Group the rows shown along an axis, and leave out those that have no place on it.

    Raises:
        BadArgument: There are more places than can be drawn.
    """
    options = with_unit(series.source, series.options, rows)
    series = Series.of(series.source, options)
    script = Script(series.source)
    parts, found = [], None
    for measure in series.measures:
        found = grouped(series.source, series.keys, measure, rows)
        part = _frame(series, found)
        if len(series.measures) > 1:
            part["column"] = plain(script.name(measure.number or 0))
        parts.append(part)
    assert found is not None  # noqa: S101 - there is at least one measure
    frame = pd.concat(parts)
    check_count(len(frame))
    groups = frame.index.to_numpy()
    return Marks(
        frame.reset_index(drop=True), found.rows, options,
        _missing(series, found), _drill(series, found, groups),
    )  # fmt: skip


def _frame(series: Series, found: Grouped) -> pd.DataFrame:
    """The marks of one measure; the index tells which groups they are."""
    keys = found.keys[0]
    frame = coded_frame(series, found)
    frame = frame[found.groups[:, 0] < keys.n]
    check_count(len(frame))
    drawn = named(frame, series, found)
    if series.axis == "linear":
        drawn[series.x] = pd.Series(keys.values)[frame[series.x]].tolist()
    return drawn


def check_count(count: int) -> None:
    """Refuse more marks than a page can draw.

    Raises:
        BadArgument: There are.
    """
    if count > MOST:
        raise BadArgument(
            f"{count:,} marks are too many for one chart",
            hint=f"up to {MOST:,}; choose a coarser unit, or a histogram",
        )


def _missing(series: Series, found: Grouped) -> tuple[str, ...]:
    gone = found.sizes[found.groups[:, 0] >= found.keys[0].n].sum()
    return (f"{gone:,} rows without {series.x} are not drawn",) if gone else ()


def _drill(series: Series, found: Grouped, groups: Any) -> Any:
    def drill(row: int) -> Conditions:
        return conditions(series, found, int(groups[row]))

    return drill
