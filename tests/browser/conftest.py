"""What browser tests share: frames served to a page, and notebooks in a front end."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from oracle import OracleStore, serving
from support.environments import environment
from support.frontends import PATHS, Notebook, Opened
from support.jupyter import JupyterServer, write_notebook

if TYPE_CHECKING:
    from playwright.sync_api import Page

Open = Callable[..., Opened]


@pytest.fixture(scope="module")
def store() -> OracleStore:
    """A store of a test module's own; oracles and frames are put in by the tests."""
    return OracleStore()


@pytest.fixture(scope="module")
def root(store: OracleStore) -> Iterator[str]:
    """Where the module's store is served, without any notebook."""
    with serving(store) as address:
        yield address


@pytest.fixture
def open_notebook(jupyter: Callable[..., JupyterServer], page: Page) -> Iterator[Open]:
    """Open a new notebook; its kernels end with the test.

    Call it with the cells' sources, and where: `env` (environment's name), `app`
    (`lab` or `notebook`), `base_url`, `kernel` (environment of the kernel, if another).
    """
    servers: list[JupyterServer] = []

    def opened(
        *cells: str,
        env: str = "new",
        app: str = "lab",
        base_url: str = "/",
        kernel: str = "",
    ) -> Opened:
        more = {"kernels": {"kernel": environment(kernel)}} if kernel else {}
        server = jupyter(env, base_url=base_url, **more)
        servers.append(server)
        file = write_notebook(
            server.root,
            f"notebook-{uuid.uuid4().hex[:6]}",
            list(cells),
            "kernel" if kernel else "python3",
        )
        address = server.address(PATHS[app].format(file))
        return Opened(Notebook.open(page, address), server, file, address)

    yield opened
    for server in servers:
        server.stop_kernels()
