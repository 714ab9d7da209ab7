"""The language of a chart page: chosen as the grid chooses its own.

The setting ``language``, or else the first language of the browser's that is known.
``phrases.tsv`` has our texts in all languages; where one has gaps, such as numbers and
names, these are ``{}`` there. Names in the figure itself stay English, as in its code.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from dtale_nb.charts.room import current_language

if TYPE_CHECKING:
    from collections.abc import Mapping

CATALOGUES = ("de", "zh", "pt")
"""The languages besides English, as ``phrases.tsv`` has them."""

TAGS = {"zh": "zh-Hans", "pt": "pt-BR"}
"""What HTML calls a language, where it is not its first two letters."""

MODEBAR = (
    "Zoom", "Pan", "Zoom in", "Zoom out", "Autoscale", "Reset axes", "Reset view",
    "Reset", "Box Select", "Orbital rotation", "Turntable rotation",
    "Reset camera to default", "Reset camera to last save", "Play", "Pause",
)  # fmt: skip
"""What plotly's own buttons are called."""


def language_of(setting: str, accepted: str) -> str:
    """The language of a page: two letters, ``en`` where none is known.

    Args:
        setting: The setting ``language``; ``auto`` leaves it to the browser.
        accepted: The header ``Accept-Language``.
    """
    wanted = [setting]
    if setting == "auto":
        parts = [each.strip().partition(";") for each in accepted.split(",")]
        weighed = [(_weight(weight), tag) for tag, _, weight in parts]
        weighed.sort(key=lambda each: -each[0])
        wanted = [tag for weight, tag in weighed if weight]
    for tag in wanted:
        known = tag[:2].lower()
        if known == "en" or known in CATALOGUES:
            return known
    return "en"


def _weight(text: str) -> float:
    found = re.fullmatch(r"\s*q=([01](?:\.\d*)?)\s*", text)
    return float(found[1]) if found else 1.0


def say(text: str) -> str:
    """A text of ours in the language of the current request."""
    return translated(text, current_language())


def translated(text: str, language: str) -> str:
    """A text of ours in a language; what its catalogue has not, stays English."""
    if language not in CATALOGUES:
        return text
    words, patterns = _catalogue(language)
    if text in words:
        return words[text]
    for pattern, other in patterns:
        found = pattern.fullmatch(text)
        if found:
            gaps = [_gap(each, language) for each in found.groups()]
            parts = zip_longest(other.split("{}"), gaps, fillvalue="")
            return "".join(each for pair in parts for each in pair)
    return text


def _gap(text: str, language: str) -> str:
    """What stands in a gap: a number as the language writes it, or words of ours."""
    if re.fullmatch(r"\d{1,3}(,\d{3})+", text):
        return text.replace(",", _catalogue(language)[0]["1,000"][1])
    words = _catalogue(language)[0]
    return words.get(text) or words.get(text[:1].upper() + text[1:]) or text


@cache
def _catalogue(
    language: str,
) -> tuple[Mapping[str, str], list[tuple[re.Pattern[str], str]]]:
    """The words of a language, and its sentences with gaps, the most literal first."""
    text = files("dtale_nb.charts").joinpath("phrases.tsv").read_text("utf-8")
    head, *lines = [line.split("\t") for line in text.splitlines()]
    at = head.index(language)
    words = {line[0]: line[at] for line in lines}
    gapped = sorted((key for key in words if "{}" in key), key=len, reverse=True)
    return words, [(_pattern(key), words[key]) for key in gapped]


def _pattern(text: str) -> re.Pattern[str]:
    parts = (re.escape(each) for each in text.split("{}"))
    return re.compile("(.*?)".join(parts), re.DOTALL)


def dropdown_words() -> dict[str, str]:
    """What Dash's own lists say."""
    return {
        "search": say("Search"), "clear_search": say("Clear search"),
        "clear_selection": say("Clear selection"), "select_all": say("Select all"),
        "deselect_all": say("Deselect all"),
        "selected_count": say("{num_selected} selected"),
        "no_options_found": say("No options found"),
    }  # fmt: skip


def script_words() -> dict[str, str]:
    """What the page's own script says."""
    return {
        "gone": say(
            "The kernel does not answer: it has ended, or is busy. What is drawn "
            "stays; run the cell again for a live chart."
        ),
        "letGo": say("This view was let go. Run the cell again for a live chart."),
    }


def locale() -> dict[str, Any]:
    """The language as plotly takes it: names of buttons, and how numbers are written.

    Names of months stay: ticks are drawn as the code of a chart draws them.
    """
    language = current_language()
    if language not in CATALOGUES:
        return {}
    told = {
        "dictionary": {each: say(each) for each in MODEBAR},
        "format": {"decimal": say("0.5")[1], "thousands": say("1,000")[1]},
    }
    return {"locale": language, "locales": {language: told}}
