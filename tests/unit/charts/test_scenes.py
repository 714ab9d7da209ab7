"""Titles of axes in space, which WebGL writes: it knows some tags, and no entities."""

import re

import pandas as pd
import pytest

from dtale_nb.charts.chart import make
from dtale_nb.charts.kinds import CHARTS
from dtale_nb.charts.marks import plain
from dtale_nb.charts.scenes import in_space
from dtale_nb.engine.memory import source_of

pytest.importorskip("plotly")

TAGS = re.compile("<(?!br>)[a-z/]")
LONG = "revenue of the second quarter after all corrections were made"


@pytest.mark.parametrize("name", ["<b>&x", "a < b", "%{y}", "\n", "a-b", "日本"])
def test_a_title_is_the_name_without_entities_or_tags(name):
    title = in_space(plain(name))
    assert title.replace("\u200b", "") == " ".join(name.split())
    assert not TAGS.search(title)
    assert "%{" not in title


def test_a_long_title_has_two_short_lines():
    lines = in_space(LONG).split("<br>")
    assert len(lines) == 2
    assert max(map(len, lines)) <= 17
    assert lines[-1].endswith("…")


@pytest.mark.parametrize("word", ["scatter3d", "surface"])
def test_charts_in_space_have_such_titles(word):
    table = pd.DataFrame({LONG: [1.0, 2, 3], "<b>&x": [3.0, 1, 2], "%{z}": [1.0, 2, 2]})
    chart = CHARTS[word]
    options = chart.Options(
        x=0, y=1, z=2, **({"agg": "sum"} if word == "surface" else {})
    )
    layout = make(chart, source_of(table), options).figure().layout.scene
    titles = [layout[f"{way}axis"].title.text for way in "xyz"]
    assert titles[0] == in_space(LONG)
    assert titles[1] == "<\u200bb>&x"
    assert titles[2].endswith("%\u200b{z}")
