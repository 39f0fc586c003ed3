"""An issuer that misbehaves on demand: discovery and keys over HTTP, in the mood it is told to be in.

In front of a real set of keys (`signers`), it answers well, late, with an error, with what is no key set, with none, or
not at all; and counts who asks. On a thread of its own, so that a test may block.
"""

import json
import threading
from contextlib import suppress
from enum import Enum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self

from tests.e2e.serving import free_port
from tests.fakes.signer import Signer, key_set

DISCOVERY = "/.well-known/openid-configuration"
LATE = 10.0  # seconds
_HUGE = b'{"keys": [' + b" " * 2 * 1024 * 1024 + b"]}"


class Mood(Enum):
    WELL = "well"
    STOPPED = "stopped"  # connections are refused
    SLOW = "slow"  # each answer takes 10 s
    ERROR = "500"
    GARBAGE = "garbage"
    EMPTY = "empty set"
    HUGE = "2 MiB of keys"


class FaultyIssuer:
    def __init__(self, *signers: Signer) -> None:
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.signers = list(signers)
        self.fetches = 0  # that have begun: requests for the discovery document
        self.waiting = 0  # requests that are being answered
        self.most_at_once = 0
        self._mood = Mood.STOPPED
        self._server: ThreadingHTTPServer | None = None
        self._guard = threading.Lock()

    @property
    def mood(self) -> Mood:
        return self._mood

    @mood.setter
    def mood(self, mood: Mood) -> None:
        self._mood = mood
        if mood is Mood.STOPPED:
            self._stop()
        elif self._server is None:
            self._start()

    def __enter__(self) -> Self:
        self.mood = Mood.WELL
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.mood = Mood.STOPPED

    def answer(self, path: str) -> tuple[int, bytes]:
        match self._mood:
            case Mood.ERROR:
                return 500, b"out of order"
            case Mood.GARBAGE:
                return 200, b'<html>{"keys": [}'
        if path == DISCOVERY:
            return 200, json.dumps({"issuer": self.address, "jwks_uri": f"{self.address}/jwks"}).encode()
        match self._mood:
            case Mood.EMPTY:
                return 200, b'{"keys": []}'
            case Mood.HUGE:
                return 200, _HUGE
        return 200, key_set(*(signer.jwk() for signer in self.signers))

    def comes(self, path: str) -> None:
        with self._guard:
            self.fetches += path == DISCOVERY
            self.waiting += 1
            self.most_at_once = max(self.most_at_once, self.waiting)

    def goes(self) -> None:
        with self._guard:
            self.waiting -= 1

    def _start(self) -> None:
        issuer = self

        class Handler(_Handler):
            of = issuer

        self._server = ThreadingHTTPServer(("127.0.0.1", self.port), Handler)
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def _stop(self) -> None:
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None


class _Handler(BaseHTTPRequestHandler):
    of: FaultyIssuer

    def do_GET(self) -> None:
        self.of.comes(self.path)
        has_left = self.of.mood is Mood.SLOW and self._has_left(LATE)
        self.of.goes()  # before the answer is out: whoever has it may ask again at once
        if not has_left:
            with suppress(OSError):  # whoever asked may leave now
                self._say(*self.of.answer(self.path))

    def _say(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass

    def _has_left(self, within: float) -> bool:
        """Waits so many seconds; True as soon as whoever asks has hung up."""
        self.connection.settimeout(within)
        try:
            return not self.connection.recv(1)
        except TimeoutError:
            self.connection.settimeout(None)
            return False
