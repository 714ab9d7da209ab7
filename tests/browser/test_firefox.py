"""The grid in Firefox: what it shows is true after any way of getting there.

The machine's own Firefox ESR (Debian's package `firefox-esr`) is driven by its own
WebDriver BiDi through a web socket, see `support.firefox`: real wheel, pointer, keys.
"""

from __future__ import annotations

import random

import pandas as pd
import pytest
from browser.grid_page import open_view, seen, settled
from oracle import OracleSource, text_of
from support.firefox import firefox

HUGE = 100_000_000
WIDE = 10_000
JUMPS = 40


@pytest.fixture(scope="module")
def tab(tmp_path_factory):
    with firefox(tmp_path_factory.mktemp("firefox")) as opened:
        opened.set_viewport_size(1024, 508)
        yield opened


@pytest.fixture
def grid(tab, store, root):
    """The oracle's view in Firefox, fresh, with all that a user can do."""
    store.add_oracle("huge", OracleSource(HUGE, WIDE))
    store.add_oracle("million", OracleSource(1_000_000, 200))
    tab.errors.clear()
    open_view(tab, root, "huge")
    tab.move(390, 290)  # a pointer that rests where it was enters nothing
    tab.move(400, 300)
    tab.wait_for_selector("[data-actions]")
    yield tab
    assert tab.errors == []


def drag(tab, share, axis="Top"):
    length = "Height" if axis == "Top" else "Width"
    tab.evaluate(
        f"share => {{ const el = document.getElementById('scroller');"
        f" el.scroll{axis} = (el.scroll{length} - el.client{length}) * share; }}",
        share,
    )


def test_wheel_and_thumb_reach_every_row(grid):
    """A notch is a row at a hundred million; the thumb's end is the last row."""
    for turn in range(1, 4):
        grid.wheel(0, 24)
        moved = "document.querySelector('#body').style.transform"
        grid.wait_for_function(f"() => {moved}.includes('-{24 * turn}px')")
    assert settled(grid).rows[0] == 3
    for share in (0.25, 0.5, 1.0):
        drag(grid, share)
        grid.wait_for_function(
            f"() => document.getElementById('scroller').scrollTop > {share}"
        )
        view = settled(grid)
        assert view.wrong == []
        assert abs(view.rows[0] - share * HUGE) < 60 + HUGE / 8_000_000
    assert settled(grid).rows[1] == HUGE - 1
    drag(grid, 1.0, "Left")
    grid.wait_for_function("() => document.getElementById('scroller').scrollLeft > 0")
    assert settled(grid).wrong == []


def test_jumps_show_only_true_cells(grid):
    """Thumb, wheel and keys by chance: every cell is held to its place."""
    chance = random.Random(9)
    grid.click("#body [aria-rowindex='4'] [aria-colindex='3']")
    for _ in range(JUMPS):
        match chance.randrange(4):
            case 0:
                drag(grid, chance.random())
            case 1:
                drag(grid, chance.random(), "Left")
            case 2:
                grid.wheel(chance.choice([0, 150]), chance.choice([24, 240, -2400]))
            case 3:
                keys = ["PageDown", "ArrowDown", "Control+End", "Home", "Control+Home"]
                grid.press(chance.choice(keys))
        assert seen(grid).wrong == []
        if chance.random() < 0.4:
            assert settled(grid).wrong == []
    assert settled(grid).wrong == []


def test_sort_and_copy(grid, root):
    """A click sorts; Ctrl+C puts exact texts on the clipboard, as a paste shows."""
    open_view(grid, root, "million")
    header = ".t .s [aria-colindex='2'] b"
    for direction in ("ascending", "descending"):
        grid.click(header)
        grid.wait_for_selector(f"[aria-sort='{direction}']")
        settled(grid)
    view = settled(grid, lambda row: 999_999 - row)
    assert view.wrong == []
    grid.wait_for_selector("[data-actions]")
    grid.click("#body [aria-rowindex='3'] [aria-colindex='3']")
    grid.press("Shift+ArrowDown")
    grid.wait_for_function("() => document.querySelectorAll('#body .c.a').length === 2")
    grid.press("Control+c")
    grid.wait_for_function("() => document.getElementById('note').textContent !== ''")
    grid.evaluate(
        "() => { const area = document.createElement('textarea');"
        " document.body.append(area); area.focus(); }"
    )
    grid.press("Control+v")
    grid.wait_for_function("() => document.querySelector('textarea').value !== ''")
    pasted = grid.evaluate("() => document.querySelector('textarea').value")
    texts = [text_of(999_999 - row, 1) for row in (1, 2)]
    truth = ["" if mark else text for text, mark in texts]  # missing copies as nothing
    assert pasted.rstrip("\n").split("\n") == truth


def test_a_cut_is_marked_where_text_goes_from_right_to_left(tab, store, root):
    """Its end stands at the left; the mark is there as that of other text at the right.

    Looked at in the picture: the browser has no word for what it draws as a mark.
    """
    frame = pd.DataFrame({"text": ["\u05d0" * 150, "\u05d0" * 3]})
    view = store.add(frame, name="hebrew", pinned=True)
    open_view(tab, root, view.id)
    long, short = (darkest(tab, row) for row in (2, 3))
    assert max(short) < 40, "nothing is drawn at the left of a short text"
    # The mark's points stand on the base line, below the middle of the letters.
    upper, lower = long[: len(long) // 2], long[len(long) // 2 :]
    assert max(upper) < 40
    assert max(lower) > 100


DARKEST = """async ([row, picture]) => {
    const cell = document.querySelector(
        `#body [aria-rowindex="${row}"] [aria-colindex="2"]`);
    const { left, top, height } = cell.getBoundingClientRect();
    const bytes = Uint8Array.from(atob(picture), (each) => each.charCodeAt(0));
    const drawn = await createImageBitmap(new Blob([bytes]));
    const draw = new OffscreenCanvas(drawn.width, drawn.height).getContext("2d");
    draw.drawImage(drawn, 0, 0);
    const scale = drawn.width / innerWidth;
    const at = [left + 9, top + 3, 8, height - 6].map((px) => Math.round(px * scale));
    const { data, width } = draw.getImageData(...at);
    const dark = Array.from({ length: data.length / 4 }, (_, i) => 255 - data[4 * i]);
    return Array.from({ length: dark.length / width }, (_, y) =>
        Math.max(...dark.slice(y * width, (y + 1) * width)));
}"""


def darkest(tab, row):
    """How dark each line of pixels is at a cell's left end, 0 to 255; a mark wide."""
    return tab.evaluate(DARKEST, [row, tab.screenshot()])
