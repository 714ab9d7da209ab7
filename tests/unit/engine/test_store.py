"""The store: views are found, bounded, and let go for good."""

import gc
import threading
import weakref

import numpy as np
import pandas as pd
import pytest

from dtale_nb.engine.store import FrameStore, Origin
from dtale_nb.errors import UnknownView, ViewLetGo


def test_the_height_of_a_cell_is_kept():
    """Run again, a cell's one viewer is as high as the user made it."""
    store = FrameStore()
    first = store.add(frame(), pinned=False, origin=Origin("c", "1"))
    first.change(height=700)
    again = store.add(frame(), pinned=False, origin=Origin("c", "2"))
    assert again.state.height == 700
    other = store.add(frame(), pinned=False, origin=Origin("c", "2"))
    assert other.state.height is None
    both = store.add(frame(), pinned=False, origin=Origin("c", "3"))
    assert both.state.height is None


def frame(n=3):
    return pd.DataFrame({"x": np.arange(n)})


def test_views_are_found_by_id_and_by_name():
    store = FrameStore()
    first = store.add(frame(), name="trades", pinned=False)
    second = store.add(frame(), name="trades", pinned=True)
    assert store.views() == [first, second]
    assert store.find(first.id) is first
    assert store.find("trades") is second
    assert first.id != second.id
    store.let_go(second.id)
    assert store.find("trades") is first


def test_default_names_are_numbered_and_used_again():
    store = FrameStore()
    names = [store.add(frame(), pinned=True).name for _ in range(3)]
    assert names == ["df", "df-2", "df-3"]
    store.let_go(store.find("df-2").id)
    assert store.add(frame(), pinned=True).name == "df-2"


def test_an_unknown_view_names_the_known():
    store = FrameStore()
    store.add(frame(), name="trades", pinned=True)
    with pytest.raises(UnknownView, match="views: trades"):
        store.find("quotes")
    with pytest.raises(UnknownView):
        store.let_go("quotes")


def test_a_thing_that_is_no_frame_is_refused():
    with pytest.raises(TypeError, match="not a frame: dict"):
        FrameStore().add({"x": [1]}, pinned=True)


def test_a_view_let_go_is_remembered_but_its_frame_is_not():
    store = FrameStore()
    held = frame()
    ref = weakref.ref(held)
    view = store.add(held, name="trades", pinned=True)
    del held
    assert view.source.frame is ref()
    store.let_go(view.id)
    store.let_go(view.id)
    gc.collect()
    assert ref() is None
    for key in (view.id, "trades"):
        with pytest.raises(ViewLetGo, match="run its cell again"):
            store.find(key)
    assert store.views() == []


def test_what_is_remembered_is_bounded():
    store = FrameStore()
    ids = []
    for _ in range(1_001):
        ids.append(store.add(frame(), name=f"v{len(ids)}", pinned=True).id)
        store.let_go(ids[-1])
    with pytest.raises(UnknownView):
        store.find(ids[0])
    with pytest.raises(ViewLetGo):
        store.find("v1")


def test_clear_lets_all_go():
    store = FrameStore()
    views = [store.add(frame(), pinned=pinned) for pinned in (True, False)]
    store.clear()
    assert store.views() == []
    assert all(view.is_let_go for view in views)


def test_the_least_recently_looked_at_goes_first():
    store = FrameStore(keep_views=2)
    a, b = (store.add(frame(), name=name, pinned=False) for name in "ab")
    store.find("a")
    c = store.add(frame(), name="c", pinned=False)
    assert store.views() == [a, c]
    assert b.is_let_go
    d = store.add(frame(), name="d", pinned=False)
    assert store.views() == [c, d]


def test_the_newest_and_the_pinned_never_go():
    store = FrameStore(keep_views=1, keep_memory=0)
    pinned = [store.add(frame(), pinned=True) for _ in range(3)]
    first = store.add(frame(), pinned=False)
    assert store.views() == [*pinned, first]
    second = store.add(frame(), pinned=False)
    assert store.views() == [*pinned, second]


def test_memory_is_bounded_counting_each_frame_once():
    one, two = frame(100_000), frame(100_000)  # 800 kB each
    store = FrameStore(keep_memory=1_000_000)
    views = [store.add(one, pinned=False) for _ in range(3)]
    assert store.views() == views
    last = store.add(two, pinned=False)
    assert store.views() == [last]


def test_a_frame_that_the_user_holds_anyway_counts_nothing():
    one, two = frame(100_000), frame(100_000)
    store = FrameStore(keep_memory=1_000_000)
    views = [store.add(one, pinned=pinned) for pinned in (False, True)]
    views.append(store.add(two, pinned=False))
    assert store.views() == views


def test_a_cell_run_again_replaces_its_views():
    store = FrameStore()
    elsewhere = store.add(frame(), pinned=False, origin=Origin("c2", "r0"))
    nowhere = store.add(frame(), pinned=False, origin=Origin(None, "r0"))
    old = [store.add(frame(), pinned=False, origin=Origin("c1", "r1")) for _ in "ab"]
    assert len(store.views()) == 4
    new = store.add(frame(), pinned=False, origin=Origin("c1", "r2"))
    assert store.views() == [elsewhere, nowhere, new]
    assert all(view.is_let_go for view in old)
    assert new.name == "df-3"


def test_a_replaced_view_goes_when_its_holder_lets_it_go():
    store = FrameStore()
    held = store.add(frame(), pinned=True, origin=Origin("c1", "r1"))
    new = store.add(frame(), pinned=True, origin=Origin("c1", "r2"))
    assert store.views() == [held, new]
    store.unpin(held.id)
    assert store.views() == [new]
    store.unpin(new.id)
    store.unpin("never")
    assert store.views() == [new]


def test_unpinned_views_fall_under_the_limits():
    store = FrameStore(keep_views=1)
    first = store.add(frame(), pinned=True)
    second = store.add(frame(), pinned=True)
    store.unpin(second.id)
    assert store.views() == [first, second]
    store.unpin(first.id)
    assert store.views() == [second]


def test_a_finalizer_may_unpin_while_the_store_is_locked():
    class Frame(pd.DataFrame):
        @property
        def _constructor(self):
            return pd.DataFrame

    store = FrameStore()
    other = store.add(frame(), name="other", pinned=True)
    held = Frame({"x": [1]})
    weakref.finalize(held, store.unpin, other.id)
    view = store.add(held, pinned=True)
    del held
    done = threading.Thread(target=store.let_go, args=(view.id,), daemon=True)
    done.start()
    done.join(10)
    assert not done.is_alive()
    assert store.views() == [other]
    store._keep_views = 0
    newest = store.add(frame(), pinned=False)
    assert store.views() == [newest]  # so the other one is unpinned


def test_many_threads_add_find_and_let_go():
    store = FrameStore(keep_views=5)
    failed = []

    def work(seed):
        random = np.random.default_rng(seed)
        try:
            for turn in range(150):
                view = store.add(
                    frame(),
                    pinned=bool(random.integers(2)),
                    origin=Origin("c", f"{seed} {turn}"),
                )
                try:
                    store.find("df")
                    store.find(view.id)
                except (ViewLetGo, UnknownView):
                    pass
                store.unpin(view.id)
                if random.integers(2):
                    store.let_go(view.id)
        except Exception as error:  # noqa: BLE001 - shown below
            failed.append(error)

    workers = [threading.Thread(target=work, args=(seed,)) for seed in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert failed == []
    assert len(store.views()) <= 5
