"""The text of one Python value.

`write` is the way in. A value of a class that is known here is written by us, without
running a line of the user's code. Anything else is *untrusted*: its text takes code of
its class, which may raise, hang or answer with 50 MB. Untrusted values are written only
when the caller says that this is guarded (`dtale_nb.engine.texts.untrusted`); otherwise
`Untrusted` is raised and the caller takes the value there.

Classes are looked up by identity: a metaclass may refuse to be hashed or compared.
"""

from __future__ import annotations

import datetime as dt
import decimal
import fractions
import pathlib
import uuid
from enum import Enum
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from dtale_nb.engine.kinds import Mark
from dtale_nb.engine.texts import moments, numbers
from dtale_nb.engine.texts.written import (
    CELL,
    MASKED,
    NA,
    NAN,
    NAT,
    NONE,
    Written,
    bounded,
    of_text,
    type_name,
)

if TYPE_CHECKING:
    from collections.abc import Callable


def nothing_of(value: Any) -> Mark | None:
    """The mark of a value that is a kind of nothing; None for any other.

    No code of the value's own class is run; a subclass of `str` is read as a text.
    """
    kind = type(value)
    if id(kind) in _NOTHINGS:
        mark = _WRITERS[id(kind)](value, CELL)[1]
        return None if mark in {Mark.CUT, Mark.ESCAPED} else mark
    if issubclass(kind, str) and not issubclass(kind, Enum):
        return nothing_of(str.__getitem__(value, slice(CELL + 1)))
    return None


class Untrusted(Exception):
    """The text of this value takes code of its own class."""


def write(value: Any, limit: int, *, guarded: bool = False) -> Written:
    """Write one value.

    Args:
        value: Anything.
        limit: Characters of the text at most.
        guarded: Whether code of the value's own class may be run here.

    Raises:
        Untrusted: It would have to be run, and is not guarded.
        Exception: Whatever that code raises, if guarded.
    """
    written = known(value, limit, guarded=guarded)
    if written is not None:
        return written
    from dtale_nb.engine.texts.nested import nested_text

    return nested_text(value, limit, guarded=guarded)


def known(value: Any, limit: int, *, guarded: bool = False) -> Written | None:
    """Write a value of a class that is known here and holds no others, else None.

    Raises:
        Untrusted: Code of the user's class would have to be run, and is not guarded.
    """
    writer = _WRITERS.get(id(type(value)))
    if writer is None:
        return None
    try:
        return writer(value, limit)
    except Untrusted:
        if not guarded:
            raise
    return untrusted_text(value, limit)


def untrusted_text(value: Any, limit: int) -> Written:
    """Write a value by code of its own class. Guard this.

    Raises:
        BaseException: Whatever that code raises.
    """
    kind = type(value)
    for base, writer in _WILD:
        if issubclass(kind, base):
            return writer(value, limit)
    return bounded(repr(value), limit)


def _enum(value: Any, limit: int) -> Written:
    name = value.name  # None for some flags
    return bounded(f"{type_name(value)}.{name}" if name else repr(value), limit)


def _wild_moment(value: dt.datetime, limit: int) -> Written:
    own = _is_plain(type(value), dt.datetime)
    return bounded(moments.python_moment(value) if own else repr(value), limit)


def _wild_time(value: dt.time, limit: int) -> Written:
    own = _is_plain(type(value), dt.time)
    return bounded(moments.python_time(value) if own else repr(value), limit)


def _wild_interval(value: Any, limit: int) -> Written:
    return _interval(value, limit, guarded=True)


def _is_plain(kind: type, base: type) -> bool:
    """Whether a subclass writes itself as its base does, so that we write it."""
    return kind.__repr__ is base.__repr__ or kind is pd.Timestamp


def _moment(value: dt.datetime, limit: int) -> Written:
    if moments.runs_foreign_code(value.tzinfo):
        raise Untrusted
    return bounded(moments.python_moment(value), limit)


def _time(value: dt.time, limit: int) -> Written:
    if moments.runs_foreign_code(value.tzinfo):
        raise Untrusted
    return bounded(moments.python_time(value), limit)


def _timedelta(value: pd.Timedelta, limit: int) -> Written:
    return bounded(moments.duration_text(int(value.asm8.view("i8")), value.unit), limit)


def _interval(value: Any, limit: int, *, guarded: bool = False) -> Written:
    left, _ = write(value.left, limit, guarded=guarded)
    right, _ = write(value.right, limit, guarded=guarded)
    return bounded(interval_text(left, right, value.closed), limit)


def interval_text(left: str, right: str, closed: str) -> str:
    """An interval by its ends, in the brackets that say which end belongs to it.

    >>> interval_text("0", "1", "left")
    '[0, 1)'
    """
    opening = "[" if closed in ("left", "both") else "("
    closing = "]" if closed in ("right", "both") else ")"
    return f"{opening}{left}, {right}{closing}"


def _int(value: int, limit: int) -> Written:
    return bounded(numbers.int_text(value, limit), limit)


def _numpy_int(value: Any, _limit: int) -> Written:
    return str(int(value)), None


def _truth(value: Any, _limit: int) -> Written:
    return ("True" if value else "False"), None


def _float(value: float, _limit: int) -> Written:
    return NAN if value != value else (numbers.float_text(value), None)  # noqa: PLR0124


def _narrow(value: Any, _limit: int) -> Written:
    text = numbers.narrow_text(value)
    return NAN if text == "NaN" else (text, None)


def _complex(value: complex, _limit: int) -> Written:
    return complex_written(numbers.complex_text(value))


def _narrow_complex(value: Any, _limit: int) -> Written:
    return complex_written(numbers.narrow_complex_text(value))


def complex_written(text: str) -> Written:
    """NaN + 0j is how libraries say missing; other parts that are NaN are told."""
    return NAN if text == "nan+0j" else (text, None)


def _decimal(value: decimal.Decimal, limit: int) -> Written:
    text = decimal.Decimal.__str__(value)
    return NAN if text == "NaN" else bounded(text.replace("e", "E"), limit)


def _fraction(value: fractions.Fraction, limit: int) -> Written:
    top, _ = _int(value.numerator, limit)
    bottom, _ = _int(value.denominator, limit)
    return bounded(top if value.denominator == 1 else f"{top}/{bottom}", limit)


def _bytes(value: Any, limit: int) -> Written:
    # Each byte becomes at least one character, so no more of them are needed.
    return bounded(bytes.__repr__(bytes(value[: limit + 1])), limit)


def _bytearray(value: bytearray, limit: int) -> Written:
    return bounded(f"bytearray({bytes(value[: limit + 1])!r})", limit)


def _memoryview(value: memoryview, limit: int) -> Written:
    try:
        whole = value.nbytes if value.contiguous else 0
        head = bytes(value.cast("B")[: limit + 1]) if whole else value.tobytes()
    except (ValueError, TypeError):  # released, or of items that are not bytes
        raise Untrusted from None
    return bounded(f"memoryview({head!r})", limit)


def _str_of(value: Any, limit: int) -> Written:
    return bounded(str(value), limit)


def _repr_of(value: Any, limit: int) -> Written:
    return bounded(repr(value), limit)


def _numpy_moment(value: Any, limit: int) -> Written:
    if np.isnat(value):
        return NAT
    return bounded(moments.calendar_text(str(np.datetime_as_string(value))), limit)


def _numpy_duration(value: Any, limit: int) -> Written:
    if np.isnat(value):
        return NAT
    unit, step = np.datetime_data(value.dtype)
    if unit not in moments.PER_SECOND:
        return bounded(str(value), limit)
    return bounded(moments.duration_text(int(value.view("i8")) * step, unit), limit)


def _timestamp(value: pd.Timestamp, limit: int) -> Written:
    if moments.runs_foreign_code(value.tzinfo):
        raise Untrusted
    return bounded(moments.python_moment(value), limit)


def _masked(_value: Any, _limit: int) -> Written:
    return MASKED


def _table() -> dict[int, Callable[[Any, int], Written]]:
    """Writers by the identity of the class. Classes named here live forever."""
    table: dict[type, Callable[[Any, int], Written]] = {
        type(None): lambda _value, _limit: NONE,
        type(pd.NA): lambda _value, _limit: NA,
        type(pd.NaT): lambda _value, _limit: NAT,
        type(np.ma.masked): _masked,
        str: of_text,
        np.str_: of_text,
        int: _int,
        bool: _truth,
        np.bool_: _truth,
        float: _float,
        np.float64: _float,
        np.float32: _narrow,
        np.float16: _narrow,
        np.longdouble: _narrow,
        complex: _complex,
        np.complex128: _complex,
        np.complex64: _narrow_complex,
        np.clongdouble: _narrow_complex,
        decimal.Decimal: _decimal,
        fractions.Fraction: _fraction,
        bytes: _bytes,
        np.bytes_: _bytes,
        bytearray: _bytearray,
        memoryview: _memoryview,
        dt.date: _str_of,
        dt.datetime: _moment,
        dt.time: _time,
        dt.timedelta: lambda value, _limit: (moments.python_duration(value), None),
        dt.timezone: _str_of,
        pd.Timestamp: _timestamp,
        pd.Timedelta: _timedelta,
        pd.Period: _str_of,
        pd.Interval: _interval,
        np.datetime64: _numpy_moment,
        np.timedelta64: _numpy_duration,
        uuid.UUID: _str_of,
        pathlib.PurePosixPath: _str_of,
        pathlib.PureWindowsPath: _str_of,
        pathlib.PosixPath: _str_of,
        pathlib.WindowsPath: _str_of,
        range: _repr_of,
        type(Ellipsis): _repr_of,
        type(NotImplemented): _repr_of,
    }
    for letter in np.typecodes["AllInteger"]:
        table.setdefault(np.dtype(letter).type, _numpy_int)
    return {id(known_class): writer for known_class, writer in table.items()}


_WRITERS = _table()

_NOTHINGS = frozenset(
    id(known_class)
    for known_class in (
        *(type(None), type(pd.NA), type(pd.NaT), type(np.ma.masked), decimal.Decimal),
        *(float, np.float64, np.float32, np.float16, np.longdouble),
        *(complex, np.complex128, np.complex64, np.clongdouble),
        *(np.datetime64, np.timedelta64, str, np.str_),
    )
)
"""Classes that have a value which is nothing, by identity."""

_WILD: tuple[tuple[type, Callable[[Any, int], Written]], ...] = (
    (Enum, _enum),
    (str, of_text),
    (dt.datetime, _wild_moment),
    (dt.time, _wild_time),
    (pd.Interval, _wild_interval),
    (pathlib.PurePath, _str_of),
    (uuid.UUID, _str_of),
)
"""Bases of untrusted classes that are not written by their `repr`."""
