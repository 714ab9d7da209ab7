"""Keep only this value, exclude it: by every kind of cell, rows that show the same."""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal, InvalidOperation
from pathlib import Path

import pandas as pd
from support.node import answer_of

from dtale_nb.engine.accept import as_frame
from dtale_nb.engine.filters import kept_rows, read_tree
from dtale_nb.engine.kinds import MISSING
from dtale_nb.engine.memory import source_of
from dtale_nb.engine.source import WHOLE
from dtale_nb.engine.texts import type_name
from dtale_nb.errors import BadArgument
from tests import frames

VIEWER = Path(__file__).parents[3] / "dtale_nb" / "viewer"
ASK = f"""
import {{ readFileSync }} from "node:fs";
import {{ askedOf }} from "{(VIEWER / "panels" / "keep.js").as_uri()}";
const cells = JSON.parse(readFileSync(0, "utf8"));
const asked = cells.map(([kind, value]) => [true, false].map(
  (only) => askedOf(kind, value, only),
));
console.log(JSON.stringify(asked));
"""
ROWS, FIELDS, MOST = 200, 10, 2
BEYOND = {"Arrow: a type that only its maker knows", "Arrow: binary view"}
"""Types that neither pandas nor we compare."""

TAME = [
    name for name in frames.names(without=["misbehaving", "slow"]) if name not in BEYOND
]
UNTOLD = {"cut", "failed"}


def asked_of(cells):
    """What the viewer asks for each cell: conditions to keep it and to exclude it."""
    return answer_of(ASK, cells)


def cells_of(source, number):
    """Text, mark and type of each cell of a field, as the viewer is told them."""
    cells = source.cells(number, range(source.n_rows), WHOLE)
    dtype = source.field(number).dtype
    is_object = dtype.lower() == "object"
    return [
        {
            "text": text,
            "mark": cells.marks.get(row),
            "type": type_name(source.value(number, row)) if is_object else "",
        }
        for row, text in enumerate(cells.texts)
    ]


def written(value, *, only):
    asked = {"op": "reads", "value": value["text"], "of": value["type"]}
    return asked if only else {"not": asked}


def kept(source, number, asked, value, *, only):
    """The rows that the viewer's condition keeps; as written where it is no value."""
    about = {"level": ~number} if number < 0 else {"position": number}
    for each in (asked, written(value, only=only)):
        inner = each.get("not")
        leaf = {"not": {**about, **inner}} if inner else {**about, **each}
        with suppress(BadArgument):
            rows = kept_rows(read_tree(leaf, source), source)
            return set(range(source.n_rows)) if rows is None else set(rows.tolist())
    return {"cannot be asked"}


def is_same(one, other, kind):
    """Whether two cells hold the same value, as a reader sees it."""
    if one["mark"] in MISSING or other["mark"] in MISSING:
        return one["mark"] == other["mark"]
    if one["text"] == other["text"]:
        if "escaped" in {one["mark"], other["mark"]} and one["mark"] != other["mark"]:
            return False  # a text, and its escape written out
        return kind not in {"nested", "other"} or one["type"] == other["type"]
    if kind == "number":
        with suppress(InvalidOperation, ValueError):
            return Decimal(one["text"]) == Decimal(other["text"])
    return False


def chosen(cells):
    """Some cells of a column, one of each mark at least."""
    by_look = {(cell["text"], cell["mark"]): cell for cell in cells}
    by_mark = {cell["mark"]: cell for cell in cells}
    some = [*by_mark.values(), *list(by_look.values())[:MOST]]
    return [cell for cell in some if cell["mark"] not in UNTOLD]


def test_a_cell_keeps_and_excludes_what_shows_the_same():
    """Every frame of the catalogue: missing by kind, all others by value or text."""
    every, asked = [], []
    for name in TAME:
        source = source_of(as_frame(frames.sample(name).frame))
        if source.n_rows > ROWS:
            continue
        for number in range(-source.n_levels, min(source.n_columns, FIELDS)):
            cells = cells_of(source, number)
            for value in chosen(cells):
                every.append((name, source, number, cells, value))
                asked.append((source.field(number).kind.value, value))
    wrong = []
    for (name, source, number, cells, value), conditions, (kind, _) in zip(
        every, asked_of(asked), asked, strict=True
    ):
        same = {at for at, cell in enumerate(cells) if is_same(value, cell, kind)}
        others = set(range(len(cells))) - same
        for only, condition, rows in zip(
            (True, False), conditions, (same, others), strict=True
        ):
            found = kept(source, number, condition, value, only=only)
            if found != rows:
                wrong.append((name, number, kind, value, condition, found ^ rows))
    assert len(every) > 1_000
    assert not wrong, "\n".join(map(str, wrong[:40]))


def test_intervals_are_kept_by_their_text_and_by_what_they_contain():
    """`pandas.cut` makes categories of Intervals; a typed one is found."""
    cut = pd.cut(pd.Series([1, 5, 9, None]), [0, 4, 8, 12])
    source = source_of(
        pd.DataFrame({"cut": cut, "plain": pd.array(cut.array.astype(object))})
    )
    for position in (0, 1):
        texts = source.cells(position, range(3)).texts
        for op, value, rows in [
            ("in", [texts[1]], [1]),
            ("not_in", [texts[1]], [0, 2, 3]),
            ("eq", texts[0], [0]),
            ("reads", [texts[0], texts[2]], [0, 2]),
        ]:
            leaf = {"position": position, "op": op, "value": value}
            assert kept_rows(read_tree(leaf, source), source).tolist() == rows, leaf
