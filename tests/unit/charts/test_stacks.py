"""What is drawn one upon the other adds up."""

import pytest

from dtale_nb.charts.chart import make
from dtale_nb.charts.kinds import CHARTS
from dtale_nb.engine.aggregate import AGGREGATES

from .asked import FRAME, SOURCE

pytest.importorskip("plotly")

COLUMN = {name: list(FRAME).index(name) for name in ("cat", "side", "price", "t", "ok")}
ADDS = {"count", "sum", "share"}


def bars(**options):
    asked = {"x": COLUMN["cat"], "y": (COLUMN["price"],), "color": COLUMN["side"]}
    chart = CHARTS["bar"]
    return make(chart, SOURCE, chart.Options(**asked, **options)).figure()


@pytest.mark.parametrize("agg", AGGREGATES)
def test_bars_stand_on_one_another_where_they_add_up(agg):
    """A stack of means would be as high as no mean is."""
    assert bars(agg=agg).layout.barmode == ("relative" if agg in ADDS else "group")


@pytest.mark.parametrize(
    ("mode", "barmode"), [("stacked", "relative"), ("grouped", "group")]
)
@pytest.mark.parametrize("agg", ["sum", "mean"])
def test_bars_stand_as_they_are_asked_to(mode, barmode, agg):
    assert bars(agg=agg, mode=mode).layout.barmode == barmode


@pytest.mark.parametrize("agg", AGGREGATES)
def test_areas_lie_on_one_another_where_they_add_up(agg):
    chart = CHARTS["area"]
    asked = {"x": COLUMN["t"], "y": (COLUMN["price"],), "color": COLUMN["side"]}
    figure = make(chart, SOURCE, chart.Options(**asked, agg=agg)).figure()
    assert {bool(trace.stackgroup) for trace in figure.data} == {agg in ADDS}
    assert {trace.fill for trace in figure.data} == {None if agg in ADDS else "tozeroy"}


def test_areas_without_values_count_rows_and_add_up():
    chart = CHARTS["area"]
    options = chart.Options(x=COLUMN["t"], color=COLUMN["side"])
    figure = make(chart, SOURCE, options).figure()
    assert all(trace.stackgroup for trace in figure.data)


@pytest.mark.parametrize(
    ("word", "agg", "is_stacked"),
    [("line", "sum", False), ("area", "sum", True), ("area", "mean", False)],
)
def test_the_axis_of_an_animation_reaches_what_is_drawn(word, agg, is_stacked):
    """As far as the highest line, or the highest stack of areas."""
    chart = CHARTS[word]
    asked = {"x": COLUMN["t"], "y": (COLUMN["price"],), "color": COLUMN["side"]}
    options = chart.Options(**asked, agg=agg, unit="month", animate=COLUMN["cat"])
    made = make(chart, SOURCE, options)
    marks, figure = made.marks.frame, made.figure()
    x, value = figure.layout.xaxis.title.text, figure.layout.yaxis.title.text
    by = [x, "cat"] if is_stacked else [x, "cat", "side"]
    most = marks.groupby(by)[value].sum().max()
    assert figure.layout.yaxis.range[1] == pytest.approx(1.05 * most)


@pytest.mark.parametrize("mode", ["stacked", "grouped"])
def test_the_axis_of_moving_bars_reaches_what_is_drawn(mode):
    figure = bars(agg="sum", mode=mode, animate=COLUMN["ok"])
    stacks = {}
    for frame in figure.frames:
        for trace in frame.data:
            for x, y in zip(trace.x, trace.y, strict=True):
                key = (frame.name, x, *([trace.name] if mode == "grouped" else []))
                stacks[key] = stacks.get(key, 0) + y
    assert figure.layout.yaxis.range[1] == pytest.approx(1.05 * max(stacks.values()))
