"""Chromium for tests, driven by its devtools protocol: pages are opened, filled in and clicked as a person does.

    with Chromium(folder) as browser:
        page = browser.open("http://127.0.0.1:8080/docs")
        page.until("document.querySelector('button') !== null", "there is a button")
        page.click("button")
        popup = browser.opened_by_a_page()       # a window that it has opened

It has no network but 127.0.0.1. `page.asked` are the addresses that a page has asked for, `page.complaints` what its
console says, a policy's violations among them.
"""

import json
import re
import shutil
import subprocess
from contextlib import ExitStack
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote

from websockets.sync.client import ClientConnection, connect

from tests.e2e.serving import call, until

PROGRAM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
_FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-dev-shm-usage"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-extensions"),
    *("--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--remote-debugging-port=0"),
)
_WAIT = 30.0


class Page:
    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._ids = count(1)
        self.asked: list[str] = []
        self.complaints: list[str] = []
        for domain in ("Page", "Runtime", "Network", "Log"):
            self._do(f"{domain}.enable")

    def go(self, address: str) -> None:
        self._do("Page.navigate", url=address)

    def value(self, script: str) -> Any:
        """What an expression is; None as well where the page is just being replaced."""
        found = self._do("Runtime.evaluate", expression=script, returnByValue=True, userGesture=True)
        return found.get("result", {}).get("value")

    def until(self, script: str, what: str) -> None:
        try:
            until(lambda: self.value(script) is True, what, _WAIT)
        except AssertionError as late:
            raise AssertionError(f"{late}; the page says {self.text()!r}, its console {self.complaints}") from late

    def text(self) -> str:
        return str(self.value("document.body ? document.body.innerText : ''"))

    def click(self, selector: str, words: str = "") -> None:
        """The first that fits `selector`, and holds `words`."""
        holds = f"one => one.innerText.includes({json.dumps(words)})"
        found = f"[...document.querySelectorAll({json.dumps(selector)})].find({holds})"
        self.until(f"{found} !== undefined && !{found}.disabled", f"{selector} {words} is there")
        self.value(f"{found}.click()")

    def type(self, selector: str, text: str) -> None:
        found = f"document.querySelector({json.dumps(selector)})"
        self.until(f"{found} !== null", f"{selector} is there")
        self.value(f"{found}.focus()")
        self._do("Input.insertText", text=text)

    def _do(self, method: str, **terms: Any) -> dict[str, Any]:
        asked = next(self._ids)
        self._socket.send(json.dumps({"id": asked, "method": method, "params": terms}))
        while True:
            told = json.loads(self._socket.recv(_WAIT))
            if told.get("id") == asked:
                return dict(told.get("result", {}))
            self._note(told)

    def _note(self, told: dict[str, Any]) -> None:
        terms = told.get("params", {})
        match told.get("method"):
            case "Network.requestWillBeSent":
                self.asked.append(terms["request"]["url"])
            case "Log.entryAdded":
                self.complaints.append(terms["entry"]["text"])
            case "Runtime.exceptionThrown":
                self.complaints.append(json.dumps(terms["exceptionDetails"]))


class Chromium:
    def __init__(self, folder: Path) -> None:
        self._said = folder / "chromium.err"
        command = [str(PROGRAM), *_FLAGS, f"--user-data-dir={folder / 'profile'}", "about:blank"]
        with self._said.open("wb") as said:
            self._child = subprocess.Popen(command, stdout=said, stderr=said)
        until(lambda: self._port() is not None, "Chromium listens", _WAIT)
        self._pages: dict[str, Page] = {}
        self._sockets = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._sockets.close()
        self._child.terminate()
        self._child.wait(20)

    def open(self, address: str) -> Page:
        told = call(self._listening(), "PUT", f"/json/new?{quote('about:blank')}").json()
        page = self._attached(told)
        page.go(address)
        return page

    def opened_by_a_page(self) -> Page:
        """The window that a page opens, when it has."""
        until(lambda: self._strangers() != [], "a window was opened", _WAIT)
        return self._attached(self._strangers()[0])

    def _attached(self, told: dict[str, Any]) -> Page:
        socket = self._sockets.enter_context(connect(told["webSocketDebuggerUrl"], max_size=None, compression=None))
        page = self._pages[told["id"]] = Page(socket)
        return page

    def _strangers(self) -> list[dict[str, Any]]:
        told = call(self._listening(), "GET", "/json/list").json()
        return [
            one
            for one in told
            if one["type"] == "page" and one["id"] not in self._pages and one["url"] != "about:blank"
        ]

    def _listening(self) -> int:
        port = self._port()
        assert port is not None
        return port

    def _port(self) -> int | None:
        found = re.search(r"DevTools listening on ws://127\.0\.0\.1:(\d+)/", self._said.read_text("utf-8", "replace"))
        return int(found[1]) if found else None
