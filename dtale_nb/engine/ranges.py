"""Numbers of columns as a text of ranges: ten thousand columns are a few characters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dtale_nb.errors import BadArgument

if TYPE_CHECKING:
    from collections.abc import Iterable

_RANGE = re.compile(r"(\d{1,9})(?:-(\d{1,9}))?", re.ASCII)


def ranges_of(numbers: Iterable[int]) -> str:
    """Numbers as ranges that include their ends.

    >>> ranges_of([4, 0, 1, 2, 3, 7])
    '4,0-3,7'
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ",".join(f"{a}" if a == b else f"{a}-{b}" for a, b in runs)


def numbers_of(text: str, n_columns: int) -> list[int]:
    """Read what `ranges_of` wrote.

    Raises:
        BadArgument: It is something else, or has more numbers than there are columns.
    """
    numbers: list[int] = []
    for part in filter(None, text.split(",")):
        match = _RANGE.fullmatch(part)
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (1, 0)
        if first > last or len(numbers) + last - first >= n_columns:
            raise BadArgument(
                f"this is no list of columns: {part!r:.40}", hint='such as "4,0-3,7"'
            )
        numbers.extend(range(first, last + 1))
    return numbers
