"""Chromium, and what it tells while it shows a page."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Error,
    Page,
    Request,
    Response,
    WebError,
    expect,
    sync_playwright,
)

from support.environments import cannot_run

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 20_000
"""How long a page may take for anything on a machine that has much to do, ms."""

expect.set_options(timeout=PATIENCE)

NAMES = ("chromium", "chromium-browser", "google-chrome")
OURS = ("/dtale_nb/", "/proxy/")
"""What marks an address as leading to our server, whichever way it is reached."""

JUPYTERS = ("/static/lab/", "/static/notebook/", "/lab/extensions/")
"""What marks an exception as one of Jupyter's own scripts."""


def program() -> str:
    """The machine's Chromium; skips where there is none."""
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    if path is None:
        cannot_run("no Chromium")
    return path


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the machine's Chromium, or skip where there is none."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program(), args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Diary:
    """What happened in a context's pages: messages, failures, answers.

    Attributes:
        messages: Console messages: type, text, address.
        errors: Uncaught exceptions of the pages' scripts.
        failed: Requests that got no answer.
        answers: Every answer: status, method, address.
    """

    messages: list[tuple[str, str, str]] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    answers: list[tuple[int, str, str]] = field(default_factory=list)

    def follow(self, context: BrowserContext) -> None:
        context.on("console", self._heard)
        context.on("weberror", self._raised)
        context.on("requestfailed", self._failed)
        context.on("response", self._answered)

    def _heard(self, message: ConsoleMessage) -> None:
        where = message.location.get("url", "")
        self.messages.append((message.type, message.text, where))

    def _raised(self, error: WebError) -> None:
        stack = error.error.stack or str(error.error)
        if not any(mark in stack for mark in JUPYTERS):
            self.errors.append(stack)

    def _failed(self, request: Request) -> None:
        self.failed.append(f"{request.method} {request.url}: {request.failure}")

    def _answered(self, response: Response) -> None:
        request = response.request
        self.answers.append((response.status, request.method, response.url))

    def violations(self) -> list[str]:
        """Reports of a broken Content Security Policy."""
        return [
            f"{text} ({where})"
            for _, text, where in self.messages
            if "Content Security Policy" in text or "Content-Security-Policy" in text
        ]

    def our_errors(self) -> list[str]:
        """Console errors that come from our pages, and exceptions in any page.

        A question that a sort or filter has overtaken is answered 409, asked again by
        the page, and noted by Chromium: no error.
        """
        heard = [
            f"{text} ({where})"
            for kind, text, where in self.messages
            if kind == "error" and any(mark in where for mark in OURS)
            if "409 (CONFLICT)" not in text
        ]
        return heard + self.errors

    def our_failures(self) -> list[str]:
        """Requests to our server that failed, but for those the page took back."""
        return [
            line
            for line in self.failed
            if any(mark in line for mark in OURS) and "ERR_ABORTED" not in line
        ]

    def our_answers(self) -> list[tuple[int, str, str]]:
        return [
            answer for answer in self.answers if any(mark in answer[2] for mark in OURS)
        ]

    def assert_clean(self) -> None:
        """No violation, error or failed request of ours."""
        assert self.violations() == []
        assert self.our_errors() == []
        assert self.our_failures() == []

    def __str__(self) -> str:
        told = [f"{kind}: {text} ({where})" for kind, text, where in self.messages]
        bad = [f"{status} {method} {url}" for status, method, url in self.answers
               if status >= 400]  # fmt: skip
        return "\n".join([*told, *self.errors, *self.failed, *bad])


@contextmanager
def new_page(browser: Browser, **options: Any) -> Iterator[tuple[Page, Diary]]:
    """Open a page in a profile of its own.

    Args:
        browser: Chromium.
        **options: What `Browser.new_context` takes.

    Yields:
        The page and its diary.
    """
    context = browser.new_context(
        **{"viewport": {"width": 1280, "height": 900}, **options}
    )
    context.set_default_timeout(PATIENCE)
    diary = Diary()
    diary.follow(context)
    try:
        yield context.new_page(), diary
    finally:
        context.close()


def keep_picture(page: Page, name: str) -> str:
    """Keep a picture of a page whose test failed; says where it is."""
    folder = Path(os.environ.get("DTALE_TEST_PICTURES", "/tmp/dtale_nb-pictures"))
    folder.mkdir(parents=True, exist_ok=True)
    safe = "".join(letter if letter.isalnum() else "-" for letter in name)
    path = folder / f"{safe[-100:]}.png"
    try:
        page.screenshot(path=path, timeout=5_000)
    except Error as error:
        return f"no picture: {error}"
    return f"picture: {path}"
