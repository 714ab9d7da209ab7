"""Every frame of the catalogue, asked for as the grid asks, shows what it holds."""

import frames
import numpy as np
import pytest

from dtale_nb.engine.accept import as_frame
from dtale_nb.engine.details import whole_cell
from dtale_nb.engine.memory import source_of
from dtale_nb.engine.views import FrameView

SHOWN = frames.names(without=("peer",))


def shown(source, number, rows):
    """The texts and marks of one field for some rows."""
    cells = source.cells(number, rows)
    assert len(cells.texts) == len(rows)
    marks = [
        None if at not in cells.marks else cells.marks[at].value
        for at in range(len(rows))
    ]
    return list(zip(cells.texts, marks, strict=True))


@pytest.mark.parametrize("name", SHOWN)
def test_cells_in_order_and_by_ids(name):
    sample = frames.sample(name)
    source = source_of(as_frame(sample.frame))
    for number in sorted({number for _, number in sample.seen}):
        rows = [row for row, field in sample.seen if field == number]
        expected = [sample.seen[row, number] for row in rows]
        if "slow" in frames.CATALOGUE[name].tags:
            assert shown(source, number, range(len(rows))) == expected
            continue
        ids = np.array(rows[::-1], dtype=np.uint32)
        assert shown(source, number, ids) == expected[::-1]
        for row, one in zip(rows, expected, strict=True):
            assert shown(source, number, range(row, row + 1)) == [one]


@pytest.mark.parametrize("name", SHOWN)
def test_fields(name):
    sample = frames.sample(name)
    source = source_of(as_frame(sample.frame))
    assert {
        number: source.field(number).label for number in sample.labels
    } == sample.labels


@pytest.mark.parametrize("name", frames.names(without=("slow", "peer")))
def test_the_detail_of_a_cell_begins_as_its_cell(name):
    sample = frames.sample(name)
    view = FrameView("id", "name", source_of(as_frame(sample.frame)))
    for (row, number), (text, mark) in sample.seen.items():
        whole, whole_mark, type_of = whole_cell(view, number, row)
        assert type_of
        if mark == "cut":
            assert whole.startswith(text.partition("…")[0])
            assert len(whole) > len(text) or "…" in text
        else:
            assert (whole, whole_mark and whole_mark.value) == (text, mark)


@pytest.mark.parametrize(
    ("name", "place", "type_of"),
    [
        ("Decimals, digit for digit", (0, 0), "Decimal"),
        ("numbers of all sorts in one column", (4, 0), "str"),
        ("float32", (0, 0), "float32"),
        ("objects of classes that misbehave", (1, 0), "Raises"),
        ("Polars: Object", (2, 0), "set"),
        ("Arrow: list", (0, 0), "list<item: float>"),
        ("an index of two levels", (0, -2), "int64"),
    ],
)
def test_the_type_in_a_detail(name, place, type_of):
    view = FrameView("id", "name", source_of(as_frame(frames.build(name))))
    assert whole_cell(view, place[1], place[0])[2] == type_of


@pytest.mark.parametrize("name", frames.names("peer"))
def test_a_peers_frames(name):
    frame = frames.build(name)
    source = source_of(as_frame(frame))
    rows = range(min(source.n_rows, 200))
    for number in range(-source.n_levels, min(source.n_columns, 60)):
        cells = shown(source, number, rows)
        assert all(type(text) is str for text, _ in cells)
        assert not [text for text, mark in cells if mark == "failed"]
        assert source.field(number).label
