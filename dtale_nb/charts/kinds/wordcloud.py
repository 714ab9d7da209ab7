"""Word clouds: words as large as they are frequent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dtale_nb.charts.chart import Chart
from dtale_nb.charts.cloud import (
    HIGH,
    TEXTS,
    WIDE,
    cloud_marks,
    names_of,
    prepare_cloud,
)
from dtale_nb.charts.drawing import Drawing, Values
from dtale_nb.charts.options import NUMBERS, column, number, word

if TYPE_CHECKING:
    from dtale_nb.charts.marks import Marks
    from dtale_nb.charts.script import Script
    from dtale_nb.engine.source import RowIds, Source

FACE = "Arial, Helvetica, Liberation Sans, sans-serif"
"""Faces of one width, by which the words are laid out."""


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
        called, value = names_of(source, options)
        placed = {name: Values(name, table="cloud") for name in ("x", "y")}
        font = {
            name: Values(name, table="cloud") for name in ("size", "color")
        } | {"family": FACE, "weight": 700}  # fmt: skip
        texts = {
            **placed, "mode": "text", "text": Values(called), "textfont": font,
            "hovertext": Values(value), "name": value,
            "hovertemplate": "%{text}: %{hovertext}<extra></extra>",
        }  # fmt: skip
        across, up = (
            {"visible": False, "range": (-size / 2, size / 2)} for size in (WIDE, HIGH)
        )
        looks = {
            "width": WIDE, "height": HIGH, "hoverdistance": 60,
            "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        }  # fmt: skip
        then = (
            ("add_scatter", texts),
            ("update_xaxes", across),
            ("update_yaxes", {**up, "scaleanchor": "x"}),
            ("update_layout", looks),
        )
        return Drawing("", {}, then)

    def prepare(self, script: Script, options: Any) -> None:
        """Count the words, lay them out."""
        prepare_cloud(script, options)
