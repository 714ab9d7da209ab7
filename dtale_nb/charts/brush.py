"""A box drawn over a chart, as conditions of the view's filter."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from dtale_nb.charts.marks import condition, place, plain
from dtale_nb.charts.splits import Splits
from dtale_nb.engine.aggregate import Key, keys_of
from dtale_nb.engine.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Collection

    from dtale_nb.charts.chart import Made
    from dtale_nb.charts.marks import Conditions
    from dtale_nb.engine.source import Source

FACETS = ("facet_col", "facet_row")


def brushed(told: Any, made: Made, frame: Any = None) -> Conditions:
    """What keeps the rows within a box; nothing where it bounds no column.

    A box over one of several small charts keeps the rows of that one, and over an
    animation those of the frame that is seen.

    Args:
        told: What plotly says of the box: ``{"range": {"x": [...], "y": [...]}}``; of
            small charts, each axis has a number of its own. On a map, ``geo`` has the
            corners, and ``points`` the marks within.
        made: The chart.
        frame: What the frame of an animation is called that is seen.
    """
    ranges = told.get("range") if isinstance(told, dict) else None
    if made.chart.brushes_marks and isinstance(told, dict):
        return _of_marks(told.get("points"), made)
    if not isinstance(ranges, dict):
        return []
    found = _bounds(ranges, told.get("points"), made)
    facet = _facet({str(axis) for axis in ranges}, made) if found else None
    if facet is None:
        return []
    animate = getattr(made.marks.options, "animate", None)
    if animate is not None and isinstance(frame, str):
        found += _value(made.source, animate, frame)
    return [*found, *facet]


def _bounds(ranges: dict[Any, Any], points: Any, made: Made) -> Conditions:
    """What keeps the rows between the ends of a box, of each axis that has a column."""
    options, found = made.marks.options, []
    for axis, span in ranges.items():
        if str(axis).startswith("geo") and "lat" in made.chart.brushes:
            found += _on_map(span, points, options)
            continue
        name = made.chart.brushes.get(str(axis)[:1])
        number = getattr(options, name, None) if name else None
        if number is not None:
            found += _within(made.source, number, span)
    return found


def _of_marks(points: Any, made: Made) -> Conditions:
    """What keeps the rows of some marks; of single values, one list of them all."""
    drill, most = made.marks.drill, len(made.marks.frame)
    rows = {_row(each) for each in points or [] if isinstance(each, dict)}
    known = sorted(row for row in rows if row is not None and 0 <= row < most)
    if drill is None or not known:
        return []
    parts = [drill(row) for row in known]
    if all(len(part) == 1 and part[0]["op"] == "in" for part in parts):
        values = [value for part in parts for value in part[0]["value"]]
        return [{**parts[0][0], "value": values}]
    return [{"any": [{"all": part} for part in parts]}]


def _row(point: dict[str, Any]) -> int | None:
    """Which mark a point of plotly's is."""
    told = point.get("customdata")
    row = told[0] if isinstance(told, list) and told else told
    return row if isinstance(row, int) and not isinstance(row, bool) else None


def _facet(axes: Collection[str], made: Made) -> Conditions | None:
    """What keeps the rows of the small chart of some axes; None where it is empty."""
    source, options, drawing = made.source, made.marks.options, made.drawing()
    roles = Splits.of(source, options).roles
    names = {role: roles[role] for role in FACETS if role in roles}
    if not names:
        return []
    told = {**drawing.options, "custom_data": [*names.values()]}
    for trace in replace(drawing, options=told).figure(made.marks.tables).data:
        is_geo = trace.type == "scattergeo"
        own = {trace.geo or "geo"} if is_geo else {trace.xaxis or "x", trace.yaxis}
        if own >= set(axes) and trace.customdata is not None:
            values = trace.customdata[0][: len(names)]
            return [
                each
                for role, value in zip(names, values, strict=True)
                for each in _value(source, getattr(options, role), value)
            ]
    return None


def _value(source: Source, number: int, text: str) -> Conditions:
    """What keeps the rows of one value of a column, by what a chart calls it.

    Nothing where the column has no such value.
    """
    keys = keys_of(source, Key(number), None)
    called = [plain(keys.text(group)) for group in range(keys.groups)]
    if text not in called:
        return []
    return condition(source, Key(number), keys, called.index(text))


def _on_map(corners: Any, points: Any, options: Any) -> Conditions:
    """Bounds of latitude and longitude: those of the corners and of the marks within.

    A box on a globe laid flat has no straight sides: its bounds keep every mark that it
    holds, and may keep some beside it.
    """
    lats, lons = [], []
    for corner in corners if isinstance(corners, list) else []:
        if isinstance(corner, list) and len(corner) == 2 and _are_numbers(corner):
            lons.append(corner[0])
            lats.append(corner[1])
    if len(lats) < 2:
        return []
    west, east = lons
    across = {**place(options.lon), "op": "between"}
    marks = [each for each in points or [] if isinstance(each, dict)]
    lats += [each["lat"] for each in marks if _are_numbers([each.get("lat")])]
    up = {**place(options.lat), "op": "between"}
    up["value"] = _rounded(min(lats), max(lats), apart=True)
    if west > east:  # over the date line
        east, west = _rounded(east, west)
        beyond = {**place(options.lon), "op": "ge", "value": west}
        before = {**place(options.lon), "op": "le", "value": east}
        return [up, {"any": [beyond, before]}]
    lons += [each["lon"] for each in marks if _are_numbers([each.get("lon")])]
    return [up, {**across, "value": _rounded(min(lons), max(lons), apart=True)}]


def _are_numbers(values: list[Any]) -> bool:
    return all(isinstance(each, int | float) for each in values)


def _within(source: Source, number: int, span: Any) -> Conditions:
    """One condition of a column, if the ends are of its kind."""
    if not isinstance(span, list) or len(span) != 2:
        return []
    if source.field(number).kind is Kind.MOMENT:
        if not all(isinstance(end, str) for end in span):
            return []
        ends: list[Any] = sorted(span)
    elif _are_numbers(span):
        ends = _rounded(*sorted(span))
    else:
        return []
    return [{**place(number), "op": "between", "value": ends}]


def _rounded(low: float, high: float, *, apart: bool = False) -> list[float]:
    """Ends with no more digits than a hand can mean: a thousandth of the box.

    Args:
        low: One end.
        high: The other.
        apart: Whether what lies on an end has to stay within.
    """
    if not high > low:
        return [low, high]
    digits = 3 - math.floor(math.log10(high - low))
    ends = [round(low, digits), round(high, digits)]
    if apart:
        step = 10.0**-digits
        ends = [round(ends[0] - step, digits), round(ends[1] + step, digits)]
    return ends
