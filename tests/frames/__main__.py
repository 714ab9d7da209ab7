"""Prints the table "what is shown how": ``python -m tests.frames [TAG ...]``.

``python -m tests.frames --write`` writes it into README.md and what-is-shown.md here.
"""

import sys

from .shown import markdown
from .written import write

if __name__ == "__main__":
    if sys.argv[1:] == ["--write"]:
        write()
    else:
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
        print(markdown(*(sys.argv[1:] or ["doc"])))
