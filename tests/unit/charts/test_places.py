"""Places: which texts name which, what of them is drawn, and what a map leaves out."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest

from dtale_nb.charts.atlas import ATLASES, SHAPES, atlas, shapes
from dtale_nb.charts.chart import make
from dtale_nb.charts.guess import guess
from dtale_nb.charts.kinds import CHARTS
from dtale_nb.charts.places import holds_places
from dtale_nb.engine.aggregate import Key, Measure, grouped
from dtale_nb.engine.memory import source_of

from .frames import frame

FRAME = frame()
SOURCE = source_of(FRAME)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Germany", "DEU"), ("DEU", "DEU"), ("de", "DEU"), ("DEUTSCHLAND", "DEU"),
        ("德国", "DEU"), ("Alemanha", "DEU"), ("The Netherlands", "NLD"),
        ("Cote d'Ivoire", "CIV"), ("Ivory Coast", "CIV"), ("U.S.", "USA"),
        ("Trinidad & Tobago", "TTO"), ("Congo", "COG"), ("Kosovo", "XKX"),
        ("República Democrática do Congo", "COD"), ("South Korea", "KOR"),
        ("", None), ("Atlantis", None), ("x" * 10_000, None), ("\ud800", None),
    ],
)  # fmt: skip
def test_countries_are_known_by_many_names(text, code):
    assert atlas("countries").named([text]).get(text) == code


@pytest.mark.parametrize("word", ATLASES)
def test_places_have_a_name_and_mostly_a_shape(word):
    known = atlas(word)
    assert known.drawn <= set(known.titles)
    assert len(known.drawn) >= 0.93 * len(known.titles)
    assert set(known.codes.values()) == set(known.titles)


@pytest.mark.parametrize("name", SHAPES)
def test_shapes_are_whole(name):
    """Every line of a shape is there, and lies on earth."""
    told = json.loads(shapes(name))
    (across, up), (left, down) = (told["transform"][k] for k in ("scale", "translate"))
    for arc in told["arcs"]:
        points = np.cumsum(arc, axis=0) * [across, up] + [left, down]
        assert len(points) >= 2
        assert (np.abs(points) <= [180.001, 90.001]).all()

    def used(part):
        if isinstance(part, list):
            assert part
            return {number for each in part for number in used(each)}
        return {part if part >= 0 else ~part}

    for layer in told["objects"].values():
        for each in layer.get("geometries", [layer]):
            if each.get("arcs"):
                assert max(used(each["arcs"])) < len(told["arcs"])


def test_names_of_one_place_are_one_mark_as_pandas_says():
    chart = CHARTS["map"]
    for word in ("mean", "median", "first", "distinct", "std"):
        options = chart.Options(x=9, y=6, agg=word)
        marks = make(chart, SOURCE, options).marks.frame
        codes = FRAME["land"].map(atlas("countries").named(FRAME["land"].dropna()))
        called = {"distinct": "nunique"}.get(word, word)
        wanted = getattr(FRAME.groupby(codes)["<b>&x"], called)()
        assert marks["land (place)"].tolist() == wanted.index.tolist()
        np.testing.assert_array_equal(marks.iloc[:, 1], wanted.astype("float64"))


def test_what_a_map_leaves_out_is_told():
    chart = CHARTS["map"]
    made = make(chart, SOURCE, chart.Options(x=9)).marks
    unknown = FRAME["land"].isna() | (FRAME["land"] == "Atlantis & <b>")
    (lost, small) = made.notes
    assert f"{unknown.sum():,} rows name no place of countries" in lost
    assert "Atlantis &amp; &lt;b&gt;" in lost
    assert "Gibraltar" in small
    assert made.frame["rows"].sum() == (~unknown).sum()


def test_points_beyond_the_poles_are_told():
    table = pd.DataFrame({"lat": [1.0, 91, np.nan, -90], "lon": [0.0, 1, 2, 3]})
    for word in ("pointmap", "geodensity"):
        chart = CHARTS[word]
        marks = make(chart, source_of(table), chart.Options(lat=0, lon=1)).marks
        assert len(marks.notes) == 2
        assert len(marks.frame) <= 2


def test_texts_that_stand_for_others_are_grouped_as_these():
    table = pd.DataFrame({"a": ["x", "y", None, "z", "x", "u"], "n": range(6)})
    names = (("x", "2"), ("y", "1"), ("u", "2"))
    found = grouped(source_of(table), [Key(0, names=names)], Measure("sum", 1))
    assert found.texts(0) == ["1", "2", "(missing)"]
    assert found.values.tolist() == [1, 9, 5]
    assert found.keys[0].members == (("y",), ("u", "x"))


@pytest.mark.parametrize(
    ("values", "told"),
    [
        (["France", "Spain", "Italy"], True),
        (["FR", "ES", "IT", "DE"], True),
        (["buy", "sell", "hold"], False),
        (["IT", "HR", "Finance", "Sales", "Legal"], False),
        (["France", "Spain"], False),
        (["de", "fr", "it", "es"], False),
        (["DE", "FR", "IT", "EN", "ES", "PT"], False),
        (["ok", "hi", "in", "or"], False),
        (["DEU", "FRA", "ITA"], True),
        ([None, ""], False),
        ([1, 2, 3], False),
    ],
)  # fmt: skip
def test_a_column_of_places_is_told_from_others(values, told):
    source = source_of(pd.DataFrame({"a": values * 3}))
    assert holds_places(source, 0) is told


def test_a_column_that_says_languages_holds_no_places():
    source = source_of(pd.DataFrame({"doc lang": ["DE", "FR", "IT"]}))
    assert not holds_places(source, 0)


def test_no_row_is_no_map():
    source = source_of(FRAME.iloc[:0])
    assert guess(source).kind in CHARTS
    for word, asked in (
        ("pointmap", {"lat": 10, "lon": 11}),
        ("geodensity", {"lat": 10, "lon": 11}),
        ("map", {"x": 9}),
    ):
        chart = CHARTS[word]
        try:
            marks = make(chart, source, chart.Options(**asked)).marks
        except ValueError as error:
            assert str(error)  # noqa: PT017 - either is an answer
        else:
            assert marks.frame.empty
