"""Chromium as a user has it: nothing attached that listens to its scripts.

Playwright listens to consoles and exceptions of every page. For each exception that a
script throws, caught or not, Chromium then looks up where all functions on the stack
stand, and parses their text again: plotly.js throws five while it loads, its text is
4.8 MB, and what takes 0.8 s takes 1.6. So pages are timed here by a tab that is told
where to go, and asked, later, when it saw what was waited for.
"""

from __future__ import annotations

import json
import re
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import websocket
from support.browser import FLAGS, program
from support.processes import Process, private_environ

LISTENING = re.compile(r"DevTools listening on ws://([\d.]+:\d+)/")

WATCH = """(() => {
    const look = () => {
        if (!document.querySelector(SELECTOR)) return;
        window.seenAt = performance.now();
        watcher.disconnect();
    };
    const watcher = new MutationObserver(look);
    watcher.observe(document, { childList: true, subtree: true });
})()"""


class Tab:
    """One tab of a browser, its caches its own.

    Args:
        address: Its web socket, for the DevTools protocol.
    """

    def __init__(self, address: str) -> None:
        self._socket = websocket.create_connection(
            address, suppress_origin=True, timeout=300
        )
        self._count = 0
        self._watched = ""
        self._send("Page.enable")

    def _send(self, method: str, **params: Any) -> Any:
        self._count += 1
        asked = {"id": self._count, "method": method, "params": params}
        self._socket.send(json.dumps(asked))
        while True:
            answer = json.loads(self._socket.recv())
            if answer.get("id") == self._count:
                return answer.get("result", {})

    def opened(self, url: str, selector: str, seconds: float = 300) -> float:
        """Open a page; seconds from the navigation until an element is there.

        The tab is asked ten times a second at most, which costs the page nothing.

        Raises:
            TimeoutError: The element never came.
        """
        self._send("Page.navigate", url="about:blank")
        if self._watched:
            self._send(
                "Page.removeScriptToEvaluateOnNewDocument", identifier=self._watched
            )
        watch = WATCH.replace("SELECTOR", json.dumps(selector))
        told = self._send("Page.addScriptToEvaluateOnNewDocument", source=watch)
        self._watched = told["identifier"]
        self._send("Page.navigate", url=url)
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            time.sleep(0.1)
            asked = self._send(
                "Runtime.evaluate", expression="window.seenAt || 0", returnByValue=True
            )
            if seen := asked.get("result", {}).get("value"):
                time.sleep(1.5)
                return float(seen) / 1000
        raise TimeoutError(url)


@contextmanager
def untouched() -> Iterator[Tab]:
    """Start a browser with an empty profile; gives its tab."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        profile = f"--user-data-dir={folder / 'profile'}"
        process = Process(
            [program(), *FLAGS, profile, "--remote-debugging-port=0", "about:blank"],
            log=folder / "log",
            environ=private_environ(folder / "home"),
            cwd=folder,
        )
        with process:
            process.wait_for(lambda: LISTENING.search(process.tail()), "DevTools")
            place = LISTENING.findall(process.tail())[-1]
            with urllib.request.urlopen(f"http://{place}/json", timeout=60) as answer:
                pages = [each for each in json.load(answer) if each["type"] == "page"]
            yield Tab(pages[0]["webSocketDebuggerUrl"])
