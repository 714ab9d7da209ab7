"""Charts of single rows over many columns of numbers at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dtale_nb.charts.points import point_marks, prepare_points
from dtale_nb.charts.splits import Splits
from dtale_nb.errors import BadArgument

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import pandas as pd

    from dtale_nb.charts.marks import Marks
    from dtale_nb.charts.script import Script
    from dtale_nb.engine.source import RowIds, Source

    Layout = Callable[[pd.DataFrame, list[str], str], pd.DataFrame]


def names_of(source: Source, numbers: Sequence[int], most: int) -> list[str]:
    """What columns are called.

    Raises:
        BadArgument: There are fewer than two, or more than can be drawn.
    """
    if len(set(numbers)) < len(numbers):
        raise BadArgument("a column is chosen twice")
    if not 2 <= len(numbers) <= most:
        raise BadArgument(
            "this chart takes several columns of numbers",
            hint=f"two or more, {most} at most",
        )
    return [Splits.name(source, each) for each in numbers]


def laid_out(
    source: Source, options: Any, rows: RowIds | None, layout: Layout, most: int
) -> Marks:
    """Take the rows, or a sample of them, and lay them out."""
    names = names_of(source, options.y, most)
    marks = point_marks(source, options, options.y, rows)
    color = Splits.of(source, options).color
    return marks.told(frame=layout(marks.frame, names, color))


def prepare_layout(script: Script, options: Any, layout: Layout, most: int) -> None:
    """Write the same as code."""
    prepare_points(script, options, options.y)
    script.function(layout)
    names = names_of(script.source, options.y, most)
    color = Splits.of(script.source, options).color
    script.add(f"marks = {layout.__name__}(marks, {names!r}, {color!r})")


def drawn_color(source: Source, options: Any) -> dict[str, Any]:
    """The colour as options of plotly.express, called as its column."""
    color = Splits.of(source, options).color
    return {"color": "colour", "labels": {"colour": color}} if color else {}
