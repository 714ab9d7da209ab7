"""JSON lines: one object a row, numbers with all their digits."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from dtale_nb.engine.export.formats import Format, register
from dtale_nb.engine.kinds import MISSING, Kind

if TYPE_CHECKING:
    from typing import BinaryIO

    from dtale_nb.engine.export.formats import Cut
    from dtale_nb.engine.source import Cells, Field

_NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?", re.ASCII)


@register
class JsonLines(Format):
    """One JSON object a line; what JSON has no word for is a text or null."""

    name = "jsonl"
    suffix = ".jsonl"
    mimetype = "application/x-ndjson"
    label = "JSON lines"

    def write(self, cut: Cut, file: BinaryIO) -> None:
        """Write a file, chunk by chunk."""
        heads = [f"{_text(name)}:" for name in cut.names_apart()]
        for rows in cut.chunks():
            columns = [
                [head + value for value in _values(field, cells)]
                for head, (field, cells) in zip(heads, cut.texts(rows), strict=True)
            ]
            lines = [f"{{{','.join(row)}}}\n" for row in zip(*columns, strict=True)]
            file.write("".join(lines).encode("utf-8", "backslashreplace"))


def _values(field: Field, cells: Cells) -> list[str]:
    write = {Kind.NUMBER: _number, Kind.TRUTH: _truth, Kind.NESTED: _nested}.get(
        field.kind, _text
    )
    values = [write(text) for text in cells.texts]
    for at, mark in cells.marks.items():
        if mark in MISSING:
            values[at] = "null"
    return values


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _number(text: str) -> str:
    return text if _NUMBER.fullmatch(text) else _text(text)


def _truth(text: str) -> str:
    return {"True": "true", "False": "false"}.get(text) or _text(text)


def _nested(text: str) -> str:
    try:
        json.loads(text, parse_constant=_refuse)
    except ValueError:
        return _text(text)
    return text


def _refuse(word: str) -> None:
    raise ValueError(word)  # NaN and infinities are no JSON
