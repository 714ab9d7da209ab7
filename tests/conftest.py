"""Fixtures that every test may ask for: environments, servers, kernels and pages.

The rigs themselves are in `support/`. What cannot run on this machine is skipped, and
counts as a failure in CI (`CI=true`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest
from support.environments import Environment, environment, in_ci

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from support.browser import Diary
    from support.jupyter import JupyterServer
    from support.kernels import Kernel

    Servers = Callable[..., JupyterServer]
    Kernels = Callable[..., Kernel]


def pytest_addoption(parser: pytest.Parser) -> None:
    """How long the long tests are."""
    parser.addoption(
        "--jumps",
        type=int,
        default=150,
        help="random jumps of tests/browser/test_grid_exact.py (1000 for the long run)",
    )


@pytest.fixture(scope="session")
def new() -> Environment:
    """Today's Jupyter."""
    return environment("new")


@pytest.fixture(scope="session")
def jupyter() -> Iterator[Servers]:
    """Start Jupyter servers that last until the run ends, one for each kind.

    Call it with an environment's name and what `jupyter_server` takes.
    """
    from support.jupyter import jupyter_server

    running: dict[str, JupyterServer] = {}
    with ExitStack() as stack:

        def start(name: str = "new", **options: object) -> JupyterServer:
            key = f"{name} {sorted(options.items())}"
            server = running.get(key)
            if server is None or not server.process.running():
                server = stack.enter_context(
                    jupyter_server(environment(name), **options)  # type: ignore[arg-type]
                )
                running[key] = server
            return server

        yield start


@pytest.fixture
def kernels() -> Iterator[Kernels]:
    """Start kernels that last until the test ends.

    Call it with what `support.kernels.kernel` takes after the environment.
    """
    from support.kernels import kernel

    with ExitStack() as stack:

        def start(name: str = "this", **options: object) -> Kernel:
            return stack.enter_context(
                kernel(environment(name), **options)  # type: ignore[arg-type]
            )

        yield start


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, for the tests of one module."""
    from support.browser import chromium

    with chromium() as started:
        yield started


@pytest.fixture
def page_and_diary(browser: Browser) -> Iterator[tuple[Page, Diary]]:
    """A page in a new profile, and what it tells."""
    from support.browser import new_page

    with new_page(browser) as opened:
        yield opened


@pytest.fixture
def page(page_and_diary: tuple[Page, Diary]) -> Page:
    return page_and_diary[0]


@pytest.fixture
def diary(page_and_diary: tuple[Page, Diary]) -> Diary:
    """What the page tells: console messages, violations, failed requests."""
    return page_and_diary[1]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Iterator[None]:
    """Keep a picture of the page of a browser test that failed, and what it told."""
    report = yield
    opened = getattr(item, "funcargs", {}).get("page_and_diary")
    if report.failed and report.when != "teardown" and opened is not None:
        from support.browser import keep_picture

        page, diary = opened
        told = f"{keep_picture(page, item.nodeid)}\n{diary}"
        report.sections.append(("Captured page", told))
    return report


MUST_RUN = ("browser", "hub")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark browser and Hub tests by their folder; run the quick ones first.

    In CI, on machines that others use as well, a test that fails runs again, twice at
    most, and the report says so: what is broken fails each time.
    """
    order = ("unit", "http", "codebase", "viewer", "kernel", "browser", "hub")

    def place(item: pytest.Item) -> int:
        folders = item.path.parts
        return next((i for i, name in enumerate(order) if name in folders), 0)

    for item in items:
        for name in MUST_RUN:
            if name in item.path.parts:
                item.add_marker(name)
        if in_ci():
            item.add_marker(pytest.mark.flaky(reruns=2))
    items.sort(key=place)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """In CI a browser or Hub test that was skipped has failed."""
    must_run = any(name in report.keywords for name in MUST_RUN)
    if in_ci() and must_run and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
