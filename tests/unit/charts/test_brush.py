"""Boxes over charts as conditions of columns."""

from __future__ import annotations

import pandas as pd
import pytest

from dtale_nb.charts.brush import brushed
from dtale_nb.charts.chart import make
from dtale_nb.charts.kinds import CHARTS
from dtale_nb.engine.memory import source_of
from dtale_nb.engine.views import FrameView

from .frames import frame

SOURCE = source_of(frame())
MOMENTS = ["2025-10-01 10:00:00.5", "2025-09-25"]


@pytest.mark.parametrize(
    ("word", "options", "told", "found"),
    [
        ("scatter", {"x": 2, "y": 6}, {"x": [0.123456, -1], "y": [2, 2.00056]},
         [(2, [-1, 0.123]), (6, [2, 2.000560])]),
        ("scatter", {"x": 4, "y": 6}, {"x2": MOMENTS}, [(4, MOMENTS[::-1])]),
        ("scatter", {"x": 4, "y": 6}, {"x": [1.0, 2.0]}, []),
        ("scatter", {"x": 2, "y": 6}, {"x": ["a", "b"]}, []),
        ("scatter", {"x": 2, "y": 6}, {"x": [1]}, []),
        ("histogram", {"x": 2}, {"x": [0, 1], "y": [5, 9]}, [(2, [0, 1])]),
        ("histogram", {"x": 2}, {"x": [1, 1]}, [(2, [1, 1])]),
        ("line", {"x": 4, "y": (2,)}, {"x": MOMENTS}, [(4, MOMENTS[::-1])]),
        ("line", {"x": 4, "y": (2,), "unit": "weekday"}, {"x": [0.5, 3.5]}, []),
        ("box", {"y": 2, "x": 1}, {"x": [0, 2], "y": [0, 3]}, [(2, [0, 3])]),
        ("bar", {"x": 1}, {"x": [0, 2], "y": [0, 3]}, []),
        ("scatter", {"x": 2, "y": 6}, None, []),
        ("scatter", {"x": 2, "y": 6}, {"geo": [[0, 1], [2, 3]]}, []),
    ],
)  # fmt: skip
def test_a_box_bounds_the_columns_of_its_axes(word, options, told, found):
    chart = CHARTS[word]
    asked = None if told is None else {"range": told}
    conditions = brushed(asked, make(chart, SOURCE, chart.Options(**options)))
    assert [(each["position"], each["value"]) for each in conditions] == found
    assert all(each["op"] == "between" for each in conditions)


CORNERS = [[-5.0004, 55], [20, 40]]


@pytest.mark.parametrize("word", ["pointmap", "geodensity"])
def test_a_box_on_a_map_bounds_latitude_and_longitude(word):
    chart = CHARTS[word]
    made = make(chart, SOURCE, chart.Options(lat=10, lon=11))
    told = {"range": {"geo": CORNERS}, "points": [{"lat": 56.5, "lon": 3}]}
    assert brushed(told, made) == [
        {"position": 10, "op": "between", "value": [39.99, 56.51]},
        {"position": 11, "op": "between", "value": [-5.01, 20.01]},
    ]
    over = {"range": {"geo": [[170, 10], [-170, -10]]}}
    assert brushed(over, made)[1] == {
        "any": [
            {"position": 11, "op": "ge", "value": 170},
            {"position": 11, "op": "le", "value": -170},
        ]
    }
    for wrong in (None, [], [[1, 2]], [[None, 1], [2, 3]], [["a", 1], [2, 3]]):
        assert brushed({"range": {"geo": wrong}}, made) == []


@pytest.mark.parametrize(
    ("word", "options"),
    [
        ("histogram", {"x": 2, "facet_col": 0, "facet_row": 5, "bins": 5}),
        ("scatter", {"x": 2, "y": 6, "facet_col": 1, "color": 0}),
        ("line", {"x": 4, "y": (2,), "unit": "month", "facet_row": 0}),
        ("pointmap", {"lat": 10, "lon": 11, "facet_col": 0}),
    ],
)
def test_a_box_over_a_small_chart_keeps_its_rows_only(word, options):
    """A box over all of each small chart: together they keep all, none twice."""
    pytest.importorskip("plotly")
    chart = CHARTS[word]
    made = make(chart, SOURCE, chart.Options(**options))
    kept = set()
    figure = made.figure()
    subplots = {
        (t.xaxis, t.yaxis) if word != "pointmap" else t.geo for t in figure.data
    }
    for axes in sorted(subplots):
        if word == "pointmap":
            told = {axes: [[-180, 90], [180, -90]]}
        elif word == "line":
            told = {axes[0]: ["2000-01-01", "2100-01-01"], axes[1]: [-1e9, 1e9]}
        else:
            told = {axis: [-1e9, 1e9] for axis in axes}
        conditions = brushed({"range": told}, made)
        view = FrameView("v", "v", SOURCE)
        view.change(filter={"all": conditions})
        rows = set(map(int, view.rows()))
        assert rows
        assert not rows & kept
        kept |= rows
    assert len(kept) == made.marks.rows - sum(
        int(note.split()[0]) for note in made.marks.notes if "drawn" in note
    )


def test_a_box_over_no_small_chart_keeps_all():
    pytest.importorskip("plotly")
    chart = CHARTS["scatter"]
    made = make(chart, SOURCE, chart.Options(x=2, y=6, facet_col=0))
    assert brushed({"range": {"x9": [0, 1], "y9": [0, 1]}}, made) == []


def test_a_box_over_places_keeps_the_rows_of_those_within():
    pytest.importorskip("plotly")
    lands = ["France", "FR", "Chad", "Peru", "Atlantis"] * 4
    source = source_of(pd.DataFrame({"land": lands, "n": [1, 2, 3, 4, 5] * 4}))
    chart = CHARTS["map"]
    made = make(chart, source, chart.Options(x=0))
    codes = made.marks.frame.iloc[:, 0].tolist()
    rows = [codes.index("FRA"), codes.index("TCD")]
    points = [{"customdata": [row]} for row in rows]
    [found] = brushed({"range": {"geo": CORNERS}, "points": points}, made)
    assert (found["position"], found["op"]) == (0, "in")
    assert sorted(found["value"]) == ["Chad", "FR", "France"]
    for wrong in (None, [], [3], [{"customdata": ["x"]}], [{"customdata": [99]}]):
        assert brushed({"points": wrong}, made) == []
    parted = make(chart, source, chart.Options(x=0, facet_col=1))
    view = FrameView("v", "v", source)
    for row in range(len(parted.marks.frame)):
        two = {"points": [{"customdata": [row]}, {"customdata": 0}]}
        view.change(filter={"all": brushed(two, parted)})
        assert view.n_rows == parted.marks.frame["rows"].iloc[sorted({0, row})].sum()


@pytest.mark.parametrize(
    ("word", "options", "told"),
    [
        ("scatter", {"x": 2, "y": 6}, {"x": [0, 1]}),
        ("histogram", {"x": 2}, {"x": [0, 1]}),
        ("pointmap", {"lat": 10, "lon": 11}, {"geo": CORNERS}),
    ],
)
def test_a_box_on_an_animation_is_one_on_the_frame_that_is_seen(word, options, told):
    """Of no frame that there is, the box alone counts."""
    pytest.importorskip("plotly")
    chart = CHARTS[word]
    made = make(chart, SOURCE, chart.Options(**options, animate=1))
    alone = brushed({"range": told}, made)
    assert brushed({"range": told}, made, {"label": 1}) == alone
    assert brushed({"range": told}, made, "no such frame") == alone
    label = made.figure().frames[0].name
    assert brushed({"range": told}, made, label) == [
        *alone, {"position": 1, "op": "eq", "value": label},
    ]  # fmt: skip
