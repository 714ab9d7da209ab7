"""Maps of the reader's own shapes, from a GeoJSON file beside the notebook."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from dtale_nb.charts.atlas import own
from dtale_nb.charts.chart import make
from dtale_nb.charts.kinds import CHARTS
from dtale_nb.charts.options import read_options
from dtale_nb.engine.memory import source_of
from dtale_nb.errors import BadArgument

from .figures import form, run

pytest.importorskip("plotly")

TABLE = pd.DataFrame(
    {
        "area": ["north", "South", "SOUTH", "west", None] * 4,
        "code": ["1", "2", "2", "9", "2"] * 4,
        "n": range(20),
    }
)
SOURCE = source_of(TABLE)


def square(left, name, number):
    ring = [[left, 0], [left, 5], [left + 5, 5], [left + 5, 0], [left, 0]]
    return {
        "type": "Feature",
        "id": number,
        "properties": {"name": name, "kind": "area"},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """The kernel's folder, with a file of two areas below it."""
    below = tmp_path / "kernel" / "maps"
    below.mkdir(parents=True)
    told = {
        "type": "FeatureCollection",
        "features": [square(0, "North", 1), square(6, "South", 2)],
    }
    (below / "areas.geojson").write_text(json.dumps(told), "utf-8")
    monkeypatch.chdir(below.parent)
    return below.parent


def marks_of(**asked):
    chart = CHARTS["map"]
    given = {"shapes": "maps/areas.geojson", **asked}
    return make(chart, SOURCE, read_options(chart.Options, given, SOURCE))


@pytest.mark.parametrize(
    ("x", "key", "rows"),
    [
        ("area", "properties.name", {"North": 4, "South": 8}),
        ("code", "id", {"1": 4, "2": 12}),
    ],
)
def test_areas_are_found_by_what_names_them(x, key, rows, monkeypatch):
    made = marks_of(x=x, agg="count")
    frame = made.marks.frame
    assert dict(zip(frame[f"{x} (place)"], frame["rows"], strict=True)) == rows
    figure = made.figure()
    assert figure.data[0].featureidkey == key
    assert len(figure.data[0].geojson["features"]) == 2
    assert form(run(made.code(), TABLE, monkeypatch)) == form(figure)
    assert "rows name no place of maps/areas.geojson" in made.marks.notes[0]


@pytest.mark.parametrize("kind", ["Polygon", "MultiPolygon"])
@pytest.mark.parametrize("runs", [1, -1])
def test_outlines_run_as_plotly_reads_them(folder, kind, runs, monkeypatch):
    """Clockwise, with holes the other way, whichever way they run in the file.

    By RFC 7946 they run against the clock, which plotly takes for all else on earth.
    """
    outline = [[0, 0], [0, 9], [9, 9], [9, 0], [0, 0]]
    hole = [[2, 2], [4, 2], [4, 4], [2, 4], [2, 2]]
    parts = [outline[::runs], hole[::runs]]
    area = square(0, "North", 1)
    area["geometry"] = {
        "type": kind,
        "coordinates": parts if kind == "Polygon" else [parts, [outline[::-runs]]],
    }
    point = {"type": "Feature", "geometry": {"type": "Point", "coordinates": [1, 1]}}
    told = {"type": "FeatureCollection", "features": [area, point]}
    (folder / "maps" / "areas.geojson").write_text(json.dumps(told), "utf-8")
    made = marks_of(x="area", agg="count")
    figure = made.figure()
    drawn = figure.data[0].geojson["features"][0]["geometry"]["coordinates"]
    polygons = [drawn] if kind == "Polygon" else drawn
    assert all(polygon[0] == outline for polygon in polygons)
    assert polygons[0][1] == hole
    assert form(run(made.code(), TABLE.copy(), monkeypatch)) == form(figure)


@pytest.mark.parametrize(
    ("zoom", "fits"),
    [("", "locations"), ("the whole world", False), ("the places", "locations")],
)
def test_own_shapes_fill_the_map_unless_it_is_of_the_world(zoom, fits):
    given = {"zoom": zoom} if zoom else {}
    assert marks_of(x="area", **given).figure().layout.geo.fitbounds == fits


def test_a_file_that_has_changed_is_read_anew(folder):
    assert len(marks_of(x="area").marks.frame) == 2
    told = {"type": "FeatureCollection", "features": [square(0, "west", 7)]}
    (folder / "maps" / "areas.geojson").write_text(json.dumps(told), "utf-8")
    assert marks_of(x="area").marks.frame["area (place)"].tolist() == ["west"]


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("none.geojson", None, "no GeoJSON file"),
        ("../outside.geojson", "{}", "no GeoJSON file"),
        ("/etc/hostname", None, "no GeoJSON file"),
        ("maps", None, "no GeoJSON file"),
        ("a.csv", "{}", "no GeoJSON file"),
        ("a.json", "{", "no GeoJSON FeatureCollection"),
        ("a.json", "[" * 100_000, "no GeoJSON FeatureCollection"),
        ("a.json", '{"features": [1]}', "no GeoJSON FeatureCollection"),
        ("a.json", '{"features": []}', "names no place of a.json"),
        ("x" * 500, None, "no path"),
    ],
)
def test_what_is_no_map_says_why(folder, name, text, why):
    if text is not None:
        (folder / name).write_text(text, "utf-8")
    with pytest.raises(BadArgument, match=why):
        marks_of(x="area", shapes=name)


def test_a_link_out_of_the_folder_is_not_followed(folder, tmp_path):
    (tmp_path / "far.geojson").write_text('{"features": []}', "utf-8")
    (folder / "near.geojson").symlink_to(tmp_path / "far.geojson")
    with pytest.raises(BadArgument, match="no GeoJSON file"):
        marks_of(x="area", shapes="near.geojson")


def test_large_files_are_not_sent(folder, monkeypatch):
    monkeypatch.setattr(own, "LARGEST", 10)
    with pytest.raises(BadArgument, match=r"holds .* bytes"):
        marks_of(x="area")
