"""What was found of the values that are present."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dtale_nb.engine.summaries.budget import SAMPLED
from dtale_nb.engine.summaries.distinct import guessed_from
from dtale_nb.engine.summaries.shapes import Figure

if TYPE_CHECKING:
    from dtale_nb.engine.summaries.shapes import Histogram, Tops

_COUNTS = ("zeros", "negatives", "infinities", "empty", "blank", "outer_blanks")


@dataclass(frozen=True, slots=True)
class Found:
    """Parts of a `Summary`, see there.

    `once` is how many of the distinct values come once: by that, a sample's figure is
    told of all rows.
    """

    figures: dict[str, Figure]
    distinct: Figure | None = None
    tops: Tops | None = None
    histogram: Histogram | None = None
    note: str = ""
    once: int = 0

    def of_sample(self, looked: int, rows: int) -> Found:
        """The same, told of all rows where only a sample was looked at.

        Args:
            looked: Rows in the sample.
            rows: Rows in all.
        """
        scale = rows / looked

        def told(word: str, figure: Figure) -> Figure:
            value, text = figure.value, figure.text
            if word in _COUNTS:
                value = round(value * scale)
                text = str(value)
            return Figure(value, text, SAMPLED, looked)

        distinct, tops, histogram = self.distinct, self.tops, self.histogram
        if distinct is not None:
            number, error = guessed_from(distinct.value, self.once, looked, rows)
            distinct = Figure(number, str(number), SAMPLED, looked, error)
        if tops is not None:
            tops = replace(
                tops,
                values=tuple(
                    replace(top, count=round(top.count * scale)) for top in tops.values
                ),
                rest=round(tops.rest * scale),
                method=SAMPLED,
                n=looked,
            )
        if histogram is not None:
            counts = tuple(round(count * scale) for count in histogram.counts)
            histogram = replace(histogram, counts=counts, method=SAMPLED, n=looked)
        figures = {word: told(word, each) for word, each in self.figures.items()}
        return Found(figures, distinct, tops, histogram, self.note)
