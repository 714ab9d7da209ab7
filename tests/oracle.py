"""A frame whose every cell follows from its place: what a grid shows can be checked.

`OracleSource` implements the engine's `Source` without holding anything, so that it can
be as large as wanted: 100,000,000 rows by 10,000 columns cost nothing. `text_of` tells
what must be seen in a cell.
"""

from __future__ import annotations

import operator
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import pandas as pd
from werkzeug.serving import make_server

from dtale_nb.app import create_app
from dtale_nb.engine.filters import kept_rows, read_tree
from dtale_nb.engine.kinds import Kind, Mark
from dtale_nb.engine.memory import source_of
from dtale_nb.engine.source import CELL, Cells, Field, SortKey
from dtale_nb.engine.store import FrameStore
from dtale_nb.engine.views import FrameView
from dtale_nb.errors import UnknownColumn
from dtale_nb.settings import Settings

if TYPE_CHECKING:
    from dtale_nb.engine.source import RowIds, Rows, Source

RELATIONS = {
    name: getattr(operator, name) for name in ("eq", "ne", "lt", "le", "gt", "ge")
}
"""How values compare, as Python does it, by the operator of a filter."""

STAMPS = pd.Series(
    [
        pd.Timestamp("2026-03-01 09:30:10.5"),
        pd.NaT,
        pd.Timestamp("2026-02-28 23:59:59"),
        pd.Timestamp("2026-03-01"),
        pd.Timestamp("2026-03-02"),
    ]
)
"""Moments, one of them missing, two at the ends of a day."""

KINDS = (
    Kind.NUMBER,
    Kind.NUMBER,
    Kind.TEXT,
    Kind.MOMENT,
    Kind.TRUTH,
    Kind.CATEGORY,
)
DTYPES = ("int64", "float64", "str", "datetime64[us]", "bool", "category")
WORDS = ("north", "east", "south", "west", "centre")


def mixed(row: int, number: int) -> int:
    """A number below 2**32 that hardly repeats between neighbours."""
    value = (row * 2_654_435_761 + (number + 7) * 40_503 + 12_345) & 0xFFFFFFFF
    value ^= value >> 15
    return (value * 2_246_822_519) & 0xFFFFFFFF


def text_of(row: int, number: int) -> tuple[str, Mark | None]:
    """The exact text and mark of one cell, by its row in the frame."""
    if number < 0:
        return str(row), None
    value = mixed(row, number)
    kind = number % len(KINDS)
    if value % 13 == 0 and kind != 0:
        return ("NaN", Mark.NAN) if kind == 1 else ("None", Mark.NONE)
    writers = (
        lambda: str(row * 7 + number),
        lambda: str(value % 1_000_000 / 10 ** (value % 4)),
        lambda: f"r{row} c{number}",
        lambda: _moment(value, row),
        lambda: str(value % 2 == 0),
        lambda: WORDS[value % len(WORDS)],
    )
    return writers[kind](), None


def _moment(value: int, row: int) -> str:
    second = np.datetime64("2020-01-01T00:00:00") + np.timedelta64(value % 10**8, "s")
    return f"{str(second).replace('T', ' ')}.{row % 1_000_000:06d}"


class OracleSource:
    """A frame of any size, see the module.

    Args:
        n_rows: How many rows.
        n_columns: How many columns.
        delay: Seconds that each answer about cells takes, to provoke races.
    """

    def __init__(self, n_rows: int, n_columns: int, *, delay: float = 0.0) -> None:
        self.n_rows = n_rows
        self.n_columns = n_columns
        self.delay = delay
        self.n_levels = 1
        self.column_levels = ("",)
        self.type_name = "Oracle"
        self.frame = self

    def field(self, number: int) -> Field:
        if not -1 <= number < self.n_columns:
            raise UnknownColumn(f"no field {number}")
        if number < 0:
            return Field(number, None, ("",), "int64", Kind.NUMBER)
        kind = number % len(KINDS)
        name = f"{KINDS[kind].value}_{number}"
        return Field(number, name, (name,), DTYPES[kind], KINDS[kind])

    def column_names(self) -> Sequence[str]:
        return [f"{KINDS[n % len(KINDS)].value}_{n}" for n in range(self.n_columns)]

    def cells(self, number: int, rows: Rows, limit: int = CELL) -> Cells:
        del limit  # no text is long
        if number >= 0 and self.delay:
            time.sleep(self.delay)
        found = [text_of(int(row), number) for row in rows]
        marks = {at: mark for at, (_, mark) in enumerate(found) if mark is not None}
        return Cells([text for text, _ in found], marks)

    def array(self, number: int, rows: Rows | None = None) -> Any:
        """Texts as Python objects: nothing is derived of how they are ordered."""
        asked = range(self.n_rows) if rows is None else rows
        return pd.array([text_of(int(row), number)[0] for row in asked], dtype=object)

    def value(self, number: int, row: int) -> Any:
        return text_of(row, number)[0]

    def order(self, keys: Sequence[SortKey], rows: RowIds | None = None) -> RowIds:
        """Backwards for descending, as it is for ascending."""
        assert rows is None
        ids = np.arange(self.n_rows, dtype=np.uint32)
        return ids[::-1] if keys[0].descending else ids

    def head(self, keys: Sequence[SortKey], k: int, rows: RowIds | None = None) -> None:
        """No shorter way than `order`."""

    def take(self, rows: Rows, numbers: Sequence[int]) -> Any:
        raise NotImplementedError

    def schema(self) -> tuple[Any, ...]:
        return (self.n_columns,)

    def look(self, seconds: float) -> None:
        """It never changes."""

    def nbytes(self) -> int:
        return 0


class OracleStore(FrameStore):
    """A store that also finds views of oracles, by name."""

    def __init__(self) -> None:
        super().__init__()
        self._oracles: dict[str, FrameView] = {}

    def add_oracle(self, name: str, source: OracleSource) -> FrameView:
        """Make a view of an oracle; its name is its id."""
        view = self._oracles[name] = FrameView(name, name, cast("Source", source))
        return view

    def find(self, key: str) -> FrameView:
        return self._oracles.get(key) or super().find(key)


def kept(frame: Any, spec: dict[str, Any] | None) -> list[int]:
    """The positions of the rows that a filter keeps, asked of the frame alone."""
    source = source_of(frame)
    rows = kept_rows(read_tree(spec, source), source)
    return list(range(source.n_rows)) if rows is None else rows.tolist()


@contextmanager
def serving(
    store: FrameStore, secret: str = "s" * 43, settings: Settings | None = None
) -> Iterator[str]:
    """Serve a store on a free port of this machine, with the defaults or own settings.

    Yields:
        The root of all addresses, ending in a slash.
    """
    app = create_app(
        store, settings or Settings(), instance="0123456789abcdef", secret=secret
    )
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/{secret}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join(timeout=10)
