"""Candles: how a price opened, rose, fell and closed in each stretch of time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dtale_nb.charts.candles import CANDLE, candle_marks, prepare_candles, timing
from dtale_nb.charts.chart import Chart
from dtale_nb.charts.drawing import Drawing, Values
from dtale_nb.charts.options import NUMBERS, column, word
from dtale_nb.charts.palette import FALLING, RISING
from dtale_nb.engine.aggregate import UNITS
from dtale_nb.engine.kinds import Kind

if TYPE_CHECKING:
    from dtale_nb.charts.marks import Marks
    from dtale_nb.charts.script import Script
    from dtale_nb.engine.source import RowIds, Source

TIMES = frozenset({Kind.MOMENT})


@dataclass(frozen=True)
class CandlestickOptions:
    """What candles are asked for."""

    x: int | None = column("Time", TIMES, needed=True)
    unit: str = word("Dates by", ("", *(u for u in UNITS if not UNITS[u].is_cycle)))
    y: int | None = column("Price", NUMBERS, needed=True)


class Candlestick(Chart):
    """First, highest, lowest and last value, in the order of the view."""

    word = "candlestick"
    title = "Candlestick"
    Options = CandlestickOptions

    def needs_order(self, options: Any) -> bool:
        """Whether it matters in which order the rows are shown: it does."""
        del options
        return True

    def ask(self, source: Source, options: Any, rows: RowIds | None) -> Marks:
        """Group by time, four measures."""
        return candle_marks(source, options, rows)

    def drawing(self, source: Source, options: Any) -> Drawing:
        """A candlestick over an axis of dates."""
        group = timing(source, options)
        candle: dict[str, Any] = {
            "x": Values(group.x),
            **{each: Values(each) for each in CANDLE},
        }
        for way, color in (("increasing", RISING), ("decreasing", FALLING)):
            candle[way] = {"line": {"color": color}}
        axis = {"type": "date", "title": group.x, "rangeslider": {"visible": False}}
        then = (
            ("add_candlestick", candle),
            ("update_xaxes", axis),
            ("update_yaxes", {"title": group.value.removeprefix("first of ")}),
        )
        return Drawing("", {}, then)

    def prepare(self, script: Script, options: Any) -> None:
        """Group by time, four measures."""
        prepare_candles(script, options)
