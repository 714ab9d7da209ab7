"""Maps of a static picture: land, places by colour and points, on a globe laid flat."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import starmap
from typing import TYPE_CHECKING, Any

import numpy as np

from dtale_nb.charts.atlas.rings import rings_in, rings_of
from dtale_nb.charts.paints import colors_of, dotted, safe, scale_of
from dtale_nb.charts.projections import TURN, albers_usa, natural_earth

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Rings = list[Floats]

Room = tuple[float, float, float, float]

PLACED = frozenset({"choropleth", "scattergeo"})
"""Kinds of traces that lie on a map."""

GRAIN = 2
"""Steps of an outline to a pixel: what lies closer is one place."""

FINE = 1.0
"""An outline may be so many pixels from the true one."""

ROOM = 0.05
"""Beside places that a map is fitted to, as a share of it."""

LINE = "#444"
"""Around places that have a colour, as plotly.js has it."""

STATES = ("usa_110m", "subunits")
COUNTRIES = ("world_110m", "countries")

USA = np.array([[-0.455, -0.238], [0.455, 0.238]])
"""Corners of the United States as `albers_usa` lays them."""


@dataclass(frozen=True, slots=True)
class Globe:
    """A map and where it is, in pixels.

    Attributes:
        flat: Lays degrees of longitude and latitude flat, both of shape (n, 2).
        east: The longitude in its middle.
        corners: What has to be seen of the flat map: its lower left, its upper right.
        room: Left, top, width and height.
        outlines: The file and the layer of its land.
        stride: Of so many points, one is drawn.
    """

    flat: Callable[[Floats], Floats]
    east: float
    corners: Floats
    room: Room
    outlines: tuple[str, str]
    stride: int

    @classmethod
    def of(cls, layout: Any, traces: Sequence[Any], room: Room, stride: int) -> Globe:
        """The map of some traces.

        Args:
            layout: Of plotly's, such as `figure.layout.geo`.
            traces: Those on it.
            room: Left, top, width and height.
            stride: Of so many points, one is drawn.
        """
        if layout.scope == "usa":
            return cls(albers_usa, 0.0, USA, room, STATES, stride)
        is_earth = layout.projection.type == "natural earth"
        flat = natural_earth if is_earth else np.radians
        ends = np.array([[-TURN / 2, -TURN / 4], [TURN / 2, TURN / 4]])
        if layout.fitbounds == "locations":
            ends = _around(traces)
        elif layout.lonaxis.range:
            ends = np.column_stack([layout.lonaxis.range, layout.lataxis.range])
        east = float(ends[:, 0].mean())
        steps = np.linspace(ends[0] - (east, 0), ends[1] - (east, 0), 31)
        low, high = steps[0], steps[-1]
        sides = [(at, edge) for edge in (low[1], 0.0, high[1]) for at in steps[:, 0]]
        sides = [side for side in sides if low[1] <= side[1] <= high[1]]
        edge = flat(np.array(sides))
        corners = np.array([edge.min(axis=0), edge.max(axis=0)])
        return cls(flat, east, corners, room, COUNTRIES, stride)

    def pixels(self, places: Floats) -> Floats:
        """Where degrees of longitude and latitude lie, shape (n, 2) both."""
        left, top, wide, high = self.room
        middle, scale = self.corners.mean(axis=0), self._scale()
        away = np.multiply(self.flat(places) - middle, (scale, -scale))
        return np.add(away, (left + wide / 2, top + high / 2))

    def _scale(self) -> float:
        """Pixels to a radian."""
        spans = np.maximum(self.corners[1] - self.corners[0], 1e-9)
        return float(min(np.array(self.room[2:]) / spans))

    def _land(self) -> dict[str, Rings]:
        """Our outlines, as fine as can be seen."""
        grain = FINE / self._scale() * 180 / math.pi
        return rings_of(*self.outlines, 2.0 ** math.floor(math.log2(grain)))

    def shapes(self, traces: Sequence[Any], layout: Any, name: str) -> Iterator[str]:
        """Land, then all traces.

        Args:
            traces: Those on the map.
            layout: Of the figure.
            name: Of the map, by which what sticks out is cut off.
        """
        left, top, wide, high = self.room
        looks = layout[name]
        yield (
            f'<clipPath id="{name}"><rect x="{left:.0f}" y="{top:.0f}" '
            f'width="{wide:.0f}" height="{high:.0f}"/></clipPath>'
            f'<g clip-path="url(#{name})">'
        )
        land = dict(self._land())
        over: list[str] = []
        for trace in traces:
            if trace.type == "choropleth":
                known = land if trace.geojson is None else _own_rings(trace)
                over += self._places(trace, layout, known)
                if known is land:  # nothing is drawn twice
                    land = {code: land[code] for code in {*land} - {*trace.locations}}
            else:
                over += self._points(trace, layout)
        ground = looks.landcolor, looks.countrycolor
        yield self._painted(land.values(), *ground, is_told=False)
        yield from over
        yield "</g>"

    def _places(
        self, trace: Any, layout: Any, known: Mapping[str, Rings]
    ) -> Iterator[str]:
        """Each place in its colour."""
        values = np.asarray(trace.z, dtype=np.float64)
        colors = scale_of(values, trace, layout).colors(values)
        by: dict[str, list[Rings]] = {}
        for code, color in zip(trace.locations, colors, strict=True):
            by.setdefault(color, []).append(known.get(str(code), []))
        for color, places in by.items():
            line = trace.marker.line.color or LINE
            yield self._painted(places, color, line, is_told=True)

    def _points(self, trace: Any, layout: Any) -> Iterator[str]:
        places = np.column_stack([trace.lon, trace.lat]).astype(np.float64)
        places[:, 0] = _turned(places[:, 0] - self.east)
        yield from dotted(
            self.pixels(places), trace.marker, colors_of(trace, layout), self.stride
        )

    def _painted(
        self, places: Iterable[Rings], fill: str, line: str, *, is_told: bool
    ) -> str:
        """Places as one path, in steps of `GRAIN`.

        Args:
            places: Their rings.
            fill: Their colour.
            line: That of their outlines.
            is_told: Whether those that are too small to be seen are dots.
        """
        parts = []
        for rings in places:
            seen = [own for ring in rings for own in self._beside(ring)]
            paths = [_path(self._steps(own)) for own in seen]
            if is_told and seen and not any(paths):  # smaller than a pixel
                paths = [_dot(self._steps(seen[0]))]
            parts += paths
        return (
            f'<path d="{"".join(parts)}" fill="{safe(fill)}" stroke="{safe(line)}" '
            f'stroke-width="{GRAIN / 2:g}" transform="scale({1 / GRAIN:g})"/>'
        )

    def _steps(self, ring: Floats) -> NDArray[np.int_]:
        """Where a ring lies, in steps; nowhere if it is out of sight."""
        left, top, wide, high = self.room
        flat = self.pixels(ring)
        flat = flat[np.isfinite(flat).all(axis=1)]
        low, most = flat.min(axis=0, initial=np.inf), flat.max(axis=0, initial=-np.inf)
        is_seen = (most > (left, top)).all() and (low < (left + wide, top + high)).all()
        return np.rint(flat[: len(flat) * int(is_seen)] * GRAIN).astype(int)

    def _beside(self, ring: Floats) -> list[Floats]:
        """A ring as the map is turned; what goes over its edge, on both sides."""
        half = TURN / 2
        lon = np.unwrap(ring[:, 0] - self.east, period=TURN)
        lat = ring[:, 1]
        if abs(lon[-1] - lon[0]) > half:  # around a pole
            pole = math.copysign(half / 2, float(lat.mean()))
            lon = np.concatenate([lon, lon[[-1, 0]]])
            lat = np.concatenate([lat, [pole, pole]])
        first = math.floor((float(lon.min()) + half) / TURN)
        last = math.ceil((float(lon.max()) + half) / TURN)
        return [
            np.column_stack([np.clip(lon - turn * TURN, -half, half), lat])
            for turn in range(first, last)
        ]


def _turned(lon: Any) -> Any:
    """Longitudes from -180 to 180."""
    return (lon + TURN / 2) % TURN - TURN / 2


def _around(traces: Sequence[Any]) -> Floats:
    """The least and the largest longitude and latitude of traces, with some room."""
    found = []
    for trace in traces:
        if trace.type == "choropleth":
            known = _own_rings(trace) if trace.geojson else rings_of(*COUNTRIES, 0.5)
            codes = {str(code) for code in trace.locations} & set(known)
            found += [ring for code in codes for ring in known[code]]
        else:
            found.append(np.column_stack([trace.lon, trace.lat]).astype(np.float64))
    every = np.concatenate(found) if found else np.zeros((0, 2))
    every = every[np.isfinite(every).all(axis=1)]
    if not len(every):
        return np.array([[-TURN / 2, -TURN / 4], [TURN / 2, TURN / 4]])
    lon = np.unique(every[:, 0] % TURN)
    gaps = np.diff(lon, append=lon[0] + TURN)
    widest = int(gaps.argmax())
    west = float(lon[(widest + 1) % len(lon)])
    ends = np.array(
        [(west, every[:, 1].min()), (west + TURN - gaps[widest], every[:, 1].max())]
    )
    ends += np.outer([-1, 1], np.maximum((ends[1] - ends[0]) * ROOM, 0.5))
    ends[:, 1] = np.clip(ends[:, 1], -TURN / 4, TURN / 4)
    return ends


def _own_rings(trace: Any) -> Mapping[str, Rings]:
    """The outlines of the reader's own places."""
    keys = (trace.featureidkey or "id").split(".")
    found: dict[str, Rings] = {}
    for feature in trace.geojson["features"]:
        told: Any = feature
        for key in keys:
            told = told.get(key) if isinstance(told, dict) else None
        found.setdefault(str(told), []).extend(rings_in(feature.get("geometry")))
    return found


def _path(steps: NDArray[np.int_]) -> str:
    """A ring of whole numbers; '' where it has no area left."""
    is_new = np.ones(len(steps), dtype=bool)
    is_new[1:] = (np.diff(steps, axis=0) != 0).any(axis=1)
    kept = steps[is_new]
    if len(kept) < 4:
        return ""
    (x, y), moves = kept[0], np.diff(kept, axis=0).tolist()
    return f"M{x},{y}l{' '.join(starmap('{},{}'.format, moves))}z"


def _dot(steps: NDArray[np.int_]) -> str:
    """Two pixels where something small is; '' where nothing is."""
    if not len(steps):
        return ""
    x, y = steps[0] - GRAIN
    return f"M{x},{y}h{2 * GRAIN}v{2 * GRAIN}h{-2 * GRAIN}z"
