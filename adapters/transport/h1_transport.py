"""The way to one target over HTTP/1.1 on httptools (docs/decisions/0060). Sends once, and never again.

What is common is straight: the head is joined, an idle connection taken, one write, one future awaited. Whatever needs
more (a queue, a new connection, a body that streams) has a file of its own. Knows no WebSocket: aiohttp has those.
"""

import asyncio
import ssl

from adapters.transport.addresses import Addresses, AddressesOf, SystemAddresses
from adapters.transport.fixed_addresses import FixedAddresses, literal
from adapters.transport.h1_connection import H1Connection
from adapters.transport.h1_dialler import H1Dialler
from adapters.transport.h1_pool import H1Pool
from adapters.transport.h1_upload import uploaded
from adapters.transport.h1_watch import NEVER
from adapters.transport.http1_body import framed_whole
from adapters.transport.http1_head import request_head
from application.ports.clock import Clock
from application.ports.transport import Answer, Call, Transport
from domain.upstream.failure import Failure, FailureKind
from domain.upstream.target import Target

_UNSAFE = Failure(FailureKind.CALLER_HEADER, "the request's head has bytes that cannot be forwarded")
_LATE = Failure(FailureKind.DEADLINE, "the deadline had passed before the call was sent")
_NOWHERE = "127.0.0.1"
_BELIED = Failure(FailureKind.CALLER_BODY, "the body is not as long as was announced")


class H1Transport(Transport):
    def __init__(
        self,
        target: Target,
        clock: Clock,
        tls: ssl.SSLContext | None = None,
        addresses: AddressesOf = SystemAddresses,
    ) -> None:
        """`tls` in place of the system's certificates, for an https target with its own."""
        self._target = target
        self._clock = clock
        self._tls = tls
        self._addresses_of = addresses
        self._authority = target.authority.encode()
        self._way: Way | None = None
        self._is_closed = False

    async def send(self, call: Call) -> Answer | Failure:
        head = request_head(call, self._authority)
        if head is None:
            return _UNSAFE
        way = self._way or self._opened()
        now = way.loop.time()
        deadline_at = NEVER if call.deadline is None else now + (call.deadline - self._clock.monotonic())
        if deadline_at <= now:
            return _LATE
        body, request = call.body, head
        if isinstance(body, bytes):
            whole = framed_whole(body, call.length)
            if whole is None:
                return _BELIED
            body, request = None, head + whole
        connection = way.pool.take(now)
        if connection is None:
            reached = await self._reached(way, call.timeouts.connect, deadline_at)
            if isinstance(reached, Failure):
                return reached
            connection = reached
        turn = connection.ask(call, request if body is None else None, deadline_at)
        try:
            return await (turn if body is None else uploaded(connection, turn, call, head, body))
        except BaseException:
            connection.abandon(turn)
            raise

    async def close(self) -> None:
        self._is_closed = True
        if self._way is not None:
            self._way.pool.close()
            await self._way.addresses.close()

    def _opened(self) -> "Way":
        """Inside the running loop. After closing it looks nothing up, and its pool gives nothing."""
        host, port = self._target.host, self._target.port
        ip = _NOWHERE if self._is_closed else literal(host)
        addresses = self._addresses_of(host, port) if ip is None else FixedAddresses(ip, port)
        dialler = H1Dialler(self._target, self._clock, addresses, self._tls)
        self._way = Way(asyncio.get_running_loop(), addresses, dialler, self._target.connections)
        if self._is_closed:
            self._way.pool.close()
        return self._way

    async def _reached(self, way: "Way", patience: float, deadline_at: float) -> H1Connection | Failure:
        """A connection in at most `patience` seconds, the queue for one included."""
        until = way.loop.time() + patience
        try:
            connection = await way.pool.acquire(min(until, deadline_at))
        except TimeoutError as problem:
            if way.loop.time() >= deadline_at:
                return Failure(FailureKind.DEADLINE)
            return Failure(FailureKind.CONNECT_TIMEOUT, _why(problem))
        except (OSError, RuntimeError) as problem:  # uvloop raises both
            return Failure(FailureKind.CONNECT, _why(problem))
        return connection if connection.is_open else connection.failure


class Way:
    """What is open to a target, of one loop."""

    __slots__ = ("addresses", "loop", "pool")

    def __init__(
        self, loop: asyncio.AbstractEventLoop, addresses: Addresses, dialler: H1Dialler, connections: int
    ) -> None:
        self.loop = loop
        self.addresses = addresses
        self.pool: H1Pool[H1Connection] = H1Pool(
            lambda: dialler.dial(self.pool), addresses, limit=connections, timers=loop
        )


def _why(problem: Exception) -> str:
    return f"{type(problem).__name__}: {problem}"
