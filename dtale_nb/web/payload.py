"""What the engine's answers look like on the wire, shared by page and routes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dtale_nb.engine.documents import document, sentences
from dtale_nb.web.firstrows import visible
from dtale_nb.web.geometry import column_width
from dtale_nb.web.jsonio import field_json

if TYPE_CHECKING:
    from dtale_nb.engine.source import Field
    from dtale_nb.engine.views import FrameView


def described(field: Field) -> dict[str, Any]:
    """One header, with a first width for it."""
    return {**field_json(field), "width": column_width(field)}


def state_payload(view: FrameView, patience: float | None = None) -> dict[str, Any]:
    """What a view is set to, and how many rows that shows.

    Raises:
        StillWorking: That is not known in so many seconds.
    """
    state, version, total = view.snapshot(patience)
    source = view.source
    return {
        "version": version,
        "total": total,
        "of": source.n_rows,
        "state": document(state, source),
        "sentences": [
            {**said, "text": visible(said["text"])} for said in sentences(state)
        ],
        "changed": view.changed,
        "schema": view.schema,
    }
