"""The Flask app, made from a store and settings: the only place where rooms meet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Flask, Response, g, request

from dtale_nb.charts.mount import Charts
from dtale_nb.charts.room import Surroundings
from dtale_nb.packing import coding_of, packed
from dtale_nb.web import (
    assets,
    errors,
    export,
    filters,
    grid,
    pages,
    scales,
    search,
    selection,
    server,
    summary,
    work,
)
from dtale_nb.web.context import EXTENSION, Context, Hooks, context
from dtale_nb.web.guard import NONCE, Guard, content_security_policy, own_places
from dtale_nb.web.testing import RootedClient

if TYPE_CHECKING:
    from dtale_nb.engine.store import FrameStore
    from dtale_nb.settings import Settings

BLUEPRINTS = (
    server.bp,
    assets.bp,
    pages.bp,
    grid.bp,
    filters.bp,
    export.bp,
    search.bp,
    scales.bp,
    selection.bp,
    summary.bp,
    work.bp,
)

PACK_FROM = 1_024
"""Answers from so many bytes on are compressed; nobody on the way does it for us."""

LOOK_EVERY = 0.1
"""Seconds between two looks at whether a frame was changed."""

MAX_BODY = 8 * 1024 * 1024
"""Bytes of the largest request body."""


def create_app(
    store: FrameStore,
    settings: Settings,
    *,
    instance: str,
    secret: str,
    root: str = "",
    hooks: Hooks | None = None,
) -> Flask:
    """Make the app that serves every frame of one kernel.

    Args:
        store: The frames and their views.
        settings: The settings of this process.
        instance: Which server this is, sent with every answer.
        secret: 256 bits as URL-safe text; whatever comes without it is 404.
        root: The percent-encoded prefix of a proxy that strips it and doesn't say so.
        hooks: What to tell the kernel.

    Returns:
        The app. Its `test_client(app_root=...)` asks as a proxy would.
    """
    app = Flask("dtale_nb.web", static_folder=None)
    app.url_map.merge_slashes = False  # it would redirect to an absolute URL
    app.config.update(DTALE_NB_SECRET=secret, MAX_CONTENT_LENGTH=MAX_BODY)
    app.extensions[EXTENSION] = Context(store, settings, instance, hooks or Hooks())
    app.test_client_class = RootedClient
    app.url_value_preprocessor(_find_view)
    app.after_request(_compressed)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    errors.register(app)
    charts = Charts(app.wsgi_app, lambda: _around_charts(store, settings, instance))
    app.wsgi_app = Guard(  # type: ignore[method-assign]
        charts, secret=secret, instance=instance, root=root
    )
    return app


def _around_charts(
    store: FrameStore, settings: Settings, instance: str
) -> Surroundings:
    """What the charts are given: they know nothing of `web`."""
    ours = assets.viewer_assets()
    return Surroundings(
        store=store,
        instance=instance,
        nonce=NONCE,
        policy=_chart_policy,
        finish=_compressed,
        theme=(ours.theme, settings.theme),
        style=assets.tokens(),
        largest=MAX_BODY,
        language=settings.language,
    )


def _chart_policy(environ: dict[str, Any]) -> str:
    """Plotly writes styles as it draws, and pictures of itself as blobs."""
    return content_security_policy(
        environ, style=f"'unsafe-inline' {own_places(environ)}", images="data: blob:"
    )


def _find_view(endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Turn the id or name in the URL into the view itself, in one place."""
    del endpoint
    g.nonce = request.environ[NONCE]  # a view that isn't there is told by a page, too
    if values and "view" in values:
        g.view = context().store.find(values.pop("view"))
        g.view.work.look()
        g.view.look(every=LOOK_EVERY)


def _compressed(response: Response) -> Response:
    """Compress what is worth it and isn't compressed yet."""
    coding = coding_of(request.headers.get("Accept-Encoding", ""))
    if (
        response.direct_passthrough
        or response.is_streamed
        or "Content-Encoding" in response.headers
        or not coding
        or (response.content_length or 0) < PACK_FROM
    ):
        return response
    response.set_data(packed(response.get_data(), coding))
    response.headers["Content-Encoding"] = coding
    response.vary.add("Accept-Encoding")
    return response
