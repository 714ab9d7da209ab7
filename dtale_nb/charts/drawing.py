"""How a chart is drawn: a few plotly calls, that run here or are written as code.

One description gives both, so that the code that a reader copies cannot differ from the
figure that he has seen.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

TEMPLATES = {"light": "plotly_white", "dark": "plotly_dark"}

COLORS = (
    "#3f77c9", "#c65a11", "#1f8f6b", "#b0508f",
    "#8a7a12", "#7a6fd0", "#b8474f", "#5f7480",
)  # fmt: skip
"""Colours of series: 3:1 and more on both grounds."""

SCALE = "Cividis"
"""Colours of amounts, even for eyes that miss red or green."""


@dataclass(frozen=True, slots=True)
class Values:
    """The values of one column of the marks, where a call wants a list.

    Attributes:
        column: Which.
        once: Each value once.
        by: The column in whose order they come; '' for that of the marks.
    """

    column: str
    once: bool = False
    by: str = ""

    def __repr__(self) -> str:
        marks = f"marks.sort_values({self.by!r})" if self.by else "marks"
        if self.once:
            return f"list(dict.fromkeys({marks}[{self.column!r}]))"
        return f"{marks}[{self.column!r}].tolist()"

    def of(self, marks: pd.DataFrame) -> list[Any]:
        """The list itself."""
        if self.by:
            marks = marks.sort_values(self.by)
        values = marks[self.column].tolist()
        return list(dict.fromkeys(values)) if self.once else values


@dataclass(frozen=True, slots=True)
class Drawing:
    """Calls that draw marks.

    Attributes:
        express: The function of plotly.express that begins; '' for an empty figure.
        options: Its options, besides the marks.
        then: Methods of the figure that are called after it, with their options.
    """

    express: str
    options: dict[str, Any] = field(default_factory=dict)
    then: tuple[tuple[str, dict[str, Any]], ...] = ()

    def figure(self, marks: pd.DataFrame) -> Any:
        """Draw: a `plotly.graph_objects.Figure`."""
        if self.express:
            import plotly.express as px

            figure = getattr(px, self.express)(marks, **_valued(self.options, marks))
        else:
            import plotly.graph_objects as go

            figure = go.Figure()
        for method, options in self.then:
            getattr(figure, method)(**_valued(options, marks))
        return figure

    def code(self) -> list[str]:
        """The same as lines of code."""
        begin = "fig = go.Figure()"
        if self.express:
            begin = f"fig = px.{self.express}(marks, {_written(self.options)})"
        return [begin, *(f"fig.{name}({_written(how)})" for name, how in self.then)]


def _valued(options: Any, marks: pd.DataFrame) -> Any:
    if isinstance(options, Values):
        return options.of(marks)
    if isinstance(options, dict):
        return {name: _valued(each, marks) for name, each in options.items()}
    if isinstance(options, tuple):
        return list(options)
    return options


def _written(options: dict[str, Any]) -> str:
    parts = []
    for name, value in options.items():
        text = repr(list(value)) if isinstance(value, tuple) else repr(value)
        parts.append(f"{name}={text}")
    return ", ".join(parts)
