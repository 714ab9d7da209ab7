"""What the tools that read the code say: style, types, layers, and the viewer's own."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from support.environments import in_ci

from dtale_nb.web.assets import stripped, viewer_assets

ROOT = Path(__file__).resolve().parents[2]
VIEWER_TESTS = ROOT / "tests" / "viewer"

PYTHON_TOOLS = {
    "style": ["-m", "ruff", "check", "."],
    "format": ["-m", "ruff", "format", "--check", "."],
    "types": ["-m", "mypy"],
}


def run(command, folder=ROOT):
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False, timeout=280
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.mark.parametrize("tool", PYTHON_TOOLS)
def test_python_is_as_agreed(tool):
    run([sys.executable, *PYTHON_TOOLS[tool]])


def test_rooms_import_downwards_only():
    lint_imports = Path(sys.executable).with_name("lint-imports")
    assert "0 broken" in run([str(lint_imports), "--no-cache"])


@pytest.mark.parametrize("script", ["types", "lint", "test"])
def test_the_viewer_is_as_agreed(script):
    if not in_ci() and shutil.which("npm") is None:
        pytest.skip("npm is not installed")
    run(["npm", "run", "--silent", script], VIEWER_TESTS)


def test_what_is_sent_is_still_a_script(tmp_path):
    """Blanks and comments are left out of what is sent: each file still parses."""
    if not in_ci() and shutil.which("node") is None:
        pytest.skip("node is not installed")
    files = viewer_assets().files
    for name in filter(lambda name: name.endswith(".js"), files):
        (tmp_path / name).with_suffix(".mjs").write_bytes(files[name].plain)
    imports = "".join(f'check("{path}");' for path in sorted(tmp_path.glob("*.mjs")))
    program = (
        'import {readFileSync} from "fs"; import vm from "vm";'
        'const check = path => new vm.SourceTextModule(readFileSync(path, "utf8"));'
    )
    (tmp_path / "all.mjs").write_text(program + imports)
    run(["node", "--experimental-vm-modules", str(tmp_path / "all.mjs")])


def test_texts_and_patterns_are_sent_as_written():
    """What only looks like code, a comment or a blank stays as it is."""
    script = (
        'const a = "x  //  y { }";  // gone, isn\'t it\n'
        "const b = `${keys.map((key) => `${key}  ;`)}  {`;\n"
        "const c = /[`'\"]  {2}\\/ +$/g;\n"
        "return a / b / f(\n  c,\n);\n"
        "x = -a - -b + c;\n"
        "y += each.map(async (one) =>\n  one ? 1\n  : (two) => two);\n"
        "if (c)\n  d(() => {\n    return (e) => e;\n  });\n"
    )
    assert stripped(script) == (
        'const a="x  //  y { }";'
        "const b=`${keys.map((key) => `${key}  ;`)}  {`;"
        "const c=/[`'\"]  {2}\\/ +$/g;"
        "return a/b/f(c);"
        "x=-a- -b+c;"
        "y+=each.map(async(one)=>one?1:two=>two);"
        "if(c)d(()=>{return(e)=>e});"
    )
