"""First widths of columns: room for what is shown, and no more."""

from __future__ import annotations

import pandas as pd

from dtale_nb.engine.kinds import Kind
from dtale_nb.engine.memory import source_of
from dtale_nb.web.firstrows import shown
from dtale_nb.web.geometry import MIN_WIDTH, column_width


def width_of(values):
    """The first width of a column whose cells are all at hand."""
    source = source_of(pd.DataFrame({"x": values}))
    cells = source.cells(0, range(source.n_rows))
    return column_width(source.field(0), cells.texts), cells


def test_decimals_that_are_cut_take_no_room():
    wide, _ = width_of([0.1234567890123456, 1.5])
    same, _ = width_of([0.1234567, 1.5])
    assert wide == same
    assert MIN_WIDTH < wide < 12 * 10


def test_points_below_each_other_have_room():
    """One cell has the digits before the point, another those after it."""
    both, _ = width_of([250_000.0, 0.123456])
    alone, _ = width_of([250_000.0, 1.0])
    assert both > alone
    assert both >= 8 * len("250000.123456")


def test_exponents_are_as_long_as_they_are():
    wide, cells = width_of([1e-300, 1.5])
    texts = [one.text for one in shown(Kind.NUMBER, cells)]
    assert wide >= 8 * max(map(len, texts))
