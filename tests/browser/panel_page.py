"""What the tests of panels share: one frame with every kind of column, served."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from oracle import OracleStore, serving

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Locator, Page

N_ROWS = 4_000


def frame() -> pd.DataFrame:
    """4,000 rows of every kind, gaps among them, and one name that comes twice."""
    chance = np.random.default_rng(11)
    numbers = chance.normal(100, 20, N_ROWS).round(2)
    gaps = chance.random(N_ROWS) < 0.1
    columns = {
        "price": np.where(gaps, np.nan, numbers),
        "amount": chance.integers(0, 500, N_ROWS),
        "side": chance.choice(["buy", "sell", "swap"], N_ROWS, p=[0.6, 0.3, 0.1]),
        "desk": pd.Categorical(chance.choice(["rates", "credit", "equity"], N_ROWS)),
        "time": pd.date_range("2026-01-01", periods=N_ROWS, freq="3h"),
        "took": pd.to_timedelta(chance.integers(1, 900, N_ROWS), unit="s"),
        "done": chance.random(N_ROWS) < 0.7,
        "tags": [["a", "b"][: number % 3] for number in range(N_ROWS)],
        "side ": chance.choice(["x", "y"], N_ROWS),
    }
    made = pd.DataFrame(columns)
    made.columns = [name.strip() for name in made.columns]
    made.index.name = "order"
    return made


@contextmanager
def shown(store: OracleStore, name: str = "panels") -> Iterator[Any]:
    """A view of the frame, let go afterwards."""
    view = store.add(frame(), name=name, pinned=True)
    try:
        yield view
    finally:
        store.let_go(view.id)


def open_near(page: Page, root: str, view: Any) -> None:
    """Open a view and come near, so that all that a user can do is there."""
    page.goto(f"{root}views/{view.id}/")
    page.wait_for_selector("[data-ready]", state="attached")
    page.mouse.move(400, 300)
    page.wait_for_selector("[data-actions]", state="attached")
    at_rest(page)


def at_rest(page: Page) -> None:
    """Wait until nothing in sight waits for its value."""
    page.wait_for_function(
        "() => !document.querySelector('#body .r:not([hidden]) .w')"
        " && !document.querySelector('.old')"
    )


def head(page: Page, number: int) -> Locator:
    """The header of a column by its position."""
    return page.locator(f'.t [role=columnheader][aria-colindex="{number + 2}"]')


def rows_said(page: Page) -> str:
    """What the status line says of the rows."""
    return page.locator("#rows").inner_text()


__all__ = [
    "OracleStore",
    "at_rest",
    "frame",
    "head",
    "open_near",
    "rows_said",
    "serving",
    "shown",
]
