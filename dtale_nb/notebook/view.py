"""`View`: what the user holds of a view, in Python."""

from __future__ import annotations

import weakref
import webbrowser
from collections.abc import Hashable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from dtale_nb.engine.documents import changes_of, document
from dtale_nb.engine.filters.tree import find_field
from dtale_nb.engine.summaries import SECONDS, summarise
from dtale_nb.errors import BadArgument
from dtale_nb.notebook import display, shell
from dtale_nb.notebook.values import plain
from dtale_nb.web import geometry

if TYPE_CHECKING:
    from collections.abc import Collection

    from dtale_nb.engine.store import FrameStore
    from dtale_nb.engine.summaries import Summary
    from dtale_nb.engine.views import FrameView
    from dtale_nb.notebook.session import Session

    SortKeys = str | Iterable[str | tuple[str, str] | Mapping[str, Any]] | None
    """What `View.sort` takes."""


class View:
    """A frame that can be looked at; at the end of a cell it shows itself.

    As long as it is held, so is its frame. When it is deleted, a view that was never
    displayed is let go; one that is on a page stays like those made at the end of
    cells, as long as there is room.
    """

    def __init__(
        self,
        session: Session,
        inner: FrameView,
        frame: Any,
        *,
        height: int,
        pinned: bool,
    ) -> None:
        self._session = session
        self._inner = inner
        self._frame = frame
        self._height = height
        self._seen: list[bool] = [not pinned]
        session.handles[inner.id] = self
        if pinned:
            self._watch()

    @property
    def id(self) -> str:
        """The view's id, as its URL has it."""
        return self._inner.id

    @property
    def name(self) -> str:
        """The view's name, which works wherever its id does."""
        return self._inner.name

    @property
    def frame(self) -> Any:
        """The object that was given to be shown, itself."""
        return self._frame

    @property
    def url(self) -> str:
        """Where a browser finds the view, as far as the kernel can know.

        Behind a Hub it is a path, since only the browser knows the host.
        """
        self._present()
        return self._session.link(self.id)

    def open_browser(self) -> bool:
        """Open the view in a browser on this machine.

        Returns:
            Whether there is a browser that could be told.
        """
        self._present()
        self._seen[0] = True
        return webbrowser.open(self._session.local_link(self.id))

    def close(self) -> None:
        """Let the view go, and its hold on the frame; its page says so."""
        if not self._inner.is_let_go:
            self._session.store.let_go(self.id)

    @property
    def state(self) -> dict[str, Any]:
        """What the view is set to: the document that its page reads and writes.

        Raises:
            BadArgument: What is assigned can't be read.
            UnknownColumn: It speaks of a column that isn't there.
        """
        inner = self._present()
        return document(inner.state, inner.source)

    @state.setter
    def state(self, given: Mapping[str, Any]) -> None:
        inner = self._present()
        inner.change(**changes_of(given, inner.source))

    def filter(self, tree: Mapping[str, Any] | None) -> View:
        """Show only the rows that a filter keeps, or all again.

        Args:
            tree: ``{"all": [..]}``, ``{"any": [..]}``, ``{"not": ..}`` over conditions
                such as ``{"column": "price", "op": "between", "value": [408, 431]}``;
                None shows all rows. Values are the frame's own or texts of them.

        Returns:
            The view itself.

        Raises:
            BadArgument: A condition can't be read; a `ValueError`.
            UnknownColumn: There is no such column; a `ValueError`.
        """
        self.state = {"filter": plain(tree)}
        self._settle()
        return self

    def sort(self, keys: SortKeys) -> View:
        """Show the rows in an order, missing values last, or in the frame's own again.

        Args:
            keys: A column's name, or a list of names and of pairs such as
                ``("price", "desc")``, the first decides first; None for no order.

        Returns:
            The view itself.

        Raises:
            BadArgument: A key can't be read; a `ValueError`.
            UnknownColumn: There is no such column; a `ValueError`.
        """
        names = [] if keys is None else [keys] if isinstance(keys, str) else list(keys)
        self.state = {"sort": [_sort_entry(key) for key in names]}
        self._settle()
        return self

    def search(self, text: str | None) -> View:
        """Look for a text in all cells, as its page does, or for none.

        Rows stay as they are; ``filter({"search": text})`` keeps those that have it.

        Args:
            text: What is looked for, in whatever case; None for nothing.

        Returns:
            The view itself.

        Raises:
            BadArgument: It is no text, or a very long one; a `ValueError`.
        """
        self.state = {"search": text}
        return self

    def summary(
        self, column: Hashable | Mapping[str, Any], *, exact: bool = True
    ) -> Summary:
        """What a column holds, in the rows shown.

        Args:
            column: Its name, or ``{"position": 3}`` where names repeat, or
                ``{"level": "order"}`` for a level of the index.
            exact: Whether all figures are exact, however long that takes; else those
                that take long are estimated, and say so.

        Returns:
            Figures such as ``.figures["mean"].value``, and `str` of them all.

        Raises:
            BadArgument: The column can't be told from its name; a `ValueError`.
            UnknownColumn: There is no such column; a `ValueError`.
        """
        inner = self._present()
        source = inner.source
        named = column if isinstance(column, Mapping) else {"column": column}
        number = find_field(named, source)
        with _stopped_by_interrupt(inner):
            every = inner.kept()
            rows = None if isinstance(every, range) else every
            seconds = None if exact else SECONDS
            job = inner.work.workers.start(
                lambda: summarise(source, number, rows, seconds), first=True
            )
            inner.work.note("summary", job, job, "summarising", number)
            return job.result()

    def chart(self, kind: str, **options: Any) -> Any:
        """Draw the rows shown. The figure shows itself at the end of a cell.

        Args:
            kind: ``bar``, ``line``, ``histogram``, ...; a wrong one is told the right.
            **options: Columns by name, and what else the kind takes, such as
                ``x="time", y="price", color="side", agg="mean"``.

        Returns:
            A `plotly.graph_objects.Figure`.

        Raises:
            ModuleNotFoundError: plotly or Dash is not installed.
            BadArgument: An option is wrong; a `ValueError`.
            UnknownColumn: There is no such column; a `ValueError`.
        """
        from dtale_nb.notebook import charts

        inner = self._present()
        with _stopped_by_interrupt(inner):
            return charts.chart(self, inner, kind, options)

    def looked_at(self) -> Session:
        """Note that a page of the view is shown; gives the session that serves it."""
        self._present()
        self._seen[0] = True
        return self._session

    def columns(
        self, order: Iterable[Any] | None = None, *, left: int = 0, right: int = 0
    ) -> View:
        """Show only some columns, in an order, or all again.

        Args:
            order: Names, or numbers from 0, of the columns shown; None for all as the
                frame has them.
            left: How many of the first stay in sight.
            right: How many of the last stay in sight.

        Returns:
            The view itself.

        Raises:
            BadArgument: A column is named twice, none at all, or more are pinned.
            UnknownColumn: There is no such column; a `ValueError`.
        """
        widths = self.state["columns"]["widths"]
        given = {"left": left, "right": right, "widths": widths}
        names = None if order is None else list(order)
        self.state = {"columns": {**given, "order": names}}
        return self

    def to_frame(self) -> Any:
        """What is shown, as it is shown, as an object of the frame's own library.

        Returns:
            A new frame: the rows shown in their order, the columns shown in theirs,
            with its index.
        """
        return self.rows(0, len(self))

    def rows(self, start: int, stop: int) -> Any:
        """Some of the rows shown, with the columns shown, as `to_frame` gives them.

        Args:
            start: Position in the view of the first row, as slices count: from the end
                where it is negative, clipped where there is no such row.
            stop: Position after the last row, as slices count.
        """
        inner = self._present()
        with _stopped_by_interrupt(inner):
            source, every = inner.shown()
        numbers = inner.state.columns.numbers(source.n_columns)
        return source.take(every[start:stop], numbers)

    def refresh(self) -> View:
        """Read the frame anew: what was changed in it is shown at once.

        Most changes are seen by themselves after each cell; those inside of objects, or
        in a NumPy array that the frame wraps, are not.

        Returns:
            The view itself.
        """
        self._present().refresh()
        return self

    def __len__(self) -> int:
        inner = self._present()
        with _stopped_by_interrupt(inner):
            return inner.n_rows

    def __repr__(self) -> str:
        source = self._inner.source if not self._inner.is_let_go else None
        shape = f"{source.n_rows:,} × {source.n_columns:,}" if source else "closed"
        return f"<View {self.name!r} {self.id}, {shape}>"

    def _repr_mimebundle_(
        self,
        include: Collection[str] | None = None,
        exclude: Collection[str] | None = None,
    ) -> dict[str, str]:
        """Show the view in a cell's output (IPython calls this)."""
        del include, exclude
        self._present()
        self._seen[0] = True
        return bundle(self._session, self._inner, self._frame, height=self._height)

    def _settle(self) -> None:
        """Wait until the rows that are asked for are there."""
        inner = self._present()
        with _stopped_by_interrupt(inner):
            inner.rows()

    def _present(self) -> FrameView:
        """The view in the store; one that was let go comes back, set as it was."""
        if self._inner.is_let_go:
            from dtale_nb.engine.accept import as_frame

            state = self._inner.state
            readable = as_frame(self._frame)
            self._inner = self._session.store.add(
                readable,
                name=self.name,
                pinned=True,
                origin=shell.origin(),
                view_id=self.id,
            )
            self._inner.is_converted = readable is not self._frame
            source = self._inner.source
            self._inner.change(**changes_of(document(state, source), source))
            self._session.handles[self.id] = self
            self._watch()
        return self._inner

    def _watch(self) -> None:
        watch = weakref.finalize(
            self, _handle_gone, self._session.store, self.id, self._seen
        )
        watch.atexit = False


@contextmanager
def _stopped_by_interrupt(inner: FrameView) -> Iterator[None]:
    """An interrupted cell stops the work that it waits for."""
    try:
        yield
    except KeyboardInterrupt:
        inner.cancel()
        raise


def _sort_entry(key: Any) -> dict[str, Any]:
    """One key of a sort, as its document has it."""
    if isinstance(key, Mapping):
        return dict(key)
    if not isinstance(key, tuple):
        return {"column": key}
    if len(key) != 2 or key[1] not in _DIRECTIONS:
        raise BadArgument(f"not a sort key: {key!r:.80}", hint='("price", "desc")')
    return {"column": key[0], "descending": _DIRECTIONS[key[1]]}


_DIRECTIONS = {"asc": False, "desc": True}


def _handle_gone(store: FrameStore, view_id: str, seen: list[bool]) -> None:
    store.unpin(view_id, forget=not seen[0])


def bundle(
    session: Session, inner: FrameView, shown: Any, *, height: int
) -> dict[str, str]:
    """The MIME bundle of a view: the library's own text, and our table and script."""
    return {
        "text/plain": repr(shown),
        "text/html": display.page_html(
            inner,
            places=session.places(),
            instance=session.instance,
            height=output_height(inner, height),
            rows=session.settings.static_rows,
        ),
    }


def output_height(inner: FrameView, limit: int) -> int:
    """Pixels that the output of a view takes: as chosen, or its rows, up to a limit."""
    if inner.state.height is not None:
        return inner.state.height
    header = geometry.header_height(inner.source)
    return geometry.view_height(inner.n_rows, header, limit)
