"""Boxes over charts as conditions of columns."""

from __future__ import annotations

import pytest

from dtale_nb.charts.brush import brushed
from dtale_nb.charts.kinds import CHARTS
from dtale_nb.engine.memory import source_of

from .frames import frame

SOURCE = source_of(frame())
MOMENTS = ["2025-10-01 10:00:00.5", "2025-09-25"]


@pytest.mark.parametrize(
    ("word", "options", "told", "found"),
    [
        ("scatter", {"x": 2, "y": 6}, {"x": [0.123456, -1], "y": [2, 2.00056]},
         [(2, [-1, 0.123]), (6, [2, 2.000560])]),
        ("scatter", {"x": 4, "y": 6}, {"x2": MOMENTS}, [(4, MOMENTS[::-1])]),
        ("scatter", {"x": 4, "y": 6}, {"x": [1.0, 2.0]}, []),
        ("scatter", {"x": 2, "y": 6}, {"x": ["a", "b"]}, []),
        ("scatter", {"x": 2, "y": 6}, {"x": [1]}, []),
        ("histogram", {"x": 2}, {"x": [0, 1], "y": [5, 9]}, [(2, [0, 1])]),
        ("histogram", {"x": 2}, {"x": [1, 1]}, [(2, [1, 1])]),
        ("line", {"x": 4, "y": (2,)}, {"x": MOMENTS}, [(4, MOMENTS[::-1])]),
        ("line", {"x": 4, "y": (2,), "unit": "weekday"}, {"x": [0.5, 3.5]}, []),
        ("box", {"y": 2, "x": 1}, {"x": [0, 2], "y": [0, 3]}, [(2, [0, 3])]),
        ("bar", {"x": 1}, {"x": [0, 2], "y": [0, 3]}, []),
        ("scatter", {"x": 2, "y": 6}, None, []),
        ("scatter", {"x": 2, "y": 6}, {"geo": [[0, 1], [2, 3]]}, []),
    ],
)  # fmt: skip
def test_a_box_bounds_the_columns_of_its_axes(word, options, told, found):
    chart = CHARTS[word]
    asked = None if told is None else {"range": told}
    conditions = brushed(asked, chart, SOURCE, chart.Options(**options))
    assert [(each["position"], each["value"]) for each in conditions] == found
    assert all(each["op"] == "between" for each in conditions)
