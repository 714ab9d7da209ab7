"""What leaves as JSON is strict JSON, and every text comes back."""

import json
import math
import shutil
import subprocess

import frames
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dtale_nb.engine import texts
from dtale_nb.engine.kinds import Kind, Mark
from dtale_nb.engine.source import Cells, Field
from dtale_nb.engine.views import Page
from dtale_nb.web.jsonio import dumps, dumps_in_html

NODE = shutil.which("node")


def strict(data):
    """Read JSON as a browser does: no NaN, no Infinity."""

    def refuse(word):
        raise ValueError(f"{word} is no JSON")

    return json.loads(data.decode("utf-8"), parse_constant=refuse)


def joined(text):
    """Two halves of a sign, written as two, are one to every reader of JSON."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=()), max_size=50))
def test_every_text_comes_back(text):
    assert strict(dumps({"t": [text]})) == {"t": [joined(text)]}
    assert json.loads(dumps_in_html([text])) == [joined(text)]


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=()), max_size=50))
def test_in_html_no_text_ends_a_script(text):
    html = dumps_in_html({text: [text, "</script>", "<!--"]})
    assert not set("<>&") & set(html)
    html.encode("utf-8")


def test_lone_surrogates_are_escapes():
    assert dumps("a\ud800\udfffé") == '"a\\ud800\\udfffé"'.encode()
    assert dumps("\\ud800") == b'"\\\\ud800"'


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_numbers_that_json_has_not_are_refused(number):
    with pytest.raises(ValueError, match="not JSON compliant"):
        dumps({"x": [number]})


def test_what_has_no_json_is_refused():
    with pytest.raises(TypeError):
        dumps({"x": object()})
    with pytest.raises(TypeError):
        dumps({"x": np.float32(0.5)})
    held = []
    held.append(held)
    with pytest.raises(ValueError, match="Circular"):
        dumps(held)


def test_whole_numbers_of_numpy():
    assert dumps([np.uint32(7), np.int64(-(2**63)), True]) == (
        b"[7,-9223372036854775808,true]"
    )


def test_cells():
    cells = Cells(["1", "NaN", ""], {1: Mark.NAN, 2: Mark.EMPTY})
    assert strict(dumps(cells)) == {
        "t": ["1", "NaN", ""],
        "m": {"1": "nan", "2": "empty"},
    }
    assert dumps(Cells(["1"])) == b'{"t":["1"]}'


def test_field():
    field = Field(-1, object(), ("a", ""), "int64", Kind.NUMBER)
    assert strict(dumps(field)) == {
        "number": -1,
        "label": ["a", ""],
        "dtype": "int64",
        "kind": "number",
    }


def test_page():
    page = Page(3, 100, 10, 11, (0, 5), (Cells(["10"]),), (Cells(["a"]), Cells(["b"])))
    assert strict(dumps(page)) == {
        "version": 3,
        "total": 100,
        "start": 10,
        "stop": 11,
        "numbers": [0, 5],
        "index": [{"t": ["10"]}],
        "columns": [{"t": ["a"]}, {"t": ["b"]}],
    }


TABLES = frames.names(without=("arrow", "polars", "not-a-frame", "slow", "peer"))


@pytest.mark.parametrize("name", TABLES)
def test_cells_of_the_catalogue_come_back(name):
    frame = frames.build(name)
    for number in range(min(frame.shape[1], 20)):
        cells = texts.series_cells(frame.iloc[:200, number])
        back = strict(dumps(cells))
        assert back["t"] == list(cells.texts)
        marks = {int(at): Mark(word) for at, word in back.get("m", {}).items()}
        assert marks == cells.marks


@pytest.mark.skipif(NODE is None, reason="needs Node")
def test_javascript_reads_what_python_wrote():
    written = ["\ud800", "a\udfff", "\u2028", "\x00", "é", "😀", "</script>", "\\", '"']
    program = (
        "const texts = JSON.parse(require('fs').readFileSync(0, 'utf8'));"
        "console.log(JSON.stringify(texts.map(t => [...Array(t.length).keys()]"
        ".map(i => t.charCodeAt(i)))))"
    )
    done = subprocess.run(
        [NODE, "-e", program], input=dumps(written), capture_output=True, check=True
    )
    units = [
        list(np.frombuffer(text.encode("utf-16-le", "surrogatepass"), "<u2"))
        for text in written
    ]
    assert json.loads(done.stdout) == units
