"""Wire: one connection out of aiohttp's pool, given back or cut, once.

Cut means aborted: `close()` would first flush an upload that the upstream may never read, and keep the socket so long.
"""

import asyncio
from collections.abc import Callable
from typing import cast

from aiohttp import ClientConnectionError
from aiohttp.connector import Connection

from adapters.transport.aiohttp_handler import TellingHandler


class Wire:
    __slots__ = ("_connection", "_on_free", "protocol", "socket")

    def __init__(self, connection: Connection, socket: asyncio.Transport, on_free: Callable[["Wire"], None]) -> None:
        self._connection: Connection | None = connection
        self._on_free = on_free
        self.protocol = cast(TellingHandler, connection.protocol)
        self.socket = socket

    def has_spoken_out_of_turn(self) -> bool:
        """Whether a pooled connection holds an answer that nobody asked for: it would be served to the next call."""
        return len(self.protocol) > 0 or self.protocol.exception() is not None

    def count_silence(self, seconds: float | None) -> None:
        """Starts to wait for a sign of life, or stops (None). The parser's timer restarts at every byte."""
        self.protocol.read_timeout = seconds
        self.protocol.start_timeout()

    def free(self, *, reusable: bool) -> None:
        if self._connection is None:
            return
        connection, self._connection = self._connection, None
        self._on_free(self)
        if reusable and not self.socket.get_write_buffer_size():
            self.protocol.reader = None
            connection.release()
        else:
            self.protocol.set_exception(ClientConnectionError("the gateway closed the connection"))  # wakes who waits
            self.socket.abort()
            connection.close()
