"""Common dtypes are written as a whole: little dearer than the bare texts.

Ratios, never milliseconds: both sides run in turns, and the median ratio counts.
"""

import statistics
import time

import numpy as np
import pandas as pd
import pytest

from dtale_nb.engine import texts

ROWS, COLUMNS, TURNS = 100, 50, 15
RANDOM = np.random.default_rng(0)


def seconds(work):
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def ratio(work, yardstick):
    """How many times as long as the yardstick some work takes."""
    for warm in (work, yardstick):
        warm()
    return statistics.median(seconds(work) / seconds(yardstick) for _ in range(TURNS))


def columns(values):
    return [pd.Series(values) for _ in range(COLUMNS)]


def bare(writer, held):
    """The least that writing takes: one call a value."""
    return lambda: [[*map(writer, column.tolist())] for column in held]


@pytest.mark.parametrize(
    ("values", "writer", "most"),
    [
        (RANDOM.random(ROWS), repr, 3),
        (RANDOM.integers(0, 2**60, ROWS), repr, 5),
        (pd.date_range("2026", periods=ROWS, freq="37s"), str, 1),
        (pd.date_range("2026", periods=ROWS, freq="37s", tz="Asia/Kathmandu"), str, 1),
        (pd.to_timedelta(np.arange(ROWS), unit="min"), str, 1.5),
        (pd.period_range("2026", periods=ROWS, freq="D"), str, 3),
        (pd.interval_range(0, ROWS), str, 2),
    ],
    ids=["float", "int", "moment", "zone", "duration", "period", "interval"],
)
def test_a_page(values, writer, most):
    held = columns(values)
    found = ratio(
        lambda: [texts.series_cells(column) for column in held], bare(writer, held)
    )
    assert found < most


def test_a_large_category_costs_what_is_shown_of_it():
    labels = [f"label {n}" for n in range(200_000)]
    large = pd.Series(pd.Categorical.from_codes(np.arange(ROWS), categories=labels))
    small = pd.Series(
        pd.Categorical.from_codes(np.arange(ROWS), categories=labels[:ROWS])
    )
    found = ratio(lambda: texts.series_cells(large), lambda: texts.series_cells(small))
    assert found < 3
