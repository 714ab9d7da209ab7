"""Objects of every sort in cells: nested, foreign, and some that misbehave."""

import collections
import dataclasses
import enum
import pathlib
import time
import types
import uuid
from typing import NamedTuple

import numpy as np
import pandas as pd

from .catalogue import EMPTY, NAN, NAT, NONE, SLOW, cut, failed, frame, objects


@frame("lists", "nested", "object", "doc")
def _():
    return objects(
        ([1, 2, 3], "[1, 2, 3]"),
        ([], "[]"),
        (["a", 'b"c', "\n"], '["a", "b\\"c", "\\n"]'),
        ([1.0, None, np.nan, pd.NA, pd.NaT], "[1.0, None, NaN, <NA>, NaT]"),
        ([[1], [[2]]], "[[1], [[2]]]"),
    )


@frame("dicts", "nested", "object", "doc")
def _():
    return objects(
        ({"a": 1, "b": [1.5]}, '{"a": 1, "b": [1.5]}'),
        ({}, "{}"),
        ({1: "x", None: True, (1, 2): {}}, '{1: "x", None: True, (1, 2): {}}'),
    )


@frame("tuples, sets and other containers", "nested", "object", "doc")
def _():
    return objects(
        ((1, "a"), '(1, "a")'),
        ((1,), "(1,)"),
        ((), "()"),
        ({3, 1, 2}, "{1, 2, 3}"),
        ({"b", "a"}, '{"a", "b"}'),
        (set(), "set()"),
        (frozenset({1}), "frozenset({1})"),
        (collections.deque([1, 2]), "deque([1, 2])"),
        (collections.OrderedDict(a=1), '{"a": 1}'),
        (collections.defaultdict(list, a=[1]), '{"a": [1]}'),
        (collections.Counter("aab"), '{"a": 2, "b": 1}'),
        (types.MappingProxyType({"a": 1}), '{"a": 1}'),
        (range(3), "range(0, 3)"),
    )


@frame("lists of millions", "nested", "object", "long")
def _():
    millions = list(range(3_000_000))
    numbers = ", ".join(map(str, range(100)))
    return objects(
        (millions, cut(f"[{numbers}"[:200])),
        (
            dict.fromkeys(millions),
            cut(("{" + "".join(f"{n}: None, " for n in range(40)))[:200]),
        ),
        (["x" * 50_000_000], cut('["' + "x" * 198)),
    )


@frame("lists as deep as they go", "nested", "object", "long")
def _():
    deep = []
    for _level in range(10_000):
        deep = [deep]
    return objects((deep, cut("[" * 60 + "…" + "]" * 60)))


@frame("containers that hold themselves", "nested", "object", "misbehaving", "doc")
def _():
    items = [1]
    items.append(items)
    table = {"a": 1}
    table["self"] = [table]
    twice = [0]
    return objects(
        (items, "[1, <itself>]"),
        (table, '{"a": 1, "self": [<itself>]}'),
        ([twice, twice], "[[0], [0]]"),
    )


class Point(NamedTuple):
    x: int
    y: str


@dataclasses.dataclass
class Trade:
    price: float
    tags: list
    secret: str = dataclasses.field(default="", repr=False)


@dataclasses.dataclass
class Quiet:
    x: int

    def __repr__(self):
        return "quiet"


class Stack(list):
    """A list of the user's class, without a text of its own."""


@frame("records of the user's classes", "nested", "object", "doc")
def _():
    return objects(
        (Point(1, "a"), 'Point(x=1, y="a")'),
        (Trade(1.5, ["x"]), 'Trade(price=1.5, tags=["x"])'),
        (
            Trade(0.5, list(range(10**6))),
            cut(f"Trade(price=0.5, tags={list(range(99))}"[:200]),
        ),
        (Quiet(1), "quiet"),
        (Stack([1, 2]), "[1, 2]"),
        (types.SimpleNamespace(a=1), "namespace(a=1)"),
    )


@frame("arrays in cells", "nested", "object", "numpy", "doc")
def _():
    return objects(
        (np.array([1, 2]), "array([1, 2])"),
        (np.array([0.1, np.nan]), "array([0.1, NaN])"),
        (np.array([0.1], "f4"), "array([0.1], dtype=float32)"),
        (np.array([[1, 2], [3, 4]]), "array([[1, 2], [3, 4]])"),
        (np.array([]), "array([])"),
        (np.array(5), "array(5)"),
        (np.array(["a", ""]), 'array(["a", ""])'),
        (np.array(["2026-03-01", "NaT"], "M8[s]"), "array([2026-03-01 00:00:00, NaT])"),
        (np.array([None, [1]], dtype=object), "array([None, [1]])"),
        (np.zeros(10**6, "i1"), cut(("array([" + "0, " * 100)[:200])),
    )


class Metres(np.ndarray):
    """An array with a unit, which its text tells."""

    def __repr__(self):
        return f"{self.tolist()} m"


class Named(np.ndarray):
    """An array of the user's class, without a text of its own."""


@frame("arrays of the user's classes in cells", "nested", "object", "numpy")
def _():
    return objects(
        (np.array([1, 2]).view(Metres), "[1, 2] m"),
        (np.array([1, 2]).view(Named), "array([1, 2])"),
        (np.ma.array([[1, 2]], mask=[[False, True]]), "masked_array([[1, masked]])"),
    )


@frame("masked and structured arrays in cells", "nested", "object", "numpy")
def _():
    record = np.array([(1, 0.1, b"x")], dtype=[("a", "i4"), ("b", "f4"), ("c", "S1")])
    return objects(
        (np.ma.array([1, 2], mask=[False, True]), "masked_array([1, masked])"),
        (record[0], "(1, 0.1, b'x')"),
        (record, "array([(1, 0.1, b'x')], dtype=void72)"),
    )


@frame("UUIDs and paths", "object", "doc")
def _():
    name = "12345678-1234-5678-1234-567812345678"
    return objects(
        (uuid.UUID(name), name),
        (pathlib.PurePosixPath("/data/a b.csv"), "/data/a b.csv"),
        (pathlib.PureWindowsPath("C:\\x"), "C:\\x"),
    )


class Colour(enum.Enum):
    RED = 1


class Level(enum.IntEnum):
    HIGH = 3


class Word(str, enum.Enum):  # StrEnum is of Python 3.11
    YES = "y"


class Right(enum.Flag):
    READ = 1
    WRITE = 2


@frame("Enum members", "object", "doc")
def _():
    return objects(
        (Colour.RED, "Colour.RED"),
        (Level.HIGH, "Level.HIGH"),
        (Word.YES, "Word.YES"),
        (Right.READ, "Right.READ"),
    )


@frame("frames and series in cells", "object", "table", "doc")
def _():
    held = pd.DataFrame({"a": [1, 2, 3], "b": [1, 2, 3]})
    return objects(
        (held, "DataFrame 3 \N{MULTIPLICATION SIGN} 2"),
        (held["a"], "Series 3"),
        (held.index, "RangeIndex 3"),
        (pd.DataFrame(), "DataFrame 0 \N{MULTIPLICATION SIGN} 0"),
        ([held], "[DataFrame 3 \N{MULTIPLICATION SIGN} 2]"),
    )


@frame("classes, functions and the like", "object")
def _():
    return objects(
        (int, "<class 'int'>"),
        (len, "<built-in function len>"),
        (Ellipsis, "Ellipsis"),
        (NotImplemented, "NotImplemented"),
        (slice(1, None), "slice(1, None, None)"),
        (KeyError("x"), "KeyError('x')"),
    )


class Polygon:
    """As shapely's shapes: a repr of well-known text, coordinates, an own truth."""

    def __repr__(self):
        return "<POLYGON ((0 0, 1 0, 1 1, 0 0))>"

    def __eq__(self, other):
        raise TypeError("compare shapes by equals()")

    __hash__ = None


@frame("shapes", "object", "misbehaving")
def _():
    return objects((Polygon(), "<POLYGON ((0 0, 1 0, 1 1, 0 0))>"), (None, NONE))


class Raises:
    """Every question to it ends in an error of its own."""

    def __init__(self, error):
        vars(self)["error"] = error

    def __repr__(self):
        raise vars(self)["error"]

    __str__ = __repr__

    def _refuse(self, *_args):
        raise vars(self)["error"]

    __eq__ = __ne__ = __lt__ = __bool__ = __len__ = __iter__ = __float__ = _refuse
    __getattr__ = __array__ = __int__ = __index__ = __contains__ = _refuse
    __hash__ = None


class OddError(BaseException):
    """As Polars' panics: no Exception."""


@frame("objects whose repr raises", "object", "misbehaving", "doc")
def _():
    return objects(
        (Raises(ZeroDivisionError("x")), failed("ZeroDivisionError")),
        (1, "1"),
        (Raises(KeyError("x")), failed("KeyError")),
        (Raises(MemoryError()), failed("MemoryError")),
        (Raises(OddError()), failed("OddError")),
        (Raises(GeneratorExit()), failed("GeneratorExit")),
        ("", EMPTY),
    )


@frame("objects whose repr wants to end the kernel", "object", "misbehaving")
def _():
    return objects(
        (Raises(SystemExit(1)), failed("SystemExit")),
        (Raises(KeyboardInterrupt()), failed("KeyboardInterrupt")),
        ("after", "after"),
    )


class Silly:
    """A repr that answers with what is no text, or with a text of its own class."""

    def __init__(self, answer):
        self.answer = answer

    def __repr__(self):
        return self.answer


class Sly(str):
    __slots__ = ()

    def __len__(self):
        raise ValueError("never asked")

    __getitem__ = __str__ = __repr__ = isspace = __len__


@frame("objects whose repr is no plain text", "object", "misbehaving")
def _():
    return objects(
        (Silly(None), failed("TypeError")),
        (Silly(b"x"), failed("TypeError")),
        (Silly(Sly("sly")), "sly"),
        (Silly(""), ""),
        (Silly("a\nb"), "a\nb"),
        (Silly("\ud800"), "\ud800"),
    )


class Recursing:
    def __repr__(self):
        return f"<{self!r}>"


@frame("objects whose repr recurses", "object", "misbehaving")
def _():
    return objects((Recursing(), failed("RecursionError")), (2, "2"))


class Huge:
    def __repr__(self):
        return "h" * 50_000_000


@frame("objects whose repr is of 50 MB", "object", "misbehaving", "long")
def _():
    return objects((Huge(), cut("h" * 200)), ([Huge()], cut("[" + "h" * 199)))


class Sleeper:
    def __repr__(self):
        time.sleep(1.5)
        return "awake"


@frame("one object whose repr sleeps", "object", "misbehaving", "slow", "doc")
def _():
    return objects(
        (Silly("before"), "before"), (Sleeper(), SLOW), (Silly("after"), "after")
    )


@frame("many objects whose repr sleeps", "object", "misbehaving", "slow")
def _():
    return objects(("a", "a"), *[(Sleeper(), SLOW) for _ in range(20)], (1, "1"))


class Liar:
    """Says that it is of another class."""

    @property
    def __class__(self):
        return str

    def __repr__(self):
        return "liar"


class Faceless:
    @property
    def __class__(self):
        raise RuntimeError("no class")

    def __repr__(self):
        return "faceless"


@frame("objects that lie about their class", "object", "misbehaving")
def _():
    return objects((Liar(), "liar"), (Faceless(), "faceless"))


class Strange(type):
    """A class of classes that answers no question."""

    def __hash__(cls):
        raise TypeError("no hash")

    def __eq__(cls, other):
        raise TypeError("no comparison")

    def __repr__(cls):
        raise TypeError("no repr")

    @property
    def __name__(cls):
        raise TypeError("no name")

    def __instancecheck__(cls, instance):
        raise TypeError("no instance")


class Stranger(metaclass=Strange):
    pass


class StrangeError(Exception, metaclass=Strange):
    pass


@frame("objects of classes that misbehave", "object", "misbehaving")
def _():
    return objects(
        (Stranger, failed("TypeError")),
        (Raises(StrangeError()), failed("StrangeError")),
    )


@frame("misbehaving objects in containers", "object", "misbehaving", "nested")
def _():
    bad = Raises(ZeroDivisionError())
    return objects(
        ([1, bad], failed("ZeroDivisionError")),
        ({"a": {"b": bad}}, failed("ZeroDivisionError")),
        ([1, 2], "[1, 2]"),
        ((Polygon(), 1), "(<POLYGON ((0 0, 1 0, 1 1, 0 0))>, 1)"),
        ([Sly("x")], '["x"]'),
    )


class Lazy(dict):
    """A mapping with a text of its own."""

    def __repr__(self):
        return "<lazy>"

    def items(self):
        raise RuntimeError("not now")


@frame("containers with a text of their own", "object", "nested")
def _():
    return objects((Lazy(a=1), "<lazy>"), ([Lazy()], "[<lazy>]"))


@frame("everything in one column", "object", "mixed", "missing", "misbehaving")
def _():
    return objects(
        (1, "1"),
        ("a", "a"),
        (None, NONE),
        (np.nan, NAN),
        (pd.NaT, NAT),
        ([1], "[1]"),
        ({"a": 1}, '{"a": 1}'),
        (b"x", "b'x'"),
        (Raises(ValueError()), failed("ValueError")),
        (pd.Timestamp("2026-03-01"), "2026-03-01 00:00:00"),
        (object, "<class 'object'>"),
    )
