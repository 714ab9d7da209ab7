"""Tables of points laid out anew: pair by pair of columns, or row by row as lines.

Each function stands by itself, on NumPy and pandas alone: the code of a chart holds its
text, without the types.
"""

from __future__ import annotations

import numpy as np
import pandas as pd


def paired(points: pd.DataFrame, names: list[str], color: str) -> pd.DataFrame:
    """Points of all pairs of columns; the later column goes up."""
    parts = []
    for at, up in enumerate(names):
        for across in names[:at]:
            part = pd.DataFrame({"x": points[across], "y": points[up]})
            part["across"], part["up"] = across, up
            if color:
                part["colour"] = points[color]
            parts.append(part)
    return pd.concat(parts, ignore_index=True)


def laid_parallel(points: pd.DataFrame, names: list[str], color: str) -> pd.DataFrame:
    """Each row as a line from axis to axis, and a gap behind it."""
    values = points[names].to_numpy("float64")
    low, high = points[names].min(), points[names].max()
    wide = (high - low).where(high > low, 1.0)
    heights = (values - low.to_numpy()) / wide.to_numpy()
    heights = np.where((high > low).to_numpy(), heights, 0.5)
    gap = np.full((len(values), 1), np.nan)
    axes = [f"{name}<br>{low[name]:.4g} to {high[name]:.4g}" for name in names]
    lines = pd.DataFrame(
        {
            "axis": np.tile(np.array([*axes, axes[-1]], dtype=object), len(values)),
            "height": np.hstack([heights, gap]).ravel(),
            "value": np.hstack([values, gap]).ravel(),
        }
    )
    if color:
        lines["colour"] = np.repeat(points[color].to_numpy(), len(names) + 1)
    return lines
