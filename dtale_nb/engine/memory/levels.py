"""Levels of a MultiIndex as arrays that lose nothing."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

EXACT = 1 << 53
"""Whole numbers up to here are floats of 64 bits exactly."""


def level_array(index: pd.Index[Any], level: int) -> Any:
    """The entries of one level of an index, as a pandas array of shape (n,).

    Where an entry is missing, `get_level_values` makes floats of whole numbers. Where
    these would be others, the entries are Python ints and NaN instead.

    Args:
        index: Any index.
        level: The level's position, from 0.
    """
    values = index.get_level_values(level).array
    if not isinstance(index, pd.MultiIndex) or values.dtype.kind != "f":
        return values
    known = index.levels[level].array
    if known.dtype.kind not in "iu" or not _is_beyond(known):
        return values
    codes = np.asarray(index.codes[level])
    exact = np.empty(len(known) + 1, dtype=object)
    exact[:-1] = np.asarray(known)
    exact[-1] = np.nan
    return pd.Series(exact[codes], dtype=object).array


def _is_beyond(known: Any) -> bool:
    """Whether some whole numbers are none of those that floats hold exactly."""
    if not len(known):
        return False
    numbers = np.asarray(known)
    return bool(int(numbers.max()) > EXACT or int(numbers.min()) < -EXACT)
