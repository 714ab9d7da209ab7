"""Scenes of charts in space: how they are seen, and what their axes are called."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dtale_nb.charts.marks import shown
from dtale_nb.charts.shortened import lines_of

if TYPE_CHECKING:
    from collections.abc import Iterable

LINE = 17
"""Characters of one line of an axis' title."""

FAR = 1.7
"""How far off the eye is along each axis; plotly's own 1.25 cuts titles at the edge."""

LOWER = -0.15
"""Where the eye looks, since titles stand below; plotly's own is the middle, 0."""


def scene(names: Iterable[str]) -> tuple[str, dict[str, Any]]:
    """The call that sets up a scene, turned about its upright axis.

    Args:
        names: What the axes across, into the depth and up are called, as markup.
    """
    axes = {
        f"{axis}axis": {"title": in_space(name)}
        for axis, name in zip("xyz", names, strict=True)
    }
    camera = {"eye": dict.fromkeys("xyz", FAR), "center": {"x": 0, "y": 0, "z": LOWER}}
    return "update_layout", {
        "scene": {"dragmode": "turntable", "camera": camera, **axes}
    }


def in_space(name: str) -> str:
    """A name as WebGL's letters show it, in short lines.

    They know tags but neither entities nor where a line should end: a sign of no width
    keeps tags from being some.
    """
    lines = lines_of(shown(name), LINE)
    apart = (line.replace("<", "<\u200b").replace("%{", "%\u200b{") for line in lines)
    return "<br>".join(apart)
