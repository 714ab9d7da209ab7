"""Each operator of each kind of column is built by keys alone and by mouse alone."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from browser.panel_page import open_near
from playwright.sync_api import expect

N_ROWS = 300


def frame():
    """A column of each kind, each with something missing."""
    chance = np.random.default_rng(5)
    price = chance.normal(100, 20, N_ROWS).round(0)
    price[:4] = [np.nan, np.inf, -np.inf, 400]
    words = np.array(["Élan", "elan", "swap", "", "  ", "buy"], dtype=object)
    note = pd.Series(words[chance.integers(0, 6, N_ROWS)], dtype=object)
    note[:1] = None
    time = pd.Series(pd.date_range("2026-01-01", periods=N_ROWS, freq="31h"))
    took = pd.Series(pd.to_timedelta(chance.integers(0, 900, N_ROWS), unit="s"))
    time[0] = took[0] = pd.NaT
    values = np.array([*[1, "1", b"x"] * 98, 2.5], dtype=object)
    nothings = [np.nan, None, pd.NA, pd.NaT, np.ma.masked]
    made = pd.DataFrame(
        {
            "price": price,
            "note": note.astype("str"),
            "time": time,
            "took": took,
            "done": pd.array([None, *(chance.random(N_ROWS - 1) < 0.7)], "boolean"),
            "desk": pd.Categorical(["rates", None, *["credit", "fx"] * 149]),
            "tags": [["a", "b"][: row % 3] if row else None for row in range(N_ROWS)],
            "mixed": pd.Series([*nothings, *chance.permutation(values)], dtype=object),
        }
    )  # fmt: skip
    made.index = pd.RangeIndex(10, 10 + N_ROWS, name="order")
    return made


F = frame()
PRICE, NOTE, TIME, TOOK, DONE, DESK, TAGS, MIXED = (F.iloc[:, at] for at in range(8))
NONE = np.zeros(N_ROWS, dtype=bool)
FINITE = PRICE.dropna()
LOW, HIGH = np.quantile(FINITE, [0.25, 0.75])
REACH = 2 * (HIGH - LOW)
CASE, ACCENTS = "Ignore upper and lower case", "Ignore accents"
WHEN, LIMIT = pd.Timestamp("2026-03-01"), pd.Timedelta(minutes=5)
DAY = TIME.dt.normalize()


def signs(values, limit):
    """The six relations, as pandas has them."""
    return {
        "eq": values == limit, "ne": values != limit, "lt": values < limit,
        "le": values <= limit, "gt": values > limit, "ge": values >= limit,
    }  # fmt: skip


def nothing(values, **kinds):
    """What is missing, of any kind and of each."""
    known = dict.fromkeys(("nan", "none", "na", "nat", "null", "masked"), NONE)
    return {"missing": values.isna(), "present": values.notna(), **known, **kinds}


def relations(number, values, typed, limit):
    for op, mask in signs(values, limit).items():
        yield number, op, {"Value": typed}, mask


def of_numbers():
    at = int(PRICE.iloc[9])
    yield 0, "between", {"From": "90", "To": "110.5"}, PRICE.between(90, 110.5)
    ends = {"From": "90", "To": str(at), "Ends": ("right",)}
    yield 0, "between", ends, PRICE.between(90, at, inclusive="right")
    yield from relations(0, PRICE, str(at), at)
    yield 0, "in", {("Find a value", f"{at}.0"): f"{at}.0"}, at == PRICE
    yield 0, "not_in", {("Find a value", f"{at}.0"): f"{at}.0"}, at != PRICE
    yield 0, "top", {"How many": "5"}, PRICE.nlargest(5).iloc[-1] <= PRICE
    yield 0, "bottom", {"How many": "7"}, PRICE.nsmallest(7).iloc[-1] >= PRICE
    far = PRICE.notna() & ~PRICE.between(LOW - REACH, HIGH + REACH)
    yield 0, "outlier", {"Times the distance of the quartiles": "2"}, far
    yield 0, "infinite", {"Sign": ("-",)}, -np.inf == PRICE
    yield 0, "infinite", {}, PRICE.abs() == np.inf


def of_texts():
    plain = {"contains": NOTE.str.contains("lan"), "starts": NOTE.str.startswith("e")}
    for op, text in {"contains": "lan", "starts": "e"}.items():
        yield 1, op, {"Value": text}, plain[op]
    yield 1, "ends", {"Value": "AP", CASE: True}, NOTE == "swap"
    yield 1, "equals", {"Value": "elan", CASE: True, ACCENTS: True}, plain["contains"]
    yield 1, "regex", {"Pattern": "^b.*y$"}, NOTE == "buy"
    yield 1, "length", {"At least": "1", "At most": "2"}, NOTE == "  "
    yield 1, "empty", {}, NOTE == ""
    yield 1, "blank", {}, NOTE == "  "
    yield 1, "in", {("Find a value", "bu"): "buy"}, NOTE == "buy"
    yield 1, "not_in", {("Find a value", "bu"): "buy"}, NOTE != "buy"
    yield from relations(1, NOTE, "elan", "elan")
    yield 1, "between", {"From": "b", "To": "f"}, NOTE.between("b", "f")


def of_moments():
    span = {"From": "2026-02-01", "To": "2026-03-01"}
    yield 2, "between", span, DAY.between("2026-02-01", WHEN)
    yield 2, "on", {"Value": "2026-02"}, (TIME.dt.month == 2) & (TIME.dt.year == 2026)
    yield 2, "before", {"Value": "2026-03-01"}, TIME < WHEN
    yield 2, "after", {"Value": "2026-03-01"}, DAY > WHEN
    recent = TIME.max() - dt.timedelta(days=21) <= TIME
    yield 2, "last", {"How much": "3", "Of what": ("weeks",)}, recent
    now = TIME.between(pd.Timestamp.now() - dt.timedelta(days=1), pd.Timestamp.now())
    yield 2, "last", {"How much": "1", "Up to": ("now",)}, now
    clock = TIME - DAY
    yield 2, "time_between", {}, clock.between("9 hours", "17 hours")
    yield 2, "weekday", {"Mon": True, "Sun": True}, TIME.dt.dayofweek.isin([0, 6])
    yield 2, "month", {"Feb": True}, TIME.dt.month == 2
    yield 2, "year", {"Years, such as 2024, 2026": "2027"}, TIME.dt.year == 2027
    yield from relations(2, TIME, "2026-03-01 00:00:00", WHEN)
    noon = "2026-01-02 07:00:00"
    yield 2, "in", {("Find a value", noon): noon}, pd.Timestamp(noon) == TIME
    yield 2, "not_in", {("Find a value", noon): noon}, pd.Timestamp(noon) != TIME
    yield 2, "top", {"How many": "4"}, TIME.nlargest(4).iloc[-1] <= TIME
    yield 2, "bottom", {"How many": "4"}, TIME.nsmallest(4).iloc[-1] >= TIME


def of_durations():
    yield 3, "between", {"From": "1 minute", "To": "300 s"}, TOOK.between("1min", LIMIT)
    yield from relations(3, TOOK, "5 minutes", LIMIT)
    long = str(TOOK.iloc[5])
    yield 3, "in", {("Find a value", long): long}, TOOK.iloc[5] == TOOK
    yield 3, "not_in", {("Find a value", long): long}, TOOK.iloc[5] != TOOK
    yield 3, "top", {"How many": "3"}, TOOK.nlargest(3).iloc[-1] <= TOOK
    yield 3, "bottom", {"How many": "3"}, TOOK.nsmallest(3).iloc[-1] >= TOOK
    yield 3, "outlier", {}, NONE


def of_others():
    yield 4, "eq", {"Value": ("false",)}, (~DONE).fillna(value=False)
    yield 4, "ne", {"Value": ("false",)}, DONE.fillna(value=False)
    yield 5, "in", {("Find a value", "ra"): "rates"}, DESK == "rates"
    yield 5, "not_in", {("Find a value", "ra"): "rates"}, DESK != "rates"
    for op, text in {"contains": "red", "starts": "cr", "ends": "it"}.items():
        yield 5, op, {"Value": text}, DESK == "credit"
    yield 5, "equals", {"Value": "FX", CASE: True}, DESK == "fx"
    yield 5, "regex", {"Pattern": "^f"}, DESK == "fx"
    yield 5, "length", {"At most": "2"}, DESK == "fx"
    yield 5, "empty", {}, NONE
    yield 5, "blank", {}, NONE
    yield from relations(5, DESK.astype("str"), "fx", "fx")
    yield 5, "between", {"From": "e", "To": "g"}, DESK == "fx"
    yield 6, "has", {"Value": "b"}, TAGS.map(lambda tags: "b" in (tags or []))
    yield 6, "length", {"At most": "0"}, TAGS.map(lambda tags: tags == [])
    yield 6, "reads", {"Value": '["a"]'}, TAGS.map(lambda tags: tags == ["a"])
    byte = MIXED.map(lambda value: value == b"x" if type(value) is bytes else False)
    yield 7, "reads", {("Find a value", "x"): "b'x'"}, byte
    number = MIXED.map(lambda value: type(value) in (int, float) and value >= 2)
    yield 7, "ge", {"Value": "2"}, number
    yield 7, "contains", {"Value": "1"}, MIXED.map(lambda value: isinstance(value, str))
    yield -1, "lt", {"Value": "15"}, F.index < 15
    yield -1, "in", {("Find a value", "12"): "12"}, F.index == 12


def of_nothing():
    missing = {
        0: nothing(PRICE, nan=PRICE.isna()),
        1: nothing(NOTE, nan=NOTE.isna()),
        2: nothing(TIME, nat=TIME.isna()),
        3: nothing(TOOK, nat=TOOK.isna()),
        4: nothing(DONE, na=DONE.isna()),
        5: nothing(DESK, nan=DESK.isna()),
        6: nothing(TAGS, none=TAGS.isna()),
    }
    for column, kinds in missing.items():
        for op, mask in kinds.items():
            yield column, op, {}, mask
    for at, op in enumerate(("nan", "none", "na", "nat", "masked")):
        yield 7, op, {}, np.arange(N_ROWS) == at


def cases():
    """Column, operator, what is filled in, and the mask that pandas makes of it."""
    kinds = of_numbers, of_texts, of_moments, of_durations, of_others, of_nothing
    return [case for each in kinds for case in each()]


@pytest.fixture
def view(page, store, diary):
    page.set_viewport_size({"width": 1280, "height": 900})
    made = store.add(frame(), name="operators", pinned=True)
    yield made
    store.let_go(made.id)
    diary.assert_clean()


NAME = """() => {
    const el = document.activeElement;
    const label = el.labels?.[0];
    const name = label?.querySelector(".name") ?? label;
    return name?.textContent ?? el.getAttribute("aria-label") ?? el.textContent;
}"""


def narrowed(page, text):
    """Wait until the list of values holds only what has a text."""
    page.wait_for_function(
        "text => [...document.querySelectorAll('.picker .name')]"
        ".every(each => each.textContent.includes(text))",
        arg=text,
    )


def tab_to(page, name, key="Tab"):
    """Press a key until the control of a name has the focus."""
    for _ in range(60):
        if page.evaluate(NAME) == name:
            return
        page.keyboard.press(key)
    raise AssertionError(f"no way to {name!r} by {key}")


def choose_by_keys(page, value):
    """Walk the select that has the focus to one of its options."""
    found = (
        "([...document.activeElement.options].findIndex(each => each.value === {!r}))"
    )
    at = page.evaluate(found.format(value))
    assert at >= 0, value
    page.keyboard.press("Home")
    for _ in range(at):
        page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.value") == value


class Keys:
    """All by keys: the focus walks, nothing is clicked."""

    def __init__(self, page):
        self.page = page
        self.col = 0
        page.get_by_role("columnheader").nth(1).focus()

    def open(self, column, op):
        for _ in range(abs(column - self.col)):
            self.page.keyboard.press("ArrowRight" if column > self.col else "ArrowLeft")
        self.col = column
        self.page.keyboard.press("Alt+ArrowDown")
        self.page.get_by_role("menu").wait_for()
        self.page.keyboard.press("f")
        self.page.keyboard.press("Enter")
        self.page.get_by_role("dialog").wait_for()
        tab_to(self.page, "Condition", "Shift+Tab")
        choose_by_keys(self.page, op)

    def fill(self, name, value):
        if isinstance(name, tuple):
            tab_to(self.page, name[0])
            self.page.keyboard.type(name[1])
            narrowed(self.page, name[1])
            tab_to(self.page, value)
            self.page.keyboard.press("Space")
            return
        tab_to(self.page, name)
        if value is True:
            self.page.keyboard.press("Space")
        elif isinstance(value, tuple):
            choose_by_keys(self.page, *value)
        else:
            self.page.keyboard.press("Control+a")
            self.page.keyboard.type(value)

    def apply(self):
        tab_to(self.page, "Apply")
        self.page.keyboard.press("Enter")

    def undo(self):
        self.page.keyboard.press("Control+z")


class Mouse:
    """All by mouse, but for what is typed into a field that was clicked."""

    def __init__(self, page):
        self.page = page
        self.dialog = page.get_by_role("dialog")

    def open(self, column, op):
        self.page.get_by_role("button", name="+ Filter").click()
        self.dialog.get_by_label("Column", exact=True).select_option(str(column))
        self.dialog.get_by_label("Condition", exact=True).select_option(op)

    def fill(self, name, value):
        if isinstance(name, tuple):
            self.dialog.get_by_label(name[0], exact=True).fill(name[1])
            narrowed(self.page, name[1])
            self.dialog.get_by_text(value, exact=True).click()
        elif value is True:
            self.dialog.get_by_text(name, exact=True).click()
        elif isinstance(value, tuple):
            self.dialog.get_by_label(name, exact=True).select_option(value[0])
        else:
            self.dialog.get_by_label(name, exact=True).fill(value)

    def apply(self):
        self.dialog.get_by_role("button", name="Apply").click()

    def undo(self):
        self.page.get_by_role("button", name="Remove:").click()


def once(every):
    """One case of each operator."""
    return list({op: case for case in every for op in [case[1]]}.values())


def build(page, view, hands, case):
    """Build one condition; the tree and the rows on the server are pandas' own."""
    column, op, fills, mask = case
    hands.open(column, op)
    for name, value in fills.items():
        hands.fill(name, value)
    hands.apply()
    expect(page.get_by_role("dialog")).to_have_count(0)
    (leaf,) = view.state.filter.parts
    assert (leaf.number, leaf.operator.name) == (column, op)
    wanted = np.flatnonzero(np.asarray(mask, dtype=object) == True)  # noqa: E712
    assert np.asarray(view.rows()).tolist() == wanted.tolist(), case[:3]
    said = (
        f"{len(wanted)} of {N_ROWS} rows" if len(wanted) < N_ROWS else f"{N_ROWS} rows"
    )
    expect(page.locator("#rows")).to_have_text(said)
    hands.undo()
    expect(page.locator("#pills .pill")).to_have_count(0)


def test_every_operator_of_every_kind_by_keys_alone(page, root, view):
    """From the header's menu, through the form, to the rows, and back by Ctrl+Z."""
    open_near(page, root, view)
    hands, every = Keys(page), cases()
    offered = {(column, op) for column, op, _, _ in every}
    for case in every:
        build(page, view, hands, case)
    for column in range(7):  # nothing is offered that was not built
        hands.open(column, "missing")
        ops = page.get_by_label("Condition", exact=True).locator("option")
        names = ops.evaluate_all("all => all.map(each => each.value)")
        assert {(column, op) for op in names} - offered <= {(5, "infinite")}
        page.keyboard.press("Escape")


def test_every_operator_by_mouse_alone(page, root, view):
    """From "+ Filter", clicked together; the pill's ✕ takes it away."""
    open_near(page, root, view)
    for case in once(cases()):
        build(page, view, Mouse(page), case)
