"""Views as Python holds them: shown, named, found, replaced, let go."""

from __future__ import annotations

import pytest


def test_show_works_without_the_hook(kernels):
    kernel = kernels()
    ran = kernel.run(
        "import dtale_nb, pandas as pd\n"
        "trades = pd.DataFrame({'a': [1, 2]})\n"
        "dtale_nb.show(trades)"
    )
    assert "<script>" in ran.html
    assert kernel.value("dtale_nb.get('trades').frame is trades") == "True"


@pytest.mark.parametrize(
    "made",
    [
        "pd.Series([1, 2], name='s')",
        "pd.Index([3, 4])",
        "{'a': [1, 2]}",
        "[{'a': 1}, {'a': 2}]",
        "np.arange(6)",
        "np.arange(6).reshape(2, 3)",
    ],
)
def test_show_takes_what_can_be_a_frame(kernel, made):
    assert "<table" in kernel.run(f"dtale_nb.show({made}, name='made')").html


def test_show_says_what_it_takes(kernel):
    ran = kernel.run(
        "try:\n    dtale_nb.show(42)\nexcept TypeError as error:\n    print(error)"
    )
    for word in ("DataFrame", "Series", "Index", "dict", "list", "array"):
        assert word in ran.stdout


def test_a_view_is_found_by_id_and_by_name(kernel):
    kernel.run("view = dtale_nb.show(df, name='trades')")
    assert kernel.value("dtale_nb.get('trades').id == view.id") == "True"
    assert kernel.value("dtale_nb.get(view.id).name") == "trades"
    assert kernel.value("[v.name for v in dtale_nb.views()]") == "['trades']"


def test_an_unknown_view_names_those_there_are(kernel):
    kernel.run("view = dtale_nb.show(df, name='trades')")
    ran = kernel.run(
        "try:\n    dtale_nb.get('tradse')\nexcept LookupError as e:\n    print(e)\n"
        "except Exception as e:\n    print(e)"
    )
    assert "trades" in ran.stdout


def test_closing_lets_the_frame_go(kernel):
    kernel.run(
        "import gc, weakref\n"
        "frame = pd.DataFrame({'a': [1]})\nkept = weakref.ref(frame)\n"
        "view = dtale_nb.show(frame)\nview.url\nview.close()\ndel view, frame\n"
        "_ = gc.collect()"
    )
    assert kernel.value("kept()") == "None"


def test_deleting_a_view_that_was_not_displayed_lets_the_frame_go(kernel):
    kernel.run(
        "import gc, weakref\n"
        "frame = pd.DataFrame({'a': [1]})\nkept = weakref.ref(frame)\n"
        "view = dtale_nb.show(frame)\ndel view, frame\n_ = gc.collect()"
    )
    assert kernel.value("kept()") == "None"


def test_running_a_cell_again_replaces_its_view(kernel):
    kernel.run("df.head(5)", cell_id="one")
    kernel.run("df.head(6)", cell_id="one")
    kernel.run("df.head(7)", cell_id="two")
    shown = "[len(v.frame) for v in dtale_nb.views()]"
    assert kernel.value(shown) == "[6, 7]"


def test_two_displays_of_one_cell_are_both_held(kernel):
    kernel.run("display(df.head(5))\ndisplay(df.head(6))", cell_id="one")
    shown = "[len(v.frame) for v in dtale_nb.views()]"
    assert kernel.value(shown) == "[5, 6]"
    kernel.run("display(df.head(7))\ndisplay(df.head(8))", cell_id="one")
    assert kernel.value(shown) == "[7, 8]"


def test_only_so_many_views_of_the_hook_are_held(kernel):
    kernel.run("dtale_nb.shutdown()\ndtale_nb.enable(keep_views=3)")
    pinned = "pinned = dtale_nb.show(df.head(9))"
    kernel.run(pinned)
    for rows in range(1, 6):
        kernel.run(f"df.head({rows})", cell_id=f"cell {rows}")
    shown = "sorted(len(v.frame) for v in dtale_nb.views())"
    assert kernel.value(shown) == "[3, 4, 5, 9]"


def test_a_frame_changed_by_a_cell_is_seen_when_the_cell_ends(kernel):
    kernel.run("view = dtale_nb.show(df, name='trades').sort('x')")
    kernel.run("before = view._inner.version")
    kernel.run("df.loc[3, 'x'] = 9.5")
    assert kernel.value("(view._inner.version > before, view._inner.changed)") == (
        "(True, 'values changed in x')"
    )
    kernel.run("df['new'] = 1")
    assert kernel.value("view._inner.changed") == "columns added: new"
    assert kernel.value("view.to_frame()['x'].iloc[-1]") in {"9.5", "np.float64(9.5)"}
    kernel.run("dtale_nb.shutdown(); df['newer'] = 1")  # nothing to look at


def test_many_views_cost_a_cell_next_to_nothing(kernel):
    kernel.run(
        "wide = pd.DataFrame(np.zeros((10, 3000)))\n"
        "views = [dtale_nb.show(wide) for _ in range(30)]\n"
        "from dtale_nb.notebook import session\n"
        "import time\n"
        "begun = time.thread_time()\n"
        "session.current().look()\n"
        "spent = time.thread_time() - begun"
    )
    assert kernel.value("spent < 1") == "True"
