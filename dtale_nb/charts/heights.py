"""Marks of surfaces: one figure for each cell of a plane, as its height."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from dtale_nb.charts.cells import cell_names
from dtale_nb.charts.marks import Marks, plain
from dtale_nb.charts.measures import check_measure
from dtale_nb.charts.script import Script, measure_name
from dtale_nb.engine.aggregate import Key, Measure, grouped
from dtale_nb.errors import BadArgument

if TYPE_CHECKING:
    from dtale_nb.engine.source import RowIds, Source


def height_marks(source: Source, options: Any, rows: RowIds | None) -> Marks:
    """Group the rows shown by bins of two columns.

    Args:
        source: The frame.
        options: The chart's options: x, y, z, agg, q and bins.
        rows: The rows shown; None for all.

    Raises:
        BadArgument: No row has both numbers, or all lie in one stretch, or a column is
            chosen twice.
    """
    x, y, value, measure = height_names(source, options)
    found = grouped(source, _keys(options), measure, rows)
    edges: list[Any] = [keys.edges for keys in found.keys]
    on = (found.groups < [keys.n for keys in found.keys]).all(axis=1)
    if not on.any():
        raise BadArgument("no row has both numbers")
    if (found.groups[on] == found.groups[on][0]).all(axis=0).any():
        raise BadArgument(
            "a surface takes two numbers or more each way",
            hint="choose a heat map or a 3-D scatter",
        )
    frame = pd.DataFrame({value: found.values[on]})
    for at, (name, ends) in enumerate(zip((x, y), edges, strict=True)):
        middles = pd.Series(ends, dtype="float64").rolling(2).mean().iloc[1:]
        frame.insert(at, name, middles.to_numpy()[found.groups[on, at]])
    gone = int(found.sizes[~on].sum())
    note = f"{gone:,} rows without both numbers are not drawn"
    return Marks(frame, found.rows, options, (note,) * bool(gone))


def prepare_heights(script: Script, options: Any) -> None:
    """Write the same as code."""
    x, y, value, measure = height_names(script.source, options)
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


def height_names(source: Source, options: Any) -> tuple[str, str, str, Measure]:
    """What the axes are called, and the measure."""
    if options.x == options.y:
        raise BadArgument("a column is chosen twice")
    x, y = cell_names(source, options)
    measure = check_measure(options, "z")
    return x, y, plain(measure_name(Script(source), measure)), measure
