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
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import websocket
from support.browser import FLAGS, program
from support.processes import Process, private_environ

LISTENING = re.compile(r"DevTools listening on (ws://[\d.:]+)(/\S+)")

WATCH = """(() => {
    const seen = (now) => { window.seenAt = now; };
    const watcher = new MutationObserver(() => {
        if (!document.querySelector(SELECTOR)) return;
        watcher.disconnect();
        if (!IS_PAINTED) seen(performance.now());
        else requestAnimationFrame(() => requestAnimationFrame(seen));
    });
    watcher.observe(document, { childList: true, subtree: true });
})()"""
"""The frame after the next one begins when that one has been painted."""

SETTLED = 1.5
"""What a page may do after what was waited for, before the next is opened, seconds."""


class Wire:
    """A web socket on which the DevTools protocol is spoken.

    Args:
        address: Of a browser or of a tab.
    """

    def __init__(self, address: str) -> None:
        self._socket = websocket.create_connection(
            address, suppress_origin=True, timeout=300
        )
        self._count = 0

    def send(self, method: str, **params: Any) -> Any:
        self._count += 1
        asked = {"id": self._count, "method": method, "params": params}
        self._socket.send(json.dumps(asked))
        while True:
            answer = json.loads(self._socket.recv())
            if answer.get("id") == self._count:
                if "error" in answer:
                    raise AssertionError(f"{method}: {answer['error']['message']}")
                return answer["result"]


class Tab:
    """One tab, whose caches are its own.

    Args:
        wire: To the tab.
    """

    def __init__(self, wire: Wire) -> None:
        self._wire = wire
        self._watched = ""
        wire.send("Page.enable")

    def resize(self, width: int, height: int) -> None:
        size = {"width": width, "height": height}
        self._wire.send(
            "Emulation.setDeviceMetricsOverride",
            **size, deviceScaleFactor=1, mobile=False,
        )  # fmt: skip

    def delay(self, latency: int) -> None:
        """Add so many milliseconds to each request."""
        self._wire.send("Network.enable")
        self._wire.send(
            "Network.emulateNetworkConditions",
            offline=False, latency=latency, downloadThroughput=-1, uploadThroughput=-1,
        )  # fmt: skip

    def let_scripts_in(self) -> None:
        """Let pages run what they are sent, whatever their policy says."""
        self._wire.send("Page.setBypassCSP", enabled=True)

    def evaluated(self, function: str, *arguments: object) -> Any:
        """What a function of the page gives for a list of arguments, awaited.

        Raises:
            AssertionError: It threw.
        """
        told = self._wire.send(
            "Runtime.evaluate",
            expression=f"({function})({json.dumps(arguments)})",
            awaitPromise=True,
            returnByValue=True,
        )
        if "exceptionDetails" in told:
            raise AssertionError(told["exceptionDetails"])
        return told["result"].get("value")

    def heap(self) -> float:
        """What the scripts of the page and its frames hold, MB."""
        self._wire.send("HeapProfiler.collectGarbage")
        return float(self._wire.send("Runtime.getHeapUsage")["usedSize"]) / 2**20

    def opened(
        self,
        url: str,
        selector: str,
        *,
        is_painted: bool = False,
        settled: float = SETTLED,
    ) -> float:
        """Open a page; seconds from the navigation until an element is there.

        The tab is asked ten times a second at most, which costs the page nothing.

        Args:
            url: Of the page.
            selector: What is waited for.
            is_painted: Wait until the frame that shows it has been painted.
            settled: Seconds that the page is left alone after that.

        Raises:
            TimeoutError: The element did not come in five minutes.
        """
        send = self._wire.send
        send("Page.navigate", url="about:blank")
        if self._watched:
            send("Page.removeScriptToEvaluateOnNewDocument", identifier=self._watched)
        watch = WATCH.replace("SELECTOR", json.dumps(selector))
        watch = watch.replace("IS_PAINTED", json.dumps(is_painted))
        told = send("Page.addScriptToEvaluateOnNewDocument", source=watch)
        self._watched = told["identifier"]
        send("Page.navigate", url=url)
        until = time.monotonic() + 300
        while time.monotonic() < until:
            time.sleep(0.1)
            asked = send("Runtime.evaluate", expression="window.seenAt || 0")
            if seen := asked["result"].get("value"):
                time.sleep(settled)
                return float(seen) / 1000
        raise TimeoutError(url)


class Browser:
    """A browser that nobody listens to.

    Args:
        place: ``ws://host:port``.
        path: Of the browser's own web socket.
    """

    def __init__(self, place: str, path: str) -> None:
        self._place = place
        self._wire = Wire(f"{place}{path}")
        self.version = str(self._wire.send("Browser.getVersion")["product"])

    @contextmanager
    def tab(self) -> Iterator[Tab]:
        """Open a tab in a context that has never been anywhere."""
        made = self._wire.send("Target.createBrowserContext")["browserContextId"]
        target = self._wire.send(
            "Target.createTarget", url="about:blank", browserContextId=made
        )
        yield Tab(Wire(f"{self._place}/devtools/page/{target['targetId']}"))
        self._wire.send("Target.disposeBrowserContext", browserContextId=made)


@contextmanager
def unwatched() -> Iterator[Browser]:
    """Start a browser with an empty profile."""
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
            yield Browser(*LISTENING.findall(process.tail())[-1])
