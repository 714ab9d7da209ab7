"""A single place on a map: what surrounds it is seen."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from dtale_nb.charts.chart import make
from dtale_nb.charts.kinds import CHARTS
from dtale_nb.engine.memory import source_of

from .figures import form, run
from .test_picture import drawing, paths_by_color

pytest.importorskip("plotly")

FIJI = pd.DataFrame({"lat": [-17.7, np.nan, -17.7], "lon": [178.1, 3.0, 178.1]})
KINDS = ("pointmap", "geodensity")


def mapped(frame, word, **options):
    chart = CHARTS[word]
    return make(chart, source_of(frame), chart.Options(lat=0, lon=1, **options))


@pytest.mark.parametrize("word", KINDS)
def test_a_single_place_is_seen_with_what_surrounds_it(word, monkeypatch):
    made = mapped(FIJI, word)
    geo = made.figure().layout.geo
    assert not geo.fitbounds
    west, east = geo.lonaxis.range
    south, north = geo.lataxis.range
    assert 30 < east - west < 60
    assert west < 178.1 < east
    assert south < -17.7 < north
    assert form(run(made.code(), FIJI, monkeypatch)) == form(made.figure())


@pytest.mark.parametrize("word", KINDS)
def test_two_places_and_the_world_are_shown_as_before(word):
    two = mapped(FIJI.assign(lat=[-17.7, 0.0, -17.6]), word).figure().layout.geo
    assert two.fitbounds == "locations"
    assert two.lonaxis.range is None
    world = mapped(FIJI, word, zoom="the whole world").figure().layout.geo
    assert world.lonaxis.range is None


def test_a_place_at_a_pole_keeps_the_map_on_earth():
    pole = FIJI.assign(lat=[89.0, np.nan, 89.0])
    assert mapped(pole, "pointmap").figure().layout.geo.lataxis.range == (77, 90)


def test_the_static_picture_shows_the_same():
    """Fiji's land, near it the Solomons and New Caledonia, but nothing of Australia."""
    figure = mapped(FIJI, "pointmap").figure()
    paths = paths_by_color(drawing(figure))
    [land] = next(found for color, found in paths.items() if "128" in color)
    assert 5 < land.get("d").count("M") < 60
