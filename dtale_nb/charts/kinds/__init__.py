"""All kinds of charts, by their word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dtale_nb.charts.kinds.area import Area
from dtale_nb.charts.kinds.bar import Bar
from dtale_nb.charts.kinds.box import Box
from dtale_nb.charts.kinds.candlestick import Candlestick
from dtale_nb.charts.kinds.choropleth import Choropleth
from dtale_nb.charts.kinds.correlations import Correlations
from dtale_nb.charts.kinds.density import Density
from dtale_nb.charts.kinds.funnel import Funnel
from dtale_nb.charts.kinds.geodensity import Geodensity
from dtale_nb.charts.kinds.heatmap import Heatmap
from dtale_nb.charts.kinds.histogram import Histogram
from dtale_nb.charts.kinds.line import Line
from dtale_nb.charts.kinds.pairs import Pairs
from dtale_nb.charts.kinds.parallel import Parallel
from dtale_nb.charts.kinds.pareto import Pareto
from dtale_nb.charts.kinds.pie import Pie
from dtale_nb.charts.kinds.pointmap import Pointmap
from dtale_nb.charts.kinds.scatter import Scatter
from dtale_nb.charts.kinds.scatter3d import Scatter3d
from dtale_nb.charts.kinds.sunburst import Sunburst
from dtale_nb.charts.kinds.surface import Surface
from dtale_nb.charts.kinds.treemap import Treemap
from dtale_nb.charts.kinds.violin import Violin
from dtale_nb.charts.kinds.wordcloud import Wordcloud

if TYPE_CHECKING:
    from dtale_nb.charts.chart import Chart

CHARTS: dict[str, Chart] = {
    chart.word: chart
    for chart in (
        Bar(),
        Line(),
        Area(),
        Histogram(),
        Scatter(),
        Scatter3d(),
        Surface(),
        Density(),
        Box(),
        Violin(),
        Heatmap(),
        Correlations(),
        Pairs(),
        Parallel(),
        Pie(),
        Pareto(),
        Treemap(),
        Sunburst(),
        Funnel(),
        Candlestick(),
        Wordcloud(),
        Choropleth(),
        Pointmap(),
        Geodensity(),
    )
}
"""Every kind by its word, in the order in which they are offered."""
