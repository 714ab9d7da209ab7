"""What a chart page is asked for: a view, a kind of chart and its options."""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from dtale_nb.charts.options import control_of, read_options
from dtale_nb.errors import BadArgument, listed, nearest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dtale_nb.charts.chart import Chart
    from dtale_nb.engine.source import Source

LONGEST = 8_000
"""Characters of the charts in an address."""

MOST_CHARTS = 12
"""Charts of one page."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A chart that is asked for.

    Attributes:
        kind: The word of its kind; '' for a first guess.
        options: Options as the page has them, columns as `{"number": 3}`.
    """

    kind: str = ""
    options: Mapping[str, Any] | None = None

    def encoded(self) -> str:
        """The chart as one segment of a path; no name of a column is in it."""
        told = json.dumps(self.told(), separators=(",", ":"))
        return base64.urlsafe_b64encode(told.encode()).decode().rstrip("=")

    def told(self) -> list[Any]:
        """The chart as it stands in JSON."""
        return [self.kind, dict(self.options or {})]


def decoded(text: str) -> list[Asked]:
    """Read the charts of an address: one as `Asked.encoded` wrote it, or a list.

    Raises:
        BadArgument: It is nothing of that kind.
    """
    wrong = BadArgument("this address names no chart", hint="open it anew")
    if len(text) > LONGEST:
        raise wrong
    try:
        told = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (binascii.Error, ValueError, RecursionError):
        raise wrong from None
    if not isinstance(told, list) or not 0 < len(told) <= MOST_CHARTS:
        raise wrong
    found = []
    for each in [told] if isinstance(told[0], str) else told:
        if not isinstance(each, list) or len(each) != 2:
            raise wrong
        kind, options = each
        if not isinstance(kind, str) or not isinstance(options, dict):
            raise wrong
        found.append(Asked(kind, options))
    return found


def kind_called(word: str) -> Chart:
    """A kind of chart by its word.

    Raises:
        BadArgument: There is none.
    """
    from dtale_nb.charts.kinds import CHARTS

    found = CHARTS.get(word)
    if found is None:
        near = nearest(word, CHARTS)
        hint = f"did you mean {near!r}?" if near else f"charts: {listed(CHARTS)}"
        raise BadArgument(f"no chart {word!r:.40}", hint=hint)
    return found


def asked_in_python(
    word: str, options: Mapping[str, Any], source: Source
) -> tuple[Asked, Any]:
    """A chart asked for in Python, where columns go by name.

    Returns:
        The same for a page, and the options read.

    Raises:
        BadArgument: Something is wrong with it; the hint says what is right.
        UnknownColumn: There is no such column.
    """
    chart = kind_called(word)
    read = read_options(chart.Options, options, source)
    return Asked(word, page_options(read)), read


def page_options(options: Any) -> dict[str, Any]:
    """Options as a page has them; what is as it is anyway is left out."""
    told: dict[str, Any] = {}
    for each in fields(options):
        value = getattr(options, each.name)
        if value == each.default:
            continue
        if control_of(each).kinds is None:
            told[each.name] = value
        elif isinstance(value, tuple):
            told[each.name] = [{"number": number} for number in value]
        else:
            told[each.name] = {"number": value}
    return told
