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


SHORT = (
    "int64 beyond 2^53",
    "ints beyond 64 bits",
    "floats of every size",
    "floats that are no numbers",
    "float32",
    "float16",
    "complex128",
    "Decimals, digit for digit",
    "Int64 with NA",
    "boolean with NA",
    "text as pandas infers it, with None",
    "blanks",
    "signs that are not seen",
    "lone surrogates",
    "text of HTML",
    "bytes",
    "datetime64[ns]",
    "years beyond the calendar",
    "the hour that is there twice, Paris",
    "a zone of 45 minutes, Kathmandu",
    "Python's datetimes as objects",
    "timedelta64[ns], its ends and less than nothing",
    "Periods of months",
    "Intervals of ints",
    "categories of text",
    "lists",
    "dicts",
    "containers that hold themselves",
    "frames and series in cells",
    "objects whose repr raises",
    "one object whose repr sleeps",
    "eight kinds of nothing",
    "Arrow: NaN is not null",
    "Polars: Struct",
)
"""Frames that the README tells about."""


def short_markdown():
    """The README's table: one row a frame, its cells one after the other."""
    rows = [_short_row(CATALOGUE[name]) for name in SHORT]
    return "\n".join(["| what it holds | what is shown |", "|---|---|", *rows])


def _short_row(entry):
    seen = sorted(entry.make().seen.items())
    looks = dict.fromkeys(_look(*look) for place, look in seen if place[1] >= 0)
    return f"| {entry.name} | {' '.join(list(looks)[:6])} |"


def _look(text, mark):
    """A text as code; the mark of what is missing or not whole after it."""
    shown = text.replace(" ", "·") if mark == "blank" else text
    code = _code(shown, 44) if mark != "empty" else ""
    return " ".join(filter(None, [code, f"*{mark}*" if mark else ""]))


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
        tellable &= type(sample.exact.get(place)) is not set  # of no order
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


def _code(text, longest=LONGEST):
    """A text as code in a cell of Markdown: one line, unseen signs by their escapes."""
    short = text if len(text) <= longest else f"{text[:longest]}…"
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
