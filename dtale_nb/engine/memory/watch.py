"""Whether the user has changed a pandas frame since it was read.

Looked at are, always, its labels and their number; then, within a time, where the
values of its columns lie: pandas puts whatever is assigned somewhere else, and pandas 3
what is written into a column too, as long as a shallow copy of the frame is held.
pandas 2 writes in place; there the values themselves are summed up, some at each look.
What one look has no time for, the next ones see. Never seen are changes inside of an
object (a list that grows) and, under pandas 3, in a NumPy array that the frame wraps.
"""

from __future__ import annotations

import ctypes
import threading
import time
import zlib
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa

from dtale_nb.errors import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

WRITES_THROUGH: bool = int(pd.__version__.partition(".")[0]) < 3
"""Whether writing into a frame writes into its shallow copies."""

CHUNK = 1 << 20
"""Bytes that are summed up at once."""

COMPARED = 1 << 17
"""Values that are compared at once."""

COMPARING = 0.05
"""Seconds to compare the values of columns that lie elsewhere."""

UNSETTLED = (
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    AssertionError,
    RuntimeError,
)
"""What reading a frame may end in while another thread changes it."""


ATTEMPTS = 20
"""Times that a frame is read again because it was changed meanwhile."""


def held_copy(frame: pd.DataFrame) -> pd.DataFrame:
    """A shallow copy of a frame that another thread may be changing just now.

    Raises:
        RuntimeError: It never stood still.
    """
    failure: Exception | None = None
    for attempt in range(ATTEMPTS):
        before = _labels(frame)
        try:
            held = frame.copy(deep=False)
            if attempt or threading.active_count() > 1:
                _check_whole(held)
        except UNSETTLED as error:
            failure = error
        else:
            after = _labels(frame)
            if all(a is b for a, b in zip(before, after, strict=True)):
                return held
        time.sleep(0.001)
    raise RuntimeError("the frame is being changed by another thread") from failure


def _check_whole(held: pd.DataFrame) -> None:
    """Check that labels and values are of one state.

    Raises:
        ValueError: They are not, or whatever reading them ends in.
    """
    if len(held.dtypes) != len(held.columns):
        raise ValueError("columns without labels")
    if len(held.columns) and len(held.iloc[:, -1].array) != len(held.index):
        raise ValueError("rows without labels")


class Watch:
    """Looks for changes of one frame.

    Args:
        frame: The user's frame.
        held: A shallow copy of it as it was.
    """

    def __init__(self, frame: pd.DataFrame, held: pd.DataFrame) -> None:
        self._frame = frame
        self._held = held
        self._labels, self._names = _labels(frame), _names(frame)
        self._places: dict[int, Any] = {}
        self._sums: dict[tuple[int, int], int] = {}
        self._spots = _all_spots(*held.shape)
        self._turn = 0

    def look(self, seconds: float) -> str | None:
        """What has changed, in words; None for nothing that could be seen.

        '' says that the same values lie elsewhere now: these must be held to see what
        becomes of them.

        Args:
            seconds: How long to look for changes of values.
        """
        ends = time.perf_counter() + seconds
        try:
            said = self._structure()
            if said:
                return "; ".join(said)
            moved = self._moved(ends)
            if moved:
                return self._told(moved)
            written = self._written(ends) if WRITES_THROUGH else set()
        except UNSETTLED:
            return None  # in the middle of a change; the next look sees all of it
        return f"values changed in {self._names_of(written)}" if written else None

    def _told(self, moved: set[int]) -> str:
        """What is said of columns that lie elsewhere: maybe pandas only tidied up."""
        ends = time.perf_counter() + COMPARING
        differ = {number: self._differs(number, ends) for number in sorted(moved)}
        changed = {number for number, is_other in differ.items() if is_other}
        if changed:
            return f"values changed in {self._names_of(changed)}"
        unsure = {number for number, is_other in differ.items() if is_other is None}
        if unsure:
            return f"values may have changed in {self._names_of(unsure)}"
        return ""

    def _names_of(self, numbers: Iterable[int]) -> str:
        return listed([str(self._held.columns[number]) for number in sorted(numbers)])

    def _differs(self, number: int, ends: float) -> bool | None:
        """Whether a column holds other values now; None where there was no time."""
        old = self._held.iloc[:, number].array
        new = self._frame.iloc[:, number].array
        if old.dtype != new.dtype or len(old) != len(new):
            return True
        if _place(old) != self._places[number]:
            return True  # written through, so both hold the new ones
        for start in range(0, len(old), COMPARED):
            part = slice(start, start + COMPARED)
            if not _is_equal(old[part], new[part]):
                return True
            if time.perf_counter() > ends:
                return None
        return False

    def _structure(self) -> list[str]:
        old, new = self._labels, _labels(self._frame)
        names = _names(self._frame)
        if names == self._names and all(a is b for a, b in zip(old, new, strict=True)):
            return []
        said = [] if names == self._names else ["levels named otherwise"]
        n_old, n_new = len(old[0]), len(new[0])
        if n_old != n_new:
            said.append(f"now {n_new:,} rows, before {n_old:,}")
        elif not _is_same(old[0], new[0]):
            said.append("another index")
        if not _is_same(old[1], new[1]):
            said += _columns_said(list(old[1]), list(new[1]))
        if not said:
            self._labels = new  # other objects that say the same
        return said

    def _moved(self, ends: float) -> set[int]:
        """Columns whose values lie elsewhere now."""
        n = len(self._held.columns)
        found: set[int] = set()
        for _ in range(n):
            number, self._turn = self._turn % n, (self._turn + 1) % n
            if number not in self._places:
                self._places[number] = _place(self._held.iloc[:, number].array)
            if _place(self._frame.iloc[:, number].array) != self._places[number]:
                found.add(number)
            if time.perf_counter() > ends:
                break
        return found

    def _written(self, ends: float) -> set[int]:
        """Columns whose values have another sum than at an earlier look."""
        found: set[int] = set()
        begun: tuple[int, int] | None = None
        while time.perf_counter() < ends:
            spot = next(self._spots, None)
            if spot is None:
                self._spots = _all_spots(*self._held.shape)
                spot = next(self._spots, None)
            if spot is None or spot == begun:
                break
            begun = begun or spot
            sum_now = self._sum(*spot)
            if self._sums.setdefault(spot, sum_now) != sum_now:
                found.add(spot[0])
        return found

    def _sum(self, number: int, start: int) -> int:
        array = self._held.iloc[:, number].array[start : start + CHUNK // 8]
        if isinstance(array, _MASKED):
            return hash((zlib.crc32(array.isna()), zlib.crc32(_filled(array))))
        part = _numpy(array)
        if part is None:
            return 0  # what Arrow holds is never written into
        if part.dtype.kind == "O":
            return zlib.crc32(_pointers(part)) if part.flags.c_contiguous else 0
        return zlib.crc32(np.ascontiguousarray(part).view(np.uint8))


def _all_spots(n_rows: int, n_columns: int) -> Iterator[tuple[int, int]]:
    """Column and first row of each part, the beginnings of all columns first."""
    for start in range(0, max(n_rows, 1), CHUNK // 8):
        for number in range(n_columns):
            yield number, start


def _labels(frame: pd.DataFrame) -> tuple[pd.Index[Any], pd.Index[Any]]:
    return frame.index, frame.columns


def _names(frame: pd.DataFrame) -> tuple[str, str]:
    return repr(frame.index.names), repr(frame.columns.names)


def _is_same(old: pd.Index[Any], new: pd.Index[Any]) -> bool:
    return old is new or bool(old.identical(new))


def _columns_said(old: list[Any], new: list[Any]) -> list[str]:
    """What has become of the columns."""
    added = [str(name) for name in _without(new, old)]
    gone = [str(name) for name in _without(old, new)]
    said = [f"columns added: {listed(added)}"] if added else []
    said += [f"columns gone: {listed(gone)}"] if gone else []
    return said or ["columns named or placed otherwise"]


def _without(names: Iterable[Any], others: list[Any]) -> list[Any]:
    known = set(others)
    return [name for name in names if name not in known]


def _place(values: Any) -> Any:
    """The type of a column and where its values lie in memory.

    What a held copy keeps alive lies nowhere else, so another place is another value.
    """
    if isinstance(values, pd.arrays.IntervalArray):
        return _place(values.left.array), _place(values.right.array), values.closed
    plain = _numpy(values)
    if isinstance(values, _MASKED):  # no value of these is missing: it is no copy
        none: Any = values[:0]
        plain = none.to_numpy(dtype=none.dtype.numpy_dtype, copy=False)
    if plain is None:  # of a sparse array, what is not filled in
        plain = getattr(values, "sp_values", None)
    if plain is not None:
        return str(values.dtype), plain.__array_interface__["data"][0]
    try:
        arrow = values[:1].__arrow_array__()
    except (AttributeError, pa.ArrowException):
        return (str(values.dtype),)
    chunks = arrow.chunks if isinstance(arrow, pa.ChunkedArray) else [arrow]
    buffers = [each for chunk in chunks for each in chunk.buffers() if each is not None]
    return str(values.dtype), tuple(each.address for each in buffers)


def _is_equal(old: Any, new: Any) -> bool:
    """Whether two parts of columns of one type hold the same, bit by bit."""
    plain, other = _numpy(old), _numpy(new)
    if plain is None or other is None:
        return bool(old.equals(new))
    if plain.dtype.kind == "O":
        return all(a is b for a, b in zip(plain, other, strict=True))
    if isinstance(old, pd.Categorical) and not old.categories.equals(new.categories):
        return False
    kind = f"V{plain.dtype.itemsize}"
    a, b = np.ascontiguousarray(plain), np.ascontiguousarray(other)
    return a.view(kind).tobytes() == b.view(kind).tobytes()


def _numpy(values: Any) -> NDArray[Any] | None:
    """The NumPy array behind a pandas array, where there is one."""
    if isinstance(values, pd.arrays.NumpyExtensionArray):
        return np.asarray(values)
    if isinstance(values, _MOMENTS):
        return np.asarray(values.view("i8"))
    if isinstance(values, pd.Categorical):
        return np.asarray(values.codes)
    return None


def _pointers(objects: NDArray[Any]) -> Any:
    """Which objects an array holds, as bytes; they are only compared."""
    address = objects.__array_interface__["data"][0]
    return (ctypes.c_char * objects.nbytes).from_address(address)


def _filled(masked: Any) -> Any:
    """The values of a masked array, 0 where one is missing, as bytes."""
    dtype = masked.dtype.numpy_dtype
    plain = masked.to_numpy(dtype=dtype, na_value=dtype.type(0))
    return np.ascontiguousarray(plain).view(np.uint8)


_MASKED = (pd.arrays.IntegerArray, pd.arrays.FloatingArray, pd.arrays.BooleanArray)
_MOMENTS = (pd.arrays.DatetimeArray, pd.arrays.TimedeltaArray, pd.arrays.PeriodArray)
