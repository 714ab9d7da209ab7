"""Python objects: read as what they are where all agree, else counted one by one.

No code of the user's classes is run: values of unknown classes are neither hashed nor
compared, only counted. All of this holds the interpreter, so it goes on in small parts.
"""

from __future__ import annotations

import datetime as dt
import time
import uuid
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa

from dtale_nb.engine.jobs import checkpoint
from dtale_nb.engine.kinds import Kind
from dtale_nb.engine.summaries.columns import Numbers, Texts
from dtale_nb.engine.summaries.tables import Table
from dtale_nb.engine.summaries.zones import is_known_zone
from dtale_nb.engine.texts import numpy_cells

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dtale_nb.engine.summaries.columns import Objects

PART = 1 << 14
"""Objects looked at between two checkpoints, some milliseconds."""

_KNOWN = (
    str, int, float, bool, bytes, Decimal, dt.date, dt.datetime, dt.time,
    dt.timedelta, uuid.UUID, pd.Timestamp, pd.Timedelta, pd.Period,
    np.int64, np.int32, np.float64, np.float32, np.bool_,
)  # fmt: skip
_KNOWN_IDS = frozenset(map(id, _KNOWN))
_FLOATS = frozenset(map(id, (float, np.float64, np.float32, np.float16)))
_ZONED = frozenset(map(id, (dt.datetime, dt.time, pd.Timestamp)))
_GAPS = {id(None): 0, id(pd.NA): 1, id(pd.NaT): 2}


@dataclass(frozen=True, slots=True)
class Counted:
    """Objects, counted.

    Attributes:
        table: The values of known classes.
        gaps: Rows of missing values of each kind: how many, and the first.
        others: Values of other classes, which were not compared.
    """

    table: Table
    gaps: tuple[tuple[int, int], ...]
    others: int


def settled(column: Objects) -> Texts | Numbers | None:
    """Objects as texts or numbers, where every one is; None where they are mixed."""
    if column.kind is Kind.TEXT:
        return _as_texts(column)
    if column.kind is Kind.TRUTH:
        return _as_numbers(column, pa.bool_())
    if column.kind is Kind.NUMBER:
        return _as_numbers(column, pa.int64()) or _as_numbers(column, pa.float64())
    return None


def _as_texts(column: Objects) -> Texts | None:
    chunks = _converted(column, pa.large_string(), (str,))
    if chunks is None:
        return None
    return Texts(pa.chunked_array(chunks, pa.large_string()), column.write)


def _as_numbers(column: Objects, kind: pa.DataType) -> Numbers | None:
    """Objects as one kind of numbers; a Decimal or an int too large is none."""
    known = {pa.bool_(): (bool, np.bool_), pa.int64(): (int, np.int64, np.int32)}
    classes = known.get(kind, (float, int, np.float64, np.int64))
    chunks = _converted(column, kind, classes)
    if chunks is None:
        return None
    values = pa.chunked_array(chunks, kind)
    gaps = values.is_null().to_numpy() if values.null_count else None
    zero = False if kind == pa.bool_() else 0
    plain = values.fill_null(zero).to_numpy()
    return Numbers(plain, gaps, column.kind, numpy_cells)


def _converted(
    column: Objects, kind: pa.DataType, classes: tuple[type, ...]
) -> list[pa.Array] | None:
    """Arrow copies of all parts, missing values as null; None where one is no such."""
    wanted = frozenset(map(id, classes))
    chunks = []
    for part in _parts(column.values):
        if any(
            id(known) not in wanted and not known_gap
            for known, known_gap in _classes(part)
        ):
            return None
        try:
            chunks.append(pa.array(part, kind, from_pandas=True))
        except (pa.ArrowException, UnicodeError, OverflowError, TypeError):
            return None
    return chunks


def _classes(part: NDArray[np.object_]) -> set[tuple[type, bool]]:
    """The classes of some objects, each with whether it is that of missing values."""
    return {
        (type(value), id(value) in _GAPS or _is_nan(value)) for value in part.tolist()
    }


def _is_nan(value: Any) -> bool:
    """Whether a value is a quiet NaN; a signalling one refuses to be compared."""
    kind = type(value)
    if kind is Decimal:
        return bool(value.is_qnan())
    return id(kind) in _FLOATS and bool(value != value)  # noqa: PLR0124


def count_objects(column: Objects) -> Counted:
    """Count objects of any classes."""
    counts: Counter[Any] = Counter()
    gaps: dict[Any, list[int]] = {}
    others = at = 0
    for part in _parts(column.values):
        known = []
        for place, value in enumerate(part.tolist(), at):
            gap = _gap_of(value)
            if gap is not None:
                gaps.setdefault(gap, [0, place])[0] += 1
            elif _is_known(value):
                known.append(value)
            else:
                others += 1
        counts.update(known)
        at += len(part)
    values = np.empty(len(counts), dtype=object)
    values[:] = list(counts)
    table = Table(values, np.array([*counts.values()], dtype=np.int64), column.write)
    return Counted(table, tuple((n, first) for n, first in gaps.values()), others)


def gaps_of(column: Objects) -> tuple[tuple[int, int], ...]:
    """Missing values of each kind: how many, and the row of the first."""
    gaps: dict[Any, list[int]] = {}
    at = 0
    for part in _parts(column.values):
        for place, value in enumerate(part.tolist(), at):
            gap = _gap_of(value)
            if gap is not None:
                gaps.setdefault(gap, [0, place])[0] += 1
        at += len(part)
    return tuple((n, first) for n, first in gaps.values())


def _gap_of(value: Any) -> Any:
    """Which kind of missing value an object is; None where it is a value."""
    gap = _GAPS.get(id(value))
    if gap is not None:
        return gap
    if _is_nan(value):
        return _NAN
    kind = type(value)
    if kind is np.datetime64 or kind is np.timedelta64:
        return 2 if np.isnat(value) else None
    return None


_NAN = "nan"


def _is_known(value: Any) -> bool:
    """Whether hashing and comparing a value runs no code of the user's."""
    kind = type(value)
    if id(kind) not in _KNOWN_IDS:
        return False
    if kind is Decimal:
        return not value.is_snan()
    if id(kind) in _ZONED:
        return is_known_zone(value.tzinfo)
    return True


def _parts(values: NDArray[np.object_]) -> Any:
    """The objects in parts; the interpreter is given to others between them."""
    for start in range(0, len(values), PART):
        checkpoint()
        yield values[start : start + PART]
        time.sleep(0)
