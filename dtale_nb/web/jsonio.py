r"""The only JSON encoder: what leaves the kernel as JSON is written here.

Strict JSON (RFC 8259) in UTF-8: NaN and infinities are refused, not written as words
that no browser reads. Numbers of cells never come here as numbers: a cell is a text
(`dtale_nb.engine.texts`), so that a browser holds every digit. A lone surrogate, which
UTF-8 cannot hold, is written as its escape (`\ud800`), and a browser's `JSON.parse`
gives it back.
"""

from __future__ import annotations

import json
from operator import index
from typing import Any, SupportsIndex, cast

from dtale_nb.engine.source import Cells, Field
from dtale_nb.engine.views import Page


def dumps(obj: object) -> bytes:
    r"""Write an object as strict JSON.

    Args:
        obj: Dicts with text keys, lists, tuples, texts, numbers, truth values, None;
            `Page`, `Cells` and `Field`; whole numbers of NumPy.

    Raises:
        ValueError: A float is NaN or infinite, or the object holds itself.
        TypeError: There is no JSON for a part of it.

    >>> dumps({"t": ["Żółw", "\ud800"]}).decode()
    '{"t":["Żółw","\\ud800"]}'
    """
    # Surrogates are all that UTF-8 refuses, and the replacement that Python offers for
    # them is letter for letter the escape of JSON; they stand in texts only.
    return _text(obj).encode("utf-8", "backslashreplace")


def dumps_in_html(obj: object) -> str:
    r"""Write an object as JSON that may stand between `<script>` tags.

    Every `<`, `>` and `&` is escaped, so no text can close the script or open a
    comment; so are the lone surrogates, which no page can carry.

    Raises:
        ValueError: A float is NaN or infinite, or the object holds itself.
        TypeError: There is no JSON for a part of it.

    >>> dumps_in_html("</script>")
    '"\\u003c/script\\u003e"'
    """
    text = dumps(obj).decode("utf-8")
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def cells_json(cells: Cells) -> dict[str, Any]:
    """The form of a run of cells: texts, and marks by offset where there are any."""
    form: dict[str, Any] = {"t": list(cells.texts)}
    if cells.marks:
        form["m"] = {str(offset): mark.value for offset, mark in cells.marks.items()}
    return form


def field_json(field: Field) -> dict[str, Any]:
    """The form of a field. Its name may be anything, so only its label travels."""
    return {
        "number": field.number,
        "label": list(field.label),
        "dtype": field.dtype,
        "kind": field.kind.value,
    }


def page_json(page: Page) -> dict[str, Any]:
    """The form of a page of rows."""
    return {
        "version": page.version,
        "total": page.total,
        "start": page.start,
        "stop": page.stop,
        "numbers": list(page.numbers),
        "index": [cells_json(cells) for cells in page.index],
        "columns": [cells_json(cells) for cells in page.columns],
    }


def _text(obj: object) -> str:
    return json.dumps(
        obj,
        ensure_ascii=False,
        allow_nan=False,
        separators=(",", ":"),
        default=_form,
    )


def _form(obj: object) -> Any:
    """The JSON form of an object that the standard encoder does not know.

    Raises:
        TypeError: There is none.
    """
    if isinstance(obj, Cells):
        return cells_json(obj)
    if isinstance(obj, Page):
        return page_json(obj)
    if isinstance(obj, Field):
        return field_json(obj)
    return index(cast("SupportsIndex", obj))  # refuses what is no whole number
