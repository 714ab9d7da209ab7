"""Keys: which group each row is in, as whole numbers, and what groups are called."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from dtale_nb.engine.aggregate.decimals import decimals_as_floats, holds_decimals
from dtale_nb.engine.aggregate.stretches import names_of, round_edges
from dtale_nb.engine.aggregate.units import UNITS, places_of
from dtale_nb.engine.jobs import checkpoint
from dtale_nb.engine.kinds import Kind
from dtale_nb.engine.summaries.columns import Codes, Numbers, Objects, Opaque, Texts
from dtale_nb.engine.summaries.objects import settled
from dtale_nb.engine.summaries.read import read_column
from dtale_nb.errors import BadArgument

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dtale_nb.engine.source import RowIds, Source
    from dtale_nb.engine.summaries.columns import Column

CHUNK = 1 << 20
"""Texts between two checkpoints."""

FEW = 1 << 15
"""Groups up to which each is looked for in the first rows before the others."""

SPAN = 1 << 22
"""Places of moments that are told apart by a table; more are sorted."""

NARROW = 2**31 - 1
"""Groups that four bytes tell apart. Large arrays cost their pages as well as their
pass: of ten million rows half the bytes are a third of the time."""

MISSING = "(missing)"
"""What the group of missing keys is called."""


@dataclass(frozen=True, slots=True)
class Key:
    """What rows are grouped by.

    Attributes:
        number: The field.
        unit: Of moments, a word of `UNITS`; '' for every value.
        bins: Of numbers, about how many stretches of equal length; 0 for every value.
        names: Of texts, what each stands for; others count as missing. Nothing: every
            text stands for itself.
    """

    number: int
    unit: str = ""
    bins: int = 0
    names: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Keys:
    """Groups of rows by one key, in the order of their values.

    Attributes:
        codes: The group of each row, `n` where the key is missing; whole numbers of 4
            or 8 bytes, shape (n_rows,).
        n: Groups of values present.
        values: What groups stand for: a pandas array of the column's dtype, or texts of
            calendar units; shape (n,).
        has_missing: Whether a row has no key.
        edges: Of stretches of numbers, where each begins and the last ends, (n + 1,).
            All stretches are counted in `n`, those without a row too.
        members: Of texts that stand for others, those of each group; shape (n,).
    """

    codes: NDArray[Any]
    n: int
    values: Any
    has_missing: bool
    edges: NDArray[np.float64] | None = None
    members: tuple[tuple[str, ...], ...] | None = None

    @property
    def groups(self) -> int:
        """Groups, that of missing keys counted."""
        return self.n + self.has_missing

    def text(self, group: int) -> str:
        """What a group is called, as Python writes its value."""
        return MISSING if group >= self.n else str(self.values[group])


def known_column(
    source: Source, number: int, rows: RowIds | None, *, as_floats: bool = True
) -> Column:
    """Read a field whose values can be grouped or measured.

    Args:
        source: The frame.
        number: The field.
        rows: The rows to look at, in this order; None for all.
        as_floats: Whether Python's Decimals may be read as floats.

    Raises:
        BadArgument: They cannot.
        UnknownColumn: There is no such field.
    """
    column = read_column(source, number, rows)
    if isinstance(column, Objects) and not len(column):
        return Codes(np.empty(0, dtype=np.int64), 0, column.write)
    why = "its values are of several types"
    if isinstance(column, Objects):
        found = settled(column)
        if found is not None:
            return found
        if holds_decimals(column.values):
            if as_floats:
                return decimals_as_floats(column)
            why = "its values are Decimals"
    elif isinstance(column, Opaque):
        why = column.why or "it holds nothing"
    else:
        return column
    title = " / ".join(source.field(number).label)
    raise BadArgument(f"{title!r:.80} cannot be charted: {why}")


def keys_of(source: Source, key: Key, rows: RowIds | None) -> Keys:
    """Group rows by one key.

    Args:
        source: The frame.
        key: What to group by.
        rows: The rows to look at, in this order; None for all.

    Raises:
        BadArgument: The field cannot be grouped, or not by this unit.
        UnknownColumn: There is no such field.
    """
    column = known_column(source, key.number, rows, as_floats=bool(key.bins))
    if key.unit:
        return _by_unit(column, key.unit)
    if key.bins:
        return _by_stretch(column, key.bins)
    codes, n = _coded(column)
    firsts = _firsts(codes, n)
    at: RowIds = firsts if rows is None else rows[firsts]
    values = source.array(key.number, at)
    if key.names:
        return _by_name(codes, [str(each) for each in values], dict(key.names))
    return _finished(codes, n, values)


def narrow(n: int) -> Any:
    """The type of codes of so many groups."""
    return np.int32 if n < NARROW else np.int64


def _coded(column: Column) -> tuple[NDArray[Any], int]:
    """Places of values in their order, -1 where missing, and how many there are."""
    if isinstance(column, Codes):
        found = column.codes.astype(narrow(column.n_labels))
        return _dense(found, column.n_labels)
    if isinstance(column, Texts):
        return _of_texts(column.values)
    assert isinstance(column, Numbers)  # noqa: S101 - the rest of the union
    return of_numbers(column.values, missing_of(column))


def missing_of(column: Numbers) -> NDArray[np.bool_] | None:
    """Where a number is missing, NaN counted; None where none is."""
    gaps = column.gaps
    if column.values.dtype.kind == "f":
        nan = np.isnan(column.values)
        gaps = nan if gaps is None else gaps | nan
    return None if gaps is None or not gaps.any() else gaps


def of_numbers(
    values: NDArray[Any], gaps: NDArray[np.bool_] | None
) -> tuple[NDArray[Any], int]:
    """Places of numbers among the different ones, ascending; -1 where missing."""
    checkpoint()
    if values.dtype.kind == "f":
        values = values + 0.0  # -0.0 is 0.0
    if values.dtype.kind == "b":
        values = values.view(np.uint8)
    if values.dtype.kind in "iu" and values.dtype.itemsize < 8:
        values = values.astype(np.int64)
    ends = (values.min(), values.max()) if len(values) else (0, 0)
    if values.dtype == np.int64 and int(ends[1]) - int(ends[0]) < SPAN:
        codes, kinds = _of_places(values, gaps)
        return codes, len(kinds)
    codes, uniques = pd.factorize(values, sort=True)
    codes = codes.astype(np.int64, copy=False)
    if gaps is None:
        return codes, len(uniques)
    codes[gaps] = -1
    return _dense(codes, len(uniques))


def _of_texts(values: pa.ChunkedArray) -> tuple[NDArray[Any], int]:
    parts = []
    for start in range(0, len(values), CHUNK):
        checkpoint()
        part = values.slice(start, CHUNK).combine_chunks()
        if isinstance(part, pa.ChunkedArray):
            part = part.chunk(0) if part.num_chunks else pa.array([], values.type)
        parts.append(part.dictionary_encode())
    if not parts:
        return np.empty(0, dtype=np.int64), 0
    whole = pa.chunked_array(parts).unify_dictionaries()
    words = whole.chunk(0).dictionary
    order = pc.sort_indices(words).to_numpy()
    places = np.empty(len(words) + 1, dtype=narrow(len(words)))
    places[order] = np.arange(len(words))
    places[-1] = -1
    indices = pa.chunked_array([chunk.indices for chunk in whole.chunks])
    codes = indices.fill_null(-1).to_numpy()
    return places[codes], len(words)


def _dense(codes: NDArray[Any], n: int) -> tuple[NDArray[Any], int]:
    """The same without places that no row has."""
    seen = np.zeros(n + 1, dtype=bool)
    seen[codes] = True  # -1 is the last
    seen[-1] = False
    if seen[:-1].all():
        return codes, n
    places = np.cumsum(seen, dtype=codes.dtype) - 1
    places[~seen] = -1
    return places[codes], int(seen.sum())


def _firsts(codes: NDArray[Any], n: int) -> NDArray[np.uint32]:
    """The first row of each group, shape (n,)."""
    size = np.uint32 if len(codes) <= 2**32 else np.uint64
    step = CHUNK if n < FEW else max(len(codes), 1)
    firsts = np.full(n + 1, -1, dtype=np.int64)
    for start in range(0, len(codes), step):
        checkpoint()
        part = codes[start : start + step]
        found = np.full(n + 1, -1, dtype=np.int64)
        found[part[::-1]] = np.arange(start + len(part) - 1, start - 1, -1)
        firsts = np.where(firsts < 0, found, firsts)
        if (firsts[:-1] >= 0).all():
            break  # of few groups, soon
    return firsts[:-1].astype(size)


def _by_unit(column: Column, unit: str) -> Keys:
    if unit not in UNITS:
        raise BadArgument(f"no unit {unit!r:.40}", hint=", ".join(UNITS))
    if not isinstance(column, Numbers) or column.kind is not Kind.MOMENT:
        raise BadArgument(f"only moments are grouped by {unit}")
    if not column.unit:
        raise BadArgument(
            f"these moments are not grouped by {unit}", hint="they are periods"
        )
    gaps = missing_of(column)
    places = places_of(column.values, column.unit, column.zone, unit)
    codes, kinds = _of_places(places, gaps)
    values = pd.array([UNITS[unit].label(int(each)) for each in kinds], dtype="object")
    return _finished(codes, len(kinds), values)


def _of_places(
    places: NDArray[np.int64], gaps: NDArray[np.bool_] | None
) -> tuple[NDArray[Any], NDArray[np.int64]]:
    """Codes of rows, -1 where there is a gap, and the places that they stand for."""
    present = places if gaps is None else places[~gaps]
    if not len(present):
        return np.full(len(places), -1, dtype=np.int64), present
    low = int(present.min())
    span = int(present.max()) - low + 1
    if span > SPAN:
        kinds = np.unique(present)
        codes = np.searchsorted(kinds, places).astype(np.int64)
    else:
        codes = np.empty(len(places), dtype=np.int32)
        np.subtract(places, low, out=codes, casting="unsafe")
        if gaps is not None:
            codes[gaps] = 0
        seen = np.zeros(span, dtype=bool)
        seen[codes if gaps is None else present - low] = True
        kinds = np.flatnonzero(seen) + low
        if len(kinds) < span:
            codes = (np.cumsum(seen, dtype=np.int32) - np.int32(1))[codes]
    if gaps is not None:
        codes[gaps] = -1
    return codes, kinds


def _by_stretch(column: Column, bins: int) -> Keys:
    if not isinstance(column, Numbers) or column.kind is not Kind.NUMBER:
        raise BadArgument("only numbers are grouped in bins")
    gaps = missing_of(column)
    values = column.values.astype(np.float64)
    present = values if gaps is None else values[~gaps]
    if not len(present):
        return _finished(np.full(len(values), -1), 0, pd.array([], dtype="object"))
    low, high = present.min(), present.max()
    if not np.isfinite(high - low):
        raise BadArgument("no bin takes infinite numbers", hint="filter them out")
    edges = round_edges(low, high, bins)
    codes = np.empty(len(values), dtype=np.int32)
    for start in range(0, len(values), CHUNK):
        checkpoint()
        part = slice(start, start + CHUNK)
        codes[part] = np.searchsorted(edges, values[part], side="right") - 1
    if gaps is not None:
        codes[gaps] = -1
    names = pd.array(names_of(edges), dtype="object")
    return replace(_finished(codes, len(names), names), edges=edges)


def _by_name(codes: NDArray[Any], texts: list[str], names: dict[str, str]) -> Keys:
    """Groups of what texts stand for, in the order of their names."""
    members: dict[str, list[str]] = {}
    for text in texts:
        if text in names:
            members.setdefault(names[text], []).append(text)
    kinds = sorted(members)
    at = {name: place for place, name in enumerate(kinds)}
    places = [at[names[text]] if text in names else -1 for text in texts]
    codes = np.array([*places, -1], dtype=codes.dtype)[codes]  # -1 is the last
    values = pd.array(kinds, dtype="object")
    found = _finished(codes, len(kinds), values)
    return replace(found, members=tuple(tuple(members[name]) for name in kinds))


def _finished(codes: NDArray[Any], n: int, values: Any) -> Keys:
    gaps = codes < 0
    has_missing = bool(gaps.any())
    if has_missing:
        codes[gaps] = n
    return Keys(codes, n, values, has_missing)
