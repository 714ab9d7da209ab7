"""What is read in a cell of the grid, from the text and mark that the catalogue says.

The rules of the grid's looks, written again from their description, so that a browser
can be held to the catalogue: long decimals end in an ellipsis, what is missing is a
word, what nobody would see is a sign.
"""

import re

DECIMALS = 6
SIGNS = {"\n": "↵", "\t": "⇥", "\r": "⟨CR⟩", "\0": "⟨NUL⟩", "\x1b": "⟨ESC⟩"}
ZONES_OF_NOTHING = (
    (0x00, 0x1F),
    (0x7F, 0x9F),
    (0xAD, 0xAD),
    (0x61C, 0x61C),
    (0x200B, 0x200F),
    (0x2028, 0x202E),
    (0x2060, 0x206F),
    (0xFEFF, 0xFEFF),
    (0xD800, 0xDFFF),
)


def read_in_cell(text, mark, kind):
    """The letters that a reader of the grid sees in one cell.

    Args:
        text: The exact text.
        mark: The word of its mark, or None.
        kind: The word of its column's kind.
    """
    if mark == "empty":
        return "empty"
    if mark == "blank":
        return "␣" * len(text)
    if mark in ("nan", "none", "na", "nat", "null", "masked"):
        return text
    if kind == "number":
        number = re.fullmatch(r"(-?[0-9]+\.[0-9]{6})[0-9]+", text)
        return f"{number[1]}…" if number else text
    return visible(text) + ("…" if mark == "cut" else "")


def visible(text):
    """A text with signs for blanks at its ends and for what is not seen."""
    inner = text.strip(" ")
    if not inner:
        return "␣" * len(text)
    before = len(text) - len(text.lstrip(" "))
    after = len(text) - len(text.rstrip(" "))
    return "␣" * before + "".join(map(_sign, inner)) + "␣" * after


def _sign(letter):
    code = ord(letter)
    if any(first <= code <= last for first, last in ZONES_OF_NOTHING):
        return SIGNS.get(letter) or f"⟨{code:X}⟩"
    return letter
