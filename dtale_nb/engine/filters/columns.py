"""A column as the operators of filters see it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from dtale_nb.engine.jobs import checkpoint

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dtale_nb.engine.source import Field

Test = Callable[[Any], "NDArray[np.bool_]"]
"""Tells for a part of a column (a pandas array) which values are kept, shape (n,)."""

CHUNK = 1 << 18
"""Values tested between two checkpoints."""

FEW = 8
"""Categories that are compared one by one."""

SLOW_CHUNK = 20_000
"""Python objects tested between two checkpoints."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column or index level under question.

    Attributes:
        field: What its header tells.
        array: All its values as a pandas array; Polars and Arrow data wrapped in one.
    """

    field: Field
    array: Any

    @property
    def title(self) -> str:
        """How sentences call it."""
        return " / ".join(part for part in self.field.label if part) or "(no name)"


def tested(array: Any, test: Test) -> NDArray[np.bool_]:
    """The mask of a whole array, made chunk by chunk, shape (n,)."""
    slow = array.dtype.kind == "O" and isinstance(array, pd.arrays.NumpyExtensionArray)
    step = SLOW_CHUNK if slow else CHUNK
    mask = np.zeros(len(array), dtype=bool)
    for start in range(0, len(array), step):
        checkpoint()
        mask[start : start + step] = test(array[start : start + step])
    return mask


def by_category(column: Column, test: Test, *, missing: bool) -> Test:
    """A test of categories' values as a test of a categorical column.

    Args:
        column: A column of dtype category.
        test: Tells which of its categories are kept.
        missing: Whether missing values are kept.
    """
    kept = np.append(test(column.array.categories.array), missing)
    wanted = np.flatnonzero(kept)
    if len(wanted) > FEW:
        return lambda part: kept[np.asarray(part.codes)]
    codes = np.where(wanted == len(kept) - 1, -1, wanted)
    return lambda part: _is_one_of(np.asarray(part.codes), codes)


def _is_one_of(codes: NDArray[Any], wanted: NDArray[Any]) -> NDArray[np.bool_]:
    if not len(wanted):
        return np.zeros(len(codes), dtype=bool)
    first, *others = wanted.astype(codes.dtype)
    mask: NDArray[np.bool_] = codes == first
    for code in others:
        mask |= codes == code
    return mask


def ne_keeps_missing(dtype: Any) -> bool:
    """Whether pandas' own ``!=`` is true for missing values of this dtype.

    It is, but where missing is `pandas.NA`, which compares to nothing.
    """
    return getattr(dtype, "na_value", None) is not pd.NA
