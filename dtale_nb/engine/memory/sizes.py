"""How much memory a frame holds, about, without reading all of it."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa

from dtale_nb.engine.memory.mixed import refused

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pandas.api.extensions import ExtensionArray

SAMPLED = 64
"""Objects looked at in a column of objects."""

COLUMNS_SAMPLED = 64
"""Columns looked at, of those whose type alone does not tell their size."""


def frame_nbytes(frame: pd.DataFrame) -> int:
    """About how many bytes a frame holds; its columns and its values are sampled."""
    per_row, odd = 0, []
    for number, dtype in enumerate(frame.dtypes):
        if isinstance(dtype, np.dtype) and not dtype.hasobject:
            per_row += dtype.itemsize
        else:
            odd.append(number)
    columns = sampled_sum(
        odd, COLUMNS_SAMPLED, lambda number: array_nbytes(frame.iloc[:, number].array)
    )
    return index_nbytes(frame.index) + per_row * len(frame.index) + columns


def sampled_sum(items: Sequence[Any], at_most: int, size: Callable[[Any], int]) -> int:
    """A sum over items of which only some, evenly spread, are looked at."""
    step = max(1, -(-len(items) // at_most))
    sample = [size(item) for item in items[::step]]
    return int(sum(sample) * len(items) / len(sample)) if sample else 0


def array_nbytes(values: ExtensionArray) -> int:
    """About how many bytes one column holds, shape (n,).

    Objects are sampled and counted as if no two were the same.
    """
    if isinstance(values, pd.Categorical):
        return int(values.codes.nbytes) + index_nbytes(values.categories)
    held = _held_nbytes(values)
    if (
        not isinstance(values, pd.arrays.NumpyExtensionArray)
        or values.dtype.kind != "O"
    ):
        return held
    positions = range(len(values))
    return held + sampled_sum(
        positions, SAMPLED, lambda position: _object_nbytes(values[position])
    )


def _held_nbytes(values: Any) -> int:
    with suppress(pa.ArrowException):
        return int(values.nbytes)
    return int(
        values.__arrow_array__().get_total_buffer_size()
    )  # views before Arrow 17


def index_nbytes(index: pd.Index[Any]) -> int:
    """About how many bytes an index holds; a RangeIndex none that counts."""
    if isinstance(index, pd.MultiIndex):
        levels = sum(array_nbytes(level.array) for level in index.levels)
        return levels + sum(int(codes.nbytes) for codes in index.codes)
    if isinstance(index, pd.RangeIndex):
        return 0
    return array_nbytes(index.array)


def _object_nbytes(value: object) -> int:
    with refused():
        return sys.getsizeof(value)
    return 0
