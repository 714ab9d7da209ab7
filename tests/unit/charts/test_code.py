"""The code of every chart, run: it makes the very figure that the chart shows."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import dtale_nb
from dtale_nb.charts.chart import make
from dtale_nb.charts.jobs import queried, view_code
from dtale_nb.charts.kinds import CHARTS
from dtale_nb.charts.options import control_of
from dtale_nb.engine.memory import source_of
from dtale_nb.engine.source import SortKey
from dtale_nb.engine.store import FrameStore
from dtale_nb.engine.views import FrameView
from dtale_nb.errors import BadArgument

from .asked import FRAME, MORE, REFUSED, RICH, SOURCE, base_of, fitting
from .figures import decoded, form, run

pytest.importorskip("plotly")


def values_of(word, each):
    """Values of one option, every word of it, some numbers, columns of each kind."""
    control = control_of(each)
    if control.kinds is not None:
        columns = fitting(control)
        if control.late:
            return [0, 1]
        if control.several:
            return [(columns[0],), tuple(columns[:2]), tuple(columns[:4])]
        return columns if word in THOROUGH else columns[::3]
    if control.words:
        return control.words
    if control.is_path:
        return [""]
    whole = isinstance(each.default, int)
    return [3 if whole else 0.3, each.default]


THOROUGH = ("bar", "line", "histogram", "heatmap")
"""Kinds that are tried with every column; others ask for them in the same way."""


def cases():
    """Every kind with every value of each option."""
    for word, asked in MORE:
        told = ", ".join(f"{name}={value}" for name, value in asked.items())
        options = CHARTS[word].Options(**asked)
        yield pytest.param(word, options, id=f"{word}, {told}")
    for word, chart in CHARTS.items():
        yield pytest.param(word, base_of(chart), id=f"{word}, the least")
        rich = chart.Options(**RICH[word])
        yield pytest.param(word, rich, id=f"{word}, all")
        for each in fields(chart.Options):
            for value in values_of(word, each):
                changed = replace(rich, **{each.name: value})
                yield pytest.param(word, changed, id=f"{word}, {each.name}={value}")


@pytest.mark.parametrize(("word", "options"), list(cases()))
def test_the_code_makes_the_same_figure(word, options, monkeypatch):
    df = FRAME.copy()
    try:
        made = make(CHARTS[word], SOURCE, options)
    except BadArgument as error:
        if any(why in str(error) for why in REFUSED):
            return
        raise
    found = run(made.code(), df, monkeypatch)
    assert form(found) == form(made.figure())
    pd.testing.assert_frame_equal(df, FRAME)


def test_every_kind_is_tried():
    assert set(RICH) == set(CHARTS)


@pytest.mark.parametrize("word", CHARTS)
def test_each_mark_stands_for_its_rows(word):
    """The conditions of a mark keep as many rows as the mark counts."""
    chart = CHARTS[word]
    takes = {each.name: each for each in fields(chart.Options)}
    asked = {**RICH[word], "agg": "count", "height": "rows", "top": 70}
    for name in {"y", "z"} & set(takes):
        if not control_of(takes[name]).needed:
            asked[name] = takes[name].default
    options = chart.Options(**{k: v for k, v in asked.items() if k in takes})
    marks = make(chart, SOURCE, options).marks
    if marks.drill is None:
        pytest.skip("its marks are no groups of rows")
    counts = marks.frame["rows"].tolist()
    for row in range(0, len(counts), max(1, len(counts) // 12)):
        view = FrameView("v", "v", SOURCE)
        view.change(filter={"all": marks.drill(row)})
        assert view.n_rows == counts[row], marks.drill(row)


def test_code_of_a_filtered_view_takes_the_rows_shown(monkeypatch):
    view = FrameStore().add(FRAME, name="df", pinned=True)
    kept = {"all": [{"column": "side", "op": "eq", "value": "buy"}]}
    view.change(filter=kept, sort=[SortKey(2)])
    chart = CHARTS["bar"]
    made = queried(view, chart, chart.Options(x=1, y=(2,), agg="first"))
    found = run(view_code(made, view), FRAME, monkeypatch)
    dtale_nb.shutdown()
    assert made.marks.rows == (FRAME["side"] == "buy").sum()
    assert form(found) == form(made.figure())


@pytest.mark.parametrize(
    "thing",
    [
        {"a": ["x", "y", "x"]},
        [{"a": "x"}, {"a": "y"}],
        pd.Series(["x", "y", "x"], name="a"),
        pd.Index(["x", "y", "x"], name="a"),
        pd.MultiIndex.from_product([[1, 2], ["x"]]),
        np.array(["x", "y"]),
        pl.Series("a", ["x", "y"]),
        pa.array(["x", "y"]),
    ],
    ids=lambda thing: f"{type(thing).__module__}.{type(thing).__name__}",
)
def test_code_of_what_is_no_frame(thing, monkeypatch):
    """Whatever `show` takes is what the reader's variable holds."""
    handle = dtale_nb.show(thing)
    view = handle._inner
    made = queried(view, CHARTS["bar"], CHARTS["bar"].Options(x=0))
    found = run(view_code(made, view), thing, monkeypatch)
    dtale_nb.shutdown()
    assert form(found) == form(made.figure())


@pytest.mark.parametrize(
    "name", ["class", "pd", "px", "name", "html", "marks", "list", "dtale_nb", "a b"]
)
def test_code_calls_a_frame_by_no_name_of_its_own(name, monkeypatch):
    """A view may be called as Python, or the code itself, calls something else."""
    view = FrameStore().add(FRAME, name=name, pinned=True)
    view.change(filter={"all": [{"position": 3, "op": "ge", "value": 0}]})
    chart = CHARTS["bar"]
    made = queried(view, chart, chart.Options(x=1, y=(2,), agg="mean"))
    found = run(view_code(made, view), FRAME, monkeypatch)
    dtale_nb.shutdown()
    assert form(found) == form(made.figure())


def test_code_of_a_filter_by_infinity(monkeypatch):
    table = pd.DataFrame({"a": ["x", "y"], "b": [1.0, np.inf]})
    view = FrameStore().add(table, name="df", pinned=True)
    given = [{"column": "b", "op": "in", "value": [float("inf"), -float("inf")]}]
    view.change(filter={"all": given})
    made = queried(view, CHARTS["bar"], CHARTS["bar"].Options(x=0))
    found = run(view_code(made, view), table, monkeypatch)
    dtale_nb.shutdown()
    assert form(found) == form(made.figure())


def test_code_of_a_frame_whose_names_are_missing(monkeypatch):
    table = pd.DataFrame([["x", 1], ["y", 2]], columns=[pd.NA, "b"])
    made = make(CHARTS["bar"], source_of(table), CHARTS["bar"].Options(x=0, y=(1,)))
    assert form(run(made.code(), table, monkeypatch)) == form(made.figure())


@pytest.mark.parametrize(("freq", "axis"), [("M", "date"), ("Q", "category")])
@pytest.mark.parametrize("word", ["bar", "line", "pie", "box"])
def test_periods_are_drawn_as_they_are(word, freq, axis, monkeypatch):
    """Each is a stretch of time already: no unit is asked for, and none is guessed."""
    periods = pd.period_range("2026-01", periods=4, freq=freq)
    table = pd.DataFrame({"t": periods.repeat(2), "n": range(8)})
    table.loc[3, "t"] = pd.NaT
    chart = CHARTS[word]
    y = {} if word == "pie" else {"y": 1 if word == "box" else (1,)}
    made = make(chart, source_of(table), chart.Options(x=0, **y))
    figure = made.figure()
    assert {str(each) for each in periods} <= set(made.marks.frame["t"])
    if word == "line":
        assert figure.layout.xaxis.type == axis
    assert form(run(made.code(), table, monkeypatch)) == form(figure)


@pytest.mark.parametrize("library", ["polars", "arrow", "arrow-backed"])
def test_frames_of_other_libraries(library, monkeypatch):
    plain = FRAME.iloc[:, [0, 2, 3, 4, 7]].set_axis(
        ["side", "price", "qty", "t", "n"], axis=1
    )
    df = {
        "polars": pl.from_pandas,
        "arrow": pa.Table.from_pandas,
        "arrow-backed": lambda each: each.convert_dtypes(dtype_backend="pyarrow"),
    }[library](plain)
    source = source_of(df)
    for word, options in (
        ("bar", {"x": 0, "y": (1,), "agg": "mean"}),
        ("bar", {"x": 3, "unit": "month", "y": (2,), "agg": "max"}),
        ("line", {"x": 3, "y": (1,), "unit": "week", "color": 0}),
        ("histogram", {"x": 1, "color": 4}),
    ):
        made = make(CHARTS[word], source, CHARTS[word].Options(**options))
        assert form(run(made.code(), df, monkeypatch)) == form(made.figure())


@pytest.mark.parametrize(
    ("word", "options"),
    [("bar", {"x": 2, "top": 5}), ("heatmap", {"x": 7, "y": 2, "top": 5})],
)
def test_what_is_not_drawn_is_told(word, options):
    chart = CHARTS[word]
    marks = make(chart, SOURCE, chart.Options(**options)).marks
    left = marks.rows - int(marks.frame["rows"].sum())
    assert left > 0
    assert f"{left:,} rows are in groups that are not drawn" in marks.notes


@pytest.mark.parametrize(
    ("word", "options"),
    [
        ("bar", {"x": 1, "color": 0, "facet_col": 7, "facet_row": 5}),
        ("bar", {"x": 0, "color": 1, "animate": 7}),
        ("line", {"x": 3, "y": (2, 6), "agg": "sum", "facet_col": 0}),
        ("box", {"y": 2, "x": 1, "color": 0}),
        ("histogram", {"x": 2, "bins": 5, "color": 0, "facet_col": 0}),
        ("pie", {"x": 1, "y": 6, "agg": "sum"}),
        ("heatmap", {"x": 0, "y": 1}),
    ],
    ids=str,
)
def test_each_mark_on_the_page_carries_its_row(word, options):
    from dtale_nb.charts.themed import themed

    made = make(CHARTS[word], SOURCE, CHARTS[word].Options(**options))
    packed = themed(made, "light")
    assert all(isinstance(each["customdata"], list) for each in packed["data"])
    figure = decoded(packed)
    sets = [figure["data"], *(each["data"] for each in figure.get("frames", []))]
    told = set()
    for trace in (each for traces in sets for each in traces):
        figures = next(trace[key] for key in ("z", "y", "values", "q1") if key in trace)
        rows = [int(np.ravel(each)[0]) for each in trace["customdata"]]
        told |= set(rows)
        column = made.marks.frame.select_dtypes("number")
        for row, value in zip(rows, figures, strict=True):
            assert value in {decoded(each) for each in column.iloc[row].tolist()}
    assert told == set(range(len(made.marks.frame)))
