"""Levels of a MultiIndex with gaps: whole numbers stay whole numbers."""

from __future__ import annotations

import pandas as pd
import pytest

import dtale_nb
from dtale_nb.engine.memory import source_of
from dtale_nb.engine.memory.levels import level_array
from dtale_nb.engine.summaries import summarise

BIG = 1 << 53


@pytest.fixture
def frame():
    """Two neighbours that are the same float, and a gap."""
    index = pd.MultiIndex(
        levels=[[BIG, BIG + 1, 7], ["a", "b"]],
        codes=[[0, 1, 2, -1, 1], [0, 1, 0, 1, 0]],
        names=["n", "t"],
    )
    return pd.DataFrame({"x": range(5)}, index=index)


@pytest.mark.parametrize(
    ("leaf", "rows"),
    [
        ({"op": "eq", "value": BIG + 1}, [1, 4]),
        ({"op": "in", "value": [BIG]}, [0]),
        ({"op": "gt", "value": BIG}, [1, 4]),
        ({"op": "between", "value": [7, BIG]}, [0, 2]),
        ({"op": "nan"}, [3]),
        ({"op": "missing"}, [3]),
        ({"op": "none"}, []),
    ],
)
def test_a_filter_tells_neighbours_apart(frame, leaf, rows):
    view = dtale_nb.show(frame)
    view.filter({"level": "n", **leaf})
    assert view.to_frame()["x"].tolist() == rows


def test_so_does_a_summary(frame):
    found = summarise(source_of(frame), -1)
    assert (found.distinct.value, found.distinct.exact) == (3, True)


def test_floats_stay_where_they_are_exact(frame):
    small = frame.index.set_levels([1, 2, 3], level=0)
    found = level_array(small, 0)
    assert str(found.dtype) == "float64"
