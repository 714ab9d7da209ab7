"""Prints the table "what is shown how": ``python -m tests.frames [TAG ...]``."""

import sys

from .shown import markdown

if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    print(markdown(*(sys.argv[1:] or ["doc"])))
