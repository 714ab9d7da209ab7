"""Which groups of a bar chart are drawn, and in what order."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from dtale_nb.charts.grouping import Grouping
    from dtale_nb.charts.script import Script

ORDERS = ("", "by value", "by value, rising", "by name", "by name, falling")
"""By value where nobody says; but moments and bins have an order of their own."""

VALUES = ("by value", "by value, rising")
FALLING = ("by value, rising", "by name, falling")
"""Orders that are another one turned round."""

_KEEP = """\
totals = marks.groupby({x!r}, sort=False)[{y!r}].sum()
totals = totals.sort_values(ascending=False, kind="stable").head({top})
marks = marks[marks[{x!r}].isin(totals.index)]"""


def by_value(group: Grouping) -> bool:
    """Whether the largest bar comes first."""
    order, first = group.options.order, group.keys[0]
    return order in VALUES or not (order or first.unit or first.bins)


def ordered(marks: pd.DataFrame, group: Grouping) -> pd.DataFrame:
    """The largest categories, in the order asked for."""
    options = group.options
    totals = marks.groupby(group.x, sort=False)[group.value].sum()
    totals = totals.sort_values(ascending=False, kind="stable").head(options.top)
    marks = marks[marks[group.x].isin(totals.index)]
    if by_value(group):
        places = totals.index.get_loc
        marks = marks.sort_values(group.x, key=lambda x: x.map(places), kind="stable")
    return marks.iloc[::-1] if options.order in FALLING else marks


def prepare_order(script: Script, group: Grouping) -> None:
    """Write the same as code."""
    keep = _KEEP.format(x=group.x, y=group.value, top=group.options.top)
    script.add(*keep.splitlines())
    if by_value(group):
        script.add(
            f"marks = marks.sort_values({group.x!r}, "
            "key=lambda x: x.map(totals.index.get_loc), kind='stable')"
        )
    if group.options.order in FALLING:
        script.add("marks = marks.iloc[::-1]")
