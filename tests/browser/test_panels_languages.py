"""Filters, search and the column panel speak German through and through."""

from __future__ import annotations

from pathlib import Path

from browser.panel_page import open_near, shown
from playwright.sync_api import expect
from support.node import answer_of

PANELS = Path(__file__).parents[2] / "dtale_nb" / "viewer" / "panels"
WORDS = f"""
const of = async (file, name) => (await import("{PANELS.as_uri()}/" + file))[name];
const flat = (part) => typeof part === "string" ? [part]
  : Array.isArray(part) && Array.isArray(part[0]) ? part.map(([, word]) => word)
  : part && typeof part === "object" ? Object.values(part).flatMap(flat) : [];
const english = [await of("asks.js", "ASK"), await of("columnwords.js", "COLUMN")];
const german = await of("panelsgerman.js", "GERMAN_PANELS");
const catalogues = [await of("say.js", "SAY"), await of("panelwords.js", "PANEL")];
const all = Object.assign(...catalogues);
Object.assign(german.panel, (await of("german.js", "GERMAN")).say);
const keys = Object.keys(german.panel);
english.push(Object.fromEntries(keys.map((key) => [key, all[key]])));
const ours = new Set(flat(german));
console.log(JSON.stringify(flat(english).filter((word) => !ours.has(word))));
"""
SEEN = """() => [...document.querySelectorAll(".panel, .find, #pills, .bar, .t")]
    .flatMap(part => [...part.querySelectorAll("*")])
    .flatMap(el => [el.placeholder, el.title, el.getAttribute("aria-label"),
        ...[...el.childNodes].map(node => node.nodeType === 3 && node.data)])
    .filter(Boolean).map(text => text.trim()).filter(Boolean)"""


def english():
    """The words that German has other ones for."""
    return set(answer_of(WORDS))


def test_no_english_is_left_in_german_panels(browser, root, store):
    """Each form of the builder, its pill, the search box, a column's panel: German."""
    words = english()
    assert {"Condition", "is between", "Find a value", "quartiles"} <= words
    context = browser.new_context(
        locale="de-DE", viewport={"width": 1280, "height": 900}
    )
    page = context.new_page()
    seen = set()
    with shown(store) as view:
        open_near(page, root, view)
        for column in ("price", "side (2)", "time", "took", "tags"):
            page.get_by_role("button", name="+ Filter").click()
            dialog = page.get_by_role("dialog")
            dialog.get_by_label("Spalte", exact=True).select_option(label=column)
            ops = dialog.get_by_label("Bedingung", exact=True)
            values = ops.locator("option").evaluate_all("all => all.map(o => o.value)")
            for op in values:
                ops.select_option(op)
                seen.update(page.evaluate(SEEN))
            ops.press("Escape")
            expect(dialog).to_have_count(0)
        price = {"column": "price", "op": "between", "value": [90, 110]}
        either = {"any": [price, {"not": {"column": "time", "op": "missing"}}]}
        view.change(filter={"all": [price, either]})
        page.reload()
        said = ["price ist zwischen 90 und 110"]
        said.append(f"{said[0]} oder nicht (time fehlt)")
        expect(page.locator("#pills .what")).to_have_text(said)
        page.get_by_role("gridcell").nth(3).click()
        page.keyboard.press("Alt+Enter")
        page.get_by_role("dialog", name="Spalte desk").wait_for()
        page.locator(".panel .bars .btn").first.wait_for()
        seen.update(page.evaluate(SEEN))
        page.keyboard.press("Escape")
        page.keyboard.press("Control+f")
        page.get_by_role("searchbox", name="Suchen").fill("buy")
        expect(page.locator(".find .hits")).to_contain_text("Treffer")
        seen.update(page.evaluate(SEEN))
    context.close()
    assert len(seen) > 100
    assert seen & words == set()
