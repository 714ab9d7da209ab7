"""Long names on the page: titles in lines, other names without their middle."""

import pandas as pd
import pytest

from dtale_nb.charts.chart import make
from dtale_nb.charts.kinds import CHARTS
from dtale_nb.charts.marks import plain, shown
from dtale_nb.charts.shortened import short, wrapped
from dtale_nb.charts.themed import themed
from dtale_nb.engine.memory import source_of

pytest.importorskip("plotly")

LONG = "of the <b>second</b> quarter & after all corrections"


def drawn(word, **options):
    frame = pd.DataFrame(
        {
            f"side {LONG}": [f"buy {LONG}", f"sell {LONG}", "none"] * 2,
            f"price {LONG}": [1.0, 2, 3, 4, 5, 6],
            "n": [1, 2, 3, 4, 5, 6],
            f"region {LONG}": [f"north {LONG}", f"south {LONG}"] * 3,
        }
    )
    chart = CHARTS[word]
    return themed(make(chart, source_of(frame), chart.Options(**options)), "light")


@pytest.mark.parametrize("name", ["buy", "<b>&x", "x" * 22, ""])
def test_a_name_that_has_room_stays(name):
    assert short(plain(name)) == plain(name)


@pytest.mark.parametrize("name", [f"buy {LONG}", "<" * 60, "&" * 60, "日本" * 30])
def test_of_a_long_name_both_ends_stay(name):
    found = shown(short(plain(name)))
    assert len(found) <= 22
    begin, end = found.split("…")
    assert name.startswith(begin)
    assert name.endswith(end)
    assert "<" not in short(plain(name))


def test_lines_of_a_name_are_shortened_each():
    assert short(f"{'x' * 40}<br>1 to 2").endswith("x<br>1 to 2")


def test_a_long_title_goes_on_in_a_second_line():
    first, second = map(
        shown, wrapped(plain(f"mean of price {LONG} {LONG}"), 34).split("<br>")
    )
    assert first == "mean of price of the <b>second</b>"
    assert len(second) <= 34
    assert second.endswith("…")


def test_categories_keep_their_names_and_are_written_shortly():
    figure = drawn("bar", x=0, y=1, agg="mean", color=3)
    [bar, *_] = figure["data"]
    name = plain(f"buy {LONG}")
    assert name in bar["x"]
    assert plain(f"north {LONG}") in bar["hovertemplate"]
    assert figure["layout"]["xaxis"]["labelalias"][name] == short(name, 16)
    assert "none" not in figure["layout"]["xaxis"]["labelalias"]
    assert bar["name"] == short(plain(f"north {LONG}"))
    assert "<br>" in figure["layout"]["yaxis"]["title"]["text"]
    assert "<br>" in figure["layout"]["legend"]["title"]["text"]


@pytest.mark.parametrize(
    ("word", "x"), [("pie", 0), ("treemap", 0), ("sunburst", (0,))]
)
def test_parts_are_written_shortly_and_hovered_in_full(word, x):
    [trace] = drawn(word, x=x, y=2, agg="sum")["data"]
    name = plain(f"buy {LONG}")
    at = trace["labels"].index(name)
    assert trace["text"][at] == short(name)
    assert trace["textinfo"].startswith("text+")


def test_small_charts_have_short_titles():
    layout = drawn("bar", x=2, facet_col=0)["layout"]
    titles = [shown(each["text"]) for each in layout["annotations"]]
    assert sorted(titles)[1] == "none"
    assert sorted(titles)[0].startswith("buy of the")
    assert all(len(each) <= 16 for each in titles)


@pytest.mark.parametrize(
    ("options", "high"),
    [({}, 0), ({"facet_row": 0}, 330), ({"facet_col": 0}, 0), ({"animate": 0}, 380),
     ({"animate": 0, "facet_row": 2}, 740)],
)  # fmt: skip
def test_rows_of_small_charts_and_sliders_have_room(options, high):
    """110 px a row where there are more than two, 80 for a slider."""
    figure = drawn("line", x=1, y=(2,), **options)
    assert figure["layout"]["meta"]["high"] == high


def test_an_animation_is_played_by_short_names_of_the_same_frames():
    figure = drawn("line", x=1, y=(2,), animate=0)
    [slider] = figure["layout"]["sliders"]
    name = plain(f"buy {LONG}")
    [step, *_] = slider["steps"]
    assert step["label"] == short(name, 16)
    assert step["args"][0] == [name]
    assert figure["frames"][0]["name"] == name
    assert slider["currentvalue"]["prefix"] == f"{short(plain(f'side {LONG}'))}="
