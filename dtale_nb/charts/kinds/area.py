"""Areas: figures over time or over numbers, one upon the other."""

from __future__ import annotations

from typing import ClassVar

from dtale_nb.charts.kinds.line import Line


class Area(Line):
    """Areas, one upon the other."""

    word = "area"
    title = "Area"
    express = "area"
    looks: ClassVar = {}
