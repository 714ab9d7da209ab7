"""`show` and what it returns, outside of any notebook."""

from __future__ import annotations

import datetime as dt
import gc
import signal
import threading
import time
import weakref
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
import requests

import dtale_nb
from dtale_nb.engine.jobs import checkpoint
from dtale_nb.engine.memory.pandas import PandasSource
from dtale_nb.errors import BadSetting, DtaleNbError, UnknownView, ViewLetGo
from dtale_nb.notebook import session


@pytest.fixture(autouse=True)
def fresh(monkeypatch, tmp_path):
    """Each test has a session of its own, without anybody's settings."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    session.reset()
    yield
    session.reset()


@pytest.fixture
def frame():
    return pd.DataFrame({"a": range(5), "b": list("abcde")})


def test_a_view_knows_what_it_shows(frame):
    view = dtale_nb.show(frame, name="trades")
    assert view.frame is frame
    assert view.name == "trades"
    assert len(view) == 5
    assert repr(view) == f"<View 'trades' {view.id}, 5 × 2>"
    assert dtale_nb.views() == [view]


def test_what_it_shows_of_the_columns_is_what_it_gives():
    frame = pd.DataFrame({"a": [1, 2, 3], "b": [3, 2, 1], "c": list("xyz")})
    view = dtale_nb.show(frame)
    assert view.columns(["c", 0], left=1).sort("b") is view
    expected = frame.sort_values("b", kind="stable")[["c", "a"]]
    pd.testing.assert_frame_equal(view.to_frame(), expected)
    pd.testing.assert_frame_equal(view.rows(1, 3), expected.iloc[1:3])
    pd.testing.assert_frame_equal(view.columns().sort(None).to_frame(), frame)
    with pytest.raises(DtaleNbError, match="twice"):
        view.columns(["a", "a"])


def test_a_view_is_found_by_id_and_name(frame):
    view = dtale_nb.show(frame, name="trades")
    assert dtale_nb.get(view.id) is view
    assert dtale_nb.get("trades") is view
    with pytest.raises(UnknownView, match="trades"):
        dtale_nb.get("nope")


def test_its_url_opens_its_page(frame):
    view = dtale_nb.show(frame)
    page = requests.get(view.url, timeout=5)
    assert page.ok
    assert view.id in view.url
    assert 'role="grid"' in page.text


def test_two_displays_start_one_server(frame):
    first, second = dtale_nb.show(frame), dtale_nb.show(frame)
    assert first.url.partition("/views/")[0] == second.url.partition("/views/")[0]


@pytest.mark.parametrize(
    "thing",
    [
        pd.Series([1, 2]),
        pd.Series([1, 2], name=0),
        pd.Index(["a", "b"]),
        pd.MultiIndex.from_product([[1, 2], ["x"]]),
        {"a": [1, 2]},
        [{"a": 1}, {"a": 2}],
        np.arange(2),
        np.zeros((2, 3)),
    ],
    ids=lambda thing: type(thing).__name__,
)
def test_what_has_rows_can_be_shown(thing):
    view = dtale_nb.show(thing)
    assert len(view) == 2
    assert view.frame is thing
    assert set(view._repr_mimebundle_()) == {"text/plain", "text/html"}


@pytest.mark.parametrize("thing", [3, "text", None, object(), np.zeros((2, 2, 2)), [1]])
def test_what_has_no_rows_is_refused_with_what_is_accepted(thing):
    with pytest.raises(TypeError, match=r"DataFrame.*Series.*NumPy"):
        dtale_nb.show(thing)


def test_a_name_is_a_text(frame):
    with pytest.raises(TypeError, match="name"):
        dtale_nb.show(frame, name=3)


@pytest.mark.parametrize("height", [1, 10**6])
def test_a_height_out_of_range_is_refused(frame, height):
    with pytest.raises(BadSetting, match="height"):
        dtale_nb.show(frame, height=height)


def test_height_bounds_the_output():
    tall = pd.DataFrame({"a": range(1_000)})
    assert (
        "height:300px"
        in dtale_nb.show(tall, height=300)._repr_mimebundle_()["text/html"]
    )


def test_a_small_frame_takes_its_rows_only(frame):
    html = dtale_nb.show(frame)._repr_mimebundle_()["text/html"]
    height = int(html.partition("height:")[2].partition("px")[0])
    assert height < 300


def test_closing_lets_the_frame_go(frame):
    view = dtale_nb.show(frame, name="trades")
    url = view.url
    view.close()
    view.close()
    assert dtale_nb.views() == []
    answer = requests.get(url + "rows", timeout=5)
    assert answer.status_code == 410
    with pytest.raises(ViewLetGo):
        dtale_nb.get("trades")


def test_a_view_that_nobody_saw_goes_when_it_is_deleted():
    frame = pd.DataFrame({"a": [1]})
    gone = weakref.ref(frame)
    view = dtale_nb.show(frame)
    assert view.url
    del view, frame
    gc.collect()
    assert dtale_nb.views() == []
    gc.collect()
    assert gone() is None


def test_a_view_on_a_page_outlives_its_handle(frame):
    view = dtale_nb.show(frame, name="seen")
    view._repr_mimebundle_()
    del view
    gc.collect()
    assert [each.name for each in dtale_nb.views()] == ["seen"]


def test_a_view_comes_back_as_it_was_set(frame):
    view = dtale_nb.show(frame, name="trades")
    root = view.url
    sort = {"sort": [{"number": 0, "descending": True}]}
    assert requests.post(root + "state", json=sort, timeout=5).ok
    dtale_nb.shutdown()
    assert dtale_nb.views() == []
    view._repr_mimebundle_()
    again = requests.get(view.url + "state", timeout=5).json()
    assert view.url.endswith(f"/views/{view.id}/")
    assert again["state"]["sort"][0]["descending"] is True


def test_python_sets_what_the_page_sees(frame):
    view = dtale_nb.show(frame)
    tree = {"all": [{"column": "a", "op": "gt", "value": 1}]}
    assert view.filter(tree).sort([("b", "desc")]) is view
    page = requests.get(view.url + "rows?stop=9&columns=1", timeout=5).json()
    assert page["columns"][0]["t"] == ["e", "d", "c"]
    assert requests.get(view.url + "state", timeout=5).json()["state"] == view.state


def test_what_is_shown_comes_back_as_a_frame(frame):
    view = dtale_nb.show(frame)
    view.filter({"column": "a", "op": "ge", "value": 2}).sort([("a", "desc"), "b"])
    expected = frame[frame["a"] >= 2].sort_values("a", ascending=False)
    pd.testing.assert_frame_equal(view.to_frame(), expected)
    pd.testing.assert_frame_equal(view.rows(1, 2), expected.iloc[1:2])
    pd.testing.assert_frame_equal(view.rows(-3, 99), expected)
    assert len(view) == 3
    view.filter(None).sort(None)
    pd.testing.assert_frame_equal(view.to_frame(), frame)


def test_a_state_can_be_kept_and_put_back(frame):
    view = dtale_nb.show(frame)
    view.sort("b").filter({"not": {"column": "b", "op": "in", "value": ["a"]}})
    kept = view.state
    view.sort(None).filter(None)
    assert view.state != kept
    view.state = kept
    assert view.state == kept


@pytest.mark.parametrize(
    "wrong",
    [
        lambda view: view.sort("nothing"),
        lambda view: view.sort([("a", "down")]),
        lambda view: view.filter({"column": "nothing", "op": "missing"}),
        lambda view: view.filter({"column": "a", "op": "nothing"}),
        lambda view: view.filter({"column": "a", "op": "gt", "value": "x"}),
        lambda view: setattr(view, "state", {"colour": 1}),
    ],
)
def test_what_cannot_be_asked_is_a_value_error_that_helps(frame, wrong):
    view = dtale_nb.show(frame)
    before = view.state
    with pytest.raises(ValueError, match=r"\S+ \S+"):
        wrong(view)
    assert view.state == before


def test_a_filtered_view_comes_back_filtered(frame):
    view = dtale_nb.show(frame)
    view.filter({"column": "a", "op": "lt", "value": 2})
    dtale_nb.shutdown()
    assert len(view) == 2


def test_shutdown_is_asked_through_the_route_too(frame):
    view = dtale_nb.show(frame)
    root = view.url.partition("views/")[0]
    assert requests.post(root + "shutdown", json={}, timeout=5).ok
    assert not session.current().is_serving
    assert dtale_nb.views() == []


def test_the_frame_is_left_as_it_was(frame):
    before = frame.copy(deep=True)
    before.attrs = dict(frame.attrs)
    view = dtale_nb.show(frame)
    requests.post(view.url + "state", json={"sort": [{"number": 1}]}, timeout=5)
    requests.get(view.url + "rows?stop=5&columns=0-1", timeout=5)
    pd.testing.assert_frame_equal(frame, before)
    assert frame.attrs == before.attrs


def test_plain_shows_what_pandas_shows(frame):
    plain = dtale_nb.plain(frame)
    assert repr(plain) == repr(frame)
    assert plain._repr_html_() == frame._repr_html_()


def test_enabling_without_ipython_says_what_to_do():
    with pytest.raises(DtaleNbError, match=r"dtale_nb\.show"):
        dtale_nb.enable()


def test_a_summary_is_of_the_rows_shown(frame):
    view = dtale_nb.show(frame)
    found = view.summary("a")
    assert (found.rows, found.exact) == (5, True)
    assert found.figures["mean"].value == frame["a"].mean()
    assert "mean" in str(found)
    view.filter({"column": "a", "op": "ge", "value": 3})
    assert view.summary("a").figures["min"].value == 3
    assert view.summary({"position": 1}).distinct.value == 2
    assert view.summary({"level": 0}, exact=False).rows == 2
    with pytest.raises(ValueError, match="'a'"):
        view.summary("aa")


def test_a_summary_at_the_end_of_a_cell_is_told_line_by_line(frame):
    formatter = pytest.importorskip("IPython.lib.pretty")
    found = dtale_nb.show(frame).summary("a")
    assert formatter.pretty(found) == str(found)
    assert formatter.pretty(found).splitlines()[0].split() == ["rows", "5"]


def test_rows_are_counted_as_slices_count(frame):
    view = dtale_nb.show(frame)
    for start, stop in ((-2, 5), (-3, -1), (2, 1), (0, 99), (-99, 2), (7, 9)):
        expected = frame.iloc[start:stop]
        pd.testing.assert_frame_equal(view.rows(start, stop), expected)
        view.sort([("a", "desc")])
        pd.testing.assert_frame_equal(view.rows(start, stop), frame[::-1][start:stop])
        view.sort(None)


@pytest.mark.parametrize("given", [5, None, "sort", [("sort", [])]])
def test_what_is_no_state_is_told_so(frame, given):
    with pytest.raises(ValueError, match="a state is an object"):
        dtale_nb.show(frame).state = given


def test_a_text_is_searched_and_kept_in_the_state(frame):
    view = dtale_nb.show(frame)
    assert view.search("C") is view
    assert view.state["search"] == "C"
    told = requests.get(view.url + "search/next", timeout=5).json()
    assert told["hit"] == {"row": 2, "number": 1, "at": 1}
    assert view.search(None).state["search"] is None
    assert len(view.filter({"search": "c"})) == 1
    with pytest.raises(ValueError, match="text"):
        view.search(7)


@pytest.mark.skipif(not hasattr(signal, "pthread_kill"), reason="no signals to threads")
@pytest.mark.parametrize(
    "ask",
    [
        lambda view: view.sort("a"),
        lambda view: view.filter({"column": "b", "op": "contains", "value": "c"}),
        lambda view: view.summary("a"),
    ],
    ids=["sort", "filter", "summary"],
)
def test_an_interrupted_cell_stops_what_it_waits_for(frame, monkeypatch, ask):
    begun = threading.Event()

    def forever(*args, **kwargs):
        begun.set()
        while True:
            checkpoint()
            time.sleep(0.001)

    monkeypatch.setattr(PandasSource, "order", forever)
    monkeypatch.setattr("dtale_nb.engine.answers.kept_rows", forever)
    monkeypatch.setattr("dtale_nb.notebook.view.summarise", forever)
    main = threading.main_thread().ident
    ours = signal.signal(signal.SIGINT, signal.default_int_handler)

    def interrupt():
        begun.wait(20)
        signal.pthread_kill(main, signal.SIGINT)

    view = dtale_nb.show(frame)
    before = view.state
    thread = threading.Thread(target=interrupt)
    thread.start()
    with pytest.raises(KeyboardInterrupt):
        ask(view)
    signal.signal(signal.SIGINT, ours)  # ignored, where tests run in the background
    thread.join()
    until = time.monotonic() + 20
    while view._inner.work.running():
        assert time.monotonic() < until
    assert view.state == before
    assert len(view) == 5


MOMENTS = pd.date_range("2026-01-01", periods=5, tz="Europe/Paris")
KINDS = pd.DataFrame(
    {
        "q": np.arange(5),
        "half": np.arange(5, dtype="float32") / 10,
        "t": MOMENTS,
        "n": MOMENTS.tz_localize(None),
        "d": pd.to_timedelta(np.arange(5), "h"),
        "dec": [Decimal("1.10"), Decimal("2.2"), Decimal(3), Decimal(4), None],
        "day": [each.date() for each in MOMENTS],
        "month": pd.period_range("2026-01", periods=5, freq="M"),
        ("a", "tuple"): range(5),
    }
)


@pytest.mark.parametrize(
    ("column", "op", "value", "kept"),
    [
        ("q", "eq", KINDS["q"].max(), [4]),
        ("q", "in", KINDS["q"][1:3], [1, 2]),
        ("q", "in", (np.int8(1), 2), [1, 2]),
        ("half", "eq", KINDS["half"][3], [3]),
        ("t", "ge", KINDS["t"][3], [3, 4]),
        ("n", "ge", KINDS["n"].to_numpy()[3], [3, 4]),
        ("n", "between", [dt.datetime(2026, 1, 2), dt.date(2026, 1, 3)], [1, 2]),
        ("d", "ge", KINDS["d"][3], [3, 4]),
        ("d", "ge", dt.timedelta(hours=3), [3, 4]),
        ("d", "ge", KINDS["d"].to_numpy()[3], [3, 4]),
        ("dec", "eq", Decimal("1.10"), [0]),
        ("day", "eq", KINDS["day"][1], [1]),
        ("month", "eq", KINDS["month"][1], [1]),
        (("a", "tuple"), "eq", np.uint64(2), [2]),
    ],
)
def test_a_filter_takes_values_as_the_frame_has_them(column, op, value, kept):
    view = dtale_nb.show(KINDS)
    view.filter({"all": [{"column": column, "op": op, "value": value}]})
    assert view.to_frame().index.tolist() == kept
