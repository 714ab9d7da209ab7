"""What a filter keeps of a picture equals what counting the rows themselves gives."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from dtale_nb.engine.memory import source_of
from dtale_nb.engine.memory.rows import ids_of
from dtale_nb.engine.summaries import summarise
from dtale_nb.engine.summaries.places import Places, Tally, places_of

N = 3_000


def column_of(kind):
    chance = np.random.default_rng(7)
    numbers = chance.normal(100, 15, N)
    words = np.array([f"word {n}" for n in chance.zipf(1.6, N) % 40])
    gaps = chance.random(N) < 0.1
    made = {
        "int": lambda: pd.Series(chance.integers(-50, 900, N)),
        "uint64": lambda: pd.Series(chance.integers(2**63, 2**63 + 9, N, "u8")),
        "float": lambda: pd.Series(np.where(gaps, np.nan, numbers)),
        "infinite": lambda: pd.Series(np.where(gaps, np.inf, numbers)),
        "Int64": lambda: pd.Series(numbers.round(), dtype="Int64").mask(gaps),
        "one value": lambda: pd.Series(np.full(N, 4.5)),
        "moment": lambda: pd.Series(
            pd.date_range("2026-01-01", periods=N, freq="7h", tz="Europe/Paris")
        ).mask(gaps),
        "duration": lambda: pd.Series(pd.to_timedelta(numbers, unit="h")),
        "truth": lambda: pd.Series(numbers > 90),
        "boolean": lambda: pd.Series(numbers > 90, dtype="boolean").mask(gaps),
        "category": lambda: pd.Series(words, dtype="category").mask(gaps),
        "text": lambda: pd.Series(words, dtype="str").mask(gaps),
        "object": lambda: pd.Series(np.where(gaps, None, words), dtype=object),
        "many texts": lambda: pd.Series([f"r{n}" for n in range(N)]),
        "all missing": lambda: pd.Series(np.full(N, np.nan)),
        "none": lambda: pd.Series([], dtype=float),
    }
    return made[kind]()


KINDS = (
    "int", "uint64", "float", "infinite", "Int64", "one value", "moment", "duration",
    "truth", "boolean", "category", "text", "object", "many texts", "all missing",
    "none",
)  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("library", ["pandas", "arrow"])
def test_kept_parts_are_those_of_the_rows_kept(kind, library):
    series = column_of(kind)
    frame = pd.DataFrame({"x": series})
    if library == "arrow":
        frame = pa.Table.from_pandas(frame)
    source = source_of(frame)
    picture = summarise(source, 0, brief=True)
    places = places_of(source, 0, picture)
    if picture.histogram is None and picture.tops is None:
        assert places is None
        return
    kept = np.flatnonzero(np.arange(len(series)) % 3 == 1)
    counted = places.told(places.kept(ids_of(kept, len(series))))
    texts = source.cells(0, range(len(series))).texts
    part = summarise(source, 0, ids_of(kept, len(series)), brief=True)
    assert counted.missing == (picture.n_missing.value, part.n_missing.value)
    assert sum(counted.whole) + counted.elsewhere[0] + counted.missing[0] == len(series)
    assert sum(counted.kept) + counted.elsewhere[1] + counted.missing[1] == len(kept)
    if picture.histogram is not None:
        assert counted.whole == picture.histogram.counts
        infinite = part.histogram.below + part.histogram.above
        assert counted.elsewhere[1] == infinite
        if kind in {"int", "float", "infinite", "one value"}:
            values = series.iloc[kept]
            values = values[np.isfinite(values)]
            expected, _ = np.histogram(values, picture.histogram.edges)
            assert counted.kept == tuple(expected)
    else:
        shown = Counter(texts[row] for row in kept)
        tops = [top.text for top in picture.tops.values]
        assert counted.kept == tuple(shown[text] for text in tops)
        assert counted.whole == tuple(top.count for top in picture.tops.values)


def test_places_of_a_sampled_column_are_those_of_its_sample():
    """Beyond its time a picture is of a sample; what is kept of it is exact."""
    words = np.array([f"w{n}" for n in range(50)], dtype=object)
    column = np.tile(words, 8_000)
    source = source_of(pd.DataFrame({"x": pd.Series(column, dtype=object)}))
    picture = summarise(source, 0, seconds=1e-9, brief=True)
    assert picture.tops.method
    places = places_of(source, 0, picture)
    counted = places.told(places.kept(np.arange(4_000, dtype=np.uint32)))
    assert set(counted.whole) == {8_000}
    assert set(counted.kept) == {80}


def test_what_few_changed_rows_tell_is_what_all_tell():
    """A brush is drawn on, jumps, keeps nothing, keeps all: each count is exact."""
    random = np.random.default_rng(4)
    n = 5_000
    pictures = [Places.of(40, random.integers(0, 40, n).astype("u1")) for _ in range(3)]
    place = random.permutation(n)
    tally = None
    ranges = [(0, 900), (0, 950), (10, 940), (4_000, 4_100), (0, 0), (0, n), (1, n)]
    for turn, (low, high) in enumerate(ranges):
        rows = np.flatnonzero((place >= low) & (place < high)).astype(np.uint32)
        tally = Tally(rows, n, tally)
        for number, places in enumerate(pictures):
            if turn % 3 == number:
                continue  # scrolled out of sight: its count before is not known
            assert tally.counted(number, places) == places.told(places.kept(rows))
    again = Places.of(40, pictures[0].of_row[::-1].copy())  # another picture since
    tally = Tally(rows, n, tally)
    assert tally.counted(0, again) == again.told(again.kept(rows))
