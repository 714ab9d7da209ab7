"""Areas: figures over time or over numbers, one upon the other where they add up."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from dtale_nb.charts.kinds.line import Line
from dtale_nb.charts.series import Series

if TYPE_CHECKING:
    from dtale_nb.charts.drawing import Drawing
    from dtale_nb.engine.source import Source


class Area(Line):
    """Areas, one upon the other, or each from zero where their sum tells nothing."""

    word = "area"
    title = "Area"
    express = "area"
    is_stacked: ClassVar = True
    looks: ClassVar = {}

    def drawing(self, source: Source, options: Any) -> Drawing:
        """px.area, and each from zero where it tells means and the like.

        Means with error bars are lines that are filled: px.area takes no errors.
        """
        drawn = super().drawing(source, options)
        if Series.of(source, options).adds_up:
            return drawn
        apart = ("update_traces", {"stackgroup": None, "fill": "tozeroy"})
        if options.error != "none":
            looked = {**drawn.options, **Line.looks}
            drawn = replace(drawn, express=Line.express, options=looked)
        return replace(drawn, then=(*drawn.then, apart))
