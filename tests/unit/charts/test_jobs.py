"""Charts as jobs: begun with their page, asked for later, made once."""

from __future__ import annotations

import gc
import time
import weakref

import pandas as pd
import pytest

from dtale_nb.charts.jobs import ChartJobs
from dtale_nb.charts.kinds.bar import Bar
from dtale_nb.engine.store import FrameStore


class Counting(Bar):
    """Bars that tell how often they were asked for."""

    def __init__(self):
        self.asked = 0

    def ask(self, source, options, rows):
        self.asked += 1
        return super().ask(source, options, rows)


def view_in(store):
    return store.add(pd.DataFrame({"a": ["x", "y", "x"]}), name="t", pinned=True)


@pytest.fixture
def view():
    return view_in(FrameStore())


def test_what_a_page_began_is_not_made_again(view):
    jobs, chart = ChartJobs(), Counting()
    options = chart.Options(x=0)
    jobs.begin(view, [(chart, options)])
    assert len(jobs.made(view, chart, options).marks.frame) == 2
    jobs.begin(view, [(chart, options)])
    jobs.made(view, chart, options)
    assert chart.asked == 1


def test_a_view_that_was_changed_meanwhile_is_drawn_as_it_is(view):
    jobs, chart = ChartJobs(), Counting()
    options = chart.Options(x=0)
    jobs.begin(view, [(chart, options)])
    view.change(filter={"position": 0, "op": "eq", "value": "x"})
    assert jobs.made(view, chart, options).marks.frame["rows"].tolist() == [2]
    jobs.begin(view, [(chart, chart.Options(x=0, top=3))])
    assert chart.asked == 2, "rows of a filter are waited for when they are asked for"


def test_what_was_begun_and_never_asked_for_holds_no_frame():
    store, jobs, chart = FrameStore(), ChartJobs(), Counting()
    view = view_in(store)
    jobs.begin(view, [(chart, chart.Options(x=0))])
    jobs.made(view, chart, chart.Options(x=0, top=2))
    source = weakref.ref(view.source)
    store.let_go(view.id)
    del view
    gc.collect()
    assert source() is None


class Failing(Bar):
    """Bars that cannot be made."""

    def ask(self, *_):
        raise ValueError("no such bars")


@pytest.mark.parametrize("is_asked", [True, False])
def test_a_chart_that_failed_holds_no_frame(is_asked):
    store, jobs, chart = FrameStore(), ChartJobs(), Failing()
    view = view_in(store)
    options = chart.Options(x=0)
    if is_asked:
        with pytest.raises(ValueError, match="no such bars"):
            jobs.made(view, chart, options)
    else:
        jobs.begin(view, [(chart, options)])
        until = time.monotonic() + 20
        while view.work.running() and time.monotonic() < until:
            time.sleep(0.01)
    source = weakref.ref(view.source)
    store.let_go(view.id)
    del view
    gc.collect()
    assert source() is None
