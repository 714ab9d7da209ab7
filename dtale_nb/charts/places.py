"""Columns of places: which texts name which, and which columns hold any."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import pandas as pd

from dtale_nb.charts.atlas import ATLASES, Atlas, atlas
from dtale_nb.charts.atlas.own import own_atlas
from dtale_nb.charts.options import title
from dtale_nb.engine.aggregate import Key, keys_of
from dtale_nb.engine.kinds import Kind
from dtale_nb.errors import BadArgument

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dtale_nb.engine.source import Source

NAMED = frozenset({Kind.TEXT, Kind.CATEGORY})
"""Kinds of columns that may hold names of places."""

MOST_NAMES = 50_000
"""Different texts of a column that are looked up."""

SEEN = 1_000
"""Rows that tell whether a column holds places."""

LATITUDES = frozenset({"lat", "latitude", "breitengrad"})
LONGITUDES = frozenset({"lon", "lng", "long", "longitude", "laengengrad"})
"""Names of columns of points, in lower case."""

LANGUAGES = (
    "ar cs da de el en es et fa fi fr he hi hr hu id it ja ko lt lv ms nb nl no pl pt "
    "ro ru sk sl sr sv sw th tr uk ur vi zh"
)
"""Codes of languages, many of which are those of countries as well."""

OF_LANGUAGES = frozenset({"lang", "language", "languages", "locale", "sprache"})
"""Words in the name of a column that holds languages."""

CODE = 3
"""Letters of the longest code of a place."""

_texts: WeakKeyDictionary[Any, dict[int, list[str]]] = WeakKeyDictionary()
"""The different texts of columns, kept while their source is."""


def atlas_of(source: Source, options: Any) -> Atlas:
    """The places that a map is asked for: the reader's own, or of which sort.

    Raises:
        BadArgument: The reader's own cannot be read.
    """
    texts = _texts_of(source, options.x)
    if options.shapes:
        return own_atlas(options.shapes, texts)
    return atlas(options.places or _sort_of(texts))


def names_in(source: Source, number: int, known: Atlas) -> tuple[tuple[str, str], ...]:
    """The texts of a column that name places, each with the code of its place.

    Args:
        source: The frame.
        number: The column.
        known: The places.

    Raises:
        BadArgument: There are none, or too many to look up.
    """
    found = known.named(_texts_of(source, number))
    if not found:
        raise BadArgument(
            f"{title(source.field(number))!r:.80} names no place of {known.called}",
            hint="by name or code, such as France, FR or FRA; Texas or TX",
        )
    return tuple(found.items())


def unknown_in(source: Source, number: int, known: Atlas) -> list[str]:
    """The texts of a column that name no place."""
    texts = _texts_of(source, number)
    named = known.named(texts)
    return [text[:40] for text in texts if text not in named]


def _sort_of(texts: list[str]) -> str:
    """The sort of places that most texts name."""
    return max(ATLASES, key=lambda word: len(atlas(word).named(texts)))


def _texts_of(source: Source, number: int) -> list[str]:
    known = _texts.setdefault(source, {})
    if number not in known:
        keys = keys_of(source, Key(number), None)
        if keys.n > MOST_NAMES:
            raise BadArgument(
                f"{keys.n:,} different values are too many for a map",
                hint=f"up to {MOST_NAMES:,}",
            )
        known[number] = [str(each) for each in keys.values]
    return known[number]


def holds_places(source: Source, number: int) -> bool:
    """Whether the first rows of a column name places: three or more, little else.

    A code counts where it is written in capitals, and no language's code that is not a
    place's stands beside it: de, fr and it are languages rather than countries.
    """
    found = source.field(number)
    if found.kind not in NAMED or OF_LANGUAGES & set(_name_words(title(found))):
        return False
    rows = range(min(source.n_rows, SEEN))
    values = pd.Series(source.array(number, rows)).dropna().unique()
    texts = [each for each in values if isinstance(each, str) and each.strip()]
    sure = [each for each in texts if len(each) > CODE or each.isupper()]
    for word in ATLASES:
        named = atlas(word).named(sure)
        others = {each.lower() for each in sure if each not in named}
        is_most = len(set(named.values())) > 2 and len(named) >= 0.8 * len(texts)
        if is_most and others.isdisjoint(LANGUAGES.split()):
            return True
    return False


def points_among(source: Source, numbers: Sequence[int]) -> tuple[int, int] | None:
    """Columns of latitudes and longitudes among some, by their names."""
    lat = [each for each in numbers if is_called(source, each, LATITUDES)]
    lon = [each for each in numbers if is_called(source, each, LONGITUDES)]
    return (lat[0], lon[0]) if lat and lon else None


def is_called(source: Source, number: int, names: frozenset[str]) -> bool:
    """Whether a column of numbers has one of these names, or ends in it."""
    found = source.field(number)
    if found.kind is not Kind.NUMBER:
        return False
    words = _name_words(title(found))
    return bool(words) and words[-1] in names


def _name_words(called: str) -> list[str]:
    """The words of a column's name, in lower case."""
    text = called.lower().replace("ä", "ae")
    return "".join(each if each.isalnum() else " " for each in text).split()
