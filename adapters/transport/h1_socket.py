"""H1Socket: the socket's side of a connection. Whether it is open, who may write, and whether it is being read.

Knows no exchange. Closing means aborting: `close()` would first flush an upload that the upstream may never read.
"""

import asyncio
from typing import cast

from domain.upstream.failure import Failure, FailureKind

CUT = Failure(FailureKind.RESET, "the gateway closed the connection")


class H1Socket(asyncio.Protocol):
    def __init__(self) -> None:
        self.address = ""  # the IP at the other end
        self.is_open = False
        self.is_writable = True
        self.failure = CUT  # why it is not open
        self._transport: asyncio.Transport
        self._is_paused = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self.is_open = True

    def pause_writing(self) -> None:
        self.is_writable = False

    def resume_writing(self) -> None:
        self.is_writable = True

    def write(self, piece: bytes) -> None:
        if self.is_open:
            self._transport.write(piece)

    def _unsent(self) -> int:
        return self._transport.get_write_buffer_size()

    def _pause_reading(self) -> None:
        if not self._is_paused and self.is_open:
            self._is_paused = True
            self._transport.pause_reading()

    def _resume_reading(self) -> None:
        if self._is_paused and self.is_open:
            self._is_paused = False
            self._transport.resume_reading()

    def _close(self, failure: Failure, *, is_lost: bool) -> bool:
        """Whether it was open until now."""
        if not self.is_open:
            return False
        self.is_open = False
        self.failure = failure
        if not is_lost:
            self._transport.abort()
        return True
