"""What a cell's output holds: pandas' own text, a static table, and a way to life.

The table is plain HTML with the first rows, for every reader that runs no script
(GitHub, nbconvert, a notebook that isn't trusted or whose kernel has ended). The script
behind it looks for the kernel's server and, when that answers, puts the live viewer in
the table's place: same size, same bars, so nothing on the page moves.
"""

from __future__ import annotations

import functools
import html
import re
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

from dtale_nb.web import geometry, jsonio
from dtale_nb.web.firstrows import SIDED, Shown, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dtale_nb.engine.source import Field
    from dtale_nb.engine.views import FrameView

MAX_HTML = 12_000
"""Bytes of the whole output, whatever the frame."""

MAX_WIDTH = 1_600
"""Pixels that the columns of the static table may take together."""

_TEXT_LIMITS = (60, 24, 8, 0)
"""Characters of one cell; the next where the output would be too large."""


def page_html(
    view: FrameView,
    *,
    places: Sequence[str],
    instance: str,
    height: int,
    rows: int,
) -> str:
    """Write the output of one view.

    Args:
        view: What is shown.
        places: Templates of where its server may be (`address.places`).
        instance: Which server it is.
        height: Pixels the output takes.
        rows: Rows of the static table, at most.

    Returns:
        HTML of at most `MAX_HTML` bytes.
    """
    parts = _around(
        path=f"views/{view.id}/",
        title=f"{_cut(view.name, 60)}, data viewer",
        places=places,
        instance=instance,
        height=height,
        header=geometry.header_height(view.source),
    )
    budget = MAX_HTML - len("".join(parts).encode())
    return parts[0] + _table_within(view, rows, budget) + parts[1]


def live_html(
    saved: str,
    *,
    path: str,
    title: str,
    places: Sequence[str],
    instance: str,
    height: int,
) -> str:
    """Write the output of another page of ours.

    Args:
        saved: HTML that stands there as long as the page does not.
        path: The page's path below the server's root.
        title: What the page is called.
        places: Templates of where the server may be (`address.places`).
        instance: Which server it is.
        height: Pixels the output takes.
    """
    head, tail = _around(
        path=path,
        title=title,
        places=places,
        instance=instance,
        height=height,
        header=geometry.ROW,
    )
    return head + saved + tail


def _around(
    *,
    path: str,
    title: str,
    places: Sequence[str],
    instance: str,
    height: int,
    header: int,
) -> tuple[str, str]:
    """What stands before and behind the saved table: styles, and the way to life."""
    config = {
        "instance": instance,
        "places": list(places),
        "path": path,
        "title": title,
    }
    head = (
        f'<div class="dtale-nb" style="position:relative;height:{height}px;'
        f'overflow:hidden"><style>{_style(header)}</style>'
    )
    tail = (
        f"</div><script>(()=>{{{_script()}"
        f"embed({jsonio.dumps_in_html(config)},document.currentScript?.previousElementSibling)"
        "})()</script>"
    )
    return head, tail


def _table_within(view: FrameView, rows: int, budget: int) -> str:
    """The richest table that keeps to a budget of bytes."""
    columns = list(_columns(view, rows))
    levels = sum(column.field.number < 0 for column in columns)
    for limit in _TEXT_LIMITS:
        count = len(columns)
        while count >= levels:
            text = _table(view, columns[:count], limit)
            if len(text.encode()) <= budget:
                return text
            count = min(count - 1, levels + (count - levels) * 3 // 4)
    return f"<div>{_bar(view)}</div><p></p>"


@dataclass(frozen=True, slots=True)
class _Column:
    """One column of the static table, drawn as the page draws it."""

    field: Field
    width: int
    cells: list[Shown]


def _columns(view: FrameView, rows: int) -> Iterator[_Column]:
    """Index levels, then the columns that fit side by side, at least one."""
    source = view.source
    fields = [source.field(~level) for level in range(min(source.n_levels, 4))]
    width = 0
    for number in range(source.n_columns):
        fields.append(source.field(number))
        width += geometry.column_width(fields[-1])
        if width > MAX_WIDTH:
            break
    numbers = [field.number for field in fields if field.number >= 0]
    # As many rows as the page has, so that its columns are as wide as ours.
    page = view.page(0, max(rows, geometry.FIRST_ROWS), numbers)
    index = page.index[: len(fields) - len(numbers)]
    for field, cells in zip(fields, (*index, *page.columns), strict=True):
        last = [str(view.n_rows)] if field.number < 0 else []
        wide = geometry.column_width(field, [*cells.texts, *last])
        yield _Column(field, wide, shown(field.kind, cells)[:rows])


def _table(view: FrameView, columns: Sequence[_Column], limit: int) -> str:
    heads = "".join(_head(column, limit) for column in columns)
    cells = [
        [_cell(column, cell, limit) for cell in column.cells] for column in columns
    ]
    lines = "".join(f"<tr>{''.join(line)}</tr>" for line in zip(*cells, strict=True))
    n_rows = len(cells[0]) if cells else 0
    n_columns = sum(column.field.number >= 0 for column in columns)
    return (
        f"<div>{_bar(view)}</div>"
        f'<table class="dataframe t"><thead><tr>{heads}</tr></thead>'
        f"<tbody>{lines}</tbody></table>"
        f"<p>{_remark(view, n_rows, n_columns)}</p>"
    )


def _bar(view: FrameView) -> str:
    shape = f"{view.n_rows:,} × {view.source.n_columns:,}"
    return f"<b>{_escape(_cut(view.name, 60))}</b> <span>{shape}</span>"


def _remark(view: FrameView, rows: int, columns: int) -> str:
    """What of the frame isn't in the saved table, and how to see it."""
    if rows == view.n_rows and columns == view.source.n_columns:
        return f"{rows:,} row{'s' if rows != 1 else ''}"
    what = f"{rows:,} of {view.n_rows:,} rows"
    if columns < view.source.n_columns:
        what += f", {columns:,} of {view.source.n_columns:,} columns"
    return f"{what} are saved here; run the cell to see all."


def _head(column: _Column, limit: int) -> str:
    field = column.field
    label = _escape(" / ".join(_cut(part, limit) for part in field.label))
    return (
        f"<th{_side(column)} style=width:{column.width}px>{label}"
        f"<small>{_escape(_cut(field.dtype, 30))}</small></th>"
    )


def _side(column: _Column) -> str:
    return " class=n" if SIDED.get(column.field.kind) == "n" else ""


def _cell(column: _Column, cell: Shown, limit: int) -> str:
    tag = "th" if column.field.number < 0 else "td"
    text = _escape(_cut(cell.text + cell.pale, limit))
    if "x" in cell.look.split():
        text = f"<i>{text}</i>"
    return f"<{tag}{_side(column)}>{text}</{tag}>"


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: max(limit - 1, 0)] + "…"


def _escape(text: str) -> str:
    """Text as HTML; what UTF-8 can't carry becomes a visible escape."""
    return html.escape(text.encode("utf-8", "backslashreplace").decode(), quote=False)


@functools.cache
def _script() -> str:
    """The script as it is sent: without comments and indentation."""
    text = files("dtale_nb.notebook").joinpath("embed/embed.js").read_text("utf-8")
    text = re.sub(r"^[ \t]*/\*\*.*?\*/\n", "", text, flags=re.DOTALL | re.MULTILINE)
    text = re.sub(r"/\*\* @type .*? \*/ ", "", text)
    text = re.sub(r"^[ \t]*//.*\n", "", text, flags=re.MULTILINE)
    return re.sub(r"^[ \t]+|\n(?=\n)", "", text, flags=re.MULTILINE)


@functools.cache
def _style(header: int) -> str:
    text = files("dtale_nb.notebook").joinpath("embed/embed.css").read_text("utf-8")
    sizes = {
        "BAR": geometry.BAR,
        "ROW": geometry.ROW,
        "LINE": geometry.ROW - 1,
        "HEAD": header,
        "STATUS": geometry.STATUS,
    }
    for name, size in sizes.items():
        text = text.replace(f"{name}px", f"{size}px")
    return text
