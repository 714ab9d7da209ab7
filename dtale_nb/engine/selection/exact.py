"""The exact sum of numbers of any size and kind, rounded once, when it is read.

A float of 64 bits is a whole number of 53 bits times a power of two. Those with the
same power are added as whole numbers, in two halves, so that nothing is lost; only the
last step makes a float of the exact sum. NumPy's own sum loses digits, and overflows
silently on integers.
"""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_BITS = 53
_HALF = 26
_MASK = (1 << _HALF) - 1
_LEAST = -1073
"""The exponent that frexp gives the least float there is."""

_POWERS = 1024 - _LEAST + 1


class Exact:
    """Adds numbers exactly.

    Attributes:
        n: How many were added.
        is_whole: Whether all of them were integers.
        has_floats: Whether any of them was a float.
        odd: The sum of the infinities among them: 0.0, an infinity, or NaN for both.
    """

    def __init__(self) -> None:
        self.n = 0
        self.is_whole = True
        self.has_floats = False
        self.odd = 0.0
        self._whole = 0
        self._parts = Fraction(0)
        self._high = np.zeros(_POWERS, dtype=np.int64)
        self._low = np.zeros(_POWERS, dtype=np.int64)

    def add(self, values: NDArray[Any]) -> None:
        """Add integers or floats, at most 2^20 at a time, none missing."""
        self.n += len(values)
        if values.dtype.kind == "f":
            self._add_floats(values.astype(np.float64, copy=False))
            return
        wide = values.astype(np.uint64 if values.dtype.kind == "u" else np.int64)
        high = int((wide >> 32).sum())
        self._whole += (high << 32) + int((wide & 0xFFFFFFFF).sum())

    def add_one(self, value: Any) -> None:
        """Add one integer, float, Decimal or fraction of Python."""
        if isinstance(value, (float, np.floating)):
            self.add(np.array([value], dtype=np.float64))
            return
        self.n += 1
        if isinstance(value, (int, np.integer)):
            self._whole += int(value)
            return
        self.is_whole = False
        if isinstance(value, Decimal) and not value.is_finite():
            self.odd += float(value)
        else:
            self._parts += Fraction(value)

    def add_sum(self, total: Decimal, n: int) -> None:
        """Add an exact sum of so many decimals."""
        self.n += n
        self.is_whole = False
        self._parts += Fraction(total)

    @property
    def total(self) -> Fraction:
        """The exact sum of all that is finite."""
        total = sum(
            ((int(high) << _HALF) + int(low)) << power
            for power, (high, low) in enumerate(
                zip(self._high.tolist(), self._low.tolist(), strict=True)
            )
            if high or low
        )
        floats = Fraction(total, 1 << (_BITS - _LEAST))
        return floats + self._parts + self._whole

    def _add_floats(self, values: NDArray[np.float64]) -> None:
        self.is_whole = False
        self.has_floats = True
        finite = np.isfinite(values)
        if not finite.all():
            with np.errstate(invalid="ignore"):
                self.odd += float(values[~finite].sum())
            values = values[finite]
        mantissas, powers = np.frexp(values)
        counts = np.ldexp(mantissas, _BITS).astype(np.int64)
        places = powers - _LEAST
        self._high += _by_power(places, counts >> _HALF)
        self._low += _by_power(places, counts & _MASK)


def _by_power(places: NDArray[Any], counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """The sum of the counts of each power; exact, since far below 2^53."""
    weights = counts.astype(np.float64)
    return np.bincount(places, weights, _POWERS).astype(np.int64)


def as_float(value: Fraction) -> float:
    """The float nearest to a fraction; an infinity where it is too large."""
    try:
        return float(value)
    except OverflowError:
        return math.inf if value > 0 else -math.inf


def as_decimal(value: Fraction) -> str | None:
    """A fraction as a finite decimal text; None where it has none."""
    bottom, tens = value.denominator, 0
    for factor in (2, 5):
        times = 0
        while bottom % factor == 0:
            bottom //= factor
            times += 1
        tens = max(tens, times)
    if bottom != 1:
        return None
    digits = value.numerator * 10**tens // value.denominator
    sign, text = "-" if digits < 0 else "", str(abs(digits)).rjust(tens + 1, "0")
    return sign + (f"{text[:-tens]}.{text[-tens:]}" if tens else text)
