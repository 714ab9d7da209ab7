"""Charts in Python: a plotly figure that shows itself in a cell as the page does."""

from __future__ import annotations

import base64
import html
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from dtale_nb.notebook import display

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from dtale_nb.charts.chart import Made
    from dtale_nb.engine.views import FrameView
    from dtale_nb.notebook.view import View

HEIGHT = 520
"""Pixels that a chart takes in a cell's output."""

SAVED = 12
"""Marks that are saved in the notebook, as a table."""


def chart(view: View, inner: FrameView, word: str, options: Mapping[str, Any]) -> Any:
    """Make a chart of the rows that a view shows.

    Args:
        view: The reader's handle, which the figure holds.
        inner: The view itself.
        word: The kind of chart.
        options: Its options, columns by name.

    Returns:
        A `plotly.graph_objects.Figure`; at the end of a cell it shows itself live.

    Raises:
        ModuleNotFoundError: plotly or Dash is not installed; the message says how.
        BadArgument: An option is wrong; a `ValueError`.
        UnknownColumn: There is no such column; a `ValueError`.
    """
    missing = [name for name in ("plotly", "dash") if find_spec(name) is None]
    if missing:
        raise ModuleNotFoundError(
            f"charts need {' and '.join(missing)}: pip install 'dtale_nb[charts]'"
        )
    from dtale_nb.charts.jobs import queried
    from dtale_nb.charts.requests import asked_in_python, kind_called

    asked, read = asked_in_python(word, options, inner.source)
    made = queried(inner, kind_called(word), read)
    return _shown_in_cells(made, view, inner, asked.encoded())


def _shown_in_cells(made: Made, view: View, inner: FrameView, path: str) -> Any:
    """The figure, as one that a cell shows by its page, not by plotly's script."""
    import plotly.graph_objects as go

    class Figure(go.Figure):  # type: ignore[misc]
        """A plotly figure that a cell shows as the chart page of its view."""

        _ipython_display_ = None
        _dtale_nb = view  # the view stays as long as its figure

        def _repr_mimebundle_(
            self,
            include: Collection[str] | None = None,
            exclude: Collection[str] | None = None,
            validate: bool = True,  # noqa: FBT001, FBT002 - plotly's own signature
            **_options: Any,
        ) -> dict[str, str]:
            del include, exclude, validate
            return bundle(self._dtale_nb, f"charts/{inner.id}/{path}/", *saved)

    figure = Figure(made.figure())
    saved = f"{made.chart.title}: {inner.name}", _saved(made, inner, figure)
    return figure


def _saved(made: Made, inner: FrameView, figure: Any) -> str:
    """What is saved: the chart as a static picture, in a sentence, its first marks."""
    from dtale_nb.charts.picture import picture_of
    from dtale_nb.charts.words import sentence, table

    head, rows, total = table(made)
    titles = "".join(f"<th>{_text(each)}</th>" for each in head)
    lines = "".join(
        f"<tr>{''.join(f'<td>{_text(each)}</td>' for each in row)}</tr>"
        for row in rows[:SAVED]
    )
    more = f" The first {SAVED} are saved here." if total > SAVED else ""
    said = html.escape(sentence(made, inner.source.n_rows))
    drawn = picture_of(figure)
    if drawn:  # as an image, since readers of notebooks drop SVG among HTML
        coded = base64.b64encode(drawn.encode()).decode()
        drawn = f'<img alt="{said}" src="data:image/svg+xml;base64,{coded}">'
    return (
        f"<div><b>{_text(inner.name)}</b></div>{drawn}"
        f'<table class="dataframe t"><thead><tr>{titles}</tr></thead>'
        f"<tbody>{lines}</tbody></table><p>{said}{more}</p>"
    )


def _text(text: str) -> str:
    """A text, short and as HTML; what is no UTF-8 becomes an escape."""
    plain = text.encode("utf-8", "backslashreplace").decode()
    return html.escape(plain if len(plain) <= 60 else f"{plain[:59]}…", quote=False)


def bundle(view: View, path: str, title: str, saved: str) -> dict[str, str]:
    """The MIME bundle of a chart: its page, and what stands there without a kernel."""
    session = view.looked_at()
    return {
        "text/plain": title,
        "text/html": display.live_html(
            saved,
            path=path,
            title=title,
            places=session.places(),
            instance=session.instance,
            height=HEIGHT,
        ),
    }
