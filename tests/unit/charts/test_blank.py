"""Charts of no row, of one, of no value: a mark is seen, or a sentence says why."""

import numpy as np
import pytest

from dtale_nb.charts.blank import has_marks
from dtale_nb.charts.chart import make
from dtale_nb.charts.kinds import CHARTS
from dtale_nb.engine.memory import source_of
from dtale_nb.errors import BadArgument

from .asked import FRAME, RICH

pytest.importorskip("plotly")


def missing():
    """The frame without a number."""
    frame = FRAME.copy()
    for at, kind in enumerate(frame.dtypes):
        if kind.kind in "fi":
            frame.isetitem(at, np.full(len(frame), np.nan))
    return frame


SAYS = {
    "no row": "",
    "one row": "two columns whose numbers differ, two numbers or more each way",
    "missing": "all are missing, differ, both numbers, there is no word",
}
"""State -> what is said where nothing is drawn, besides of no row."""

STATES = {"no row": FRAME.iloc[:0], "one row": FRAME.iloc[33:34], "missing": missing()}

DRAWN_OF_NOTHING = {"bar", "heatmap", "funnel", "pareto"}
"""Kinds that have marks where all values are missing: of 0 each, or of rows."""


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("word", CHARTS)
def test_a_mark_is_seen_or_it_is_said_why(word, state):
    from dtale_nb.charts.themed import themed

    chart, source = CHARTS[word], source_of(STATES[state])
    try:
        made = make(chart, source, chart.Options(**RICH[word]))
    except BadArgument as error:
        said = f"{error} {error.hint}"
        assert state == "no row" or any(why in said for why in SAYS[state].split(", "))
        return
    drawn = themed(made, "dark")["data"]
    if state == "no row":
        assert drawn == []
    elif state == "one row":
        assert drawn
    else:
        assert bool(drawn) == (word in DRAWN_OF_NOTHING), word


@pytest.mark.parametrize("animate", [None, 5])
@pytest.mark.parametrize("word", ["line", "area"])
def test_a_line_of_one_point_is_a_dot(word, animate):
    chart, source = CHARTS[word], source_of(FRAME.iloc[33:34])
    options = chart.Options(x=4, y=(2,), unit="month", animate=animate)
    figure = make(chart, source, options).figure()
    assert has_marks(figure)
    [trace] = figure.data
    assert trace.mode == "lines+markers"
    assert list(trace.marker.size) == [6]
    first, last = figure.layout.xaxis.range
    assert first == "2025-08-31 00:00:00"
    assert last == "2025-09-02 00:00:00"


def test_only_points_that_no_line_reaches_are_dots():
    frame = FRAME.iloc[:0].copy()
    frame = frame.reindex(range(7))
    frame.isetitem(7, range(7))
    frame.isetitem(2, [1.0, 2, np.nan, 3, np.nan, 4, 5])
    chart = CHARTS["line"]
    made = make(chart, source_of(frame), chart.Options(x=7, y=(2,)))
    [trace] = made.figure().data
    assert list(trace.marker.size) == [0, 0, 0, 6, 0, 0, 0]
    [trace] = make(chart, source_of(FRAME), chart.Options(x=7, y=(2,))).figure().data
    assert trace.mode == "lines"
