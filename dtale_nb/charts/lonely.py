"""Lines of one point, which would not be seen; written into scripts as it is."""

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
