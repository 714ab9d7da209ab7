"""What every kind of chart is, and how one is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from dtale_nb.charts.drawing import TEMPLATES
from dtale_nb.charts.palette import COLORS
from dtale_nb.charts.script import Script

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dtale_nb.charts.drawing import Drawing
    from dtale_nb.charts.marks import Marks
    from dtale_nb.engine.source import RowIds, Source


class Chart:
    """A kind of chart. Subclasses hold no state.

    Attributes:
        word: Its name in code and addresses.
        title: Its name in the form.
        Options: A dataclass of its options, see `dtale_nb.charts.options`.
        brushes: Axes over which a box filters, with the option that each shows.
        brushes_marks: Whether a box filters by the marks within, where no axis is.
    """

    word: ClassVar[str]
    title: ClassVar[str]
    Options: ClassVar[type[Any]]
    brushes: ClassVar[Mapping[str, str]] = {}
    brushes_marks: ClassVar[bool] = False

    def needs_order(self, options: Any) -> bool:
        """Whether it matters in which order the rows are shown."""
        return getattr(options, "agg", "") in {"first", "last"}

    def fits(self, source: Source, name: str, column: int) -> bool:
        """Whether a column that nobody chose for an option makes sense in it."""
        del source, name, column
        return True

    def ask(self, source: Source, options: Any, rows: RowIds | None) -> Marks:
        """Have the engine aggregate the rows shown.

        Raises:
            BadArgument: That cannot be done with these options.
        """
        raise NotImplementedError

    def drawing(self, source: Source, options: Any) -> Drawing:
        """How plotly draws the marks."""
        raise NotImplementedError

    def prepare(self, script: Script, options: Any) -> None:
        """Write the aggregation as pandas code that makes `marks`."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Made:
    """A chart, ready to be drawn in any theme.

    Attributes:
        chart: Its kind.
        marks: What is drawn.
        source: The frame.
    """

    chart: Chart
    marks: Marks
    source: Source

    def drawing(self, theme: str = "light") -> Drawing:
        """How it is drawn."""
        from dataclasses import replace

        made = self.chart.drawing(self.source, self.marks.options)
        template = TEMPLATES.get(theme, TEMPLATES["light"])
        if not made.express:
            looks: dict[str, Any] = {"template": template, "colorway": COLORS}
            return replace(made, then=(*made.then, ("update_layout", looks)))
        options = {**made.options, "template": template}
        if "color_continuous_scale" not in options:
            options["color_discrete_sequence"] = COLORS
        return replace(made, options=options)

    def figure(self, theme: str = "light") -> Any:
        """The plotly figure."""
        return self.drawing(theme).figure(self.marks.tables)

    def code(self, variable: str = "df") -> str:
        """A script that makes the same figure of the reader's variable."""
        script = Script(self.source, variable)
        self.chart.prepare(script, self.marks.options)
        return script.written(self.drawing())


def make(
    chart: Chart, source: Source, options: Any, rows: RowIds | None = None
) -> Made:
    """Query a chart.

    Args:
        chart: Its kind.
        source: The frame.
        options: An instance of its `Options`.
        rows: The rows shown; None for all.

    Raises:
        BadArgument: That cannot be done with these options.
    """
    marks = chart.ask(source, options, rows)
    return Made(chart, marks, source)
