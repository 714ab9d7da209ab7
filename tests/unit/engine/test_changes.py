"""A frame changed in place: seen, said, and never mixed with what it was."""

import threading
import time

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from dtale_nb.engine.memory import source_of, watch
from dtale_nb.engine.source import SortKey
from dtale_nb.engine.views import FrameView
from dtale_nb.errors import BadArgument, StaleVersion

PANDAS_2 = watch.WRITES_THROUGH


def made():
    columns = {
        "int": [3, 1, 2],
        "float": [1.5, None, 2.5],
        "text": pd.Series(["x", "y", "z"], dtype="str"),
        "Int64": pd.array([1, None, 3], dtype="Int64"),
        "kind": pd.Categorical(["a", "b", "a"]),
        "time": pd.date_range("2026-01-01", periods=3),
        "zoned": pd.date_range("2026-01-01", periods=3, tz="UTC"),
        "object": pd.Series([1, "a", None], dtype=object),
        "period": pd.period_range("2026-01", periods=3, freq="M"),
        "arrow": pd.array([1, 2, 3], dtype=pd.ArrowDtype(pa.int64())),
        "sparse": pd.arrays.SparseArray([0, 0, 1]),
        "truth": [True, False, True],
        "boolean": pd.array([None, False, True], dtype="boolean"),
        "Float32": pd.array([None, 1.5, 2.5], dtype="Float32"),
    }
    return pd.DataFrame(columns, index=pd.Index([7, 8, 9], name="order"))


def put(column, value):
    def change(frame):
        frame.loc[8, column] = value

    return pytest.param(change, f"values changed in {column}", id=f"write {column}")


CHANGES = [
    put("int", 7),
    put("float", 7.5),
    put("text", "q"),
    put("Int64", 4),
    put("kind", "a"),
    put("time", pd.Timestamp("2021-01-01")),
    put("zoned", pd.Timestamp("2021-01-01", tz="UTC")),
    put("object", "b"),
    put("period", pd.Period("2021-01", freq="M")),
    put("arrow", 9),
    put("truth", True),
    put("boolean", True),
    put("Float32", 4.5),
    *(
        pytest.param(change, said, id=said)
        for change, said in [
            (lambda f: f.__setitem__("new", 1), "columns added: new"),
            (lambda f: f.drop(columns="int", inplace=True), "columns gone: int"),
            (
                lambda f: f.rename(columns={"int": "n"}, inplace=True),
                "columns added: n; columns gone: int",
            ),
            (
                lambda f: f.insert(0, "truth", f.pop("truth")),
                "columns named or placed otherwise",
            ),
            (lambda f: f.sort_values("int", inplace=True), "another index"),
            (lambda f: setattr(f, "index", f.index * 2), "another index"),
            (lambda f: setattr(f.index, "name", "k"), "levels named otherwise"),
            (lambda f: f.drop(index=8, inplace=True), "now 2 rows, before 3"),
            (
                lambda f: f.__setitem__("int", f["int"].astype(float)),
                "values changed in int",
            ),
            (
                lambda f: f.__setitem__("sparse", pd.arrays.SparseArray([1, 1, 1])),
                "values changed in sparse",
            ),
            (lambda f: f.iloc[:, 0].__iadd__(0) is None or f.__setitem__("int", 0),
             "values changed in int"),
        ]
    ),
]  # fmt: skip


@pytest.mark.parametrize(("change", "said"), CHANGES)
def test_a_change_is_seen_and_said(change, said):
    frame = made()
    view = FrameView("1f", "x", source_of(frame))
    view.look(1.0)
    view.look(1.0)
    assert (view.version, view.changed) == (1, "")
    change(frame)
    view.look(1.0)
    assert view.version == 2
    assert view.changed.startswith(said)
    fields = range(view.source.n_columns)
    cells = view.page(0, 9, fields).columns
    fresh = FrameView("2f", "x", source_of(frame)).page(0, 9, fields).columns
    assert cells == fresh
    view.look(1.0)
    assert view.version == 2  # once


@pytest.mark.parametrize(
    "use",
    [
        lambda f: f.sort_values("int"),
        lambda f: f.drop(columns="sparse").describe(),
        lambda f: f.head(2).copy(),
        lambda f: f["text"].str.upper(),
        lambda f: f.set_index("int"),
        lambda f: setattr(f, "columns", list(f.columns)),
        repr,
    ],
)
def test_what_changes_nothing_is_no_change(use):
    frame = made()
    view = FrameView("1f", "x", source_of(frame))
    view.look(1.0)
    use(frame)
    view.look(1.0)
    assert (view.version, view.changed) == (1, "")


def test_a_look_takes_no_longer_than_it_may_and_sees_all_by_and_by():
    frame = pd.DataFrame({f"c{n}": np.arange(10) for n in range(3_000)})
    for number in range(3_000):
        frame.isetitem(number, np.arange(10) + number)  # a block of its own each
    view = FrameView("1f", "x", source_of(frame))
    view.look(0.0)
    frame.isetitem(2_999, np.zeros(10))
    looks = 0
    while view.version == 1:
        view.look(0.0)
        looks += 1
        assert looks < 3_100
    assert view.changed == "values changed in c2999"


def test_filter_and_order_go_along_with_their_columns():
    frame = made()
    view = FrameView("1f", "x", source_of(frame))
    condition = {"column": "float", "op": "gt", "value": 1}
    view.change(
        sort=[SortKey(0, descending=True), SortKey(1), SortKey(-1)],
        filter={"all": [condition, {"column": "kind", "op": "eq", "value": "a"}]},
        search="x",
    )
    assert view.rows().tolist() == [0, 2]
    frame.insert(0, "first", 0)
    view.look()
    assert view.changed == "columns added: first"
    assert view.schema == 2
    assert [key.number for key in view.state.sort] == [1, 2, -1]
    assert view.state.search == "x"
    assert view.rows().tolist() == [0, 2]
    frame.drop(columns=["kind", "int"], inplace=True)
    view.look()
    assert view.changed == (
        "columns gone: int, kind; taken away: the order by int, "
        "the condition “kind = “a””"
    )
    assert [key.number for key in view.state.sort] == [1, -1]
    assert view.state.filter.sentence() == "float > 1"
    assert view.rows().tolist() == [0, 2]
    frame.drop(columns="float", inplace=True)
    view.look()
    assert view.state.filter is None
    assert view.n_rows == 3


def test_a_condition_on_the_place_of_a_name_that_repeats_stays_there():
    frame = pd.DataFrame([[1, 2], [3, 4]], columns=["n", "n"])
    view = FrameView("1f", "x", source_of(frame))
    view.change(filter={"position": 1, "op": "gt", "value": 2}, sort=[SortKey(1)])
    view.look(1.0)
    frame.iloc[0, 1] = 9
    view.look(1.0)
    assert view.version == 3
    assert view.rows().tolist() == [1, 0]
    frame.insert(0, "first", 0)
    view.look(1.0)
    assert view.changed == "columns added: first"
    assert [key.number for key in view.state.sort] == [2]
    frame.insert(0, "n", 0, allow_duplicates=True)
    view.look(1.0)
    assert "taken away" in view.changed


def test_refresh_reads_what_cannot_be_seen():
    inner = [1]
    frame = pd.DataFrame({"x": [inner, None]})
    view = FrameView("1f", "x", source_of(frame))
    view.change(sort=[SortKey(0)])
    view.look(1.0)
    inner.append(2)
    view.look(1.0)
    assert view.version == 2
    view.refresh()
    assert (view.version, view.changed, view.schema) == (3, "refreshed", 1)
    assert view.page(0, 2, [0]).columns[0].texts[0] == "[1, 2]"


def test_an_answer_is_of_one_version():
    frame = pd.DataFrame({"x": [1, 2, 3]})
    view = FrameView("1f", "x", source_of(frame))
    view.change(sort=[SortKey(0, descending=True)])
    assert list(view.page(0, 3, [0], version=2).columns[0].texts) == ["3", "2", "1"]
    frame.loc[3] = 4
    view.look()
    with pytest.raises(StaleVersion):
        view.page(0, 3, [0], version=2)
    page = view.page(0, 9, [0], version=3)
    assert (page.total, list(page.columns[0].texts)) == (4, ["4", "3", "2", "1"])


def test_polars_and_arrow():
    pl = pytest.importorskip("polars")
    frame = pl.DataFrame({"a": [1, 2, 3], "s": ["x", "y", "z"], "l": [[1], [2], None]})
    view = FrameView("1f", "x", source_of(frame))
    view.look(1.0)
    assert view.version == 1
    frame[1, "a"] = 7
    view.look(1.0)
    assert (view.version, view.changed) == (2, "values changed in a")
    frame[1, "s"] = "new"
    view.look(1.0)
    assert (view.version, view.changed) == (3, "values changed in s")
    frame.insert_column(0, pl.Series("b", [1, 2, 3]))
    view.look(1.0)
    assert (view.version, view.changed, view.schema) == (4, "other columns", 2)
    frame.extend(frame)
    view.look(1.0)
    assert (view.version, view.changed) == (5, "now 6 rows, before 3")
    table = FrameView("2f", "x", source_of(pa.table({"a": [1]})))
    table.look(1.0)
    assert table.version == 1


N = 5_000


class Mutator(threading.Thread):
    """Changes a frame as long as somebody asks about it.

    In every state r = -s holds in each row and `a` is the same in all rows, so that
    cells of two states are told apart.
    """

    def __init__(self, frame):
        super().__init__(daemon=True)
        self.frame, self.going, self.turns = frame, True, 0

    def run(self):
        random = np.random.default_rng(5)
        frame = self.frame
        while self.going:
            self.turns += 1
            n = self.turns
            kind = int(random.integers(0, 5))
            if kind == 0:
                frame["a"] = n
            elif kind == 1:
                frame.insert(0, f"x{n}", n)
            elif kind == 2 and len(frame.columns) > 3:
                added = [name for name in frame if name.startswith("x")]
                frame.drop(columns=added, inplace=True)
            elif kind == 3:
                frame.loc[N] = 0
                frame.drop(index=N, inplace=True)
            else:
                frame.sort_values("r", ascending=bool(n % 2), inplace=True)
            time.sleep(0.0005)


def test_values_that_only_lie_elsewhere_are_no_change():
    frame = made()
    view = FrameView("1f", "x", source_of(frame))
    view.look(1.0)
    for name in frame:
        frame[name] = frame[name].copy()
    view.look(1.0)
    assert (view.version, view.changed) == (2, "")
    view.look(1.0)
    frame.loc[7, "int"] = 99  # of what lies there now
    view.look(1.0)
    assert (view.version, view.changed) == (3, "values changed in int")


def test_a_frame_changed_by_another_thread_during_a_thousand_questions():
    order = np.random.default_rng(1).permutation(N)
    frame = pd.DataFrame({"a": 0, "r": order, "s": -order})
    view = FrameView("1f", "x", source_of(frame))
    mutator = Mutator(frame)
    mutator.start()
    random = np.random.default_rng(6)
    answered = torn = 0
    try:
        for turn in range(1_000):
            view.look(0.001)
            try:
                ask(view, random, turn)
                answered += 1
            except (StaleVersion, BadArgument):  # said, and the page asks again
                torn += 1
    finally:
        mutator.going = False
        mutator.join(20)
    assert answered > 500
    assert view.version > 50
    assert mutator.turns > 50


def ask(view, random, turn):
    """A random question; its answer belongs to one state of the frame."""
    if turn % 10 == 0:
        view.change(sort=[SortKey(int(random.integers(0, 2)))])
    elif turn % 10 == 5:
        value = int(random.integers(0, N))
        view.change(filter={"column": "r", "op": "lt", "value": value})
    source, rows = view.shown()
    start = int(random.integers(0, N))
    version = view.version
    page = view.page(start, start + 50, range(view.source.n_columns), version)
    assert page.version == version
    assert {len(cells.texts) for cells in page.columns} == {page.stop - page.start}
    assert len(rows) <= source.n_rows
    if PANDAS_2:
        return  # it writes through: what is read is what stands there
    names = list(source.column_names())
    a, r, s = (
        np.asarray(source.array(names.index(name), rows)).tolist() for name in "ars"
    )
    assert r == [-value for value in s]
    assert len({*a} - {0}) <= 1  # 0 is the row that was appended
