"""What colours of a static picture mean: names of series, a scale of numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from dtale_nb.charts.axes import plain, written
from dtale_nb.charts.nests import NESTED
from dtale_nb.charts.paints import Scale, paints_of, safe, scale_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SERIES = 8
"""Names of series that are told."""

LETTER = 6.5
"""About how wide a letter is, px."""

LONGEST = 24
"""Characters of a name."""

BAR = 96
"""How wide a scale is, px."""


def legend_of(traces: Sequence[Any], layout: Any, right: float) -> str:
    """Names of series and scales of numbers, at the top, from the right on.

    Args:
        traces: Of the figure.
        layout: Of the figure.
        right: Where they end, px.
    """
    named: dict[str, str] = {}
    paints = paints_of(traces, layout)
    for trace in traces:
        if trace.type in NESTED or trace.type == "pie":
            continue
        is_told = trace.showlegend or (trace.showlegend is None and layout.showlegend)
        if is_told and trace.name:
            named.setdefault(plain(trace.name)[:LONGEST], paints[id(trace)])
    told = []
    for name, color in reversed([*named.items()][:SERIES]):
        right -= LETTER * len(name) + 26
        told.append(
            f'<rect x="{right:.0f}" y="4" width="9" height="9" fill="{safe(color)}"/>'
            f"{written(right + 13, 12, name)}"
        )
    for number, scale in enumerate(_scales(traces, layout)):
        ends = [f"{each:,.4g}" for each in (scale.low, scale.high)]
        title = plain(scale.title)[:LONGEST]
        wide = [LETTER * len(each) + 6 for each in (title, *ends)]
        right -= sum(wide) + BAR + 12
        told.append(written(right, 12, title) + written(right + wide[0], 12, ends[0]))
        told.append(_bar(right + wide[0] + wide[1], scale, f"scale{number}"))
        told.append(written(right + wide[0] + wide[1] + BAR + 6, 12, ends[1]))
    return "".join(told)


def _scales(traces: Sequence[Any], layout: Any) -> Iterator[Scale]:
    """The scales whose meaning plotly tells by a bar, each once."""
    seen = set()
    for trace in traces:
        held: Any = trace
        values = trace.z if "z" in trace and trace.type != "scatter3d" else None
        if values is None and "marker" in trace and "color" in trace.marker:
            held, values = trace.marker, trace.marker.color
        if "colorscale" not in held or values is None or isinstance(values, str):
            continue
        name = held.coloraxis or id(trace)
        numbers = np.asarray(values)
        if numbers.dtype.kind not in "iuf" or held.showscale is False or name in seen:
            continue
        seen.add(name)
        yield scale_of(numbers.astype(np.float64), held, layout)


def _bar(left: float, scale: Scale, name: str) -> str:
    last = len(scale.shades) - 1
    stops = "".join(
        f'<stop offset="{at / last:.3g}" stop-color="{shade}"/>'
        for at, shade in enumerate(scale.shades)
    )
    return (
        f'<linearGradient id="{name}">{stops}</linearGradient>'
        f'<rect x="{left:.0f}" y="4" width="{BAR}" height="9" fill="url(#{name})"/>'
    )
