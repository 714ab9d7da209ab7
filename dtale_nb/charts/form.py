"""The form of a chart, made from its options."""

from __future__ import annotations

from dataclasses import fields
from itertools import islice
from typing import TYPE_CHECKING, Any

from dash import dcc, html

from dtale_nb.charts.kinds import CHARTS
from dtale_nb.charts.language import dropdown_words, say
from dtale_nb.charts.options import control_of, title
from dtale_nb.charts.splits import is_period
from dtale_nb.engine.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from dtale_nb.charts.chart import Chart
    from dtale_nb.charts.options import Control
    from dtale_nb.engine.source import Source

LISTED = 2_000
"""Columns that a list of columns offers."""

WORDS = {"": "as it fits"}


def kind_control(word: str, card: int) -> Any:
    """The choice of the kind of the chart of a card."""
    offered = [
        {"label": say(each.title), "value": each.word} for each in CHARTS.values()
    ]
    picked = dcc.Dropdown(
        offered, word, id={"card": card, "part": "kind"}, className="kind",
        clearable=False, searchable=False,
    )  # fmt: skip
    return html.Label([say("Chart"), picked], className="option")


def option_controls(
    chart: Chart,
    source: Source,
    given: Mapping[str, Any],
    card: int = 0,
    *,
    is_carried: bool = False,
) -> list[Any]:
    """One control for each option of a chart.

    Args:
        chart: The kind.
        source: The frame, whose columns are offered.
        given: What is chosen already, as the page has it.
        card: The number of the chart in its page.
        is_carried: Whether that was chosen for a chart of another kind.
    """
    made: list[Any] = []
    late: list[Any] = []
    is_open = False
    given = completed(chart, source, given, is_carried=is_carried)
    for each in fields(chart.Options):
        control = control_of(each)
        value = given.get(each.name, each.default)
        key = {"card": card, "option": each.name}
        into = late if control.late else made
        is_open = is_open or (control.late and value != each.default)
        if control.kinds is not None:
            into.append(_columns(key, control, source, value))
        elif control.words:
            into.append(_words(key, control, value))
        elif control.is_path:
            picked = dcc.Input(value, id=key, type="text", debounce=0.6)
            into.append(_labelled(key, control, picked))
        else:
            into.append(_number(key, control, value))
    if late:
        # Beside the fold, whose style shows or hides them: out of a fold whose last
        # control is a list of Dash's, Tab leads back to the first one in Chromium.
        fold = html.Details(html.Summary(say("More")), open=is_open, className="more")
        made += [fold, html.Div(late, className="options late")]
    return made


def completed(
    chart: Chart,
    source: Source,
    given: Mapping[str, Any],
    *,
    is_carried: bool = False,
) -> dict[str, Any]:
    """Options of a chart that can be drawn: what fits of those chosen, what it needs.

    A column that is needed and not chosen is the first that fits; a measure of values
    that are not chosen gives way to a count.
    """
    known = {each.name: control_of(each) for each in fields(chart.Options)}
    full = {name: value for name, value in given.items() if name in known}
    for name, control in known.items():
        if control.kinds is None:
            if not _is_of(control, full.get(name)):
                full.pop(name, None)
            continue
        numbers = _chosen(full.pop(name, None), control, source)
        if is_carried:
            numbers = [each for each in numbers if chart.fits(source, name, each)]
        if len(numbers) < control.fewest and control.needed:
            taken = [each for value in full.values() for each in _list(_numbers(value))]
            free = _fitting_columns(control, source, taken)
            fitting = (each for each in free if chart.fits(source, name, each))
            numbers = list(islice(fitting, control.fewest)) or free[: control.fewest]
        if numbers:
            columns = [{"number": each} for each in numbers]
            full[name] = columns if control.several else columns[0]
    values = "z" if "z" in known else "y"
    asks = "agg" in known and full.get("agg") != "share"
    if asks and values in known and not full.get(values):
        full["agg"] = "count"
    return full


def _is_of(control: Control, value: Any) -> bool:
    """Whether a word is one of an option's, or a number within its bounds."""
    if control.words:
        return value in control.words
    if control.is_path:
        return isinstance(value, str)
    return isinstance(value, int | float) and control.least <= value <= control.most


def _chosen(value: Any, control: Control, source: Source) -> list[int]:
    """The columns chosen that a control takes."""
    kinds = control.kinds or frozenset()
    numbers = _list(_numbers(value))
    fitting = [each for each in numbers if source.field(each).kind in kinds]
    return fitting if control.several else fitting[:1]


def _fitting_columns(
    control: Control, source: Source, taken: Sequence[int]
) -> list[int]:
    kinds = control.kinds or frozenset()
    every = range(min(source.n_columns, LISTED))
    free = [number for number in every if number not in taken]
    return [number for number in free if source.field(number).kind in kinds]


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _columns(key: Any, control: Control, source: Source, value: Any) -> Any:
    kinds = control.kinds or frozenset()
    numbers = [*range(min(source.n_columns, LISTED))]
    numbers += [~at for at in range(source.n_levels)]
    offered = []
    for number in numbers:
        found = source.field(number)
        if found.kind in kinds:
            offered.append({"label": title(found), "value": number})
    picked = dcc.Dropdown(
        offered, _fitting(value, control), id=key, multi=control.several,
        clearable=not control.needed, placeholder=say("none"),
        searchable=len(offered) > 8, labels=dropdown_words(),
    )  # fmt: skip
    return _labelled(key, control, picked)


def _labelled(key: Any, control: Control, picked: Any) -> Any:
    shown = {"card": key["card"], "shown": key["option"]}
    return html.Label([say(control.label), picked], id=shown, className="option")


def is_asked(
    name: str, source: Source, given: Mapping[str, Any], known: Collection[str]
) -> bool:
    """Whether an option makes a difference, with the others as they are."""
    if name == "q":
        return bool(given.get("agg") == "quantile")
    if name == "bins" and "unit" in known:
        along = _numbers(given.get("x"))
        return isinstance(along, int) and source.field(along).kind is Kind.NUMBER
    if name == "roll":
        return (given.get("window") or 1) > 1
    if name == "error":
        return bool(given.get("agg") == "mean")
    if name == "unit":
        along = _numbers(given.get("x"))
        field = source.field(along) if isinstance(along, int) else None
        return field is not None and field.kind is Kind.MOMENT and not is_period(field)
    return True


def _fitting(value: Any, control: Control) -> Any:
    """What was chosen, as many columns as this control takes."""
    known = _numbers(value)
    if control.several:
        return known if isinstance(known, list) else [known] * (known is not None)
    return (known or [None])[0] if isinstance(known, list) else known


def _numbers(value: Any) -> Any:
    """Chosen columns as the numbers that the list has."""
    if isinstance(value, dict):
        return value.get("number")
    if isinstance(value, list | tuple):
        return [_numbers(each) for each in value]
    return value


def _words(key: Any, control: Control, value: str) -> Any:
    offered = [
        {"label": say(WORDS.get(word, word)), "value": word or "-"}
        for word in control.words
    ]
    picked = dcc.Dropdown(
        offered, value or "-", id=key, clearable=False, searchable=False
    )
    return _labelled(key, control, picked)


def _number(key: Any, control: Control, value: float) -> Any:
    step: Any = 1 if isinstance(value, int) else "any"
    picked = dcc.Input(
        value, id=key, type="number", min=control.least, max=control.most, step=step,
        debounce=0.6,
    )  # fmt: skip
    return _labelled(key, control, picked)


def given_of(chart: Chart, ids: list[Any], values: list[Any]) -> dict[str, Any]:
    """What is chosen in a form, as `read_options` takes it."""
    known = {each.name: control_of(each) for each in fields(chart.Options)}
    given: dict[str, Any] = {}
    for each, value in zip(ids, values, strict=True):
        control = known.get(each["option"])
        if control is None or value is None or value in ("-", []):
            continue
        if control.kinds is None:
            given[each["option"]] = value
        elif isinstance(value, list):
            given[each["option"]] = [{"number": number} for number in value]
        else:
            given[each["option"]] = {"number": value}
    return given
