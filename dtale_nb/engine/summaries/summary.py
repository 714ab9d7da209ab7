"""The summary of a field: exact where that fits its time, and honest where not."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from dtale_nb.engine.summaries.budget import SAMPLED, SECONDS, Budget, sample_rows
from dtale_nb.engine.summaries.columns import Codes, Numbers, Objects, Opaque, Texts
from dtale_nb.engine.summaries.found import Found
from dtale_nb.engine.summaries.gaps import groups_of, missing_of
from dtale_nb.engine.summaries.objects import settled
from dtale_nb.engine.summaries.of_numbers import of_numbers
from dtale_nb.engine.summaries.of_values import of_codes, of_objects, of_texts
from dtale_nb.engine.summaries.read import read_column
from dtale_nb.engine.summaries.shapes import Figure, Missing, Summary

if TYPE_CHECKING:
    from dtale_nb.engine.source import RowIds, Source
    from dtale_nb.engine.summaries.columns import Column

OBJECTS_AT_ONCE = 200_000
"""Objects that are looked at one by one within the default time; beyond, a sample."""


def summarise(
    source: Source,
    number: int,
    rows: RowIds | None = None,
    seconds: float | None = SECONDS,
    *,
    brief: bool = False,
) -> Summary:
    """Summarise a field of a frame.

    Columns that cannot be summarised say so; none raises for what its values are.

    Args:
        source: The frame.
        number: The field.
        rows: The rows to look at; None for all.
        seconds: What may be taken for exact answers; None for as long as they take.
        brief: Only what a header shows: missing values, and a histogram or the most
            frequent values.

    Raises:
        UnknownColumn: There is no such field.
        Cancelled: Nobody waits for it any more.
    """
    column = read_column(source, number, rows)
    most = math.inf if seconds is None else OBJECTS_AT_ONCE * seconds / SECONDS
    if isinstance(column, Objects) and len(column) > most:
        return _of_sampled_objects(source, number, column, rows, brief=brief)
    groups = groups_of(column)
    missing = missing_of(source, number, groups, rows)
    count = sum(one.count for one in missing)
    found = _found(column, len(column) - count, Budget(seconds), brief=brief)
    return _summary(len(column), Figure(count, str(count)), missing, found)


def _of_sampled_objects(
    source: Source, number: int, column: Objects, rows: RowIds | None, *, brief: bool
) -> Summary:
    """Objects beyond what can be looked at in time: all figures are of a sample."""
    at = sample_rows(len(column))
    part = column.take(at)
    scale = len(column) / len(part)
    ids = at if rows is None else rows[at]
    groups = missing_of(source, number, groups_of(part), ids)  # type: ignore[arg-type]
    missing = tuple(
        Missing(one.mark, one.text, round(one.count * scale)) for one in groups
    )
    absent = sum(one.count for one in groups)
    share = absent / len(part)
    error = 1.96 * ((1 - share) / max(absent, 1)) ** 0.5 if absent else None
    count = round(absent * scale)
    told = Figure(count, str(count), SAMPLED, len(part), error)
    found = _found(part, len(part) - absent, Budget(None), brief=brief)
    scaled = found.of_sample(len(part), len(column))
    return _summary(len(column), told, missing, scaled)


def _found(column: Column, present: int, budget: Budget, *, brief: bool) -> Found:
    if isinstance(column, Numbers):
        return of_numbers(column, present, budget, brief=brief)
    if isinstance(column, Codes):
        return of_codes(column, present, budget)
    if isinstance(column, Texts):
        return of_texts(column, present, budget, brief=brief)
    if isinstance(column, Opaque):
        return of_opaque(column)
    plain = settled(column)
    if plain is None:
        return of_objects(column, present)
    return _found(plain, present, budget, brief=brief)


def of_opaque(column: Opaque) -> Found:
    """Nothing but the reason."""
    return Found({}, note=column.why)


def _summary(
    rows: int, n_missing: Figure, missing: tuple[Missing, ...], found: Found
) -> Summary:
    return Summary(
        rows,
        n_missing,
        missing,
        found.distinct,
        found.figures,
        found.tops,
        found.histogram,
        found.note,
    )
