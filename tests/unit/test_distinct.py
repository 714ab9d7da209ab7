"""Distinct values, counts, least and most of every frame, as plain pandas has them."""

import frames
import numpy as np
import pytest

from dtale_nb.engine import texts
from dtale_nb.engine.accept import as_frame
from dtale_nb.engine.memory import source_of
from dtale_nb.engine.summaries.summary import summarise
from dtale_nb.engine.summaries.values import Values

REFUSED = {"Decimals that are no numbers"}  # pandas cannot even find the missing ones
PLAIN = [
    name
    for name in frames.names(
        without=("misbehaving", "slow", "polars", "arrow", "large", "long")
    )
    if name not in REFUSED
]
MOST_COLUMNS = 12


def counted(series):
    """How often pandas finds each present value, by the text it is shown as.

    Returns:
        None where pandas cannot count them, or counts values of different types as one.
    """
    if series.dtype == np.float16:
        return None  # pandas counts them as float32
    try:
        present = series[~missing(series)]
        counts = present.value_counts()
    except Exception:  # noqa: BLE001 - pandas has none
        return None
    if present.dtype == object and len({*map(type, present)}) > 1:
        return None  # 1, 1.0 and True are one to pandas
    words = texts.index_cells(counts.index).texts
    told = {
        word: int(count) for word, count in zip(words, counts, strict=True) if count
    }
    return told if len(told) == (counts > 0).sum() else None


def columns_of(name):
    frame = as_frame(frames.build(name))
    for number in range(min(frame.shape[1], MOST_COLUMNS)):
        yield source_of(frame), number, frame.iloc[:, number]


@pytest.mark.parametrize("name", PLAIN)
def test_distinct_values_and_counts(name):
    for source, number, series in columns_of(name):
        wanted = counted(series)
        values = Values.of(source, number, None)
        found = values.page(0, 1_000)
        told = dict(zip(found.cells.texts, found.counts, strict=True))
        if wanted is not None and told:
            assert told == wanted, number


@pytest.mark.parametrize("name", PLAIN)
def test_summaries(name):
    for source, number, series in columns_of(name):
        found = summarise(source, number, None, None)
        assert found.rows == len(series)
        assert int(found.n_missing.value) == int(missing(series).sum()), number
        if found.distinct is not None and counted(series) is not None:
            assert int(found.distinct.text) == len(counted(series)), number
        if series.dtype.kind in "iu" and len(series.dropna()):
            assert found.figures["min"].text == str(series.min())
            assert found.figures["max"].text == str(series.max())


def missing(series):
    """Where values are missing; NaN of Arrow and of Float64 is, to a reader."""
    found = np.asarray(series.isna(), dtype=bool)
    if series.dtype.kind == "f":
        found = found | np.isnan(series.to_numpy(dtype=float, na_value=np.nan))
    return found
