"""What is seen in Chromium, and what its JavaScript holds, is what the frame holds.

``DTALE_NB_EXAMPLES`` sets how many frames go to the browser and back (500 without it).
"""

from __future__ import annotations

import json
import os

import frames
import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from browser.panel_page import open_near
from frames.catalogue import boxed
from frames.drawn import read_in_cell
from frames.read_back import read_back
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from playwright.sync_api import expect
from support.browser import new_page

from dtale_nb.engine.accept import as_frame
from dtale_nb.engine.store import FrameStore

LOOK = """() => {
  const cells = [...document.querySelectorAll(
    '#body [role=row]:not([hidden]) :is([role=gridcell], [role=rowheader])')];
  const heads = [...document.querySelectorAll('.t [role=columnheader]:not([hidden])')];
  return JSON.stringify({
    cells: cells.filter(cell => !cell.classList.contains('w')).map(cell => [
      +cell.closest('[role=row]').getAttribute('aria-rowindex'),
      +cell.getAttribute('aria-colindex'), cell.textContent]),
    heads: heads.map(head => [
      +head.getAttribute('aria-colindex'), head.querySelector('b').textContent]),
    data: JSON.parse(document.getElementById('dtale-nb-page').textContent),
  });
}"""
"""What is read in the grid, and what the script was given."""

SHOWN = frames.names(without=("slow", "peer"))
PARTS = 6


@pytest.fixture(scope="module")
def store():
    return FrameStore()


@pytest.fixture(scope="module")
def tab(browser, root):
    """One tab for all frames, opened on a view so that its script may ask."""
    with new_page(browser, viewport={"width": 1600, "height": 900}) as (page, diary):
        yield page
        assert diary.violations() == []
        assert diary.errors == []


def look_at(page, root, store, name):
    """Open a frame of the catalogue; what is wrong of what is seen, and how much is."""
    sample = frames.sample(name)
    view = store.add(as_frame(sample.frame), pinned=True)
    page.goto(f"{root}views/{view.id}/", wait_until="commit")
    page.wait_for_selector("[data-ready]", state="attached")
    told = json.loads(page.evaluate(LOOK))
    store.let_go(view.id)
    wrong = wrong_cells(told, sample) | wrong_labels(told, sample)
    return wrong, len(told["cells"])


def wrong_cells(told, sample):
    data = told["data"]
    levels, above = len(data["index"]), len(data["columnLevels"])
    kinds = {one["number"]: one["kind"] for one in [*data["index"], *data["columns"]]}
    wrong = {}
    for rowindex, colindex, text in told["cells"]:
        number = ~(colindex - 1) if colindex <= levels else colindex - levels - 1
        place = rowindex - above - 1, number
        if place in sample.seen and number in kinds:
            truth = read_in_cell(*sample.seen[place], kinds[number])
            if text != truth:
                wrong[place] = text, truth
    return wrong


def wrong_labels(told, sample):
    levels = len(told["data"]["index"])
    found = {at - levels - 1: text for at, text in told["heads"] if at > levels}
    return {
        number: (found[number], label[-1])
        for number, label in sample.labels.items()
        if number in found and found[number] != label[-1]
    }


@pytest.mark.parametrize("part", range(PARTS))
def test_the_catalogue_is_seen_as_it_says(tab, root, store, part):
    """A reader opens one awkward frame after the other: every cell is as specified."""
    wrong, seen = {}, 0
    for name in SHOWN[part::PARTS]:
        found, count = look_at(tab, root, store, name)
        seen += count
        if found:
            wrong[name] = found
    assert wrong == {}
    assert seen > 100


def test_what_sleeps_is_seen_as_too_slow(tab, root, store):
    """A reader opens frames whose objects hang: the page comes, and says which do."""
    for name in frames.names("slow"):
        wrong, seen = look_at(tab, root, store, name)
        assert wrong == {}
        assert seen


NOTHINGS = ["NaN", "None", "<NA>", "NaT", "masked", "empty", "␣␣"]


def test_eight_kinds_of_nothing_look_and_filter_apart(tab, root, store):
    """Each kind of nothing has its own word, in the look of none of the values, and
    "Keep only this value" leaves that kind alone."""
    nulls = pd.Series(pa.array(["null", None]), dtype=pd.ArrowDtype(pa.string()))
    samples = [
        (frames.build("eight kinds of nothing"), NOTHINGS, "nan"),
        (nulls[::-1].to_frame("x"), ["null"], "null"),
    ]
    for held, words, value in samples:
        view = store.add(as_frame(held), pinned=True)
        open_near(tab, root, view)
        cells = [cell(tab, row) for row in range(len(held))]
        assert [one.inner_text() for one in cells] == [*words, value]
        styles = [one.evaluate(STYLE) for one in cells]
        assert len(set(styles[:-1])) == 1
        assert styles[-1] not in styles[:-1]
        for row, word in enumerate(words):
            cell(tab, row).click(button="right")
            tab.get_by_role("menuitem", name="Keep only this value").click()
            expect(tab.locator("#rows")).to_have_text(f"1 of {len(held)} rows")
            expect(cell(tab, 0)).to_have_text(word)
            tab.get_by_role("button", name="Remove:").click()
            expect(tab.locator("#rows")).to_have_text(f"{len(held)} rows")
        store.let_go(view.id)


def cell(page, row):
    return page.locator(f'[aria-rowindex="{row + 2}"] [aria-colindex="2"]').first


STYLE = "el => { const is = getComputedStyle(el); return is.color + is.fontStyle; }"

WHERE = [
    ("Europe/Paris", "en-GB"),
    ("Asia/Kathmandu", "de-DE"),
    ("Pacific/Honolulu", "ar-EG"),
    ("Europe/Paris", "hi-IN"),
]
CLOCKS = sorted({
    name
    for tag in ("zone", "moment", "number", "duration")
    for name in frames.names(tag, "doc", without=("arrow", "polars"))
})  # fmt: skip


@pytest.mark.parametrize(("zone", "locale"), WHERE)
def test_no_zone_and_no_language_changes_a_value(browser, root, store, zone, locale):
    """The reader sits in another zone, another language: the values are as here."""
    wrong = {}
    options = {"timezone_id": zone, "locale": locale}
    with new_page(browser, **options) as (page, _):
        for name in CLOCKS[::2]:
            found, count = look_at(page, root, store, name)
            assert count
            if found:
                wrong[name] = found
        away = page.evaluate("Intl.DateTimeFormat().resolvedOptions().timeZone")
    assert away in (zone, "Asia/Katmandu")
    assert wrong == {}


BACK = """async ([view, last]) => {
  const answer = await fetch(`../${view}/rows?start=0&stop=9&columns=0-${last}`);
  const page = await answer.json();
  const bits = new DataView(new ArrayBuffer(8));
  const held = text => {
    const units = Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
    const number = { NaN, inf: Infinity, "-inf": -Infinity }[text] ?? Number(text);
    bits.setFloat64(0, number);
    const whole = /^-?[0-9]+$/.test(text) ? BigInt(text).toString() : null;
    return { units, whole, bits: bits.getBigUint64(0).toString() };
  };
  return page.columns.map(run =>
    run.t.map((text, at) => ({ ...held(text), mark: run.m?.[at] ?? null })));
}"""
"""What JavaScript makes of the cells: letters, whole numbers, doubles by their bits."""

INT64 = st.integers(-(2**63) + 1, 2**63 - 1)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
LONE = st.text(st.sampled_from("a\\\ud83d\ude00b😀"), max_size=9)
UNITS = ("s", "ms", "us", "ns")
NUMPY = [
    *("int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"),
    *("float16", "float32", "float64", "complex64", "complex128", "bool"),
    *(f"{kind}64[{unit}]" for kind in ("datetime", "timedelta") for unit in UNITS),
]
NULLABLE = [
    ("Int8", st.integers(-128, 127)),
    ("Int64", INT64),
    ("UInt64", st.integers(0, 2**64 - 1)),
    ("Float32", st.floats(width=32, allow_nan=False)),
    ("Float64", st.floats(allow_nan=False)),
    ("boolean", st.booleans()),
    ("string[python]", TEXT | LONE),
]
OBJECTS = st.one_of(
    st.integers(-(10**90), 10**90).map(lambda value: ("int", value)),
    st.floats().map(lambda value: ("float64", value)),
    (TEXT | LONE).map(lambda value: ("str", value)),
    st.binary(max_size=20).map(lambda value: ("bytes", value)),
    st.decimals(allow_nan=False, places=5).map(lambda value: ("Decimal", value)),
    st.dates().map(lambda value: ("date", value)),
    st.sampled_from([("none", None), ("na", pd.NA), ("nat", pd.NaT)]),
)
ARROW = [
    (pa.int64(), "int64", INT64),
    (pa.uint64(), "uint64", st.integers(0, 2**64 - 1)),
    (pa.float64(), "float64", st.floats()),
    (pa.float32(), "float32", st.floats(width=32)),
    (pa.string(), "str", TEXT),
    (pa.binary(), "bytes", st.binary(max_size=20)),
    (pa.date32(), "date", st.dates()),
    (pa.decimal128(38, 5), "Decimal", st.decimals(-(10**30), 10**30, places=5)),
]
ZONES = ["UTC", "Europe/Paris", "Asia/Kathmandu", "Pacific/Honolulu"]


@st.composite
def columns(draw, n):
    """A column of n values of any dtype, and how each is read: dtype and value."""
    way = draw(
        st.sampled_from(["numpy", "nullable", "objects", "arrow", "zone", "cat"])
    )
    if way == "numpy":
        dtype = draw(st.sampled_from(NUMPY))
        array = draw(hnp.arrays(dtype, n))
        return pd.Series(array), [(dtype, value) for value in array]
    if way == "objects":
        pairs = draw(st.lists(OBJECTS, min_size=n, max_size=n))
        held = boxed([value for _, value in pairs])
        return pd.Series(held, dtype=object), pairs
    if way == "zone":
        zone, counts = draw(st.sampled_from(ZONES)), st.integers(-(10**17), 10**17)
        held = draw(st.lists(counts, min_size=n, max_size=n))
        utc = pd.DatetimeIndex(np.array(held, "i8").view("M8[us]"), tz="UTC")
        return pd.Series(utc.tz_convert(zone)), [
            ("datetime64[us]", one) for one in held
        ]
    if way == "cat":
        held = draw(st.lists(st.none() | INT64, min_size=n, max_size=n))
        cats = pd.Series(pd.Categorical(held, sorted({*held} - {None})))
        nan = float("nan")
        return cats, [("int64", nan if one is None else one) for one in held]
    if way == "nullable":
        dtype, values = draw(st.sampled_from(NULLABLE))
        held = draw(st.lists(st.none() | values, min_size=n, max_size=n))
        made = pd.Series(pd.array(held, dtype=dtype))
        return made, [(dtype, pd.NA if one is None else one) for one in held]
    kind, dtype, values = draw(st.sampled_from(ARROW))
    held = draw(st.lists(st.none() | values, min_size=n, max_size=n))
    made = pd.Series(pa.array(held, kind), dtype=pd.ArrowDtype(kind))
    return made, [(dtype, one) for one in held]


@st.composite
def some_frames(draw):
    """A frame of up to four columns of any dtype under any names."""
    n = draw(st.integers(1, 5))
    parts = draw(st.lists(columns(n), min_size=1, max_size=4))
    names = st.sampled_from(["a", "a", 1, "1", None, "index", "", " "])
    held = pd.concat([series for series, _ in parts], axis=1)
    held.columns = pd.Index(
        draw(st.lists(names, min_size=len(parts), max_size=len(parts))), dtype=object
    )
    return held, [cells for _, cells in parts]


def text_of(units):
    """The text that JavaScript holds as these units of UTF-16."""
    return np.array(units, "<u2").tobytes().decode("utf-16-le", "surrogatepass")


def is_same(seen, dtype, value):
    """Whether what JavaScript holds of a cell is this value, and missing alike."""
    back = read_back(text_of(seen["units"]), seen["mark"], dtype)
    if value is None or value is pd.NA or value is pd.NaT:
        return back is value
    if dtype[:4] in ("date", "time") and "64[" in dtype:
        count = value if isinstance(value, int) else value.view("i8").item()
        is_gap = not isinstance(value, int) and np.isnat(value)
        return back is pd.NaT if is_gap else back == count
    if isinstance(value, float | np.floating) or dtype.lower().startswith("float"):
        return is_same_float(seen, dtype, back, value)
    if isinstance(value, int | np.integer) and not isinstance(value, bool | np.bool_):
        return seen["whole"] == str(int(value)) == str(back)
    if isinstance(value, complex | np.complexfloating):
        return repr(complex(back)) == repr(complex(value))
    return bool(back == value) and str(back) == str(value)


def is_same_float(seen, dtype, back, value):
    """By bits: those of a double in JavaScript, those of the dtype when read back."""
    kind = dtype.lower() if dtype.lower().startswith("float") else "float64"
    wanted = np.array(value, kind)
    if np.isnan(wanted):
        return seen["mark"] == "nan" and bool(np.isnan(back))
    double = np.array(int(seen["bits"]), "u8").view("f8")
    return (
        np.array(back, kind).tobytes()
        == wanted.tobytes()
        == double.astype(kind).tobytes()
    )


def test_frames_go_to_javascript_and_back(tab, root, store):
    """Frames of all dtypes: what the browser holds of each value is that value."""
    start = store.add(pd.DataFrame({"x": [1]}), pinned=True)
    tab.goto(f"{root}views/{start.id}/")
    tab.wait_for_selector("[data-ready]", state="attached")

    @settings(
        max_examples=int(os.environ.get("DTALE_NB_EXAMPLES", "500")),
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(some_frames())
    def there_and_back(made):
        held, cells = made
        before = held.dtypes.tolist()
        view = store.add(held, pinned=True)
        assume(all(type(one) is not str or "\0" not in one for one in held.columns))
        seen = tab.evaluate(BACK, [view.id, len(cells) - 1])
        store.let_go(view.id)
        assert len(seen) == len(cells)
        for column, pairs in zip(seen, cells, strict=True):
            for cell, (dtype, value) in zip(column, pairs, strict=True):
                assert is_same(cell, dtype, value), (dtype, value, cell)
        assert held.dtypes.tolist() == before

    there_and_back()
