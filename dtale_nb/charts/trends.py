"""Trends of points: one line for each colour."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from dtale_nb.charts.drawing import Each, Name, Turn, Values
from dtale_nb.charts.splits import Splits
from dtale_nb.engine.aggregate.trends import lowess, ols
from dtale_nb.engine.kinds import Kind
from dtale_nb.errors import BadArgument

if TYPE_CHECKING:
    from dtale_nb.charts.script import Script
    from dtale_nb.engine.source import Source

TRENDS = ("none", "straight line", "LOWESS")
FITS = {"straight line": ols, "LOWESS": lowess}


def trend_of(marks: pd.DataFrame, source: Source, options: Any) -> pd.DataFrame:
    """Points along the trend of each colour; `trend of` tells which.

    Raises:
        BadArgument: The chart has several parts, or moments for an axis.
    """
    x, y = (Splits.name(source, each) for each in (options.x, options.y))
    if source.field(options.x).kind is Kind.MOMENT:
        raise BadArgument("a trend needs numbers across", hint="or a line chart")
    parts = (options.facet_col, options.facet_row, options.animate)
    if any(part is not None for part in parts):
        raise BadArgument("a trend needs one chart, not several")
    color = Splits.of(source, options).color
    groups = marks.groupby(color, sort=False) if color else [("all", marks)]
    lines = []
    for name, part in groups if len(marks) else ():
        across, up = FITS[options.trend](part[x].to_numpy(), part[y].to_numpy())
        lines.append(pd.DataFrame({x: across, y: up, "trend of": f"trend of {name}"}))
    return pd.concat(lines) if lines else pd.DataFrame({x: [], y: [], "trend of": []})


def drawn_trend(source: Source, options: Any) -> Each:
    """A line for each trend; in the colour of its points, or in the next one."""
    x, y = (Splits.name(source, each) for each in (options.x, options.y))
    is_only = options.color is None
    line = {
        "x": Values(x, table="part"), "y": Values(y, table="part"), "name": Name(),
        "mode": "lines", "showlegend": is_only,
        "line": {"color": Turn(1 if is_only else 0), "width": 3},
    }  # fmt: skip
    return Each("trend of", "add_scatter", line, "trend")


_CODE = """\
parts = []
for name_, part in {groups}:
    across, up = {fit}(part[{x!r}].to_numpy(), part[{y!r}].to_numpy())
    parts.append(pd.DataFrame({{{x!r}: across, {y!r}: up}}))
    parts[-1]["trend of"] = f"trend of {{name_}}"
trend = pd.concat(parts)"""


def prepare_trend(script: Script, options: Any) -> None:
    """Write the same trends as code."""
    fit = FITS[options.trend]
    script.function(fit)
    x, y = (Splits.name(script.source, each) for each in (options.x, options.y))
    color = Splits.of(script.source, options).color
    groups = f"marks.groupby({color!r}, sort=False)" if color else '[("all", marks)]'
    lines = _CODE.format(groups=groups, fit=fit.__name__, x=x, y=y)
    script.add(*lines.splitlines())
