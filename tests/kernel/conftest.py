"""What kernel tests share: a kernel with the extension loaded, and a leak check."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
import support.kernels
from support.environments import environment

if TYPE_CHECKING:
    from support.kernels import Kernel

    from tests.conftest import Kernels

START = """
%reset -f
import sys
if "dtale_nb" in sys.modules:
    from dtale_nb.notebook import session
    session.reset()
%unload_ext dtale_nb
%load_ext dtale_nb
import os, threading, warnings
import numpy as np, pandas as pd, dtale_nb
df = pd.DataFrame({"n": np.arange(1000), "x": np.linspace(0, 1, 1000)})
def servers():
    return [t.name for t in threading.enumerate() if t.name.startswith("dtale_nb")]
"""


@pytest.fixture(autouse=True)
def nothing_left_behind() -> Iterator[None]:
    """No thread of ours stays in this process; kernels are checked as they end.

    A sleeping value that a test of another room gave up may still be at it: Python
    cannot stop its thread, so what was there before the test is not the test's.
    """
    before = set(threading.enumerate())
    yield
    names = [thread.name for thread in set(threading.enumerate()) - before]
    assert [name for name in names if name.startswith("dtale_nb")] == []


@pytest.fixture(scope="session")
def shared() -> Iterator[Kernel]:
    """One kernel for the tests that leave it as they found it."""
    with support.kernels.kernel(environment("this")) as started:
        yield started


@pytest.fixture
def kernel(shared: Kernel) -> Kernel:
    """A kernel with the extension just loaded, no server yet, and a frame `df`."""
    shared.run(START)
    return shared


@pytest.fixture
def own_kernel(kernels: Kernels) -> Kernel:
    """The same in a kernel of the test's own, which it may restart or end."""
    started = kernels()
    started.run(START)
    return started
