"""Filters by hand: built, told, edited, set aside, removed; by mouse and by keys."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from browser.panel_page import (
    N_ROWS,
    frame,
    head,
    open_near,
    rows_said,
    shown,
)
from playwright.sync_api import expect


@pytest.fixture
def view(page, store, diary):
    page.set_viewport_size({"width": 1024, "height": 640})
    with shown(store) as made:
        yield made
    diary.assert_clean()


def expect_rows(page, count):
    said = f"{count:,} of {N_ROWS:,} rows" if count < N_ROWS else f"{N_ROWS:,} rows"
    expect(page.locator("#rows")).to_have_text(said)


def field(page, name):
    return page.get_by_role("dialog").get_by_label(name, exact=True)


F = frame()
PRICE, AMOUNT, SIDE, TIME = F["price"], F["amount"], F.iloc[:, 2], F["time"]
QUARTILES = PRICE.quantile([0.25, 0.75])
REACH = 1.5 * (QUARTILES.iloc[1] - QUARTILES.iloc[0])
NEWEST = TIME.max()

OUTLIERS = ~PRICE.between(QUARTILES.iloc[0] - REACH, QUARTILES.iloc[1] + REACH)
DAYS = TIME.dt.normalize()
HOURS = {"From": "09:00", "To": "12:00"}
SPAN = "2026-02-01", "2026-02-03"
FROM_TO = dict(zip(("From", "To"), SPAN, strict=True))
CASE = "Ignore upper and lower case"
YEARS = "Years, such as 2024, 2026"

CASES = [
    ("price", "between", {"From": "90", "To": "110.5"}, PRICE.between(90, 110.5)),
    ("price", "between", {"From": "9x", "To": "1"}, "not a number: '9x'"),
    ("price", "gt", {"Value": "130"}, PRICE > 130),
    ("amount", "top", {"How many": "7"}, AMOUNT.nlargest(7).iloc[-1] <= AMOUNT),
    ("price", "outlier", {}, OUTLIERS & PRICE.notna()),
    ("price", "missing", {}, PRICE.isna()),
    ("price", "nan", {}, PRICE.isna()),
    ("side (2)", "contains", {"Value": "S", CASE: True}, SIDE.str.contains("s")),
    ("side (2)", "regex", {"Pattern": "^s.*p$"}, SIDE == "swap"),
    ("side (2)", "regex", {"Pattern": "("}, "missing )"),
    ("side (2)", "in", {"buy": True, "swap": True}, SIDE.isin(["buy", "swap"])),
    ("side (8)", "equals", {"Value": "x"}, F.iloc[:, 8] == "x"),
    ("desk", "in", {"rates": True}, F["desk"] == "rates"),
    ("done", "eq", {"Value": ("false",)}, ~F["done"]),
    ("time", "on", {"Value": "2026-02-03"}, TIME.dt.date == dt.date(2026, 2, 3)),
    ("time", "between", FROM_TO, DAYS.between(*SPAN)),
    ("time", "last", {"How much": "3"}, NEWEST - dt.timedelta(days=3) <= TIME),
    ("time", "time_between", HOURS, TIME.dt.hour.between(9, 12)),
    ("time", "weekday", {"Mon": True}, TIME.dt.dayofweek == 0),
    ("time", "month", {"Feb": True}, TIME.dt.month == 2),
    ("time", "year", {YEARS: "2027"}, TIME.dt.year == 2027),
    ("took", "lt", {"Value": "1 minute"}, F["took"] < dt.timedelta(minutes=1)),
    ("tags", "has", {"Value": "b"}, F["tags"].map(lambda tags: "b" in tags)),
    ("tags", "length", {"At most": "0"}, F["tags"].map(len) == 0),
    ("order", "le", {"Value": "41"}, F.index <= 41),
]  # fmt: skip


def test_every_kind_of_filter_keeps_what_pandas_keeps(page, root, view):
    """Each operator is chosen and filled in: the rows are those of pandas."""
    open_near(page, root, view)
    add = page.get_by_role("button", name="+ Filter")
    for column, op, fills, expected in CASES:
        add.click()
        field(page, "Column").select_option(label=column)
        field(page, "Condition").select_option(op)
        for name, value in fills.items():
            if value is True:
                page.get_by_role("dialog").get_by_role("checkbox", name=name).check()
            elif isinstance(value, tuple):
                field(page, name).select_option(value[0])
            else:
                field(page, name).fill(value)
        if isinstance(expected, str):
            expect(
                page.get_by_role("dialog").get_by_role("alert").first
            ).to_contain_text(expected)
            page.keyboard.press("Escape")
            continue
        page.get_by_role("button", name="Apply").click()
        expect(page.get_by_role("dialog")).to_have_count(0)
        expect_rows(page, int(expected.sum()))
        page.get_by_role("button", name="Remove:").click()
        expect_rows(page, N_ROWS)


def test_a_filter_is_built_edited_and_removed_by_keys_only(page, root, view):
    """Menu of a header, fields, Enter, pill: no mouse; the focus is never lost."""
    page.goto(f"{root}views/{view.id}/")
    page.wait_for_selector("[data-ready]", state="attached")
    page.keyboard.press("Tab")
    page.wait_for_selector("[data-actions]", state="attached")
    page.locator('[role=grid] [tabindex="0"]').focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Alt+ArrowDown")
    page.get_by_role("menu").wait_for()
    page.keyboard.press("f")
    page.keyboard.press("Enter")
    expect(field(page, "From")).to_be_focused()
    page.keyboard.type("90")
    page.keyboard.press("Tab")
    page.keyboard.type("95")
    expect(page.get_by_role("dialog").get_by_role("status")).to_have_text(
        "price between 90 and 95"
    )
    page.keyboard.press("Enter")
    expect_rows(page, int(PRICE.between(90, 95).sum()))
    expect(head(page, 0)).to_be_focused()
    page.get_by_role("button", name="Edit:").focus()
    page.keyboard.press("Enter")
    expect(field(page, "From")).to_have_value("90")
    page.keyboard.press("Control+a")
    page.keyboard.type("80")
    page.keyboard.press("Enter")
    expect_rows(page, int(PRICE.between(80, 95).sum()))
    toggle = page.get_by_role("button", name="Set aside:")
    toggle.focus()
    page.keyboard.press("Space")
    expect_rows(page, N_ROWS)
    expect(toggle).to_have_attribute("aria-pressed", "true")
    expect(toggle).to_be_focused()
    page.keyboard.press("Space")
    expect_rows(page, int(PRICE.between(80, 95).sum()))
    page.get_by_role("button", name="Remove:").focus()
    page.keyboard.press("Enter")
    expect_rows(page, N_ROWS)
    expect(page.get_by_role("button", name="+ Filter")).to_be_focused()


def test_groups_are_built_told_and_kept(page, root, view):
    """Any of two, none of one: a pill tells the whole group; a reload keeps it."""
    open_near(page, root, view)
    page.get_by_role("button", name="+ Filter").click()
    field(page, "Keep rows where").select_option("any")
    field(page, "Column").select_option(label="amount")
    field(page, "Condition").select_option("lt")
    field(page, "Value").fill("20")
    page.get_by_role("button", name="+ Condition").click()
    field(page, "Column").nth(1).select_option(label="done")
    field(page, "Value").nth(1).select_option("false")
    page.get_by_role("button", name="Apply").click()
    either = (AMOUNT < 20) | ~F["done"]
    expect_rows(page, int(either.sum()))
    page.get_by_role("button", name="+ Filter").click()
    field(page, "Keep rows where").select_option("none")
    field(page, "Column").select_option(label="desk")
    field(page, "Condition").select_option("contains")
    field(page, "Value").fill("rat")
    page.get_by_role("button", name="Apply").click()
    expect_rows(page, int((either & (F["desk"] != "rates")).sum()))
    pills = page.locator("#pills .what")
    said = ["amount < 20 or done = False", "not (desk contains “rat”)"]
    expect(pills).to_have_text(said)
    page.reload()
    expect(pills).to_have_text(said)
    expect_rows(page, int((either & (F["desk"] != "rates")).sum()))
    page.get_by_role("button", name="Clear all").click()
    expect_rows(page, N_ROWS)


def test_a_condition_inside_a_group_is_set_aside_and_taken_back(page, root, view):
    """One of two goes by mouse and comes back by keys; the pill tells what is left."""
    view.change(
        filter={
            "any": [
                {"column": "amount", "op": "lt", "value": 20},
                {"not": {"column": "done", "op": "eq", "value": True}},
            ]
        }
    )
    open_near(page, root, view)
    pill = page.locator("#pills .what")
    expect(pill).to_have_text("amount < 20 or not (done = True)")
    pill.click()
    dialog = page.get_by_role("dialog")
    toggle = dialog.get_by_role("button", name="Set this condition aside").nth(1)
    toggle.click()
    expect(toggle).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="Apply").click()
    expect_rows(page, int((AMOUNT < 20).sum()))
    expect(pill).to_have_text("amount < 20")
    page.reload()
    expect(pill).to_have_text("amount < 20")  # the other is kept, set aside
    pill.click()
    expect(toggle).to_have_attribute("aria-pressed", "true")
    toggle.focus()
    page.keyboard.press("Space")
    expect(toggle).to_have_attribute("aria-pressed", "false")
    field(page, "Value").first.focus()
    page.keyboard.press("Enter")
    expect(pill).to_have_text("amount < 20 or not (done = True)")
    expect_rows(page, int(((AMOUNT < 20) | ~F["done"]).sum()))


def test_a_pill_is_clicked_before_its_script_is_here(page, root, view):
    """The server has written the pill; the click is kept until it can be edited."""

    def late(route):
        page.wait_for_timeout(400)
        route.continue_()

    view.change(filter={"column": "amount", "op": "lt", "value": 20})
    page.route(re.compile(r"/assets/.*/pills\.js"), late)
    page.goto(f"{root}views/{view.id}/")
    page.locator("#pills span.what").click()
    expect(page.get_by_role("dialog", name="Filter")).to_be_visible()


def test_a_cell_is_kept_or_excluded_by_its_menu(page, root, view):
    """Keep only the value of a cell; then exclude a missing one."""
    open_near(page, root, view)
    cell = page.locator('[aria-rowindex="2"] [aria-colindex="4"]').first
    value = cell.inner_text()
    cell.click(button="right")
    page.get_by_role("menuitem", name="Keep only this value").click()
    expect_rows(page, int(SIDE.eq(value).sum()))
    page.get_by_role("button", name="Remove:").click()
    expect_rows(page, N_ROWS)
    row = int(PRICE.isna().to_numpy().nonzero()[0][0])
    assert row < 20
    page.locator(f'[aria-rowindex="{row + 2}"] [aria-colindex="2"]').first.click()
    page.keyboard.press("Shift+F10")
    page.get_by_role("menuitem", name="Exclude this value").press("Enter")
    expect_rows(page, int(PRICE.notna().sum()))


def test_no_row_is_left_and_said_so(page, root, view):
    """A filter that keeps nothing says so, and the way back is there."""
    view.change(filter={"column": "amount", "op": "gt", "value": 10_000})
    open_near(page, root, view)
    expect(
        page.get_by_text(f"No rows: the filter keeps none of {N_ROWS:,}")
    ).to_be_visible()
    assert rows_said(page) == f"0 of {N_ROWS:,} rows"
    page.get_by_role("button", name="Remove:").click()
    expect_rows(page, N_ROWS)
    expect(page.get_by_text("No rows:")).to_be_hidden()


def test_what_is_edited_is_found_again_where_others_have_gone(page, root, view):
    """A pill is edited; others go, it is set aside meanwhile: no condition is lost."""
    parts = [
        {"column": "amount", "op": "lt", "value": 100},
        {"column": "price", "op": "gt", "value": 90},
        {"column": "desk", "op": "eq", "value": "rates"},
    ]
    view.change(filter={"all": parts})
    open_near(page, root, view)
    page.get_by_role("button", name="Edit: price").click()
    field(page, "Value").fill("95")
    page.get_by_role("button", name="Remove: amount").click()
    expect_rows(page, int(((PRICE > 90) & (F["desk"] == "rates")).sum()))
    page.get_by_role("button", name="Apply").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect_rows(page, int(((PRICE > 95) & (F["desk"] == "rates")).sum()))
    page.get_by_role("button", name="Edit: price").click()
    field(page, "Value").fill("99")
    page.get_by_role("button", name="Set aside: price").click()
    expect_rows(page, int((F["desk"] == "rates").sum()))
    page.get_by_role("button", name="Apply").click()
    expect(page.locator("#pills .set-aside")).to_contain_text("price > 99")
    expect_rows(page, int((F["desk"] == "rates").sum()))
    page.get_by_role("button", name="Edit: desk").click()
    page.get_by_role("button", name="Remove: desk").click()
    expect_rows(page, N_ROWS)
    page.get_by_role("button", name="Apply").click()
    expect_rows(page, int((F["desk"] == "rates").sum()))


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_pills_beyond_an_edge_are_seen_to_be_there(page, root, view, direction):
    """Three conditions in a narrow window: the bar fades where it goes on."""
    conditions = [
        {"column": "price", "op": "between", "value": [at, 150]} for at in (10, 20, 30)
    ]
    view.change(filter={"all": conditions})
    page.set_viewport_size({"width": 640, "height": 500})
    open_near(page, root, view)
    page.evaluate("way => { document.documentElement.dir = way; }", direction)
    pills = page.locator("#pills")
    expect(pills.get_by_role("group")).to_have_count(3)
    begin, end = ("right", "left") if direction == "rtl" else ("left", "right")
    expect(pills).to_have_class(f"pills more-{end}")
    pills.evaluate(f"el => {{ el.scrollLeft = {-60 if direction == 'rtl' else 60}; }}")
    for side in (begin, end):
        expect(pills).to_have_class(re.compile(f"more-{side}"))
    pills.evaluate("el => el.lastElementChild.scrollIntoView({ inline: 'nearest' })")
    expect(pills).to_have_class(f"pills more-{begin}")
    page.set_viewport_size({"width": 1600, "height": 500})
    expect(pills).to_have_class("pills")


def test_none_of_what_is_set_aside_is_told_as_all_rows(page, root, view):
    """A group of none, whose conditions are all set aside, keeps all: so it reads."""
    parts = [
        {"column": "amount", "op": "lt", "value": 100, "off": True},
        {"column": "price", "op": "gt", "value": 90, "off": True},
    ]
    view.change(filter={"all": [{"not": {"any": parts}}]})
    assert view.state.filter.sentence() == "all rows"
    open_near(page, root, view)
    expect(page.locator("#pills .what")).to_have_text("all rows")
    expect_rows(page, N_ROWS)
