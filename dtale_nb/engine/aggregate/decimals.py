"""Python's Decimals, which are measured as the floats next to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from pandas.api.types import infer_dtype

from dtale_nb.engine.jobs import checkpoint
from dtale_nb.engine.summaries.columns import Numbers

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dtale_nb.engine.summaries.columns import Objects

CHUNK = 1 << 16
"""Values between two checkpoints."""


def holds_decimals(values: NDArray[np.object_]) -> bool:
    """Whether all values present are Decimals, and one is."""
    found = set()
    for start in range(0, len(values), CHUNK):
        checkpoint()
        found.add(infer_dtype(values[start : start + CHUNK], skipna=True))
        if found - {"decimal", "empty"}:
            return False
    return "decimal" in found


def decimals_as_floats(column: Objects) -> Numbers:
    """Decimals as the floats next to them; what is no number is missing."""
    floats = np.full(len(column), np.nan)
    for start in range(0, len(floats), CHUNK):
        checkpoint()
        part = column.values[start : start + CHUNK]
        there = pd.notna(part)
        floats[start : start + CHUNK][there] = part[there].astype(np.float64)
    return Numbers(floats, np.isnan(floats), column.kind, column.write)
