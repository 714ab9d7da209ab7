"""Marks of charts that show how numbers spread in each group."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from dtale_nb.charts.grouping import with_unit
from dtale_nb.charts.marks import Marks, condition, place, plain
from dtale_nb.charts.script import Script
from dtale_nb.charts.splits import Splits, axis_key
from dtale_nb.engine.aggregate.spread import Spread, spread

if TYPE_CHECKING:
    from collections.abc import Callable

    from dtale_nb.charts.marks import Conditions
    from dtale_nb.engine.aggregate import Key
    from dtale_nb.engine.source import RowIds, Source

    Columns = Callable[[Spread], pd.DataFrame]

SERIES = "series"
"""What parts the boxes into series of one colour each."""

GROUPS = 48
"""Groups that are drawn; more are no picture."""


@dataclass(frozen=True)
class Spreading:
    """What spreads in which groups.

    Attributes:
        source: The frame.
        options: The chart's options: x, unit, y and color.
        keys: That of the axis, if there is one, then that of the colour.
        names: What each key is called.
        splits: Whether there is a colour.
        y: What the numbers are called.
    """

    source: Source
    options: Any
    keys: tuple[Key, ...]
    names: tuple[str, ...]
    y: str
    splits: bool

    @classmethod
    def of(cls, source: Source, options: Any) -> Spreading:
        """Read options whose unit is decided."""
        script = Script(source)
        splits = Splits.of(source, options, options.x)
        keys, names = splits.keys, splits.names
        if options.x is not None:
            first, called = axis_key(source, options)
            keys, names = (first, *keys), (called, *names)
        y = plain(script.name(options.y))
        return cls(source, options, keys, names, y, bool(splits.keys))

    @property
    def x(self) -> str:
        """The column of the marks that is the axis."""
        return self.names[0] if self.options.x is not None else SERIES

    @property
    def legend(self) -> dict[str, Any]:
        """The legend of the colours, if there are some."""
        return {
            "showlegend": self.splits,
            "legend": {"title": {"text": self.names[-1] if self.splits else ""}},
        }

    def axes(self, mode: str) -> tuple[tuple[str, dict[str, Any]], ...]:
        """Calls that set the axes and the legend; `mode` says what stands in groups."""
        return (
            ("update_layout", {mode: "group", **self.legend}),
            ("update_xaxes", {"type": "category", "title": self.title}),
            ("update_yaxes", {"title": self.y}),
        )

    @property
    def title(self) -> str:
        """What the axis is called; '' for an axis of one group."""
        return self.names[0] if self.options.x is not None else ""

    @property
    def color(self) -> str:
        """The column of the marks that parts the series."""
        return self.names[-1] if self.options.color is not None else SERIES


def spread_marks(
    source: Source, options: Any, rows: RowIds | None, columns: Columns
) -> Marks:
    """Order the numbers of each group, and tell of each what a chart draws.

    Args:
        source: The frame.
        options: The chart's options.
        rows: The rows shown; None for all.
        columns: The marks of the groups; the index tells of which.

    Raises:
        BadArgument: A column cannot be grouped, or holds no numbers.
    """
    if options.x is not None:
        options = with_unit(source, replace(options), rows)
    group = Spreading.of(source, options)
    found = spread(source, options.y, group.keys, rows)
    sizes = np.array([len(part) for part in found.parts])
    kept = np.sort(np.argsort(-sizes, kind="stable")[:GROUPS])
    told = columns(found.only(kept)).rename(index=dict(enumerate(kept.tolist())))
    places = told.index.to_numpy()
    named = pd.DataFrame(index=told.index)
    for at, name in enumerate(group.names):
        texts = [plain(found.keys[at].text(int(p))) for p in found.groups[:, at]]
        named[name] = pd.Series(texts, dtype=object).reindex(places).to_numpy()
    named[SERIES] = group.y
    frame = pd.concat([named, told], axis=1).reset_index(drop=True)
    notes = []
    if found.gone:
        notes.append(f"{found.gone:,} missing or infinite values are not drawn")
    if len(kept) < len(sizes):
        notes.append(f"the largest {len(kept)} of {len(sizes):,} groups are drawn")

    def drill(row: int) -> Conditions:
        return [
            each
            for at, key in enumerate(group.keys)
            for each in condition(
                source, key, found.keys[at], int(found.groups[places[row], at])
            )
        ] + [{**place(options.y), "op": "present"}]

    return Marks(
        frame, found.rows, options, tuple(notes),
        drill if group.keys else None,
    )  # fmt: skip


def prepare_spread(script: Script, options: Any) -> Spreading:
    """Write the groups as code: `by`, and which of them are `kept`."""
    group = Spreading.of(script.source, options)
    script.table([*(key.number for key in group.keys), options.y])
    columns = [script.key(key) for key in group.keys]
    number = script.name(options.y)
    held = f"table[{number!r}]"
    script.add(f"table[{group.y!r}] = {held}.astype('float64')")
    script.add(f"table = table[np.isfinite(table[{group.y!r}])]")
    for column, called in zip(columns, group.names, strict=True):
        if column != called:
            script.add(f"table[{called!r}] = table[{column!r}]")
    script.add(f"table[{SERIES!r}] = {group.y!r}")
    names = [*group.names, SERIES]
    script.add(
        f"by = table.groupby({names!r}, dropna=False, observed=True)[{group.y!r}]",
        "sizes = by.size().to_numpy()",
        f"kept = np.sort(np.argsort(-sizes, kind='stable')[:{GROUPS}])",
    )
    return group
