"""Marks: what is drawn, what was left out, and what each mark stands for."""

from __future__ import annotations

import html
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from dtale_nb.engine.aggregate.units import SECONDS, WEEKDAYS
from dtale_nb.engine.kinds import Kind
from dtale_nb.errors import BadArgument

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import pandas as pd

    from dtale_nb.engine.aggregate import Key, Keys
    from dtale_nb.engine.source import Source

    Conditions = list[dict[str, Any]]
    """Conditions of the view's filter that all hold."""

MOST = 5_000
"""Marks of one chart."""


def check_colors(count: int, called: str, most: int) -> None:
    """Refuse what nobody could read.

    Args:
        count: Values of a column that parts a chart.
        called: What it makes: colours, small charts.
        most: How many can be told apart.

    Raises:
        BadArgument: It has too many values.
    """
    if count > most:
        raise BadArgument(
            f"{called}: {count:,} values, too many to tell apart",
            hint=f"choose a column with at most {most}",
        )


@dataclass(frozen=True, slots=True)
class Marks:
    """What a chart shows.

    Attributes:
        frame: The marks, one a row; columns are called as the chart calls them.
        rows: Rows of the view that were looked at.
        notes: What was left out, or drawn otherwise than asked, in sentences.
        options: The options as they were used, what was left open decided.
        more: Other tables that are drawn as well, such as a trend, by their name.
        drill: A mark's row in `frame` -> the conditions that it stands for; None where
            a mark is no group of rows.
    """

    frame: pd.DataFrame
    rows: int
    options: Any
    notes: tuple[str, ...] = ()
    drill: Callable[[int], Conditions] | None = field(default=None, compare=False)
    more: Mapping[str, pd.DataFrame] = field(default_factory=dict)

    @property
    def tables(self) -> dict[str, pd.DataFrame]:
        """All that is drawn, by its name in code."""
        return {"marks": self.frame, **self.more}

    def told(self, **changes: Any) -> Marks:
        """The same, some parts of it told otherwise."""
        return replace(self, **changes)


def off_log(frame: pd.DataFrame, columns: Sequence[str]) -> list[str]:
    """What is said of marks that have no place on a log scale.

    Args:
        frame: The marks.
        columns: Their figures that stand on such a scale.
    """
    numbers = frame[list(columns)].select_dtypes("number")
    gone = int((numbers <= 0).any(axis=1).sum())
    if not gone:
        return []
    if gone == 1:
        return ["1 mark of 0 or less has no place on the log scale"]
    return [f"{gone:,} marks of 0 or less have no place on the log scale"]


def plain(text: str) -> str:
    """A text that plotly, which reads some markup, shows as it is."""
    # Of axes' titles plotly.js takes %{...} for something that it knows.
    return html.escape(text, quote=False).replace("%{", "&#37;{")


def shown(text: str) -> str:
    """A text for plotly as it is read: what `plain` was given."""
    return html.unescape(text)


def condition(source: Source, key: Key, keys: Keys, group: int) -> Conditions:
    """The conditions that keep the rows of one group."""
    where = place(key.number)
    if group >= keys.n:
        return [{**where, "op": "missing"}]
    if key.unit:
        return [{**where, **each} for each in _of_unit(str(keys.values[group]), key)]
    if keys.members is not None:
        return [{**where, "op": "in", "value": list(keys.members[group])}]
    if keys.edges is not None:
        span = keys.edges[group : group + 2].tolist()
        return [{**where, "op": "between", "value": span, "closed": "left"}]
    value = keys.values[group]
    kind = source.field(key.number).kind
    if kind in {Kind.NUMBER, Kind.TRUTH}:
        value = value.item() if isinstance(value, np.generic) else value
        return [{**where, "op": "eq", "value": _told(value)}]
    return [{**where, "op": "eq", "value": str(value)}]


def place(number: int) -> dict[str, int]:
    """How a filter names a field."""
    return {"position": number} if number >= 0 else {"level": ~number}


def _told(value: Any) -> Any:
    return value if isinstance(value, bool | int | float) else str(value)


def _of_unit(label: str, key: Key) -> list[dict[str, Any]]:
    if key.unit == "weekday":
        return [{"op": "weekday", "value": [WEEKDAYS.index(label)]}]
    if key.unit == "hour of day":
        last = f"{label}:59:59.999999"
        return [{"op": "time_between", "value": [f"{label}:00", last]}]
    if key.unit in {"day", "month", "year"}:
        return [{"op": "on", "value": label}]
    if key.unit == "quarter":
        label = f"{label}-01"
    start = np.datetime64(label.replace(" ", "T"), "s")
    if key.unit == "quarter":
        stop = start.astype("M8[M]") + 3
    else:
        stop = start + SECONDS[key.unit]
    span = [_iso(start), _iso(stop)]
    return [{"op": "between", "value": span, "closed": "left"}]


def _iso(moment: np.datetime64) -> str:
    return str(moment.astype("M8[s]")).replace("T", " ")
