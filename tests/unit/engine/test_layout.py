"""Which columns a view shows, and where: read, checked, written, and what it gives."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from dtale_nb.engine.documents import changes_of, document
from dtale_nb.engine.store import FrameStore
from dtale_nb.engine.summaries.shares import missing_counts
from dtale_nb.errors import BadArgument, UnknownColumn

NAMES = ["price", "side", "price", 7]


@pytest.fixture
def frame():
    return pd.DataFrame([[1, "a", 2.5, None]] * 3, columns=NAMES)


@pytest.fixture
def view(frame):
    return FrameStore().add(frame, pinned=True)


def arranged(view, given):
    view.change(**changes_of({"columns": given}, view.source))
    return view.state.columns


@pytest.mark.parametrize(
    ("given", "numbers", "pinned"),
    [
        (None, [0, 1, 2, 3], (0, 0)),
        ({"order": None, "right": 2}, [0, 1, 2, 3], (0, 2)),
        ({"order": "3,0-2", "left": 1}, [3, 0, 1, 2], (1, 0)),
        ({"order": [2, "side"]}, [2, 1], (0, 0)),
        ({"order": ["7", {"column": "side"}], "left": 1, "right": 1}, [3, 1], (1, 1)),
    ],
    ids=json.dumps,
)
def test_what_is_given_is_kept_and_makes_no_version(view, given, numbers, pinned):
    version = view.version
    found = arranged(view, given)
    assert list(found.numbers(4)) == numbers
    assert (found.left, found.right) == pinned
    written = json.loads(json.dumps(document(view.state, view.source)))
    assert arranged(view, written["columns"]) == found
    assert view.version == version


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"order": "0,0"}, "twice"),
        ({"order": ""}, "no column"),
        ({"order": "2-1"}, "no list of columns"),
        ({"order": "0-99999999"}, "no list of columns"),
        ({"order": "0; drop"}, "no list of columns"),
        ({"order": ["price"]}, "2 columns are called"),
        ({"order": [True]}, "whole number"),
        ({"order": "0-1", "left": 2, "right": 1}, "cannot be pinned"),
        ({"left": -1}, "cannot be pinned"),
        ({"left": 1.5}, "whole number"),
        ({"widths": [{"number": 0, "width": 4}]}, "px wide"),
        ({"widths": [{"number": 0, "label": ["cost"], "width": 90}]}, "'price' now"),
        ({"widths": {"0": 90}}, "must be a list"),
        ({"hidden": [1]}, "takes no 'hidden'"),
        ({"order": "0", "names": "0" * 12}, "other columns"),
        ([], "is an object"),
    ],
    ids=str,
)
def test_what_cannot_be_is_refused_and_changes_nothing(view, given, says):
    before = arranged(view, {"order": "1,0"})
    with pytest.raises(BadArgument, match=says):
        arranged(view, given)
    assert view.state.columns == before


def test_a_column_that_is_not_there_is_said(view):
    with pytest.raises(UnknownColumn):
        arranged(view, {"order": "0-2,9"})


def test_names_of_another_frame_are_refused(view, frame):
    written = document(view.state, view.source)["columns"]
    other = FrameStore().add(frame.rename(columns={"side": "way"}), pinned=True)
    with pytest.raises(BadArgument, match="other columns"):
        arranged(other, written)


def test_an_order_of_ten_thousand_columns_is_short():
    source = FrameStore().add(pd.DataFrame(np.zeros((1, 10_000))), pinned=True).source
    given = {"order": "9999,0-4999,5001-9998", "left": 1}
    changes = changes_of({"columns": given}, source)["columns"]
    assert len(changes.order) == 9_999
    store = FrameStore()
    view = store.add(source.frame, pinned=True)
    view.change(columns=changes)
    assert len(json.dumps(document(view.state, view.source)["columns"])) < 150


WITH_GAPS = {"a": [1.5, None, None], "b": [None] * 3, "c": ["x", "", None]}


@pytest.mark.parametrize(
    "frame",
    [pd.DataFrame(WITH_GAPS), pl.DataFrame(WITH_GAPS), pa.table(WITH_GAPS)],
    ids=["pandas", "polars", "arrow"],
)
def test_missing_values_of_all_columns(frame):
    source = FrameStore().add(frame, pinned=True).source
    assert missing_counts(source) == [2, 3, 1]
    assert missing_counts(source, np.array([0, 2], dtype=np.uint32)) == [1, 2, 1]
