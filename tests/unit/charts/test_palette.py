"""The colours of series: seen on both grounds, and told apart by everybody."""

from __future__ import annotations

import re
from itertools import combinations

import numpy as np
import pandas as pd
import pytest

from dtale_nb.charts.chart import make
from dtale_nb.charts.kinds import CHARTS
from dtale_nb.charts.palette import COLORS
from dtale_nb.charts.scales import SCALES
from dtale_nb.engine.memory import source_of

GROUNDS = ("#ffffff", "#17181b")

EYES = {
    "all cones": np.eye(3),
    "no red": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
               [-0.003882, -0.048116, 1.051998]],
    "no green": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
                 [-0.011820, 0.042940, 0.968881]],
    "no blue": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
                [0.004733, 0.691367, 0.303900]],
}  # fmt: skip
"""Machado, Oliveira and Fernandes (2009), severity 1, of linear RGB."""

XYZ = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]


def linear(color):
    parts = np.array([int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def contrast(one, other):
    light = sorted(float(linear(each) @ XYZ[1]) for each in (one, other))
    return (light[1] + 0.05) / (light[0] + 0.05)


def lab(color, eye):
    seen = np.clip(np.array(eye) @ linear(color), 0, 1)
    xyz = np.array(XYZ) @ seen / [0.9505, 1, 1.089]
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.mark.parametrize("ground", GROUNDS)
def test_every_colour_stands_out_from_the_ground(ground):
    assert {each: contrast(each, ground) >= 3 for each in COLORS} == dict.fromkeys(
        COLORS, True
    )


@pytest.mark.parametrize("eye", EYES)
def test_no_two_colours_look_alike(eye):
    """A difference of 15 in CIELAB is plain to see, side by side or not."""
    pairs = combinations([lab(each, EYES[eye]) for each in COLORS], 2)
    assert min(np.linalg.norm(one - other) for one, other in pairs) >= 15


def hex_of(color):
    """A colour of plotly's as #rrggbb."""
    if color.startswith("#"):
        return color
    return "#" + "".join(f"{int(part):02x}" for part in re.findall(r"\d+", color))


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("scale", SCALES)
def test_scales_are_lighter_or_darker_all_the_way(scale, eye):
    """Amounts can be told by lightness alone, whatever cones are missing."""
    steps = pytest.importorskip("plotly.colors").get_colorscale(scale)
    light = np.array([lab(hex_of(color), EYES[eye])[0] for _, color in steps])
    change = np.diff(light)
    assert (change > 0).all() or (change < 0).all()
    assert abs(light[-1] - light[0]) >= 60


@pytest.mark.parametrize(
    ("word", "options"),
    [("pie", {"x": 0}), ("treemap", {"x": 0}), ("sunburst", {"x": (0, 1)})],
)
def test_what_is_written_on_parts_can_be_read(word, options):
    """Names of twelve groups: 4.5:1 on each; all parts of a part have its colour."""
    pytest.importorskip("plotly")
    frame = pd.DataFrame(
        {"a": [f"a{n % 12}" for n in range(90)], "b": ["x", "y", "z"] * 30}
    )
    chart = CHARTS[word]
    figure = make(chart, source_of(frame), chart.Options(**options)).figure()
    [trace] = figure.data
    colors, inks = trace.marker.colors, trace.insidetextfont.color
    assert set(colors) == set(COLORS)
    for color, ink in zip(colors, inks, strict=True):
        assert contrast(color, ink) >= 4.5
    for at, parent in enumerate(trace.parents if word == "sunburst" else ()):
        if parent:
            assert colors[at] == colors[list(trace.ids).index(parent)]
    if word != "pie":  # plotly asks this where one part is the whole
        assert trace.outsidetextfont.color == inks


def test_candles_rise_and_fall_in_colours_that_all_tell_apart():
    pytest.importorskip("plotly")
    days = pd.to_datetime(["2026-01-01", "2026-01-01", "2026-01-02", "2026-01-02"])
    frame = pd.DataFrame({"day": days, "price": [1.0, 2, 3, 1]})
    chart = CHARTS["candlestick"]
    options = chart.Options(x=0, y=1, unit="day")
    [trace] = make(chart, source_of(frame), options).figure().data
    rises, falls = trace.increasing.line.color, trace.decreasing.line.color
    assert {rises, falls} < set(COLORS)  # of which no two look alike, see above
    assert rises != falls
