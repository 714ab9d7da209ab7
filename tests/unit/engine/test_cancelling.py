"""Work cancelled at any moment leaves nothing: no thread, no job, no memory."""

import contextlib
import gc
import threading
import time
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from dtale_nb.engine import pending
from dtale_nb.engine.answers import Answers
from dtale_nb.engine.export.formats import Cut, format_of
from dtale_nb.engine.export.spool import Download, Spool
from dtale_nb.engine.filters import patterns
from dtale_nb.engine.jobs import Job, Workers, checkpoint, progress
from dtale_nb.engine.memory import source_of
from dtale_nb.engine.pending import PendingRows
from dtale_nb.engine.search import Search
from dtale_nb.engine.source import SortKey
from dtale_nb.engine.summaries import summarise
from dtale_nb.engine.summaries.cache import SummaryCache
from dtale_nb.engine.tasks import Tasks
from dtale_nb.engine.views import FrameView
from dtale_nb.errors import BadArgument, StaleVersion, StillWorking

RANDOM = np.random.default_rng(21)
N = 150_000
FRAME = pd.DataFrame(
    {
        "int": RANDOM.permutation(N),
        "float": RANDOM.normal(size=N),
        "few": RANDOM.integers(0, 50, N),
        "text": pd.Series([f"user_{n * 7919 % N}" for n in range(N)], dtype="string"),
        "object": pd.Series([f"o{n % 1000}" for n in range(N)], dtype=object),
    }
)


def until(holds):
    ends = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < ends
        time.sleep(0.005)


def no_threads():
    return not any(t.name == "dtale_nb job" for t in threading.enumerate())


def left_of(*kinds):
    """What of some classes is still held by anybody."""
    gc.collect()
    return [each for each in gc.get_objects() if isinstance(each, kinds)]


def ask(view, turn):
    """Begin some work, as a page does, and do not wait long for it."""
    tree = [
        None,
        {"column": "text", "op": "contains", "value": str(turn), "case": False},
        {"column": "object", "op": "starts", "value": "o1"},
        {"search": str(turn)},
    ][turn % 4]
    view.change(
        sort=[SortKey(turn % 5, descending=bool(turn % 2))],
        filter=tree,
        search=str(turn % 11),
    )
    view.search()
    number = turn % 5
    job = view.work.workers.start(lambda: summarise(view.source, number, None))
    view.work.note("summary", turn, job, "summarising", number)
    view.page(0, 50, range(5), patience=float(RANDOM.random()) / 100)


def test_two_hundred_cancels_at_random_leave_nothing(monkeypatch):
    monkeypatch.setattr(pending, "LARGE", 1_000)
    view = FrameView("1f", "x", source_of(FRAME), Workers())
    for turn in range(200):
        with contextlib.suppress(StaleVersion, StillWorking):
            ask(view, turn)
        time.sleep(float(RANDOM.random()) / 200)
        view.cancel([None, "rows", "search", "summary"][turn % 4])
        assert view.version > turn
    view.cancel()
    until(lambda: view.work.running() == [])
    until(no_threads)
    assert view.page(0, 10, [0]).total <= N  # it goes on
    view.let_go()
    until(no_threads)
    assert left_of(Search, PendingRows, Job, Answers) == []


def look(view, cache, turn):
    """Ask for pictures, counts, values and whole summaries, as panels do."""
    view.change(filter={"column": "int", "op": "ge", "value": turn * 300})
    number, version = turn % 5, view.version
    cache.brief(view, number)
    cache.counted(view, number, version)
    cache.values(view, number, version)
    cache.whole(view, number, version, exact=bool(turn % 2))
    cache.missing(view, version)


def open_files():
    return len(list(Path("/dev/fd").iterdir()))


def test_two_hundred_panels_and_files_cancelled_leave_nothing():
    workers = Workers()
    spool, cache = Spool(), SummaryCache(workers)
    view = FrameView("1f", "x", source_of(FRAME), workers)
    formats = [format_of(name) for name in ("csv", "tsv", "jsonl", "parquet", "xlsx")]
    formats = [each for each in formats if not each.why_not()]
    assert len(formats) >= 4
    files, stopped = open_files(), 0
    for turn in range(200):
        with contextlib.suppress(StaleVersion):
            look(view, cache, turn)
        cut = Cut(view.source, view.rows(), range(5))
        made = spool.begin(view, formats[turn % len(formats)], cut)
        time.sleep(float(RANDOM.random()) / 100)
        if turn % 3:
            spool.end(made.id)
        else:
            view.cancel("export")
            spool.end(made.id)
        stopped += made.job.was_stopped
    view.cancel()
    until(lambda: view.work.running() == [])
    until(no_threads)
    assert stopped > 50
    assert open_files() <= files
    summary = cache.brief(view, 0).result()  # it goes on
    assert summary.rows == N
    del cache, summary, made, cut
    view.let_go()
    until(no_threads)
    assert left_of(Search, PendingRows, Job, Answers, Download) == []


def test_a_pattern_that_runs_away_is_stopped_and_others_go_on(monkeypatch):
    monkeypatch.setattr(patterns, "TRY", 0.01)
    monkeypatch.setattr(patterns, "PATTERN_SECONDS", 600.0)
    monkeypatch.setattr(patterns, "ONE", 600.0)
    texts = pd.Series(["a" * 60 + "!é"] * 1_000_000, dtype="string")
    view = FrameView("1f", "x", source_of(pd.DataFrame({"x": texts})), Workers())
    pattern = r"(?=a)(a|aa)+\b$"
    view.change(filter={"column": "x", "op": "regex", "value": pattern})
    making_of = view.page
    failed = []

    def wait():
        try:
            making_of(0, 10, [0])
        except StaleVersion as error:
            failed.append(error)

    waiting = threading.Thread(target=wait)
    waiting.start()
    until(view.work.running)
    ticks = 0
    ends = time.monotonic() + 0.5
    while time.monotonic() < ends:  # the user's own cell goes on meanwhile
        ticks += 1
        time.sleep(0.001)
    assert ticks > 20
    assert waiting.is_alive()
    begun = time.monotonic()
    view.cancel("rows")
    waiting.join(60)
    assert not waiting.is_alive()
    assert len(failed) == 1
    assert view.state.filter is None
    assert time.monotonic() - begun < 40
    until(no_threads)


def test_the_famous_pattern_on_a_million_rows_ends_with_a_clear_word(monkeypatch):
    monkeypatch.setattr(patterns, "PATTERN_SECONDS", 0.5)
    plain = pd.Series(["a" * 40 + "!"] * 1_000_000, dtype="string")
    view = FrameView("1f", "x", source_of(pd.DataFrame({"x": plain})), Workers())
    view.change(filter={"column": "x", "op": "regex", "value": "(a+)+$"})
    assert view.n_rows == 0  # RE2 reads it in linear time
    view.change(filter={"column": "x", "op": "regex", "value": r"(?=a)(a|aa)+$"})
    with pytest.raises(BadArgument, match=r"needs more than .* seconds .*\(a\+\)\+"):
        view.page(0, 10, [0])
    until(no_threads)


def test_work_tells_how_far_it_is():
    tasks = Tasks(Workers())
    reached, go_on = threading.Event(), threading.Event()

    def work():
        progress(0.25)
        reached.set()
        while not go_on.wait(0.001):
            checkpoint()
        return 42

    job = tasks.start("rows", 1, work, what="sorting", columns=(3,))
    assert tasks.start("rows", 1, work, what="sorting") is job  # the same is joined
    assert reached.wait(10)
    [task] = tasks.running()
    assert (task.kind, task.what, task.columns) == ("rows", "sorting", (3,))
    assert task.job.token.share == 0.25
    go_on.set()
    assert job.result() == 42
    assert tasks.running() == []


def endless():
    while True:
        checkpoint()
        time.sleep(0.001)


def test_work_that_nobody_waits_for_stops_by_itself(monkeypatch):
    from dtale_nb.engine import tasks as module

    monkeypatch.setattr(module, "LEASE", 0.1)
    tasks = Tasks(Workers())
    tasks.look()
    job = tasks.start("rows", 1, endless, what="sorting")
    with tasks.waiting():
        time.sleep(0.2)
        assert not job.has_ended  # somebody waits
    assert job.wait(10)
    assert job.was_stopped
    until(no_threads)
