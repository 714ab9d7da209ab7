"""Views: pages of one version, in the order asked."""

import gc
import threading
import weakref

import numpy as np
import pandas as pd
import pytest

from dtale_nb.engine.memory import source_of
from dtale_nb.engine.source import SortKey
from dtale_nb.engine.views import FrameView, ViewState
from dtale_nb.errors import BadArgument, StaleVersion, UnknownColumn, ViewLetGo

UP, DOWN = SortKey(0), SortKey(0, descending=True)


@pytest.fixture
def view():
    frame = pd.DataFrame({"x": [3, 1, 2, 1], "y": list("abcd")}, index=list("pqrs"))
    return FrameView("1f", "trades", source_of(frame))


def texts(view, number=1, **asked):
    return list(view.page(0, 100, [number], **asked).columns[0].texts)


def test_a_page_is_of_the_frame_as_it_lies(view):
    page = view.page(1, 3, [1, 0, -1])
    assert (page.version, page.total, page.start, page.stop) == (1, 4, 1, 3)
    assert page.numbers == (1, 0, -1)
    assert [list(cells.texts) for cells in page.columns] == [
        ["b", "c"],
        ["1", "2"],
        ["q", "r"],
    ]
    assert [list(cells.texts) for cells in page.index] == [["q", "r"]]


@pytest.mark.parametrize(
    ("asked", "given"),
    [((-5, 2), (0, 2)), ((3, 99), (3, 4)), ((9, 99), (4, 4)), ((3, 1), (3, 3))],
)
def test_a_page_is_clipped(view, asked, given):
    for sort in ([], [UP]):
        view.change(sort=sort)
        page = view.page(*asked, [0])
        assert (page.start, page.stop) == given
        assert len(page.columns[0].texts) == given[1] - given[0]


def test_a_sort_is_a_new_version_of_all_cells_together(view):
    assert view.change(sort=[UP]) == ViewState(sort=(UP,))
    assert view.version == 2
    page = view.page(0, 4, [1, 0])
    assert [list(cells.texts) for cells in page.columns] == [
        ["b", "d", "c", "a"],
        ["1", "1", "2", "3"],
    ]
    assert list(page.index[0].texts) == ["q", "s", "r", "p"]
    view.change(sort=[DOWN])
    assert texts(view) == ["a", "c", "b", "d"]
    view.change(sort=[])
    assert texts(view) == ["a", "b", "c", "d"]
    assert view.version == 4


def test_what_changes_no_row_makes_no_version(view):
    view.change(sort=[UP])
    view.change(scroll=(120.5, 40))
    view.change(sort=[UP])
    view.change()
    assert view.version == 2
    assert view.state == ViewState(sort=(UP,), scroll=(120.5, 40.0))


def test_a_gone_version_is_said_to_be(view):
    assert texts(view, version=1)
    view.change(sort=[UP])
    with pytest.raises(StaleVersion, match="version 1 of view 'trades'"):
        view.page(0, 1, [0], version=1)
    with pytest.raises(StaleVersion):
        view.rows(version=7)
    assert view.page(0, 1, [0], version=2).version == 2


@pytest.mark.parametrize(
    "changes",
    [
        {"colour": "red"},
        {"sort": 7},
        {"sort": [7]},
        {"sort": [UP, DOWN]},
        {"scroll": 7},
        {"scroll": (1,)},
        {"scroll": ("a", 0)},
        {"scroll": (-1, 0)},
        {"scroll": (0, float("inf"))},
    ],
    ids=str,
)
def test_a_change_that_cannot_be_read_changes_nothing(view, changes):
    with pytest.raises(BadArgument):
        view.change(**{"sort": [SortKey(1)], "scroll": (9, 9)} | changes)
    assert (view.state, view.version) == (ViewState(), 1)


@pytest.mark.parametrize("number", [2, -2])
def test_a_sort_by_no_column_is_refused(view, number):
    with pytest.raises(UnknownColumn):
        view.change(sort=[UP, SortKey(number)])


def test_rows_are_ids_only_where_there_is_an_order(view):
    assert view.rows() == range(4)
    view.change(sort=[UP])
    rows = view.rows()
    assert rows.tolist() == [1, 3, 2, 0]
    assert rows.nbytes == 16
    with pytest.raises(ValueError, match="read-only"):
        rows[0] = 7


def test_an_order_is_made_once_and_found_again(view):
    view.change(sort=[UP])
    rows = view.rows()
    view.change(sort=[])
    view.change(sort=[UP])
    assert view.rows() is rows


def test_a_view_let_go_holds_nothing_and_says_so():
    frame = pd.DataFrame({"x": np.arange(3)})
    ref = weakref.ref(frame)
    view = FrameView("1f", "trades", source_of(frame))
    view.change(sort=[DOWN])
    view.page(0, 3, [0])
    view.let_go()
    del frame
    gc.collect()
    assert ref() is None
    assert view.is_let_go
    for ask in (lambda: view.page(0, 1, [0]), lambda: view.n_rows, lambda: view.source):
        with pytest.raises(ViewLetGo, match="'trades'"):
            ask()
    with pytest.raises(ViewLetGo):
        view.change(sort=[])


def test_many_threads_see_whole_versions():
    n = 2_000
    values = np.random.default_rng(3).permutation(n)
    view = FrameView("1f", "x", source_of(pd.DataFrame({"a": values, "b": -values})))
    torn, stop = [], threading.Event()

    def read():
        while not stop.is_set():
            page = view.page(10, 30, [0, 1])
            a, b = (np.array(cells.texts, dtype=int) for cells in page.columns)
            wanted = values if page.version % 2 else np.arange(n)
            if (a != -b).any() or (a != wanted[10:30]).any():
                torn.append(page)

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    for turn in range(60):
        view.change(sort=[] if turn % 2 else [UP])
    stop.set()
    for reader in readers:
        reader.join()
    assert view.version == 61
    assert torn == []
