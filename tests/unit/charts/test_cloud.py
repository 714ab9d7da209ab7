"""Words counted as Python's own patterns find them, and laid out without an overlap."""

from __future__ import annotations

import re
from collections import Counter

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dtale_nb.charts.chart import make
from dtale_nb.charts.cloud import HIGH, WIDE
from dtale_nb.charts.kinds import CHARTS
from dtale_nb.charts.layouts import spiralled
from dtale_nb.engine.aggregate.measures import weights_of
from dtale_nb.engine.aggregate.words import WORD, Wanted, as_texts, largest_words
from dtale_nb.engine.jobs import Cancelled, Job
from dtale_nb.engine.memory import source_of
from dtale_nb.engine.views import FrameView
from dtale_nb.errors import BadArgument

TEXTS = [
    "The cat, the dog", "don't: can't", "naïve CAFÉ café", "x_1 ½ ①", "हिन्दी भाषा है",
    "שָׁלוֹם עולם", "日本語 テスト", "", "  --  ", "a\nb\tc\u00a0d\u2003e",
    "e\u0301te\u0301", "ΣΊΣΥΦΟΣ σίσυφος", "😀 wow 😀", "ไทย ภาษา",
]  # fmt: skip


def counted(texts, weights):
    """The same by Python alone."""
    sums = Counter()
    for text, weight in zip(texts, weights, strict=True):
        for word in {each.lower() for each in re.findall(WORD, text)}:
            sums[word] += weight
    return dict(sums)


def words_in(texts, weights):
    """All words, by their sums."""
    told, every = largest_words(as_texts(texts), weights, Wanted(10**9))
    assert len(told) == every
    assert told == sorted(told, key=lambda each: (-each[1], each[0]))
    return dict(told)


def test_words_are_those_of_the_pattern():
    weights = np.arange(1, len(TEXTS) + 1)
    found = words_in(pd.array(TEXTS, dtype="str"), weights)
    assert found == counted(TEXTS, weights)
    assert found["the"] == 1
    assert found["café"] == 3
    assert found["हिन्दी"] == 5


@settings(deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cn"])), unique=True))
def test_words_of_any_text(texts):
    weights = np.ones(len(texts))
    array = pd.array(np.array(texts, dtype=object), dtype="object")
    assert words_in(array, weights) == counted(texts, weights)


def test_many_texts_are_counted_in_pieces_that_stop():
    """More texts than a piece takes: the same sums; stopped, no sum at all."""
    chance = np.random.default_rng(0)
    names = [f"w{number}" for number in range(3_000)]
    texts = [" ".join(line) for line in chance.choice(names, (100_000, 2))]
    texts[5] = None
    weights = chance.integers(0, 9, len(texts)).astype(float)
    column = pa.chunked_array([texts[:70_000], texts[70_000:]])
    told, every = largest_words(column, weights, Wanted(40, 3))
    sums = counted([text or "" for text in texts], weights)
    largest = sorted(sums.items(), key=lambda each: (-each[1], each[0]))
    assert told == [each for each in largest if len(each[0]) > 2][:40]
    assert every == len(sums)
    job = Job(lambda: largest_words(column, weights, Wanted(40)), lambda: False)
    job.run()
    with pytest.raises(Cancelled):
        job.result()


def test_values_with_no_row_beside_them_are_not_told():
    column = pa.chunked_array([["a", "b", None, "a", ""]])
    told, every = largest_words(
        column, np.array([1.0, 0, 5, 1, 2]), Wanted(9, whole=True)
    )
    assert told == [("", 2.0), ("a", 2.0)]
    assert every == 3
    nothing = pa.chunked_array([[""]])
    assert largest_words(nothing, None, Wanted(9, whole=True)) == ([("", 1.0)], 1)
    assert largest_words(nothing, None, Wanted(9)) == ([], 0)


@pytest.mark.parametrize("count", [1, 2, 30, 200])
def test_no_word_lies_upon_another(count):
    rng = np.random.default_rng(count)
    texts = [
        "".join(rng.choice(list("aeimWM g"), n)) for n in rng.integers(1, 40, count)
    ]
    marks = pd.DataFrame({"word": texts, "rows": rng.pareto(1, count) + 0.01})
    marks = marks.sort_values("rows", ascending=False)
    cloud = spiralled(marks, "word", "rows")
    # A letter is no narrower than a fifth of its height.
    wide = cloud["size"] * [0.1 * len(text.strip()) for text in marks["word"]]
    high = cloud["size"] * 0.5
    for at in range(count):
        rest = cloud.index != at
        beside = (cloud.x - cloud.x[at]).abs() >= wide + wide[at]
        above = (cloud.y - cloud.y[at]).abs() >= high + high[at]
        assert (beside | above)[rest].all()
    assert (cloud.x.abs() + wide).max() <= WIDE / 2
    assert (cloud.y.abs() + high).max() <= HIGH / 2
    pd.testing.assert_frame_equal(cloud, spiralled(marks, "word", "rows"))


def made_of(texts, **options):
    chart = CHARTS["wordcloud"]
    frame = pd.DataFrame({"text": texts, "amount": range(len(texts))})
    view = FrameView("v", "v", source_of(frame))
    return view, make(chart, view.source, chart.Options(x=0, **options))


def test_a_word_stands_for_the_rows_that_hold_it():
    texts = ["Red car", "red RED bus", "bus stop", None, "redo", "the bus"]
    view, made = made_of(texts)
    marks = made.marks
    assert marks.frame.to_numpy().tolist() == [
        ["bus", 3], ["red", 2], ["car", 1], ["redo", 1], ["stop", 1],
    ]  # fmt: skip
    for row, (_, rows) in enumerate(marks.frame.to_numpy().tolist()):
        view.change(filter={"all": marks.drill(row)})
        assert view.n_rows == rows
    assert marks.notes == (
        "5 of 6 words are drawn", "Common words are left out",
        "1 rows without a text are not drawn",
    )  # fmt: skip


def test_values_are_drawn_whole_and_by_amount():
    texts = ["x " * 30, "a <b>", "a <b>", "never"]
    _, made = made_of([*texts, "never"], parts="whole values", y=1, agg="sum")
    frame = made.marks.frame
    assert frame["sum of amount"].tolist() == [7, 3]
    assert frame.iloc[:, 0].tolist() == ["never", "a &lt;b&gt;"]


def test_no_word_says_so():
    with pytest.raises(BadArgument, match="no word"):
        made_of(["a", "it", None])


def test_sums_of_whole_numbers_beyond_floats_are_exact():
    """Added one by one as floats, each would lose its last digit."""
    frame = pd.DataFrame({"x": ["one", "one", "two"], "n": [2**53 + 1, 1, 3]})
    source = source_of(frame)
    assert weights_of(source, 1, None, "sum") is None
    chart = CHARTS["wordcloud"]
    made = make(chart, source, chart.Options(x=0, y=1, agg="sum"))
    assert made.marks.frame.iloc[0, 1] == 2**53 + 2
