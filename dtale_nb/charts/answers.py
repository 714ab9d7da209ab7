"""What the chart page asks: a form for a kind, a figure, a drill-down, a download."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from dash import (
    ALL,
    MATCH,
    Input,
    Output,
    State,
    ctx,
    dcc,
    html,
    no_update,
)

from dtale_nb.charts.assets import chart_files
from dtale_nb.charts.blank import UNSEEN, blank
from dtale_nb.charts.brush import brushed
from dtale_nb.charts.cards import card_body, slot
from dtale_nb.charts.form import completed, given_of, is_asked, option_controls
from dtale_nb.charts.guess import guess, known
from dtale_nb.charts.jobs import view_code
from dtale_nb.charts.language import say
from dtale_nb.charts.options import read_options
from dtale_nb.charts.pins import Pins, question_of
from dtale_nb.charts.requests import MOST_CHARTS, Asked, kind_called, page_options
from dtale_nb.charts.room import room
from dtale_nb.charts.scripted import its, register_in_browser
from dtale_nb.charts.standalone import standalone_page
from dtale_nb.charts.themed import themed
from dtale_nb.charts.words import NOTHING, as_csv, sentence, table
from dtale_nb.engine.documents import document
from dtale_nb.engine.jobs import Cancelled
from dtale_nb.errors import DtaleNbError, StaleVersion

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dash import Dash

    from dtale_nb.charts.chart import Made
    from dtale_nb.charts.jobs import ChartJobs
    from dtale_nb.engine.store import FrameStore
    from dtale_nb.engine.views import FrameView

CHOSEN = ({"card": MATCH, "option": ALL}, "value")
IDS = ({"card": MATCH, "option": ALL}, "id")
EVERY = (
    ({"card": ALL, "part": "kind"}, "id"),
    ({"card": ALL, "part": "kind"}, "value"),
    ({"card": ALL, "option": ALL}, "id"),
    ({"card": ALL, "option": ALL}, "value"),
)
"""All charts of the page, in their forms."""

NO_CHANGE = (Cancelled, StaleVersion)


class Answers:
    """Answers the page's callbacks.

    Args:
        store: The frames and their views.
        jobs: Makes the charts.
    """

    def __init__(self, store: FrameStore, jobs: ChartJobs) -> None:
        self._store = store
        self._jobs = jobs
        self._pins = Pins()

    def view(self, pinned: Any = None) -> FrameView:
        """The view that the current page is of, or what it was when that was pinned.

        Args:
            pinned: What it showed then, by `question_of`.

        Raises:
            UnknownView: There is none.
            ViewLetGo: There was one.
        """
        found = self._store.find(room().view)
        found.work.look()
        return self._pins.of(found, pinned) if pinned else found

    def begin(self, asked: Sequence[Asked]) -> None:
        """Start the charts of a page that is about to be loaded.

        What cannot be drawn is left to the page, which says why.
        """
        view = self.view()
        charts = []
        for each in known(asked, view.source):
            with suppress(DtaleNbError):
                chart = kind_called(each.kind)
                given = completed(chart, view.source, each.options or {})
                charts.append((chart, read_options(chart.Options, given, view.source)))
        self._jobs.begin(view, charts)

    def shapes(self) -> str:
        """Where plotly finds the shapes of maps: with us, not on its own server."""
        root = room().root
        return f"{root}assets/{chart_files().digest}/"

    def register(self, app: Dash) -> None:
        """Tell Dash what is answered by what."""
        app.callback(
            Output(*its("options", "children")),
            Input(*its("kind", "value")),
            State(*IDS),
            State(*CHOSEN),
            prevent_initial_call=True,
        )(self.form)
        app.callback(
            Output(*its("graph", "figure")),
            Output(*its("said", "children")),
            Output(*its("table", "children")),
            Output(*its("code", "children")),
            Output(*its("problem", "children")),
            Output(*its("asked", "data")),
            Output({"card": MATCH, "shown": ALL}, "hidden"),
            Input(*CHOSEN),
            Input("version", "data"),
            Input("theme", "data"),
            State(*its("kind", "value")),
            State(*IDS),
            State("pinned", "data"),
        )(self.draw)
        chosen = (
            State(*its("kind", "value")), State(*IDS), State(*CHOSEN),
            State("pinned", "data"),
        )  # fmt: skip
        app.callback(
            Output(*its("drilled", "data")),
            Input(*its("graph", "clickData")),
            *chosen,
            prevent_initial_call=True,
        )(self.drill)
        app.callback(
            Output(*its("drilled", "data"), allow_duplicate=True),
            Input(*its("graph", "selectedData")),
            State(*its("frame", "data")),
            *chosen,
            prevent_initial_call=True,
        )(self.brush)
        app.callback(
            Output(*its("download", "data")),
            Input(*its("html", "n_clicks")),
            Input(*its("csv", "n_clicks")),
            State("theme", "data"),
            *chosen,
            prevent_initial_call=True,
        )(self.download)
        app.callback(
            Output(*its("cancel", "n_clicks")),
            Input(*its("cancel", "n_clicks")),
            State(*its("kind", "id")),
            prevent_initial_call=True,
        )(self.cancel)
        self._register_for_all(app)
        register_in_browser(app)

    def _register_for_all(self, app: Dash) -> None:
        """What concerns several charts."""
        app.callback(
            Output("pinned", "data"),
            Output("version", "data"),
            Input("follow", "value"),
            prevent_initial_call=True,
        )(self.pin)
        every = [State(*each) for each in EVERY]
        app.callback(
            Output({"slot": ALL}, "children"),
            Input("add", "n_clicks"),
            State({"slot": ALL}, "id"),
            *every,
            prevent_initial_call=True,
        )(self.add)
        app.callback(
            Output({"card": ALL, "part": "card"}, "children"),
            Input("moved", "data"),
            State({"card": ALL, "part": "card"}, "id"),
            *every,
            prevent_initial_call=True,
        )(self.arrange)
        app.callback(
            Output("download", "data"),
            Input("all", "n_clicks"),
            State("theme", "data"),
            State("pinned", "data"),
            *every,
            prevent_initial_call=True,
        )(self.download_all)

    def pin(self, follow: list[str]) -> Any:
        """Keep what the view shows for a page that follows it no longer."""
        view = self.view()
        return (None, view.version) if follow else (question_of(view), no_update)

    def form(self, kind: str, ids: list[Any], values: list[Any]) -> Any:
        """The options of another kind; what was chosen stays where it fits."""
        source = self.view().source
        chart = kind_called(kind)
        given = given_of(chart, ids, values)
        card = ctx.triggered_id["card"]
        return option_controls(chart, source, given, card, is_carried=True)

    def draw(
        self,
        values: list[Any],
        version: Any,
        theme: Any,
        kind: str,
        ids: list[Any],
        pinned: Any,
    ) -> Any:
        """The figure, in sight, in words, as a table and as code."""
        del version
        hidden: list[bool] = [False for _ in ids]
        view: FrameView | None = None
        try:
            view = self.view(pinned)
            chart = kind_called(kind)
            given = given_of(chart, ids, values)
            names = [each["option"] for each in ids]
            hidden = [not is_asked(name, view.source, given, names) for name in names]
            card = ctx.outputs_list[0]["id"]["card"]
            made = self._made(view, kind, ids, values, card)
        except NO_CHANGE:
            stopped = say("Stopped.")
            return no_update, stopped, no_update, no_update, "", no_update, hidden
        except DtaleNbError as error:
            if view is not None and not view.n_rows:
                said = f"{say(NOTHING)}."
                drawn = blank(said, theme)
                return drawn, said, "", "", "", no_update, hidden
            return blank(""), "", "", "", _told(error), no_update, hidden
        figure = themed(made, theme or "light")
        said = sentence(made, view.source.n_rows, say)
        if not figure["data"]:
            why = f"{say(UNSEEN if made.marks.rows else NOTHING)}."
            figure = blank(why, theme)
            said = said if why in said else f"{said} {why}"
        asked = Asked(
            kind, page_options(read_options(chart.Options, given, view.source))
        )
        code = view_code(made, view)
        return figure, said, _table(made), code, "", asked.told(), hidden

    def drill(
        self, clicked: Any, kind: str, ids: list[Any], values: list[Any], pinned: Any
    ) -> Any:
        """Add what a mark stands for to the view's filter."""
        try:
            view = self.view(pinned)
            told = clicked["points"][0]["customdata"]
            row = int(told[0] if isinstance(told, list) else told)
            made = self._made(view, kind, ids, values)
            if made.marks.drill is None or not 0 <= row < len(made.marks.frame):
                return no_update
            return _narrowed(self.view(), made.marks.drill(row))
        except (KeyError, IndexError, TypeError, ValueError, StaleVersion):
            return no_update

    def brush(
        self, told: Any, frame: Any, kind: str, ids: list[Any], values: list[Any],
        pinned: Any,
    ) -> Any:  # fmt: skip
        """Add the rows within a box to the view's filter; of a frame, those of it."""
        try:
            made = self._made(self.view(pinned), kind, ids, values)
            found = brushed(told, made, frame)
            return _narrowed(self.view(), found) if found else no_update
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
        pinned: Any,
    ) -> Any:
        """The figure as a page of its own, or its marks as CSV."""
        view = self.view(pinned)
        made = self._made(view, kind, ids, values)
        if ctx.triggered_id["part"] == "csv":
            return dcc.send_string(as_csv(made), f"{kind}.csv", type="text/csv")
        whole = standalone_page(view.name, [made.figure(theme or "light")])
        return dcc.send_string(whole, f"{kind}.html", type="text/html")

    def download_all(self, _clicks: Any, theme: Any, pinned: Any, *every: Any) -> Any:
        """All charts of the page as one page."""
        view = self.view(pinned)
        figures = []
        for card, asked in _charts(every).items():
            chart = kind_called(asked.kind)
            options = read_options(chart.Options, asked.options or {}, view.source)
            made = self._jobs.made(view, chart, options, card)
            figures.append(made.figure(theme or "light"))
        whole = standalone_page(view.name, figures)
        return dcc.send_string(whole, "charts.html", type="text/html")

    def cancel(self, _clicks: Any, kind_id: Any) -> Any:
        """Stop what is being drawn."""
        self._jobs.cancel(self.view(), kind_id["card"])
        return no_update

    def add(self, _clicks: Any, slots: list[Any], *every: Any) -> Any:
        """Another chart behind the last, as that one is."""
        charts = _charts(every)
        last = max(each["slot"] for each in slots)
        answers: list[Any] = [no_update] * len(slots)
        source = self.view().source
        asked = charts[max(charts)] if charts else guess(source)
        if len(charts) < MOST_CHARTS:
            filled = slot([asked], source, self.shapes(), last)
            answers[[each["slot"] for each in slots].index(last)] = filled.children
        return answers

    def arrange(self, moved: list[Any], cards: list[Any], *every: Any) -> Any:
        """Two charts change places."""
        charts, numbers = _charts(every), [each["card"] for each in cards]
        answers: list[Any] = [no_update] * len(cards)
        source, shapes = self.view().source, self.shapes()
        one, other = moved[:2]
        for card, comes in ((one, other), (other, one)):
            body = card_body(charts[comes], source, shapes, card)
            answers[numbers.index(card)] = body
        return answers

    def _made(
        self,
        view: FrameView,
        kind: str,
        ids: list[Any],
        values: list[Any],
        card: int = 0,
    ) -> Made:
        chart = kind_called(kind)
        given = given_of(chart, ids, values)
        options = read_options(chart.Options, given, view.source)
        return self._jobs.made(view, chart, options, card)


def _charts(every: Sequence[list[Any]]) -> dict[int, Asked]:
    """The charts of a page by their cards, see `EVERY`."""
    ids, kinds, option_ids, values = every
    found = {}
    for each, kind in zip(ids, kinds, strict=True):
        card = each["card"]
        at = [n for n, option in enumerate(option_ids) if option["card"] == card]
        chart = kind_called(kind)
        given = given_of(chart, [option_ids[n] for n in at], [values[n] for n in at])
        found[card] = Asked(kind, given)
    return found


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
    more = say(f"The first {len(rows):,} of {total:,}.") if len(rows) < total else ""
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
    hint = f" ({say(error.hint)})" if error.hint else ""
    message = say(error.message)
    return f"{message[:1].upper()}{message[1:]}{hint}."
