"""Points and surfaces in space, of a static picture, seen as plotly.js shows them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby, product
from typing import TYPE_CHECKING, Any

import numpy as np

from dtale_nb.charts.axes import Axis, written
from dtale_nb.charts.paints import GRAY, colors_of, dotted, scale_of, stride_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

SPATIAL = frozenset({"scatter3d", "surface"})
"""Kinds of traces that lie in space."""

EYE = (1.25, 1.25, 1.25)
"""Where plotly.js looks from, if nothing else is said."""

ALIKE = 4
"""Axes whose lengths differ more than so many times are drawn equally long."""

SLABS = 8
"""Points are drawn in so many layers, from far to near."""

CELLS = 26
"""Of a surface, so many cells each way are drawn."""

BESIDE = 44
"""Room for what is written beside the space, px."""

OUTWARD = 14
"""From the edge of the space to what is written beside it, px; titles lie further."""


@dataclass(frozen=True, slots=True)
class Space:
    """Three axes, how long they are, and from where they are seen.

    Attributes:
        axes: Across, deep, up.
        sides: Their lengths, shape (3,); the space lies around the origin.
        eye: Where it is seen from, shape (3,).
        middle: Pixels of the origin.
        scale: Pixels to a unit that is one unit away from the eye.
    """

    axes: tuple[Axis, Axis, Axis]
    sides: Floats
    eye: Floats
    middle: tuple[float, float]
    scale: float

    @classmethod
    def of(
        cls, layout: Any, traces: Sequence[Any], room: tuple[float, float, float, float]
    ) -> Space:
        """The space of some traces.

        Args:
            layout: Of plotly's, such as `figure.layout.scene`.
            traces: Those in it.
            room: Left, top, width and height.
        """
        x, y, z = (
            Axis.of(
                layout[f"{way}axis"],
                [np.ravel(trace[way]) for trace in traces],
                zero=False,
            )
            for way in "xyz"
        )
        spans = np.array([abs(each.high - each.low) or 1.0 for each in (x, y, z)])
        sides = spans / np.prod(spans) ** (1 / 3)
        if sides.max() > ALIKE * sides.min():
            sides = np.ones(3)
        told = layout.camera.eye
        eye = np.array([told.x, told.y, told.z] if told.x is not None else EYE)
        whole = cls((x, y, z), sides, eye, (0.0, 0.0), 1.0)
        corners = whole.seen(list(product((0, 1), repeat=3)))[0]
        low, spans = corners.min(axis=0), np.ptp(corners, axis=0)
        left, top, wide, high = room
        scale = min((wide - 2 * BESIDE) / spans[0], (high - BESIDE) / spans[1])
        middle = (
            left + wide / 2 - (low[0] + spans[0] / 2) * scale,
            top + (high - BESIDE) / 2 - (low[1] + spans[1] / 2) * scale,
        )
        return replace(whole, middle=middle, scale=scale)

    def seen(self, shares: Any) -> tuple[Floats, Floats]:
        """Where places lie in the picture.

        Args:
            shares: Of the lengths of the axes, from 0 to 1, shape (n, 3).

        Returns:
            Pixels, shape (n, 2), and how far away each is.
        """
        ahead = -self.eye / np.linalg.norm(self.eye)
        right = np.cross(ahead, (0, 0, 1))
        right /= np.linalg.norm(right)
        view = np.array([right, np.cross(right, ahead), ahead])
        away = ((np.asarray(shares) - 0.5) * self.sides - self.eye) @ view.T
        far = away[:, 2]
        pixels = away[:, :2] / far[:, None] * (self.scale, -self.scale)
        return np.add(pixels, self.middle), far

    def places(self, values: Sequence[Any]) -> Floats:
        """Values of each axis as shares of it, shape (n, 3)."""
        shares = [
            axis.shares(axis.numbers(each))
            for axis, each in zip(self.axes, values, strict=True)
        ]
        return np.column_stack(shares)

    def shapes(
        self, traces: Sequence[Any], layout: Any, paints: Mapping[int, str]
    ) -> Iterator[str]:
        """The walls behind, all traces, and what is written on the axes."""
        yield self._walls()
        for way in range(3):
            yield from self._written(way)
        yield from self._points(
            [each for each in traces if each.type == "scatter3d"], layout, paints
        )
        for trace in traces:
            if trace.type == "surface":
                yield from self._surface(trace, layout)

    def _behind(self) -> Floats:
        """The share of each axis where its far wall stands."""
        return np.where(self.eye > 0, 0.0, 1.0)

    def _walls(self) -> str:
        """The three walls behind the marks, with lines where the axes are marked."""
        behind, path = self._behind(), []
        for way, axis in enumerate(self.axes):
            lines = [0.0, 1.0, *(share for share, _ in axis.ticks())]
            for share in lines:
                for other in range(3):
                    if other == way:
                        continue
                    ends = np.array([behind, behind])
                    ends[:, way] = share
                    ends[:, other] = 0, 1
                    (x, y), (to_x, to_y) = self.seen(ends)[0]
                    path.append(f"M{x:.1f},{y:.1f}L{to_x:.1f},{to_y:.1f}")
        return f'<path d="{"".join(path)}" stroke="{GRAY}" opacity=".3"/>'

    def _written(self, way: int) -> Iterator[str]:
        """The figures beside an axis, and its title."""
        axis, edge = self.axes[way], self._edge(way)
        ends = self.seen(edge)[0]
        along, middle = ends[1] - ends[0], ends.mean(axis=0)
        across = np.array([along[1], -along[0]]) / (np.linalg.norm(along) or 1.0)
        if across @ (middle - self.middle) < 0:
            across = -across
        anchor = "middle" if abs(across[0]) < 0.35 else "end"
        if across[0] > 0:
            anchor = "start" if anchor == "end" else anchor
        for share, text in axis.ticks():
            at = self.seen(edge[:1] + (edge[1:] - edge[:1]) * share)[0][0]
            x, y = at + across * OUTWARD * 0.6
            yield written(x, y + 4, text, anchor)
        far = OUTWARD * (2.4 if way < 2 else 3)
        x, y = middle + across * far
        yield written(x, y + 4, axis.title, anchor)

    def _edge(self, way: int) -> Floats:
        """Both ends of the edge beside which an axis is told, as shares.

        That of the floor that is near, and of the upright ones the one on the left.
        """
        near, behind = 1 - self._behind(), self._behind()
        if way < 2:
            corner = near.copy()
            corner[2] = behind[2]
            edges = [np.array([corner, corner])]
        else:
            sides = [(near[0], behind[1], 0.0), (behind[0], near[1], 0.0)]
            edges = [np.array([each, each]) for each in sides]
        for edge in edges:
            edge[:, way] = 0, 1
        return min(edges, key=lambda edge: self.seen(edge)[0][0, 0])

    def _points(
        self, traces: Sequence[Any], layout: Any, paints: Mapping[int, str]
    ) -> Iterator[str]:
        """All points, slab by slab, from the farthest to the nearest."""
        found, stride = [], stride_of(traces)
        for trace in traces:
            pixels, far = self.seen(self.places([trace.x, trace.y, trace.z]))
            colors = np.array(colors_of(trace, layout, paints[id(trace)]))
            found.append((trace, pixels, far, colors))
        known = [far[np.isfinite(far)] for _, _, far, _ in found]
        every = np.concatenate([np.zeros(0), *known])
        if not len(every):
            return
        ends = np.linspace(every.max(), every.min(), SLABS + 1)[1:-1]
        for slab in range(SLABS):
            for trace, pixels, far, colors in found:
                some = np.isfinite(far) & (np.digitize(far, ends, right=True) == slab)
                own = colors[some] if len(colors) > 1 else colors
                yield from dotted(pixels[some], trace.marker, own.tolist(), stride)

    def _surface(self, trace: Any, layout: Any) -> Iterator[str]:
        """The cells of a surface, from the farthest to the nearest."""
        x, y = np.asarray(trace.x), np.asarray(trace.y)
        z = np.asarray(trace.z, dtype=np.float64)
        rows, columns = (
            np.unique(np.linspace(0, n - 1, min(n, CELLS + 1)).round().astype(int))
            for n in z.shape
        )
        heights = z[np.ix_(rows, columns)]
        wide, deep = np.meshgrid(x[columns], y[rows])
        places = self.places([wide.ravel(), deep.ravel(), heights.ravel()])
        pixels, far = (each.reshape(*heights.shape, -1) for each in self.seen(places))
        corners = [
            each[a : a + len(rows) - 1, b : b + len(columns) - 1]
            for a, b in ((0, 0), (0, 1), (1, 1), (1, 0))
            for each in (np.dstack([pixels, far, heights]),)
        ]
        cells = np.stack(corners, axis=2).reshape(-1, 4, 4)
        cells = cells[np.isfinite(cells).all(axis=(1, 2))]
        cells = cells[np.argsort(-cells[:, :, 2].mean(axis=1), kind="stable")]
        scale = scale_of(z.ravel(), trace, layout)
        colors = scale.colors(cells[:, :, 3].mean(axis=1))
        steps = np.rint(cells[:, :, :2] * 2).astype(int).tolist()
        drawn = zip(colors, steps, strict=True)
        yield '<g transform="scale(.5)" stroke-width=".6" stroke-linejoin="round">'
        for color, own in groupby(drawn, key=lambda each: each[0]):
            path = "".join(_cell(*places) for _, places in own)
            yield f'<path d="{path}" fill="{color}" stroke="{color}"/>'
        yield "</g>"


def _cell(a: list[int], b: list[int], c: list[int], d: list[int]) -> str:
    moves = (f"{to[0] - at[0]},{to[1] - at[1]}" for at, to in ((a, b), (b, c), (c, d)))
    return f"M{a[0]},{a[1]}l{' '.join(moves)}z"
