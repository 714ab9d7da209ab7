"""Every text of ours on a chart page, in every language."""

from __future__ import annotations

import ast
from dataclasses import fields
from pathlib import Path

import pytest

import dtale_nb
from dtale_nb.charts.kinds import CHARTS
from dtale_nb.charts.language import CATALOGUES, language_of, translated
from dtale_nb.charts.options import control_of
from dtale_nb.charts.scales import SCALES

pytest.importorskip("dash")

SAME = {
    *SCALES, "std", "var", "sem", "95 % CI", "LOWESS", "pearson", "spearman", "PNG",
    "SVG", "HTML", "Pareto", "Trend", "Zoom", "median", "Code", "linear",
    "Latitude", "Longitude", "Quantil",
}  # fmt: skip
"""Words that are the same in some language."""

CALLS = ("BadArgument", "say")
ROOT = Path(dtale_nb.__file__).parent


def of_forms():
    """Kinds, options and their words."""
    from dtale_nb.charts.form import WORDS

    for chart in CHARTS.values():
        yield chart.title
        for each in fields(chart.Options):
            control = control_of(each)
            yield control.label
            yield from (WORDS.get(word, word) for word in control.words)


def written(node):
    """A text as it stands in code, gaps as {}; '' where it is none."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(written(each) or "{}" for each in node.values)
    return ""


def of_code():
    """What our modules say: errors with their hints, and what goes through `say`."""
    folders = (ROOT / "charts", ROOT / "engine" / "aggregate")
    for file in (each for folder in folders for each in folder.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            name = isinstance(node, ast.Call) and getattr(node.func, "id", "")
            if name in CALLS:
                hints = [each.value for each in node.keywords if each.arg == "hint"]
                yield from (written(each) for each in (*node.args[:1], *hints))


def told():
    """All texts whose letters say something."""
    texts = {*of_forms(), *of_code()}
    return sorted(each for each in texts if sum(map(str.isalpha, each)) > 2)


@pytest.mark.parametrize("language", CATALOGUES)
def test_every_text_is_translated(language):
    missing = []
    for text in told():
        filled = text.replace("{}", "9")
        if translated(filled, language) == filled and text not in SAME:
            missing.append(text)
    assert missing == []


def test_every_phrase_has_the_same_gaps_in_all_languages():
    lines = (ROOT / "charts" / "phrases.tsv").read_text("utf-8").splitlines()
    texts = [line.split("\t") for line in lines]
    assert {len(each) for each in texts} == {4}
    assert len({each[0] for each in texts}) == len(texts)
    for each in texts:
        assert len({text.count("{}") for text in each}) == 1, each


def test_numbers_and_words_of_ours_stand_in_gaps():
    said = translated("12,345 rows of 1,000,000", "de")
    assert said == "12.345 Zeilen von 1.000.000"
    assert translated("choose categories", "de") == "Kategorien wählen"
    assert translated("9 of 12 words are drawn", "pt").startswith("9 de 12 palavras")
    assert translated("nothing known {0} {}", "de") == "nothing known {0} {}"
    assert "{0}" in translated("9 rows without {0} are not drawn", "zh")
    assert translated("Bar", "en") == "Bar"


@pytest.mark.parametrize(
    ("setting", "accepted", "language"),
    [
        ("auto", "de-DE,de;q=0.9,en;q=0.8", "de"),
        ("auto", "fr,en;q=0.5,pt-BR;q=0.7", "pt"),
        ("auto", "fr", "en"),
        ("auto", "de;q=0", "en"),
        ("auto", "", "en"),
        ("auto", "x;q=y,zh-CN", "zh"),
        ("zh-Hans", "de", "zh"),
        ("en", "de", "en"),
    ],
)
def test_a_page_speaks_as_the_grid_does(setting, accepted, language):
    assert language_of(setting, accepted) == language
