"""Routes of summaries: pictures for the headers in sight, and one column in whole.

What is not ready in `PATIENCE` is answered 202 with what there is; the page asks again.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, cast

from flask import Blueprint, Response, current_app, request

from dtale_nb.engine.summaries.cache import SummaryCache, check
from dtale_nb.errors import BadArgument
from dtale_nb.web import args
from dtale_nb.web.context import EXTENSION, view
from dtale_nb.web.server import reply

if TYPE_CHECKING:
    from flask.blueprints import BlueprintSetupState

    from dtale_nb.engine.jobs import Job
    from dtale_nb.engine.summaries import Figure, Summary
    from dtale_nb.engine.summaries.cache import Pictured
    from dtale_nb.engine.summaries.places import Counted
    from dtale_nb.engine.summaries.shapes import Histogram, Tops
    from dtale_nb.engine.summaries.values import Slice
    from dtale_nb.web.context import Context

bp = Blueprint("summary", __name__, url_prefix="/views/<view>")

CACHE = "dtale_nb_summaries"
"""The key of the app's `SummaryCache` in `app.extensions`."""

PATIENCE = 0.15
"""Seconds that a request waits for its summaries."""

MAX_COLUMNS = 200
"""The most columns of one answer."""

MAX_VALUES = 500
"""The most distinct values of one answer."""

PICTURED = 6
"""The most frequent values that a header's picture tells."""


@bp.record_once
def _keep_book(state: BlueprintSetupState) -> None:
    """One cache an app: it holds what was found while a view is there."""
    known: Context = state.app.extensions[EXTENSION]
    state.app.extensions[CACHE] = SummaryCache(
        known.store.workers, known.settings.summary_seconds
    )


@bp.get("/summary")
def pictures() -> Response:
    """What the headers of some columns show; 202 while some are being made.

    `columns` are their numbers as ranges, `levels` those of index levels, from 0.
    Pictures are of all rows. Where the view has a filter, `kept` tells beside each what
    of it is shown, on the same edges; with `kept=0` it is not asked for.
    """
    levels = [~level for level in args.numbers("levels", most=MAX_COLUMNS)]
    asked = levels + args.numbers("columns", most=MAX_COLUMNS)
    version = args.integer("version", default=view().version)
    check(view(), version)
    cache = the_cache()
    jobs: list[Pictured]
    if request.args.get("kept", "1") == "1":
        jobs = cache.pictured(view(), asked, version)
    else:
        jobs = [(cache.brief(view(), number), None) for number in asked]
    ends = time.monotonic() + PATIENCE
    found = [
        {"number": number, **_picture(brief.result(), counted)}
        for number, (brief, counted) in zip(asked, jobs, strict=True)
        if _is_ready(brief, ends) and (counted is None or _is_ready(counted, ends))
    ]
    answer = reply({"version": version, "columns": found, "total": len(asked)})
    answer.status_code = 200 if len(found) == len(asked) else 202
    return answer


@bp.get("/missing")
def missing() -> Response:
    """Missing values of every column; 202 while they are counted."""
    version = args.integer("version", default=view().version)
    if not view().source.n_columns:
        return reply({"version": version, "rows": view().n_rows, "missing": []})
    rows = view().n_rows
    job = the_cache().missing(view(), version)
    return _when_ready(job, version, lambda found: {"rows": rows, "missing": found})


@bp.get("/summary/<int(signed=True):number>")
def column(number: int) -> Response:
    """The whole summary of one column; 202 while it is being made."""
    version = args.integer("version", default=view().version)
    exact = request.args.get("exact", "") == "1"
    job = the_cache().whole(view(), number, version, exact=exact)
    return _when_ready(job, version, _summary)


@bp.get("/summary/<int(signed=True):number>/values")
def values(number: int) -> Response:
    """Some distinct values of a column with their counts; 202 while they are counted.

    `search` is a text that they hold, in whatever case; `of=all` asks all rows of the
    frame, whatever the view shows.
    """
    version = args.integer("version", default=view().version)
    start = args.integer("start", default=0)
    stop = args.integer("stop", default=start + 50)
    if not 0 <= start <= stop or stop - start > MAX_VALUES:
        raise BadArgument(
            f"no values {start} to {stop}", hint=f"{MAX_VALUES:,} at most at once"
        )
    search = request.args.get("search", "")[:200]
    every = request.args.get("of", "") == "all"
    job = the_cache().values(view(), number, version, every=every)
    return _when_ready(
        job, version, lambda found: _values(found.page(start, stop, search), start)
    )


def the_cache() -> SummaryCache:
    """The summaries of all views."""
    return cast("SummaryCache", current_app.extensions[CACHE])


def _is_ready(job: Job[Any], ends: float) -> bool:
    """Whether a job has a result by some time; one that was given up never has."""
    return job.wait(max(0.0, ends - time.monotonic())) and not job.was_stopped


def _when_ready(job: Job[Any], version: int, form: Any) -> Response:
    if job.wait(PATIENCE) and not job.was_stopped:  # else the page asks again
        return reply({"version": version, **form(job.result())})
    answer = reply({"version": version, "working": True})
    answer.status_code = 202
    return answer


def _picture(found: Summary, job: Job[Counted | None] | None) -> dict[str, Any]:
    """What a header needs: shares as numbers, and few texts."""
    counted = None if job is None else job.result()
    form: dict[str, Any] = {
        "rows": found.rows,
        "missing": found.n_missing.value,
        "exact": found.n_missing.exact,
    }
    if found.histogram is not None:
        form["histogram"] = {
            "labels": found.histogram.labels,
            "counts": found.histogram.counts if counted is None else counted.whole,
        }
    elif found.tops is not None:
        form["tops"] = _tops(found.tops.values[:PICTURED])
        form["rest"] = found.tops.rest + sum(
            top.count for top in found.tops.values[PICTURED:]
        )
    if found.distinct is not None:
        form["distinct"] = _figure(found.distinct)
    if found.note:
        form["note"] = found.note
    if counted is not None:
        form["kept"] = _kept(counted, in_bins=found.histogram is not None)
    return form


def _kept(counted: Counted, *, in_bins: bool) -> dict[str, Any]:
    """What a filter keeps of a picture."""
    told = len(counted.kept) if in_bins else PICTURED
    return {
        "counts": counted.kept[:told],
        "rest": counted.elsewhere[1] + sum(counted.kept[told:]),
        "missing": counted.missing[1],
    }


def _summary(found: Summary) -> dict[str, Any]:
    return {
        "rows": found.rows,
        "exact": found.exact,
        "missing": _figure(found.n_missing),
        "kinds": [
            {"text": one.text, "mark": one.mark, "count": one.count}
            for one in found.missing
        ],
        "distinct": _figure(found.distinct),
        "figures": {word: _figure(one) for word, one in found.figures.items()},
        "tops": _all_tops(found.tops),
        "histogram": _histogram(found.histogram),
        "note": found.note,
    }


def _figure(found: Figure | None) -> dict[str, Any] | None:
    """A text, exact to the last digit, and what to think of it."""
    if found is None:
        return None
    if found.exact:
        return {"text": found.text}
    error = None if found.error is None else round(found.error, 5)
    return {"text": found.text, "method": found.method, "n": found.n, "error": error}


def _tops(tops: Any) -> list[dict[str, Any]]:
    return [
        {"text": top.text, "mark": top.mark, "count": top.count, "share": top.share}
        for top in tops
    ]


def _all_tops(found: Tops | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "values": _tops(found.values),
        "rest": found.rest,
        "method": found.method,
        "n": found.n,
        "error": found.error,
    }


def _histogram(found: Histogram | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "labels": found.labels,
        "counts": found.counts,
        "below": found.below,
        "above": found.above,
        "method": found.method,
        "n": found.n,
    }


def _values(found: Slice, start: int) -> dict[str, Any]:
    return {
        "start": start,
        "total": found.total,
        "values": found.cells,
        "counts": found.counts,
        "complete": found.complete,
    }
