"""How a chart is drawn: a few plotly calls, that run here or are written as code.

One description gives both, so that the code that a reader copies cannot differ from the
figure that was seen.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from dtale_nb.charts.atlas.own import own_shapes
from dtale_nb.charts.inks import Inked
from dtale_nb.charts.palette import COLORS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pandas as pd

TEMPLATES = {"light": "plotly_white", "dark": "plotly_dark"}

ABOVE = {"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom"}
"""A legend that leaves the marks the whole width."""

BELOW: dict[str, Any] = {
    "orientation": "h", "y": 0, "yanchor": "top", "thickness": 12,
    "title": {"side": "top"},
}  # fmt: skip
"""A bar of colours that leaves the marks the whole width."""

ON_THE_RIGHT = {
    "overlaying": "y", "side": "right", "tickmode": "auto", "showgrid": False,
}  # fmt: skip
"""A second axis of values, with round ones: left to itself, plotly.js has it take the
places of the first one's."""

DIVERGING = "RdBu_r"
"""Colours of what may be below and above nothing: blue and red, paler towards it."""


@dataclass(frozen=True, slots=True)
class Values:
    """The values of one column of the marks, where a call wants a list.

    Attributes:
        column: Which.
        once: Each value once.
        by: The column in whose order they come; '' for that of the marks.
        table: Of which table: the marks, or `part`, one group of them.
    """

    column: str
    once: bool = False
    by: str = ""
    table: str = "marks"

    def __repr__(self) -> str:
        marks = self.table
        if self.by:
            marks += f".sort_values({self.by!r})"
        if self.once:
            return f"list(dict.fromkeys({marks}[{self.column!r}]))"
        return f"{marks}[{self.column!r}].tolist()"

    def of(self, tables: Mapping[str, pd.DataFrame]) -> list[Any]:
        """The list itself."""
        marks = tables[self.table]
        if self.by:
            marks = marks.sort_values(self.by)
        values = marks[self.column].tolist()
        return list(dict.fromkeys(values)) if self.once else values


def category_axis(column: str, by: str = "") -> dict[str, Any]:
    """An axis of names in the order of the marks, or of one of their columns."""
    return {
        "type": "category",
        "categoryorder": "array",
        "categoryarray": Values(column, once=True, by=by),
    }


@dataclass(frozen=True, slots=True)
class Reach:
    """From the least to the most that marks reach, for the axis of an animation.

    Attributes:
        column: Their figures.
        by: Columns that tell what is stacked.
    """

    column: str
    by: list[str]

    def __repr__(self) -> str:
        sums = f"marks.groupby({self.by!r})[{self.column!r}].sum()"
        return f"[1.05 * min({sums}.min(), 0), 1.05 * max({sums}.max(), 0)]"

    def of(self, tables: Mapping[str, pd.DataFrame]) -> list[Any]:
        """Both ends."""
        sums = tables["marks"].groupby(self.by)[self.column].sum()
        return [1.05 * min(sums.min(), 0), 1.05 * max(sums.max(), 0)]


@dataclass(frozen=True, slots=True)
class Ends:
    """The least and the most of a column, for colours that keep their meaning.

    Attributes:
        column: Its figures.
    """

    column: str

    def __repr__(self) -> str:
        marks = f"marks[{self.column!r}]"
        return f"[{marks}.min(), {marks}.max()]"

    def of(self, tables: Mapping[str, pd.DataFrame]) -> list[Any]:
        """Both ends."""
        figures = tables["marks"][self.column]
        return [figures.min(), figures.max()]


@dataclass(frozen=True, slots=True)
class Grid:
    """One column of the marks as a table, two others telling where each value stands.

    Attributes:
        x: The column whose values are the columns.
        y: The column whose values are the lines.
        z: The column.
    """

    x: str
    y: str
    z: str

    def __repr__(self) -> str:
        pivot = f"marks.pivot(index={self.y!r}, columns={self.x!r}, values={self.z!r})"
        return f"{pivot}.to_numpy('float64').tolist()"

    def of(self, tables: Mapping[str, pd.DataFrame]) -> list[Any]:
        """The lines."""
        grid = tables["marks"].pivot(index=self.y, columns=self.x, values=self.z)
        lines: list[Any] = grid.to_numpy("float64").tolist()
        return lines


@dataclass(frozen=True, slots=True)
class Shapes:
    """The reader's own shapes, which the code reads as `shapes`.

    Attributes:
        file: Where they are.
    """

    file: str

    def __repr__(self) -> str:
        return "shapes"

    def of(self, tables: Mapping[str, pd.DataFrame]) -> dict[str, Any]:
        """What the file holds."""
        del tables
        return own_shapes(self.file)


@dataclass(frozen=True, slots=True)
class Name:
    """The name of the group that is drawn by `Each`."""

    def __repr__(self) -> str:
        return "name"


@dataclass(frozen=True, slots=True)
class Turn:
    """The colour whose turn it is, group by group.

    Attributes:
        first: Which of `COLORS` is the first.
    """

    first: int = 0

    def __repr__(self) -> str:
        turn = f"number + {self.first}" if self.first else "number"
        return f"COLORS[({turn}) % {len(COLORS)}]"


@dataclass(frozen=True, slots=True)
class Each:
    """One call for each group of a table, with the values of that group.

    Attributes:
        by: The column that tells the groups, in their order.
        method: The figure's method.
        options: Its options; `Values` of the table `part`, `Name` and `Turn`.
        table: The table.
    """

    by: str
    method: str
    options: dict[str, Any]
    table: str = "marks"

    def draw(self, figure: Any, tables: Mapping[str, pd.DataFrame]) -> None:
        """Draw all groups."""
        groups = tables[self.table].groupby(self.by, sort=False)
        for number, (name, part) in enumerate(groups):
            told = {**tables, "part": part}
            getattr(figure, self.method)(
                **_valued(self.options, told, (number, str(name)))
            )

    def code(self) -> list[str]:
        """The same as lines of code."""
        return [
            f"groups = {self.table}.groupby({self.by!r}, sort=False)",
            "for number, (name, part) in enumerate(groups):",
            f"    fig.{self.method}({_written(self.options)})",
        ]


_ALONE = threading.Lock()
"""Held while a figure is made: plotly makes the parts of its templates, which figures
share, when they are first asked for, and fails where two threads ask at once."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """Calls that draw marks.

    Attributes:
        express: The function of plotly.express that begins; '' for an empty figure.
        options: Its options, besides the marks.
        then: Methods of the figure that are called after it, with their options.
        each: Calls for each group of the marks, after those.
        finish: A function that looks over the figure at last; a script holds its text.
    """

    express: str
    options: dict[str, Any] = field(default_factory=dict)
    then: tuple[tuple[str, dict[str, Any]], ...] = ()
    each: tuple[Each, ...] = ()
    finish: Callable[[Any], None] | None = None

    def figure(self, tables: Mapping[str, pd.DataFrame]) -> Any:
        """Draw tables, `marks` among them: a `plotly.graph_objects.Figure`."""
        with _ALONE:
            return self._figure(tables)

    def _figure(self, tables: Mapping[str, pd.DataFrame]) -> Any:
        if self.express:
            import plotly.express as px

            options = _valued(self.options, tables)
            figure = getattr(px, self.express)(tables["marks"], **options)
        else:
            import plotly.graph_objects as go

            figure = go.Figure()
        for method, options in self.then:
            getattr(figure, method)(**_valued(options, tables))
        for each in self.each:
            each.draw(figure, tables)
        if self.finish is not None:
            self.finish(figure)
        return figure

    def code(self) -> list[str]:
        """The same as lines of code."""
        begin = "fig = go.Figure()"
        if self.express:
            begin = f"fig = px.{self.express}(marks, {_written(self.options)})"
        lines = [begin, *(f"fig.{name}({_written(how)})" for name, how in self.then)]
        lines += [line for each in self.each for line in each.code()]
        return lines + ([f"{self.finish.__name__}(fig)"] if self.finish else [])


def _valued(
    options: Any, tables: Mapping[str, pd.DataFrame], group: tuple[int, str] = (0, "")
) -> Any:
    if isinstance(options, Values | Reach | Ends | Grid | Shapes | Inked):
        return options.of(tables)
    if isinstance(options, Name):
        return group[1]
    if isinstance(options, Turn):
        return COLORS[(group[0] + options.first) % len(COLORS)]
    if isinstance(options, dict):
        return {name: _valued(each, tables, group) for name, each in options.items()}
    if isinstance(options, tuple):
        return list(options)
    return options


def _written(options: dict[str, Any]) -> str:
    parts = []
    for name, value in options.items():
        text = repr(list(value)) if isinstance(value, tuple) else repr(value)
        parts.append(f"{name}={text}")
    return ", ".join(parts)
