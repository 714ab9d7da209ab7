"""Every operator on every column of every awkward frame, beside the plain way."""

import contextlib
import dataclasses
import operator
from collections import Counter

import numpy as np
import pytest

from dtale_nb.engine.accept import as_frame
from dtale_nb.engine.details import whole_cell
from dtale_nb.engine.filters import OPERATORS, columns, kept_rows, read_tree
from dtale_nb.engine.kinds import MISSING, Kind, Mark
from dtale_nb.engine.memory import source_of
from dtale_nb.engine.views import FrameView
from dtale_nb.errors import BadArgument
from tests import frames

TAME = frames.names(without=["misbehaving", "slow"])
RELATIONS = {name: getattr(operator, name) for name in ("eq", "lt", "le", "gt", "ge")}
ROWS, FIELDS = 300, 12
BEYOND = [
    "beyond the calendar",
    "last nanosecond, in a zone",
    "Arrow: JSON",
    "its maker",
    "by a division",
]
"""Frames where pandas' calendar overflows, types of Arrow read as text or not, and a
NaN that is missing in some versions of pandas."""

UNKNOWN = (ValueError, OverflowError, NotImplementedError, LookupError)
MOST = 3
"""Columns of one dtype; of objects all are asked."""

SEEN, MET = Counter(), Counter()


def kept(source, leaf):
    rows = kept_rows(read_tree(leaf, source), source)
    return list(range(source.n_rows)) if rows is None else rows.tolist()


def samples(kind, values):
    """What may be typed about a column: values of its own, and some that it lacks."""
    if kind is Kind.NUMBER:
        plain = [
            value for value in values if isinstance(value, (int, float, np.number))
        ]
        finite = [value for value in plain if -1e15 < value < 1e15]
        return [*(as_typed(value) for value in finite[:2]), 0, 1.5]
    if kind in {Kind.TEXT, Kind.CATEGORY}:
        texts = [value for value in values if type(value) is str and len(value) < 50]
        return [*texts[:2], "a", ""]
    if kind is Kind.TRUTH:
        return [True, False]
    return ["2026", "2026-01-01", 1, "a"]


def as_typed(value):
    return int(value) if isinstance(value, (int, np.integer)) else float(value)


def specs(kind, values):
    """Every operator, with values that it may take."""
    typed = samples(kind, values)
    whole = {
        "between": [[typed[0], typed[-1]]],
        "in": [typed, [typed[0], None]],
        "not_in": [typed],
        "top": [2],
        "bottom": [2],
        "outlier": [1.5],
        "length": [1, [0, 3]],
        "last": ["10 days"],
        "time_between": [["09:00", "17:00"]],
        "weekday": [[0, 6]],
        "month": [[1, 3]],
        "year": [[2026]],
    }
    for name in OPERATORS:
        takes = {each.name for each in dataclasses.fields(OPERATORS[name])}
        if "value" not in takes:
            yield {"op": name}
        for value in whole.get(name, typed) if "value" in takes else ():
            yield {"op": name, "value": value}


def values_of(source, number):
    """Values as their library gives them; what Python has no class for is left out."""
    found = [None] * source.n_rows
    for row in range(source.n_rows):
        with contextlib.suppress(*UNKNOWN):
            found[row] = source.value(number, row)
    return found


def plainly(source, number, spec, rows):
    """The rows that the plain way keeps, or None where it has no opinion."""
    kind, op, typed = source.field(number).kind, spec["op"], spec.get("value")
    cells = source.cells(number, range(rows))
    missing = [cells.marks.get(row) in MISSING for row in range(rows)]
    if op in {"missing", "present"} and kind in {Kind.NUMBER, Kind.TEXT, Kind.TRUTH}:
        if "object" in str(source.field(number).dtype).lower():
            return None  # what is missing among objects is another test's matter
        return [row for row in range(rows) if missing[row] is (op == "missing")]
    values = values_of(source, number)
    if (
        kind is Kind.NUMBER
        and op in RELATIONS
        and "float32" not in str(source.field(number).dtype)
    ):
        test = lambda value: RELATIONS[op](value, typed)  # noqa: E731
    elif kind is Kind.TEXT and op in _TEXTS:
        test = lambda value: _TEXTS[op](value, typed)  # noqa: E731
    else:
        return None
    if not all(
        missing[row] or isinstance(values[row], (str, int, float, np.number))
        for row in range(rows)
    ):
        return None
    try:
        return [row for row in range(rows) if not missing[row] and test(values[row])]
    except TypeError:
        return None  # texts among numbers


_TEXTS = {
    "eq": operator.eq,
    "contains": lambda text, typed: typed in text,
    "starts": lambda text, typed: text.startswith(typed),
    "ends": lambda text, typed: text.endswith(typed),
    "equals": operator.eq,
    "empty": lambda text, _: text == "",
    "blank": lambda text, _: text.isspace(),
}


@pytest.mark.parametrize("name", TAME)
def test_every_operator_on_every_kind(name, monkeypatch):
    source = source_of(as_frame(frames.sample(name).frame))
    large = source.n_rows > ROWS or "100 kB" in name or "millions" in name
    if large or any(word in name for word in BEYOND):
        pytest.skip("its kinds are those of other ones, or not compared")
    fields = [*range(-source.n_levels, source.n_columns)][:FIELDS]
    for number in fields:
        place = {"position": number} if number >= 0 else {"level": ~number}
        kind, dtype = source.field(number).kind, source.field(number).dtype
        MET[dtype, source.type_name] += 1
        if MET[dtype, source.type_name] > MOST and "object" not in dtype.lower():
            continue
        values = values_of(source, number)
        for spec in specs(kind, values):
            leaf = {**place, **spec}
            try:
                rows = kept(source, leaf)
            except BadArgument:
                SEEN["refused"] += 1
                continue
            SEEN[spec["op"]] += 1
            wanted = plainly(source, number, spec, source.n_rows)
            if wanted is not None:
                SEEN["compared"] += 1
                assert rows == wanted, leaf
            others = kept(source, {"not": leaf})
            assert sorted([*rows, *others]) == list(range(source.n_rows)), leaf
            with monkeypatch.context() as patch:
                patch.setattr(columns, "CHUNK", 2)
                patch.setattr(columns, "SLOW_CHUNK", 2)
                assert kept(source, leaf) == rows, leaf


def test_the_sweep_has_met_every_operator():
    if not SEEN:
        pytest.skip("the sweep did not run")
    assert set(SEEN) >= set(OPERATORS), set(OPERATORS) - set(SEEN)
    assert SEEN["compared"] > 1_000


NOTHINGS = ("nan", "none", "na", "nat", "null", "masked", "empty", "blank")


@pytest.mark.parametrize("name", TAME)
def test_each_kind_of_nothing_is_kept_by_the_filter_of_its_name(name):
    sample = frames.sample(name)
    source = source_of(as_frame(sample.frame))
    for number in sorted({number for _, number in sample.seen}):
        seen = {
            row: mark
            for (row, at), (_, mark) in sample.seen.items()
            if at == number and mark != "cut"  # 100 kB of blanks are blanks
        }
        place = {"position": number} if number >= 0 else {"level": ~number}
        for op in NOTHINGS:
            rows = set(kept(source, {**place, "op": op})) & set(seen)
            assert rows == {row for row in seen if seen[row] == op}, (number, op)
            MET_NOTHINGS[op] += len(rows)


MET_NOTHINGS = Counter()


def test_the_catalogue_holds_all_kinds_of_nothing():
    if not MET_NOTHINGS:
        pytest.skip("the sweep did not run")
    assert min(MET_NOTHINGS[op] for op in NOTHINGS) >= 1, MET_NOTHINGS


ALIKE = {
    "an index of mixed values": "1 is 1.0 to Python, and both are typed as 1 is",
    "moments of all sorts in one column": "a day is its midnight",
    "zeros of both signs": "0.0 is -0.0 to Python",
    "numbers of all sorts in one column": "1, 1.0 and True are one to Python",
}
"""Frames where a value is found with others that look different, and why."""


def as_the_viewer_asks(kind, text, mark):
    """The condition of "Keep only this value", see viewer/panels/keep.js."""
    if mark in MISSING:
        return {"op": mark.value}
    if mark is Mark.ESCAPED:
        return {"op": "reads", "value": text, "escaped": True}
    if kind is Kind.TRUTH:
        return {"op": "eq", "value": text.lower() == "true"}
    if kind in {Kind.TEXT, Kind.CATEGORY, Kind.OTHER}:
        return {"op": "in", "value": [text]}
    return {"op": "eq", "value": text}


@pytest.mark.parametrize("name", TAME)
def test_a_value_is_kept_by_its_cell_and_no_other_is(name):
    sample = frames.sample(name)
    view = FrameView("id", "name", source_of(as_frame(sample.frame)))
    source = view.source
    if source.n_rows > ROWS:
        pytest.skip("its kinds are those of other ones")
    for number in sorted({number for _, number in sample.seen})[:FIELDS]:
        rows = sorted(row for row, at in sample.seen if at == number)
        place = {"position": number} if number >= 0 else {"level": ~number}
        whole = {row: whole_cell(view, number, row)[:2] for row in rows}
        for row in rows[:12]:
            text, mark = whole[row]
            if mark in {Mark.CUT, Mark.FAILED}:  # the viewer says that it cannot
                continue
            spec = as_the_viewer_asks(source.field(number).kind, text, mark)
            found = set(kept(source, {**place, **spec})) & set(rows)
            wanted = {other for other in rows if whole[other] == whole[row]}
            if name in ALIKE:
                assert found >= wanted, (number, spec)
            else:
                assert found == wanted, (number, spec)
