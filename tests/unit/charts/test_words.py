"""What a chart tells beside its figure: a table, CSV, a sentence."""

from __future__ import annotations

import io

import pandas as pd

from dtale_nb.charts.chart import make
from dtale_nb.charts.kinds import CHARTS
from dtale_nb.charts.words import as_csv, sentence, table
from dtale_nb.engine.memory import source_of

ODD = ["<b>x</b>", "&amp;", "%{y}", "a,\n\"b'"]


def test_texts_are_told_as_they_are_in_the_frame():
    frame = pd.DataFrame({"<i>%{x}</i>": ODD * 3, "n": range(12)})
    chart = CHARTS["bar"]
    made = make(chart, source_of(frame), chart.Options(x=0, y=(1,), agg="sum"))
    head, rows, total = table(made)
    assert head == ["<i>%{x}</i>", "sum of n"]
    assert {row[0] for row in rows} == set(ODD)
    assert total == 4
    read = pd.read_csv(io.StringIO(as_csv(made)))
    wanted = frame.groupby("<i>%{x}</i>")["n"].sum()
    assert read.set_index("<i>%{x}</i>")["sum of n"].to_dict() == wanted.to_dict()


def test_a_sentence_names_what_is_not_drawn_as_it_is_called():
    frame = pd.DataFrame({"a & b": [1.0, None], "n": [1, 2]})
    chart = CHARTS["line"]
    made = make(chart, source_of(frame), chart.Options(x=0, y=(1,)))
    assert "1 rows without a & b are not drawn" in sentence(made, 2)


def test_a_sentence_says_what_a_log_scale_leaves_out():
    """plotly leaves out what is not above 0, without a word."""
    frame = pd.DataFrame({"x": ["a", "b", "c"], "n": [-2.0, 0.0, 3.0], "m": [1, 2, 0]})
    for word, options, told in (
        ("bar", {"x": 0, "y": (1,), "agg": "sum", "scale": "log"}, "2 marks"),
        ("bar", {"x": 0, "y": (1, 2), "agg": "sum", "scale": "log"}, "3 marks"),
        ("line", {"x": 2, "y": (1,), "scale": "log"}, "2 marks"),
        ("area", {"x": 1, "y": (2,), "scale": "log"}, "1 mark"),
        ("scatter", {"x": 1, "y": 2, "x_scale": "log"}, "2 marks"),
        ("scatter", {"x": 1, "y": 2, "x_scale": "log", "y_scale": "log"}, "3 marks"),
    ):
        chart = CHARTS[word]
        made = make(chart, source_of(frame), chart.Options(**options))
        said = sentence(made, 3)
        assert f". {told} of 0 or less" in said
        assert said.endswith("no place on the log scale.")
    linear = make(CHARTS["bar"], source_of(frame), CHARTS["bar"].Options(x=0, y=(1,)))
    assert "log" not in sentence(linear, 3)


def test_a_sentence_counts_as_people_do():
    chart = CHARTS["bar"]
    for rows, told in (
        (["a"], "Bar: 1 row, 1 mark."),
        (["a", "b"], "Bar: 2 rows, 2 marks."),
        ([], "Bar: 0 rows, 0 marks. No row is shown, so nothing is drawn."),
    ):
        source = source_of(pd.DataFrame({"x": pd.array(rows, dtype="str")}))
        made = make(chart, source, chart.Options(x=0))
        assert sentence(made, len(rows)) == told
