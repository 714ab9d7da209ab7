"""Which values stand in a relation to one that was typed, for every kind of column."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from dtale_nb.engine.filters.columns import by_category, ne_keeps_missing
from dtale_nb.engine.filters.compare import OPERATORS, compared
from dtale_nb.engine.filters.texts import arrow_texts, clean, is_texts, mask_of
from dtale_nb.engine.filters.values import moment_span, number_of, span_of, text_of
from dtale_nb.engine.kinds import (
    MISSING,
    Kind,
    Mark,
    kind_of_objects,
    kind_of_pandas,
)
from dtale_nb.engine.memory.mixed import refused
from dtale_nb.engine.memory.orders import missing_objects
from dtale_nb.engine.memory.plain import NAT, Plain, counts_of, plain_of
from dtale_nb.engine.texts import array_cells, gap_of, nothing_of
from dtale_nb.errors import BadArgument

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dtale_nb.engine.filters.columns import Column, Test

_ABOVE = {"eq", "ge", "gt"}

ARROW = {
    "eq": pc.equal,
    "ne": pc.not_equal,
    "lt": pc.less,
    "le": pc.less_equal,
    "gt": pc.greater,
    "ge": pc.greater_equal,
}


def relation(
    column: Column, name: str, raw: Any, *, whole: bool = False, present: bool = False
) -> Test:
    """A test of values against one that was typed.

    Args:
        column: The column.
        name: ``eq``, ``ne``, ``lt``, ``le``, ``gt`` or ``ge``.
        raw: What was typed.
        whole: A day typed stands for all of its instants.
        present: Another test leaves out what is missing.

    Raises:
        BadArgument: It is no value of the column's kind.
    """
    if isinstance(column.array, pd.Categorical):
        return _category_relation(column, name, raw)
    test = _relation(column, name, raw, whole=whole, present=present)
    if name != "ne" or not ne_keeps_missing(column.array.dtype):
        return test
    return lambda part: test(part) | missing_objects(part)


def categories_of(column: Column) -> Column:
    """The categories of a categorical column as a column of their own."""
    values = column.array.categories.array
    kind = kind_of_pandas(values.dtype)
    if values.dtype == object:
        kind = kind_of_objects(values[:100])
    return replace(column, field=replace(column.field, kind=kind), array=values)


def _relation(
    column: Column, name: str, raw: Any, *, whole: bool, present: bool
) -> Test:
    if plain_of(column.array[:0]) is not None:
        span = span_of(column, raw)
        value = span.start
        if whole and span.stop != span.start and name in {"gt", "le"}:
            name, value = ("ge" if name == "gt" else "lt"), span.stop
        if counts_of(column.array[:0]) is not None and (
            present or (name in _ABOVE and value > NAT + 1)
        ):  # NaT is less than any moment
            return lambda part: compared(Plain(counts_of(part), None), name, value)  # type: ignore[arg-type]
        return lambda part: compared(plain_of(part), name, value)  # type: ignore[arg-type]
    if is_texts(column.array):
        typed = text_of(raw)
        return lambda part: _compared_texts(arrow_texts(part), name, typed)
    return lambda part: _objects(part, name, raw)


def _compared_texts(texts: Any, name: str, typed: str) -> NDArray[np.bool_]:
    return mask_of(ARROW[name](texts, pa.scalar(clean(typed), texts.type)))


def _category_relation(column: Column, name: str, raw: Any) -> Test:
    values = categories_of(column)
    if column.array.ordered and name not in {"eq", "ne"}:
        equal = relation(values, "eq", raw)(values.array)
        if not equal.any():
            raise BadArgument(f"{raw!r} is no category of {column.title!r}")
        place = int(np.flatnonzero(equal)[0])
        kept = OPERATORS[name](np.arange(len(values.array)), place)
        return by_category(column, lambda _: kept, missing=False)
    return by_category(column, relation(values, name, raw), missing=name == "ne")


def _objects(part: Any, name: str, raw: Any) -> NDArray[np.bool_]:
    """Compare Python objects one by one; what does not compare is unequal.

    A value also equals its own text, as its cell shows it in full: so lists, Intervals,
    bytes and objects of the user's are found by what is read of them.
    """
    missing = missing_objects(part)
    if name == "ne":
        return ~(_objects(part, "eq", raw) | missing)
    mask = np.zeros(len(part), dtype=bool)
    unsure = ~missing
    is_told = _is_told_by_text(part.dtype)
    if not is_told:
        _compare(part, name, raw, mask, unsure)
    text = _TRUTHS.get(raw) if isinstance(raw, bool) else raw
    if name != "eq" or not isinstance(text, str):
        return mask
    if is_told:  # not all of these are taken from by Arrow
        return _written_as(part, text)
    if gap_of(part) is None:  # such as -NaN, which is none of the kinds of nothing
        unsure[missing] = [nothing_of(value) is None for value in part[missing]]
    if unsure.any():
        mask[unsure] |= _written_as(part[unsure], text)
    return mask


def _is_told_by_text(dtype: Any) -> bool:
    """Whether equal values of an Arrow type have equal texts; Decimals have not."""
    return isinstance(dtype, pd.ArrowDtype) and "decimal" not in str(dtype)


def _compare(
    part: Any,
    name: str,
    raw: Any,
    mask: NDArray[np.bool_],
    unsure: NDArray[np.bool_],
) -> None:
    """Compare as Python does; leaves those unsure that their texts may still tell."""
    compare, targets = OPERATORS[name], dict[type, Any]()
    objects = np.asarray(part, dtype=object)
    for place in np.flatnonzero(unsure):
        value = objects[place]
        kind = type(value)
        if kind not in targets:
            targets[kind] = _target(kind, raw)
        if targets[kind] is None:
            continue
        with refused(), np.errstate(all="ignore"):
            mask[place] = bool(compare(value, targets[kind]))
        is_sure = issubclass(kind, _SURE) and not issubclass(kind, Enum)
        unsure[place] = not (mask[place] or is_sure)


_SURE = (str, bool, int, float, Decimal, np.bool_, np.integer)
"""Classes whose values equal what was typed, or do not."""

_TRUTHS = {True: "True", False: "False"}


def _written_as(values: Any, text: str) -> NDArray[np.bool_]:
    """Which values have this text, shape (n,)."""
    cells = array_cells(values, len(text) + 1)
    same = [one == text for one in cells.texts]
    for at, mark in cells.marks.items():
        same[at] &= mark not in _NO_VALUE
    return np.array(same, dtype=bool)


_NO_VALUE = MISSING | {Mark.CUT, Mark.FAILED}


def _target(kind: type, raw: Any) -> Any:
    """What was typed as a value that compares with values of a class; None if none."""
    try:
        for known, read in _TARGETS:
            if issubclass(kind, known):
                return read(raw)
    except (BadArgument, ArithmeticError, ValueError):
        return None
    return raw if isinstance(raw, kind) else None


def _decimal_target(raw: Any) -> Decimal:
    """With all digits that were typed; of a float, those that are read of it."""
    number = number_of(raw)
    return Decimal(raw.strip() if isinstance(raw, str) else str(number))


def _moment_target(raw: Any) -> Any:
    return moment_span(raw, None)[0]


def _date_target(raw: Any) -> Any:
    return moment_span(raw, None)[0].date()


_TARGETS: tuple[tuple[tuple[type, ...], Any], ...] = (
    ((str,), text_of),
    ((bool, np.bool_), lambda raw: raw if isinstance(raw, bool) else None),
    ((Decimal,), _decimal_target),
    ((dt.timedelta, np.timedelta64), lambda raw: pd.Timedelta(text_of(raw))),
    ((int, float, Fraction, np.number), number_of),  # NumPy's durations count as such
    ((dt.datetime,), _moment_target),
    ((dt.date,), _date_target),
)


def is_comparable(kind: Kind) -> bool:
    """Whether values of a kind have an order to ask about."""
    return kind is not Kind.NESTED
