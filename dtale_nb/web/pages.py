"""The viewer's page: readable before any script runs, and all that the script needs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from flask import Blueprint, render_template

from dtale_nb.web import geometry, jsonio
from dtale_nb.web.assets import JOINED, viewer_assets
from dtale_nb.web.context import context, nonce, view
from dtale_nb.web.firstrows import SIDED, CellWriter, Shown, carried, shown
from dtale_nb.web.payload import described, state_payload
from dtale_nb.web.squeeze import ROOM, Squeeze
from dtale_nb.web.viewport import Viewport

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dtale_nb.engine.source import Cells, Field
    from dtale_nb.engine.views import FrameView, Page
    from dtale_nb.web.context import Context

bp = Blueprint("pages", __name__)


@bp.get("/views/<view>/")
def viewer() -> str:
    """The page of one view."""
    return written(FirstView(view()))


def written(first: FirstView) -> str:
    """The page of what is shown first, as HTML."""
    ours = viewer_assets()
    page = render_template(
        "viewer.html",
        nonce=nonce(),
        style=ours.style,
        theme=ours.theme,
        start=ours.start,
        assets=f"../../assets/{ours.digest}/",
        script=JOINED,
        theme_setting=context().settings.theme,
        language=context().settings.language,
        first=first,
        page=jsonio.dumps_in_html(first.payload(context())),
    )
    return carried(page)


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
    frozen: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the HTML of what stays in sight, what scrolls, what stays at the end."""

    rowindex: int
    index: str
    cells: str
    ends: str


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
        self.viewport = Viewport.of(view)
        top = min(int(view.state.scroll[0]), view.n_rows - geometry.FIRST_ROWS)
        start = max(top, 0)
        self.fields = self.viewport.fields
        self.page: Page = view.page(
            start, start + geometry.FIRST_ROWS, self.viewport.numbers
        )
        self.index = [source.field(~level) for level in range(source.n_levels)]
        self.column_levels = source.column_levels
        self.n_columns = source.n_columns
        chosen = view.state.columns.widths
        self.index_widths = [
            chosen.get(field.number)
            or geometry.column_width(field, [*cells.texts, str(view.n_rows)])
            for field, cells in zip(self.index, self.page.index, strict=True)
        ]
        if self.index and self.index[-1].number not in chosen:
            corner = geometry.name_width(
                f"{self.index[-1].label[0]} \\ {self.level_name}"
            )
            self.index_widths[-1] = max(self.index_widths[-1], corner)
        widths = [
            chosen.get(field.number) or geometry.column_width(field, cells.texts)
            for field, cells in zip(self.fields, self.page.columns, strict=True)
        ]
        self.left_widths, self.widths, self.end_widths = self.viewport.split(widths)
        self.groups = list(
            zip(
                self.viewport.split(self.fields),
                self.viewport.split(self.viewport.positions),
                strict=True,
            )
        )

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
        total, of = self.page.total, self.state["of"]
        shown = "" if total == of else f"{total:,} of "
        return f"{shown}{of:,} row{'' if of == 1 else 's'}"

    @property
    def shape(self) -> str:
        """Rows and columns."""
        return f"{self.state['of']:,} \u00d7 {self.n_columns:,}"

    @property
    def empty_said(self) -> str:
        """What is said where there is nothing to show; empty if there is something."""
        of = self.state["of"]
        none = f"No rows: the filter keeps none of {of:,}" if of else "No rows"
        nothing = (none, self.page.total), ("no columns", self.n_columns)
        words = ", ".join(word for word, count in nothing if not count)
        return words[:1].upper() + words[1:]

    @property
    def row_height(self) -> int:
        """Pixels of each row."""
        return geometry.row_height(self.view.state.lines)

    @property
    def look(self) -> str:
        """Classes of the page: how rows look, whether formats are to come."""
        tall = "tall" if self.view.state.lines > 1 else ""
        dressing = "dressing" if self.state["state"]["formats"] else ""
        return f"{tall} {dressing}".strip()

    @property
    def soon(self) -> list[str]:
        """Scripts that this page needs beside those of every page."""
        runs = ["runs.js"] if len(self.column_levels) > 1 else []
        dressing = self.state["state"]["formats"]
        return [*runs, *(["looks.js", "formats.js"] if dressing else [])]

    @property
    def header_height(self) -> int:
        """Pixels of the header rows."""
        return geometry.header_height(self.view.source)

    @property
    def pictured(self) -> bool:
        """Whether headers have room for pictures."""
        return geometry.has_pictures(self.view.source)

    @property
    def sorted_said(self) -> str:
        """What the rows are sorted by, in words; empty if by nothing."""
        keys = self.state["state"]["sort"]
        names = ", ".join(self.view.source.field(key["number"]).title for key in keys)
        return f"sorted by {names}" if names else ""

    @property
    def frozen(self) -> int:
        """Pixels of the index and what is pinned beside it."""
        return sum(self.index_widths) + sum(self.left_widths)

    @property
    def squeeze(self) -> Squeeze:
        """How what stays in sight gives way to what scrolls."""
        is_begun = self.viewport.first > self.viewport.left
        scrolled = ROOM if is_begun else sum(self.widths)
        return Squeeze(self.frozen + sum(self.end_widths), scrolled)

    @property
    def n_shown(self) -> int:
        """Columns shown."""
        return self.viewport.n_shown

    def payload(self, about: Context) -> dict[str, Any]:
        """All that the script needs to take over."""
        return {
            "instance": about.instance,
            "copyLimit": about.settings.copy_limit,
            "view": self.view.id,
            "name": self.name,
            "nColumns": self.n_columns,
            "columnLevels": list(self.column_levels),
            "firstColumn": self.viewport.first,
            "index": _described(self.index, self.index_widths),
            "columns": _described(
                self.fields, [*self.left_widths, *self.widths, *self.end_widths]
            ),
            "rows": self.page,
            **self.state,
        }

    def levels(
        self,
    ) -> Iterator[tuple[int, list[Header], list[Header], list[Header]]]:
        """The header rows: number, and headers that stay, scroll, stay at the end."""
        depth = len(self.column_levels)
        for level in range(depth - 1):
            left, columns, ends = (self._runs(level, group) for group in range(3))
            yield level + 1, [*self._corner(level), *left], columns, ends
        index = [
            self._header(field, at - len(self.index))
            for at, field in enumerate(self.index)
        ]
        places = self.viewport.positions
        heads = [
            self._header(field, position)
            for field, position in zip(self.fields, places, strict=True)
        ]
        left, columns, ends = self.viewport.split(heads)
        yield depth, [*index, *left], columns, ends

    def rows(self) -> Iterator[Row]:
        """The rows of the page. The first cell that scrolls takes the focus."""
        levels = _told_once(_drawn(self.index, self.page.index))
        columns = _drawn(self.fields, self.page.columns)
        first = len(self.column_levels) + self.page.start + 1
        n_levels = len(self.index)
        places = [*range(-n_levels, 0), *self.viewport.positions]
        writers = [
            CellWriter(
                "rowheader" if place < 0 else "gridcell",
                n_levels + place + 1,
                self.viewport.frozen_look(place),
            )
            for place in places
        ]
        focused = n_levels + self.viewport.left
        for at in range(self.page.stop - self.page.start):
            written = [
                writer.write(cells[at], has_focus=at == 0 and place == focused)
                for place, (writer, cells) in enumerate(
                    zip(writers, [*levels, *columns], strict=True)
                )
            ]
            left, cells, ends = self.viewport.split(written[n_levels:])
            index = "".join([*written[:n_levels], *left])
            yield Row(first + at, index, "".join(cells), "".join(ends))

    def lefts(self) -> Iterator[tuple[int, int, int]]:
        """Of each column: its place in the page from 1, left and width in px."""
        yield from _places(self.widths)

    def index_lefts(self) -> Iterator[tuple[int, int, int]]:
        """Of each index level and what is pinned beside it, as `lefts`."""
        yield from _places([*self.index_widths, *self.left_widths])

    def end_lefts(self) -> Iterator[tuple[int, int, int]]:
        """Of each column pinned at the end: its place from 1, left and width in px."""
        yield from _places(self.end_widths)

    def runs_lefts(self) -> Iterator[tuple[str, int, str, str]]:
        """Of each outer label: where it stands, its place, left and width as CSS."""
        px = self.squeeze.px
        corner = sum(self.index_widths)
        widths = self.left_widths, self.widths, self.end_widths
        for level in range(len(self.column_levels) - 1):
            row = f".l{level + 1}"
            if corner:
                yield f"{row}>", 1, "0px", px(corner)
            wheres = (row + ">", corner), (row + " .s>", 0), (row + " .y>", 0)
            for group, (where, left) in enumerate(wheres):
                spans = [run.span for run in self._runs(level, group)]
                before = 1 if group == 0 and corner else 0
                for place, start, width in _places(_together(widths[group], spans)):
                    css = "{}px".format if group == 1 else px
                    yield where, before + place, css(left + start), css(width)

    def _corner(self, level: int) -> list[Header]:
        """The name of a level of the columns' labels, above the index."""
        if not self.index:
            return []
        name = self.column_levels[level]
        look = " i" if self.viewport.left else " i z1"
        return [Header(name, "", "", 1, len(self.index), "", "", look)]

    def _runs(self, level: int, group: int) -> list[Header]:
        """The labels of one outer level over a group of columns, equal ones as one."""
        runs: list[Header] = []
        before: tuple[str, ...] = ()
        for field, position in zip(*self.groups[group], strict=True):
            path = field.label[: level + 1]
            look = self.viewport.frozen_look(position)
            if runs and path == before:
                last = runs.pop()
                edge = look if group == 0 else last.frozen
                runs.append(replace(last, span=last.span + 1, frozen=edge))
            else:
                colindex = len(self.index) + position + 1
                runs.append(Header(path[-1], "", "", colindex, 1, "", "", look))
            before = path
        return runs

    def _header(self, field: Field, position: int) -> Header:
        keys = self.view.state.sort
        found = [at for at, key in enumerate(keys) if key.number == field.number]
        sort = order = ""
        if found:
            sort = "descending" if keys[found[0]].descending else "ascending"
            order = str(found[0] + 1) if len(keys) > 1 else ""
        look = SIDED.get(field.kind, "")
        label = field.label[-1] if field.label else ""
        colindex = len(self.index) + position + 1
        frozen = self.viewport.frozen_look(position)
        return Header(label, field.dtype, look, colindex, 1, sort, order, frozen)


def _drawn(fields: Sequence[Field], columns: Sequence[Cells]) -> list[list[Shown]]:
    return [
        shown(field.kind, cells) for field, cells in zip(fields, columns, strict=True)
    ]


def _told_once(levels: list[list[Shown]]) -> list[list[Shown]]:
    """Labels of outer levels that repeat those above, marked so; see `painter.js`."""
    told = list(levels)
    same = [False, *[True] * (len(levels[0]) - 1)] if levels and levels[0] else []
    for level, cells in enumerate(levels[:-1]):
        same = [again and cells[at - 1] == cells[at] for at, again in enumerate(same)]
        told[level] = [
            replace(cell, look=f"{cell.look} o".strip()) if again else cell
            for cell, again in zip(cells, same, strict=True)
        ]
    return told


def _together(widths: Sequence[int], spans: Sequence[int]) -> list[int]:
    """The widths of neighbours that share a label, as one."""
    ends = list(accumulate(spans))
    return [
        sum(widths[end - span : end]) for span, end in zip(spans, ends, strict=True)
    ]


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
