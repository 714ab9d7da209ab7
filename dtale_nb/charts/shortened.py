"""Names on the page that are as long as there is room for; what is hovered tells all.

Titles go on in further lines; of other names the middle is left out, since those that
begin alike often end otherwise.
"""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING, Any

from dtale_nb.charts.marks import plain, shown

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

NAME = 22
"""Characters of a series or a part of a whole."""

TICK = 16
"""Characters of a category beside its axis."""

TITLE = 34
"""Characters of a line below or above marks that have the whole room."""

UPRIGHT = 24
"""Characters of a line of an axis' title that stands beside them."""

FEWEST = 12
"""Characters of such a line beside small charts."""

ASIDE = 18
"""Characters of a line beside the marks: of the title of a legend, of a bar."""

LOWER = 24
"""Pixels by which a slider goes down for a title of two lines."""

LINES = 2
"""Lines of a title; plotly cuts what goes on beyond the edge."""


def shorten(figure: Any, parted: Collection[str] = ()) -> None:
    """Shorten the titles and names of a figure in place.

    Args:
        figure: The figure.
        parted: Names of columns that part it into small charts; each of these is called
            by its value alone.
    """
    for way in "xy":
        _shorten_axes(figure, way)
    layout = figure.layout
    _shorten_slider(layout)
    columns = len(spans_of(figure, "x"))
    for each in layout.annotations:
        room = TICK if each.textangle or columns > 2 else NAME
        each.text = short(_value(each.text or "", parted), room)
    is_above = layout.legend.orientation == "h"
    _wrap(layout.legend.title, TITLE if is_above else ASIDE)
    _turn(layout.coloraxis.colorbar)
    for trace in figure.data:
        trace.name = trace.name and short(trace.name)
        if "colorbar" in trace:
            _turn(trace.colorbar)
        if "labels" in trace and trace.labels is not None:
            _label(trace)


def _shorten_slider(layout: Any) -> None:
    """Shorten what an animation is played by; the names of its frames stay."""
    has_lines = "<br>" in (layout.xaxis.title.text or "")
    for each in (*layout.sliders, *layout.updatemenus):
        each.pad.t = (each.pad.t or 0) + (LOWER if has_lines else 0)
    for slider in layout.sliders:
        name, _, end = (slider.currentvalue.prefix or "").rpartition("=")
        slider.currentvalue.prefix = f"{short(name)}={end}"
        for step in slider.steps:
            step.label = short(step.label, TICK)


def spans_of(figure: Any, way: str) -> set[tuple[float, float]]:
    """Where small charts begin and end along ``x`` or ``y``, as shares."""
    return {axis.domain for axis in _axes(figure, way) if axis.overlaying is None}


def _axes(figure: Any, way: str) -> list[Any]:
    return [*(figure.select_xaxes() if way == "x" else figure.select_yaxes())]


def _value(text: str, parted: Collection[str]) -> str:
    """What follows the name of a column in the title of a small chart."""
    named = (f"{each}=" for each in parted)
    return next(
        (text.removeprefix(each) for each in named if text.startswith(each)), text
    )


def _shorten_axes(figure: Any, way: str) -> None:
    axes = _axes(figure, way)
    whole = TITLE if way == "x" else UPRIGHT
    room = whole if len(spans_of(figure, way)) < 2 else FEWEST
    alias = _aliases(trace[way] for trace in figure.data if way in trace)
    for axis in axes:
        _wrap(axis.title, room)
        if alias:
            axis.labelalias = alias


def short(name: str, most: int = NAME) -> str:
    """A name of markup, its middle left out where it is long; breaks of lines stay."""
    return "<br>".join(_short(line, most) for line in str(name).split("<br>"))


def _short(line: str, most: int) -> str:
    text = shown(line)
    if len(text) <= most:
        return line
    behind = most // 3
    return plain(f"{text[: most - behind - 1].rstrip()}…{text[-behind:].lstrip()}")


def wrapped(title: str, room: int) -> str:
    """A title of markup in lines of so many characters."""
    text = shown(title)
    if len(text) <= room or "<br>" in title:
        return title
    return "<br>".join(map(plain, lines_of(text, room)))


def lines_of(text: str, room: int) -> list[str]:
    """The first lines of a text, of so many characters each."""
    lines = textwrap.wrap(text, room, break_on_hyphens=False)
    if len(lines) > LINES:
        last = lines[LINES - 1][: room - 1].rstrip()
        lines[LINES - 1 :] = [f"{last}…"]
    return lines


def _wrap(title: Any, room: int) -> None:
    if title.text:
        title.text = wrapped(title.text, room)


def _turn(bar: Any) -> None:
    """Write the title of a bar of colours along it: the marks have more room."""
    lies = bar.orientation == "h"
    _wrap(bar.title, TITLE if lies else ASIDE)
    if bar.title.text and not lies:
        bar.title.side = "right"


def _aliases(columns: Iterable[Any]) -> dict[str, str]:
    """What is written for categories that are long."""
    names = {
        name
        for values in columns
        if values is not None
        for name in values
        if isinstance(name, str) and len(name) > TICK
    }
    return {
        name: short(name, TICK) for name in names if not re.match(r"\d{4}-\d\d", name)
    }


def _label(trace: Any) -> None:
    """Have parts of a whole named shortly, where a name is long."""
    names = [short(str(name)) for name in trace.labels]
    if names == [str(name) for name in trace.labels]:
        return
    trace.text = names
    info = trace.textinfo or ("percent" if trace.type == "pie" else "label")
    trace.textinfo = info.replace("label", "text")
