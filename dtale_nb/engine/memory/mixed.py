"""A total order for values that have none: a column of mixed objects sorts, always.

The order, ascending:

1. numbers (truth values, ints, floats, decimals, fractions) by value;
2. texts by code point;
3. everything else by the name of its type, and within a type by value where values
   compare with each other, else by the text that a cell shows of them.

Missing values are not ordered here; whoever calls has set them aside.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np

from dtale_nb.engine.jobs import Cancelled
from dtale_nb.engine.texts import object_cells
from dtale_nb.engine.texts.written import type_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


def mixed_order(values: Sequence[Any], *, descending: bool = False) -> NDArray[np.intp]:
    """Stable positions that order any values, shape (n,).

    Args:
        values: Any objects, none of them missing.
        descending: Largest first; equal values keep their order all the same.
    """
    groups: defaultdict[tuple[int, str], list[int]] = defaultdict(list)
    for position, value in enumerate(values):
        groups[_group(value)].append(position)
    ordered: list[int] = []
    for group in sorted(groups, reverse=descending):
        ordered.extend(_within(values, groups[group], descending=descending))
    return np.array(ordered, dtype=np.intp)


class refused:  # noqa: N801 - reads as contextlib.suppress does
    """Go on after whatever the values' own code raises inside.

    They may raise anything: Polars panics are no `Exception`, and a `SystemExit` is a
    whim of the value. A real interrupt only ever reaches the main thread; it goes on
    its way, and so does `Cancelled`.
    """

    def __enter__(self) -> None: ...

    def __exit__(self, kind: type[BaseException] | None, *_rest: object) -> bool:
        if kind is None or issubclass(kind, Cancelled):
            return False
        at_home = threading.current_thread() is threading.main_thread()
        return not (at_home and kind is KeyboardInterrupt)


def _group(value: Any) -> tuple[int, str]:
    kind = type(value)
    for rank, known in ((0, _NUMBERS), (1, (str,))):
        if any(base in known for base in kind.__mro__):
            return (rank, "")
    return (2, type_name(value))


def _within(
    values: Sequence[Any], positions: list[int], *, descending: bool
) -> list[int]:
    for key in (values.__getitem__, lambda position: _exact(values[position])):
        with refused():
            return sorted(positions, key=key, reverse=descending)
    texts = object_cells([values[position] for position in positions]).texts
    order = sorted(range(len(texts)), key=texts.__getitem__, reverse=descending)
    return [positions[place] for place in order]


def _exact(number: Any) -> tuple[int, Fraction]:
    """A key by which floats, decimals and fractions compare with each other."""
    plain = number.item() if isinstance(number, np.generic) else number
    if plain in {float("inf"), float("-inf")}:
        return (1 if plain > 0 else -1, Fraction(0))
    return (0, Fraction(plain))


_NUMBERS = (int, float, Decimal, Fraction, np.integer, np.floating, np.bool_)
