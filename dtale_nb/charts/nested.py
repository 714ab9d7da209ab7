"""Marks of charts of groups within groups: the largest, and the rest of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from dtale_nb.charts.grouping import OTHERS
from dtale_nb.charts.marks import Marks, plain
from dtale_nb.charts.ranked import check_parts
from dtale_nb.charts.script import Script, measure_name
from dtale_nb.charts.series import check_count
from dtale_nb.charts.splits import Splits
from dtale_nb.engine.aggregate import Key, Measure, grouped
from dtale_nb.errors import BadArgument

if TYPE_CHECKING:
    from dtale_nb.engine.source import RowIds, Source


def nested_marks(source: Source, options: Any, rows: RowIds | None) -> Marks:
    """Group the rows shown by all columns, and join what is too small to be seen.

    Args:
        source: The frame.
        options: The chart's options: x, the columns from the whole to its parts, y, agg
            and top.
        rows: The rows shown; None for all.

    Raises:
        BadArgument: A column is chosen twice, or there are too many marks, or one is
            below zero.
    """
    names, value, measure = nested_names(source, options)
    keys = [Key(each) for each in options.x]
    found = grouped(source, keys, measure, rows)
    parts = dict(zip(names, found.groups.T, strict=True))
    frame = pd.DataFrame({**parts, value: found.values})
    frame = frame.sort_values(value, ascending=False, kind="stable")
    rest = frame.iloc[options.top :]
    frame = frame.head(options.top)
    if len(rest):
        joined = pd.DataFrame({value: [rest[value].sum()]})
        if len(names) > 1:
            by = rest.groupby(names[:-1], sort=False, as_index=False)
            joined = by[[value]].sum()
        frame = pd.concat([frame, joined.assign(**{names[-1]: -1})])
    check_count(len(frame))
    check_parts(frame[value])
    for at, name in enumerate(names):
        texts = {-1: OTHERS}
        for place in frame[name].unique():
            texts.setdefault(place, plain(found.keys[at].text(int(place))))
        frame[name] = frame[name].map(texts)
    return Marks(frame.reset_index(drop=True), found.rows, options)


def prepare_nested(script: Script, options: Any) -> None:
    """Write the same as code."""
    names, value, measure = nested_names(script.source, options)
    number = measure.number
    script.table([*options.x, *([] if number is None else [number])])
    columns = [script.key(Key(each)) for each in options.x]
    script.grouped(columns, measure, value)
    for column_, called in zip(columns, names, strict=True):
        script.names(column_, called)
    upper = names[:-1]
    rest = f"rest.groupby({upper!r}, sort=False, as_index=False)[{value!r}].sum()"
    if not upper:
        rest = f"pd.DataFrame({{{value!r}: [rest[{value!r}].sum()]}})"
    script.add(
        f"marks = marks.sort_values({value!r}, ascending=False, kind='stable')",
        f"marks, rest = marks.head({options.top}), marks.iloc[{options.top} :]",
        "if len(rest):",
        f"    rest = {rest}.assign(**{{{names[-1]!r}: {OTHERS!r}}})",
        "    marks = pd.concat([marks, rest], ignore_index=True)",
    )


def nested_names(source: Source, options: Any) -> tuple[list[str], str, Measure]:
    """What the rings and the figures are called, and the measure."""
    if len(set(options.x)) < len(options.x):
        raise BadArgument("a column is chosen twice")
    if options.y is None and options.agg == "sum":
        raise BadArgument("sum of what?", hint="choose values")
    script = Script(source)
    measure = Measure(options.agg, options.y)
    names = [Splits.name(source, each) for each in options.x]
    return names, plain(measure_name(script, measure)), measure
