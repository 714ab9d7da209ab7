"""The app as a proxy sees it; the hostile root is the default of every test."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from dtale_nb.app import create_app
from dtale_nb.engine.store import FrameStore
from dtale_nb.settings import Settings
from dtale_nb.web.context import Hooks
from dtale_nb.web.testing import HOSTILE_ROOT


@pytest.fixture
def secret():
    return "s" * 43


@pytest.fixture
def instance():
    return "0123456789abcdef"


@pytest.fixture
def frame():
    """1,000 rows; a number, gaps, hostile text, and a name that comes twice."""
    n_rows = 1_000
    columns = {
        0: np.arange(n_rows)[::-1],
        1: [1.5, float("nan")] * (n_rows // 2),
        2: ["<script>alert(1)</script>", "a"] * (n_rows // 2),
        3: pd.date_range("2026-01-01", periods=n_rows, tz="Europe/Paris"),
    }
    return pd.DataFrame(columns).set_axis(["n", "x", "<b>&amp;", "n"], axis=1)


@pytest.fixture
def store():
    return FrameStore()


@pytest.fixture
def view(store, frame):
    return store.add(frame, name="trades", pinned=True)


@pytest.fixture
def events():
    """What the app told its kernel, in order."""
    return []


@pytest.fixture
def app(store, view, events, secret, instance):
    return create_app(
        store,
        Settings(),
        instance=instance,
        secret=secret,
        hooks=Hooks(
            action=lambda: events.append("action"),
            shutdown=lambda: events.append("shutdown"),
        ),
    )


@pytest.fixture(params=[HOSTILE_ROOT, ""], ids=["hostile-root", "no-root"])
def client(app, request):
    return app.test_client(app_root=request.param)
