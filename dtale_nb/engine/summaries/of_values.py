"""The summaries of categories, texts and mixed objects."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from dtale_nb.engine.summaries.budget import SAMPLED
from dtale_nb.engine.summaries.distinct import guessed
from dtale_nb.engine.summaries.found import Found
from dtale_nb.engine.summaries.lengths import lengths_of
from dtale_nb.engine.summaries.objects import count_objects
from dtale_nb.engine.summaries.shapes import Figure
from dtale_nb.engine.summaries.tables import Table, table_of_codes, table_of_texts
from dtale_nb.engine.summaries.tops import tops_of
from dtale_nb.engine.texts import numpy_cells

if TYPE_CHECKING:
    from dtale_nb.engine.summaries.budget import Budget
    from dtale_nb.engine.summaries.columns import Codes, Objects, Texts


def of_codes(column: Codes, present: int, budget: Budget) -> Found:
    """Summarise categories."""
    table, looked = budget.ask(table_of_codes, column)
    distinct = _distinct(table, looked, len(column))
    tops = tops_of(table, looked, present)
    return Found({}, distinct, tops, once=table.once)


def of_texts(column: Texts, present: int, budget: Budget, *, brief: bool) -> Found:
    """Summarise texts; of bytes only how often each comes.

    Args:
        column: The values.
        present: How many of them are not missing.
        budget: The time there is.
        brief: Only what a header shows.
    """
    table, looked = budget.ask(table_of_texts, column)
    tops = tops_of(table, looked, present)
    distinct = _distinct(table, looked, len(column))
    figures: dict[str, Figure] = {}
    note = ""
    if column.is_text and not brief:
        try:
            figures = _lengths(table, looked, present)
        except pa.ArrowInvalid:
            note = "some texts are no UTF-8, so none is measured"
    return Found(figures, distinct, tops, note=note, once=table.once)


def of_objects(column: Objects, present: int) -> Found:
    """Summarise objects that are not all alike."""
    counted = count_objects(column)
    tops = tops_of(counted.table, 0, present)
    number = len(counted.table)
    if not counted.others:
        distinct = Figure(number, str(number))
        return Found({}, distinct, tops, once=counted.table.once)
    note = f"{counted.others:,} values of classes that are not compared"
    return Found({}, None, tops if number else None, note=note)


def _distinct(table: Table, looked: int, rows: int) -> Figure:
    if not looked:
        return Figure(len(table), str(len(table)))
    number, error = guessed(table, looked, rows)
    return Figure(number, str(number), SAMPLED, looked, error)


def _lengths(table: Table, looked: int, present: int) -> dict[str, Figure]:
    found = lengths_of(table)
    if found is None:
        return {}
    method = SAMPLED if looked else ""
    scale = present / table.total if looked else 1

    def count(n: int) -> Figure:
        n = round(n * scale)
        return Figure(n, str(n), method, looked)

    mean = numpy_cells(np.array([found.mean])).texts[0]
    return {
        "shortest": Figure(found.shortest, str(found.shortest), method, looked),
        "mean_length": Figure(found.mean, mean, method, looked),
        "longest": Figure(found.longest, str(found.longest), method, looked),
        "empty": count(found.empty),
        "blank": count(found.blank),
        "outer_blanks": count(found.outer),
    }
