"""The viewer's page: readable before any script runs, and all that the script needs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from flask import Blueprint, render_template

from dtale_nb.web import geometry, jsonio
from dtale_nb.web.assets import JOINED, viewer_assets
from dtale_nb.web.context import context, nonce, view
from dtale_nb.web.firstrows import SIDED, Shown, shown
from dtale_nb.web.payload import described, state_payload

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dtale_nb.engine.source import Cells, Field
    from dtale_nb.engine.views import FrameView, Page

bp = Blueprint("pages", __name__)


@bp.get("/views/<view>/")
def viewer() -> str:
    """The page of one view."""
    ours = viewer_assets()
    first = FirstView(view())
    return render_template(
        "viewer.html",
        nonce=nonce(),
        style=ours.style,
        theme=ours.theme,
        script=f"../../assets/{ours.digest}/{JOINED}",
        theme_setting=context().settings.theme,
        first=first,
        page=jsonio.dumps_in_html(first.payload(context().instance)),
    )


@dataclass(frozen=True, slots=True)
class Header:
    """One header cell, or a run of them that share their label."""

    text: str
    dtype: str
    look: str
    colindex: int
    span: int
    sort: str
    order: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the page."""

    rowindex: int
    index: list[Shown]
    cells: list[Shown]


class FirstView:
    """What a page shows before any script runs.

    The state's place is brought back: the rows begin where the reader stood.

    Args:
        view: The view that is shown.
    """

    def __init__(self, view: FrameView) -> None:
        self.view = view
        source = view.source
        self.state = state_payload(view)
        self.first_column, self.columns = _columns_in_sight(view)
        top = min(int(view.state.scroll[0]), view.n_rows - geometry.FIRST_ROWS)
        start = max(top, 0)
        numbers = [field.number for field in self.columns]
        self.page: Page = view.page(start, start + geometry.FIRST_ROWS, numbers)
        self.index = [source.field(~level) for level in range(source.n_levels)]
        self.column_levels = source.column_levels
        self.n_columns = source.n_columns
        self.index_widths = [
            geometry.column_width(field, [*cells.texts, str(view.n_rows)])
            for field, cells in zip(self.index, self.page.index, strict=True)
        ]
        if self.index_widths:
            corner = geometry.name_width(
                f"{self.index[-1].label[0]} \\ {self.level_name}"
            )
            self.index_widths[-1] = max(self.index_widths[-1], corner)
        self.widths = [
            geometry.column_width(field, cells.texts)
            for field, cells in zip(self.columns, self.page.columns, strict=True)
        ]

    @property
    def name(self) -> str:
        """What the view is called."""
        return self.view.name or self.view.source.type_name

    @property
    def level_name(self) -> str:
        """What the last level of the column labels is called, '' for nothing."""
        return self.column_levels[-1]

    @property
    def rows_said(self) -> str:
        """How many rows there are, in words."""
        total = self.page.total
        return f"{total:,} row{'' if total == 1 else 's'}"

    @property
    def shape(self) -> str:
        """Rows and columns."""
        return f"{self.page.total:,} \u00d7 {self.n_columns:,}"

    @property
    def empty_said(self) -> str:
        """What is said where there is nothing to show; empty if there is something."""
        nothing = ("No rows", self.page.total), ("no columns", self.n_columns)
        words = ", ".join(word for word, count in nothing if not count)
        return words[:1].upper() + words[1:]

    @property
    def header_height(self) -> int:
        """Pixels of the header rows."""
        return geometry.header_height(len(self.column_levels))

    @property
    def sorted_said(self) -> str:
        """What the rows are sorted by, in words; empty if by nothing."""
        keys = self.state["state"]["sort"]
        names = ", ".join(" / ".join(key["label"]) or "index" for key in keys)
        return f"sorted by {names}" if names else ""

    def payload(self, instance: str) -> dict[str, Any]:
        """All that the script needs to take over."""
        return {
            "instance": instance,
            "view": self.view.id,
            "name": self.name,
            "nColumns": self.n_columns,
            "columnLevels": list(self.column_levels),
            "firstColumn": self.first_column,
            "index": _described(self.index, self.index_widths),
            "columns": _described(self.columns, self.widths),
            "rows": self.page,
            **self.state,
        }

    def levels(self) -> Iterator[tuple[int, list[Header], list[Header]]]:
        """The header rows: their number, and headers of index and columns."""
        depth = len(self.column_levels)
        for level in range(depth - 1):
            corner = self._corner(level)
            yield level + 1, corner, self._runs(level)
        index = [self._header(field, -1, at + 1) for at, field in enumerate(self.index)]
        first = len(self.index) + self.first_column + 1
        yield (
            depth,
            index,
            [
                self._header(field, -1, first + at)
                for at, field in enumerate(self.columns)
            ],
        )

    def rows(self) -> Iterator[Row]:
        """The rows of the page."""
        index = _told_once(_drawn(self.index, self.page.index))
        columns = _drawn(self.columns, self.page.columns)
        first = len(self.column_levels) + self.page.start + 1
        for at in range(self.page.stop - self.page.start):
            yield Row(
                first + at,
                [cells[at] for cells in index],
                [cells[at] for cells in columns],
            )

    def lefts(self) -> Iterator[tuple[int, int, int]]:
        """Of each column: its place in the page from 1, left and width in px."""
        yield from _places(self.widths)

    def index_lefts(self) -> Iterator[tuple[int, int, int]]:
        """Of each index level: its place from 1, left and width in px."""
        yield from _places(self.index_widths)

    def runs_lefts(self) -> Iterator[tuple[int, int, int, int]]:
        """Of each run of shared labels: header row, place, left and width in px."""
        for level in range(len(self.column_levels) - 1):
            left = at = 0
            for place, run in enumerate(self._runs(level)):
                width = sum(self.widths[at : at + run.span])
                yield level + 1, place + 1, left, width
                left, at = left + width, at + run.span

    def _corner(self, level: int) -> list[Header]:
        """The name of a level of the columns' labels, above the index."""
        if not self.index:
            return []
        name = self.column_levels[level]
        return [Header(name, "", "", 1, len(self.index), "", "")]

    def _runs(self, level: int) -> list[Header]:
        """The labels of one outer level, equal neighbours as one."""
        runs: list[Header] = []
        before: tuple[str, ...] = ()
        first = len(self.index) + self.first_column + 1
        for at, field in enumerate(self.columns):
            path = field.label[: level + 1]
            if runs and path == before:
                last = runs.pop()
                runs.append(
                    Header(last.text, "", "", last.colindex, last.span + 1, "", "")
                )
            else:
                runs.append(Header(path[-1], "", "", first + at, 1, "", ""))
            before = path
        return runs

    def _header(self, field: Field, level: int, colindex: int) -> Header:
        keys = self.view.state.sort
        found = [at for at, key in enumerate(keys) if key.number == field.number]
        sort = order = ""
        if found:
            sort = "descending" if keys[found[0]].descending else "ascending"
            order = str(found[0] + 1) if len(keys) > 1 else ""
        look = SIDED.get(field.kind, "")
        label = field.label[level] if field.label else ""
        return Header(label, field.dtype, look, colindex, 1, sort, order)


def _columns_in_sight(view: FrameView) -> tuple[int, list[Field]]:
    """The first column in sight, and the columns from there that fill the width."""
    source = view.source
    left, first = view.state.scroll[1], 0
    while first < source.n_columns - 1:
        left -= geometry.column_width(source.field(first))
        if left < 0:
            break
        first += 1
    else:
        first = max(source.n_columns - 1, 0)
    fields: list[Field] = []
    width = 0
    for number in range(first, source.n_columns):
        if width >= geometry.FIRST_WIDTH:
            break
        fields.append(source.field(number))
        width += geometry.column_width(fields[-1])
    return first, fields


def _drawn(fields: Sequence[Field], columns: Sequence[Cells]) -> list[list[Shown]]:
    return [
        shown(field.kind, cells) for field, cells in zip(fields, columns, strict=True)
    ]


def _told_once(levels: list[list[Shown]]) -> list[list[Shown]]:
    """Labels of outer levels that repeat those above them, marked so; see `body.js`."""
    told = list(levels)
    same = [False, *[True] * (len(levels[0]) - 1)] if levels and levels[0] else []
    for level, cells in enumerate(levels[:-1]):
        same = [again and cells[at - 1] == cells[at] for at, again in enumerate(same)]
        told[level] = [
            replace(cell, look=f"{cell.look} o".strip()) if again else cell
            for cell, again in zip(cells, same, strict=True)
        ]
    return told


def _places(widths: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    left = 0
    for at, width in enumerate(widths):
        yield at + 1, left, width
        left += width


def _described(fields: Sequence[Field], widths: Sequence[int]) -> list[dict[str, Any]]:
    return [
        {**described(field), "width": width}
        for field, width in zip(fields, widths, strict=True)
    ]
