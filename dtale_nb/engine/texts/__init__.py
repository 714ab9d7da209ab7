"""Values as texts: what is shown of a value, exact and the same everywhere.

A cell is a text and perhaps a mark (`dtale_nb.engine.kinds.Mark`). The text is
*canonical* (equal values have equal texts, at any time, in any zone, under any option
of pandas) and *exact* (with the dtype it says which value is held). What is too long
is cut and marked; what cannot be written says so and is marked.

| value | text | mark |
|---|---|---|
| int of any size | its digits; beyond 200 the first 200 | cut |
| float64 | shortest that reads back to the same double: `0.1`, `1e-07`, `-0.0`, `inf` | |
| float16, float32, longdouble | shortest that reads back to its own width; whole numbers below 1e16 with all their true digits (`65504.0`, not `65500.0`) | |
| complex | as Python, without brackets: `1+2j`, `nan+2j`; NaN + 0j is missing | |
| Decimal | digit for digit, `1.10`, `1E+3`, `sNaN`; a plain NaN is missing | |
| Fraction | `1/3` | |
| truth value | `True`, `False` | |
| moment | `2026-03-01 09:30:10.482917`; digits in groups of three, zero groups left out; years beyond 1 to 9999 as NumPy counts them: `-0044-03-15 00:00:00` | |
| moment with a zone | time on the wall and offset, `2026-10-25 02:30:00+01:00`, which tells the fold; with seconds where a zone had them; the zone's name stands in the dtype | |
| ... beyond years 1 to 9999 | in UTC, since no calendar here knows the offset | |
| naive Python datetime, time with fold | `2026-10-25 02:30:00 fold=1`; nothing else would tell | |
| ... whose zone knows no offset | `09:30:00 (zone without offset)` | |
| date, time of day | `2026-03-01`, `09:30:00.500` | |
| duration | as pandas, `1 days 02:03:04.5`, `-1 days +23:59:59` | |
| Period | as pandas, `2026Q1` | |
| Interval | its ends as such values are written, in its brackets: `[0.5, 1.5)` | |
| category, Sparse, run-end | as the value it stands for | |
| text | itself, nothing replaced, lone surrogates too; at most 200 characters | cut |
| ... with both halves of a sign side by side, as two | as Python between quotes, `\\ud83d\\ude00`; JSON would join them | escaped |
| empty text; only blanks | itself | empty; blank |
| subclass of str | the characters it holds; none of its code is run | |
| bytes, bytearray, memoryview | `b'a\\xff'`, `bytearray(b'a')`, `memoryview(b'a')` | cut |
| list, tuple, set, dict, deque ... | `[1, "a", None]`, `(1,)`, `{1, 2}`, `{"a": 1, 2: "b"}`: text quoted as in JSON, all else as in a cell; small sets in order | cut |
| one that holds itself | `[1, <itself>]`; deeper than 60: `…` | cut |
| named tuple, dataclass | `Point(x=1, y="a")` | cut |
| ndarray | `array([0.1, NaN], dtype=float32)`, `masked_array([1, masked])` | cut |
| Arrow and Polars lists, structs, maps | `[1, null]`, `{"a": 1, "b": "x"}`, `{"key": 1}` | cut |
| DataFrame, Series, Index, Table ... | class and size: `DataFrame 3 × 2`, `Series 3` | |
| UUID, path | as `str` | |
| Enum | `Colour.RED`, integers and texts among them too | |
| anything else | its `repr` | cut |
| ... that raises, recurses, is no text | `<repr failed: ZeroDivisionError>` | failed |
| ... that takes too long | `<repr skipped: too slow>` | failed |
| Arrow text that is no UTF-8 | its bytes | |

Missing values say which of them they are:

| value | text | mark |
|---|---|---|
| NaN of any float, Decimal NaN, complex NaN; gaps of text (pandas 3), categories, Intervals, levels | `NaN` | nan |
| None among objects | `None` | none |
| pd.NA; gaps of nullable dtypes | `<NA>` | na |
| NaT; gaps of moments, durations, Periods, and of categories and levels of them | `NaT` | nat |
| null of Arrow, of pandas on Arrow, of Polars | `null` | null |
| numpy.ma.masked | `masked` | masked |

NaN stays apart from a gap where the library keeps them apart: Polars, Arrow, and
Float64 of pandas 2. (pandas 3 counts such a NaN as NA.) The text `nan` has no mark.

No code of the user's classes is run for a value of a known class. Else it is run in a
thread with a time limit (`untrusted`), and whatever it does, the page is answered.
"""

# ruff: noqa: D301, E501  # a table has long lines, and shows what is shown

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dtale_nb.engine.texts.columns import (
    array_cells,
    gap_of,
    index_cells,
    level_cells,
    numpy_cells,
    object_cells,
    series_cells,
)
from dtale_nb.engine.texts.untrusted import time_limit
from dtale_nb.engine.texts.values import nothing_of
from dtale_nb.engine.texts.written import CELL, WHOLE, type_name

if TYPE_CHECKING:
    from dtale_nb.engine.kinds import Mark
    from dtale_nb.engine.source import Cells

__all__ = [
    "CELL",
    "WHOLE",
    "array_cells",
    "arrow_cells",
    "arrow_of_polars",
    "gap_of",
    "index_cells",
    "is_known_to_arrow",
    "label_texts",
    "level_cells",
    "nothing_of",
    "numpy_cells",
    "object_cells",
    "polars_cells",
    "series_cells",
    "time_limit",
    "type_name",
    "whole_text",
]


def label_texts(label: Any, n_levels: int) -> tuple[str, ...]:
    """The texts of a column's label, one per level of the column labels.

    Args:
        label: The label as pandas holds it; of several levels, a tuple.
        n_levels: Levels of the column labels.

    Returns:
        Exact texts, shape (n_levels,); one of more than `CELL` characters ends in `…`.
    """
    parts = list(label) if n_levels > 1 and type(label) is tuple else [label]
    parts += [""] * (n_levels - len(parts))
    cells = object_cells(parts[:n_levels])
    return tuple(
        text[:-1] + "…" if cells.marks.get(at) == "cut" else text
        for at, text in enumerate(cells.texts)
    )


def arrow_cells(array: Any, limit: int = CELL) -> Cells:
    """Cells of a slice of a `pyarrow.Array` or `pyarrow.ChunkedArray`, shape (n,)."""
    from dtale_nb.engine.texts import arrow  # imports pyarrow

    return arrow.arrow_cells(array, limit)


def polars_cells(series: Any, limit: int = CELL) -> Cells:
    """Cells of a slice of a `polars.Series`, shape (n,)."""
    from dtale_nb.engine.texts import polars  # imports polars and pyarrow

    return polars.polars_cells(series, limit)


def arrow_of_polars(series: Any) -> Any:
    """A `polars.Series` as Arrow data, chunked or not, shape (n,); not copied."""
    from dtale_nb.engine.texts import polars  # imports polars and pyarrow

    return polars.arrow_of_polars(series)


def is_known_to_arrow(dtype: Any) -> bool:
    """Whether Arrow can hold a `polars.DataType`."""
    from dtale_nb.engine.texts import polars  # imports polars and pyarrow

    return polars.is_known_to_arrow(dtype)


def whole_text(value: Any) -> tuple[str, Mark | None, str]:
    """The text of one value for its detail, as long as `WHOLE` allows.

    Returns:
        Text, mark and the name of the value's type.
    """
    cells = object_cells([value], WHOLE)
    return cells.texts[0], cells.marks.get(0), type_name(value)
