"""One connection of the reload soak's load: kept alive, one request at a time on it, and how each of them ended."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass

from tests.soak.reload_verdict import Outcome

HANG = 15.0  # seconds


@dataclass(frozen=True, slots=True)
class Asked:
    id: str
    wire: bytes
    digest: str = ""
    due: float = 0.0


class Caller(asyncio.Protocol):
    """One connection. Tells `freed` of itself when it may be used again, `over` of each outcome."""

    def __init__(self, freed: Callable[["Caller"], None], over: Callable[[Asked, Outcome], None]) -> None:
        self._freed, self._over = freed, over
        self._asked: Asked | None = None
        self._received = bytearray()
        self._sent = 0.0
        self._count = 0
        self.is_open = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # uvloop's is none by name
        self.transport, self.is_open = transport, True

    def ask(self, asked: Asked) -> None:
        self._asked, self._sent = asked, time.monotonic()
        self._count += 1
        self.transport.write(asked.wire)

    def data_received(self, data: bytes) -> None:
        self._received += data
        status, body, closes = parsed(bytes(self._received))
        if body is None or self._asked is None:
            return
        self.is_open = self.is_open and not closes
        self._end(status, body, whole=True)
        if closes:
            self.transport.close()
        else:
            self._freed(self)

    def connection_lost(self, exc: Exception | None) -> None:
        self.is_open = False
        if self._asked is not None:
            self._end(parsed(bytes(self._received))[0])

    def end_if_hung(self, now: float) -> None:
        if self._asked is not None and now - self._sent > HANG:
            self._end(0, hung=True)
            self.transport.abort()

    def _end(self, status: int, body: bytes = b"", *, whole: bool = False, hung: bool = False) -> None:
        asked, self._asked = self._asked, None
        self._received.clear()
        assert asked is not None
        now = time.monotonic()
        self._over(asked, Outcome(self._sent, now, asked.id, asked.digest, status, body, whole, hung, nth=self._count))


def parsed(received: bytes) -> tuple[int, bytes | None, bool]:
    """Status (0: not yet), body (None: not whole yet), and whether the connection ends after it."""
    head, found, rest = received.partition(b"\r\n\r\n")
    if not found:
        return 0, None, False
    status, lower = int(head[9:12]), head.lower()
    closes = b"\r\nconnection: close" in lower
    if b"\r\ntransfer-encoding: chunked" not in lower:
        length = int(lower.partition(b"\r\ncontent-length:")[2].partition(b"\r\n")[0] or 0)
        return status, rest if len(rest) >= length else None, closes
    return status, b"".join(rest.split(b"\r\n")[1::2]) if rest.endswith(b"0\r\n\r\n") else None, closes
