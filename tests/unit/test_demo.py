"""The demo's frame and notebook."""

import ast
import json
import math
import subprocess
import sys
from importlib import resources
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from dtale_nb.demo import trades
from dtale_nb.demo.frame import _zone

NOTEBOOK = json.loads(
    (resources.files("dtale_nb.demo") / "demo.ipynb").read_text(encoding="utf-8")
)
CODE = ["".join(c["source"]) for c in NOTEBOOK["cells"] if c["cell_type"] == "code"]


@pytest.fixture(scope="module")
def frame():
    return trades(20_000)


# The frame


def test_the_same_arguments_make_the_same_trades(frame):
    pd.testing.assert_frame_equal(trades(20_000), frame)
    assert not trades(20_000, seed=8)["price"].equals(frame["price"])


@pytest.mark.parametrize("n_rows", [0, 1, 2])
def test_any_number_of_rows_has_the_same_columns(frame, n_rows):
    few = trades(n_rows)
    assert len(few) == n_rows
    assert list(few.columns) == list(frame.columns)


def test_columns_are_of_many_types(frame):
    text = str(pd.Series(["x"]).dtype)
    assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == {
        "time": f"datetime64[us, {_zone()}]",
        "symbol": text,
        "side": "category",
        "price": "float64",
        "quantity": "int64",
        "fee": "float64",
        "filled": "boolean",
        "note": "object",
        "venue": "category",
        "trade_id": "uint64",
        "account": "Int64",
        "value": "float64",
        "latency": "timedelta64[us]",
        "settles": "datetime64[s]",
        "client": text,
        "risk": "float32",
        "tags": "object",
        "attempts": "int8",
    }


def test_orders_and_times_rise_and_cross_to_summer_time(frame):
    assert frame.index.name == "order"
    assert frame.index.is_unique
    assert frame.index.is_monotonic_increasing
    assert frame["time"].is_monotonic_increasing
    if _zone() != "UTC":
        offsets = {moment.utcoffset() for moment in frame["time"].iloc[[0, -1]]}
        assert len(offsets) == 2


def test_every_way_of_being_missing_or_looking_so_is_there(frame):
    notes = list(frame["note"])
    assert any(note is None for note in notes)
    assert any(note is pd.NA for note in notes)
    assert any(isinstance(note, float) and math.isnan(note) for note in notes)
    texts = {note for note in notes if isinstance(note, str)}
    assert {"", "  "} <= texts
    assert any(len(text) > 200 for text in texts)
    assert any("\n" in text for text in texts)
    assert any(text.startswith("=") for text in texts)
    assert any("\u0590" <= text[:1] <= "\u06ff" for text in texts)
    for name in ("price", "fee", "filled", "account", "settles", "tags"):
        assert 0 < frame[name].isna().mean() < 0.2


def test_numbers_are_there_that_a_float_would_change(frame):
    assert (
        frame["trade_id"].astype("float64").astype("object") != frame["trade_id"]
    ).any()
    accounts = frame["account"].dropna()
    assert (accounts > 2**53).all()
    assert (accounts % 2 == 1).all()
    assert frame["client"].str.startswith("0").any()
    assert np.isfinite(frame["risk"]).all()


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_a_million_rows_fit_a_small_machine():
    """Binder has 2 GB: the frame is built with less than 700 MB, in a fresh process.

    Read from /proc, since what getrusage tells begins with the parent's peak.
    """
    code = (
        "from dtale_nb.demo import trades; frame = trades();"
        "assert frame.shape == (1_000_000, 18);"
        "print(open('/proc/self/status').read())"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    peak = next(line for line in answer.stdout.splitlines() if "VmHWM" in line)
    assert int(peak.split()[1]) * 1024 < 700_000_000


# The notebook


def test_the_notebook_is_valid_and_saved_without_outputs():
    nbformat = pytest.importorskip("nbformat")
    nbformat.validate(nbformat.from_dict(NOTEBOOK))
    for cell in NOTEBOOK["cells"]:
        assert cell.get("outputs", []) == []
        assert cell.get("execution_count") is None
        assert set(cell["metadata"]) <= {"tags"}
    assert set(NOTEBOOK["metadata"]) == {"kernelspec", "language_info"}


def test_the_notebook_switches_on_first_and_off_near_the_end():
    assert CODE[0] == "%load_ext dtale_nb"
    assert CODE[-2] == "%unload_ext dtale_nb"


def test_every_public_name_the_notebook_uses_is_there():
    import dtale_nb

    for source in CODE:
        lines = [line for line in source.splitlines() if not line.startswith("%")]
        for node in ast.walk(ast.parse("\n".join(lines))):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                if node.value.id == "dtale_nb":
                    assert node.attr in dtale_nb.__all__
                if node.value.id == "view":
                    assert hasattr(dtale_nb.View, node.attr)


def test_every_cell_is_explained_before_it():
    kinds = [cell["cell_type"] for cell in NOTEBOOK["cells"]]
    assert kinds[0] == "markdown"
    assert kinds.count("markdown") >= len(CODE) - 3


def test_binder_and_the_wheel_have_the_one_notebook():
    root = Path(__file__).parents[2]
    found = [
        path.relative_to(root).as_posix()
        for path in root.glob("[!.]*/**/*.ipynb")
        if "tests" not in path.parts and "node_modules" not in path.parts
    ]
    assert found == ["dtale_nb/demo/demo.ipynb"]


@pytest.fixture(scope="module")
def outputs():
    """What each code cell shows when a kernel runs the notebook, by the cell's id."""
    nbclient = pytest.importorskip("nbclient")
    import nbformat

    notebook = nbformat.reads(json.dumps(NOTEBOOK), as_version=4)
    if find_spec("plotly") is None:
        notebook.cells = [cell for cell in notebook.cells if cell.id != "chart"]
    nbclient.NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert not [o for cell in cells for o in cell.outputs if o.output_type == "stream"]
    return {cell.id: [output.data for output in cell.outputs] for cell in cells}


@pytest.mark.parametrize("cell", ["million", "small", "levels", "show"])
def test_a_kernel_shows_these_cells_as_viewers(outputs, cell):
    (shown,) = outputs[cell]
    assert set(shown) == {"text/plain", "text/html"}
    assert "<table" in shown["text/html"]
    assert "<script" in shown["text/html"]
    assert len(shown["text/html"].encode()) <= 12_000


def test_a_kernel_shows_the_chart_live_and_as_a_figure(outputs):
    pytest.importorskip("plotly")
    (shown,) = outputs["chart"]
    assert "<script" in shown["text/html"]
    assert "data:image/svg+xml" in shown["text/html"]


@pytest.mark.parametrize("cell", ["plain", "off"])
def test_a_kernel_shows_these_cells_as_pandas_does(outputs, cell):
    (shown,) = outputs[cell]
    assert 'class="dataframe"' in shown["text/html"]
    assert "<script" not in shown["text/html"]


def test_the_view_in_the_notebook_is_the_frames_own(outputs):
    assert outputs["switch-on"] == outputs["switch-off"] == []
    (told,) = outputs["view"]
    assert told["text/plain"].startswith("('trades',")
    assert told["text/plain"].endswith("True)")


# Binder


def test_binder_installs_this_checkout_on_a_pinned_python():
    folder = Path(__file__).parents[2] / "binder"
    assert (folder / "runtime.txt").read_text() == "python-3.12\n"
    lines = (folder / "requirements.txt").read_text().splitlines()
    assert [line for line in lines if not line.startswith("#")] == [".[demo]"]


@pytest.mark.parametrize("name", ["postBuild", "start"])
def test_binder_can_run_its_scripts(name):
    path = Path(__file__).parents[2] / "binder" / name
    assert path.stat().st_mode & 0o111
    assert path.read_text().startswith("#!/usr/bin/env bash\n")


def test_binder_hands_over_to_the_command_it_is_given():
    start = Path(__file__).parents[2] / "binder" / "start"
    answer = subprocess.run(
        [start, "printenv", "DTALE_NB_KEEP_MEMORY"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert answer.stdout == "512\n"
