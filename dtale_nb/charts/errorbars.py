"""Error bars of means: how far values stray, or how sure their mean is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from dtale_nb.charts.options import word
from dtale_nb.engine.aggregate import Measure, grouped
from dtale_nb.errors import BadArgument

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from dtale_nb.charts.script import Script
    from dtale_nb.engine.source import RowIds

ERROR = "error"
FACTORS = {"std": 0.0, "sem": 1.0, "95 % CI": 1.96}
"""Each bar's length in standard errors; 0 for one standard deviation."""


def error() -> Any:
    """The option of error bars."""
    return word("Error bars", ("none", *FACTORS), late=True)


def drawn_errors(options: Any) -> dict[str, str]:
    """Error bars as an option of plotly.express."""
    return {"error_y": ERROR} if options.error != "none" else {}


def _asked(options: Any) -> float | None:
    """The factor of error bars; None for none.

    Raises:
        BadArgument: They are asked of something else than one mean.
    """
    if getattr(options, "error", "none") == "none":
        return None
    numbers = options.y if isinstance(options.y, tuple) else (options.y,)
    if options.agg != "mean" or numbers in ((), (None,)):
        raise BadArgument(
            "error bars belong to means", hint="choose the mean of values"
        )
    if len(numbers) > 1 or getattr(options, "window", 1) > 1:
        raise BadArgument("error bars belong to one mean", hint="as it is, not rolled")
    return FACTORS[options.error]


def add_errors(frame: pd.DataFrame, group: Any, rows: RowIds | None) -> None:
    """Add the column of error bars to all groups, where it is asked for."""
    factor = _asked(group.options)
    if factor is None:
        return
    number = np.ravel(group.options.y).item()
    strays, counts = (
        grouped(group.source, group.keys, Measure(of, number), rows).values
        for of in ("std", "count")
    )
    frame[ERROR] = strays * (factor / np.sqrt(counts)) if factor else strays


def prepare_errors(script: Script, options: Any, by: Sequence[str]) -> None:
    """Write the same as code, after `marks`."""
    factor = _asked(options)
    if factor is None:
        return
    name = script.name(np.ravel(options.y).item())
    script.add(
        f"by = table.groupby({list(by)!r}, dropna=False, observed=True)[{name!r}]"
    )
    strays = "by.std().to_numpy('float64', na_value=np.nan)"
    sure = f" * ({factor} / np.sqrt(by.count().to_numpy()))" if factor else ""
    script.add(f"marks[{ERROR!r}] = {strays}{sure}")
