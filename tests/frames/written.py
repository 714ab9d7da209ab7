"""The documents generated from the catalogue: what they should say, and how."""

import re
from pathlib import Path

from .shown import markdown, short_markdown

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "README.md"
DOCUMENT = ROOT / "tests" / "frames" / "what-is-shown.md"
BETWEEN = re.compile(r"(<!-- shown: begin .*?-->\n).*?(<!-- shown: end -->)", re.DOTALL)

HEAD = """# What is shown how

Each row is a cell of a frame in `tests/frames`, the catalogue that the tests hold the
viewer to. Written by `python -m tests.frames --write`; not by hand. A `mark` says why a
text is not simply the value. The rules stand in `dtale_nb/engine/texts/__init__.py`.

"""


def wanted():
    """What the documents should say, by their path."""
    readme = README.read_text("utf-8")
    table = short_markdown()
    return {
        README: BETWEEN.sub(lambda found: f"{found[1]}{table}\n{found[2]}", readme),
        DOCUMENT: HEAD + markdown("doc") + "\n",
    }


def write():
    """Bring the documents up to date."""
    for path, text in wanted().items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8", errors="backslashreplace")
