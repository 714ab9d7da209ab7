"""Operators that compare values: relations, ranges, lists, extremes, outliers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
import pandas as pd
import pyarrow.compute as pc

from dtale_nb.engine.filters.columns import by_category, present_parts
from dtale_nb.engine.filters.compare import compared
from dtale_nb.engine.filters.operators import (
    NUMERIC,
    Operator,
    named,
    said,
    said_all,
)
from dtale_nb.engine.filters.relations import categories_of, relation
from dtale_nb.engine.filters.texts import arrow_texts, is_texts, mask_of, typed_like
from dtale_nb.engine.filters.values import number_of, span_of, text_of, whole_of
from dtale_nb.engine.kinds import Kind
from dtale_nb.engine.memory.orders import missing_objects
from dtale_nb.engine.memory.plain import joined, plain_of
from dtale_nb.engine.memory.sorting import quantiles_in_steps
from dtale_nb.errors import BadArgument

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dtale_nb.engine.filters.columns import Column, Test

FEW = 8
"""Values of a list that are compared one by one."""


@dataclass(frozen=True)
class _Relation(Operator):
    value: Any

    def check(self, column: Column) -> None:
        relation(column, self.name, self.value)

    def test(self, column: Column) -> Test:
        return relation(column, self.name, self.value)

    def sentence(self) -> str:
        return f"{_SIGNS[self.name]} {said(self.value)}"


_SIGNS = {"eq": "=", "ne": "≠", "lt": "<", "le": "≤", "gt": ">", "ge": "≥"}


@named("eq")
class Eq(_Relation):
    """Equal to one value."""


@named("ne")
class Ne(_Relation):
    """Not equal; missing values are kept where pandas' own ``!=`` keeps them."""


@named("lt")
class Lt(_Relation):
    """Less than one value."""


@named("le")
class Le(_Relation):
    """At most one value."""


@named("gt")
class Gt(_Relation):
    """Greater than one value."""


@named("ge")
class Ge(_Relation):
    """At least one value."""


@named("between")
@dataclass(frozen=True)
class Between(Operator):
    """From one value to another; a day as the end means all of that day."""

    value: Any
    closed: str = "both"

    def check(self, column: Column) -> None:
        if not isinstance(self.value, tuple) or len(self.value) != 2:
            raise BadArgument("'between' takes two values")
        if self.closed not in {"both", "left", "right", "neither"}:
            raise BadArgument("'closed' is both, left, right or neither")
        self._tests(column)

    def _tests(self, column: Column) -> tuple[Test, Test]:
        low, high = self.value
        above = "ge" if self.closed in {"both", "left"} else "gt"
        below = "le" if self.closed in {"both", "right"} else "lt"
        return (
            relation(column, above, low, whole=True),
            relation(column, below, high, whole=True, present=True),
        )

    def test(self, column: Column) -> Test:
        above, below = self._tests(column)
        return lambda part: above(part) & below(part)

    def sentence(self) -> str:
        words = {
            "left": " (end not)",
            "right": " (start not)",
            "neither": " (ends not)",
        }
        low, high = self.value
        return f"between {said(low)} and {said(high)}{words.get(self.closed, '')}"


@named("in")
@dataclass(frozen=True)
class In(Operator):
    """One of some values; null among them means missing."""

    value: Any

    def check(self, column: Column) -> None:
        if not isinstance(self.value, tuple):
            raise BadArgument(f"{self.name!r} takes a list")
        values = column
        if isinstance(column.array, pd.Categorical):
            values = categories_of(column)
        for each in self.value[:10_000]:
            if each is not None:
                relation(values, "eq", each)

    def test(self, column: Column) -> Test:
        return is_in(column, self.value)

    def sentence(self) -> str:
        return f"is one of {said_all(self.value)}"


@named("not_in")
@dataclass(frozen=True)
class NotIn(In):
    """None of some values; missing values are kept unless null is among them."""

    def test(self, column: Column) -> Test:
        test = is_in(column, self.value)
        return lambda part: ~test(part)

    def sentence(self) -> str:
        return f"is none of {said_all(self.value)}"


def is_in(column: Column, values: tuple[Any, ...]) -> Test:
    """A test for being one of some values."""
    wanted = tuple(value for value in values if value is not None)
    with_missing = len(wanted) < len(values)
    if isinstance(column.array, pd.Categorical):
        test = is_in(categories_of(column), wanted)
        return by_category(column, test, missing=with_missing)
    test = _any_of(column, wanted)
    if not with_missing:
        return test
    return lambda part: test(part) | missing_objects(part)


def _any_of(column: Column, values: tuple[Any, ...]) -> Test:
    if is_texts(column.array):
        return _texts_in(values)
    plain = plain_of(column.array[:0])
    if len(values) > FEW and plain is not None and plain.values.dtype.kind in "iu":
        return _ints_in(column, values)
    tests = [relation(column, "eq", value) for value in values]

    def test(part: Any) -> NDArray[np.bool_]:
        mask = np.zeros(len(part), dtype=bool)
        for each in tests:
            mask |= each(part)
        return mask

    return test


def _texts_in(values: tuple[Any, ...]) -> Test:
    wanted = [text_of(value) for value in values]

    def test(part: Any) -> NDArray[np.bool_]:
        texts = arrow_texts(part)
        return mask_of(pc.is_in(texts, value_set=typed_like(wanted, texts)))

    return test


def _ints_in(column: Column, values: tuple[Any, ...]) -> Test:
    starts = [span_of(column, value).start for value in values]
    whole = [int(start) for start in starts if start == int(start)]

    def test(part: Any) -> NDArray[np.bool_]:
        plain = plain_of(part)
        assert plain is not None  # noqa: S101 - as the whole column is
        limits = np.iinfo(plain.values.dtype)
        fitting = [each for each in whole if limits.min <= each <= limits.max]
        mask = np.isin(plain.values, np.array(fitting, dtype=plain.values.dtype))
        return mask if plain.missing is None else mask & ~plain.missing

    return test


@named("top")
@dataclass(frozen=True)
class Top(Operator):
    """The n largest values, with all that equal the last of them."""

    value: Any

    kinds = NUMERIC
    _kept: ClassVar[str] = "ge"
    _is_beyond: ClassVar[np.ufunc] = np.greater

    def check(self, column: Column) -> None:
        whole_of(self.value, least=1)
        if plain_of(column.array[:0]) is None:
            raise BadArgument(f"{column.title!r} has no largest values")

    def test(self, column: Column) -> Test:
        n = whole_of(self.value, least=1)
        held, size, cut = [], 0, None
        for part in present_parts(column.array):
            held.append(part if cut is None else part[self._is_beyond(part, cut)])
            size += len(held[-1])
            if size >= 2 * n:
                held = [self._farthest(np.concatenate(held), n)]
                size, cut = n, self._nearest(held[0])
        if not size:
            return lambda part: np.zeros(len(part), dtype=bool)
        cut = self._nearest(self._farthest(np.concatenate(held), min(n, size)))
        last, kept = cut.item(), self._kept
        return lambda part: compared(plain_of(part), kept, last)  # type: ignore[arg-type]

    @staticmethod
    def _farthest(values: NDArray[Any], n: int) -> NDArray[Any]:
        return np.partition(values, len(values) - n)[len(values) - n :]

    @staticmethod
    def _nearest(values: NDArray[Any]) -> Any:
        return values.min()

    def sentence(self) -> str:
        return f"among the {self.name} {whole_of(self.value):,}"


@named("bottom")
@dataclass(frozen=True)
class Bottom(Top):
    """The n smallest values, with all that equal the last of them."""

    _kept: ClassVar[str] = "le"
    _is_beyond: ClassVar[np.ufunc] = np.less

    @staticmethod
    def _farthest(values: NDArray[Any], n: int) -> NDArray[Any]:
        return np.partition(values, n - 1)[:n]

    @staticmethod
    def _nearest(values: NDArray[Any]) -> Any:
        return values.max()


@named("outlier")
@dataclass(frozen=True)
class Outlier(Operator):
    """Farther from the quartiles than some times the distance between them."""

    factor: Any = 1.5

    kinds = frozenset({Kind.NUMBER, Kind.DURATION})

    def check(self, column: Column) -> None:
        if number_of(self.factor) < 0:
            raise BadArgument("'factor' is a number from 0 up")
        if plain_of(column.array[:0]) is None:
            raise BadArgument(f"{column.title!r} has no quartiles")

    def test(self, column: Column) -> Test:
        present = joined(present_parts(column.array), len(column.array))
        if not len(present):
            return lambda part: np.zeros(len(part), dtype=bool)
        with np.errstate(invalid="ignore"):
            low, high = quantiles_in_steps(present, (0.25, 0.75))
            reach = float(number_of(self.factor)) * (high - low)
        lowest, highest = float(low - reach), float(high + reach)

        def test(part: Any) -> NDArray[np.bool_]:
            plain = plain_of(part)
            assert plain is not None  # noqa: S101 - as the whole column is
            return compared(plain, "lt", lowest) | compared(plain, "gt", highest)

        return test

    def sentence(self) -> str:
        return f"is an outlier (beyond {self.factor} × IQR)"
