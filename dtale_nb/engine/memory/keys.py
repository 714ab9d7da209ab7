"""Columns of numbers, moments, truth values and categories as codes that order them.

Missing values get the largest code in both directions, so they come last; -0.0 and 0.0
get one code.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from dtale_nb.engine.jobs import checkpoint
from dtale_nb.engine.memory.codes import CHUNK, DIGIT, Key, in_parts
from dtale_nb.engine.memory.plain import plain_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

SAMPLE = 1_024
"""Values looked at before something is tried on all."""


def key_of_pandas(values: Any, *, descending: bool) -> Key | None:
    """The key of a pandas array; None for kinds that have no codes.

    Args:
        values: `Series.array` or `Index.array`, shape (n,).
        descending: The largest value gets the smallest code.
    """
    if isinstance(values, pd.Categorical):
        codes, n_values = np.asarray(values.codes), len(values.categories)
        return key_of_codes(codes, n_values, descending=descending)
    if isinstance(values, pd.arrays.ArrowExtensionArray):
        return None
    plain = plain_of(values)
    if plain is None:
        return None
    if isinstance(values, pd.arrays.FloatingArray) and np.isnan(plain.values).any():
        return None  # NaN beside NA: pandas' own answer stands
    return key_of_numpy(plain.values, plain.missing, descending=descending)


def key_of_numpy(
    values: NDArray[Any], missing: NDArray[np.bool_] | None, *, descending: bool
) -> Key:
    """The key of a NumPy array of numbers or truth values.

    Args:
        values: Dtype kind b, i, u or f, of at most 8 bytes each, shape (n,).
        missing: Where a value is missing; NaN is so anyway.
        descending: The largest value gets the smallest code.
    """
    if values.dtype.kind == "f":
        missing = _missing_floats(values, missing)
        values = _float_ints(values, missing)
    elif values.dtype.kind == "b":
        values = values.view(np.uint8)
    if missing is not None and not missing.any():
        missing = None
    return _key_of_ints(values, missing, descending=descending)


def key_of_codes(codes: NDArray[Any], n_values: int, *, descending: bool) -> Key:
    """The key of categories.

    Args:
        codes: Places in the order of the categories, -1 where missing, shape (n,).
        n_values: Categories there are.
        descending: The last category first.
    """
    narrow = np.uint16 if n_values < 2**16 else np.uint32
    found = np.empty(len(codes), dtype=narrow)

    def fill(here: slice) -> None:
        part, out = codes[here], found[here]
        if descending:
            np.subtract(n_values - 1, part.astype(np.int64), out=out, casting="unsafe")
        else:
            out[:] = part
        out[part < 0] = n_values

    in_parts(fill, len(codes))
    return Key(found, n_values)


def _key_of_ints(
    values: NDArray[Any], missing: NDArray[np.bool_] | None, *, descending: bool
) -> Key:
    """The key of integers: their distance from the smallest (or largest) one."""
    bounds = _bounds(values, missing)
    if bounds is None:
        return Key(np.zeros(len(values), dtype=np.uint8), 0)
    low, high = bounds
    span = high - low
    if span >= 2**64 - 1 and missing is not None:  # no code is left for missing
        return _ranked(values, missing, descending=descending)
    codes = _distances(values, low, high, descending=descending)
    step = _common_step(codes, missing) if span.bit_length() > DIGIT else 1
    if step > 1:
        span //= step
    if step > 1 or missing is not None:
        _finish(codes, missing, step, span + 1)
    return Key(codes, span if missing is None else span + 1)


def _bounds(
    values: NDArray[Any], missing: NDArray[np.bool_] | None
) -> tuple[int, int] | None:
    """The least and the largest integer; None where none is present."""
    lows, highs = [], []

    def look(here: slice) -> None:
        part = values[here] if missing is None else values[here][~missing[here]]
        if part.size:
            lows.append(int(part.min()))
            highs.append(int(part.max()))

    in_parts(look, len(values))
    return (min(lows), max(highs)) if lows else None


def _distances(
    values: NDArray[Any], low: int, high: int, *, descending: bool
) -> NDArray[Any]:
    """Each value's distance from the smallest or largest, as narrow as it fits.

    Arithmetic wraps around, so that values that are missing may be anything. One more
    than the largest distance fits as well, where 64 bits can hold it.
    """
    span = high - low
    narrow = "u2" if span < 2**16 - 1 else "u4" if span < 2**32 - 1 else "u8"
    codes: NDArray[Any] = np.empty(len(values), dtype=narrow)
    wide = np.int64 if values.dtype.kind == "i" else np.uint64
    least = np.uint64(low % 2**64)

    def fill(here: slice) -> None:
        part = values[here].astype(wide, copy=False).view(np.uint64) - least
        if descending:
            np.subtract(np.uint64(span), part, out=part)
        codes[here] = part

    in_parts(fill, len(values))
    return codes


def _finish(
    codes: NDArray[Any], missing: NDArray[np.bool_] | None, step: int, last: int
) -> None:
    """Divide all codes by what divides them, and give missing ones the last; in place.

    Args:
        codes: Distances, shape (n,).
        missing: Where a value is missing.
        step: A number that divides the codes of all values that are there.
        last: The code of missing ones.
    """

    def change(here: slice) -> None:
        part = codes[here]
        if step > 1:
            part //= codes.dtype.type(step)
        if missing is not None:
            part[missing[here]] = last

    in_parts(change, len(codes))


def _common_step(codes: NDArray[Any], missing: NDArray[np.bool_] | None) -> int:
    """A number that divides all codes: days kept as nanoseconds have a large one."""
    stride = max(1, len(codes) // SAMPLE)
    sample = codes[::stride]
    if missing is not None:
        sample = sample[~missing[::stride]]
    step = int(np.gcd.reduce(sample)) if len(sample) else 1
    if step <= 1:
        return 1
    for start in range(0, len(codes), CHUNK):
        checkpoint()
        part = codes[start : start + CHUNK]
        rest = part % codes.dtype.type(step)
        if missing is not None:
            rest[missing[start : start + CHUNK]] = 0
        if bool(rest.any()):
            step = int(np.gcd(np.gcd.reduce(rest), codes.dtype.type(step)))
            if step <= 1:
                return 1
    return step


def _float_ints(
    values: NDArray[Any], missing: NDArray[np.bool_]
) -> NDArray[np.signedinteger[Any]]:
    """Floats as integers of the same order; whole small ones as themselves."""
    stride = max(1, len(values) // SAMPLE)
    whole = _whole(values[::stride], missing[::stride]) and _all_whole(values, missing)
    fill = _as_themselves if whole else _as_bits
    kind = np.int64 if whole else np.dtype(f"i{values.dtype.itemsize}")
    found: NDArray[Any] = np.empty(len(values), dtype=kind)
    in_parts(lambda here: fill(values[here], missing[here], found[here]), len(values))
    return found


def _as_themselves(
    values: NDArray[Any], missing: NDArray[np.bool_], out: NDArray[Any]
) -> None:
    np.copyto(out, np.where(missing, 0, values), casting="unsafe")


def _as_bits(
    values: NDArray[Any],
    missing: NDArray[np.bool_],  # noqa: ARG001 - NaN has bits as well
    out: NDArray[Any],
) -> None:
    """Their bits; those of negative ones turned round, so that they ascend."""
    kind = out.dtype
    bits = (values + values.dtype.type(0)).view(kind)  # no -0.0
    sign = bits >> kind.type(8 * kind.itemsize - 1)
    sign &= kind.type(np.iinfo(kind).max)
    np.bitwise_xor(bits, sign, out=out)


def _missing_floats(
    values: NDArray[Any], missing: NDArray[np.bool_] | None
) -> NDArray[np.bool_]:
    """Where floats are NaN or said to be missing, shape (n,)."""
    found = np.empty(len(values), dtype=np.bool_)

    def fill(here: slice) -> None:
        np.isnan(values[here], out=found[here])
        if missing is not None:
            found[here] |= missing[here]

    in_parts(fill, len(values))
    return found


def _all_whole(values: NDArray[Any], missing: NDArray[np.bool_]) -> bool:
    for start in range(0, len(values), CHUNK):
        checkpoint()
        here = slice(start, start + CHUNK)
        if not _whole(values[here], missing[here]):
            return False
    return True


def _whole(values: NDArray[Any], missing: NDArray[np.bool_]) -> bool:
    with np.errstate(invalid="ignore", over="ignore"):
        fits = (np.rint(values) == values) & (np.abs(values) < 2.0**31)
    return bool((fits | missing).all())


def _ranked(
    values: NDArray[Any], missing: NDArray[np.bool_], *, descending: bool
) -> Key:
    """The key of values so far apart that distances leave no code for missing."""
    distinct, places = np.unique(values[~missing], return_inverse=True)
    codes = np.full(len(values), -1, dtype=np.int64)
    codes[~missing] = places
    return key_of_codes(codes, len(distinct), descending=descending)
