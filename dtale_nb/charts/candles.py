"""Marks of candles: four figures of a price in each stretch of time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from dtale_nb.charts.grouping import Grouping, Parts, with_unit
from dtale_nb.charts.marks import Marks, plain
from dtale_nb.charts.series import check_count
from dtale_nb.engine.aggregate import Measure, grouped

if TYPE_CHECKING:
    from dtale_nb.charts.script import Script
    from dtale_nb.engine.source import RowIds, Source

CANDLE = {"open": "first", "high": "max", "low": "min", "close": "last"}
"""What a candle tells, and which measure that is."""


def timing(source: Source, options: Any) -> Grouping:
    """What is grouped by time: options x, unit and y."""
    return Grouping.of(source, Parts(options.x, options.unit, options.y, "first"))


def candle_marks(source: Source, options: Any, rows: RowIds | None) -> Marks:
    """Group the rows shown by time; shape (n_stretches, 5).

    Raises:
        BadArgument: There are more stretches of time than can be drawn.
    """
    options = with_unit(source, options, rows)
    group = timing(source, options)
    frame, found = pd.DataFrame(), None
    for name, of in CANDLE.items():
        found = grouped(source, group.keys, Measure(of, options.y), rows)
        frame[name] = found.values
    assert found is not None  # noqa: S101 - there are four
    frame.insert(0, group.x, [plain(each) for each in found.texts(0)])
    frame = frame[found.groups[:, 0] < found.keys[0].n]
    check_count(len(frame))
    return Marks(frame.reset_index(drop=True), found.rows, options)


def prepare_candles(script: Script, options: Any) -> None:
    """Write the same as code."""
    group = timing(script.source, options)
    script.table([options.x, options.y])
    key = script.key(group.keys[0])
    measures = ", ".join(f"{name}={of!r}" for name, of in CANDLE.items())
    script.add(
        f"marks = table.groupby([{key!r}], observed=True)"
        f"[{script.name(options.y)!r}].agg({measures}).reset_index()"
    )
    script.names(key, group.x)
