"""Marks of charts that draw rows themselves, and say so where it is a sample."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from dtale_nb.charts.marks import Marks, off_log, plain
from dtale_nb.charts.splits import Splits
from dtale_nb.engine.aggregate.samples import CODE, sample
from dtale_nb.engine.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dtale_nb.charts.script import Script, Within
    from dtale_nb.engine.source import RowIds, Source

TIMES = frozenset({Kind.NUMBER, Kind.TRUTH, Kind.MOMENT})


def point_marks(
    source: Source, options: Any, numbers: Sequence[int], rows: RowIds | None
) -> Marks:
    """Rows as marks: those that have all the numbers, at most `options.most`.

    Raises:
        BadArgument: A column cannot be charted, or splits into too many.
    """
    for number in numbers:
        splits = Splits.of(source, options, number)
    taken = sample(source, numbers, rows, options.most, splits.keys)
    splits.check(taken.keys)
    columns: dict[str, Any] = {
        Splits.name(source, number): _values(source, number, taken.rows)
        for number in numbers
    }
    for name, keys, places in zip(
        splits.names, taken.keys, taken.groups.T, strict=True
    ):
        texts = [plain(keys.text(group)) for group in range(keys.groups)]
        shown = np.array(texts, dtype=object)[places]
        columns[name] = shown
    notes = []
    gone = taken.looked - taken.complete
    if len(taken.rows) < taken.complete:
        how = "a sample in proportion to the groups" if splits.keys else "a sample"
        notes.append(f"{len(taken.rows):,} of {taken.complete:,} rows are drawn, {how}")
    if gone:
        notes.append(f"{gone:,} rows without all numbers are not drawn")
    frame = pd.DataFrame(columns)
    notes += off_log(frame, _logged(source, options))
    return Marks(frame, taken.looked, options, tuple(notes))


def _logged(source: Source, options: Any) -> list[str]:
    """What stands on axes with a log scale is called."""
    return [
        Splits.name(source, getattr(options, axis))
        for axis in ("x", "y")
        if getattr(options, f"{axis}_scale", "") == "log"
    ]


def _values(source: Source, number: int, rows: Any) -> Any:
    """Values as plotly draws them: floats, or moments of the wall's clock."""
    values = pd.Series(source.array(number, rows))
    if source.field(number).kind is not Kind.MOMENT:
        return values.astype("float64").to_numpy()
    if isinstance(values.dtype, pd.ArrowDtype):
        values = values.astype("datetime64[us]")
    return values.dt.tz_localize(None).to_numpy()


def prepare_points(
    script: Script, options: Any, numbers: Sequence[int], within: Within | None = None
) -> None:
    """Write the same rows as code."""
    splits = Splits.of(script.source, options)
    script.table([*numbers, *(key.number for key in splits.keys)])
    by = [script.key(key) for key in splits.keys]
    script.finite(numbers, within)
    if by:
        script.add(f"table = table.sort_values({by!r}, kind='stable')")
    script.add(*CODE.format(most=options.most).splitlines(), "marks = table.copy()")
    for number in numbers:
        name = script.name(number)
        if plain(name) != name:
            script.add(f"marks[{plain(name)!r}] = marks[{name!r}]")
    for column, called in zip(by, splits.names, strict=True):
        script.names(column, called)
