"""Word clouds: words as large as they are frequent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dtale_nb.charts.chart import Chart
from dtale_nb.charts.cloud import TEXTS, cloud_marks, drawn_cloud, prepare_cloud
from dtale_nb.charts.options import NUMBERS, column, number, word

if TYPE_CHECKING:
    from dtale_nb.charts.drawing import Drawing
    from dtale_nb.charts.marks import Marks
    from dtale_nb.charts.script import Script
    from dtale_nb.engine.source import RowIds, Source


@dataclass(frozen=True)
class WordcloudOptions:
    """What a word cloud is asked for."""

    x: int | None = column("Texts", TEXTS, needed=True)
    parts: str = word("Made of", ("words", "whole values"))
    y: int | None = column("Values", NUMBERS)
    agg: str = word("Aggregation", ("count", "sum"))
    top: int = number("Most words", 80, 1, 200)
    least: int = number("Shortest word", 3, 1, 20, late=True)
    common: str = word("Common words", ("left out", "drawn"), late=True)

    q = 0.5


class Wordcloud(Chart):
    """The most frequent words or values of texts, from the middle outwards."""

    word = "wordcloud"
    title = "Word cloud"
    Options = WordcloudOptions

    def ask(self, source: Source, options: Any, rows: RowIds | None) -> Marks:
        """Count the different texts, then their words; lay out the first."""
        return cloud_marks(source, options, rows)

    def drawing(self, source: Source, options: Any) -> Drawing:
        """Texts over two axes of pixels, which are not seen."""
        return drawn_cloud(source, options)

    def prepare(self, script: Script, options: Any) -> None:
        """Count the words, lay them out."""
        prepare_cloud(script, options)
