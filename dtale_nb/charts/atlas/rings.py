"""Outlines of places as rings of longitudes and latitudes."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from dtale_nb.charts.atlas import shapes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    Rings = list[NDArray[np.float64]]


@lru_cache(maxsize=4)
def rings_of(name: str, layer: str, grain: float) -> dict[str, Rings]:
    """The rings of a layer of one of `dtale_nb.charts.atlas.SHAPES`, by code.

    Args:
        name: The file.
        layer: Such as ``countries``; places without a code have that of ''.
        grain: How far an outline may be from the true one, degrees. Neighbours stay
            neighbours.

    Returns:
        Degrees of longitude and latitude, shape (n, 2) each.
    """
    told = json.loads(shapes(name))
    scale, shift = (np.array(told["transform"][key]) for key in ("scale", "translate"))
    arcs = [
        simplified(np.cumsum(arc, axis=0) * scale + shift, grain)
        for arc in told["arcs"]
    ]
    found: dict[str, Rings] = {}
    for each in told["objects"][layer]["geometries"]:
        rings = [
            _joined(ring, arcs)
            for polygon in _polygons(each.get("type"), each.get("arcs"))
            for ring in polygon
        ]
        found.setdefault(str(each.get("id", "")), []).extend(rings)
    return found


def simplified(line: NDArray[np.float64], grain: float) -> NDArray[np.float64]:
    """A line with fewer places, both ends among them.

    Args:
        line: Shape (n, 2).
        grain: How far a place that is left out may be from what is drawn.

    Source:
        Douglas, Peucker, Algorithms for the Reduction of the Number of Points Required
        to Represent a Digitized Line or its Caricature (1973).
    """
    is_kept = np.zeros(len(line), dtype=bool)
    is_kept[[0, -1]] = True
    spans = [(0, len(line) - 1)]
    while spans:
        first, last = spans.pop()
        if last - first < 2:
            continue
        along, away = line[last] - line[first], line[first + 1 : last] - line[first]
        length = float(np.hypot(*along))
        off = np.abs(along[0] * away[:, 1] - along[1] * away[:, 0])
        off = off / length if length else np.hypot(*away.T)
        far = int(off.argmax())
        if off[far] > grain:
            far += first + 1
            is_kept[far] = True
            spans += [(first, far), (far, last)]
    return line[is_kept]


def rings_in(geometry: Any) -> Rings:
    """The rings of a GeoJSON geometry; what is no polygon has none."""
    told = geometry if isinstance(geometry, dict) else {}
    polygons = _polygons(told.get("type"), told.get("coordinates"))
    rings = (
        np.array([place[:2] for place in ring]) for each in polygons for ring in each
    )
    return [ring.astype(np.float64) for ring in rings if ring.ndim == 2]


def _polygons(kind: Any, parts: Any) -> Iterator[Any]:
    if kind == "Polygon":
        yield parts
    elif kind == "MultiPolygon":
        yield from parts


def _joined(numbers: list[int], arcs: Rings) -> NDArray[np.float64]:
    """A ring of arcs; that of ``~n`` is arc n, backwards."""
    parts = [arcs[n] if n >= 0 else arcs[~n][::-1] for n in numbers]
    return np.concatenate([parts[0], *(part[1:] for part in parts[1:])])
