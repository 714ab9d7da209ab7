"""Marks of word clouds: words or values by how much they come to, and their places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from dtale_nb.charts.drawing import Drawing, Values
from dtale_nb.charts.layouts import spiralled
from dtale_nb.charts.marks import Marks, place, plain
from dtale_nb.charts.measures import check_measure
from dtale_nb.charts.palette import COLORS
from dtale_nb.charts.script import Script, measure_name
from dtale_nb.engine.aggregate import Key, grouped
from dtale_nb.engine.aggregate.keys import known_column
from dtale_nb.engine.aggregate.measures import weights_of
from dtale_nb.engine.aggregate.words import (
    WORD,
    Wanted,
    as_texts,
    largest_words,
    within,
)
from dtale_nb.engine.kinds import Kind
from dtale_nb.engine.summaries.columns import Texts
from dtale_nb.errors import BadArgument

if TYPE_CHECKING:
    from dtale_nb.charts.marks import Conditions
    from dtale_nb.engine.source import RowIds, Source

TEXTS = frozenset({Kind.TEXT, Kind.CATEGORY})

WIDE, HIGH = 800, 480
"""Pixels of a cloud; the page scales it."""

FACE = "Arial, Helvetica, Liberation Sans, sans-serif"
"""Faces of one width, by which the words are laid out."""

COMMON = (
    "the and that this these those with from for not but you your are was were been "
    "has have had his her its our their they them she him who what which when where "
    "there then than will would can could should about into over out all any some "
    "more very just also only such don didn doesn isn wasn "
    "der die das den dem des ein eine einer eines einem einen und oder aber nicht ist "
    "sind war waren wird werden hat haben hatte mit von für auf aus bei nach über "
    "unter auch als wie dass wenn sich sie wir ihr ich nur noch zum zur "
    "uma uns umas dos das nos nas não que com por para mas mais como foi são está ser "
    "tem ele ela eles elas seu sua seus suas isso este esta aos pelo pela"
)
"""Words of English, German and Portuguese that say nothing of what a text is about."""

LONGEST = 40
"""Characters of a value that are drawn."""


def names_of(source: Source, options: Any) -> tuple[str, str]:
    """What the words and their amounts are called."""
    script = Script(source)
    value = measure_name(script, check_measure(options))
    return plain(f"{script.name(options.x)} ({options.parts})"), plain(value)


def cloud_marks(source: Source, options: Any, rows: RowIds | None) -> Marks:
    """Count the rows shown by text, then by word; leave and lay out the largest.

    Raises:
        BadArgument: There is no word.
    """
    counted = _counted(source, options, rows)
    common = options.parts == "words" and options.common == "left out"
    wanted = Wanted(
        options.top, options.least, frozenset(COMMON.split() if common else ()),
        whole=options.parts != "words",
    )  # fmt: skip
    largest, every = largest_words(counted.texts, counted.weights, wanted)
    called, value = names_of(source, options)
    kept = pd.DataFrame(largest, columns=[called, value])
    if options.agg == "count":
        kept = kept.astype({value: "int64"})
    words = kept[called].tolist()
    if not words:
        raise BadArgument("there is no word to draw", hint="shorter or common words?")
    cloud = spiralled(kept, called, value)
    cloud["color"] = [COLORS[each % len(COLORS)] for each in range(len(kept))]
    frame = kept.assign(**{called: [_cut(each) for each in words]})

    def drill(row: int) -> Conditions:
        if options.parts == "words":
            told = {"op": "regex", "value": within(words[row]), "case": False}
            return [{**place(options.x), **told}]
        return [{**place(options.x), "op": "eq", "value": words[row]}]

    notes = _notes(counted.gone, every, len(kept), options)
    return Marks(frame, counted.rows, options, notes, drill, {"cloud": cloud})


@dataclass(frozen=True, slots=True)
class _Counted:
    """Texts and what each counts.

    Attributes:
        texts: Of Arrow's strings; of rows, or of the groups of equal ones.
        weights: What each counts; None for 1.
        rows: Rows that were looked at.
        gone: Rows without a text.
    """

    texts: Any
    weights: Any
    rows: int
    gone: int


def _counted(source: Source, options: Any, rows: RowIds | None) -> _Counted:
    """The texts of the rows shown; categories each once, with what they come to.

    Texts are not grouped first: there may be as many as rows.
    """
    measure = check_measure(options)
    column = known_column(source, options.x, rows)
    number, weights = measure.number, None
    if number is not None:
        weights = weights_of(source, number, rows, measure.word)
    is_one_by_one = number is None or weights is not None
    if isinstance(column, Texts) and column.is_text and is_one_by_one:
        texts = column.values
        return _Counted(texts, weights, len(texts), texts.null_count)
    found = grouped(source, [Key(options.x)], measure, rows)
    keys = found.keys[0]
    is_known = found.groups[:, 0] < keys.n
    weights = np.nan_to_num(np.asarray(found.values, "float64"))[is_known]
    gone = int(found.sizes[~is_known].sum())
    return _Counted(as_texts(keys.values), weights, found.rows, gone)


def _cut(text: str) -> str:
    """A text as it is drawn: on one line, not too long, and no markup."""
    line = " ".join(text.split())
    return plain(line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…")


def _notes(gone: int, every: int, kept: int, options: Any) -> tuple[str, ...]:
    notes = []
    if kept < every:
        notes.append(f"{kept:,} of {every:,} {options.parts} are drawn")
    if options.parts == "words" and options.common == "left out":
        notes.append("Common words are left out")
    if gone:
        notes.append(f"{gone:,} rows without a text are not drawn")
    return tuple(notes)


def drawn_cloud(source: Source, options: Any) -> Drawing:
    """Texts over two axes of pixels, which are not seen."""
    called, value = names_of(source, options)
    placed = {name: Values(name, table="cloud") for name in ("x", "y")}
    font = {
        name: Values(name, table="cloud") for name in ("size", "color")
    } | {"family": FACE, "weight": 700}  # fmt: skip
    texts = {
        **placed, "mode": "text", "text": Values(called), "textfont": font,
        "hovertext": Values(value), "name": value,
        "hovertemplate": "%{text}: %{hovertext}<extra></extra>",
    }  # fmt: skip
    across, up = (
        {"visible": False, "range": (-size / 2, size / 2), "constrain": "domain"}
        for size in (WIDE, HIGH)
    )
    looks = {
        "width": WIDE, "height": HIGH, "hoverdistance": 60,
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
    }  # fmt: skip
    then = (
        ("add_scatter", texts),
        ("update_xaxes", across),
        ("update_yaxes", {**up, "scaleanchor": "x"}),
        ("update_layout", looks),
    )
    return Drawing("", {}, then)


def prepare_cloud(script: Script, options: Any) -> None:
    """Write the same as code."""
    called, value = names_of(script.source, options)
    measure = check_measure(options)
    key = script.name(options.x)
    script.table([options.x, *([] if options.y is None else [options.y])])
    script.add(f"table = table[table[{key!r}].notna()]")
    script.grouped([key], measure, value)
    script.function(spiralled)
    lines = _WORDS if options.parts == "words" else _VALUES
    last = _COUNTED + _DRAWN if options.agg == "count" else _DRAWN
    if options.parts == "words" and options.common == "left out":
        script.add(f"common = {COMMON!r}.split()")
        lines += _UNCOMMON
    script.add(
        *(lines + _LARGEST + last)
        .format(
            key=key, called=called, value=value, word=WORD, least=options.least,
            top=options.top, longest=LONGEST, cut=LONGEST - 1,
        )
        .splitlines()
    )  # fmt: skip


_WORDS = """\
sums = {{}}
for text, amount in zip(marks[{key!r}], marks[{value!r}].fillna(0)):
    for word in {{each.lower() for each in re.findall({word!r}, str(text))}}:
        sums[word] = sums.get(word, 0.0) + float(amount)
marks = pd.DataFrame({{{called!r}: [*sums], {value!r}: [*sums.values()]}})
marks = marks[marks[{called!r}].str.len() >= {least}]
"""
_UNCOMMON = """\
marks = marks[~marks[{called!r}].isin(common)]
"""
_VALUES = """\
marks[{value!r}] = marks[{value!r}].fillna(0).astype("float64")
marks = marks.assign(**{{{called!r}: marks[{key!r}].astype(str)}})
"""
_LARGEST = """\
marks = marks[marks[{value!r}] > 0].sort_values({called!r})
marks = marks.sort_values({value!r}, ascending=False, kind="stable").head({top})
"""
_COUNTED = """\
marks = marks.astype({{{value!r}: "int64"}})
"""
_DRAWN = """\
cloud = spiralled(marks, {called!r}, {value!r})
cloud["color"] = [COLORS[each % len(COLORS)] for each in range(len(cloud))]
texts = [" ".join(each.split()) for each in marks[{called!r}]]
texts = [each if len(each) <= {longest} else each[:{cut}] + "…" for each in texts]
texts = [html.escape(each, quote=False) for each in texts]
texts = [each.replace("%{{", "&#37;{{") for each in texts]
marks = marks.assign(**{{{called!r}: texts}})"""
