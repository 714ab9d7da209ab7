"""What a request asks for, from text to typed values, or `BadArgument`."""

from __future__ import annotations

import re
from typing import Any

from flask import request

from dtale_nb.errors import BadArgument

MAX_CELLS = 100_000
"""The most cells of one answer."""

_RANGE = re.compile(r"(?P<first>\d{1,9})(-(?P<last>\d{1,9}))?", re.ASCII)
_INTEGER = re.compile(r"-?\d{1,18}", re.ASCII)


def integer(name: str, *, default: int | None = None) -> int:
    """Read a whole number from the query.

    Raises:
        BadArgument: It's missing and there is no default, or it's no whole number.
    """
    text = request.args.get(name)
    if text is None:
        if default is None:
            raise BadArgument(f"{name} is missing", hint=f"add ?{name}=0")
        return default
    if not _INTEGER.fullmatch(text):
        raise BadArgument(
            f"{name} is not a whole number: {text[:40]!r}", hint="such as 120"
        )
    return int(text)


def numbers(name: str, *, most: int = MAX_CELLS) -> list[int]:
    """Read column numbers such as ``0-14,20`` from the query, in the order asked.

    Ranges include their ends. No column at all is an empty text.

    Raises:
        BadArgument: It's not such a list, or names more than `most` columns.
    """
    found: list[int] = []
    for part in filter(None, request.args.get(name, "").split(",")):
        match = _RANGE.fullmatch(part)
        if match is None:
            raise BadArgument(
                f"{name} is not a list of ranges: {part[:40]!r}",
                hint="such as 0-14,20",
            )
        first = int(match["first"])
        last = int(match["last"] or first)
        if last - first + 1 + len(found) > most:
            raise BadArgument(
                f"{name} asks for more than {most:,} at once", hint="ask in parts"
            )
        found.extend(range(first, last + 1))
    return found


def body() -> dict[str, Any]:
    """Read the JSON object that a POST carries.

    Raises:
        BadArgument: It's no JSON, or JSON but no object.
    """
    read = request.get_json(silent=True)
    if not isinstance(read, dict):
        raise BadArgument("the body is no JSON object", hint='such as {"sort": []}')
    return read
