"""What Hub tests share: one Hub for all tests that leave it as they found it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from support.environments import Environment
from support.hub import Hub, jupyter_hub


@pytest.fixture(scope="module")
def hub(new: Environment) -> Iterator[Hub]:
    """A Hub whose base URL is not `/`, with a user whose name needs encoding."""
    with jupyter_hub(new, user="jo@x ö", base_url="/data@science/") as started:
        yield started
