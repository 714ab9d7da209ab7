"""The same figure of several columns in one chart."""

from __future__ import annotations

import pandas as pd
import pytest

from dtale_nb.charts.chart import make
from dtale_nb.charts.kinds import CHARTS
from dtale_nb.engine.memory import source_of
from dtale_nb.errors import BadArgument

from .asked import FRAME, SOURCE
from .figures import form, run

pytest.importorskip("plotly")

TABLE = pd.DataFrame(
    {
        "side": ["buy", "sell", "buy", None],
        "price": [1.0, 2.0, 4.0, 8.0],
        "n": [10, 20, 40, None],
    }
)


def bars(source, **options):
    chart = CHARTS["bar"]
    return make(chart, source, chart.Options(**options))


def test_bars_of_several_columns_are_those_of_each():
    made = bars(source_of(TABLE), x=0, y=(1, 2), agg="sum")
    drawn = {
        trace.name: dict(zip(trace.x, trace.y, strict=True))
        for trace in made.figure().data
    }
    for name in ("price", "n"):
        wanted = TABLE.groupby(TABLE["side"].fillna("(missing)"))[name].sum()
        assert drawn[name] == wanted.to_dict()
    assert made.marks.rows == len(TABLE)
    assert made.marks.notes == ("1 group has no n: its sum is 0",)


def test_sums_of_different_columns_do_not_add_up():
    """They stand beside each other where nobody says how."""
    several = bars(SOURCE, x=1, y=(2, 6), agg="sum").figure()
    assert several.layout.barmode == "group"
    stacked = bars(SOURCE, x=1, y=(2, 6), agg="sum", mode="stacked").figure()
    assert stacked.layout.barmode == "relative"


def test_rows_that_are_not_drawn_are_counted_once():
    made = bars(source_of(TABLE), x=0, y=(1, 2), agg="sum", top=1)
    assert "2 rows are in groups that are not drawn" in made.marks.notes


def test_a_bar_of_several_columns_stands_for_the_rows_of_its_group():
    made = bars(source_of(TABLE), x=0, y=(1, 2), agg="sum")
    assert made.marks.drill is not None
    for at, side in enumerate(made.marks.frame["side"]):
        [condition] = made.marks.drill(at)
        assert condition.get("value", "(missing)") == side


def test_several_columns_and_a_colour_are_refused():
    with pytest.raises(BadArgument, match="several values or a colour"):
        bars(SOURCE, x=0, y=(2, 6), agg="sum", color=1)


@pytest.mark.parametrize("word", ["bar", "line"])
def test_a_group_may_be_called_as_what_tells_columns_apart(word, monkeypatch):
    frame = FRAME.iloc[:, [7, 2, 6]].set_axis(["column", "price", "column_"], axis=1)
    chart = CHARTS[word]
    made = make(chart, source_of(frame), chart.Options(x=0, y=(1, 2), agg="sum"))
    figure = made.figure()
    assert [trace.name for trace in figure.data] == ["price", "column_"]
    assert figure.layout.xaxis.title.text == "column"
    assert form(run(made.code(), frame, monkeypatch)) == form(figure)


@pytest.mark.parametrize("agg", ["sum", "mean", "count"])
def test_a_sum_of_nothing_is_told_as_such(agg):
    """As in pandas it is 0; a mean of nothing is not drawn."""
    frame = pd.DataFrame(
        {
            "side": ["a", "a", "b", "c", "c", "d"],
            "price": [1.0, -1.0, None, None, None, 3.0],
        }
    )
    made = bars(source_of(frame), x=0, y=(1,), agg=agg)
    told = ("2 groups have no price: their sum is 0",) if agg == "sum" else ()
    assert made.marks.notes == told
    largest = bars(source_of(frame), x=0, y=(1,), agg=agg, top=1)
    assert not any("sum is 0" in note for note in largest.marks.notes)
    chart = CHARTS["line"]
    by_number = source_of(frame.assign(side=range(6)))
    made = make(chart, by_number, chart.Options(x=0, y=(1,), agg=agg))
    several = ("3 groups have no price: their sum is 0",) if agg == "sum" else ()
    assert made.marks.notes == several
