"""The charts beside a grid, as the state of its view keeps them.

As JSON, in their order on the page::

    [
        {
            "kind": "bar",
            "options": {
                "x": {"number": 3, "label": ["side"]},
                "agg": "mean",
                "y": [{"column": "price"}],
                "top": 12,
            },
        }
    ]

What kinds there are and what options they take is known to `dtale_nb.charts` alone:
here it is a word, and under each name a column, some columns, a word or a number.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from dtale_nb.engine.formats import field_number
from dtale_nb.errors import BadArgument

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from dtale_nb.engine.source import Source

MOST = 12
"""Charts of one page."""

MOST_OPTIONS = 40
LONGEST = 400
"""Characters of a word."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns that an option is; of those that take only one, `is_one`."""

    numbers: tuple[int, ...]
    is_one: bool


@dataclass(frozen=True, slots=True)
class Charted:
    """One chart.

    Attributes:
        kind: Its kind.
        options: `Columns`, words, numbers, by the options' names.
    """

    kind: str
    options: Mapping[str, Any] = field(default_factory=dict)


def checked(given: Any, source: Source) -> tuple[Charted, ...]:
    """Charts that were read, of a frame that has their columns."""
    return tuple(given) if _are_read(given) else read(given, source)


def _are_read(given: Any) -> bool:
    return isinstance(given, tuple) and all(isinstance(e, Charted) for e in given)


def read(given: Any, source: Source) -> tuple[Charted, ...]:
    """Read charts.

    Raises:
        BadArgument: They can't be read.
        UnknownColumn: One speaks of a column that isn't there.
    """
    if not isinstance(given, list) or len(given) > MOST:
        hint = 'such as [{"kind": "bar", "options": {"x": {"column": "side"}}}]'
        raise BadArgument(f"charts is a list of {MOST} at most", hint=hint)
    return tuple(_chart(each, source) for each in given)


def written(charts: Iterable[Charted], source: Source) -> list[dict[str, Any]]:
    """Write charts; `read` reads them back."""
    return [
        {
            "kind": each.kind,
            "options": {
                name: _written(value, source) for name, value in each.options.items()
            },
        }
        for each in charts
    ]


def moved(charts: Iterable[Charted], moves: Mapping[int, int]) -> Iterator[Charted]:
    """The charts whose columns are all there still, wherever those stand now."""
    for each in charts:
        options = dict(each.options)
        for name, value in options.items():
            if isinstance(value, Columns):
                numbers = tuple(moves[at] for at in value.numbers if at in moves)
                if len(numbers) < len(value.numbers):
                    break
                options[name] = Columns(numbers, value.is_one)
        else:
            yield Charted(each.kind, options)


def _chart(given: Any, source: Source) -> Charted:
    if not isinstance(given, dict) or not set(given) <= {"kind", "options"}:
        raise BadArgument("a chart has a kind and options", hint='such as "bar"')
    kind, options = given.get("kind"), given.get("options", {})
    if not isinstance(kind, str) or not 0 < len(kind) <= LONGEST:
        raise BadArgument("the kind of a chart is a word", hint='such as "bar"')
    if not isinstance(options, dict) or len(options) > MOST_OPTIONS:
        raise BadArgument("the options of a chart are an object")
    return Charted(kind, {str(n): _value(v, source) for n, v in options.items()})


def _value(given: Any, source: Source) -> Any:
    if isinstance(given, dict):
        return Columns((field_number(given, source),), is_one=True)
    if isinstance(given, list) and len(given) <= MOST_OPTIONS:
        if all(isinstance(each, dict) for each in given):
            numbers = tuple(field_number(each, source) for each in given)
            return Columns(numbers, is_one=False)
    elif isinstance(given, str | int | float) and len(str(given)) <= LONGEST:
        return given
    raise BadArgument("an option of a chart is a column, some, a word or a number")


def _written(value: Any, source: Source) -> Any:
    if not isinstance(value, Columns):
        return value
    columns = [
        {"number": number, "label": list(source.field(number).label)}
        for number in value.numbers
    ]
    return columns[0] if value.is_one else columns
