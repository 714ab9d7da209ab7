"""What is saved in the notebook: small, plain, and silent about the machine."""

from __future__ import annotations

import getpass
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parents[1]
MAX_BYTES = 12_000

EVERY_FRAME = f"""
import sys
sys.path.insert(0, {str(TESTS)!r})
import frames
sizes, refused, own = {{}}, {{}}, []
for name in frames.names():
    frame = frames.build(name)
    try:
        repr(frame)
    except BaseException:
        own.append(name)  # its own library can't show it either
        continue
    try:
        bundle = dtale_nb.show(frame, name=name)._repr_mimebundle_()
    except TypeError as error:
        refused[name] = str(error)
    else:
        sizes[name] = len(bundle["text/html"].encode())
print(len(sizes), max(sizes.values()), max(sizes, key=sizes.get))
print(sorted(refused), own)
"""


class Outline(HTMLParser):
    """The elements of an output, and the text of its table's cells."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.cells: list[str] = []
        self._inside = False

    def handle_starttag(self, tag, attrs):  # noqa: ARG002
        self.tags.append(tag)
        if tag in {"td", "th"}:
            self.cells.append("")
            self._inside = True

    def handle_endtag(self, tag):
        if tag in {"td", "th"}:
            self._inside = False

    def handle_data(self, data):
        if self._inside:
            self.cells[-1] += data


def test_the_output_of_every_awkward_frame_is_small(kernel):
    told = kernel.run(EVERY_FRAME, seconds=120).stdout
    count, largest, name = told.split(maxsplit=3)[:3]
    print(told)
    assert int(count) > 50
    assert int(largest) <= MAX_BYTES, name


@pytest.mark.parametrize(
    "made",
    [
        "pd.DataFrame({'x' * 5000: ['y' * 100_000] * 100})",
        "pd.DataFrame(np.zeros((3, 5000)))",
        "pd.DataFrame({'&': ['&<>' * 99] * 9, 'w': ['\\U0001f600' * 60] * 9})",
        "pd.DataFrame(np.zeros((20, 40)), columns=pd.MultiIndex.from_product("
        "[['a' * 80, 'b'], range(20)]))",
        "pd.DataFrame()",
        "pd.DataFrame(index=range(3))",
        "pd.DataFrame(columns=['a'])",
    ],
)
def test_the_output_is_small_whatever_the_frame(kernel, made):
    ran = kernel.run(f"frame = {made}\nframe")
    assert 0 < len(ran.html.encode()) <= MAX_BYTES
    assert ran.stderr == ""


def test_cells_and_names_are_text(kernel):
    evil = "<img src=x onerror=alert(1)>"
    script = "</script><script>alert(1)</script>"
    ran = kernel.run(
        f"evil = pd.DataFrame({{{evil!r}: [{script!r}, {evil!r}]}})\n"
        f"dtale_nb.show(evil, name={script!r})"
    )
    outline = Outline()
    outline.feed(ran.html)
    assert "img" not in outline.tags
    assert outline.tags.count("script") == 1
    assert any(script[:20] in cell for cell in outline.cells)


def test_the_output_says_nothing_of_the_machine(kernel):
    html = kernel.run("df").html
    home = kernel.environ["HOME"]
    for word in (home, "/tmp/", "/root", str(TESTS.parent), getpass.getuser() + "@"):
        assert word not in html
    addresses = set(re.findall(r"\d+\.\d+\.\d+\.\d+", html))
    assert addresses <= {"127.0.0.1"}


def test_the_static_table_shows_the_first_rows(kernel):
    outline = Outline()
    outline.feed(kernel.run("df").html)
    assert "n" in "".join(outline.cells[:3])
    assert {"0", "1", "2", "3", "4", "5"} <= set(outline.cells)
