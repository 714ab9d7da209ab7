"""Pairs, parallel coordinates and surfaces, held to pandas; all kinds on odd frames."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from dtale_nb.charts.chart import make
from dtale_nb.charts.kinds import CHARTS
from dtale_nb.charts.options import read_options
from dtale_nb.engine.aggregate import AGGREGATES
from dtale_nb.engine.aggregate.stretches import round_edges
from dtale_nb.engine.memory import source_of
from dtale_nb.errors import BadArgument

from .figures import form, run
from .frames import frame

pytest.importorskip("plotly")

FRAME = frame()
SOURCE = source_of(FRAME)
PLAIN = FRAME.set_axis(range(FRAME.shape[1]), axis=1)

NAMES = {
    "tuples": [("a", n) for n in range(FRAME.shape[1])],
    "one name": ["n"] * FRAME.shape[1],
    "markup": [f"<img src=x onerror=alert({n})>&" for n in range(FRAME.shape[1])],
    "signs": [f"\\'\"{{}}%\n{n}" for n in range(FRAME.shape[1])],
    "numbers": list(range(FRAME.shape[1])),
}


def test_pairs_are_all_pairs_of_the_same_rows():
    chart = CHARTS["pairs"]
    marks = make(chart, SOURCE, chart.Options(y=(2, 6, 11), color=0)).marks
    whole = PLAIN[[2, 6, 11]].dropna()
    assert len(marks.frame) == 3 * 500
    assert f"500 of {len(whole):,} rows are drawn" in marks.notes[0]
    found = marks.frame.groupby(["across", "up"], sort=False).size()
    assert list(found.index) == [
        ("price", "&lt;b&gt;&amp;x"), ("price", "lon"), ("&lt;b&gt;&amp;x", "lon"),
    ]  # fmt: skip


def test_lines_go_from_the_least_to_the_most_with_gaps_between():
    table = pd.DataFrame({"a": [1, 3, 2], "b": [5.0, 5, 5], "c": [0, -1, np.nan]})
    chart = CHARTS["parallel"]
    marks = make(chart, source_of(table), chart.Options(y=(0, 1, 2))).marks.frame
    assert marks["height"].tolist()[:3] == [0, 0.5, 1]
    assert marks["value"].tolist()[4:7] == [3, 5, -1]
    assert np.isnan(marks["height"].to_numpy().reshape(-1, 4)[:, 3]).all()
    assert len(marks) == 2 * 4
    assert marks["axis"].iloc[0] == "a<br>1 to 3"


@pytest.mark.parametrize("word", [word for word in AGGREGATES if word != "share"])
def test_heights_are_those_of_pandas(word):
    chart = CHARTS["surface"]
    options = chart.Options(x=2, y=6, z=3, agg=word, q=0.3, bins=5)
    marks = make(chart, SOURCE, options).marks
    table = PLAIN[[2, 6, 3]].dropna(subset=[2, 6]).astype({6: "float64"})
    by = []
    for number in (2, 6):
        edges = round_edges(table[number].min(), table[number].max(), 5)
        by.append(pd.cut(table[number], edges, right=False))
    groups = table.groupby(by, observed=True)[3]
    called = {"distinct": "nunique"}.get(word, word)
    wanted = groups.quantile(0.3) if word == "quantile" else getattr(groups, called)()
    figures = wanted.to_numpy("float64", na_value=np.nan)
    np.testing.assert_allclose(marks.frame.iloc[:, 2].astype("float64"), figures)
    middles = [each.mid for each in wanted.index.get_level_values(0)]
    np.testing.assert_allclose(marks.frame.iloc[:, 0], middles)
    gone = len(PLAIN) - len(table)
    assert marks.notes == (f"{gone:,} rows without both numbers are not drawn",)


def drawn(word, table, monkeypatch):
    """A chart of a frame by what its form completes; and the figure of its code."""
    pytest.importorskip("dash")
    from dtale_nb.charts.form import completed

    chart, source = CHARTS[word], source_of(table)
    given = completed(chart, source, {})
    made = make(chart, source, read_options(chart.Options, given, source))
    code = made.code()
    return form(made.figure()), form(run(code, table.copy(), monkeypatch))


@pytest.mark.parametrize("names", NAMES)
@pytest.mark.parametrize("word", CHARTS)
def test_awkward_names_are_drawn_and_written(word, names, monkeypatch):
    table = FRAME.set_axis(pd.Index(NAMES[names], tupleize_cols=False), axis=1)
    figure, found = drawn(word, table, monkeypatch)
    assert figure == found
    assert "<img" not in str(figure["data"])


@pytest.mark.parametrize("word", CHARTS)
def test_no_row_is_drawn_or_says_why(word, monkeypatch):
    try:
        figure, found = drawn(word, FRAME.iloc[:0], monkeypatch)
    except BadArgument as error:
        assert str(error)  # noqa: PT017 - an answer as well
    else:
        assert figure == found
