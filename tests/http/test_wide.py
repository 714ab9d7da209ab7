"""Ten thousand columns are opened as a few hundred are: nothing walks them all.

How long that takes is measured by ``tests/benchmarks/first_view.py``.
"""

from __future__ import annotations

import json
import re
import sys
from contextlib import contextmanager

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

FEW, MANY = 200, 10_000

SHARE = 0.02
"""What figures of the two may differ by, as a share."""

MAKERS = {
    "pandas": pd.DataFrame,
    "levels": lambda columns: pd.DataFrame(
        {("outer", name): values for name, values in columns.items()}
    ),
    "polars": pl.DataFrame,
    "arrow": pa.table,
}


@pytest.fixture(params=MAKERS)
def paths(request, store):
    """The pages of a frame of a few hundred columns and of ten thousand."""
    values = np.arange(60) / 4
    found = []
    for count in (FEW, MANY):
        columns = {f"column {number:05d}": values for number in range(count)}
        view = store.add(MAKERS[request.param](columns), pinned=True)
        found.append(f"/views/{view.id}/")
    return found


@contextmanager
def counted():
    """Count the instructions that Python carries out, in whatever module."""
    steps = [0]

    def trace(frame, event, argument):
        del argument
        frame.f_trace_opcodes = True
        steps[0] += event == "opcode"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        yield steps
    finally:
        sys.settrace(before)


def test_the_page_is_as_long(client, paths):
    """As many bytes and elements, and as many columns described to the script."""
    few, many = (client.get(path).get_data(as_text=True) for path in paths)
    assert len(many) == pytest.approx(len(few), rel=SHARE)
    assert len(re.findall("<[a-z]", many)) == len(re.findall("<[a-z]", few))
    found = [
        json.loads(re.search(r'id="dtale-nb-page">(.*?)</script>', page, re.S)[1])
        for page in (few, many)
    ]
    assert [page["nColumns"] for page in found] == [FEW, MANY]
    assert len(found[0]["columns"]) == len(found[1]["columns"]) < 20


@pytest.mark.parametrize("question", ["", "state", "rows?stop=80&columns=0-9"])
def test_no_question_walks_the_columns(client, paths, question, monkeypatch):
    """Python does as much for it, of which there is next to nothing for a column.

    Whether the frame has changed is another question, asked now and then: not here.
    """
    monkeypatch.setattr("dtale_nb.app.LOOK_EVERY", 1e9)
    taken = []
    for path in paths:
        assert client.get(path + question).status_code == 200  # what is done once
        with counted() as steps:
            client.get(path + question)
        with counted() as again:  # one of them may end what an earlier test left
            client.get(path + question)
        taken.append(min(steps[0], again[0]))
    few, many = taken
    assert many == pytest.approx(few, rel=SHARE)
    assert many - few < MANY / 10
