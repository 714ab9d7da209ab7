"""What the chart page asks: a form for a kind, a figure, a drill-down, a download."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dash import ALL, ClientsideFunction, Input, Output, State, dcc, html, no_update
from flask import request

from dtale_nb.charts.brush import brushed
from dtale_nb.charts.form import given_of, is_asked, option_controls
from dtale_nb.charts.jobs import view_code
from dtale_nb.charts.mount import ROOM
from dtale_nb.charts.options import read_options
from dtale_nb.charts.requests import kind_called
from dtale_nb.charts.standalone import standalone_page
from dtale_nb.charts.themed import themed
from dtale_nb.charts.words import sentence, table
from dtale_nb.engine.documents import document
from dtale_nb.engine.jobs import Cancelled
from dtale_nb.errors import DtaleNbError, StaleVersion

if TYPE_CHECKING:
    from dash import Dash

    from dtale_nb.charts.chart import Made
    from dtale_nb.charts.jobs import ChartJobs
    from dtale_nb.engine.store import FrameStore
    from dtale_nb.engine.views import FrameView

CHOSEN = ({"option": ALL}, "value")
IDS = ({"option": ALL}, "id")
EMPTY: dict[str, Any] = {
    "data": [],
    "layout": {"xaxis": {"visible": False}, "yaxis": {"visible": False}},
}


class Answers:
    """Answers the page's callbacks.

    Args:
        store: The frames and their views.
        jobs: Makes the charts.
    """

    def __init__(self, store: FrameStore, jobs: ChartJobs) -> None:
        self._store = store
        self._jobs = jobs

    def view(self) -> FrameView:
        """The view that the current page is of.

        Raises:
            UnknownView: There is none.
            ViewLetGo: There was one.
        """
        found = self._store.find(request.environ[ROOM].view)
        found.work.look()
        return found

    def register(self, app: Dash) -> None:
        """Tell Dash what is answered by what."""
        app.callback(
            Output("options", "children"),
            Input("kind", "value"),
            State(*IDS),
            State(*CHOSEN),
            prevent_initial_call=True,
        )(self.form)
        app.callback(
            Output("graph", "figure"),
            Output("said", "children"),
            Output("table", "children"),
            Output("code", "children"),
            Output("problem", "children"),
            Output({"shown": ALL}, "hidden"),
            Input(*CHOSEN),
            Input("version", "data"),
            Input("theme", "data"),
            State("kind", "value"),
            State(*IDS),
            running=[(Output("cancel", "disabled"), False, True)],
        )(self.draw)
        app.callback(
            Output("drilled", "data"),
            Input("graph", "clickData"),
            State("kind", "value"),
            State(*IDS),
            State(*CHOSEN),
            prevent_initial_call=True,
        )(self.drill)
        app.callback(
            Output("drilled", "data", allow_duplicate=True),
            Input("graph", "selectedData"),
            State("kind", "value"),
            State(*IDS),
            State(*CHOSEN),
            prevent_initial_call=True,
        )(self.brush)
        app.callback(
            Output("download", "data"),
            Input("html", "n_clicks"),
            Input("csv", "n_clicks"),
            State("theme", "data"),
            State("kind", "value"),
            State(*IDS),
            State(*CHOSEN),
            prevent_initial_call=True,
        )(self.download)
        app.callback(
            Output("cancel", "n_clicks"),
            Input("cancel", "n_clicks"),
            prevent_initial_call=True,
        )(self.cancel)
        _register_in_browser(app)

    def form(self, kind: str, ids: list[Any], values: list[Any]) -> Any:
        """The options of another kind; what was chosen stays where it fits."""
        source = self.view().source
        chart = kind_called(kind)
        given = given_of(chart, ids, values)
        return option_controls(chart, source, given, is_carried=True)

    def draw(
        self,
        values: list[Any],
        version: Any,
        theme: Any,
        kind: str,
        ids: list[Any],
    ) -> Any:
        """The figure, in sight, in words, as a table and as code."""
        del version
        hidden: list[bool] = [False for _ in ids]
        try:
            view = self.view()
            given = given_of(kind_called(kind), ids, values)
            names = [each["option"] for each in ids]
            hidden = [not is_asked(name, view.source, given, names) for name in names]
            made = self._made(view, kind, ids, values)
        except (Cancelled, StaleVersion):
            return no_update, "Stopped.", no_update, no_update, "", hidden
        except DtaleNbError as error:
            return EMPTY, "", "", "", _told(error), hidden
        figure = themed(made, theme or "light")
        said = sentence(made, view.source.n_rows)
        return figure, said, _table(made), view_code(made, view), "", hidden

    def drill(self, clicked: Any, kind: str, ids: list[Any], values: list[Any]) -> Any:
        """Add what a mark stands for to the view's filter."""
        try:
            view = self.view()
            told = clicked["points"][0]["customdata"]
            row = int(told[0] if isinstance(told, list) else told)
            made = self._made(view, kind, ids, values)
            if made.marks.drill is None or not 0 <= row < len(made.marks.frame):
                return no_update
            return _narrowed(view, made.marks.drill(row))
        except (KeyError, IndexError, TypeError, ValueError, StaleVersion):
            return no_update

    def brush(self, told: Any, kind: str, ids: list[Any], values: list[Any]) -> Any:
        """Add the rows within a box to the view's filter."""
        try:
            view = self.view()
            made = self._made(view, kind, ids, values)
            found = brushed(told, made)
            return _narrowed(view, found) if found else no_update
        except (DtaleNbError, Cancelled):
            return no_update

    def download(
        self,
        _html: Any,
        _csv: Any,
        theme: Any,
        kind: str,
        ids: list[Any],
        values: list[Any],
    ) -> Any:
        """The figure as a page of its own, or its marks as CSV."""
        from dash import ctx

        view = self.view()
        made = self._made(view, kind, ids, values)
        if ctx.triggered_id == "csv":
            text = made.marks.frame.to_csv(index=False)
            return dcc.send_string(text, f"{kind}.csv", type="text/csv")
        whole = standalone_page(made.figure(theme or "light"))
        return dcc.send_string(whole, f"{kind}.html", type="text/html")

    def cancel(self, _clicks: Any) -> Any:
        """Stop what is being drawn."""
        self.view().cancel("chart")
        return no_update

    def _made(
        self, view: FrameView, kind: str, ids: list[Any], values: list[Any]
    ) -> Made:
        chart = kind_called(kind)
        given = given_of(chart, ids, values)
        return self._jobs.made(
            view, chart, read_options(chart.Options, given, view.source)
        )


def _register_in_browser(app: Dash) -> None:
    """What the page's own script answers, see `static/charts.js`."""
    app.clientside_callback(
        ClientsideFunction("charts", "drawn"),
        Output("box", "disabled"),
        Input("graph", "figure"),
    )
    for name in ("png", "svg", "copy", "box"):
        app.clientside_callback(
            ClientsideFunction("charts", name),
            Output(name, "n_clicks"),
            Input(name, "n_clicks"),
            prevent_initial_call=True,
        )
    app.clientside_callback(
        ClientsideFunction("charts", "theme"),
        Output("theme", "data"),
        Input("theme", "id"),
    )
    app.clientside_callback(
        ClientsideFunction("charts", "drilled"),
        Output("told", "data"),
        Input("drilled", "data"),
        prevent_initial_call=True,
    )


def _narrowed(view: FrameView, conditions: list[dict[str, Any]]) -> dict[str, int]:
    """Filter a view by conditions more; gives its version."""
    told = document(view.state, view.source)["filter"]
    view.change(filter=_joined(told, conditions))
    return {"version": view.version}


def _joined(told: Any, conditions: list[dict[str, Any]]) -> dict[str, Any]:
    """A filter with some conditions more, those that are there already left out."""
    parts = told["all"] if isinstance(told, dict) and "all" in told else [told]
    before = [part for part in parts if part]
    return {"all": [*before, *(each for each in conditions if each not in before)]}


def _table(made: Made) -> Any:
    head, rows, total = table(made)
    lines = [html.Tr([html.Td(text) for text in line]) for line in rows]
    more = f"The first {len(rows):,} of {total:,}." if len(rows) < total else ""
    return [
        html.Table(
            [
                html.Thead(html.Tr([html.Th(text, scope="col") for text in head])),
                html.Tbody(lines),
            ]
        ),
        html.P(more),
    ]


def _told(error: DtaleNbError) -> str:
    hint = f" ({error.hint})" if error.hint else ""
    return f"{error.message[:1].upper()}{error.message[1:]}{hint}."
