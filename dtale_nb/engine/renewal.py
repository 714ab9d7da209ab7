"""A view's state carried over to a frame that has changed."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from dtale_nb.engine import charted
from dtale_nb.engine.filters import Group, read_tree, spec_of
from dtale_nb.engine.filters.shown import Found
from dtale_nb.engine.layout import Layout
from dtale_nb.engine.memory import source_of
from dtale_nb.engine.memory.watch import UNSETTLED
from dtale_nb.errors import BadArgument

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from dtale_nb.engine.filters import Node
    from dtale_nb.engine.formats import Format
    from dtale_nb.engine.source import Source
    from dtale_nb.engine.states import ViewState


def renewed(source: Source) -> Source | None:
    """The frame of a source, read anew; None while another thread is changing it."""
    with suppress(*UNSETTLED):
        return source_of(source.frame)
    return None


def carried_over(
    state: ViewState, old: Source, new: Source
) -> tuple[ViewState, list[str]]:
    """A state as it is read of another version of its frame.

    Columns are found again by their names, of several of one name by which of them it
    was. What makes no sense any more is left out; columns that were added are shown.

    Returns:
        The state, and what was left out of order and filter, in words.
    """
    if old.schema() == new.schema():
        return state, []
    moves, gone = _moves(old, new), list[str]()
    for key in state.sort:
        if key.number not in moves:
            gone.append(f"the order by {' / '.join(old.field(key.number).label)}")
    tree = None if state.filter is None else _node(state.filter, new, moves, gone)
    colour = state.colour
    if colour is not None and not set(colour.numbers or ()) <= set(moves):
        colour = None
    elif colour is not None and colour.numbers is not None:
        numbers = tuple(moves[number] for number in colour.numbers)
        colour = replace(colour, numbers=numbers)
    moved = replace(
        state,
        sort=tuple(
            replace(key, number=moves[key.number])
            for key in state.sort
            if key.number in moves
        ),
        filter=tree,
        columns=_arrangement(state.columns, old.n_columns, new.n_columns, moves),
        formats=tuple(_formats(state.formats, moves)),
        colour=colour,
        charts=tuple(charted.moved(state.charts, moves)),
    )
    return moved, gone


def _moves(old: Source, new: Source) -> dict[int, int]:
    """Where each field of the old frame stands in the new one; not those that went."""
    before = _places(enumerate(old.column_names()))
    after = _places(enumerate(new.column_names()))
    levels = _places((~at, old.field(~at).name) for at in range(old.n_levels))
    now = _places((~at, new.field(~at).name) for at in range(new.n_levels))
    pairs = [(before, after), (levels, now)]
    return {
        number: place
        for one, other in pairs
        for name, numbers in one.items()
        if len(numbers) == len(other.get(name, ()))
        for number, place in zip(numbers, other[name], strict=True)
    }


def _places(labels: Iterable[tuple[int, Any]]) -> dict[tuple[type, str], list[int]]:
    """Where each label stands; 1, True and "1" are three of them."""
    found: dict[tuple[type, str], list[int]] = {}
    for number, label in labels:
        found.setdefault((type(label), repr(label)), []).append(number)
    return found


def _node(
    node: Node, new: Source, moves: Mapping[int, int], gone: list[str]
) -> Node | None:
    if isinstance(node, Found):
        if node.numbers is None:
            return node
        places = sorted(moves[at] for at in node.numbers if at in moves)
        return replace(node, numbers=tuple(places))
    if isinstance(node, Group):
        parts = [_node(part, new, moves, gone) for part in node.parts]
        left = tuple(part for part in parts if part is not None)
        return None if node.parts and not left else replace(node, parts=left)
    if node.number in moves:
        moved = replace(node, number=moves[node.number])
        with suppress(BadArgument):  # its column is of another kind now
            return read_tree(spec_of(moved, new), new)
    gone.append(f"the condition “{node.sentence()}”")
    return None


def _arrangement(
    columns: Layout, n_old: int, n_new: int, moves: Mapping[int, int]
) -> Layout:
    widths = {moves[at]: px for at, px in columns.widths.items() if at in moves}
    if columns.order is None and not (columns.left or columns.right):
        return replace(columns, widths=widths)
    order = [*columns.numbers(n_old)]
    ends = len(order) - columns.right
    left, middle, right = (
        order[: columns.left],
        order[columns.left : ends],
        order[ends:],
    )
    parts = [
        [moves[at] for at in part if at in moves] for part in (left, middle, right)
    ]
    known = set(moves.values())
    parts[1] += [number for number in range(n_new) if number not in known]
    whole = tuple(number for part in parts for number in part)
    if not whole and n_new:
        return Layout(widths=widths)
    return Layout(whole, len(parts[0]), len(parts[2]), widths)


def _formats(formats: Iterable[Format], moves: Mapping[int, int]) -> Iterator[Format]:
    for each in formats:
        if each.number is None:
            yield each
        elif each.number in moves:
            yield replace(each, number=moves[each.number])
