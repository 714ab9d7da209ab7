"""Quantiles of each group for boxes and violins, and the code that finds them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from dtale_nb.charts.script import Script
    from dtale_nb.engine.aggregate.spread import Spread

WHISKERS = ("1.5 × box", "all", "5 % to 95 %")

STEPS = 101
"""Quantiles of each group, from which plotly draws its shape and exact quartiles."""

_BOXES = """\
marks = pd.DataFrame({{
    "rows": by.size(), "min": by.min(), "q1": by.quantile(0.25),
    "median": by.median(), "q3": by.quantile(0.75), "max": by.max(),
    "mean": by.mean(),
}})
{whiskers}
marks = marks.iloc[kept].reset_index()"""

_WHISKERS = {
    "1.5 × box": """\
reach = 1.5 * (marks["q3"] - marks["q1"])
ends = marks["q1"] - reach, marks["q3"] + reach
marks["low"] = [v[v >= end].min() for end, (_, v) in zip(ends[0], by)]
marks["high"] = [v[v <= end].max() for end, (_, v) in zip(ends[1], by)]""",
    "all": 'marks["low"], marks["high"] = marks["min"], marks["max"]',
    "5 % to 95 %": """\
marks["low"], marks["high"] = by.quantile(0.05), by.quantile(0.95)""",
}


def box_figures(found: Spread, whiskers: str) -> pd.DataFrame:
    """The figures of each box; shape (n_groups, 10)."""
    low, q05, q1, median, q3, q95, high = found.quantiles(
        (0, 0.05, 0.25, 0.5, 0.75, 0.95, 1)
    ).T
    reach = 1.5 * (q3 - q1)
    ends = {
        "1.5 × box": (q1 - reach, q3 + reach), "all": (low, high),
        "5 % to 95 %": (q05, q95),
    }[whiskers]  # fmt: skip
    first, last, beyond = found.within(*ends).T
    if whiskers == "5 % to 95 %":
        first, last = ends
    return pd.DataFrame(
        {
            "rows": [len(part) for part in found.parts], "min": low, "q1": q1,
            "median": median, "q3": q3, "max": high,
            "mean": [part.mean() for part in found.parts],
            "low": first, "high": last, "beyond": beyond.astype(np.int64),
        }
    )  # fmt: skip


def prepare_boxes(script: Script, whiskers: str) -> None:
    """Write the same as code, of the groups `by`."""
    script.add(*_BOXES.format(whiskers=_WHISKERS[whiskers]).splitlines())


def hundredths(found: Spread) -> pd.DataFrame:
    """All hundredths of each group, group after group."""
    shares = np.linspace(0, 1, STEPS)
    n = len(found.parts)
    return pd.DataFrame(
        {
            "quantile": np.tile(shares, n),
            "value": found.quantiles(shares.tolist()).ravel(),
        },
        index=np.repeat(np.arange(n), STEPS),
    )


def prepare_hundredths(script: Script) -> None:
    """Write the same as code, of the groups `by` of which some are `kept`."""
    script.add(
        f"marks = by.quantile(np.linspace(0, 1, {STEPS}))",
        f"marks = marks[np.repeat(np.isin(range(len(sizes)), kept), {STEPS})]",
        'marks = marks.rename("value").rename_axis(index={None: "quantile"})',
        "marks = marks.reset_index()",
    )
