"""Quantiles, planes, correlations, samples and trends, held to NumPy and pandas."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from dtale_nb.charts.chart import make
from dtale_nb.charts.kinds import CHARTS
from dtale_nb.engine.aggregate import Key
from dtale_nb.engine.aggregate.planes import correlations, plane
from dtale_nb.engine.aggregate.samples import sample
from dtale_nb.engine.aggregate.spread import spread
from dtale_nb.engine.aggregate.trends import lowess, ols
from dtale_nb.engine.memory import source_of
from dtale_nb.errors import BadArgument

from .frames import frame

FRAME = frame()
SOURCE = source_of(FRAME)
PLAIN = FRAME.set_axis(range(FRAME.shape[1]), axis=1)
SHARES = [0, 0.05, 0.25, 0.5, 0.9, 1]


@pytest.mark.parametrize("by", [[], [1], [0, 5]], ids=str)
@pytest.mark.parametrize("number", [2, 3, 6])
def test_quantiles_are_those_of_pandas(by, number):
    found = spread(SOURCE, number, [Key(each) for each in by])
    table = PLAIN[PLAIN[number].notna()].assign(all=0)
    groups = table.groupby([*by, "all"], dropna=False, observed=True)[number]
    wanted = groups.quantile(SHARES).to_numpy("float64")
    np.testing.assert_allclose(found.quantiles(SHARES).ravel(), wanted, rtol=1e-12)
    assert found.gone == len(PLAIN) - len(table)


def test_what_lies_beyond_is_counted():
    found = spread(source_of(pd.DataFrame({"x": [1.0, 2, 3, 50, np.inf]})), 0, [])
    within = found.within(np.array([1.5]), np.array([10.0]))
    assert within.tolist() == [[2, 3, 2]]
    assert found.gone == 1


def test_a_plane_is_numpys():
    rows = np.arange(50, 500, dtype=np.uint32)
    found = plane(SOURCE, (2, 3), 7, rows)
    table = PLAIN.iloc[50:500][[2, 3]].astype("float64").dropna()
    counts, across, up = np.histogram2d(table[2], table[3], 7)
    assert found.counts.tolist() == counts.tolist()
    np.testing.assert_allclose(found.across, across)
    np.testing.assert_allclose(found.up, up)
    assert (found.rows, found.gone) == (450, 450 - len(table))


@pytest.mark.parametrize("method", ["pearson", "spearman"])
@pytest.mark.parametrize("moved", [0.0, 1e9])
def test_correlations_are_those_of_pandas(method, moved):
    table = PLAIN[[2, 3, 6, 7, 5]].astype("float64")
    table[2] += moved
    table["flat"] = 1.0
    wanted = table.corr(method).to_numpy()
    found = correlations(source_of(table), range(6), None, method)
    np.testing.assert_allclose(found, wanted, atol=1e-6 if moved else 1e-12)


def test_every_group_has_its_share_of_a_sample():
    n = 40_000
    group = np.array(["rare"] * 400 + ["often"] * (n - 400))
    rng = np.random.default_rng(2)
    table = pd.DataFrame({"x": rng.normal(size=n), "g": rng.permutation(group)})
    found = sample(source_of(table), [0], None, 2_000, [Key(1)])
    taken = table["g"].iloc[found.rows].value_counts()
    assert taken.to_dict() == {"often": 1_980, "rare": 20}
    assert len(set(found.rows.tolist())) == 2_000
    again = sample(source_of(table), [0], None, 2_000, [Key(1)])
    assert found.rows.tolist() == again.rows.tolist()


def test_a_period_of_the_rows_is_no_period_of_the_sample():
    table = pd.DataFrame({"x": np.arange(100_000) % 10})
    found = sample(source_of(table), [0], None, 10_000)
    shares = table["x"].iloc[found.rows].value_counts(normalize=True)
    assert shares.between(0.08, 0.12).all()


def test_trends_of_points_on_a_line_are_that_line():
    x = np.linspace(-3, 5, 60)
    for fit in (ols, lowess):
        across, up = fit(x, 2 * x + 1)
        np.testing.assert_allclose(up, 2 * across + 1, atol=1e-9)


def test_ols_is_numpys_and_lowess_heeds_no_outlier():
    rng = np.random.default_rng(4)
    x = rng.normal(size=300)
    y = 3 * x + rng.normal(size=300) / 10
    across, up = ols(x, y)
    np.testing.assert_allclose(up, np.polyval(np.polyfit(x, y, 1), across))
    y[np.argsort(x)[150]] = 1e4
    across, up = lowess(x, y)
    assert np.abs(up - 3 * across).max() < 0.5


def test_a_trend_of_few_points_goes_through_them():
    """One row of a colour has a trend as well: it is where its point is."""
    for fit in (ols, lowess):
        for x in ([2.0], [2.0, 2.0]):
            across, up = fit(np.array(x), 3 * np.array(x))
            np.testing.assert_allclose(up, 3 * across, atol=1e-9)


@pytest.mark.parametrize("trend", ["straight line", "LOWESS"])
@pytest.mark.parametrize("color", [None, 2])
def test_no_point_has_no_trend(trend, color):
    pytest.importorskip("plotly")
    table = pd.DataFrame({"x": [1.0, 2], "y": [np.nan, np.nan], "side": ["a", "b"]})
    chart = CHARTS["scatter"]
    options = chart.Options(x=0, y=1, color=color, trend=trend)
    made = make(chart, source_of(table), options)
    assert not any(np.size(each.x) for each in made.figure().data if each.x is not None)


def test_texts_have_no_plane():
    with pytest.raises(BadArgument, match="holds no numbers"):
        plane(SOURCE, (0, 2), 5, None)


@pytest.mark.parametrize("word", ["pie", "treemap", "funnel", "pareto", "sunburst"])
def test_a_part_below_zero_is_refused(word):
    """plotly would leave it out without a word."""
    table = pd.DataFrame({"a": ["x", "y", "y"], "n": [3, -2, 1]})
    chart = CHARTS[word]
    x = (0,) if word == "sunburst" else 0
    with pytest.raises(BadArgument, match="below zero"):
        make(chart, source_of(table), chart.Options(x=x, y=1, agg="sum"))
    table["n"] = [3, -2, 2]
    make(chart, source_of(table), chart.Options(x=x, y=1, agg="sum"))
