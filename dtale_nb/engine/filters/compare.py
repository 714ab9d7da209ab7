"""Comparisons of numbers, exact: whole numbers are never compared through floats."""

from __future__ import annotations

import operator
from fractions import Fraction
from math import ceil, floor, isinf
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dtale_nb.engine.memory.plain import Plain

OPERATORS: dict[str, Any] = {
    "eq": operator.eq,
    "ne": operator.ne,
    "lt": operator.lt,
    "le": operator.le,
    "gt": operator.gt,
    "ge": operator.ge,
}
"""The six comparisons by their names in filters."""


def compared(plain: Plain, name: str, value: Any) -> NDArray[np.bool_]:
    """Which values stand in this relation to one, shape (n,).

    Missing values never do; NaN is unequal to everything, as NumPy has it.

    Args:
        plain: Numbers.
        name: One of `OPERATORS`.
        value: An int, float or Fraction.
    """
    if plain.values.dtype.kind == "f":
        mask = _floats(plain.values, name, value)
    else:
        mask = _ints(plain.values, name, value)
    if plain.missing is not None:
        mask &= ~plain.missing
    return mask


def _floats(values: NDArray[Any], name: str, value: Any) -> NDArray[np.bool_]:
    try:
        near = float(value)
    except OverflowError:
        near = float("inf") if value > 0 else float("-inf")
    with np.errstate(over="ignore"):  # beyond its range it is infinite, as it should
        narrow = values.dtype.type(near)  # as it is seen: 0.1 is float32's 0.1
    mask: NDArray[np.bool_] = OPERATORS[name](values, narrow)
    return mask


def _ints(values: NDArray[Any], name: str, value: Any) -> NDArray[np.bool_]:
    low, high = (0, 1)
    if values.dtype.kind != "b":
        low, high = np.iinfo(values.dtype).min, np.iinfo(values.dtype).max
    whole = _whole(name, value)
    if whole is None:
        return np.full(len(values), name == "ne", dtype=bool)
    if not low <= whole <= high:
        beyond = 1 if whole > high else -1
        kept = OPERATORS[name](0, beyond)
        return np.full(len(values), kept, dtype=bool)
    mask: NDArray[np.bool_] = OPERATORS[name](values, values.dtype.type(whole))
    return mask


def _whole(name: str, value: Any) -> int | None:
    """The whole number for which the comparison is the same; None if nothing equals."""
    if isinstance(value, float) and isinf(value):
        if name in {"eq", "ne"}:
            return None
        return 2**70 if value > 0 else -(2**70)
    exact = Fraction(value)
    if exact.denominator == 1:
        return int(exact)
    if name in {"eq", "ne"}:
        return None
    return ceil(exact) if name in {"lt", "ge"} else floor(exact)
