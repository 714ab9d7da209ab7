"""Stretches of numbers between round edges, by which a chart groups them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def round_edges(low: float, high: float, bins: int) -> NDArray[np.float64]:
    """Edges of at most so many stretches and one; 1, 2 or 5 times a power of ten apart.

    The code of a chart holds the text of this function, without the types.
    """
    wide = (high - low) / bins or 1.0
    power = 10.0 ** np.floor(np.log10(wide))
    step = power * min(n for n in (1, 2, 5, 10) if n * power >= wide * (1 - 1e-9))
    first, last = np.floor(low / step), np.floor(high / step) + 1
    return np.asarray(np.arange(first, last + 1) * step)


def names_of(edges: NDArray[np.float64]) -> list[str]:
    """What each stretch is called."""
    return [f"{a:.12g} to {b:.12g}" for a, b in pairwise(edges.tolist())]


CODE = """\
values = table[{name!r}].astype("float64").to_numpy()
edges = round_edges(np.nanmin(values), np.nanmax(values), {bins})
labels = [f"{{a:.12g}} to {{b:.12g}}" for a, b in zip(edges[:-1], edges[1:])]
middles = dict(zip(labels, (edges[:-1] + edges[1:]) / 2))
places = np.searchsorted(edges, values, side="right") - 1
places = np.where(np.isnan(values), -1, places)
table[{column!r}] = pd.Categorical.from_codes(places, labels)"""
"""The same in code, of one column of `table`."""
