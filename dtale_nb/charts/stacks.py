"""How bars of several colours stand: on one another where what they tell adds up."""

from __future__ import annotations

MODES = ("", "stacked", "grouped", "relative")
"""Ways for bars to stand; '' takes the one that tells no sum that is none."""

ADDED = frozenset({"count", "sum", "share"})
"""Aggregates of parts that add up to that of the whole: means do not."""


def barmode(mode: str, agg: str, *, several: bool = False) -> str:
    """What plotly calls it.

    Args:
        mode: One of `MODES`.
        agg: What the bars tell.
        several: Whether they tell it of several columns, which have no sum.
    """
    if not mode:
        mode = "stacked" if agg in ADDED and not several else "grouped"
    return "group" if mode == "grouped" else "relative"
