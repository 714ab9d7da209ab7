"""Texts of numbers: every digit they hold, none they do not hold."""

from __future__ import annotations

import decimal
from typing import Any

import numpy as np

SAFE_BITS = 2_000
"""Ints up to here have at most 603 digits, fewer than the smallest limit that Python
lets a user set for the texts of ints (`sys.set_int_max_str_digits`, 640)."""

_MOST = decimal.Context(prec=decimal.MAX_PREC, Emax=decimal.MAX_EMAX)
"""Arithmetic without rounding."""

_WHOLE_BELOW = 1e16
"""From here on Python writes a float with an exponent."""


def int_text(value: int, limit: int) -> str:
    """The digits of an int; of a huge one at least the first `limit` + 1, exact.

    Never asks Python for the text of a huge int: that takes time without bound, and is
    refused beyond a limit that belongs to the user. Source: the method of CPython's
    `_pylong.int_to_decimal_string`.

    >>> int_text(-(10**30), 200) == "-1" + "0" * 30
    True
    """
    bits = value.bit_length()
    if bits <= SAFE_BITS:
        return int.__repr__(value)
    sign = "-" if value < 0 else ""
    # A bit is 0.301 digits: what is dropped leaves more than `limit` + 150 digits.
    dropped = bits - (int((limit + 150) / 0.301) + SAFE_BITS)
    head = _head(abs(value), dropped, limit) if dropped > 0 else None
    return f"{sign}{head or format(_whole(abs(value), bits), 'f')}"


def _head(value: int, dropped: int, limit: int) -> str | None:
    """The first `limit` + 1 digits of a huge int, from its top bits where they decide.

    Args:
        value: The int, not negative.
        dropped: How many low bits are not looked at.
        limit: Digits wanted, less one.

    Returns:
        The digits; None where the low bits decide: only 0s or only 9s follow, as far as
        was looked.
    """
    top = value >> dropped
    rough = decimal.Context(prec=limit + 150, Emax=decimal.MAX_EMAX)
    scale = rough.power(decimal.Decimal(2), dropped)
    product = rough.multiply(_whole(top, top.bit_length()), scale)
    doubt = rough.scaleb(product, -(limit + 100))
    lowest, highest = rough.subtract(product, doubt), rough.add(product, doubt)
    low, high = (_digits(bound, limit + 1) for bound in (lowest, highest))
    same = low == high and lowest.adjusted() == highest.adjusted()
    return low if same else None


def _digits(number: decimal.Decimal, count: int) -> str:
    return "".join(map(str, number.as_tuple().digits[:count])).ljust(count, "0")


def _whole(value: int, bits: int) -> decimal.Decimal:
    """An int as a Decimal, exact, by halves: fast where digit by digit is not."""
    if bits <= SAFE_BITS:
        return decimal.Decimal(value)
    half = bits // 2
    high = _whole(value >> half, bits - half)
    low = _whole(value & ((1 << half) - 1), half)
    scale = _MOST.power(decimal.Decimal(2), half)
    return _MOST.add(_MOST.multiply(high, scale), low)


def float_text(value: float) -> str:
    """The shortest text that reads back to the same double.

    >>> float_text(0.1), float_text(-0.0), float_text(float("nan"))
    ('0.1', '-0.0', 'NaN')
    """
    text = float.__repr__(value)
    return "NaN" if text == "nan" else text


def narrow_text(value: Any) -> str:
    """A float16, float32 or longdouble: shortest that reads back to its own width.

    Whole numbers that are written without an exponent have all their true digits
    (`123456792.0`), where the shortest text would end in untrue zeros.

    >>> narrow_text(np.float32(0.1)), narrow_text(np.float16(65504))
    ('0.1', '65504.0')
    """
    if np.isnan(value):
        return "NaN"
    if np.isinf(value):
        return "-inf" if value < 0 else "inf"
    size = abs(float(value))
    if size < _WHOLE_BELOW and value == np.trunc(value):
        return float.__repr__(float(value))
    if 1e-4 <= size < _WHOLE_BELOW:
        return np.format_float_positional(value, unique=True, trim="0")
    return np.format_float_scientific(value, unique=True, trim="-", exp_digits=2)


def complex_text(value: complex) -> str:
    """A complex number as Python writes it, without brackets: `1+2j`, `nan+2j`.

    >>> complex_text(1 + 2j), complex_text(complex(-0.0, 1))
    ('1+2j', '-0+1j')
    """
    return complex.__repr__(value).strip("()")


def narrow_complex_text(value: Any) -> str:
    """A complex64 or clongdouble, its parts written in their own width."""
    real, imaginary = value.real, value.imag
    sign = "" if np.signbit(imaginary) and not np.isnan(imaginary) else "+"
    parts = _part(real), _part(imaginary)
    if real == 0 and not np.signbit(real):
        return f"{parts[1]}j"
    return f"{parts[0]}{sign}{parts[1]}j"


def _part(value: Any) -> str:
    text = narrow_text(value)
    return "nan" if text == "NaN" else text.removesuffix(".0")
