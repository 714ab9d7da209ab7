"""Candles: how a price opened, rose, fell and closed in each stretch of time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from dtale_nb.charts.chart import Chart
from dtale_nb.charts.drawing import Drawing, Values
from dtale_nb.charts.grouping import Grouping, Parts, with_unit
from dtale_nb.charts.marks import Marks, plain
from dtale_nb.charts.options import NUMBERS, column, word
from dtale_nb.charts.series import check_count
from dtale_nb.engine.aggregate import UNITS, Measure, grouped
from dtale_nb.engine.kinds import Kind

if TYPE_CHECKING:
    from dtale_nb.charts.script import Script
    from dtale_nb.engine.source import RowIds, Source

TIMES = frozenset({Kind.MOMENT})
CANDLE = {"open": "first", "high": "max", "low": "min", "close": "last"}


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
        options = with_unit(source, options, rows)
        group = _group(source, options)
        frame, found = pd.DataFrame(), None
        for name, of in CANDLE.items():
            found = grouped(source, group.keys, Measure(of, options.y), rows)
            frame[name] = found.values
        assert found is not None  # noqa: S101 - there are four
        frame.insert(0, group.x, [plain(each) for each in found.texts(0)])
        frame = frame[found.groups[:, 0] < found.keys[0].n]
        check_count(len(frame))
        return Marks(frame.reset_index(drop=True), found.rows, options)

    def drawing(self, source: Source, options: Any) -> Drawing:
        """A candlestick over an axis of dates."""
        group = _group(source, options)
        candle = {"x": Values(group.x), **{each: Values(each) for each in CANDLE}}
        axis = {"type": "date", "title": group.x, "rangeslider": {"visible": False}}
        then = (
            ("add_candlestick", candle),
            ("update_xaxes", axis),
            ("update_yaxes", {"title": group.value.removeprefix("first of ")}),
        )
        return Drawing("", {}, then)

    def prepare(self, script: Script, options: Any) -> None:
        """Group by time, four measures."""
        group = _group(script.source, options)
        script.table([options.x, options.y])
        key = script.key(group.keys[0])
        measures = ", ".join(f"{name}={of!r}" for name, of in CANDLE.items())
        script.add(
            f"marks = table.groupby([{key!r}], observed=True)"
            f"[{script.name(options.y)!r}].agg({measures}).reset_index()"
        )
        script.names(key, group.x)


def _group(source: Source, options: Any) -> Grouping:
    return Grouping.of(source, Parts(options.x, options.unit, options.y, "first"))
