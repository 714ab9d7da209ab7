"""A column as the operators of filters see it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from dtale_nb.engine.filters.texts import is_texts
from dtale_nb.engine.jobs import checkpoint, shared
from dtale_nb.engine.memory.plain import plain_of
from dtale_nb.engine.memory.sizes import array_nbytes

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dtale_nb.engine.source import Field

Test = Callable[[Any], "NDArray[np.bool_]"]
"""Tells for a part of a column (a pandas array) which values are kept, shape (n,)."""

CHUNK = 1 << 21
"""Bytes of values tested between two checkpoints: what a processor's cache holds."""

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
        return self.field.title


def tested(array: Any, test: Test) -> NDArray[np.bool_]:
    """The mask of a whole array, made chunk by chunk, shape (n,)."""
    slow = array.dtype.kind == "O" and isinstance(array, pd.arrays.NumpyExtensionArray)
    each = max(1, array_nbytes(array) // max(1, len(array)))
    step = max(1, min(CHUNK // each, SLOW_CHUNK if slow else CHUNK))
    mask = np.empty(len(array), dtype=bool)
    codes = np.asarray(array.codes) if isinstance(test, OfCodes) else None

    def fill(starts: range) -> None:
        for start in starts:
            checkpoint()
            here = slice(start, start + step)
            if codes is None:
                mask[here] = test(array[here])
            else:  # a part of a category column is a column of its own, codes are not
                test.fill(codes[here], mask[here])  # type: ignore[attr-defined]

    starts = range(0, len(array), step)
    if _is_unlocked(array):
        shared(fill, starts)
    else:
        fill(starts)
    return mask


def present_parts(array: Any) -> Iterator[NDArray[Any]]:
    """The values of an array of plain numbers that are there, chunk by chunk.

    Args:
        array: Numbers, moments or durations, shape (n,); NaN is missing, too.
    """
    step = max(1, CHUNK // 8)
    for start in range(0, len(array), step):
        checkpoint()
        plain = plain_of(array[start : start + step])
        assert plain is not None  # noqa: S101 - asked for what has one only
        part = plain.values
        if plain.missing is not None:
            part = part[~plain.missing]
        yield part[~np.isnan(part)] if part.dtype.kind == "f" else part


def _is_unlocked(array: Any) -> bool:
    """Whether its values are compared without the interpreter's lock."""
    return is_texts(array) or plain_of(array[:0]) is not None


@dataclass(frozen=True, slots=True)
class OfCodes:
    """A test of a categorical column by what is known of each category.

    Attributes:
        kept: Whether each category is kept, and at the end whether missing values are;
            shape (n_categories + 1,).
        wanted: The codes that are kept where these are few, else None.
    """

    kept: NDArray[np.bool_]
    wanted: NDArray[Any] | None

    def __call__(self, part: Any) -> NDArray[np.bool_]:
        mask = np.empty(len(part), dtype=bool)
        self.fill(np.asarray(part.codes), mask)
        return mask

    def fill(self, codes: NDArray[Any], mask: NDArray[np.bool_]) -> None:
        """Write which codes are kept, -1 being missing; both of shape (n,)."""
        if self.wanted is None:
            np.take(self.kept, codes, mode="wrap", out=mask)
            return
        if not len(self.wanted):
            mask[:] = False
            return
        first, *others = self.wanted.astype(codes.dtype)
        np.equal(codes, first, out=mask)
        for code in others:
            mask |= codes == code


def by_category(column: Column, test: Test, *, missing: bool) -> OfCodes:
    """A test of categories' values as a test of a categorical column.

    Args:
        column: A column of dtype category.
        test: Tells which of its categories are kept.
        missing: Whether missing values are kept.
    """
    kept = np.append(test(column.array.categories.array), missing)
    wanted = np.flatnonzero(kept)
    if len(wanted) > FEW:
        return OfCodes(kept, None)
    return OfCodes(kept, np.where(wanted == len(kept) - 1, -1, wanted))


def ne_keeps_missing(dtype: Any) -> bool:
    """Whether pandas' own ``!=`` is true for missing values of this dtype.

    It is, but where missing is `pandas.NA`, which compares to nothing.
    """
    return getattr(dtype, "na_value", None) is not pd.NA
