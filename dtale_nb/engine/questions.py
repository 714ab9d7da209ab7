"""What of a view's state decides on the rows shown and on their order."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from dtale_nb.engine.filters import Group
from dtale_nb.errors import listed

if TYPE_CHECKING:
    from dtale_nb.engine.filters import Node
    from dtale_nb.engine.source import SortKey, Source
    from dtale_nb.engine.states import ViewState


@dataclass(frozen=True, slots=True)
class Question:
    """Which rows, in which order. Equal questions have the same answer.

    Attributes:
        filter: The conditions that must all hold, written out: 1 and True differ.
        sort: The keys, the first decides first.
        parts: The conditions themselves.
    """

    filter: frozenset[str] = frozenset()
    sort: tuple[SortKey, ...] = ()
    parts: tuple[Node, ...] = field(default=(), compare=False)

    @classmethod
    def of(cls, state: ViewState) -> Question:
        """What a state asks."""
        parts = tuple(_parts(state.filter))
        return cls(frozenset(map(repr, parts)), state.sort, parts)

    @property
    def asks(self) -> bool:
        """Whether the answer is anything but the frame as it lies."""
        return bool(self.filter or self.sort)

    def in_words(self, source: Source) -> str:
        """What is being done to find the rows."""
        names = [source.field(key.number).title for key in self.sort]
        sorting = [f"sorting by {listed(names)}"] if names else []
        return " and ".join([*(["filtering"] if self.filter else []), *sorting])

    def unsorted(self) -> Question:
        """The same without an order."""
        return replace(self, sort=())

    def unfiltered(self) -> Question:
        """The same order of all rows."""
        return replace(self, filter=frozenset(), parts=())


def _parts(node: Node | None) -> list[Node]:
    """The conditions that must all hold."""
    if node is None or node.off:
        return []
    if isinstance(node, Group) and node.word == "all":
        return [part for part in node.parts if not part.off]
    return [node]
