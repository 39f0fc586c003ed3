"""The way to one target over aiohttp. Sends once: a request whose bytes may have left is never sent again.

Each room has its own failures: before a connection CONNECT ones, before the head RESET, INVALID and IDLE_TIMEOUT, and
DEADLINE over all. After the head the answer has them (aiohttp_answer.py).
"""

from ssl import SSLContext

from adapters.transport.aiohttp_answer import AiohttpAnswer
from adapters.transport.aiohttp_exchange import exchange, headers_of
from adapters.transport.aiohttp_failures import CONNECT_PROBLEMS, EXCHANGE_PROBLEMS, connect_failure, exchange_failure
from adapters.transport.aiohttp_handshake import ClientHandshake
from adapters.transport.aiohttp_pool import AiohttpPool
from adapters.transport.aiohttp_upgraded import SWITCHED, AiohttpUpgraded
from adapters.transport.aiohttp_wire import Wire
from adapters.transport.deadline import Deadline
from adapters.transport.http1_head import request_head
from application.ports.clock import Clock
from application.ports.transport import Answer, Call, CallerBodyFault, Transport
from domain.upstream.failure import Failure, FailureKind
from domain.upstream.target import Target


class AiohttpTransport(Transport):
    def __init__(self, target: Target, clock: Clock, tls: SSLContext | None = None) -> None:
        """`tls` in place of the system's certificates, for an https target with its own."""
        self._target = target
        self._clock = clock
        self._tls = tls
        self._authority = target.authority.encode()
        self._pool: AiohttpPool | None = None
        self._is_closed = False

    async def send(self, call: Call) -> Answer | Failure:
        handshake = ClientHandshake() if call.message_limit is not None else None
        head = request_head(handshake.asking(call) if handshake else call, self._authority)
        if head is None:
            return Failure(FailureKind.CALLER_HEADER, "the request's head has bytes that cannot be forwarded")
        deadline = Deadline(call.deadline, self._clock)
        if deadline.has_passed():
            return Failure(FailureKind.DEADLINE, "the deadline had passed before the call was sent")
        limit = deadline.limit()
        try:
            async with limit:
                return await self._send(call, head, deadline, handshake)
        except TimeoutError:
            if limit.expired():
                return Failure(FailureKind.DEADLINE)
            raise

    async def close(self) -> None:
        self._is_closed = True
        if self._pool is not None:
            await self._pool.close()

    async def _send(
        self, call: Call, head: bytes, deadline: Deadline, handshake: ClientHandshake | None
    ) -> Answer | Failure:
        if self._is_closed:
            return Failure(FailureKind.CONNECT, "the transport is closed")
        if self._pool is None:
            self._pool = AiohttpPool(self._target, self._tls)
        try:
            wire = await self._pool.take(call.timeouts.connect)
        except CONNECT_PROBLEMS as problem:
            return connect_failure(problem)
        try:
            return await self._converse(wire, call, head, deadline, handshake)
        except CallerBodyFault as fault:
            failure = Failure(fault.kind, fault.why)
        except EXCHANGE_PROBLEMS as problem:
            failure = exchange_failure(problem)
        except BaseException:
            wire.free(reusable=False)
            raise
        wire.free(reusable=False)
        return failure

    async def _converse(
        self, wire: Wire, call: Call, head: bytes, deadline: Deadline, handshake: ClientHandshake | None
    ) -> Answer:
        answered, request_was_whole = await exchange(wire, call, head)
        if handshake is not None and call.message_limit is not None and answered[0].code == SWITCHED:
            headers = headers_of(answered[0])
            handshake.check(headers)
            return AiohttpUpgraded(wire, headers, target=self._target.origin, message_limit=call.message_limit)
        return AiohttpAnswer(
            wire,
            answered,
            headers_of(answered[0]),
            target=self._target.origin,
            idle=call.timeouts.idle,
            deadline=deadline,
            request_was_whole=request_was_whole,
        )
