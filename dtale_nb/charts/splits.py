"""Splits: columns that part a chart into colours, small charts or an animation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dtale_nb.charts.marks import check_colors, plain
from dtale_nb.charts.options import GROUPED, column, number
from dtale_nb.charts.script import Script
from dtale_nb.engine.aggregate import Key
from dtale_nb.engine.kinds import Kind
from dtale_nb.errors import BadArgument

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dtale_nb.engine.aggregate import Keys
    from dtale_nb.engine.source import Field, Source

ROLES = {
    "color": ("the colour", 40),
    "facet_col": ("charts side by side", 24),
    "facet_row": ("charts one below the other", 12),
    "animate": ("the animation", 100),
}
"""Each option that splits: what it is called, and how many values it takes."""

DRAWN = {"animate": "animation_frame"}
"""What plotly calls a role that it calls otherwise."""

ACROSS = 3
"""Small charts side by side before the next line begins."""


def facet_col() -> Any:
    """The option of charts side by side."""
    return column("Charts side by side", GROUPED, late=True)


def facet_row() -> Any:
    """The option of charts one below the other."""
    return column("Charts in rows", GROUPED, late=True)


def animate() -> Any:
    """The option of an animation."""
    return column("Play by", GROUPED, late=True)


def bins() -> Any:
    """The option of numbers in stretches of equal length."""
    return number("Bins of numbers", 0, 0, 200, late=True)


def is_period(field: Field) -> bool:
    """Whether a field holds periods: each of them is a stretch of time already."""
    return field.dtype.startswith("period")


def axis_key(source: Source, options: Any) -> tuple[Key, str]:
    """The key of a chart's axis, and what it is called."""
    name = Script(source).name(options.x)
    kind = source.field(options.x).kind
    if kind is Kind.MOMENT and options.unit:
        return Key(options.x, options.unit), plain(f"{name} ({options.unit})")
    count = getattr(options, "bins", 0)
    if kind is Kind.NUMBER and count:
        return Key(options.x, bins=int(count)), plain(f"{name} (bins)")
    return Key(options.x), plain(name)


@dataclass(frozen=True, slots=True)
class Splits:
    """What a chart is parted by.

    Attributes:
        roles: Of each, how it parts the chart: one of `ROLES`.
        keys: Of each, its key; a column that has two roles comes once.
        names: Of each key, what it is called in the chart.
    """

    roles: dict[str, str]
    keys: tuple[Key, ...]
    names: tuple[str, ...]

    @classmethod
    def of(cls, source: Source, options: Any, axis: int | None = None) -> Splits:
        """Read options.

        Args:
            source: The frame.
            options: The chart's options.
            axis: A column that cannot be one of them.

        Raises:
            BadArgument: It is.
        """
        script = Script(source)
        roles, keys = {}, {}
        for role, (called, _) in ROLES.items():
            number = getattr(options, role, None)
            if number is None:
                continue
            if number == axis:
                raise BadArgument(f"{called} is the column of the axis already")
            roles[role] = plain(script.name(number))
            keys[Key(number)] = roles[role]
        return cls(roles, tuple(keys), tuple(keys.values()))

    @staticmethod
    def name(source: Source, number: int) -> str:
        """What a column is called in a chart."""
        return plain(Script(source).name(number))

    @property
    def color(self) -> str:
        """What the colour is called; '' for none."""
        return self.roles.get("color", "")

    def drawn(self) -> dict[str, Any]:
        """The same as options of plotly.express."""
        told: dict[str, Any] = {
            DRAWN.get(role, role): name for role, name in self.roles.items()
        }
        if "facet_col" in told and "facet_row" not in told:
            told["facet_col_wrap"] = ACROSS
        return told

    def check(self, keys: Sequence[Keys]) -> None:
        """Refuse what nobody could read.

        Args:
            keys: The groups of each of `self.keys`.

        Raises:
            BadArgument: A column has too many values for its role.
        """
        for role, name in self.roles.items():
            called, most = ROLES[role]
            check_colors(keys[self.names.index(name)].groups, called, most)
