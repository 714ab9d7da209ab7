"""Scales over HTTP: what cells are coloured against, held to NumPy."""

from __future__ import annotations

import time

import numpy as np
import pandas as pd
import pytest


@pytest.fixture
def numbers(store):
    rng = np.random.default_rng(5)
    frame = pd.DataFrame(
        {
            "normal": rng.normal(0, 10, 2_000),
            "infinite": [np.inf, -np.inf, np.nan, *rng.random(1_997)],
            "nearly flat": [7] * 1_990 + [8] * 10,
            "constant": [1.5] * 2_000,
            "text": ["a"] * 2_000,
            "big": [2**62 + 1, -(2**62) - 1] * 1_000,
        }
    )
    view = store.add(frame, name="scales", pinned=True)
    yield frame, view
    store.let_go(view.id)


def ask(client, view, query):
    """Ask until it is ready, as the page does."""
    for _ in range(400):
        answer = client.get(f"/views/{view.id}/scales?{query}")
        if answer.status_code != 202:
            return answer
        time.sleep(0.02)
    raise AssertionError(f"never ready: {query}")


def test_scales_are_true(client, numbers):
    frame, view = numbers
    found = ask(client, view, "columns=0-5").get_json()["scales"]
    normal, infinite, nearly, constant, text, big = found
    values = frame["normal"].to_numpy()
    assert float(normal["low"]) == values.min()
    assert float(normal["high"]) == values.max()
    first, third = np.quantile(values, [0.25, 0.75])
    reach = 1.5 * (third - first)
    assert normal["fences"] == pytest.approx([first - reach, third + reach])
    assert normal["exact"]
    assert normal["varies"]
    finite = frame["infinite"][np.isfinite(frame["infinite"])]
    assert float(infinite["low"]) == pytest.approx(finite.min())
    assert float(infinite["high"]) == pytest.approx(finite.max())
    assert [one["varies"] for one in (nearly, constant)] == [False, False]
    assert (constant["low"], constant["high"]) == ("1.5", "1.5")
    assert (text["low"], text["fences"]) == ("", None)
    assert (big["low"], big["high"]) == (str(-(2**62) - 1), str(2**62 + 1))


def test_one_scale_for_all_and_for_the_rows_shown(client, numbers):
    _, view = numbers
    together = ask(client, view, "columns=2,3&overall=1").get_json()
    assert together["overall"] == ["1.5", "8"]
    every = ask(client, view, "columns=&overall=1").get_json()["overall"]
    assert every == [str(-(2**62) - 1), str(2**62 + 1)]
    view.change(filter={"column": "nearly flat", "op": "eq", "value": 8})
    shown = ask(client, view, "columns=2").get_json()["scales"][0]
    assert (shown["low"], shown["high"]) == ("8", "8")


def test_too_many_columns_for_one_scale_are_refused(client, store):
    view = store.add(pd.DataFrame(np.zeros((2, 201))), pinned=True)
    answer = client.get(f"/views/{view.id}/scales?overall=1")
    assert answer.status_code == 400
    assert "200" in answer.get_json()["error"]["hint"]
    store.let_go(view.id)
