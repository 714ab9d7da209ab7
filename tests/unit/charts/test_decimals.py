"""Columns of Python's Decimals: measured as floats, by charts and by their code."""

from decimal import Decimal

import numpy as np
import pandas as pd
import pytest

from dtale_nb.charts.chart import make
from dtale_nb.charts.kinds import CHARTS
from dtale_nb.engine.aggregate.decimals import holds_decimals
from dtale_nb.engine.memory import source_of
from dtale_nb.errors import BadArgument

from .figures import form, run

pytest.importorskip("plotly")


def frame():
    """Prices as databases give them, with gaps, beside sides; 300 rows."""
    cents = np.random.default_rng(4).integers(-900, 900, 300)
    price = np.array([Decimal(int(each)) / 100 for each in cents], dtype=object)
    price[::7] = None
    price[3] = Decimal("NaN")
    return pd.DataFrame({"side": ["buy", "sell", None] * 100, "price": price})


@pytest.mark.parametrize("agg", ["sum", "mean", "median", "std", "max", "last"])
def test_decimals_are_measured_as_pandas_measures_floats(agg):
    table = frame()
    chart = CHARTS["bar"]
    marks = make(
        chart, source_of(table), chart.Options(x=0, y=(1,), agg=agg)
    ).marks.frame
    floats = table.assign(price=table["price"].astype("float64"))
    wanted = getattr(floats.groupby("side", dropna=False)["price"], agg)()
    found = dict(zip(marks["side"], marks.iloc[:, -1], strict=True))
    for side, figure in wanted.items():
        name = side if isinstance(side, str) else "(missing)"
        assert found[name] == pytest.approx(figure)


@pytest.mark.parametrize(
    ("word", "options"),
    [
        ("bar", {"x": 0, "y": (1,), "agg": "mean", "error": "95 % CI"}),
        ("bar", {"x": 0, "y": (1,), "agg": "count"}),
        ("bar", {"x": 0, "y": (1,), "agg": "quantile"}),
        ("bar", {"x": 0, "y": (1,), "agg": "std"}),
        ("bar", {"x": 1, "bins": 4}),
        ("histogram", {"x": 1}),
        ("box", {"x": 0, "y": 1}),
    ],
)
def test_code_of_decimals_makes_the_same_figure(word, options, monkeypatch):
    table, chart = frame(), CHARTS[word]
    made = make(chart, source_of(table), chart.Options(**options))
    assert form(run(made.code(), table.copy(), monkeypatch)) == form(made.figure())


def test_decimals_are_no_groups_and_it_is_said_why():
    chart = CHARTS["bar"]
    with pytest.raises(BadArgument, match="its values are Decimals"):
        make(chart, source_of(frame()), chart.Options(x=1))


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ([Decimal(1), None], True),
        ([None], False),
        ([Decimal(1), 2], False),
        ([], False),
    ],
)
def test_decimals_are_told_from_others(values, found):
    assert holds_decimals(np.array(values, dtype=object)) == found
