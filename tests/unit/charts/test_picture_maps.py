"""Maps and what is drawn in space, in the static picture of a chart."""

from __future__ import annotations

import re

import numpy as np
import pytest

from dtale_nb.charts.atlas.rings import rings_of, simplified
from dtale_nb.charts.projections import albers_usa, natural_earth

go = pytest.importorskip("plotly.graph_objects")

from .test_picture import SVG, drawing, paths_by_color, texts  # noqa: E402

WORLD = {
    "projection_type": "natural earth",
    "landcolor": "#eeeeee",
    "countrycolor": "#999999",
}


def corners(path):
    """All places of a path of relative moves, px, ring by ring."""
    scale = re.fullmatch(r"scale\((.*)\)", path.get("transform"))[1]
    rings = []
    for ring in re.findall(r"M([^Mz]*)z", path.get("d")):
        numbers = [int(each) for each in re.findall(r"-?\d+", ring)]
        moves = np.array(numbers).reshape(-1, 2)
        rings.append(np.cumsum(moves, axis=0) * float(scale))
    return rings


def box(path):
    every = np.concatenate(corners(path))
    return [*every.min(axis=0), *every.max(axis=0)]


def dots(path):
    found = re.findall(r"M([-\d.]+),([-\d.]+)h0", path.get("d"))
    return [tuple(map(float, each)) for each in found]


def land(layout=WORLD, **told):
    """A map of countries, as its paths by colour."""
    trace = go.Choropleth(
        locationmode="ISO-3", colorscale=["#ff0000", "#0000ff"], **told
    )
    return paths_by_color(drawing({"data": [trace], "layout": {"geo": layout}}))


def test_the_world_is_as_wide_as_its_projection_says():
    """The paper: the map is 0.52 as high as wide, the poles 0.5 as wide as the equator.

    Source: Šavrič et al. (2011), section 2; the first digits are those of the text.
    """
    east, north, pole = natural_earth(np.array([[180.0, 0], [0, 90], [180, 90]]))
    assert north[1] / east[0] == pytest.approx(0.52, abs=0.001)
    assert pole[0] / east[0] == pytest.approx(0.55, abs=0.06)
    assert natural_earth(np.zeros((1, 2))).tolist() == [[0, 0]]


@pytest.mark.parametrize(
    ("place", "pixels"),
    [
        ((-122.4194, 37.7749), (107.4, 214.1)),
        ((-74.0059, 40.7128), (794.6, 176.5)),
        ((-149.9003, 61.2181), (171.2, 446.9)),
        ((-157.8583, 21.3069), (298.5, 451.0)),
    ],
)
def test_the_states_lie_where_d3_puts_them(place, pixels):
    """San Francisco, New York, Anchorage, Honolulu.

    Source: the tests of d3-geo 3.1, ``test/projection/albersUsa-test.js``, whose map
    has its middle at (480, 250) and a scale of 1070.
    """
    x, y = albers_usa(np.array([place]))[0] * (1070, -1070) + (480, 250)
    assert (x, y) == pytest.approx(pixels, abs=0.1)


def test_what_is_not_in_the_states_has_no_place():
    assert np.isnan(albers_usa(np.array([[2.0, 48.0], [139.0, 35.0]]))).all()


def test_a_country_has_its_colour_and_its_place():
    by = land(locations=["BRA", "AUS", "ATA"], z=[1, 2, np.nan])
    [brazil], [australia] = by["#ff0000"], by["#0000ff"]
    left, top, right, bottom = box(australia)
    assert box(brazil)[2] < left < right
    whole = box(by["#eeeeee"][0])
    assert left > (whole[0] + whole[2]) / 2
    assert whole[1] < top < bottom < whole[3]


def test_no_outline_goes_across_the_map():
    """Russia and Fiji lie on both sides of the date line, Antarctica around a pole."""
    for turned in (False, "locations"):
        layout = {**WORLD, "fitbounds": turned}
        for paths in land(
            layout, locations=["RUS", "USA", "FJI"], z=[1, 2, 2]
        ).values():
            for ring in (ring for path in paths for ring in corners(path)):
                steps = np.abs(np.diff(ring, axis=0, append=ring[:1]))
                flat = steps[:, 1] < 1
                is_edge = ring[:, 1] >= ring[:, 1].max() - 2
                assert steps[flat & ~is_edge, 0].max(initial=0) < 60


def test_a_map_of_its_places_shows_them_large():
    whole = box(land(locations=["DEU"], z=[1])["#ff0000"][0])
    near = {**WORLD, "fitbounds": "locations"}
    large = box(land(near, locations=["DEU"], z=[1])["#ff0000"][0])
    assert large[3] - large[1] > 8 * (whole[3] - whole[1])
    assert 0 <= large[0] < large[2] <= 640


def test_places_on_both_sides_of_the_date_line_are_neighbours():
    near = {**WORLD, "fitbounds": "locations"}
    points = go.Scattergeo(lat=[-17.8, -13.8], lon=[178.0, -171.8], mode="markers")
    tree = drawing({"data": [points], "layout": {"geo": near}})
    [(fiji, _), (samoa, _)] = dots(list(tree.iter(f"{SVG}path"))[-1])
    assert 300 < samoa - fiji < 640


def test_a_place_smaller_than_a_pixel_is_a_dot():
    [singapore] = land(locations=["SGP"], z=[1])["#ff0000"]
    assert re.fullmatch(r"M\d+,\d+h4v4h-4z", singapore.get("d"))


def test_points_lie_on_their_countries_as_large_as_they_say():
    points = go.Scattergeo(
        lat=[-10.0, -25.0], lon=[-55.0, 135.0], mode="markers",
        marker={"size": [8, 200], "sizemode": "area", "sizeref": 1, "color": "#00ff00"},
    )  # fmt: skip
    places = go.Choropleth(
        locationmode="ISO-3", locations=["BRA", "AUS"], z=[1, 2],
        colorscale=["#ff0000", "#0000ff"],
    )  # fmt: skip
    tree = drawing({"data": [places, points], "layout": {"geo": WORLD}})
    by = paths_by_color(tree)
    for path, country in zip(
        by["#00ff00"], (by["#ff0000"], by["#0000ff"]), strict=True
    ):
        [(x, y)] = dots(path)
        left, top, right, bottom = box(country[0])
        assert left < x < right
        assert top < y < bottom
    assert [path.get("stroke-width") for path in by["#00ff00"]] == ["4", "20"]


def test_own_shapes_are_drawn_over_the_land():
    square = [[0, 0], [0, 20], [20, 20], [20, 0], [0, 0]]
    features = [
        {
            "type": "Feature",
            "properties": {"name": "here"},
            "geometry": {"type": "Polygon", "coordinates": [square]},
        },
        {"type": "Feature", "properties": {"name": "there"}, "geometry": None},
    ]
    trace = go.Choropleth(
        geojson={"type": "FeatureCollection", "features": features},
        featureidkey="properties.name", locations=["here", "there"], z=[1, 2],
        colorscale=["#ff0000", "#0000ff"],
    )  # fmt: skip
    by = paths_by_color(drawing({"data": [trace], "layout": {"geo": WORLD}}))
    left, top, right, bottom = box(by["#ff0000"][0])
    assert right - left == pytest.approx((bottom - top) * 0.87, rel=0.1)


def test_a_finer_outline_has_more_places_and_neighbours_share_them():
    coarse, fine = (rings_of("world_110m", "countries", each) for each in (1.0, 0.1))
    assert sum(map(len, fine["FRA"])) > 2 * sum(map(len, coarse["FRA"]))
    shared = {tuple(place) for place in np.concatenate(coarse["ESP"])}
    assert len(shared & {tuple(place) for place in np.concatenate(coarse["PRT"])}) > 2
    line = np.array([[0, 0], [1, 0.1], [2, 0], [3, 5], [4, 0]], dtype=float)
    assert simplified(line, 0.5).tolist() == [[0, 0], [2, 0], [3, 5], [4, 0]]


def test_near_points_are_drawn_over_far_ones():
    """plotly.js looks from (1.25, 1.25, 1.25): what is large on all axes is near."""
    ends = np.array([0.0, 0.5, 1.0])
    points = go.Scatter3d(x=ends, y=ends, z=ends, mode="markers")
    points.marker.color = ["#ff0000", "#00ff00", "#0000ff"]
    drawn = [*paths_by_color(drawing([points]))][-3:]
    assert drawn == ["#ff0000", "#00ff00", "#0000ff"]
    points.update(dict.fromkeys("xyz", ends[::-1]))
    drawn = [*paths_by_color(drawing([points]))][-3:]
    assert drawn == ["#0000ff", "#00ff00", "#ff0000"]


def test_axes_in_space_run_as_plotlys_do():
    """x runs to the lower left, y to the lower right, z upwards."""
    at = {"x": [0, 1, 0, 0], "y": [0, 0, 1, 0], "z": [0, 0, 0, 1]}
    points = go.Scatter3d(**at, mode="markers")
    points.marker.color = ["#000001", "#000002", "#000003", "#000004"]
    by = paths_by_color(drawing({"data": [points], "layout": {"scene": {
        f"{way}axis": {"title": {"text": f"the {way}"}} for way in "xyz"
    }}}))  # fmt: skip
    origin, x, y, z = (dots(by[f"#00000{n}"][0])[0] for n in (1, 2, 3, 4))
    assert x[0] < origin[0] < y[0]
    assert x[1] > origin[1] < y[1]
    assert x[1] == pytest.approx(y[1], abs=0.2)
    assert z[0] == pytest.approx(origin[0], abs=0.2)
    assert z[1] < origin[1]


def test_what_is_told_of_space_lies_within_the_picture():
    points = go.Scatter3d(x=[0, 90], y=[0, 40], z=[0, 30], mode="markers")
    titles = {f"{way}axis": {"title": {"text": f"the {way}"}} for way in "xyz"}
    tree = drawing({"data": [points], "layout": {"scene": titles}})
    assert {"the x", "the y", "the z"} <= set(texts(tree))
    for each in tree.iter(f"{SVG}text"):
        assert 0 < float(each.get("x")) < 640
        assert 10 < float(each.get("y")) < 340


def test_a_surface_is_drawn_from_far_to_near_with_its_gaps():
    z = np.arange(16.0).reshape(4, 4)
    z[0, 0] = np.nan
    trace = go.Surface(
        x=np.arange(4), y=np.arange(4), z=z, colorscale=["#000000", "#ffffff"]
    )
    drawn = [
        p
        for p in drawing([trace]).iter(f"{SVG}path")
        if p.get("stroke") == p.get("fill")
    ]
    cells = [cell for path in drawn for cell in re.findall("M[^z]*z", path.get("d"))]
    assert len(cells) == 8
    heights = [int(path.get("fill")[1:3], 16) for path in drawn]
    assert heights[0] < heights[-1]
    assert drawn[-1].get("fill") == max(path.get("fill") for path in drawn)
