"""The static picture of a chart that a notebook keeps."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import numpy as np
import pytest

from dtale_nb.charts.chart import make
from dtale_nb.charts.kinds import CHARTS
from dtale_nb.errors import BadArgument

from .asked import MORE, REFUSED, RICH, SOURCE, base_of

go = pytest.importorskip("plotly.graph_objects")

SVG = "{http://www.w3.org/2000/svg}"


def drawing(figure):
    """The picture of a figure, read."""
    from dtale_nb.charts.picture import picture_of

    return ElementTree.fromstring(picture_of(go.Figure(figure)))


def rectangles(tree):
    """Left, top, right, bottom of all rectangles among the paths, in order."""
    found = []
    for path in tree.iter(f"{SVG}path"):
        parts = re.findall(r"M([-\d.]+),([-\d.]+)H([-\d.]+)V([-\d.]+)H", path.get("d"))
        found += [tuple(map(float, each)) for each in parts]
    return found


def paths_by_color(tree):
    """The paths of each colour, in the order in which they are drawn."""
    found = {}
    for path in tree.iter(f"{SVG}path"):
        color = path.get("fill") or path.get("stroke")
        color = path.get("stroke") if color == "none" else color
        found.setdefault(color, []).append(path)
    return found


def texts(tree):
    return [each.text for each in tree.iter(f"{SVG}text")]


def charts():
    for word, chart in CHARTS.items():
        yield word, base_of(chart)
        yield word, chart.Options(**RICH[word])
    for word, asked in MORE:
        yield word, CHARTS[word].Options(**asked)


@pytest.mark.parametrize(("word", "options"), list(charts()))
def test_every_chart_has_a_picture(word, options):
    from dtale_nb.charts.picture import LARGEST, picture_of

    try:
        figure = make(CHARTS[word], SOURCE, options).figure()
    except BadArgument as error:
        if any(why in str(error) for why in REFUSED):
            return
        raise
    drawn = picture_of(figure)
    tree = ElementTree.fromstring(drawn)
    assert len(drawn) <= LARGEST
    marks = [*tree.iter(f"{SVG}path"), *tree.iter(f"{SVG}circle")]
    assert any(each.get("d") or each.get("r") for each in marks) or texts(tree)
    assert "nan" not in drawn
    assert "inf" not in re.findall(r'd="([^"]*)"', drawn)


def test_bars_are_as_high_as_their_values():
    tree = drawing([go.Bar(x=["a", "b", "c"], y=[1, 2, -1])])
    (_, top_a, _, low_a), (_, _, _, _), _ = rects = [
        (left, min(a, b), right, max(a, b)) for left, a, right, b in rectangles(tree)
    ]
    heights = [bottom - top for _, top, _, bottom in rects]
    assert heights[1] == pytest.approx(2 * heights[0], abs=0.2)
    assert heights[2] == pytest.approx(heights[0], abs=0.2)
    assert rects[2][1] == pytest.approx(low_a, abs=0.2)  # it hangs from nothing
    assert top_a < low_a
    assert {"a", "b", "c"} <= set(texts(tree))


@pytest.mark.parametrize(
    ("mode", "ends"), [("relative", True), ("group", False), ("overlay", False)]
)
def test_bars_stand_on_or_beside_each_other(mode, ends):
    bars = [go.Bar(x=["a"], y=[1]), go.Bar(x=["a"], y=[3])]
    tree = drawing({"data": bars, "layout": {"barmode": mode}})
    first, second = rectangles(tree)
    assert (second[1] == pytest.approx(first[3], abs=0.2)) is ends
    beside = first[2] <= second[0] + 0.2
    assert beside is (mode == "group")


@pytest.mark.parametrize("mode", ["relative", "overlay"])
def test_bars_on_a_logarithmic_axis_begin_at_its_end(mode):
    figure = go.Figure([go.Bar(x=["a", "b", "c"], y=[1, 10, 100])])
    figure.update_layout(barmode=mode).update_yaxes(type="log", range=[-1, 2])
    tops = [min(top, low) for _, top, _, low in rectangles(drawing(figure))]
    ends = [max(top, low) for _, top, _, low in rectangles(drawing(figure))]
    assert len(set(ends)) == 1
    heights = [ends[0] - top for top in tops]
    assert heights == pytest.approx([heights[0], 2 * heights[0], 3 * heights[0]], abs=1)


def test_areas_on_a_logarithmic_axis_stand_on_each_other():
    values = np.array([10.0, 100.0])
    traces = [go.Scatter(x=[1, 2], y=values, stackgroup="1") for _ in range(2)]
    figure = go.Figure(traces).update_yaxes(type="log", range=[0, 3])
    lines = [
        re.findall(r"[ML][-\d.]+,([-\d.]+)", path.get("d"))
        for path in drawing(figure).iter(f"{SVG}path")
        if path.get("fill") == "none"
    ]
    below, above = ([float(each) for each in line] for line in lines)
    apart = [a - b for a, b in zip(below, above, strict=True)]
    assert apart == pytest.approx([apart[0]] * 2, abs=0.3)  # twice is twice anywhere
    assert apart[0] > 1


def test_equal_bars_lie_beside_each_other():
    bars = [go.Bar(x=["a"], y=[1]) for _ in range(2)]
    first, second = rectangles(drawing({"data": bars, "layout": {"barmode": "group"}}))
    assert first[2] <= second[0] + 0.2


def test_names_of_slices_are_text():
    tree = drawing([go.Pie(labels=["<i>a</i>\x00\ud800", "b"], values=[1, 2])])
    assert {"b 66.7%", "a ? 33.3%"} == {" ".join(each.split()) for each in texts(tree)}


def test_categories_in_an_array_come_in_its_order():
    figure = go.Figure([go.Bar(x=["a", "b"], y=[1, 3])])
    figure.update_xaxes(type="category", categoryarray=np.array(["b", "a"]))
    a, b = rectangles(drawing(figure))
    assert b[0] < a[0]


def test_bars_that_lie_grow_to_the_right():
    tree = drawing([go.Bar(y=["a", "b"], x=[1, 4], orientation="h")])
    one, four = rectangles(tree)
    assert four[2] - four[0] == pytest.approx(4 * (one[2] - one[0]), abs=0.3)


def test_points_lie_where_they_should_on_a_logarithmic_axis():
    figure = go.Figure([go.Scatter(x=[1, 2, 3], y=[1, 10, 100], mode="markers")])
    figure.update_yaxes(type="log")
    tree = drawing(figure)
    dots = [
        float(y)
        for path in tree.iter(f"{SVG}path")
        for y in re.findall(r"M[-\d.]+,([-\d.]+)h0", path.get("d"))
    ]
    assert dots[0] - dots[1] == pytest.approx(dots[1] - dots[2], abs=0.2)
    assert {"1", "10", "100"} <= set(texts(tree))


def test_a_long_line_keeps_its_peaks_and_its_gaps():
    from dtale_nb.charts.traces import POINTS, _thinned

    values = np.zeros(100_000)
    values[54_321], values[77_777] = 9.0, -9.0
    kept = _thinned(values, POINTS)
    assert {0, 54_321, 77_777, 99_999} <= set(kept.tolist())
    assert len(kept) <= 2 * POINTS
    tree = drawing([go.Scatter(x=[1, 2, 3, 4], y=[1, None, 2, 3], mode="lines")])
    [line] = [p.get("d") for p in tree.iter(f"{SVG}path") if p.get("fill") == "none"]
    assert line.count("M") == 2


def test_names_are_text():
    bad = "<script>alert(1)</script>&\x00\ud800"
    tree = drawing(
        {
            "data": [
                go.Bar(x=["<b>a</b>", "x" * 90], y=[1, 2], name=bad, showlegend=True)
            ],
            "layout": {"xaxis": {"title": {"text": "<i>side</i> &amp; more"}}},
        }
    )
    assert not list(tree.iter(f"{SVG}script"))
    assert "side & more" in {" ".join(each.split()) for each in texts(tree)}
    assert all(len(each) < 40 for each in texts(tree))


def test_what_is_too_large_has_none():
    from dtale_nb.charts.picture import picture_of

    values = np.random.default_rng(0).random(8_000)
    assert picture_of(go.Figure([go.Bar(x=np.arange(8_000), y=values)])) == ""


@pytest.mark.parametrize("word", CHARTS)
def test_a_chart_of_no_row_has_one_or_none(word):
    """No error, and nothing in it that is no number."""
    from dtale_nb.charts.picture import picture_of

    chart = CHARTS[word]
    try:
        made = make(chart, SOURCE, base_of(chart), np.zeros(0, np.uint64))
    except BadArgument:
        return
    drawn = picture_of(made.figure())
    assert "nan" not in drawn
    assert drawn == "" or ElementTree.fromstring(drawn).tag == f"{SVG}svg"


@pytest.mark.parametrize("mode", ["markers", "lines", "lines+markers"])
@pytest.mark.parametrize("draw", ["Scatter", "Scattergl"])
def test_many_series_of_many_points_have_one(draw, mode):
    from dtale_nb.charts.picture import LARGEST, picture_of

    values = np.random.default_rng(0).random((20, 5_000))
    series = [getattr(go, draw)(x=np.arange(5_000), y=y, mode=mode) for y in values]
    drawn = picture_of(go.Figure(series))
    assert 0 < len(drawn) <= LARGEST
    assert len(paths_by_color(ElementTree.fromstring(drawn))) >= 8


def test_a_scale_of_colours_is_told():
    points = go.Scatter(x=[1, 2], y=[1, 2], mode="markers")
    points.marker = {"color": [3.0, 8.5], "showscale": True}
    points.marker.colorbar.title.text = "price"
    tree = drawing([points])
    assert {"price", "3", "8.5"} <= set(texts(tree))
    assert len(list(tree.iter(f"{SVG}linearGradient"))) == 1


def test_parts_of_a_tree_map_fill_it_in_proportion():
    from dtale_nb.charts.nests import squarified

    values = [6.0, 6.0, 4.0, 3.0, 2.0, 2.0, 1.0]  # the example of the paper
    tiles = squarified(values, (0, 0, 6, 4))
    assert [w * h for _, _, w, h in tiles] == pytest.approx(values)
    assert tiles[0] == pytest.approx((0, 0, 3, 2))
    assert tiles[2] == pytest.approx((3, 0, 12 / 7, 7 / 3))
    assert sum(w * h for _, _, w, h in tiles) == pytest.approx(24)
    for at, (x, y, w, h) in enumerate(tiles):
        assert min(x, y) >= 0
        assert x + w <= 6 + 1e-9
        assert y + h <= 4 + 1e-9
        for left, top, wide, high in tiles[:at]:
            across = min(x + w, left + wide) - max(x, left)
            assert across < 1e-9 or min(y + h, top + high) - max(y, top) < 1e-9


def test_a_tree_and_its_rings_tell_their_parts():
    of = {
        "ids": ["a", "b", "a/c", "a/d"], "labels": ["<b>a</b>", "b", "c", "d"],
        "parents": ["", "", "a", "a"], "values": [3, 1, 2, 1], "branchvalues": "total",
    }  # fmt: skip
    told = set(texts(drawing([go.Treemap(**of)])))
    assert {"a", "b", "c", "d", "25.0%", "66.7%"} <= told
    rings = drawing([go.Sunburst(**of | {"labels": ["abcd", "bcde", "cdef", "defg"]})])
    assert set(texts(rings)) == {"abcd", "bcde", "cdef", "defg"}
    assert len(list(rings.iter(f"{SVG}path"))) == 4


def test_a_candle_reaches_from_the_least_to_the_most():
    days = ["2026-01-01", "2026-01-02"]
    trace = go.Candlestick(x=days, open=[1, 3], high=[4, 4], low=[0, 0], close=[3, 1])
    rising, falling = list(drawing([trace]).iter(f"{SVG}path"))[-2:]
    assert rising.get("fill") != falling.get("fill")
    parts = [
        [float(y) for y in re.findall(r"(?:,|V)([-\d.]+)", path.get("d"))]
        for path in (rising, falling)
    ]
    for heights in parts:
        low, high = max(heights), min(heights)
        body = sorted({round(y, 1) for y in heights} - {low, high})
        assert body == pytest.approx(
            [high + (low - high) / 4, high + (low - high) * 3 / 4], abs=0.2
        )


def test_a_violin_is_widest_where_most_values_are():
    values = np.concatenate([np.linspace(0, 10, 20), np.full(60, 8.0)])
    tree = drawing([go.Violin(x=["g"] * 80, y=values, name="v")])
    shape = next(p for p in tree.iter(f"{SVG}path") if p.get("fill-opacity"))
    points = [
        (float(x), float(y))
        for x, y in re.findall(r"([-\d.]+),([-\d.]+)", shape.get("d"))
    ]
    right = points[: len(points) // 2]
    heights = [y for _, y in right]
    widest = max(right)[1]
    share = (max(heights) - widest) / (max(heights) - min(heights))
    assert share == pytest.approx(0.8, abs=0.05)


def test_the_density_of_a_violin_is_a_kernel_estimate():
    from dtale_nb.charts.outlines import density_of

    values = np.random.default_rng(0).normal(size=2_000)
    at = np.linspace(-3, 3, 61)
    wanted = np.exp(-0.5 * at**2)
    assert np.abs(density_of(values, at) - wanted).max() < 0.08


def test_a_funnel_narrows_about_its_middle():
    tree = drawing([go.Funnel(y=["all", "half"], x=[10, 5])])
    whole, half = rectangles(tree)
    assert whole[2] - whole[0] == pytest.approx(2 * (half[2] - half[0]), abs=0.3)
    assert whole[0] + whole[2] == pytest.approx(half[0] + half[2], abs=0.3)
    assert whole[1] < half[1]
    assert {"10", "5", "all", "half"} == set(texts(tree)) - {"y", "x"}


def test_an_animation_is_its_first_frame_and_says_so():
    import plotly.express as px

    table = {"x": ["a", "b"] * 2, "y": [1, 2, 3, 4], "year": [2020, 2020, 2021, 2021]}
    tree = drawing(px.bar(table, x="x", y="y", animation_frame="year"))
    assert len(rectangles(tree)) == 2
    assert "year=2020, first of 2" in texts(tree)
