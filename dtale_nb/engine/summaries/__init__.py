"""Summaries of columns: what they hold, how often, and how sure that is.

One question a module; `summary.summarise` puts them to a column within its time, and
`cache.SummaryCache` keeps the answers of each view.
"""

from __future__ import annotations

from dtale_nb.engine.summaries.budget import SECONDS
from dtale_nb.engine.summaries.shapes import (
    Figure,
    Histogram,
    Missing,
    Summary,
    Top,
    Tops,
)
from dtale_nb.engine.summaries.summary import summarise

__all__ = [
    "SECONDS",
    "Figure",
    "Histogram",
    "Missing",
    "Summary",
    "Top",
    "Tops",
    "summarise",
]
