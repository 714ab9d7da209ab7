"""Any filter, order and search of any frame, one after the other, beside plain pandas.

The plain way is written here once more, by pandas' own masks and `sort_values`; for a
Polars frame it is that of the pandas frame that Polars makes of it.
"""

import operator

import numpy as np
import pandas as pd
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from dtale_nb.engine import pending
from dtale_nb.engine.kinds import MISSING
from dtale_nb.engine.memory import source_of
from dtale_nb.engine.source import SortKey
from dtale_nb.engine.views import FrameView

EXAMPLES = 300
N = 40
NAMES = ("n", "few", "f", "s", "t", "b", "m", "cat")
RELATIONS = {
    word: getattr(operator, word) for word in ("eq", "ne", "lt", "le", "gt", "ge")
}
WORDS = ["", "a", "B", "ä", "ab", "zz", "10", "9"]
DAYS = [f"2026-03-{day:02}" for day in range(1, 6)]
NUMBERS = {"n", "few", "f", "m"}


def drawn_frame(seed):
    """A frame of all common kinds, with gaps and many ties."""
    random = np.random.default_rng(seed)
    gaps = [random.random(N) < share for share in (0.0, 0.2, 0.9)]
    gap = gaps[seed % 3]
    words = pd.Series(random.choice(WORDS, N), dtype="str")
    days = pd.to_datetime(random.choice(DAYS, N)).to_series(index=range(N))
    return pd.DataFrame(
        {
            "n": random.integers(-(2**53) - 9, 2**53 + 9, N) if seed % 2 else range(N),
            "few": random.integers(0, 3, N).astype("i1"),
            "f": pd.Series(random.choice([-0.0, 0.0, 0.5, -1.5, 1e-7, 3e15], N)).mask(
                gap
            ),
            "s": words.mask(gap),
            "t": (days + pd.to_timedelta(random.integers(0, 9, N), "h")).mask(gap),
            "b": random.random(N) < 0.5,
            "m": pd.Series(random.integers(0, 4, N), dtype="Int64").mask(gap),
            "cat": pd.Series(
                pd.Categorical(words, categories=WORDS[::-1], ordered=bool(seed % 2))
            ).mask(gap),
        }
    )


def in_library(frame, library):
    """The frame that is shown, and the pandas frame whose answers are the truth."""
    if library == "pandas":
        return frame, frame
    polars = pytest.importorskip("polars")
    shown = polars.from_pandas(frame.drop(columns="cat"))
    return shown, shown.to_pandas(use_pyarrow_extension_array=True)


def leaves():
    numbers = st.sampled_from([-(2**53) - 1, -1, 0, 0.5, 1, 2, 7, 2**53 + 1])
    on_numbers = st.sampled_from(sorted(NUMBERS))
    on_texts = st.sampled_from(["s", "cat"])
    made = [
        st.builds(
            lambda name, op, value: {"column": name, "op": op, "value": value},
            on_numbers,
            st.sampled_from(sorted(RELATIONS)),
            numbers,
        ),
        st.builds(
            lambda name, ends, closed: {
                "column": name, "op": "between", "value": sorted(ends),
                "closed": closed,
            },
            on_numbers,
            st.lists(numbers, min_size=2, max_size=2),
            st.sampled_from(["both", "left", "right", "neither"]),
        ),
        st.builds(
            lambda op, value: {"column": "few", "op": op, "value": value},
            st.sampled_from(["in", "not_in"]),
            st.lists(st.integers(-1, 3), max_size=12),
        ),
        st.builds(
            lambda name, op, value: {"column": name, "op": op, "value": value},
            on_texts,
            st.sampled_from(["contains", "starts", "ends", "regex", "eq"]),
            st.sampled_from([word for word in WORDS if word]),
        ),
        st.builds(
            lambda name, value: {"column": name, "op": "in", "value": value},
            on_texts,
            st.lists(st.none() | st.sampled_from(WORDS), max_size=4),
        ),
        st.builds(
            lambda op, day: {"column": "t", "op": op, "value": day},
            st.sampled_from(["on", "before", "after"]),
            st.sampled_from(DAYS),
        ),
        st.builds(
            lambda name, op: {"column": name, "op": op},
            st.sampled_from(["f", "s", "t", "m"]),
            st.sampled_from(["missing", "present"]),
        ),
        st.builds(
            lambda op, n: {"column": "few", "op": op, "value": n},
            st.sampled_from(["top", "bottom"]),
            st.integers(1, N + 5),
        ),
        st.builds(
            lambda text: {"search": text}, st.sampled_from(["a", "7", ".5", "B"])
        ),
    ]  # fmt: skip
    return st.builds(
        lambda leaf, off: {**leaf, "off": True} if off else leaf,
        st.one_of(made),
        st.sampled_from([False] * 6 + [True]),
    )


TREES = st.recursive(
    leaves(),
    lambda parts: st.one_of(
        st.builds(
            lambda word, some: {word: some},
            st.sampled_from(["all", "any"]),
            st.lists(parts, max_size=3),
        ),
        st.builds(lambda part: {"not": part}, parts),
    ),
    max_leaves=6,
)
KEYS = st.lists(
    st.tuples(st.sampled_from(NAMES), st.booleans()),
    max_size=3,
    unique_by=lambda key: key[0],
)


def true(mask):
    """A mask of pandas as plain truth values; what is not known is not kept."""
    return np.asarray(pd.array(mask, dtype="boolean").fillna(value=False), dtype=bool)


def plain_leaf(frame, source, leaf):
    """The mask of a condition, written the plain way."""
    if "search" in leaf:
        return hits_of(source, leaf["search"]).any(axis=1)
    series, op, value = frame[leaf["column"]], leaf["op"], leaf.get("value")
    if op in RELATIONS:
        return true(RELATIONS[op](series, value))
    if op in LOOKS:
        texts = series.astype(object).where(series.notna(), None)
        return np.array([text is not None and LOOKS[op](text, value) for text in texts])
    return true(PLAIN[op](series, value, leaf))


def day_of(text, after=0):
    return pd.Timestamp(text) + pd.Timedelta(days=after)


def cut_of(series, n, *, largest):
    ordered = series.sort_values(ascending=not largest)
    return ordered.iloc[min(n, N) - 1]


def is_in(series, values):
    found = true(series.isin([one for one in values if one is not None]))
    return found | (true(series.isna()) & (None in values))


LOOKS = {
    "contains": lambda text, value: value in text,
    "regex": lambda text, value: value in text,
    "starts": lambda text, value: text.startswith(value),
    "ends": lambda text, value: text.endswith(value),
}
PLAIN = {
    "between": lambda x, ends, leaf: x.between(*ends, inclusive=leaf["closed"]),
    "in": lambda x, values, _: is_in(x, values),
    "not_in": lambda x, values, _: ~is_in(x, values),
    "missing": lambda x, *_: x.isna(),
    "present": lambda x, *_: x.notna(),
    "top": lambda x, n, _: x >= cut_of(x, n, largest=True),
    "bottom": lambda x, n, _: x <= cut_of(x, n, largest=False),
    "on": lambda x, day, _: (x >= day_of(day)) & (x < day_of(day, after=1)),
    "before": lambda x, day, _: x < day_of(day),
    "after": lambda x, day, _: x >= day_of(day, after=1),
}


def plain_mask(frame, source, tree):
    """The mask of a tree; None where all of it is set aside."""
    if tree.get("off"):
        return None
    word = next((word for word in ("all", "any", "not") if word in tree), None)
    if word is None:
        return plain_leaf(frame, source, tree)
    parts = [tree[word]] if word == "not" else tree[word]
    masks = [plain_mask(frame, source, part) for part in parts]
    masks = [mask for mask in masks if mask is not None]
    if not masks:
        return None
    if word == "not":
        return ~masks[0]
    return (np.logical_and if word == "all" else np.logical_or).reduce(masks)


def hits_of(source, needle):
    """Which cells show a text, as a reader sees them, index levels first."""
    numbers = [*(~level for level in range(source.n_levels)), *range(source.n_columns)]
    needle = needle.lower()
    columns = []
    for number in numbers:
        cells = source.cells(number, range(N))
        columns.append(
            [
                text.lower() == needle
                if cells.marks.get(row) in MISSING
                else needle in text.lower()
                for row, text in enumerate(cells.texts)
            ]
        )
    return np.array(columns).T


class Questions(RuleBasedStateMachine):
    """One view, asked one thing after the other."""

    library = "pandas"

    @initialize(seed=st.integers(0, 50))
    def show(self, seed):
        shown, self.frame = in_library(drawn_frame(seed), self.library)
        self.source = source_of(shown)
        self.view = FrameView("1f", "x", self.source)
        self.tree, self.keys = None, []

    def wanted(self):
        """The rows that pandas shows."""
        kept = self.frame.reset_index(drop=True)
        mask = None
        if self.tree is not None:
            mask = plain_mask(self.frame, self.source, self.tree)
        kept = kept if mask is None else kept[mask]
        if self.library == "pandas" and self.keys:
            kept = kept.sort_values(
                [name for name, _ in self.keys],
                ascending=[not down for _, down in self.keys],
                kind="stable",
                na_position="last",
            )
        elif self.keys:  # pandas refuses both zeros beside another key, on Arrow
            for name, down in reversed(self.keys):
                kept = kept.sort_values(name, ascending=not down, kind="stable")
        return kept.index.tolist()

    def check(self):
        wanted = self.wanted()
        head = self.view.page(0, 7, [0])
        assert head.total == self.view.n_rows == len(wanted)
        numbers = [*range(self.source.n_columns)]
        for page in (head, self.view.page(3, N, numbers)):
            for number, cells in zip(page.numbers, page.columns, strict=True):
                rows = np.array(wanted[page.start : page.stop], dtype=np.uint32)
                plain = self.source.cells(number, rows)
                assert list(cells.texts) == list(plain.texts)
        assert [int(row) for row in self.view.rows()] == wanted

    @rule(tree=TREES)
    def filter(self, tree):
        if self.library != "pandas" and "'cat'" in repr(tree):
            return
        self.tree = tree
        self.view.change(filter=tree)
        self.check()

    @precondition(lambda self: self.tree is not None)
    @rule(leaf=leaves())
    def narrow(self, leaf):
        """Add a condition to what is asked already."""
        self.filter({"all": [self.tree, leaf]})

    @rule()
    def unfilter(self):
        self.tree = None
        self.view.change(filter=None)
        self.check()

    @rule(keys=KEYS)
    def sort(self, keys):
        known = [key for key in keys if key[0] in self.frame.columns]
        self.keys = known
        places = {name: at for at, name in enumerate(self.frame.columns)}
        self.view.change(sort=[SortKey(places[name], down) for name, down in known])
        self.check()

    @precondition(lambda self: self.keys)
    @rule()
    def turn(self):
        """The opposite direction of the first key."""
        (name, down), *others = self.keys
        self.sort([(name, not down), *others])

    @rule(needle=st.sampled_from(["a", "B", "7", ".0", "nan", "2026-03-01", "tru"]))
    def search(self, needle):
        self.view.change(search=needle)
        search = self.view.search()
        search.job.result()
        found = hits_of(self.source, needle)[self.wanted()]
        assert search.count().hits == int(found.sum())
        assert search.count().rows == int(found.any(axis=1).sum())

    def teardown(self):
        if hasattr(self, "view"):
            self.view.let_go()


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_any_question_is_answered_as_pandas_does(library, monkeypatch):
    if library == "polars":
        pytest.importorskip("polars")
    monkeypatch.setattr(
        pending, "LARGE", 10
    )  # the first rows before the order, here too
    machine = type("Machine", (Questions,), {"library": library})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=EXAMPLES // 2, stateful_step_count=6, deadline=None
        ),
    )
