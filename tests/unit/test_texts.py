"""Every cell of every frame of the catalogue is shown as the catalogue says."""

import frames
import numpy as np
import pandas as pd
import pytest

from dtale_nb.engine import texts

PANDAS = frames.names(without=("polars", "arrow", "not-a-frame"))


def cells_of(frame, number):
    """The cells of a field as the pandas source asks for them."""
    if number >= 0:
        return texts.series_cells(frame.iloc[:, number])
    if isinstance(frame.index, pd.MultiIndex):
        return texts.level_cells(frame.index, ~number)
    return texts.index_cells(frame.index)


def seen(cells, row):
    mark = cells.marks.get(row)
    return cells.texts[row], None if mark is None else mark.value


@pytest.mark.parametrize("name", PANDAS)
def test_cells(name):
    sample = frames.sample(name)
    numbers = sorted({number for _, number in sample.seen})
    cells = {number: cells_of(sample.frame, number) for number in numbers}
    shown = {place: seen(cells[place[1]], place[0]) for place in sample.seen}
    assert shown == sample.seen
    assert all(len(one.texts) == len(sample.frame) for one in cells.values())
    assert all(type(text) is str for one in cells.values() for text in one.texts)


@pytest.mark.parametrize("name", PANDAS)
def test_labels(name):
    sample = frames.sample(name)
    columns = sample.frame.columns
    shown = {
        number: texts.label_texts(columns[number], columns.nlevels)
        for number in sample.labels
    }
    assert shown == sample.labels


def same(found, value):
    """Whether two values are one: of one type, equal, and missing alike."""
    if found is value:
        return True
    if isinstance(found, np.generic) and not isinstance(value, np.generic):
        found = found.item()
    return type(found) is type(value) and (found == value or found != found)  # noqa: PLR0124


@pytest.mark.parametrize("name", [n for n in PANDAS if frames.exact(n)])
def test_exact_values_come_back(name):
    sample = frames.sample(name)
    wrong = {
        place: (sample.frame.iat[place], value)
        for place, value in sample.exact.items()
        if not same(sample.frame.iat[place], value)
    }
    assert not wrong


ARROW = frames.names("arrow")
POLARS = frames.names("polars")


@pytest.mark.parametrize("name", ARROW)
def test_arrow_cells(name):
    sample = frames.sample(name)
    cells = [texts.arrow_cells(column) for column in sample.frame.columns]
    assert {
        place: seen(cells[place[1]], place[0]) for place in sample.seen
    } == sample.seen


@pytest.mark.parametrize("name", POLARS)
def test_polars_cells(name):
    sample = frames.sample(name)
    cells = [texts.polars_cells(column) for column in sample.frame.get_columns()]
    assert {
        place: seen(cells[place[1]], place[0]) for place in sample.seen
    } == sample.seen
