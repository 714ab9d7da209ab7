"""Columns of numbers, moments, truth values and categories as codes that order them.

Missing values get the largest code in both directions, so they come last; -0.0 and 0.0
get one code.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from dtale_nb.engine.jobs import checkpoint
from dtale_nb.engine.memory.codes import DIGIT, Key
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
        nan = np.isnan(values)
        missing = nan if missing is None else missing | nan
        checkpoint()
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
    places = n_values - 1 - codes.astype(np.int64) if descending else codes
    return Key(np.where(codes < 0, n_values, places).astype(narrow), n_values)


def _key_of_ints(
    values: NDArray[Any], missing: NDArray[np.bool_] | None, *, descending: bool
) -> Key:
    """The key of integers: their distance from the smallest (or largest) one."""
    checkpoint()
    if missing is not None:
        present = values[~missing]
        checkpoint()
        if not len(present):
            return Key(np.zeros(len(values), dtype=np.uint8), 0)
        low, high = int(present.min()), int(present.max())
        del present
    elif not len(values):
        return Key(np.zeros(0, dtype=np.uint8), 0)
    else:
        low, high = int(values.min()), int(values.max())
    span = high - low
    if span >= 2**64 - 1 and missing is not None:  # no code is left for missing
        return _ranked(values, missing, descending=descending)
    checkpoint()
    codes = _distances(values, low, high, descending=descending)
    checkpoint()
    step = _common_step(codes, missing) if span.bit_length() > DIGIT else 1
    checkpoint()
    if step > 1:
        codes //= codes.dtype.type(step)
        span //= step
    if missing is None:
        return Key(codes, span)
    if span + 1 > np.iinfo(codes.dtype).max:
        codes = codes.astype(np.uint64)
    codes[missing] = span + 1
    return Key(codes, span + 1)


def _distances(
    values: NDArray[Any], low: int, high: int, *, descending: bool
) -> NDArray[Any]:
    """Each value's distance from the smallest or largest, as narrow as it fits.

    Arithmetic wraps around, so that values that are missing may be anything.
    """
    span = high - low
    wide = values.astype(np.int64 if values.dtype.kind == "i" else np.uint64)
    bits = wide.view(np.uint64)
    if not np.shares_memory(bits, values):
        codes = np.subtract(bits, np.uint64(low % 2**64), out=bits)
    else:  # pragma: no cover - astype copies
        codes = bits - np.uint64(low % 2**64)
    if descending:
        np.subtract(np.uint64(span), codes, out=codes)
    if span < 2**16 - 1:
        return codes.astype(np.uint16)
    return codes.astype(np.uint32) if span < 2**32 - 1 else codes


def _common_step(codes: NDArray[Any], missing: NDArray[np.bool_] | None) -> int:
    """A number that divides all codes: days kept as nanoseconds have a large one."""
    stride = max(1, len(codes) // SAMPLE)
    sample = codes[::stride]
    if missing is not None:
        sample = sample[~missing[::stride]]
    step = int(np.gcd.reduce(sample)) if len(sample) else 1
    if step <= 1:
        return 1
    for start in range(0, len(codes), 1 << 18):
        checkpoint()
        part = codes[start : start + (1 << 18)]
        rest = part % codes.dtype.type(step)
        if missing is not None:
            rest[missing[start : start + (1 << 18)]] = 0
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
    if _whole(values[::stride], missing[::stride]) and _whole(values, missing):
        return np.where(missing, 0, values).astype(np.int64)
    kind = np.dtype(f"i{values.dtype.itemsize}")
    bits: NDArray[Any] = (values + values.dtype.type(0)).view(kind)  # no -0.0
    checkpoint()
    sign = bits >> kind.type(8 * kind.itemsize - 1)
    sign &= kind.type(np.iinfo(kind).max)
    bits ^= sign
    return bits


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
