"""The viewer speaks the browser's language, and stands in either direction."""

from __future__ import annotations

import pandas as pd
import pytest
from browser.grid_page import open_view, settled
from oracle import OracleSource, OracleStore, serving
from playwright.sync_api import expect


@pytest.fixture(scope="module")
def root():
    store = OracleStore()
    store.add_oracle("some", OracleSource(1_000_000, 40))
    with serving(store) as address:
        yield address


@pytest.mark.parametrize(
    ("locale", "lang", "said"),
    [
        (
            "de-DE",
            "de",
            ("1.000.000 Zeilen", "Herunterladen", "Spalten…", "Diese Liste"),
        ),
        ("zh-CN", "zh-Hans", ("1,000,000 行", "下载", "列…", "此列表")),
        ("pt-BR", "pt-BR", ("1.000.000 linhas", "Baixar", "Colunas…", "Esta lista")),
        ("fr-FR", "en", ("1,000,000 rows", "Download", "Columns…", "This list")),
    ],
)
def test_it_speaks_the_browsers_language(browser, root, locale, lang, said):
    """Status line, bar and menus are in the language of the browser."""
    rows, download, item, keys = said
    context = browser.new_context(locale=locale)
    page = context.new_page()
    open_view(page, root, "some")
    expect(page.locator("#rows")).to_have_text(rows)
    expect(page.locator("html")).to_have_attribute("lang", lang)
    page.mouse.move(300, 200)
    page.wait_for_selector("[data-actions]", state="attached")
    page.get_by_role("button", name=download).wait_for()
    page.get_by_role("gridcell").first.click(button="right")
    page.get_by_role("menuitem", name=item).wait_for()
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    page.get_by_text(keys, exact=True).wait_for()
    context.close()


@pytest.mark.parametrize(
    ("locale", "total", "missing"),
    [
        ("de-DE", "Summe 4\u202f000.0", "33 % fehlen"),
        ("pt-BR", "soma 4\u202f000.0", "33% ausentes"),
        ("en-US", "sum 4,000.0", "33% missing"),
    ],
)
def test_figures_are_read_as_they_are_meant(browser, locale, total, missing):
    """No total looks like a decimal to a reader whose decimals have a comma."""
    context = browser.new_context(locale=locale)
    page = context.new_page()
    store = OracleStore()
    view = store.add(pd.DataFrame({"n": [1_500, 2_500, None]}), pinned=True)
    with serving(store) as root:
        open_view(page, root, view.id)
        page.mouse.move(300, 200)
        page.wait_for_selector("[data-actions]", state="attached")
        page.get_by_role("gridcell").first.click()
        page.keyboard.press("Control+Space")
        expect(page.locator("#selected")).to_contain_text(total)
        page.keyboard.press("Shift+F10")
        page.get_by_role("menuitem").nth(-4).click()
        expect(page.locator(".panel .lines")).to_contain_text(f"float64 · {missing}")
        context.close()


_ENDS = """(el) => {
  const text = el.firstChild, range = document.createRange();
  const leftOf = (at) => {
    range.setStart(text, at);
    range.setEnd(text, at + 1);
    return range.getBoundingClientRect().left;
  };
  return [leftOf(0), leftOf(text.data.length - 1)];
}"""
"""Where the first and the last letter of an element stand, from the left."""


def _turned(route):
    answer = route.fetch()
    html = answer.text().replace("<html ", '<html dir="rtl" ', 1)
    route.fulfill(response=answer, body=html)


def test_figures_in_a_page_from_right_to_left(page, diary):
    """A sign stands before its number, and the ends of an axis where its bars end."""
    store = OracleStore()
    frame = pd.DataFrame({"n": [-7.25, -2.0, -1.0] * 9})
    view = store.add(frame, name="negative", pinned=True)
    page.set_viewport_size({"width": 900, "height": 600})
    page.route(f"**/views/{view.id}/", _turned)
    with serving(store) as root:
        open_view(page, root, view.id)
        page.get_by_role("gridcell").first.click()
        page.keyboard.press("Alt+Enter")
        figure = page.locator(".figures dd > span").first
        expect(figure).to_contain_text("-7.25")
        begins, ends = figure.evaluate(_ENDS)
        assert begins < ends
        least, most = (page.locator(".axis span").nth(at) for at in (0, -1))
        assert least.text_content().startswith("-7")
        assert least.bounding_box()["x"] < most.bounding_box()["x"]
        diary.assert_clean()


def test_a_page_from_right_to_left_keeps_the_grid(page, root, diary):
    """dir=rtl turns the bars; the grid scrolls to its last cell and shows the truth."""
    page.set_viewport_size({"width": 900, "height": 480})
    page.route("**/views/some/", _turned)
    open_view(page, root, "some")
    assert settled(page).wrong == []
    # Numbers and sentences are read as they are meant, not the other way round.
    for words in (".shape", "#rows"):
        begins, ends = page.locator(words).evaluate(_ENDS)
        assert begins < ends, words
    page.keyboard.press("Tab")
    page.get_by_role("gridcell").first.click()
    page.keyboard.press("Control+End")
    view = settled(page)
    assert view.wrong == []
    assert (view.rows[1], view.columns[1]) == (999_999, 39)
    diary.assert_clean()
