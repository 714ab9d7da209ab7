"""The catalogue keeps its promises: many frames, fresh ones, a table made of them."""

import subprocess
import sys
from pathlib import Path

import frames
import pytest
from frames.shown import markdown

REPOSITORY = Path(__file__).parents[2]
OWN = frames.names(without=("peer",))


def test_there_are_at_least_150_frames_of_our_own():
    assert len(OWN) >= 150


@pytest.mark.parametrize("name", OWN)
def test_a_frame_is_fresh_each_time(name):
    assert frames.build(name) is not frames.build(name)


def test_every_frame_with_cells_says_what_must_be_seen():
    silent = [
        name
        for name in OWN
        if not frames.expected(name) and "empty" not in frames.CATALOGUE[name].tags
    ]
    assert silent == []


def test_every_mark_is_met():
    from dtale_nb.engine.kinds import Mark

    met = {mark for name in OWN for _, mark in frames.expected(name).values()}
    assert met - {None} == {mark.value for mark in Mark}


def test_a_peers_frames_are_in():
    from itables import sample_pandas_dfs

    held = {
        f"itables, pandas: {name}" for name in sample_pandas_dfs.get_dict_of_test_dfs()
    }
    assert held <= set(frames.names("peer"))


def test_the_table_has_a_row_for_each_cell_that_differs():
    table = markdown("number", "int").splitlines()
    assert "| int8 at its ends | `int8` | `-128` | `-128` |  |" in table
    assert all(line.count(" | ") >= 4 for line in table[2:])
    assert len(table) == len(set(table))


def test_the_table_is_printed():
    done = subprocess.run(
        [sys.executable, "-m", "tests.frames"],
        cwd=REPOSITORY,
        capture_output=True,
        check=True,
    )
    lines = done.stdout.decode("utf-8").splitlines()
    assert len(lines) > 150
    kinds = {line.rsplit(" | ", 1)[1].strip(" |") for line in lines[2:]}
    assert kinds >= {"nan", "none", "na", "nat", "null", "masked", "empty", "blank"}


@pytest.mark.skipif(Path(sys.prefix).name != "new", reason="dtypes have other names")
def test_the_documents_are_up_to_date():
    """`python -m tests.frames --write` would change nothing."""
    from frames.written import wanted

    stale = [
        path.name
        for path, text in wanted().items()
        if path.read_text("utf-8") != text.encode("utf-8", "backslashreplace").decode()
    ]
    assert stale == []
