"""Lines through points: straight by least squares, or local ones (LOWESS).

Each function stands by itself, on NumPy alone: the code of a chart holds its text,
without the types.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def ols(
    x: NDArray[np.float64], y: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Fit a straight line by least squares; its two ends."""
    low, high = x.min(), x.max()
    middle = x.mean()
    apart = ((x - middle) ** 2).sum()
    slope = ((x - middle) * (y - y.mean())).sum() / apart if apart else 0.0
    ends = np.array([low, high])
    return ends, y.mean() + slope * (ends - middle)


def lowess(
    x: NDArray[np.float64], y: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Fit local straight lines (Cleveland 1979), told at some places along x."""
    share, rounds, places = 2 / 3, 3, 80
    order = np.argsort(x, kind="stable")
    x, y = x[order], y[order]
    near = min(len(x), max(2, int(np.ceil(share * len(x)))))
    at = np.linspace(x[0], x[-1], places)
    trust = np.ones(len(x))
    for _ in range(rounds + 1):
        fits = []
        for place in at:
            apart = np.abs(x - place)
            reach = max(np.partition(apart, near - 1)[near - 1], 1e-300)
            weight = trust * np.clip(1 - (apart / reach) ** 3, 0, None) ** 3
            total = weight.sum()
            if not total:
                fits.append(np.nan)
                continue
            middle, level = (weight * x).sum() / total, (weight * y).sum() / total
            wide = (weight * (x - middle) ** 2).sum()
            rise = (weight * (x - middle) * (y - level)).sum()
            steep = rise / wide if wide > 1e-12 * reach**2 * total else 0.0
            fits.append(level + steep * (place - middle))
        left = np.abs(y - np.interp(x, at, fits))
        limit = 6 * np.median(left)
        if not limit:
            break
        trust = np.clip(1 - (left / limit) ** 2, 0, None) ** 2
    return at, np.array(fits)
