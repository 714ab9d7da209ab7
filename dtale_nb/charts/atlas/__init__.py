"""Places that a map draws: their codes, their names, and their shapes.

Everything is in this folder, see its ``LICENSE.txt``; nothing is fetched.
"""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

SHAPES = ("world_110m", "usa_110m")
"""Files of shapes, as plotly.js asks for them."""


@dataclass(frozen=True, slots=True)
class Atlas:
    """Places of one sort.

    Attributes:
        mode: What plotly calls the sort.
        scope: What plotly calls the map.
        titles: Names by code.
        codes: Codes by any name, codes among them, in the form of `plain_name`.
        drawn: Codes of those that have a shape.
        file: Of the reader's own shapes, where they are.
        key: Of those, what plotly looks their codes up by.
    """

    mode: str
    scope: str
    titles: Mapping[str, str]
    codes: Mapping[str, str]
    drawn: frozenset[str]
    file: str = ""
    key: str = ""

    @property
    def called(self) -> str:
        """What they are called together."""
        if self.file:
            return self.file[-60:]
        return ATLASES[0] if self.scope == "world" else ATLASES[1]

    def named(self, texts: Iterable[str]) -> dict[str, str]:
        """The codes of those texts that name a place, by text."""
        found = {}
        for text in texts:
            code = self.codes.get(plain_name(text))
            if code is not None:
                found[text] = code
        return found


ATLASES = ("countries", "US states")
"""The sorts of places, by their word."""


def plain_name(text: str) -> str:
    """A name without what is written in many ways: case, accents, signs, "the"."""
    if len(text) > 80:
        return ""
    parts = unicodedata.normalize("NFKD", text)
    letters = "".join(each for each in parts if not unicodedata.combining(each))
    letters = letters.casefold().replace("&", " and ").replace("ß", "ss")
    spaced = "".join(each if each.isalnum() else " " for each in letters)
    return " ".join(word for word in spaced.split() if word != "the")


@cache
def shapes(name: str) -> bytes:
    """One file of shapes, as plotly.js reads it."""
    return files(__name__).joinpath(f"{name}.topojson").read_bytes()


@cache
def atlas(word: str) -> Atlas:
    """The places of one sort, read once."""
    if word == "countries":
        return _read("ISO-3", "world", ("countries.tsv", "world_110m", "countries"))
    return _read("USA-states", "usa", ("states.tsv", "usa_110m", "subunits"))


def _read(mode: str, scope: str, places: tuple[str, str, str]) -> Atlas:
    names, shape, layer = places
    titles: dict[str, str] = {}
    codes: dict[str, str] = {}
    for line in files(__name__).joinpath(names).read_text("utf-8").splitlines():
        code, title, *others = line.split("\t")
        titles[code] = title
        for each in (code, title, *others):
            codes.setdefault(plain_name(each), code)
    objects = json.loads(shapes(shape))["objects"][layer]["geometries"]
    drawn = frozenset(each["id"] for each in objects if "id" in each)
    return Atlas(mode, scope, titles, codes, drawn)
