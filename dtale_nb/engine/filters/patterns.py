"""Operators that look into texts."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from dtale_nb.engine.filters.columns import by_category
from dtale_nb.engine.filters.operators import TEXTUAL, Operator, named, said
from dtale_nb.engine.filters.relations import categories_of
from dtale_nb.engine.filters.texts import (
    arrow_texts,
    clean,
    folded,
    folded_text,
    is_texts,
    mask_of,
    text_bytes,
)
from dtale_nb.engine.filters.values import text_of, whole_of
from dtale_nb.engine.jobs import checkpoint
from dtale_nb.engine.memory.codes import gather
from dtale_nb.errors import BadArgument

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from dtale_nb.engine.filters.columns import Column, Test

PATTERN_SECONDS = 10.0
"""Time that a pattern has for a whole column, where only Python can match it."""

TRY = 0.1
"""Seconds after which matching one text is begun anew, with more time, ..."""

ONE = 1.6
"""... until it has taken so long."""

NEWLINE = 10
"""The byte before which Python's ``$`` matches too, at the end of a text."""

SAMPLE = 4_096
"""Texts looked at to see how often they repeat."""

REPEATING = 0.3
"""Share of different texts among these, at most."""

STEP = 20_000
"""Texts matched in Python between two checkpoints."""


def over_texts(
    column: Column, match: Callable[[Any], Any], *, costly: bool = False
) -> Test:
    """A test of a column's texts by an Arrow kernel; categories are tested once.

    Args:
        column: The column.
        match: Tells which texts are kept.
        costly: That takes longer than to find out which texts are the same.
    """
    if isinstance(column.array, pd.Categorical):
        inner = over_texts(categories_of(column), match)
        return by_category(column, inner, missing=False)
    if costly and is_texts(column.array) and _repeat(column.array):
        return lambda part: _by_word(arrow_texts(part), match)
    return lambda part: mask_of(match(arrow_texts(part)))


def _repeat(array: Any) -> bool:
    """Whether the texts of a column repeat so often that each is matched once only."""
    step = len(array) // SAMPLE
    if step < 2:
        return False
    sample = arrow_texts(array[::step])
    return len(sample.unique()) <= REPEATING * len(sample)


def _by_word(texts: Any, match: Callable[[Any], Any]) -> NDArray[np.bool_]:
    coded = texts.dictionary_encode()
    found = np.append(mask_of(match(coded.dictionary)), False)
    places = coded.indices.fill_null(len(found) - 1).to_numpy(zero_copy_only=False)
    kept: NDArray[np.bool_] = gather(found.view(np.uint8), places.view(np.uint32))
    return kept.view(np.bool_)


@dataclass(frozen=True)
class _Folding(Operator):
    value: str
    case: bool = True
    accents: bool = True

    kinds = TEXTUAL

    def check(self, column: Column) -> None:
        text_of(self.value)

    def test(self, column: Column) -> Test:
        typed = folded_text(self.value, case=self.case, accents=self.accents)

        def match(texts: Any) -> Any:
            texts = folded(texts, case=self.case, accents=self.accents)
            return self._match(texts, typed)

        return over_texts(column, match, costly=not (self.case and self.accents))

    def _match(self, texts: Any, typed: str) -> Any:
        raise NotImplementedError

    def _said(self, words: str) -> str:
        exact = [] if self.case else ["any case"]
        exact += [] if self.accents else ["any accents"]
        return f"{words} {said(self.value)}" + (
            f" ({', '.join(exact)})" if exact else ""
        )


@named("contains")
class Contains(_Folding):
    """Has a text somewhere in it."""

    def _match(self, texts: Any, typed: str) -> Any:
        return pc.match_substring(texts, typed)

    def sentence(self) -> str:
        return self._said("contains")


@named("starts")
class Starts(_Folding):
    """Begins with a text."""

    def _match(self, texts: Any, typed: str) -> Any:
        return pc.starts_with(texts, typed)

    def sentence(self) -> str:
        return self._said("starts with")


@named("ends")
class Ends(_Folding):
    """Ends with a text."""

    def _match(self, texts: Any, typed: str) -> Any:
        return pc.ends_with(texts, typed)

    def sentence(self) -> str:
        return self._said("ends with")


@named("equals")
class Equals(_Folding):
    """Is a text, where case or accents may be ignored."""

    def _match(self, texts: Any, typed: str) -> Any:
        return pc.equal(texts, pa.scalar(typed, texts.type))

    def sentence(self) -> str:
        return self._said("is")


@named("length")
@dataclass(frozen=True)
class Length(Operator):
    """Has so many characters, or elements: one number, or least and most."""

    value: Any

    def check(self, column: Column) -> None:
        self._ends()

    def _ends(self) -> tuple[int, int]:
        value = (
            self.value if isinstance(self.value, tuple) else (self.value, self.value)
        )
        if len(value) != 2:
            raise BadArgument("'length' takes a number, or least and most")
        return whole_of(value[0]), whole_of(value[1])

    def test(self, column: Column) -> Test:
        from dtale_nb.engine.filters.missing import over_nested
        from dtale_nb.engine.kinds import Kind

        low, high = self._ends()
        if column.field.kind is Kind.NESTED:
            return over_nested(lambda value: low <= len(value) <= high)

        def match(texts: Any) -> Any:
            lengths = pc.utf8_length(texts)
            return pc.and_(pc.greater_equal(lengths, low), pc.less_equal(lengths, high))

        return over_texts(column, match)

    def sentence(self) -> str:
        low, high = self._ends()
        return f"has length {low}" if low == high else f"has length {low} to {high}"


@named("regex")
@dataclass(frozen=True)
class Regex(Operator):
    """Matches a regular expression of Python's somewhere; ``[[:alpha:]]`` is known too.

    RE2 of Arrow does it in linear time where it reads pattern and texts as Python does;
    otherwise the `regex` package, which lets other threads run and is stopped in time.
    """

    value: str
    case: bool = True

    kinds = TEXTUAL

    def check(self, column: Column) -> None:
        import regex

        pattern = text_of(self.value)
        compiled = regex.compile if _SETS.search(pattern) else re.compile
        try:
            compiled(pattern)
        except (re.error, regex.error) as error:
            place = f" at character {error.pos + 1}" if error.pos is not None else ""
            raise BadArgument(f"not a pattern: {error.msg}{place}") from error
        except (RecursionError, OverflowError) as error:
            raise BadArgument("not a pattern: it is too large") from error

    def test(self, column: Column) -> Test:
        ends = _Deadline(PATTERN_SECONDS)
        return over_texts(column, lambda texts: self._match(texts, ends), costly=True)

    def _match(self, texts: Any, ends: _Deadline) -> Any:
        if _reads_alike(self.value, texts, case=self.case):
            try:
                pattern = clean(self.value)
                return pc.match_substring_regex(
                    texts, pattern, ignore_case=not self.case
                )
            except pa.ArrowException:
                pass  # RE2 refuses it
        return pa.array(_python_match(clean(self.value), texts, ends, case=self.case))

    def sentence(self) -> str:
        return f"matches /{self.value}/" + ("" if self.case else " (any case)")


class _Deadline:
    """Seconds that are used up while someone works."""

    def __init__(self, seconds: float) -> None:
        self.left = seconds


_SETS = re.compile(r"\[.*?(?:\[|--|&&|~~|\|\|)", re.DOTALL)
"""Sets of characters in sets: `re` warns of them, only the `regex` package has them."""

_PYTHONS_OWN = re.compile(r"\\[wWbBsSdD]")
_NEVER_ALIKE = re.compile(r"\[:|\{,|\\Z|\(\?[a-zA-Z]*[aLux]|\(\?P[=>]|\(\?[#(<]|\\\d")


def _reads_alike(pattern: str, texts: Any, *, case: bool) -> bool:
    """Whether RE2 reads a pattern on these texts as Python does."""
    if _NEVER_ALIKE.search(pattern) or _SETS.search(pattern):
        return False
    held = text_bytes(texts)
    if "$" in pattern and bool((held == NEWLINE).any()):
        return False
    folds = not case or "(?" in pattern
    if not (folds or _PYTHONS_OWN.search(pattern) or not pattern.isascii()):
        return True
    return not len(held) or int(held.max()) < 128


def _python_match(
    pattern: str, texts: Any, ends: _Deadline, *, case: bool
) -> NDArray[np.bool_]:
    import regex

    found = np.zeros(len(texts), dtype=bool)
    try:
        compiled = regex.compile(pattern, 0 if case else regex.IGNORECASE)
    except regex.error as error:
        raise BadArgument(f"not a pattern: {error.msg}") from error
    for start in range(0, len(texts), STEP):
        checkpoint()
        for place, text in enumerate(texts.slice(start, STEP).to_pylist(), start):
            found[place] = text is not None and _has_match(compiled, text, ends)
    return found


def _has_match(compiled: Any, text: str, ends: _Deadline) -> bool:
    """Whether a pattern matches a text; tries again and again, to be stopped between.

    Raises:
        BadArgument: It takes too long.
    """
    seconds = TRY
    while True:
        begun = time.monotonic()
        try:
            hit = compiled.search(
                text, timeout=max(min(seconds, ends.left), 0.001), concurrent=True
            )
        except TimeoutError:
            checkpoint()
        else:
            ends.left -= time.monotonic() - begun
            return hit is not None
        ends.left -= time.monotonic() - begun
        if ends.left <= 0 or seconds >= ONE:
            limit = PATTERN_SECONDS if ends.left <= 0 else ONE
            raise BadArgument(
                f"the pattern needs more than {limit:g} seconds",
                hint="nested repeats as in (a+)+ are slow; write it without",
            )
        seconds *= 4
