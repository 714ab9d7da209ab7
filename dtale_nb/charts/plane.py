"""Where the marks of a static picture lie."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

    from dtale_nb.charts.axes import Axis

    Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Plane:
    """A pair of axes and where it is, in pixels.

    Attributes:
        across: The one from left to right.
        up: The one from bottom to top.
        left: Of its marks, as `top`, `width` and `height`.
        paints: The colour of each trace, by its `id`.
        stride: Of so many points, one is drawn.
        lines: So many lines share the steps that are.
    """

    across: Axis
    up: Axis
    left: float
    top: float
    width: float
    height: float
    paints: Mapping[int, str]
    stride: int
    lines: int

    def x(self, numbers: Floats) -> Floats:
        """Where numbers of the axis across lie, in pixels."""
        return self.left + self.across.shares(numbers) * self.width

    def y(self, numbers: Floats) -> Floats:
        """Where numbers of the axis up lie, in pixels."""
        return self.top + (1 - self.up.shares(numbers)) * self.height
