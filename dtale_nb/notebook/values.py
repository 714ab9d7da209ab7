"""Values that Python writes into a filter, as the filter's document has them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd

SEVERAL = (list, tuple, set, frozenset, np.ndarray, pd.Index, pd.Series)

TOLD = (dt.date, dt.time, dt.timedelta, Decimal, pd.Period, pd.Interval)
"""Kinds of values that a filter reads as texts; moments and durations of pandas too."""


NAMES = frozenset({"column", "level"})
"""Parts of a condition that name a field, which may be a tuple or whatever else."""


def plain(value: Any) -> Any:
    """The same tree of conditions, of values that JSON has.

    ``df["q"].max()`` is NumPy's or pandas' own, a moment is no text, and a column of
    Decimals holds Decimals: all of them can be compared with as they are.

    Args:
        value: A tree, a condition, or a value in it.
    """
    if isinstance(value, Mapping):
        return {
            key: each if key in NAMES else plain(each) for key, each in value.items()
        }
    if isinstance(value, SEVERAL):
        return [plain(each) for each in value]
    if isinstance(value, np.datetime64):
        value = pd.Timestamp(value)
    elif isinstance(value, dt.timedelta | np.timedelta64):
        value = pd.Timedelta(value)
    if isinstance(value, TOLD) and value is not pd.NaT:
        return str(value)
    return value.item() if isinstance(value, np.generic) else value
