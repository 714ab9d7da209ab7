"""Summaries are what pandas says, in their time, and end with their view."""

import gc
import threading
import weakref
from functools import partial

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dtale_nb.engine import jobs, tasks
from dtale_nb.engine.jobs import Cancelled, Token, Workers, checkpoint, stoppable
from dtale_nb.engine.memory import sorting, source_of
from dtale_nb.engine.summaries import buckets, summarise, tables
from dtale_nb.engine.summaries.bins import MOST
from dtale_nb.engine.summaries.budget import SAMPLE, SAMPLED, Budget
from dtale_nb.engine.summaries.cache import SummaryCache
from dtale_nb.engine.views import FrameView

N = 5_003
RANDOM = np.random.default_rng(5)
GAPS = RANDOM.random(N) < 0.1
WORDS = pd.Series([f"w{n}" for n in RANDOM.zipf(1.5, N) % 900])
NUMBERS = {
    "int": pd.Series(RANDOM.integers(-50, 900, N)),
    "wide int": pd.Series(RANDOM.integers(-(2**62), 2**62, N)),
    "widest int": pd.Series(np.append([-(2**63), 2**63 - 1], RANDOM.integers(0, 9, N))),
    "uint64": pd.Series(RANDOM.integers(0, 2**64 - 1, N, "u8")),
    "int8": pd.Series(RANDOM.integers(-128, 128, N, "i1")),
    "float": pd.Series(RANDOM.normal(size=N)).mask(GAPS),
    "float32": pd.Series(RANDOM.normal(size=N), dtype="float32"),
    "Int64": pd.Series(RANDOM.integers(0, 9, N), dtype="Int64").mask(GAPS),
    "arrow": pd.Series(RANDOM.normal(size=N), dtype="double[pyarrow]").mask(GAPS),
}
TEXTS = {
    "str": WORDS.astype("str").mask(GAPS),
    "string[pyarrow]": WORDS.astype("string[pyarrow]").mask(GAPS),
    "object": WORDS.astype(object).mask(GAPS, None),
    "arrow": WORDS.astype(pd.ArrowDtype(pa.string())).mask(GAPS),
    "category": WORDS.mask(GAPS).astype("category"),
    "all different": pd.Series([f"r{n}" for n in range(N)]).mask(GAPS),
    "different, then the same": pd.Series([f"r{n}" for n in range(N // 2)] * 2),
}


@pytest.mark.parametrize("name", NUMBERS)
def test_numbers_are_told_as_pandas_tells_them(name):
    series = NUMBERS[name]
    plain = series.dropna()
    found = summarise(source_of(series.to_frame("x")), 0, None, None)
    assert found.exact
    assert found.n_missing.value == series.isna().sum()
    assert found.distinct.value == series.nunique()
    assert found.figures["min"].value == plain.min()
    assert found.figures["max"].value == plain.max()
    exact = plain.astype("float64").to_numpy()
    # added up as Python does: floats lose small numbers beside the widest ones
    mean = sum(plain.tolist()) / len(plain)
    assert found.figures["mean"].value == pytest.approx(mean, rel=1e-9)
    assert found.figures["std"].value == pytest.approx(exact.std(ddof=1), rel=1e-6)
    assert found.figures["zeros"].value == (plain == 0).sum()
    assert found.figures["negatives"].value == (plain < 0).sum()
    for word, share in {"q05": 0.05, "q25": 0.25, "q50": 0.5, "q95": 0.95}.items():
        wanted = np.quantile(exact, share)
        assert found.figures[word].value == pytest.approx(wanted, rel=1e-6)
    assert sum(found.histogram.counts) == len(plain)
    assert len(found.histogram.counts) <= MOST
    counts = plain.value_counts()
    assert [top.count for top in found.tops.values] == counts.head(10).tolist()


@pytest.mark.parametrize("step", [50, 1 << 22])
@pytest.mark.parametrize("decimals", [1, 17])
@pytest.mark.parametrize("infinite", [[], [np.inf], [-np.inf, np.inf]])
def test_values_that_repeat_tell_the_same_as_those_that_do_not(
    infinite, decimals, step, monkeypatch
):
    """Mean, spread and histogram come from counted values where that is shorter."""
    monkeypatch.setattr(sorting, "STEP", step)
    monkeypatch.setattr(sorting, "FEW", 20)
    plain = np.round(RANDOM.normal(size=N), decimals)
    plain[::50] = 0.0
    for place, value in enumerate(infinite):
        plain[place::501] = value
    series = pd.Series(plain).mask(GAPS)
    found = summarise(source_of(series.to_frame("x")), 0, None, None)
    brief = summarise(source_of(series.to_frame("x")), 0, None, None, brief=True)
    assert found.exact
    assert found.histogram == brief.histogram
    finite = series[np.isfinite(series)]
    edges = np.array(found.histogram.edges)
    assert list(found.histogram.counts) == np.histogram(finite, edges)[0].tolist()
    for word, figure in brief.figures.items():
        wanted = pytest.approx(figure.value, rel=1e-9, nan_ok=True)
        assert found.figures[word].value == wanted, word
    assert found.figures["zeros"].value == (series == 0).sum()
    if infinite:
        assert found.figures["infinities"].value == np.isinf(series).sum()
    assert found.distinct.value == series.nunique()


@pytest.mark.parametrize("chunk", [300, 1 << 18])
@pytest.mark.parametrize("name", TEXTS)
def test_texts_are_told_as_pandas_tells_them(name, chunk, monkeypatch):
    monkeypatch.setattr(tables, "CHUNK", chunk)
    monkeypatch.setattr(tables, "MERGE", 500)
    monkeypatch.setattr(buckets, "BUCKET", 64)
    series = TEXTS[name]
    found = summarise(source_of(series.to_frame("x")), 0, None, None)
    assert found.exact
    assert found.n_missing.value == series.isna().sum()
    assert found.distinct.value == series.nunique()
    counts = series.value_counts()
    assert [top.count for top in found.tops.values] == counts.head(10).tolist()
    for top in found.tops.values:
        assert counts[top.text] == top.count
    if name != "category":
        lengths = series.dropna().str.len()
        assert found.figures["longest"].value == lengths.max()
        assert found.figures["mean_length"].value == pytest.approx(lengths.mean())


@settings(deadline=None)
@given(
    low=st.integers(-(2**63), 2**63 - 1),
    high=st.integers(-(2**63), 2**63 - 1),
    between=st.lists(st.floats(0, 1), max_size=200),
)
@example(-(2**63), 2**63 - 1, [0.5] * 99)
@example(-1, 2**62, [0.1, 0.5, 0.51, 0.52] * 40)
def test_whole_numbers_of_any_range_have_a_histogram(low, high, between):
    """It once took years to find a width for the bins of wide ones."""
    low, high = min(low, high), max(low, high)
    inner = [low + int((high - low) * share) for share in between]
    values = [low, high, *(min(max(one, low), high) for one in inner)]
    frame = pd.DataFrame({"x": np.array(values, dtype=np.int64)})
    found = summarise(source_of(frame), 0, None, None).histogram
    assert 1 <= len(found.counts) <= MOST
    assert sum(found.counts) == len(values)
    assert list(found.edges) == sorted(found.edges)


@settings(deadline=None)
@given(
    st.lists(
        st.none() | st.text("ab\0é", max_size=20) | st.just("x" * 99), max_size=60
    ),
    st.booleans(),
)
def test_texts_counted_in_buckets_come_as_they_are_met(texts, wide):
    kind = pa.large_string() if wide else pa.string()
    array = pa.array([*texts, *texts[::3], *texts[::2]], kind)
    chunked = pa.chunked_array([array.slice(0, 7), array.slice(7)], kind)
    counts = np.arange(1, len(array) + 1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(buckets, "BUCKET", 3)
        found, sums = buckets.counted_in_buckets(chunked, counts)
    wanted = dict.fromkeys(array.to_pylist(), 0)
    for text, count in zip(array.to_pylist(), counts.tolist(), strict=True):
        wanted[text] += count
    told = zip(found.to_pylist(), sums.tolist(), strict=True)
    assert list(told) == list(wanted.items())


class Rows:
    """A column of some rows."""

    def __init__(self, n):
        self.n = n

    def __len__(self):
        return self.n

    def take(self, rows):
        return Rows(len(rows))


def endless_beyond_a_sample(column):
    while len(column) > SAMPLE:
        checkpoint()
    return len(column)


def test_what_takes_longer_than_thought_is_told_of_a_sample():
    looked = Budget(0.05).ask(endless_beyond_a_sample, Rows(SAMPLE + 1))
    assert looked == (SAMPLE, SAMPLE)
    assert Budget(0.05).ask(endless_beyond_a_sample, Rows(SAMPLE)) == (SAMPLE, 0)


def test_what_nobody_wants_is_stopped_and_not_told_of_a_sample():
    asked = []

    def wanted():
        asked.append(None)
        return len(asked) < 50

    with stoppable(Token(wanted)), pytest.raises(Cancelled):
        Budget(1e6).ask(endless_beyond_a_sample, Rows(SAMPLE + 1))
    assert jobs.while_in_time(lambda: 7, lambda: True) == 7
    assert jobs.while_in_time(checkpoint, lambda: False) is None


def test_many_texts_beyond_their_time_are_approximate_and_exact_on_demand():
    frame = pd.DataFrame({"x": [f"r{n}" for n in range(4 * SAMPLE)]})
    source = source_of(frame)
    found = summarise(source, 0, None, 1e-9)
    assert found.distinct.method == SAMPLED
    assert not found.exact
    assert summarise(source, 0, None, None).distinct.value == len(frame)


WIDE = 60


def wide_view(workers):
    frame = pd.DataFrame(RANDOM.normal(size=(2_000, WIDE)))
    view = FrameView("1f", "x", source_of(frame), workers)
    return view, weakref.ref(view.source)


def test_a_view_let_go_takes_its_waiting_summaries_with_it(monkeypatch):
    """They hold the frame; the thread that would do them is busy with others."""
    monkeypatch.setattr(tasks, "LEASE", 1e6)
    workers, busy, go = Workers(1), threading.Event(), threading.Event()
    other = workers.start(lambda: busy.set() or go.wait(60))
    assert busy.wait(60)
    view, source = wide_view(workers)
    view.work.look()
    cache = SummaryCache(workers)
    waiting = [cache.brief(view, number) for number in range(WIDE)]
    waiting += [cache.whole(view, 0, 1), cache.values(view, 1, 1)]
    waiting.append(cache.missing(view, 1))
    assert not any(job.has_ended for job in waiting)
    view.let_go()
    assert all(job.was_stopped and job.has_ended for job in waiting)
    gc.collect()
    assert source() is None
    assert not other.has_ended
    go.set()
    assert other.wait(60)


class Noting(Workers):
    """Counts the jobs that it begins."""

    begun = 0

    def start(self, work, **options):
        self.begun += 1
        return super().start(work, **options)


def test_a_changed_filter_is_counted_before_the_page_asks():
    workers = Noting()
    view, _ = wide_view(workers)
    cache = SummaryCache(workers)
    with view.work.waiting():
        for brief, counted in cache.pictured(view, [3, 1], view.version):
            assert brief.result() is not None
            assert counted is None
        view.change(filter={"position": 0, "op": "ge", "value": 0})
        kept = len(view.kept(view.version))
        before = workers.begun
        cache.foresee(view)
        assert workers.begun - before == 4, "places and counts of two columns"
        for _, counted in cache.pictured(view, [3, 1], view.version):
            found = counted.result()
            assert sum(found.kept) + found.missing[1] == kept
        assert workers.begun - before == 4, "the page's question began nothing"
        view.change(filter=None)
        cache.foresee(view)
        assert workers.begun - before == 4, "without a filter all is known"
    view.let_go()
    cache.foresee(view)


def test_a_view_let_go_stops_the_summary_that_is_being_made(monkeypatch):
    monkeypatch.setattr(tasks, "LEASE", 1e6)
    begun = threading.Event()

    def endless(source, number, *_, **__):
        begun.set()
        while True:
            checkpoint()

    monkeypatch.setattr("dtale_nb.engine.summaries.cache.summarise", endless)
    workers = Workers(1)
    view, source = wide_view(workers)
    view.work.look()
    with view.work.waiting():
        job = SummaryCache(workers).brief(view, 3)
        assert begun.wait(60)
        view.let_go()
        assert job.wait(60)
    assert job.was_stopped
    gc.collect()
    assert source() is None


def test_what_is_begun_for_a_view_let_go_meanwhile_holds_nothing():
    workers = Workers(1)
    view, source = wide_view(workers)
    work = partial(summarise, view.source, 0)
    view.let_go()
    job = workers.start(work, wanted=view.work.is_wanted)
    del work
    assert job.was_stopped
    gc.collect()
    assert source() is None


def test_a_summary_that_fails_is_told_and_holds_nothing(monkeypatch):
    def failing(*_, **__):
        raise MemoryError("too large")

    monkeypatch.setattr("dtale_nb.engine.summaries.cache.summarise", failing)
    workers = Workers(1)
    cache = SummaryCache(workers)
    view, source = wide_view(workers)
    with view.work.waiting(), pytest.raises(MemoryError, match="too large"):
        cache.whole(view, 0, 1).result()
    view.let_go()
    del view
    gc.collect()
    assert source() is None
