"""No value can hold or break a page, and none is touched by being looked at."""

import copy
import gc
import re
import sys
import threading
import time
import tracemalloc
import warnings

import frames
import numpy as np
import pandas as pd
import pytest

from dtale_nb.engine import texts
from dtale_nb.engine.kinds import Mark

TOO_SLOW = "<repr skipped: too slow>"


class Sleeper:
    def __init__(self, seconds):
        self.seconds = seconds

    def __repr__(self):
        time.sleep(self.seconds)
        return f"slept {self.seconds}"


def shown(*values):
    return list(texts.series_cells(pd.Series(list(values), dtype=object)).texts)


def test_one_sleeper_costs_its_own_cell_only():
    begun = time.monotonic()
    assert shown(object, Sleeper(3), list) == [
        "<class 'object'>",
        TOO_SLOW,
        "<class 'list'>",
    ]
    assert time.monotonic() - begun < 1.5


def test_a_page_of_sleepers_ends_in_time():
    begun = time.monotonic()
    found = shown(*[Sleeper(1.3) for _ in range(100)], 7)
    assert time.monotonic() - begun < 2.5
    assert found == [TOO_SLOW] * 100 + ["7"]


def test_values_that_are_slow_but_not_too_slow_are_waited_for():
    assert shown(Sleeper(0.05), Sleeper(0.05)) == ["slept 0.05", "slept 0.05"]


def test_values_are_not_blamed_for_a_busy_kernel():
    # Matching holds every thread of the process for about two seconds.
    busy = threading.Thread(target=re.fullmatch, args=("(a+)+b", "a" * 25))
    busy.start()
    assert shown(*[object] * 5) == ["<class 'object'>"] * 5
    busy.join()


def test_columns_of_a_page_share_one_time_limit():
    series = pd.Series([Sleeper(1.3)], dtype=object)
    begun = time.monotonic()
    with texts.time_limit(0.4):
        for _ in range(20):
            assert texts.series_cells(series).texts == [TOO_SLOW]
    assert time.monotonic() - begun < 1.5


def test_one_value_may_be_given_more_time():
    with texts.time_limit(2, one=2):
        assert shown(Sleeper(0.7)) == ["slept 0.7"]
    assert shown(Sleeper(0.7)) == [TOO_SLOW]


def test_time_limits_of_threads_are_their_own():
    found = []
    with texts.time_limit(0):
        assert shown(object) == [TOO_SLOW]
        asker = threading.Thread(target=lambda: found.extend(shown(object)))
        asker.start()
        asker.join()
    assert found == ["<class 'object'>"]


def test_no_thread_is_left_behind_by_values_that_answer():
    before = set(threading.enumerate())
    shown(*[object] * 50)
    assert set(threading.enumerate()) <= before


def test_threads_given_up_are_bounded_and_end():
    before = threading.active_count()
    for _ in range(30):
        with texts.time_limit(0.05):
            shown(Sleeper(1), Sleeper(1))
    assert threading.active_count() - before <= 8
    time.sleep(1.2)
    assert threading.active_count() <= before


def test_known_values_need_no_thread(monkeypatch):
    started = []
    start = threading.Thread.start
    monkeypatch.setattr(
        threading.Thread, "start", lambda self: (started.append(self), start(self))[1]
    )
    tame = frames.names(without=("misbehaving", "not-a-frame", "polars", "arrow"))
    for name in tame:
        if {"object", "extension", "peer"} & frames.CATALOGUE[name].tags:
            continue
        frame = frames.build(name)
        for number in range(min(frame.shape[1], 50)):
            texts.series_cells(frame.iloc[:20, number])
    assert not started
    shown(object)
    assert len(started) == 1


@pytest.mark.parametrize(
    "value",
    [
        list(range(3_000_000)),
        {n: n for n in range(1_000_000)},
        "x" * 50_000_000,
        b"x" * 50_000_000,
        np.zeros((3_000, 3_000)),
        7**1_000_000,
        10**300_000,
    ],
    ids=["list", "dict", "text", "bytes", "array", "int", "power of ten"],
)
def test_large_values_are_not_expanded(value):
    tracemalloc.start()
    begun = time.perf_counter()
    cells = texts.object_cells([value])
    took = time.perf_counter() - begun
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(cells.texts[0]) == 200
    assert cells.marks == {0: Mark.CUT}
    assert took < 1
    assert peak < 3_000_000


def test_the_whole_text_is_bounded():
    text, mark, name = texts.whole_text("x" * 5_000_000)
    assert (len(text), mark, name) == (1_000_000, Mark.CUT, "str")
    text, mark, name = texts.whole_text(list(range(10**6)))
    assert (len(text), mark, name) == (1_000_000, Mark.CUT, "list")
    assert text.startswith("[0, 1, 2, ")


def test_the_whole_text_is_whole():
    assert texts.whole_text("y" * 201) == ("y" * 201, None, "str")
    digits = "7" * 5_000
    number = sum(7 * 10**at for at in range(5_000))
    assert texts.whole_text(number) == (digits, None, "int")
    assert texts.whole_text(None) == ("None", Mark.NONE, "NoneType")
    assert texts.whole_text(np.float32(0.1)) == ("0.1", None, "float32")
    assert texts.whole_text(Sleeper(3)) == (TOO_SLOW, Mark.FAILED, "Sleeper")


def test_a_type_that_has_no_name_to_tell():
    class Nameless(type):
        __name__ = property(lambda _cls: 1 / 0)

    class Thing(metaclass=Nameless):
        pass

    assert texts.whole_text(Thing())[2] == "Thing"


@pytest.mark.parametrize(
    "number",
    [
        10**5_000,
        10**5_000 - 1,
        10**5_000 + 1,
        -(10**5_000),
        7**9_000,
        -(2**20_000),
        9 * 10**4_999,
        10**300_000 - 1,
        int("9" * 300 + "0" * 300 + "1") ** 20,
        10**700 - 10**400,
    ],
    ids=lambda number: f"{number.bit_length()} bits",
)
def test_the_digits_of_huge_ints(number):
    digits = independent_digits(number)
    assert texts.whole_text(number)[0] == digits[:1_000_000]
    assert texts.object_cells([number]).texts == [digits[:200]]


def independent_digits(number):
    """All digits, by dividing: slow, and sure."""
    parts = []
    left = abs(number)
    while left:
        left, part = divmod(left, 10**500)
        parts.append(f"{part:0500}")
    sign = "-" if number < 0 else ""
    return sign + "".join(reversed(parts)).lstrip("0")


@pytest.mark.parametrize(
    ("label", "levels", "told"),
    [
        ("a", 1, ("a",)),
        ("", 1, ("",)),
        (None, 1, ("None",)),
        (("a", 1), 1, ('("a", 1)',)),
        (("a", 1), 2, ("a", "1")),
        ("alone", 2, ("alone", "")),
        ("x" * 200, 1, ("x" * 200,)),
        ("x" * 201, 1, ("x" * 199 + "…",)),
        (Sleeper(3), 1, (TOO_SLOW,)),
    ],
)
def test_label_texts(label, levels, told):
    assert texts.label_texts(label, levels) == told


def options(part=pd.options):
    """Every option of pandas with its value."""
    told = {}
    for name in dir(part):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # some options are deprecated
            held = getattr(part, name)
        told[name] = options(held) if type(held) is type(pd.options) else repr(held)
    return told


def settings():
    """What a viewer might change for the whole process."""
    np_state = np.get_printoptions()
    np_state.pop("override_repr", None)
    return (
        options(),
        repr(np_state),
        repr(np.geterr()),
        repr(warnings.filters),
        sys.getswitchinterval(),
        sys.getrecursionlimit(),
        getattr(sys, "get_int_max_str_digits", int)(),
    )


def buffers(frame):
    """Where the values of each plain column lie."""
    held = (frame.iloc[:, at] for at in range(min(frame.shape[1], 50)))
    return [
        one.to_numpy().__array_interface__["data"]
        for one in held
        if isinstance(one.dtype, np.dtype)
    ]


def test_nothing_keeps_a_value():
    values = [object(), [object()], {"a": [1]}, Sleeper(0), "x" * 300, 10**50, (1, 2)]
    counts = [sys.getrefcount(value) for value in values]
    series = pd.Series(frames.catalogue.boxed(values), dtype=object)
    texts.series_cells(series)
    for value in values:
        texts.whole_text(value)
    del series, value
    gc.collect()
    assert [sys.getrefcount(value) for value in values] == counts


UNTOUCHED = frames.names(
    without=("polars", "arrow", "not-a-frame", "misbehaving", "slow")
)


@pytest.mark.parametrize("name", UNTOUCHED)
def test_looking_changes_nothing(name):
    frame = frames.build(name)
    attrs, flags = copy.deepcopy(frame.attrs), frame.flags.allows_duplicate_labels
    before, places, state = frame.copy(deep=True), buffers(frame), settings()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        quiet = repr(warnings.filters)
        for number in range(min(frame.shape[1], 50)):
            texts.series_cells(frame.iloc[:2_000, number])
        texts.index_cells(frame.index[:2_000])
        assert repr(warnings.filters) == quiet
    assert settings() == state
    assert buffers(frame) == places
    assert (frame.attrs, frame.flags.allows_duplicate_labels) == (attrs, flags)
    if "subclass" not in frames.CATALOGUE[name].tags:
        assert list(map(type, frame.columns)) == list(map(type, before.columns))
        assert all(
            left is right
            for at in range(min(frame.shape[1], 50))
            if frame.dtypes.iloc[at] is np.dtype(object)
            for left, right in zip(
                frame.iloc[:200, at].tolist(),
                before.iloc[:200, at].tolist(),
                strict=True,
            )
        )
