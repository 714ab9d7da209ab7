"""All distinct values of a column with their counts: paged, searchable."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dtale_nb.engine.jobs import checkpoint
from dtale_nb.engine.memory.codes import Key, gather, in_parts, order_of
from dtale_nb.engine.source import Cells
from dtale_nb.engine.summaries.columns import Codes, Numbers, Objects, Texts
from dtale_nb.engine.summaries.objects import count_objects, settled
from dtale_nb.engine.summaries.read import read_column
from dtale_nb.engine.summaries.tables import (
    Table,
    table_of_codes,
    table_of_numbers,
    table_of_texts,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dtale_nb.engine.source import RowIds, Source
    from dtale_nb.engine.summaries.columns import Column

WRITTEN = 20_000
"""Values written between two checkpoints of a search."""

SEARCHED = 500_000
"""Values that are written to be searched, at most: the most frequent ones."""


@dataclass(frozen=True, slots=True)
class Slice:
    """Some of the distinct values that were asked for.

    Attributes:
        total: How many there are in all.
        cells: Some of them, the most frequent first.
        counts: How often each of `cells` comes.
        complete: Whether all values were searched.
    """

    total: int
    cells: Cells
    counts: tuple[int, ...]
    complete: bool = True


class Values:
    """The distinct values of a column, the most frequent first.

    Args:
        table: The values, counted.
        present: Values present; of objects, more than were counted.
    """

    def __init__(self, table: Table, present: int) -> None:
        self._table = table
        self.present = present
        # Stable: equally frequent values stay in their own order.
        most = int(table.counts.max(initial=0))
        fewer: NDArray[Any] = np.empty(len(table), "u4" if most < 2**32 else "u8")

        def fill(here: slice) -> None:
            np.subtract(most, table.counts[here], out=fewer[here], casting="unsafe")

        in_parts(fill, len(fewer))
        self._order: NDArray[np.unsignedinteger] = order_of(Key(fewer, most))

    @classmethod
    def of(cls, source: Source, number: int, rows: RowIds | None = None) -> Values:
        """Count the values of a field; of what is not compared there are none.

        Args:
            source: The frame.
            number: The field.
            rows: The rows to look at; None for all.

        Raises:
            UnknownColumn: There is no such field.
        """
        table = _table_of(read_column(source, number, rows))
        return cls(table, table.total)

    def page(self, start: int, stop: int, search: str = "") -> Slice:
        """Some values, by their place in the list.

        Args:
            start: The first.
            stop: After the last.
            search: A text that they hold, in whatever case; '' for all values.
        """
        places, complete = self._order, True
        if search:
            places, complete = self._found(search)
        shown = places[start:stop].astype(np.int64)
        cells = self._table.write(self._table.some(shown)) if shown.size else Cells([])
        counts = tuple(self._table.counts[shown].tolist())
        return Slice(len(places), cells, counts, complete)

    def _found(self, search: str) -> tuple[NDArray[np.unsignedinteger], bool]:
        values = self._table.values
        if isinstance(values, pa.ChunkedArray) and "string" in str(values.type):
            hits = np.empty(len(values), dtype=np.uint8)

            def look(here: slice) -> None:
                part = values.slice(here.start, here.stop - here.start)
                found = pc.match_substring(part, search, ignore_case=True)
                hits[here] = found.to_numpy()

            in_parts(look, len(values))
            return self._order[gather(hits, self._order).view(np.bool_)], True
        searched = self._order[:SEARCHED]
        hits = np.zeros(len(searched), dtype=np.bool_)
        wanted = search.casefold()
        for start in range(0, len(searched), WRITTEN):
            checkpoint()
            part = searched[start : start + WRITTEN].astype(np.int64)
            texts = self._table.write(self._table.some(part)).texts
            found = [wanted in text.casefold() for text in texts]
            hits[start : start + len(found)] = found
        return searched[hits], len(searched) == len(self._order)


def _table_of(column: Column) -> Table:
    if isinstance(column, Objects):
        plain = settled(column)
        return count_objects(column).table if plain is None else _table_of(plain)
    if isinstance(column, Numbers):
        if column.coded is not None:
            return table_of_codes(column.coded())
        return table_of_numbers(column)
    if isinstance(column, Codes):
        return table_of_codes(column)
    if isinstance(column, Texts):
        return table_of_texts(column)
    nothing = np.zeros(0, dtype=np.int64)
    return Table(nothing, nothing, lambda _: Cells([]))
