"""Operators: what a condition asks of one column. One small class each.

An operator is read from JSON, checks itself against its column, tells which values it
keeps and says so in words. No text of a reader's is ever evaluated.
"""

from __future__ import annotations

from dataclasses import MISSING, dataclass, fields
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from dtale_nb.engine.kinds import Kind
from dtale_nb.errors import BadArgument, nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from dtale_nb.engine.filters.columns import Column, Test

OPERATORS: dict[str, type[Operator]] = {}
"""Every operator by its name in JSON."""

NUMERIC = frozenset({Kind.NUMBER, Kind.DURATION, Kind.MOMENT})
TEXTUAL = frozenset({Kind.TEXT, Kind.CATEGORY, Kind.OTHER})

C = TypeVar("C", bound="type[Operator]")


@dataclass(frozen=True)
class Operator:
    """A question about the values of one column.

    Attributes:
        name: Its word in JSON.
        kinds: Kinds of columns that it can be asked of; None for all.
    """

    name: ClassVar[str]
    kinds: ClassVar[frozenset[Kind] | None] = None

    def check(self, column: Column) -> None:
        """Check that this can be asked of a column; costs nothing that grows with it.

        Raises:
            BadArgument: It cannot, or a value is none of the column's kind.
        """

    def test(self, column: Column) -> Test:
        """Make ready to test parts of a column.

        Raises:
            BadArgument: As `check` does.
        """
        raise NotImplementedError

    def sentence(self) -> str:
        """What it asks, to be read after the column's name."""
        raise NotImplementedError

    def spec(self) -> dict[str, Any]:
        """As JSON; read back by `read_operator`."""
        known: dict[str, Any] = {"op": self.name}
        for each in fields(self):
            value = getattr(self, each.name)
            if value != each.default:
                known[each.name] = list(value) if isinstance(value, tuple) else value
        return known


def named(name: str) -> Callable[[C], C]:
    """Put an operator into `OPERATORS` under a name."""

    def put(cls: C) -> C:
        cls.name = name
        OPERATORS[name] = cls
        return cls

    return put


def read_operator(spec: Mapping[str, Any], column: Column) -> Operator:
    """Read an operator and check it against its column.

    Args:
        spec: ``op`` and what that operator takes.
        column: What it is asked of.

    Raises:
        BadArgument: Something is unknown, left out or of the wrong type.
    """
    name = spec.get("op")
    cls = OPERATORS.get(name) if isinstance(name, str) else None
    if cls is None:
        known = ", ".join(OPERATORS)
        if "op" not in spec:
            raise BadArgument("a condition needs 'op'", hint=f"operators: {known}")
        near = nearest(str(name), OPERATORS)
        hint = f"did you mean {near!r}?" if near else f"operators: {known}"
        raise BadArgument(f"no operator {name!r}", hint=hint)
    if cls.kinds is not None and column.field.kind not in cls.kinds:
        raise BadArgument(
            f"{cls.name!r} cannot be asked of {column.title!r}, "
            f"which is {column.field.kind.value}",
            hint=f"it asks of {', '.join(sorted(kind.value for kind in cls.kinds))}",
        )
    made = _made(cls, {key: _frozen(value) for key, value in spec.items()})
    made.check(column)
    return made


def _made(cls: type[Operator], spec: dict[str, Any]) -> Operator:
    del spec["op"]
    takes = {each.name: each for each in fields(cls)}
    for key in spec:
        if key not in takes:
            raise BadArgument(
                f"{cls.name!r} takes no {key!r}",
                hint=f"it takes {', '.join(takes) or 'nothing'}",
            )
    for key, each in takes.items():
        if each.default is MISSING and key not in spec:
            raise BadArgument(f"{cls.name!r} needs {key!r}")
        if isinstance(each.default, bool) and not isinstance(spec.get(key, True), bool):
            raise BadArgument(f"{key!r} of {cls.name!r} is true or false")
    return cls(**spec)


def _frozen(value: Any) -> Any:
    if not isinstance(value, str | int | float | list | None):
        raise BadArgument(f"not a value: {value!r:.80}")
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


def said(value: Any) -> str:
    """A value in a sentence."""
    if value is None:
        return "missing"
    return f"“{value}”" if isinstance(value, str) else str(value)


def said_all(values: tuple[Any, ...]) -> str:
    """Values in a sentence, not more than five of them."""
    shown = [said(value) for value in values[:5]]
    more = f" and {len(values) - 5:,} more" if len(values) > 5 else ""
    return ", ".join(shown) + more
