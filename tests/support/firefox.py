"""The machine's own Firefox, driven by its own WebDriver BiDi (W3C), without a driver.

Playwright can't drive Firefox ESR (it asks for commands of BiDi that ESR doesn't know),
and geckodriver is in no package of Debian's. Firefox itself listens for BiDi: a web
socket and a dozen commands are all that tests need.
"""

from __future__ import annotations

import json
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from copy import copy
from pathlib import Path
from typing import Any

import websocket

from support.environments import cannot_run
from support.processes import Process, private_environ

NAMES = ("firefox-esr", "firefox")
LISTENING = re.compile(r"WebDriver BiDi listening on (ws://[\d.:]+)")
# JupyterLab drops and opens the socket of its kernel anew; Firefox calls both errors.
KERNEL = re.compile(r"ws://\S+/api/kernels/\S+/channels\?")
KEYS = {"Control": "\ue009", "Shift": "\ue008", "ArrowDown": "\ue015", "End": "\ue010"}
KEYS |= {"Home": "\ue011", "PageDown": "\ue00f", "Escape": "\ue00c", "Enter": "\ue007"}

PREFERENCES = {
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "app.update.disabledForTesting": True,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,",
    "toolkit.telemetry.server": "",
    "general.smoothScroll": False,
}


class Firefox:
    """One tab of Firefox.

    It answers to the names of Playwright's `Page` that `browser.grid_page` uses.

    Args:
        socket: The open web socket of a BiDi session.
    """

    def __init__(self, socket: websocket.WebSocket) -> None:
        self._socket = socket
        self._count = 0
        self.errors: list[str] = []
        self._send("session.subscribe", events=["log.entryAdded"])
        tree = self._send("browsingContext.getTree")
        self._tab = tree["contexts"][0]["context"]
        self._pointer = (0, 0)

    def _send(self, method: str, **params: Any) -> Any:
        self._count += 1
        asked = {"id": self._count, "method": method, "params": params}
        self._socket.send(json.dumps(asked))
        while True:
            answer = json.loads(self._socket.recv())
            if answer.get("method") == "log.entryAdded":
                self._note(answer["params"])
            elif answer.get("id") == self._count:
                if answer["type"] == "error":
                    raise AssertionError(f"{method}: {answer['message']}")
                return answer["result"]

    def _note(self, entry: dict[str, Any]) -> None:
        text = str(entry.get("text"))
        if entry.get("level") == "error" and not KERNEL.search(text):
            self.errors.append(text)

    def frame(self) -> Firefox:
        """The page of the first frame in the page, by the same names."""
        tree = self._send("browsingContext.getTree", root=self._tab)
        inner = copy(self)
        inner._tab = tree["contexts"][0]["children"][0]["context"]
        return inner

    def set_viewport_size(self, width: int, height: int) -> None:
        size = {"width": width, "height": height}
        self._send("browsingContext.setViewport", context=self._tab, viewport=size)

    def goto(self, address: str) -> None:
        self._send(
            "browsingContext.navigate", context=self._tab, url=address, wait="complete"
        )

    def evaluate(self, function: str, argument: Any = None) -> Any:
        """What a function in the page gives for an argument, by way of JSON."""
        body = f"async text => JSON.stringify((await ({function})(JSON.parse(text)))"
        answer = self._send(
            "script.callFunction",
            functionDeclaration=f"{body} ?? null)",
            arguments=[{"type": "string", "value": json.dumps(argument)}],
            target={"context": self._tab},
            awaitPromise=True,
            userActivation=True,
        )
        if answer["type"] == "exception":
            raise AssertionError(answer["exceptionDetails"]["text"])
        return json.loads(answer["result"]["value"])

    def screenshot(self) -> str:
        """What is seen, as PNG in Base64."""
        taken = self._send("browsingContext.captureScreenshot", context=self._tab)
        return str(taken["data"])

    def wait_for_function(self, function: str, seconds: float = 20) -> None:
        until = time.monotonic() + seconds
        while not self.evaluate(function):
            if time.monotonic() > until:
                raise AssertionError(f"never true: {function}")
            time.sleep(0.02)

    def wait_for_selector(self, selector: str, *, state: str = "attached") -> None:
        assert state == "attached"
        self.wait_for_function(f"() => !!document.querySelector({selector!r})")

    def click(self, selector: str) -> None:
        """Click in the middle of the first element that matches."""
        x, y = self.evaluate(
            f"() => {{ const box = document.querySelector({selector!r})"
            ".getBoundingClientRect();"
            " return [box.x + box.width / 2, box.y + box.height / 2]; }"
        )
        self.move(round(x), round(y))
        self._act("pointer", [{"type": "pointerDown", "button": 0}, _UP])

    def move(self, x: int, y: int) -> None:
        self._act("pointer", [{"type": "pointerMove", "x": x, "y": y}])
        self._pointer = (x, y)

    def wheel(self, right: int, down: int) -> None:
        """Turn the wheel where the pointer is."""
        x, y = self._pointer
        turn = {"type": "scroll", "x": x, "y": y, "deltaX": right, "deltaY": down}
        self._act("wheel", [turn])

    def press(self, keys: str) -> None:
        """Press keys such as `Control+c`."""
        named = [KEYS.get(key, key) for key in keys.split("+")]
        downs = [{"type": "keyDown", "value": key} for key in named]
        ups = [{"type": "keyUp", "value": key} for key in reversed(named)]
        self._act("key", [*downs, *ups])

    def type(self, text: str) -> None:
        for letter in text:
            self.press(letter)

    def _act(self, kind: str, actions: list[dict[str, Any]]) -> None:
        source = {"type": kind, "id": kind, "actions": actions}
        self._send("input.performActions", context=self._tab, actions=[source])


_UP = {"type": "pointerUp", "button": 0}


@contextmanager
def firefox(folder: Path) -> Iterator[Firefox]:
    """Start Firefox with a profile of its own, or skip where there is none.

    Args:
        folder: Where its profile and log may stand.

    Yields:
        Its first tab.
    """
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    if path is None:
        cannot_run("no Firefox")
    profile = folder / "profile"
    profile.mkdir()
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});"
             for name, value in PREFERENCES.items()]  # fmt: skip
    (profile / "user.js").write_text("\n".join(lines))
    command = [str(path), "--headless", "--no-remote", "--profile", str(profile)]
    process = Process(
        [*command, "--remote-debugging-port", "0"],
        log=folder / "firefox.log",
        environ=private_environ(folder / "home"),
        cwd=folder,
    )
    with process:
        process.wait_for(lambda: LISTENING.search(process.tail()), "WebDriver BiDi")
        address = LISTENING.findall(process.tail())[-1]
        socket = websocket.create_connection(
            f"{address}/session", timeout=60, suppress_origin=True
        )
        try:
            new = {"id": 0, "method": "session.new", "params": {"capabilities": {}}}
            socket.send(json.dumps(new))
            assert json.loads(socket.recv())["type"] == "success"
            yield Firefox(socket)
        finally:
            with suppress(OSError, websocket.WebSocketException):
                socket.close()
