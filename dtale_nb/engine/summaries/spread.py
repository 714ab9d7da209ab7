"""Least, largest, mean and spread of numbers, in one pass of small blocks.

Means and deviations of blocks are merged as Chan, Golub and LeVeque do ("Updating
formulae and a pairwise algorithm for computing sample variances", 1979), which loses
no digits where numbers are large and lie close together.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from dtale_nb.engine.jobs import checkpoint
from dtale_nb.engine.summaries.columns import BLOCK, CHUNK

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dtale_nb.engine.summaries.columns import Numbers
    from dtale_nb.engine.summaries.tables import Table


@dataclass(slots=True)
class Spread:
    """What one pass over numbers tells.

    Attributes:
        n: Values present.
        low: The least, a NumPy number of the column's dtype; None where n is 0.
        high: The largest.
        least: The least that is finite; None where there is none.
        most: The largest that is finite.
        zeros: How many are 0.
        negatives: How many are below 0.
        below: How many are -inf.
        above: How many are inf.
    """

    n: int = 0
    low: Any = None
    high: Any = None
    least: Any = None
    most: Any = None
    zeros: int = 0
    negatives: int = 0
    below: int = 0
    above: int = 0
    _finite: int = 0
    _mean: float = 0.0
    _squares: float = 0.0

    @property
    def mean(self) -> float:
        """The mean; infinite or NaN where infinities are there, as sums are."""
        if not self.below and not self.above:
            return self._mean if self.n else math.nan
        return (
            math.nan
            if self.below and self.above
            else math.copysign(math.inf, self.above - self.below)
        )

    @property
    def std(self) -> float:
        """Standard deviation of a sample (ddof 1); NaN where there is none."""
        if self.n < 2 or self._finite < self.n:
            return math.nan
        return math.sqrt(self._squares / (self.n - 1))

    def add(self, values: NDArray[Any]) -> None:
        """Take in some more values, none of them missing, at least one."""
        size, low, high = values.size, values.min(), values.max()
        self.low = low if self.low is None else min(self.low, low)
        self.high = high if self.high is None else max(self.high, high)
        if low <= 0 <= high:
            self.zeros += size - int(np.count_nonzero(values))
        if low < 0:
            self.negatives += int(np.count_nonzero(values < 0))
        if values.dtype.kind == "f" and (np.isinf(low) or np.isinf(high)):
            self.below += int(np.count_nonzero(values == -np.inf))
            self.above += int(np.count_nonzero(values == np.inf))
            values = values[np.isfinite(values)]
            low, high = (values.min(), values.max()) if values.size else (None, None)
        self.n += size
        if low is not None:
            self.least = low if self.least is None else min(self.least, low)
            self.most = high if self.most is None else max(self.most, high)
            self._merge(values)

    def _merge(self, values: NDArray[Any]) -> None:
        """Merge the mean and deviations of finite values with those so far."""
        floats = values.astype(np.float64, copy=False)
        mean = float(floats.sum()) / values.size
        deviations = floats - mean
        before, self._finite = self._finite, self._finite + values.size
        apart, share = mean - self._mean, values.size / self._finite
        deviations *= deviations  # no np.dot: it wakes the threads of a whole BLAS
        self._squares += float(deviations.sum())
        self._squares += apart * apart * before * share
        self._mean += apart * share

    def weigh(self, values: NDArray[Any], counts: NDArray[np.int64]) -> None:
        """Take the mean and deviations of all finite values, counted, at once."""
        parts = [slice(at, at + BLOCK) for at in range(0, len(values), BLOCK)]
        self._finite = int(counts.sum())
        total: int | float = 0
        for part in parts:
            checkpoint()
            total += _total(values[part], counts[part])
        self._mean = float(total / self._finite)
        for part in parts:
            checkpoint()
            deviations = values[part].astype(np.float64) - self._mean
            deviations *= deviations
            deviations *= counts[part]
            self._squares += float(deviations.sum())


def spread_of(column: Numbers) -> Spread:
    """Pass over a column once.

    Overflow and invalid operations of infinities are what they are in pandas: inf, NaN.
    """
    found = Spread()
    with np.errstate(all="ignore"):
        for start in range(0, len(column), BLOCK):
            if start % CHUNK == 0:
                checkpoint()
            values = column.part(start, start + BLOCK)
            if values.size:
                found.add(values)
    return found


def spread_of_table(table: Table) -> Spread:
    """The same of numbers that are counted already, all of them."""
    values, counts = table.values, table.counts
    if not len(table):
        return Spread()
    zero = values.dtype.type(0)
    first, after = (int(np.searchsorted(values, zero, side)) for side in _SIDES)
    found = Spread(
        int(counts.sum()),
        values[0],
        values[-1],
        zeros=int(counts[first:after].sum()),
        negatives=int(counts[:first].sum()),
    )
    if values.dtype.kind == "f":
        found.below = int(counts[:1][values[:1] == -np.inf].sum())
        found.above = int(counts[-1:][values[-1:] == np.inf].sum())
    low, high = int(found.below > 0), len(values) - int(found.above > 0)
    if low >= high:
        return found
    found.least, found.most = values[low], values[high - 1]
    with np.errstate(all="ignore"):
        found.weigh(values[low:high], counts[low:high])
    return found


def _total(values: NDArray[Any], counts: NDArray[np.int64]) -> int | float:
    """The sum of counted numbers; of integers it is exact, whatever their size."""
    if values.dtype.kind == "f":
        return float((values.astype(np.float64) * counts).sum())
    wide = values.astype(np.uint64 if values.dtype.kind == "u" else np.int64)
    half = wide.dtype.type(32)
    high = int(((wide >> half).astype(np.int64) * counts).sum())
    low = int(((wide & wide.dtype.type(2**32 - 1)).astype(np.int64) * counts).sum())
    return (high << 32) + low


_SIDES: tuple[Literal["left"], Literal["right"]] = ("left", "right")
