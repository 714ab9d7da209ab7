"""Points that stand alone, and would not be seen; written into scripts as it is."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd


def dot_lonely(fig: Any) -> None:
    """Draw points that no line reaches as dots; around a single moment, show its day.

    Of itself, plotly.js takes the time around one moment in fractions of a second.
    """
    traces = [*fig.data, *(each for frame in fig.frames for each in frame.data)]
    sizes = []
    for trace in traces:
        there = pd.Series(trace.y, dtype=object).notna()
        before, behind = (there.shift(by, fill_value=False) for by in (1, -1))
        alone = there & ~before & ~behind
        sizes.append(np.where(alone, 6, 0).tolist())
    if any(max(each, default=0) for each in sizes):
        for trace, size in zip(traces, sizes, strict=True):
            trace.update(mode="lines+markers", marker={"size": size})
    places = {str(place) for trace in traces for place in trace.x}
    if len(places) == 1 and fig.layout.xaxis.type == "date":
        day, middle = pd.Timedelta(days=1), pd.Timestamp(places.pop())
        fig.update_xaxes(range=[str(middle - day), str(middle + day)])


def surround_lonely(fig: Any) -> None:
    """Around a single place on a map, show the land that surrounds it.

    Of itself, plotly.js fits the map to that place, and nothing else is seen.
    """
    traces = [*fig.data, *(each for frame in fig.frames for each in frame.data)]
    found = {
        each for trace in traces for each in zip(trace.lon, trace.lat, strict=True)
    }
    places = {each for each in found if pd.notna(each[0]) and pd.notna(each[1])}
    if len(places) == 1 and fig.layout.geo.fitbounds:
        lon, lat = map(float, places.pop())
        north_south = [max(lat - 12, -90), min(lat + 12, 90)]
        fig.update_geos(fitbounds=False, lataxis_range=north_south)
        fig.update_geos(lonaxis_range=[lon - 24, lon + 24])
