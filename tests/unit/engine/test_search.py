"""Search: hits are what the cells show, in the order shown, and nothing else."""

import threading
import time

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from dtale_nb.engine import search as module
from dtale_nb.engine.accept import as_frame
from dtale_nb.engine.filters import spec_of
from dtale_nb.engine.filters.shown import (
    Found,
    fields_of,
    folded_needle,
    shown_rows,
)
from dtale_nb.engine.filters.shown import (
    test_of as telling_of,
)
from dtale_nb.engine.kinds import MISSING, Kind
from dtale_nb.engine.layout import Layout
from dtale_nb.engine.memory import source_of
from dtale_nb.engine.search import Hit
from dtale_nb.engine.source import CELL, WHOLE, SortKey
from dtale_nb.engine.texts.moments import calendar_text
from dtale_nb.engine.views import FrameView
from dtale_nb.errors import BadArgument, UnknownColumn
from tests import frames

NEEDLES = ("a", "1", ".0", "-", "NaN", "tru")


def shows(text, mark, needle):
    """Whether a cell shows a text, said the plain way."""
    if mark in MISSING:
        return text.lower() == needle.lower()
    return folded_needle(needle) in folded_needle(text)


def wanted(source, needle, rows):
    """All hits: position in the view, number."""
    found = []
    columns = {}
    for number in fields_of(source):
        is_text = source.field(number).kind in {Kind.TEXT, Kind.CATEGORY}
        columns[number] = source.cells(number, rows, WHOLE if is_text else CELL)
    for row in range(len(rows)):
        for number, cells in columns.items():
            if shows(cells.texts[row], cells.marks.get(row), needle):
                found.append((row, number))
    return found


def hits_of(view):
    """All hits by walking from one to the next."""
    search = view.search()
    search.job.result()
    found, row, number = [], -1, None
    for _ in range(search.count().hits):
        hit = search.step(row, number)
        assert hit.at == len(found) + 1
        found.append((hit.row, hit.number))
        row, number = hit.row, hit.number
    return found


def view_of(frame):
    return FrameView("1f", "x", source_of(frame))


TAME = frames.names(without=["misbehaving", "slow"])


@pytest.mark.parametrize("name", TAME)
def test_hits_are_the_cells_that_show_it(name):
    source = source_of(as_frame(frames.sample(name).frame))
    if source.n_rows * (source.n_columns + source.n_levels) > 4_000:
        pytest.skip("too large to be looked through one by one")
    view = FrameView("1f", "x", source)
    for needle in NEEDLES:
        view.change(search=needle)
        every = wanted(source, needle, range(source.n_rows))
        assert hits_of(view) == every, needle
        rows = sorted({row for row, _ in every})
        assert np.flatnonzero(shown_rows(Found(needle), source, None)).tolist() == rows
        assert view.search().count().rows == len(rows)


RANDOM = np.random.default_rng(12)
N = 3_000
MANY = pd.DataFrame(
    {
        "int": RANDOM.integers(-(10**12), 10**12, N),
        "float": RANDOM.normal(size=N) * 10.0 ** RANDOM.integers(-9, 20, N),
        "cents": np.round(RANDOM.normal(size=N) * 1000, 2),
        "whole": RANDOM.integers(-99, 99, N).astype(float),
        "Int64": pd.array(RANDOM.integers(0, 50, N), dtype="Int64"),
        "text": pd.Series([f"Fill {n} Ä" for n in range(N)], dtype="str"),
        "object": pd.Series(
            [f"obj {n}" if n % 3 else n for n in range(N)], dtype=object
        ),
        "time": pd.Timestamp("2026-01-01") + pd.to_timedelta(np.arange(N), unit="min"),
        "zoned": pd.date_range("2026-03-01", periods=N, freq="h", tz="Europe/Paris"),
        "kind": pd.Categorical.from_codes(RANDOM.integers(-1, 3, N), ["Xa", "b", "10"]),
        "truth": RANDOM.random(N) < 0.5,
        "arrow": pd.array(RANDOM.normal(size=N), dtype=pd.ArrowDtype(pa.float64())),
    }
)
MANY.iloc[::7, [1, 2, 4]] = None


@pytest.mark.parametrize("library", ["pandas", "pyarrow", "polars"])
@pytest.mark.parametrize(
    "needle", ["7", "12.", ".0", "e-0", "FILL 1", "ä", "tru", "-03-2", "nan"]
)
def test_hits_in_every_library_sorted_and_filtered(library, needle):
    frame = MANY if library == "pandas" else MANY.drop(columns="object")
    if library != "pandas":
        frame = pa.Table.from_pandas(frame)
    if library == "polars":
        frame = pytest.importorskip("polars").from_arrow(frame)
    view = FrameView("1f", "x", source_of(frame))
    view.change(
        sort=[SortKey(2, descending=True)],
        filter={"column": "whole", "op": "gt", "value": 0},
        search=needle,
    )
    rows = view.rows()
    every = wanted(view.source, needle, rows)
    assert hits_of(view) == every
    view.change(
        filter={
            "all": [{"column": "whole", "op": "gt", "value": 0}, {"search": needle}]
        }
    )
    left = dict.fromkeys(row for row, _ in every)
    assert view.rows().tolist() == rows[list(left)].tolist()


def test_every_float_is_found_by_its_own_text():
    powers = 10.0 ** np.arange(-320, 309)
    values = np.concatenate(
        [RANDOM.normal(size=len(powers)) * powers, powers, -powers, [0.0, -0.0, np.inf]]
    )
    source = source_of(pd.DataFrame({"x": values}))
    texts = [repr(float(each)) for each in values]
    for value in values[:: len(values) // 40]:
        hits = np.flatnonzero(shown_rows(Found(repr(float(value))), source, None))
        assert hits.tolist() == [
            at for at, text in enumerate(texts) if repr(float(value)) in text
        ]


ROUND = {"s": 0, "ms": 3, "us": 6, "ns": 9}
MOMENTS = {
    unit: np.concatenate(
        [
            RANDOM.integers(-(10**5), 10**5, 40) * 10 ** (digits + 5),
            RANDOM.integers(-(10**14), 10**14, 200) * 10 ** max(0, digits - 4),
            [0, 1, -1, 10 ** max(0, digits - 3), 1001, -999_999, -(2**63)],
            RANDOM.integers(-(2**62), 2**62, 20) if unit in {"us", "ns"} else [],
            np.array([-62_135_596_800, 253_370_764_800, 10**12, -(10**12)])
            * (10**digits if digits < 7 else 1),
        ]
    ).astype(np.int64)
    for unit, digits in ROUND.items()
}


@pytest.mark.parametrize("unit", ROUND)
def test_every_moment_is_found_by_any_part_of_its_text(unit):
    values = MOMENTS[unit].view(f"M8[{unit}]")
    source = source_of(pd.DataFrame({"x": values}))
    assert source.array(0).dtype == values.dtype
    texts = source.cells(0, range(len(values))).texts
    assert list(texts) == [
        "NaT" if np.isnat(value) else calendar_text(str(np.datetime_as_string(value)))
        for value in values
    ]
    needles = {".0", "0", "00", "0:0", " ", ":", "-", "9999-", "1969", ".000", "2 1"}
    needles |= {text[at : at + 5] for at, text in enumerate(texts[::9])}
    for needle in sorted(needles - {"", "NaT"}):
        test = telling_of(source, 0, needle)
        found = test(range(len(values))).tolist()
        assert found == [needle in text for text in texts], needle


def test_steps_lead_around_both_ways():
    frame = pd.DataFrame(
        {"a": ["x", "-", "-", "x"], "b": [1, 2, 3, 4], "c": list("-x-x")}
    )
    view = view_of(frame)
    view.change(search="X")
    search = view.search()
    search.job.result()
    every = [Hit(0, 0, 1), Hit(1, 2, 2), Hit(3, 0, 3), Hit(3, 2, 4)]
    forward = [
        search.step(-1, None),
        search.step(0, 0),
        search.step(1, 2),
        search.step(3, 0),
    ]
    assert forward == every
    assert search.step(3, 2) == every[0]
    assert search.step(2**53, None, back=True) == every[3]
    assert search.step(3, 2, back=True) == every[2]
    assert search.step(3, 1, back=True) == every[2]
    assert search.step(3, 1) == every[3]
    assert search.step(0, -1) == every[0]
    assert search.step(0, 0, back=True) == every[3]
    assert search.step(2, None) == every[2]
    assert search.step(1, None, back=True) == every[1]
    view.change(search="nowhere")
    search = view.search()
    search.job.result()
    assert search.step(0, 0) is False
    assert search.step(0, 0, back=True) is False
    assert (search.count().hits, search.count().done) == (0, True)


def test_hits_that_are_not_kept_are_found_again(monkeypatch):
    monkeypatch.setattr(module, "KEPT", 100)
    monkeypatch.setattr(module, "FIRST", 64)
    monkeypatch.setattr(module, "MOST", 256)
    view = view_of(MANY[["int", "text"]][:500])
    view.change(search="1")
    assert hits_of(view) == wanted(view.source, "1", range(500))
    assert sum(part.hits is None for part in view.search()._parts) > 3


def test_first_hits_are_there_before_the_end(monkeypatch):
    monkeypatch.setattr(module, "FIRST", 1)
    monkeypatch.setattr(module, "MOST", 1)
    view = view_of(pd.DataFrame({"x": [*["a"] * 5, *["b"] * 500, "a"]}))
    reached, go_on = threading.Event(), threading.Event()
    put = module.Search._put

    def slow(self, start, stop, found):
        put(self, start, stop, found)
        if stop == 10:
            reached.set()
            go_on.wait(10)

    monkeypatch.setattr(module.Search, "_put", slow)
    view.change(search="a")
    search = view.search()
    assert reached.wait(10)
    count = search.count()
    assert (count.hits, count.done, count.stopped) == (5, False, False)
    assert 0 < count.share < 1
    assert search.step(0, 0) == Hit(1, 0, 2)
    assert search.step(4, 0) is True  # not known yet
    assert search.step(0, 0, back=True) is True
    [piece] = view.work.running()
    assert (piece.kind, piece.what) == ("search", "searching for “a”")
    go_on.set()
    assert search.step(4, 0, seconds=10) == Hit(505, 0, 6)


def test_a_search_that_is_stopped_keeps_what_it_found(monkeypatch):
    monkeypatch.setattr(module, "MOST", 1)
    monkeypatch.setattr(module, "FIRST", 1)
    view = view_of(pd.DataFrame({"x": ["a"] * 200_000}))
    view.change(search="a")
    search = view.search()
    search.wait_for_news(10)
    assert view.cancel("search") == 1
    search.job.wait(10)
    count = view.search().count()
    assert view.search() is search
    assert (count.done, count.stopped) == (False, True)
    assert 0 < count.hits < 200_000
    assert isinstance(search.step(199_999, 0, seconds=10), Hit)
    view.change(search="a")  # asked for again
    again = view.search()
    assert again is not search
    view.change(search=None)
    assert view.search() is None
    again.job.wait(10)
    assert view.work.running() == []


def test_a_search_changes_no_version_and_ends_with_its_rows():
    view = view_of(MANY)
    view.change(search="fill")
    assert view.version == 1
    search = view.search()
    view.change(sort=[SortKey(0)])
    assert view.search() is not search
    assert hits_of(view)[0][0] == 0


@pytest.mark.parametrize("text", [7, "x" * 1_001, ["a"]])
def test_what_is_no_text_is_refused(text):
    view = view_of(MANY)
    with pytest.raises(BadArgument):
        view.change(search=text)
    with pytest.raises(BadArgument):
        view.change(filter={"search": text})


def test_half_a_character_is_looked_for_too():
    view = view_of(MANY)
    view.change(search="\ud800")
    assert hits_of(view) == []


def test_a_page_that_goes_stops_its_search(monkeypatch):
    from dtale_nb.engine import tasks

    monkeypatch.setattr(tasks, "PARTING", 0.0)
    monkeypatch.setattr(module, "MOST", 1)
    view = view_of(pd.DataFrame({"x": np.arange(1_000_000)}))
    view.work.look()
    view.change(search="123456789")
    search = view.search()
    search.wait_for_news(0.02)
    view.work.part()
    assert search.job.wait(10)
    assert search.job.was_stopped
    view.work.look()  # another page asks: it goes on from the start
    assert view.search() is not search
    view.let_go()
    until = time.monotonic() + 10
    while view.work.running():
        assert time.monotonic() < until
        time.sleep(0.01)


def test_hits_are_those_of_the_columns_shown_in_their_order():
    """Hidden columns hold no hits; others are met in the order in which they stand."""
    frame = pd.DataFrame({"a": ["x", "x"], "b": ["x", "-"], "c": ["x", "x"]})
    view = view_of(frame)
    view.change(search="x")
    assert hits_of(view) == [(0, 0), (0, 1), (0, 2), (1, 0), (1, 2)]
    view.change(columns=Layout((2, 1)))
    assert hits_of(view) == [(0, 2), (0, 1), (1, 2)]
    assert view.search().step(1, 2, back=True) == Hit(0, 1, 2)
    looked = view.search()
    view.change(columns=Layout((2, 1), widths={1: 90}))
    assert view.search() is looked


def test_a_filter_to_hits_asks_the_columns_it_names():
    """`columns` limits it, is told and kept, and moves along with the frame."""
    frame = pd.DataFrame({"a": ["x", "-"], "b": ["-", "x"]}, index=[7, 8])
    view = view_of(frame)
    view.change(filter={"search": "x", "columns": "1"})
    assert view.rows().tolist() == [1]
    assert view.state.filter.sentence() == "any of 1 columns shows “x”"
    assert spec_of(view.state.filter, view.source) == {"search": "x", "columns": "1"}
    view.change(filter={"search": "7", "columns": "0"})
    assert view.rows().tolist() == [0]  # the index is always seen
    for columns in ("2", "a", [0]):
        with pytest.raises((BadArgument, UnknownColumn)):
            view.change(filter={"search": "x", "columns": columns})
    view.change(filter={"search": "x", "columns": "0-1"})
    frame.drop(columns="a", inplace=True)
    view.refresh()
    assert view.state.filter.numbers == (0,)
    assert view.rows().tolist() == [1]
