"""Marks of charts that group rows by the places that a column names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from dtale_nb.charts.atlas.own import turned
from dtale_nb.charts.grouping import conditions, named
from dtale_nb.charts.marks import Marks, plain
from dtale_nb.charts.measures import check_measure, coded_frame
from dtale_nb.charts.places import atlas_of, names_in, unknown_in
from dtale_nb.charts.script import Script, measure_name
from dtale_nb.charts.series import check_count
from dtale_nb.charts.splits import Splits
from dtale_nb.engine.aggregate import Grouped, Key, Measure, grouped

if TYPE_CHECKING:
    from dtale_nb.charts.atlas import Atlas
    from dtale_nb.engine.source import RowIds, Source

TOLD = 3
"""Of what is not drawn, a note names so many."""


@dataclass(frozen=True)
class Placed:
    """What is told of which places.

    Attributes:
        source: The frame.
        options: The chart's options: x, y, agg, q and what parts the chart.
        known: The places that there are.
        measure: What is told of each place.
        x: What the codes of places are called.
        called: What their names are called.
        splits: What the chart is parted by.
        value: What the measure is called.
    """

    source: Source
    options: Any
    known: Atlas
    measure: Measure
    x: str
    called: str
    splits: Splits
    value: str

    @classmethod
    def of(cls, source: Source, options: Any) -> Placed:
        """Read options."""
        script = Script(source)
        measure = check_measure(options)
        x = plain(f"{script.name(options.x)} (place)")
        splits = Splits.of(source, options, options.x)
        value = plain(measure_name(script, measure))
        known = atlas_of(source, options)
        return cls(source, options, known, measure, x, f"{x}, in full", splits, value)

    @property
    def keys(self) -> tuple[Key, ...]:
        """That of the places, then those that part the chart."""
        named = names_in(self.source, self.options.x, self.known)
        return (Key(self.options.x, names=named), *self.splits.keys)

    @property
    def names(self) -> tuple[str, ...]:
        """What each of the keys is called."""
        return (self.x, *self.splits.names)

    def prepare(self, script: Script) -> None:
        """Write the grouping, and names for its groups."""
        keys, number = self.keys, self.measure.number
        script.table(
            [key.number for key in keys] + ([] if number is None else [number])
        )
        columns = [script.key(key) for key in keys]
        script.grouped(columns, self.measure, self.value)
        script.add(f"marks = marks[marks[{columns[0]!r}].notna()]")
        for column, called in zip(columns, self.names, strict=True):
            script.names(column, called)
        titles = {code: self.known.titles[code] for _, code in keys[0].names}
        if self.known.file:
            script.add(f"with open({self.known.file!r}, encoding='utf-8') as file:")
            script.add("    shapes = turned(json.load(file))")
            script.function(turned)
        script.add(f"marks[{self.called!r}] = marks[{self.x!r}].map({titles!r})")


def place_marks(source: Source, options: Any, rows: RowIds | None) -> Marks:
    """Group the rows shown by places."""
    placed = Placed.of(source, options)
    keys = placed.keys
    found = grouped(source, keys, placed.measure, rows)
    frame = coded_frame(placed, found)
    frame = frame[found.groups[:, 0] < found.keys[0].n]
    check_count(len(frame))
    groups = frame.index.to_numpy()
    marks = named(frame, placed, found)
    marks[placed.called] = marks[placed.x].map(dict(placed.known.titles))
    return Marks(
        marks.reset_index(drop=True), found.rows, options, _notes(placed, found),
        lambda row: conditions(placed, found, int(groups[row])),
    )  # fmt: skip


def _notes(placed: Placed, found: Grouped) -> tuple[str, ...]:
    """What names no place, and what places have no shape."""
    keys, known = found.keys[0], placed.known
    places = found.groups[:, 0]
    notes = []
    lost = int(found.sizes[places >= keys.n].sum())
    if lost:
        told = f"{lost:,} rows name no place of {known.called}"
        texts = unknown_in(placed.source, placed.options.x, known)
        some = ", ".join(plain(text) for text in texts[:TOLD])
        notes.append(f"{told}, such as {some}" if some else told)
    counts = np.bincount(places, found.sizes, keys.groups)[: keys.n]
    present = zip(keys.values, counts.astype(int).tolist(), strict=True)
    flat = {code: n for code, n in present if n and code not in known.drawn}
    if flat:
        some = plain(", ".join(known.titles[code] for code in list(flat)[:TOLD]))
        more = f" and {len(flat) - TOLD} more" if len(flat) > TOLD else ""
        rows = sum(flat.values())
        notes.append(f"{rows:,} rows have no shape on this map: {some}{more}")
    return tuple(notes)
