"""The protocol of the admin address: uvicorn's, with bounds that it lacks. Whoever can reach it can't fill a worker.

No page there takes a body, and a head is short and comes at once.
"""

import asyncio
from typing import cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

LONGEST = 64 * 1024  # bytes of a head that has no end yet
MOST = 200  # connections of a worker
PATIENCE = 10.0  # seconds for a head to be there


class BoundedProtocol(HttpToolsProtocol):
    _received = 0  # bytes of the head that is awaited
    _late: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(cast("asyncio.Transport", transport))
        if len(self.connections) > MOST:
            self.transport.abort()
            return
        self._await_head()

    def connection_lost(self, exc: Exception | None) -> None:
        self._head_is_there()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        awaited = self._late
        super().data_received(data)
        if awaited is not None and self._late is awaited:
            self._received += len(data)
            if self._received > LONGEST:
                self.transport.abort()

    def on_message_begin(self) -> None:
        """Of every head, also of one that follows another; of that one, what counts begins with the next piece."""
        super().on_message_begin()
        if self._late is None:
            self._await_head()

    def on_headers_complete(self) -> None:
        self._head_is_there()
        super().on_headers_complete()

    def _await_head(self) -> None:
        self._received = 0
        self._late = self.loop.call_later(PATIENCE, self.transport.abort)

    def _head_is_there(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None
