"""Words of texts, and how much each comes to: the table behind a word cloud."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dtale_nb.engine.filters.texts import arrow_texts
from dtale_nb.engine.jobs import checkpoint

if TYPE_CHECKING:
    from numpy.typing import NDArray

MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670"
    "\u0900-\u0963\u0966-\u0dff\u0e31-\u0e4e\u200c\u200d"
)
"""Signs that belong to a letter: Python's ``\\w`` leaves them out."""

WORD = rf"[\w{MARKS}]+"
"""A word for Python: letters, digits and ``_``, with what belongs to them."""

BETWEEN = rf"[^\pL\pN_{MARKS}]+"
"""What is between two words for RE2, whose ``\\w`` knows ASCII only."""

STEP = 1 << 16
"""Texts between two checkpoints."""


def words_in(texts: Any, weights: NDArray[Any]) -> dict[str, float]:
    """Add up the weights of the texts that hold each word, in whatever case.

    A word that comes twice in a text has its weight once.

    Args:
        texts: A pandas array of different texts, or of categories; shape (n,).
        weights: What each of them counts, shape (n,).

    Returns:
        Sums by word in lower case, in no order.
    """
    sums: dict[str, float] = {}
    for start in range(0, len(texts), STEP):
        checkpoint()
        part = _arrow(texts[start : start + STEP])
        for word, amount in _of_part(part, weights[start : start + STEP]):
            sums[word] = sums.get(word, 0) + amount
    return sums


def _arrow(texts: Any) -> pa.Array:
    known = arrow_texts(texts)
    if known.null_count:  # categories of anything
        return pa.array([str(each) for each in texts], pa.large_string())
    return known


def _of_part(texts: pa.Array, weights: NDArray[Any]) -> list[tuple[str, float]]:
    split = pc.split_pattern_regex(texts, BETWEEN)
    coded = pc.list_flatten(split).dictionary_encode()
    places: dict[str, int] = {}
    of = [places.setdefault(each.lower(), len(places)) for each in _listed(coded)]
    words = np.array(of, dtype=np.int64)[coded.indices.to_numpy()]
    parents = pc.list_parent_indices(split).to_numpy()
    once = np.unique(parents * max(len(places), 1) + words)
    parents, words = np.divmod(once, max(len(places), 1))
    sums = np.bincount(words, weights[parents], len(places))
    return [(word, sums[at]) for word, at in places.items() if word]


def _listed(coded: Any) -> list[str]:
    found: list[str] = coded.dictionary.to_pylist()
    return found


def within(word: str) -> str:
    """The pattern of texts that hold a word."""
    return rf"\b{re.escape(word)}\b"
