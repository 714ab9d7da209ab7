"""Operators about what is missing or infinite, and about what nested values hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from dtale_nb.engine.filters.columns import by_category
from dtale_nb.engine.filters.operators import Operator, named, said
from dtale_nb.engine.kinds import Kind
from dtale_nb.engine.memory.mixed import refused
from dtale_nb.engine.memory.orders import missing_objects
from dtale_nb.engine.memory.plain import plain_of
from dtale_nb.errors import BadArgument

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from dtale_nb.engine.filters.columns import Column, Test


def is_missing(part: Any) -> NDArray[np.bool_]:
    """Where values are missing, NaN of Arrow columns too, shape (n,)."""
    mask = missing_objects(part)
    plain = plain_of(part) if isinstance(part, pd.arrays.ArrowExtensionArray) else None
    if plain is not None and plain.values.dtype.kind == "f":
        mask = mask | np.isnan(plain.values)
    return mask


@named("missing")
@dataclass(frozen=True)
class Missing(Operator):
    """Is missing, in any way."""

    def test(self, column: Column) -> Test:
        return is_missing

    def sentence(self) -> str:
        return "is missing"


@named("present")
@dataclass(frozen=True)
class Present(Operator):
    """Is not missing."""

    def test(self, column: Column) -> Test:
        return lambda part: ~is_missing(part)

    def sentence(self) -> str:
        return "is not missing"


@named("infinite")
@dataclass(frozen=True)
class Infinite(Operator):
    """Is infinite, of one sign or either."""

    sign: str = "any"

    kinds = frozenset({Kind.NUMBER, Kind.OTHER, Kind.CATEGORY})

    def check(self, column: Column) -> None:
        if self.sign not in {"any", "+", "-"}:
            raise BadArgument("'sign' is any, + or -")

    def test(self, column: Column) -> Test:
        if isinstance(column.array, pd.Categorical):
            return by_category(column, self._are, missing=False)
        return self._are

    def _are(self, part: Any) -> NDArray[np.bool_]:
        plain = plain_of(part)
        if plain is not None:
            values = plain.values
        else:
            objects = np.asarray(part, dtype=object)
            floats = [value if isinstance(value, float) else 0.0 for value in objects]
            values = np.array(floats, dtype=float)
        if values.dtype.kind != "f":
            return np.zeros(len(values), dtype=bool)
        wanted = {"+": np.isposinf, "-": np.isneginf}.get(self.sign, np.isinf)
        mask: NDArray[np.bool_] = wanted(values)
        return mask

    def sentence(self) -> str:
        return "is infinite" if self.sign == "any" else f"is {self.sign}infinite"


def over_nested(test: Callable[[Any], bool]) -> Test:
    """A test of Python values one by one; what the test refuses is not kept."""

    def mask_of_part(part: Any) -> NDArray[np.bool_]:
        mask = np.zeros(len(part), dtype=bool)
        for place, value in enumerate(part):
            with refused():
                mask[place] = bool(test(value))
        return mask

    return mask_of_part


@named("has")
@dataclass(frozen=True)
class Has(Operator):
    """A container that holds a key or an element."""

    value: Any

    kinds = frozenset({Kind.NESTED, Kind.OTHER})

    def check(self, column: Column) -> None:
        if isinstance(self.value, tuple):
            raise BadArgument("'has' takes one key or element")

    def test(self, column: Column) -> Test:
        return over_nested(
            lambda value: not isinstance(value, str) and self.value in value
        )

    def sentence(self) -> str:
        return f"has {said(self.value)}"
