"""Rules of the house that no linter knows, read off the code itself."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "dtale_nb"
VIEWER = PACKAGE / "viewer"
MODULES = sorted(PACKAGE.rglob("*.py"))
SCRIPTS = sorted(VIEWER.rglob("*.js"))


def lines_with(paths, pattern, allowed=()):
    """Lines of code that match, as `file: line`, but for the files allowed."""
    found = []
    for path in paths:
        name = path.relative_to(PACKAGE).as_posix()
        if name in allowed:
            continue
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if re.search(pattern, line):
                found.append(f"{name}:{number}: {line.strip()}")
    return found


def test_there_is_something_to_read():
    assert len(MODULES) > 20
    assert len(SCRIPTS) > 10
    assert len(CHART_KINDS) > 20


def test_the_environment_is_read_in_two_places_only():
    allowed = {"settings.py", "notebook/address.py"}
    writes = {
        "extension.py",  # marks the environment of the kernels it starts
        "demo/lab.py",  # hands its environment to the Jupyter it starts
        "demo/folder.py",
        "cli.py",
    }
    found = lines_with(MODULES, r"os\.environ|os\.getenv", allowed | writes)
    assert found == []


def test_fetch_stands_in_one_module_of_the_viewer():
    pattern = r"(?<![#.\w])fetch\(|XMLHttpRequest|sendBeacon"
    assert lines_with(SCRIPTS, pattern, {"viewer/api.js"}) == []


def test_the_viewer_writes_text_never_html():
    pattern = (
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function"
    )
    assert lines_with(SCRIPTS, pattern) == []


def test_nothing_is_fetched_from_elsewhere():
    pages = [*SCRIPTS, *VIEWER.rglob("*.css"), *PACKAGE.rglob("*.html")]
    found = lines_with(pages, r"https?://(?!www\.w3\.org/)")
    assert found == []


PRIVATE = re.compile(
    r"_(mgr|libs|data|values|mask|codes|ndarray|pa_array|engine|constructor\w*|slice"
    r"|ixs|get_value|iset_item\w*|can_hold\w*|from_\w+|simple_new|reduce|where)"
)
"""Names by which pandas calls its own parts."""


def dotted(node):
    """`a.b.c` as written; empty for what is no plain name."""
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def private_uses(tree):
    """Parts of pandas that its documentation does not know."""
    for node in ast.walk(tree):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Attribute):
            names = [dotted(node)]
            mine = names[0].split(".")[0] in {"self", "cls"}
            if PRIVATE.fullmatch(node.attr) and not mine:
                yield f"{node.lineno}: {node.attr}"
        for name in names:
            if re.match(r"(pandas|pd)\.(_(?!_version__)|core\b|compat\b)", name):
                yield f"{node.lineno}: {name}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_only_public_parts_of_pandas_are_used(path):
    assert list(private_uses(ast.parse(path.read_text("utf-8")))) == []


def test_private_parts_of_pandas_would_be_found():
    code = (
        "import pandas._libs\nfrom pandas.core.frame import x\nframe._mgr\npd._testing"
    )
    assert len(list(private_uses(ast.parse(code)))) == 4


def test_nothing_is_bound_but_loopback():
    assert lines_with(MODULES, r"0\.0\.0\.0|gethostname|INADDR_ANY") == []


def test_nothing_of_a_request_is_evaluated():
    pattern = r"(?<![\w.])(eval|exec)\(|\.query\(|\.eval\(|pickle\.load|read_pickle"
    found = [line for line in lines_with(MODULES, pattern) if '"""' not in line]
    code = [line for line in found if not re.search(r":\s*#|: [A-Z].*\.$", line)]
    assert code == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_modules_and_functions_keep_their_size(path):
    tree = ast.parse(path.read_text("utf-8"))
    assert ast.get_docstring(tree), "a module says what it is for"
    assert len(path.read_text("utf-8").splitlines()) <= 420
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            length = (node.end_lineno or 0) - node.body[0].lineno + 1
            assert length <= 60, f"{node.name}: {length} lines"


CHART_KINDS = sorted((PACKAGE / "charts/kinds").glob("[!_]*.py"))


@pytest.mark.parametrize("path", CHART_KINDS, ids=lambda path: path.stem)
def test_a_kind_of_chart_is_one_small_class(path):
    """What kinds share stands in the rooms beside, so that each is read at a glance."""
    text = path.read_text("utf-8")
    classes = [each for each in ast.parse(text).body if isinstance(each, ast.ClassDef)]
    kinds = [each.name for each in classes if not each.name.endswith("Options")]
    assert len(kinds) == 1
    assert len(text.splitlines()) < 80


def test_no_room_is_called_a_rag_bag():
    names = {path.stem for path in [*MODULES, *SCRIPTS]}
    assert not names & {"utils", "util", "helpers", "helper", "common", "misc"}
