"""Marks of charts that follow one or several figures along an axis."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from dtale_nb.charts.drawing import ABOVE, ON_THE_RIGHT, Reach
from dtale_nb.charts.grouping import conditions, named, with_unit
from dtale_nb.charts.marks import MOST, Marks, off_log, plain
from dtale_nb.charts.measures import (
    apart,
    check_measures,
    measured,
    parted,
    prepare_measures,
    value_name,
)
from dtale_nb.charts.script import Script
from dtale_nb.charts.splits import Splits, axis_key
from dtale_nb.charts.stacks import ADDED
from dtale_nb.engine.aggregate import UNITS, Grouped, Key, Measure
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
        first, x = axis_key(source, options)
        splits = Splits.of(source, options, options.x)
        keys = (first, *splits.keys)
        measures = check_measures(options)
        value = value_name(script, measures)
        if options.window > 1:
            value += f", rolling {options.roll} of {options.window:g}"
        axis = "linear"
        field = source.field(options.x)
        if field.kind is Kind.MOMENT:
            is_cycle = first.unit and UNITS[first.unit].is_cycle
            is_read = not field.dtype.startswith(("period[Q", "period[W"))
            axis = "date" if is_read and not is_cycle else "category"
        return cls(source, options, keys, measures, x, splits, value, axis)

    @property
    def names(self) -> tuple[str, ...]:
        """What each of the keys is called."""
        return (self.x, *self.splits.names)

    def drawn(self) -> dict[str, Any]:
        """What parts the lines, as options of plotly.express."""
        return parted(self)

    def prepare(self, script: Script) -> None:
        """Write the grouping of each of the values."""
        columns = prepare_measures(script, self)
        self._prepare_axis(script, columns[0])
        for column, called in zip(columns[1:], self.splits.names, strict=True):
            script.names(column, called)
        self._prepare_rolling(script)

    @property
    def lines(self) -> list[str]:
        """The columns of the marks that tell lines apart."""
        return [*self.splits.names, *([self.apart] if self.apart else [])]

    @property
    def apart(self) -> str:
        """What tells several measures apart is called; '' for one."""
        return apart(self.measures, (*self.names, self.value))

    @property
    def color(self) -> str:
        """What the colour is called; '' for none."""
        return self.splits.color

    @property
    def adds_up(self) -> bool:
        """Whether figures of the lines may be drawn one upon the other."""
        return not self.options.y or self.options.agg in ADDED  # without, rows count

    def reach(self, *, is_stacked: bool) -> Reach:
        """The axis of an animation.

        Args:
            is_stacked: Whether lines are one upon the other, where they add up.
        """
        lines = self.lines
        if is_stacked and self.adds_up:
            over = self.apart or self.color
            lines = [each for each in lines if each != over]
        return Reach(self.value, [self.x, *lines])

    def called(self) -> list[str]:
        """What each of the values is called."""
        script = Script(self.source)
        return [plain(script.name(each.number or 0)) for each in self.measures]

    def second_axis(self) -> tuple[tuple[str, dict[str, Any]], ...]:
        """Calls that put all values but the first on an axis of their own, if asked.

        Raises:
            BadArgument: The chart is parted, so that there is no one such axis.
        """
        called = self.called()
        if self.options.axes != "two" or len(called) < 2:
            return ()
        if len(self.lines) > 1:
            raise BadArgument("two axes need one chart, not several")
        moved = [
            ("update_traces", {"yaxis": "y2", "selector": {"name": name}})
            for name in called[1:]
        ]
        title = {"text": ", ".join(called[1:])}
        axis = {**ON_THE_RIGHT, "title": title}
        first = ("update_yaxes", {"title": {"text": called[0]}})
        looks: dict[str, Any] = {"yaxis2": axis, "legend": ABOVE}
        return (first, *moved, ("update_layout", looks))

    def rolled(self, marks: pd.DataFrame) -> pd.DataFrame:
        """The same with a figure of neighbours in place of each, line by line."""
        window, roll = int(self.options.window), self.options.roll
        if window < 2:
            return marks

        def neighbours(part: Any) -> Any:
            return getattr(part.rolling(window, min_periods=1), roll)()

        figures: Any = marks[self.value]
        if self.lines:
            groups = marks.groupby(self.lines, sort=False)
            figures = groups[self.value].transform(neighbours)
        else:
            figures = neighbours(figures)
        return marks.assign(**{self.value: figures})

    def _prepare_axis(self, script: Script, column: str) -> None:
        """Write where the marks are along the axis; those without a place go."""
        script.add(f"marks = marks[marks[{column!r}].notna()]")
        if self.keys[0].bins:
            script.add(f"marks[{self.x!r}] = marks[{column!r}].map(middles)")
            script.add(f"marks[{self.x!r}] = marks[{self.x!r}].astype('float64')")
        elif self.axis != "linear":
            script.names(column, self.x)
        elif column != self.x:
            script.add(f"marks[{self.x!r}] = marks[{column!r}]")

    def _prepare_rolling(self, script: Script) -> None:
        window, roll = int(self.options.window), self.options.roll
        if window < 2:
            return
        value = f"marks[{self.value!r}]"
        rolling = f"rolling({window}, min_periods=1).{roll}()"
        found = f"{value}.{rolling}"
        if self.lines:
            groups = f"marks.groupby({self.lines!r}, sort=False)[{self.value!r}]"
            found = f"{groups}.transform(lambda part: part.{rolling})"
        script.add(f"{value} = {found}")


def series_marks(series: Series, rows: RowIds | None) -> Marks:
    """Group the rows shown along an axis, and leave out those that have no place on it.

    Raises:
        BadArgument: There are more places than can be drawn.
    """
    options = with_unit(series.source, series.options, rows)
    series = Series.of(series.source, options)
    told = measured(series, rows)
    found = told.found
    frame = series.rolled(_placed(series, found, told.marks))
    groups = frame.index.to_numpy()
    off = off_log(frame, [series.value]) if options.scale == "log" else []
    return Marks(
        frame.reset_index(drop=True), found.rows, options,
        (*told.notes(groups), *_missing(series, found), *off),
        _drill(series, found, groups),
    )  # fmt: skip


def _placed(series: Series, found: Grouped, every: pd.DataFrame) -> pd.DataFrame:
    """The marks that have a place on the axis, there; the index tells their groups."""
    keys = found.keys[0]
    frame = every[every[series.x] < keys.n]
    check_count(len(frame))
    drawn = named(frame, series, found)
    if keys.edges is not None:
        middles = (keys.edges[:-1] + keys.edges[1:]) / 2
        drawn[series.x] = middles[frame[series.x]]
    elif series.axis == "linear":
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
