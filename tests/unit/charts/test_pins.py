"""Views as they were when a page of charts was pinned to them."""

from __future__ import annotations

import gc
import weakref

import pandas as pd
import pytest

from dtale_nb.charts.pins import Pins, question_of
from dtale_nb.engine.store import FrameStore


def test_a_pinned_view_shows_what_the_view_showed():
    pins, view = (
        Pins(),
        FrameStore().add(pd.DataFrame({"x": [1, 2, 3]}), name="x", pinned=True),
    )
    view.change(filter={"column": "x", "op": "gt", "value": 1})
    question = question_of(view)
    view.change(filter=None)
    pinned = pins.of(view, question)
    assert (pinned.n_rows, view.n_rows) == (2, 3)
    assert pins.of(view, question) is pinned


def test_a_view_that_is_let_go_takes_along_what_was_pinned():
    """Also while somebody holds the view itself: its frame is free."""
    store, pins = FrameStore(), Pins()
    frame = pd.DataFrame({"x": [1, 2, 3]})
    view = store.add(frame, name="x", pinned=True)
    pins.of(view, question_of(view))
    seen = weakref.ref(frame)
    store.let_go(view.id)
    del frame
    gc.collect()
    assert seen() is None
    with pytest.raises(Exception, match="let go"):
        pins.of(view, {"filter": None, "sort": []})
