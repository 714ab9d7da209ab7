"""The form: complete for every kind, whatever was chosen for another."""

from __future__ import annotations

from itertools import permutations

import pytest

from dtale_nb.charts.chart import make
from dtale_nb.charts.guess import guess
from dtale_nb.charts.kinds import CHARTS
from dtale_nb.charts.options import read_options
from dtale_nb.charts.requests import Asked, decoded, kind_called, page_options
from dtale_nb.engine.memory import source_of
from dtale_nb.errors import BadArgument, UnknownColumn

from .frames import frame

pytest.importorskip("dash")

FRAME = frame()
SOURCE = source_of(FRAME)
DRAWN = set()


@pytest.mark.parametrize(("before", "after"), list(permutations(CHARTS, 2)))
def test_another_kind_can_be_drawn_at_once(before, after):
    from dtale_nb.charts.form import completed

    first = completed(CHARTS[before], SOURCE, {})
    given = completed(CHARTS[after], SOURCE, first, is_carried=True)
    options = read_options(CHARTS[after].Options, given, SOURCE)
    if (after, options) not in DRAWN:
        assert len(make(CHARTS[after], SOURCE, options).marks.frame)
    DRAWN.add((after, options))


def test_a_number_that_another_kind_refuses_is_not_carried():
    from dtale_nb.charts.form import completed

    chosen = {"x": {"number": 2}, "bins": 0, "scale": "log"}
    given = completed(CHARTS["histogram"], SOURCE, chosen, is_carried=True)
    assert given == {"x": {"number": 2}, "scale": "log"}


def test_fractions_are_groups_of_a_heat_map_only_where_somebody_says_so():
    from dtale_nb.charts.form import completed

    chosen = {"x": {"number": 0}, "y": {"number": 2}}
    carried = completed(CHARTS["heatmap"], SOURCE, chosen, is_carried=True)
    assert carried["x"] == {"number": 0}
    assert carried["y"] == {"number": 1}
    assert completed(CHARTS["heatmap"], SOURCE, chosen)["y"] == {"number": 2}


@pytest.mark.parametrize(
    ("numbers", "kind"),
    [
        ((), "pointmap"),
        ((9,), "map"),
        ((12, 2), "map"),
        ((11, 10), "pointmap"),
        ((10,), "histogram"),
        ((0,), "bar"),
        ((1,), "bar"),
        ((2,), "histogram"),
        ((4,), "bar"),
        ((5,), "bar"),
        ((4, 2), "line"),
        ((0, 2), "bar"),
        ((2, 3), "scatter"),
        ((2, 3, 6), "correlation"),
    ],
)  # fmt: skip
def test_a_first_guess_can_be_drawn(numbers, kind):
    asked = guess(SOURCE, numbers)
    chart = kind_called(asked.kind)
    options = read_options(chart.Options, asked.options, SOURCE)
    assert asked.kind == kind
    assert len(make(chart, SOURCE, options).marks.frame)


def test_a_chart_goes_through_its_address():
    options = read_options(CHARTS["bar"].Options, {"x": "side", "top": 5}, SOURCE)
    asked = Asked("bar", page_options(options))
    text = asked.encoded()
    assert "side" not in text
    again = decoded(text)[0]
    assert read_options(CHARTS["bar"].Options, again.options, SOURCE) == options


@pytest.mark.parametrize(
    ("given", "error", "said"),
    [
        ({"x": "sid"}, UnknownColumn, "did you mean 'side'"),
        ({"x": "n"}, BadArgument, "2 columns are called 'n'"),
        ({"x": "side", "agg": "avg"}, BadArgument, "none of its words.*count.*share"),
        ({"x": "side", "agg": ["sum"]}, BadArgument, "none of its words"),
        ({"x": "side", "colour": "cat"}, BadArgument, "did you mean 'color'"),
        ({"x": "side", "top": True}, BadArgument, "no number"),
        ({}, BadArgument, "choose categories"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_the_right(given, error, said):
    with pytest.raises(error, match=said):
        read_options(CHARTS["bar"].Options, given, SOURCE)


@pytest.mark.parametrize(
    ("asked", "found"),
    [("ols", "straight line"), ("OLS", "straight line"), ("lowess", "LOWESS")],
)
def test_words_are_taken_as_others_write_them(asked, found):
    """A user of plotly express writes the names of fits in small letters."""
    given = {"x": "price", "y": "qty", "trend": asked}
    assert read_options(CHARTS["scatter"].Options, given, SOURCE).trend == found
