"""Surfaces: one figure for each cell of a plane, as its height."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from dtale_nb.charts.chart import Chart
from dtale_nb.charts.drawing import Drawing, Grid, Values
from dtale_nb.charts.grouping import check_measure
from dtale_nb.charts.kinds.density import cell_names
from dtale_nb.charts.marks import Marks, plain
from dtale_nb.charts.options import GROUPED, column, number, word
from dtale_nb.charts.scales import colors
from dtale_nb.charts.script import Script, measure_name
from dtale_nb.engine.aggregate import AGGREGATES, Key, Measure, grouped
from dtale_nb.engine.kinds import Kind
from dtale_nb.errors import BadArgument

if TYPE_CHECKING:
    from dtale_nb.engine.source import RowIds, Source

NUMBER = frozenset({Kind.NUMBER})


@dataclass(frozen=True)
class SurfaceOptions:
    """What a surface is asked for."""

    x: int | None = column("Across", NUMBER, needed=True)
    y: int | None = column("Deep", NUMBER, needed=True)
    z: int | None = column("Up", GROUPED)
    agg: str = word("Aggregation", AGGREGATES)
    q: float = number("Quantile", 0.5, 0.0, 1.0)
    bins: int = number("Bins each way", 25, 2, 60)
    colors: str = colors()


class Surface(Chart):
    """Heights over a plane, turned by the mouse; drawn by WebGL."""

    word = "surface"
    title = "Surface"
    Options = SurfaceOptions

    def ask(self, source: Source, options: Any, rows: RowIds | None) -> Marks:
        """Group by bins of both; rows that lie in none have no place."""
        x, y, value, measure = _names(source, options)
        found = grouped(source, _keys(options), measure, rows)
        edges: list[Any] = [keys.edges for keys in found.keys]
        on = (found.groups < [keys.n for keys in found.keys]).all(axis=1)
        if not on.any():
            raise BadArgument("no row has both numbers")
        frame = pd.DataFrame({value: found.values[on]})
        for at, (name, ends) in enumerate(zip((x, y), edges, strict=True)):
            middles = pd.Series(ends, dtype="float64").rolling(2).mean().iloc[1:]
            frame.insert(at, name, middles.to_numpy()[found.groups[on, at]])
        gone = int(found.sizes[~on].sum())
        note = f"{gone:,} rows without both numbers are not drawn"
        return Marks(frame, found.rows, options, (note,) * bool(gone))

    def drawing(self, source: Source, options: Any) -> Drawing:
        """A surface, with gaps where no row is."""
        x, y, value, _ = _names(source, options)
        surface = {
            "x": Values(x, once=True), "y": Values(y, once=True, by=y),
            "z": Grid(x, y, value), "colorscale": options.colors,
            "colorbar": {"title": value},
        }  # fmt: skip
        axes = {
            f"{axis}axis": {"title": name}
            for axis, name in zip("xyz", (x, y, value), strict=True)
        }
        scene = {"dragmode": "turntable", **axes}
        then = (("add_surface", surface), ("update_layout", {"scene": scene}))
        return Drawing("", {}, then)

    def prepare(self, script: Script, options: Any) -> None:
        """Group by bins of both."""
        x, y, value, measure = _names(script.source, options)
        z = [] if measure.number is None else [measure.number]
        script.table([options.x, options.y, *z])
        columns, middles = [], ("across", "deep")
        for key, kept in zip(_keys(options), middles, strict=True):
            columns.append(script.key(key))
            script.add(f"{kept} = middles")
        script.grouped(columns, measure, value)
        script.add(f"marks = marks.dropna(subset={columns!r})")
        for name, by, kept in zip((x, y), columns, middles, strict=True):
            script.add(f"marks[{name!r}] = marks[{by!r}].map({kept}).astype('float64')")


def _keys(options: Any) -> tuple[Key, Key]:
    x, y = (Key(each, bins=int(options.bins)) for each in (options.x, options.y))
    return x, y


def _names(source: Source, options: Any) -> tuple[str, str, str, Measure]:
    """What the axes are called, and the measure."""
    if options.x == options.y:
        raise BadArgument("a column is chosen twice")
    x, y = cell_names(source, options)
    measure = check_measure(options, "z")
    return x, y, plain(measure_name(Script(source), measure)), measure
