"""The table "what is shown how", written from the catalogue."""

import pandas as pd

from .catalogue import CATALOGUE, names

HEAD = (
    "| what | dtype | value | shown | mark |",
    "|---|---|---|---|---|",
)

LONGEST = 60
"""Characters of a value or of a text in the table."""


def markdown(*tags):
    """The table of all frames that have these tags, one row a cell.

    What stands in "shown" is what the catalogue expects, and what the tests hold the
    viewer to. Two cells of a frame that would make the same row make one.
    """
    rows = [row for name in names(*tags) for row in _rows(CATALOGUE[name])]
    return "\n".join([*HEAD, *rows])


def _rows(entry):
    """The rows of one frame: of its labels, of its index, or of its columns."""
    sample = entry.make()
    if sample.labels and "labels" in entry.tags:
        told = [
            ("label", "", " / ".join(label), "") for label in sample.labels.values()
        ]
    else:
        told = _cells(sample, entry.tags)
    rows = [
        f"| {entry.name} | {dtype} | {_code(value)} | {_code(text)} | {mark} |"
        for dtype, value, text, mark in told
    ]
    return list(dict.fromkeys(rows))


def _cells(sample, tags):
    """Dtype, value, text and mark of the cells that the frame is there for.

    Values that misbehave, or are long, are not asked for their repr.
    """
    told = []
    for place, (text, mark) in sorted(sample.seen.items()):
        number = place[1]
        if "index" in tags and number >= 0:
            continue
        tellable = place in sample.exact and not {"misbehaving", "long"} & tags
        value = repr(sample.exact[place]) if tellable else ""
        shown = text.replace(" ", "·") if mark == "blank" else text
        told.append((_code(_dtype(sample.frame, number)), value, shown, mark or ""))
    return told


def _dtype(frame, number):
    """The dtype of a field, as its library writes it."""
    if not isinstance(frame, pd.DataFrame):
        held = frame[frame.columns[number]] if hasattr(frame, "dtypes") else None
        return str(frame.schema[number].type if held is None else held.dtype)
    if number >= 0:
        return str(frame.dtypes.iloc[number])
    index = frame.index
    levels = isinstance(index, pd.MultiIndex)
    return f"index {index.levels[~number].dtype if levels else index.dtype}"


def _code(text):
    """A text as code in a cell of Markdown: one line, unseen signs by their escapes."""
    short = text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
    visible = "".join(
        one if one.isprintable() else one.encode("unicode_escape").decode("ascii")
        for one in short
    )
    visible = visible.replace("|", "\\|")
    if not visible:
        return ""
    fence = "``" if "`" in visible else "`"
    pad = " " if "`" in visible else ""
    return f"{fence}{pad}{visible}{pad}{fence}"
