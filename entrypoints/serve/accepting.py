"""Accepting: connections one by one, and not while another worker has clearly fewer (docs/decisions/0063).

The workers share one listening socket, so that none ever has connections in a queue of its own to lose. But whoever
wakes first could take all that wait, and libuv does: of 32 connections one of four workers got none. So a worker that
is ahead looks away for a moment, in which the others take theirs; then it takes one whatever they do, since the one
with the fewest may hang.
"""

import asyncio
import logging
import socket
from collections.abc import Callable

from entrypoints.serve.ledger import Ledger

_MOMENT = 0.002  # seconds in which others take what is theirs
_PAUSE = 1.0  # seconds without accepting where no file can be opened, as in asyncio
_AT_ONCE = 32  # in one turn of the loop
_SLACK = 8  # an eighth more than the least is not ahead: it would cost busy servers moments for nothing

log = logging.getLogger("limen.server")


class Acceptor:
    """What uvicorn takes for a server: to be closed and waited for. `connections` counts those that are open."""

    def __init__(
        self,
        sock: socket.socket,
        protocol: Callable[[], asyncio.Protocol],
        connections: Callable[[], int],
        ledger: Ledger,
        worker: int,
    ) -> None:
        self._sock, self._protocol, self._connections = sock, protocol, connections
        self._ledger, self._worker = ledger, worker
        self._loop = asyncio.get_running_loop()
        self._opening: set[asyncio.Task[object]] = set()
        self._later: asyncio.TimerHandle | None = None
        sock.settimeout(0)
        self.write()
        self._loop.add_reader(sock.fileno(), self._accept)

    def write(self) -> int:
        """Into the ledger, from time to time: connections end without a word to the acceptor."""
        count = self._connections() + len(self._opening)
        self._ledger.write(self._worker, count)
        return count

    def close(self) -> None:
        if self._later is not None:
            self._later.cancel()
        self._loop.remove_reader(self._sock.fileno())
        self._ledger.leave(self._worker)

    async def wait_closed(self) -> None:
        """Those that were accepted are connections by now, which uvicorn waits for itself."""

    def _accept(self) -> None:
        for _ in range(_AT_ONCE):
            least = self._ledger.least()
            if self.write() > least + least // _SLACK:
                return self._look_away(_MOMENT)
            if not self._accepted_one():
                return None
        return None

    def _accepted_one(self) -> bool:
        try:
            connection, _ = self._sock.accept()
        except (BlockingIOError, InterruptedError, ConnectionAbortedError):
            return False
        except OSError as error:
            log.error("no connection can be accepted: %s", error)  # noqa: TRY400  # not a bug: too many open files
            self._look_away(_PAUSE)
            return False
        connection.settimeout(0)
        opening = self._loop.create_task(self._open(connection))
        self._opening.add(opening)
        opening.add_done_callback(self._opening.discard)
        return True

    async def _open(self, connection: socket.socket) -> None:
        try:
            await self._loop.connect_accepted_socket(self._protocol, connection)
        except OSError:  # it has gone already
            connection.close()

    def _look_away(self, seconds: float) -> None:
        self._loop.remove_reader(self._sock.fileno())
        self._later = self._loop.call_later(seconds, self._look_again)

    def _look_again(self) -> None:
        self._loop.add_reader(self._sock.fileno(), self._accept)
        self._accepted_one()
