"""Colours of amounts: a choice of scales that eyes without red or green can read."""

from __future__ import annotations

from typing import Any

from dtale_nb.charts.options import word

SCALES = ("Cividis", "Viridis", "Inferno", "Blues", "Greys")
"""From few to many, each lighter or darker all the way; the first is the default."""


def colors() -> Any:
    """The option of a scale of colours."""
    return word("Colours", SCALES, late=True)
