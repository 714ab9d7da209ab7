"""Options of charts: typed fields that read themselves and make their own form."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, TypeVar, cast

from dtale_nb.engine.kinds import Kind
from dtale_nb.errors import BadArgument, UnknownColumn, listed, nearest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dtale_nb.engine.source import Field, Source

GROUPED = frozenset({Kind.NUMBER, Kind.TEXT, Kind.MOMENT, Kind.TRUTH, Kind.CATEGORY})
NUMBERS = frozenset({Kind.NUMBER, Kind.TRUTH})
MOST_COLUMNS = 12
"""Columns that one option takes at most."""

LONGEST_PATH = 400

O = TypeVar("O")  # noqa: E741 - options


@dataclass(frozen=True, slots=True)
class Control:
    """How an option is asked for.

    Attributes:
        label: What it is called.
        kinds: Of a column: which kinds it may be of.
        words: Of a word: which there are.
        also: Of a word: what else it may be called in Python, in small letters.
        least: Of a number: the smallest.
        most: Of a number: the largest.
        several: Whether it takes more than one column.
        fewest: Of several columns: how many are taken where none is chosen.
        needed: Whether there is no chart without it.
        late: Whether the form offers it below the fold.
        is_path: Whether it names a file in the kernel's folder.
    """

    label: str
    kinds: frozenset[Kind] | None = None
    words: tuple[str, ...] = ()
    also: Mapping[str, str] = field(default_factory=dict)
    least: float = 0
    most: float = 0
    several: bool = False
    fewest: int = 1
    needed: bool = False
    late: bool = False
    is_path: bool = False


def column(
    label: str, kinds: frozenset[Kind], *, needed: bool = False, late: bool = False
) -> Any:
    """An option that is one column, by its number; None for none."""
    control = Control(label, kinds, needed=needed, late=late)
    return field(default=None, metadata={"control": control})


def columns(
    label: str, kinds: frozenset[Kind], *, needed: bool = False, fewest: int = 1
) -> Any:
    """An option that is some columns, by their numbers."""
    control = Control(label, kinds, several=True, fewest=fewest, needed=needed)
    return field(default=(), metadata={"control": control})


def word(
    label: str,
    words: tuple[str, ...],
    default: str = "",
    *,
    also: Mapping[str, str] | None = None,
    late: bool = False,
) -> Any:
    """An option that is one of some words."""
    control = Control(label, words=words, also=also or {}, late=late)
    return field(default=default or words[0], metadata={"control": control})


def number(
    label: str, default: float, least: float, most: float, *, late: bool = False
) -> Any:
    """An option that is a number; a whole one where its default is."""
    control = Control(label, least=least, most=most, late=late)
    return field(default=default, metadata={"control": control})


def path(label: str, *, late: bool = False) -> Any:
    """An option that is a file in the kernel's folder, by its path; '' for none."""
    control = Control(label, late=late, is_path=True)
    return field(default="", metadata={"control": control})


def control_of(each: Any) -> Control:
    """How a field of options is asked for."""
    return cast("Control", each.metadata["control"])


def read_options(cls: type[O], given: Mapping[str, Any], source: Source) -> O:
    """Read options, columns by number or name.

    Args:
        cls: A dataclass of options.
        given: Values by the options' names; None and '' for what is not chosen.
        source: The frame whose columns are meant.

    Raises:
        BadArgument: A value is wrong, or an option unknown; see the hint.
        UnknownColumn: There is no such column.
    """
    known = {each.name: control_of(each) for each in fields(cast("Any", cls))}
    for name in given:
        if name not in known:
            near = nearest(name, known)
            hint = f"did you mean {near!r}?" if near else f"options: {listed(known)}"
            raise BadArgument(f"this chart takes no {name!r:.40}", hint=hint)
    values = {
        name: _read(name, known[name], value, source)
        for name, value in given.items()
        if value is not None and value not in ("", [])
    }
    for name, control in known.items():
        if control.needed and name not in values:
            raise BadArgument(f"choose {control.label.lower()}", hint=f"{name}=…")
    return cls(**{name: value for name, value in values.items() if value is not None})


def _read(name: str, control: Control, value: Any, source: Source) -> Any:
    if control.kinds is not None:
        if control.several:
            many = list(value) if isinstance(value, list | tuple) else [value]
            if len(many) > MOST_COLUMNS:
                raise BadArgument(f"{name} takes {MOST_COLUMNS} columns at most")
            return tuple(_column(name, control, each, source) for each in many)
        return _column(name, control, value, source)
    if control.words:
        return _word(name, control, value)
    if control.is_path:
        if not isinstance(value, str) or len(value) > LONGEST_PATH:
            raise BadArgument(f"{name} is no path", hint=f"got {value!r:.40}")
        return value
    return _number(name, control, value)


def _word(name: str, control: Control, value: Any) -> str:
    known = {each.casefold(): each for each in control.words} | {**control.also}
    found = known.get(value.casefold()) if isinstance(value, str) else None
    if found is None:
        raise BadArgument(
            f"{name} is none of its words: {value!r:.40}",
            hint=", ".join(each for each in control.words if each),
        )
    return found


def _number(name: str, control: Control, value: Any) -> float:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number or not control.least <= value <= control.most:
        raise BadArgument(
            f"{name} is no number from {control.least:g} to {control.most:g}",
            hint=f"got {value!r:.40}",
        )
    return cast("float", value)


def _column(name: str, control: Control, value: Any, source: Source) -> int:
    found = _field(value, source)
    if control.kinds is not None and found.kind not in control.kinds:
        kinds = listed(sorted(kind.value for kind in control.kinds))
        raise BadArgument(
            f"{name} cannot be {title(found)!r:.80}, which is {found.kind.value}",
            hint=f"it takes {kinds}",
        )
    return found.number


def _field(value: Any, source: Source) -> Field:
    """A field by its name in Python, or by `{"number": 3}` from the page."""
    if isinstance(value, dict) and isinstance(value.get("number"), int):
        return source.field(value["number"])
    names = source.column_names()
    places = [at for at, each in enumerate(names) if same(each, value)]
    levels = range(source.n_levels)
    if not places:
        places = [~at for at in levels if same(source.field(~at).name, value)]
    if not places:
        raise UnknownColumn.among(value, map(str, names))
    if len(places) > 1:
        raise BadArgument(
            f"{len(places)} columns are called {value!r:.60}",
            hint=f'name it by its place, such as {{"number": {places[0]}}}',
        )
    return source.field(places[0])


def same(one: Any, other: Any) -> bool:
    """Whether two names are the same, 1 and True apart."""
    return type(one) is type(other) and bool(one == other)


def title(found: Field) -> str:
    """What a field is called in charts; one whose name nobody sees, by its place."""
    named = " / ".join(each for each in found.label if each.strip())
    return named or ("index" if found.number < 0 else f"column {found.number}")
