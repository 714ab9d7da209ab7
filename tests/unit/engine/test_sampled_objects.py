"""Objects too many to look at in time: what a sample says is told of all rows."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from dtale_nb.engine.memory import source_of
from dtale_nb.engine.summaries import summarise

ROWS = 600_000


@pytest.mark.parametrize("kinds", [ROWS, 300_000, 5])
def test_distinct_values_of_all_rows_lie_within_the_bounds(kinds):
    """Many, some or few different objects: never the count of the sample alone."""
    chance = np.random.default_rng(3)
    numbers = np.arange(ROWS) if kinds == ROWS else chance.integers(0, kinds, ROWS)
    mixed = [int(n) if n % 2 else f"t{n}" for n in numbers]
    values = pd.Series(mixed, dtype=object)
    distinct = summarise(source_of(values.to_frame("x")), 0).distinct
    truth = values.nunique()
    assert not distinct.exact
    assert distinct.n < ROWS
    width = (distinct.error or 0) * distinct.value
    assert distinct.value - width <= truth <= distinct.value + 2 * width + 1
