"""Cells of pandas: a small slice of a column or of an index, each dtype by its own way.

Only public parts of pandas are used. Dtypes that are common are written as a whole; the
rest value by value.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from dtale_nb.engine.kinds import Mark
from dtale_nb.engine.source import Cells
from dtale_nb.engine.texts import moments, values
from dtale_nb.engine.texts.untrusted import write_untrusted
from dtale_nb.engine.texts.written import CELL, NA, NAN, NAT, Written, gather, of_text

if TYPE_CHECKING:
    from collections.abc import Callable

_MASKED_DTYPES = (
    pd.Int8Dtype,
    pd.Int16Dtype,
    pd.Int32Dtype,
    pd.Int64Dtype,
    pd.UInt8Dtype,
    pd.UInt16Dtype,
    pd.UInt32Dtype,
    pd.UInt64Dtype,
    pd.Float32Dtype,
    pd.Float64Dtype,
    pd.BooleanDtype,
)


def series_cells(series: pd.Series[Any], limit: int = CELL) -> Cells:
    """Cells of a slice of a column.

    Args:
        series: The slice, at most some thousand values, shape (n,).
        limit: Characters of each text at most.

    Returns:
        Texts and marks, shape (n,). Never raises for what a value holds.
    """
    return array_cells(series.array, limit)


def index_cells(index: pd.Index[Any], limit: int = CELL) -> Cells:
    """Cells of a slice of an index of one level; tuples of one of several levels.

    Args:
        index: The slice, shape (n,).
        limit: Characters of each text at most.
    """
    if isinstance(index, pd.MultiIndex):
        return object_cells(index.to_list(), limit)
    return array_cells(index.array, limit)


def level_cells(index: pd.MultiIndex, level: int, limit: int = CELL) -> Cells:
    """Cells of one level of a slice of a MultiIndex.

    They come from the level's own values. (`get_level_values` makes floats of ints as
    soon as one entry is missing.)

    Args:
        index: The slice, shape (n,).
        level: Position of the level, from 0.
        limit: Characters of each text at most.
    """
    return _coded(np.asarray(index.codes[level]), index.levels[level], limit)


def array_cells(array: Any, limit: int = CELL) -> Cells:
    """Cells of a pandas array, `Series.array` or `Index.array`.

    Args:
        array: A `pandas.api.extensions.ExtensionArray`, shape (n,).
        limit: Characters of each text at most.
    """
    if is_of_numpy(array):
        return numpy_cells(np.asarray(array), limit)  # to_numpy() asks what is NaN
    dtype = array.dtype
    if isinstance(dtype, np.dtype):  # moments and durations without a zone
        return numpy_cells(np.asarray(array), limit)
    for known, writer in _BY_DTYPE:
        if isinstance(dtype, known):
            return writer(array, limit)
    return _one_by_one(array, limit)


def numpy_cells(array: np.ndarray[Any, Any], limit: int = CELL) -> Cells:
    """Cells of a NumPy array of one dimension, any dtype.

    Args:
        array: The values, shape (n,).
        limit: Characters of each text at most.
    """
    writer = _BY_LETTER.get(array.dtype.kind)
    if writer is None:
        return object_cells(list(array), limit)
    return writer(array)


def object_cells(items: list[Any], limit: int = CELL) -> Cells:
    """Cells of Python objects of any class.

    Args:
        items: The objects, shape (n,).
        limit: Characters of each text at most.
    """
    written: list[Written | None] = [
        of_text(item, limit) if type(item) is str else _tame(item, limit)
        for item in items
    ]
    untrusted = [at for at, found in enumerate(written) if found is None]
    if untrusted:
        found = write_untrusted([items[at] for at in untrusted], limit)
        for at, one in zip(untrusted, found, strict=True):
            written[at] = one
    return gather(one for one in written if one is not None)


def gap_of(array: Any) -> Mark | None:
    """The mark of all gaps in a pandas array; None where each value tells for itself.

    That is so for objects, complex numbers, and dtypes that are not known here.
    """
    dtype = array.dtype
    if isinstance(dtype, pd.ArrowDtype):
        return Mark.NULL
    if isinstance(dtype, pd.CategoricalDtype):
        return missing_of(dtype.categories.dtype)[1]
    if isinstance(dtype, pd.SparseDtype):
        dtype = np.dtype(dtype.subtype)
    elif any(isinstance(dtype, known) for known, _ in _BY_DTYPE):
        return missing_of(dtype)[1]
    is_numpy = isinstance(dtype, np.dtype) or is_of_numpy(array)
    return missing_of(dtype)[1] if is_numpy and dtype.kind in "iubfMm" else None


def is_of_numpy(array: Any) -> bool:
    """Whether a pandas array is but a NumPy array; one of texts is more."""
    is_one = isinstance(array, pd.arrays.NumpyExtensionArray)
    return is_one and not isinstance(array.dtype, pd.StringDtype)


def missing_of(dtype: Any) -> Written:
    """How a value is missing where codes say that it is: the way its dtype does."""
    if getattr(dtype, "kind", "O") in "mM" or isinstance(dtype, pd.PeriodDtype):
        return NAT
    na = getattr(dtype, "na_value", np.nan)
    return NA if na is pd.NA else NAN


def _tame(item: Any, limit: int) -> Written | None:
    """Write an object without its own code; None where that cannot be."""
    try:
        return values.write(item, limit)
    except (values.Untrusted, *_UNEXPECTED):
        return None


_UNEXPECTED = (
    ArithmeticError,
    AttributeError,
    LookupError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""Raised where a value is changed while it is read, or is beyond its own class: the
guarded way will say so in the cell."""


def _one_by_one(array: Any, limit: int) -> Cells:
    """Cells of an array of a class that we do not know: its items are untrusted."""
    return gather(write_untrusted(range(len(array)), limit, array.__getitem__))


def _ints(array: np.ndarray[Any, Any]) -> Cells:
    return Cells([*map(int.__repr__, array.tolist())])


def _truths(array: np.ndarray[Any, Any]) -> Cells:
    return Cells(["True" if value else "False" for value in array.tolist()])


def _floats(array: np.ndarray[Any, Any]) -> Cells:
    if array.dtype != np.float64:
        return gather(values.write(value, CELL) for value in array)
    texts = [*map(float.__repr__, array.tolist())]
    return with_missing(texts, np.isnan(array), NAN)


def _complexes(array: np.ndarray[Any, Any]) -> Cells:
    return gather(values.write(value, CELL) for value in array)


def _moments(array: np.ndarray[Any, Any]) -> Cells:
    return with_missing(_wall_texts(array), np.isnat(array), NAT)


def _wall_texts(array: np.ndarray[Any, Any]) -> list[str]:
    """Moments without a zone as texts; what is missing has some text."""
    unit, step = np.datetime_data(array.dtype)
    counts = np.where(np.isnat(array), 0, array.view("i8"))
    per_second = moments.PER_SECOND.get(unit, 0) if step == 1 else 0
    if per_second and not np.any(counts % per_second) and np.all(counts >= 0):
        texts = np.datetime_as_string(array, unit="s").tolist()
        return "\n".join(texts).replace("T", " ").split("\n") if texts else []
    texts = np.datetime_as_string(array).tolist()
    if per_second <= 1 or int(counts.min(initial=0)) < _FIRST * per_second:
        return [*map(moments.calendar_text, texts)]
    texts = "\n".join(texts).replace("T", " ").split("\n")
    for at in np.flatnonzero(counts % 1_000 == 0).tolist():
        texts[at] = moments.trim_groups(texts[at])
    return texts


def _durations(array: np.ndarray[Any, Any]) -> Cells:
    unit, step = np.datetime_data(array.dtype)
    text = moments.duration_text
    texts = [text(count * step, unit) for count in array.view("i8").tolist()]
    return with_missing(texts, np.isnat(array), NAT)


def _zoned(array: Any, limit: int) -> Cells:
    """Moments with a zone: the wall's time and the offset from UTC.

    Years that Python's calendar does not know have no offset; they are told in UTC, and
    so are the few days where the wall's time could not be counted in the unit.
    """
    if moments.runs_foreign_code(array.dtype.tz):
        return _one_by_one(array, limit)
    index: Any = pd.DatetimeIndex(array)
    utc = index.tz_convert(None).to_numpy()
    unit, step = np.datetime_data(utc.dtype)
    per_second = moments.PER_SECOND[unit] // step
    counts = utc.view("i8")
    seconds = counts // per_second  # astype() overflows near the first nanosecond
    known = (seconds > _FIRST) & (seconds < _LAST) & ~np.isnat(utc)
    known &= np.abs(counts // 2) < _MOST // 2 - 2 * moments.DAY * per_second
    told = index if known.all() else index.where(known)
    wall = told.tz_localize(None).to_numpy()
    offsets = np.where(known, (wall.view("i8") - counts) // per_second, 0).tolist()
    suffixes = {offset: moments.offset_text(offset) for offset in set(offsets)}
    texts = [
        text + suffixes[offset]
        for text, offset in zip(
            _wall_texts(np.where(known, wall, utc)), offsets, strict=True
        )
    ]
    return with_missing(texts, np.isnat(utc), NAT)


_FIRST = int(np.datetime64("0001-01-02", "s").astype("i8"))
_LAST = int(np.datetime64("9999-12-30", "s").astype("i8"))
_MOST = 2**63 - 1


def _masked(array: Any, _limit: int) -> Cells:
    missing = np.asarray(array.isna())
    plain = np.dtype(array.dtype.numpy_dtype)
    cells = numpy_cells(array.to_numpy(dtype=plain, na_value=plain.type(0)))
    return with_missing(list(cells.texts), missing, NA, cells)


def _strings(array: Any, limit: int) -> Cells:
    return object_cells(array.to_numpy(dtype=object).tolist(), limit)


def _categories(array: Any, limit: int) -> Cells:
    return _coded(np.asarray(array.codes), array.categories, limit)


def _coded(codes: np.ndarray[Any, Any], labels: pd.Index[Any], limit: int) -> Cells:
    """Values by their codes; only the labels that are used are written."""
    used, places = np.unique(codes, return_inverse=True)
    present = used[used >= 0]
    cells = index_cells(labels.take(present), limit)
    absent = [missing_of(labels.dtype)] * (len(used) - len(present))
    written = absent + [
        (text, cells.marks.get(at)) for at, text in enumerate(cells.texts)
    ]
    return gather(written[place] for place in places.tolist())


def _periods(array: Any, _limit: int) -> Cells:
    texts = [str(value) for value in array]
    return with_missing(texts, np.asarray(array.isna()), NAT)


def _intervals(array: Any, limit: int) -> Cells:
    left, right = index_cells(array.left, limit), index_cells(array.right, limit)
    closed = array.closed
    texts = [
        values.interval_text(low, high, closed)
        for low, high in zip(left.texts, right.texts, strict=True)
    ]
    return with_missing(texts, np.asarray(array.isna()), NAN)


def _sparse(array: Any, limit: int) -> Cells:
    return array_cells(pd.Series(array.to_dense()).array, limit)


def _arrow(array: Any, limit: int) -> Cells:
    from dtale_nb.engine.texts.arrow import arrow_cells

    return arrow_cells(array.__arrow_array__(), limit)


def with_missing(
    texts: list[str], missing: Any, written: Written, before: Cells | None = None
) -> Cells:
    """Cells of these texts, with the missing ones told."""
    marks: dict[int, Mark] = {} if before is None else dict(before.marks)
    text, mark = written
    for at in np.flatnonzero(missing).tolist():
        texts[at] = text
        if mark is not None:
            marks[at] = mark
    return Cells(texts, marks)


_BY_LETTER: dict[str, Callable[[np.ndarray[Any, Any]], Cells]] = {
    "i": _ints,
    "u": _ints,
    "b": _truths,
    "f": _floats,
    "c": _complexes,
    "M": _moments,
    "m": _durations,
}

_BY_DTYPE: tuple[tuple[Any, Callable[[Any, int], Cells]], ...] = (
    (_MASKED_DTYPES, _masked),
    (pd.StringDtype, _strings),
    (pd.CategoricalDtype, _categories),
    (pd.DatetimeTZDtype, _zoned),
    (pd.ArrowDtype, _arrow),
    (pd.PeriodDtype, _periods),
    (pd.IntervalDtype, _intervals),
    (pd.SparseDtype, _sparse),
)
