"""The view's state in a link, undone by a key; and what axe finds in panels."""

from __future__ import annotations

import base64
import json
import re

import pytest
from browser.panel_page import (
    N_ROWS,
    frame,
    head,
    open_near,
    shown,
)
from browser.test_grid_access import findings
from playwright.sync_api import expect

from dtale_nb.engine.documents import changes_of, document
from dtale_nb.engine.layout import Layout

F = frame()


@pytest.fixture
def view(page, store, diary):
    page.set_viewport_size({"width": 1024, "height": 508})
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    with shown(store) as made:
        yield made
    diary.assert_clean()


SPEC = {"all": [{"column": "amount", "op": "lt", "value": 100}]}
KEPT = f"{(F['amount'] < 100).sum()} of {N_ROWS:,} rows"


def test_a_link_brings_filter_and_sort_back(page, root, view, store):
    """Copy link; the view is set otherwise; the link sets it back, and is used once."""
    view.change(filter=SPEC)
    open_near(page, root, view)
    head(page, 1).press("Enter")
    expect(page.locator("#sorted")).to_have_text("sorted by amount")
    page.locator('[aria-rowindex="2"] [aria-colindex="2"]').first.click(button="right")
    page.get_by_role("menuitem", name="Copy link").click()
    expect(page.locator("#note")).to_contain_text("Link copied")
    link = page.evaluate("navigator.clipboard.readText()")
    assert link.startswith(f"{root}views/{view.id}/#state=")
    view.change(filter=None, sort=())
    page.goto("about:blank")
    page.goto(link)
    expect(page.locator("#rows")).to_have_text(KEPT)
    expect(page.locator("#sorted")).to_have_text("sorted by amount")
    assert "#" not in page.url


def test_a_link_brings_looks_to_a_new_tab(page, root, view, diary):
    """Formats, height of rows and colour: all as where the link was copied."""
    formats = [{"dtype": "float64", "decimals": 3}]
    looks = {"formats": formats, "lines": 2, "colour": {"mode": "heat"}}
    view.change(**changes_of(looks, view.source))
    open_near(page, root, view)
    page.get_by_role("gridcell").first.click(button="right")
    page.get_by_role("menuitem", name="Copy link").click()
    expect(page.locator("#note")).to_contain_text("Link copied")
    link = page.evaluate("navigator.clipboard.readText()")
    wanted = document(view.state, view.source)
    plain = {"formats": [], "lines": 1, "colour": None}
    view.change(**changes_of(plain, view.source))
    tab = page.context.new_page()
    tab.goto(link)
    expect(tab.locator(".hue-heat").first).to_be_attached()
    expect(tab.locator(".tall").first).to_be_attached()
    brought = document(view.state, view.source)
    assert {part: brought[part] for part in plain} == {
        part: wanted[part] for part in plain
    }
    tab.close()


def test_a_link_brings_columns_and_search_to_a_new_tab(page, root, view, diary):
    """Hidden columns, the search with its hits: all as where the link was copied."""
    open_near(page, root, view)
    head(page, 0).click(button="right")
    page.get_by_role("menuitem", name="Hide").click()
    page.keyboard.press("Control+f")
    page.get_by_role("searchbox", name="Search").fill("swap")
    hits = f"{int((F.iloc[:, 2] == 'swap').sum())} hits"
    expect(page.locator(".find .hits")).to_have_text(hits)
    page.get_by_role("gridcell").first.click(button="right")
    page.get_by_role("menuitem", name="Copy link").click()
    expect(page.locator("#note")).to_contain_text("Link copied")
    link = page.evaluate("navigator.clipboard.readText()")
    view.change(columns=Layout(), search=None)
    tab = page.context.new_page()
    tab.goto(link)
    expect(tab.locator(".find .hits")).to_have_text(hits)
    expect(tab.get_by_role("searchbox", name="Search")).to_have_value("swap")
    expect(head(tab, 0)).to_contain_text("amount")
    assert "#" not in tab.url
    assert view.state.search == "swap"
    tab.close()


def fragment(state):
    text = state if isinstance(state, bytes) else json.dumps(state).encode()
    return "#state=" + base64.urlsafe_b64encode(text).decode().rstrip("=")


BROKEN = "The link was not whole"
ODD = "The link does not fit this frame"
LINKS = [
    ("#state=e30x", BROKEN),
    ("#state=%E0%A4%A", BROKEN),
    ("#state=", BROKEN),
    (fragment(b"\xff\xfe[1"), BROKEN),
    (fragment([1, 2]), BROKEN),
    (fragment("text"), BROKEN),
    (fragment(None), BROKEN),
    (fragment({"filter": {"column": "gone", "op": "missing"}}), ODD),
    (fragment({"filter": {"position": 0, "op": "__import__", "value": "os"}}), ODD),
    (fragment({"filter": "DROP TABLE"}), ODD),
    (fragment({"sort": "price"}), ODD),
    (fragment({"columns": {"order": "0-999999"}}), ODD),
    (fragment({"search": ["<img src=x onerror=alert(1)>"]}), ODD),
    (fragment({"filter": {"not": {"not": {"column": "<b>x</b>", "op": 1}}}}), ODD),
]


def test_broken_and_hostile_links_change_nothing_and_say_so(page, root, view):
    """Cut, of another frame, or made to harm: a sentence, and the view as it was."""
    view.change(filter=SPEC)
    before = view.state
    for link, said in LINKS:
        page.goto("about:blank")
        page.goto(f"{root}views/{view.id}/{link}")
        expect(page.locator("#note")).to_contain_text(said)
        expect(page.locator("#rows")).to_have_text(KEPT)
        assert "#" not in page.url
        assert view.state == before
        assert page.locator("#note *").count() == 0


def test_changes_are_undone_one_by_one(page, root, view):
    """Ctrl+Z takes a sort back, then a filter."""
    open_near(page, root, view)
    cell = page.locator('[aria-rowindex="2"] [aria-colindex="4"]').first
    cell.click(button="right")
    page.get_by_role("menuitem", name="Keep only this value").click()
    expect(page.locator("#rows")).not_to_have_text(f"{N_ROWS:,} rows")
    head(page, 1).press("Enter")
    expect(page.locator("#sorted")).to_have_text("sorted by amount")
    page.keyboard.press("Control+z")
    expect(page.locator("#sorted")).to_have_text("")
    page.keyboard.press("Control+z")
    expect(page.locator("#rows")).to_have_text(f"{N_ROWS:,} rows")


def keep_next_state(page):
    """Let the next change of the view take its time, more than there is."""
    held = []
    page.route("**/state", lambda route: held.append(route), times=1)  # noqa: PLW0108
    return held


def test_quick_undoing_never_goes_forward(page, root, view):
    """Three sorts, undone as fast as keys come: one step for each key, to the first."""
    open_near(page, root, view)
    order = page.locator("#sorted")
    for number in (0, 1, 3):
        head(page, number).press("Shift+Enter")
        expect(head(page, number)).to_have_attribute("aria-sort", "ascending")
    everything = order.inner_text()
    held = keep_next_state(page)
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    expect(order).to_have_text(everything.partition(",")[0])
    assert len(held) == 1
    page.keyboard.press("Control+z")
    expect(order).to_have_text("")
    page.keyboard.press("Control+z")
    page.wait_for_timeout(500)
    assert order.inner_text() == ""


def test_undoing_takes_back_what_is_on_its_way(page, root, view):
    """Ctrl+Z while a sort takes its time: the sort goes, the filter before it stays."""
    open_near(page, root, view)
    rows = page.locator("#rows")
    cell = page.locator('[aria-rowindex="2"] [aria-colindex="4"]').first
    cell.click(button="right")
    page.get_by_role("menuitem", name="Keep only this value").click()
    expect(rows).not_to_have_text(f"{N_ROWS:,} rows")
    kept = rows.inner_text()
    held = keep_next_state(page)
    head(page, 1).press("Enter")
    expect(page.locator("#grid")).to_have_class(re.compile(r"\bold\b"))
    page.keyboard.press("Control+z")
    expect(page.locator("#grid")).not_to_have_class(re.compile(r"\bold\b"))
    page.wait_for_timeout(300)
    assert len(held) == 1
    assert rows.inner_text() == kept
    assert page.locator("#sorted").inner_text() == ""
    page.keyboard.press("Control+z")
    expect(rows).to_have_text(f"{N_ROWS:,} rows")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_panels(page, root, view, scheme):
    """Pictures, pills, builder, values, column panel, search: no finding."""
    page.emulate_media(color_scheme=scheme)
    view.change(
        filter={"all": [*SPEC["all"], {"column": "done", "op": "present", "off": True}]}
    )
    open_near(page, root, view)
    head(page, 2).locator(".part").first.wait_for()
    page.locator("#pills button").first.wait_for()
    assert findings(page) == []
    page.get_by_role("button", name="+ Filter").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Column", exact=True).select_option(label="desk")
    dialog.get_by_role("checkbox").first.wait_for()
    assert findings(page) == []
    page.keyboard.press("Escape")
    page.locator('[aria-rowindex="2"] [aria-colindex="2"]').first.click()
    page.keyboard.press("Alt+Enter")
    page.locator(".bars .btn").first.wait_for()
    page.locator(".figures dd").first.wait_for()
    assert findings(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("Control+f")
    page.get_by_role("searchbox", name="Search").fill("swap")
    expect(page.locator(".find .hits")).to_contain_text("hits")
    assert findings(page) == []


def test_a_key_undoes_from_a_pill_and_from_a_panel(page, root, view):
    """Ctrl+Z where the last change was made; in a field it is the field's own."""
    open_near(page, root, view)
    page.locator('[aria-rowindex="2"] [aria-colindex="5"]').first.click()
    page.keyboard.press("Alt+Enter")
    panel = page.get_by_role("dialog")
    panel.get_by_role("button", name=re.compile("^rates")).click()
    rates = f"{(F['desk'] == 'rates').sum():,} of {N_ROWS:,} rows"
    expect(page.locator("#rows")).to_have_text(rates)
    panel.get_by_label("Find a value").fill("ra")
    page.keyboard.press("Control+z")
    expect(panel.get_by_label("Find a value")).to_have_value("")
    expect(page.locator("#rows")).to_have_text(rates)
    panel.get_by_role("button", name=re.compile("^rates")).focus()
    page.keyboard.press("Control+z")
    expect(page.locator("#rows")).to_have_text(f"{N_ROWS:,} rows")
    page.keyboard.press("Escape")
    view.change(filter=SPEC)
    page.reload()
    open_near(page, root, view)
    page.get_by_role("button", name="Set aside: amount").click()
    expect(page.locator("#rows")).to_have_text(f"{N_ROWS:,} rows")
    page.keyboard.press("Control+z")
    expect(page.locator("#rows")).to_have_text(KEPT)


def test_a_value_is_kept_alone_where_others_are_set_aside(page, root, view):
    """A condition is set aside; a click on another value keeps that value alone."""
    aside = {"column": "desk", "op": "in", "value": ["rates"], "off": True}
    view.change(filter={"all": [aside]})
    open_near(page, root, view)
    page.locator('[aria-rowindex="2"] [aria-colindex="5"]').first.click()
    page.keyboard.press("Alt+Enter")
    page.get_by_role("dialog").get_by_role("button", name=re.compile("^credit")).click()
    credit = f"{(F['desk'] == 'credit').sum():,} of {N_ROWS:,} rows"
    expect(page.locator("#rows")).to_have_text(credit)
