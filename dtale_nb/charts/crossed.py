"""Marks of charts of two groupings that cross: the first groups of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from dtale_nb.charts.grouping import Grouping, Parts, grouped_marks, with_unit

if TYPE_CHECKING:
    from dtale_nb.charts.marks import Marks
    from dtale_nb.charts.script import Script
    from dtale_nb.engine.source import RowIds, Source


def crossing(source: Source, options: Any) -> Grouping:
    """What is grouped by what: options x, unit, y, z, agg, q and top."""
    return Grouping.of(
        source,
        Parts(
            options.x, options.unit, options.z, options.agg, options.q, options.y,
            options.top, many=True,
        ),
    )  # fmt: skip


def crossed_marks(source: Source, options: Any, rows: RowIds | None) -> Marks:
    """Group the rows shown by both, and keep the first groups of each."""
    options = with_unit(source, options, rows)
    found = grouped_marks(crossing(source, options), rows, _kept)
    return found.told(options=options)


def _kept(marks: pd.DataFrame, group: Grouping) -> pd.DataFrame:
    """The first groups across and down, numbered."""
    for name, by in (("across", group.x), ("down", group.color)):
        marks[name] = pd.factorize(marks[by], sort=True)[0]
    top = group.options.top
    kept: pd.DataFrame = marks[(marks["across"] < top) & (marks["down"] < top)]
    return kept


def prepare_crossed(script: Script, options: Any) -> None:
    """Write the same as code: the groups of each are numbered."""
    group = crossing(script.source, options)
    columns = group.prepare(script, named=False)
    for name, by in zip(("across", "down"), columns, strict=True):
        script.add(
            f"marks[{name!r}] = marks.groupby([{by!r}], dropna=False, "
            "observed=True).ngroup()"
        )
    top = options.top
    script.add(f"marks = marks[(marks['across'] < {top}) & (marks['down'] < {top})]")
    group.name(script, columns)
