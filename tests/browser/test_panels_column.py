"""The column panel: every figure, the chart, the values; by mouse and by keys."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from browser.panel_page import (
    N_ROWS,
    frame,
    head,
    open_near,
    serving,
    shown,
)
from playwright.sync_api import expect

from dtale_nb.settings import Settings

F = frame()
PRICE, SIDE = F["price"], F.iloc[:, 2]


@pytest.fixture
def view(page, store, diary):
    page.set_viewport_size({"width": 1024, "height": 640})
    with shown(store) as made:
        yield made
    diary.assert_clean()


def figure(page, name):
    """What stands beside a word of the panel."""
    return page.locator(f".figures dt:text-is('{name}') + dd")


def test_the_panel_tells_what_pandas_tells(page, root, view):
    """By the header's menu; of all rows, then of the rows that a filter keeps."""
    open_near(page, root, view)
    head(page, 0).click(button="right")
    page.get_by_role("menuitem", name="Summary").click()
    panel = page.get_by_role("dialog", name="Column price")
    expect(figure(page, "rows")).to_have_text(f"{N_ROWS:,}")
    expect(figure(page, "min · max")).to_have_text(f"{PRICE.min()} · {PRICE.max()}")
    expect(figure(page, "distinct")).to_have_text(f"{PRICE.nunique():,}")
    expect(figure(page, "missing")).to_contain_text(f"{PRICE.isna().sum()}")
    mean = figure(page, "mean · std").locator("span").first
    expect(mean).to_have_text(f"{PRICE.mean():.7g}\xa0·")
    exact = float(mean.get_attribute("title"))
    assert exact == pytest.approx(PRICE.mean(), rel=1e-12)
    expect(panel.locator(".chart svg")).to_be_visible()
    first = panel.locator(".bars .btn").first
    top = PRICE.value_counts().iloc[0]
    expect(first.locator(".often")).to_have_text(str(top))
    view.change(filter={"column": "amount", "op": "lt", "value": 100})  # by Python
    page.get_by_role("button", name="Next column").click()
    page.get_by_role("button", name="Previous column").click()
    kept = PRICE[F["amount"] < 100]
    expect(figure(page, "rows")).to_have_text(f"{len(kept):,} of {N_ROWS:,}")
    expect(figure(page, "min · max")).to_have_text(f"{kept.min()} · {kept.max()}")


def test_the_panel_by_keys_only(page, root, view):
    """Alt+Enter, next column, a value found and kept, width, Escape, focus back."""
    open_near(page, root, view)
    cell = page.locator('[aria-rowindex="2"] [aria-colindex="3"]').first
    cell.click()
    page.keyboard.press("Alt+Enter")
    expect(page.get_by_role("dialog", name="Column amount")).to_be_visible()
    page.get_by_role("button", name="Next column").press("Enter")
    expect(page.get_by_role("dialog", name="Column side")).to_be_visible()
    find = page.get_by_role("dialog").get_by_role("searchbox")
    find.press_sequentially("SEL")
    expect(page.locator(".bars .btn")).to_have_count(1)
    page.locator(".bars .btn").press("Enter")
    count = int((SIDE == "sell").sum())
    expect(page.locator("#rows")).to_have_text(f"{count:,} of {N_ROWS:,} rows")
    expect(figure(page, "distinct")).to_have_text("1")
    handle = page.get_by_role("separator")
    before = page.locator(".panel.side").bounding_box()["width"]
    handle.press("ArrowRight")
    assert page.locator(".panel.side").bounding_box()["width"] == before - 20
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert page.evaluate("document.activeElement.closest('[role=grid]') !== null")


def test_what_is_selected_is_still_told_beside_a_panel(page, root, view):
    """A column is selected; the summary of another one opens: its sum stays."""
    open_near(page, root, view)
    page.locator('[aria-rowindex="2"] [aria-colindex="3"]').first.click()
    page.keyboard.press("Control+Space")
    told = page.locator("#selected")
    total = f"sum {int(F['amount'].sum()):,}"
    expect(told).to_contain_text(total)
    head(page, 7).click(button="right")
    page.get_by_role("menuitem", name="Summary").click()
    panel = page.get_by_role("dialog", name="Column tags")
    expect(panel.locator(".figures dd").first).to_have_text(f"{N_ROWS:,}")
    expect(panel.get_by_role("searchbox")).to_be_hidden()  # lists are not compared
    expect(told).to_contain_text(total)
    page.keyboard.press("Escape")
    expect(told).to_contain_text(total)


def test_what_is_estimated_says_so_and_is_computed_exactly_when_asked(page, store):
    """No time for 300,000 rows: marked figures; a button later they are pandas' own."""
    chance = np.random.default_rng(3)
    big = pd.DataFrame({"x": chance.normal(size=300_000)})
    big.loc[::7, "x"] = np.nan
    view = store.add(big, name="big", pinned=True)
    with serving(store, settings=Settings(summary_seconds=0)) as root:
        open_near(page, root, view)
        head(page, 0).click(button="right")
        page.get_by_role("menuitem", name="Summary").click()
        panel = page.get_by_role("dialog", name="Column x")
        expect(figure(page, "distinct")).to_contain_text("≈")
        near_zero, spread = figure(page, "mean · std").locator("small").all()
        assert "%" not in near_zero.inner_text()
        expect(spread).to_have_text("± 0.58%")
        rank = figure(page, "quartiles").locator("small")
        expect(rank).to_have_text("± 0.57% of the rows")
        expect(figure(page, "rows")).to_have_text("300,000")
        missing = figure(page, "missing")
        expect(missing).to_contain_text(f"{big['x'].isna().sum():,}")
        expect(missing).not_to_contain_text("≈")
        expect(head(page, 0)).not_to_contain_text("≈")  # the share there is exact, too
        method = figure(page, "mean · std").locator("small").first
        assert "65,536" in (method.get_attribute("title") or "")
        panel.get_by_role("button", name="Compute exactly").press("Enter")
        expect(figure(page, "distinct")).to_have_text(f"{big['x'].nunique():,}")
        least, most = big["x"].min(), big["x"].max()
        expect(figure(page, "min · max")).to_have_text(f"{least} · {most}")
        expect(panel.locator(".figures")).not_to_contain_text("≈")
        expect(panel.get_by_role("button", name="Compute exactly")).to_have_count(0)
    store.let_go(view.id)


def test_characters_that_nobody_sees_are_written_as_signs(page, root, store):
    """
    Texts that differ in what is unseen, and one that turns what follows it round: they
    are told apart in the panel, the header's picture and the filter's sentence, before
    and after the script.
    """
    texts = ["a\nb", "a\tb", "\u202eab"] * 10
    view = store.add(pd.DataFrame({"t": texts}), pinned=True)
    open_near(page, root, view)
    head(page, 0).locator(".part").first.wait_for()
    signs = {"a↵b", "a⇥b", "⟨202E⟩ab"}
    assert set(head(page, 0).locator(".part").all_inner_texts()) == signs
    page.keyboard.press("Escape")
    head(page, 0).click(button="right")
    page.get_by_role("menuitem", name="Summary").click()
    expect(page.locator(".bars .btn .name")).to_have_count(3)
    assert set(page.locator(".bars .btn .name").all_inner_texts()) == signs
    page.locator(".bars .btn", has_text="⟨202E⟩ab").click()
    said = "t is one of “⟨202E⟩ab”"
    expect(page.locator(".pill .what")).to_have_text(said)
    page.route("**/assets/**", lambda route: route.abort())
    page.goto(f"{root}views/{view.id}/")
    expect(page.locator(".pill .what")).to_have_text(said)
    store.let_go(view.id)
