"""Frames that charts are made of in tests: gaps, zones, repeated and hostile names."""

from __future__ import annotations

import numpy as np
import pandas as pd

N = 600

PLACES = [
    "Germany", "DE", "deutschland", "FRA", "U.S.A.", "Côte d'Ivoire", "Singapore",
    "Gibraltar", "Atlantis & <b>", None,
]  # fmt: skip
"""Names of places: several of one, one too small for a shape, one of no place."""

STATES = ["Texas", "CA", "New York", "WA", "Ohio", "XX"]
"""Names of states, one of no state."""


def frame() -> pd.DataFrame:
    """Each kind of column that charts take, each with missing values; 600 rows.

    Columns: side (text), cat (category), price (float), qty (nullable whole numbers),
    t (moments in Paris, over a change of clocks), ok (truth), <b>&x, n and n again,
    land and state (places), lat and lon (points).
    """
    rng = np.random.default_rng(5)
    side = rng.choice(np.array(["buy", "sell", "<b>h&m</b>", None], dtype=object), N)
    codes = rng.integers(-1, 5, N)
    t = pd.Series(pd.date_range("2025-09-20", periods=N, freq="7h", tz="Europe/Paris"))
    t[5:9] = pd.NaT
    qty = pd.array(rng.integers(-3, 9, N), dtype="Int64")
    qty[3:20] = pd.NA
    columns = {
        0: pd.array(side, dtype="str" if pd.__version__ >= "3" else "object"),
        1: pd.Categorical.from_codes(codes, ["c4", "c1", "c2", "c3", "c0"]),
        2: np.where(rng.random(N) < 0.1, np.nan, rng.normal(size=N)),
        3: qty,
        4: t,
        5: rng.random(N) < 0.5,
        6: rng.gamma(2, size=N).astype("float32"),
        7: rng.integers(0, 4, N),
        8: rng.normal(size=N),
        9: rng.choice(np.array(PLACES, dtype=object), N),
        10: np.where(rng.random(N) < 0.05, np.nan, rng.uniform(35, 60, N)),
        11: rng.uniform(-10, 30, N),
        12: rng.choice(np.array(STATES, dtype=object), N),
    }
    names = ["side", "cat", "price", "qty", "t", "ok", "<b>&x", "n", "n"]
    names += ["land", "lat", "lon", "state"]
    return pd.DataFrame(columns).set_axis(names, axis=1)
