"""All kinds of charts, by their word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dtale_nb.charts.kinds.bar import Bar
from dtale_nb.charts.kinds.histogram import Histogram
from dtale_nb.charts.kinds.line import Area, Line

if TYPE_CHECKING:
    from dtale_nb.charts.chart import Chart

CHARTS: dict[str, Chart] = {
    chart.word: chart for chart in (Bar(), Line(), Area(), Histogram())
}
"""Every kind by its word, in the order in which they are offered."""
