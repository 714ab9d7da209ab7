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


def spiralled(marks: pd.DataFrame, called: str, value: str) -> pd.DataFrame:
    """Places of words, the largest in the middle, the next where a spiral finds room.

    The area of a word is in proportion to its amount, those too small to be read apart.
    Widths are those of the letters of bold faces, the widest, rounded up. As Jonathan
    Feinberg's Wordle does it, but upright; the same words always have the same places.

    Returns:
        x and y of the middles and the size of letters, in pixels of a canvas of 800 by
        480 whose middle is 0; shape (n, 3), in the order of the marks.
    """
    amounts = marks[value].to_numpy("float64")
    sizes = np.maximum(13.0, 64 * np.sqrt(amounts / amounts.max()))
    ems = []
    for text in marks[called]:
        em = 0.0
        for each in " ".join(text.split())[:40]:
            if each in "mwMW@%&—…" or ord(each) > 0x2E7F:
                em += 1.1
            elif each in "fijlrtI.,:;'|!()[]-/ ":
                em += 0.45
            else:
                em += 0.86 if each.isupper() else 0.75
        ems.append(em)
    wide, high = sizes * np.array(ems) / 2 + 4, sizes * 0.58 + 1
    reach = 2 * np.sqrt((4 * wide * high).sum()) + 2 * wide.max()
    turns = np.linspace(0, 1, 8000) ** 0.6
    angles = 2 * np.pi * turns * reach / 12
    across, up = reach * turns * np.cos(angles), 0.6 * reach * turns * np.sin(angles)
    x, y = np.zeros(len(marks)), np.zeros(len(marks))
    for at in range(1, len(marks)):
        beside = np.abs(across[:, None] - x[:at]) >= wide[at] + wide[:at]
        above = np.abs(up[:, None] - y[:at]) >= high[at] + high[:at]
        found = np.argmax((beside | above).all(axis=1))
        x[at], y[at] = across[found], up[found]
    left, right = (x - wide).min(), (x + wide).max()
    low, top = (y - high).min(), (y + high).max()
    scale = min(800 / (right - left), 480 / (top - low), 1.5)
    return pd.DataFrame(
        {
            "x": np.round((x - (left + right) / 2) * scale, 1),
            "y": np.round((y - (low + top) / 2) * scale, 1),
            "size": np.round(sizes * scale, 1),
        }
    )
