"""An answer whose head has come: its body as it arrives, and the wire's way back.

The wire returns to the pool only after a whole body and a whole request; in every other case it is cut, and a body that
was cut short never looks whole.
"""

from collections.abc import AsyncIterator

from aiohttp import ServerDisconnectedError
from aiohttp.streams import EMPTY_PAYLOAD

from adapters.transport.aiohttp_exchange import Head
from adapters.transport.aiohttp_failures import EXCHANGE_PROBLEMS, exchange_failure
from adapters.transport.aiohttp_wire import Wire
from adapters.transport.deadline import Deadline
from application.ports.transport import Answer, AnswerBroken
from domain.message.headers import Headers, first
from domain.upstream.failure import Failure, FailureKind


class AiohttpAnswer(Answer):
    def __init__(
        self,
        wire: Wire,
        head: Head,
        headers: Headers,
        *,
        target: str,
        idle: float,
        deadline: Deadline,
        request_was_whole: bool,
    ) -> None:
        message, self._payload = head
        self.status: int = message.code
        self.headers = headers
        self.target = target
        self._wire = wire
        self._idle = idle
        self._deadline = deadline
        self._request_was_whole = request_was_whole
        has_length = message.chunked or first(headers, b"content-length") is not None
        self._ends_by_close = self._payload is not EMPTY_PAYLOAD and not has_length

    async def chunks(self) -> AsyncIterator[bytes]:
        try:
            while chunk := await self._next():
                yield chunk
        finally:
            self._free()

    async def release(self) -> None:
        self._free()

    def _free(self) -> None:
        self._wire.free(reusable=self._request_was_whole and self._payload.is_eof())

    async def _next(self) -> bytes:
        """The next piece; empty at the end."""
        if self._deadline.has_passed():
            raise AnswerBroken(Failure(FailureKind.DEADLINE))
        try:
            chunk = self._payload.read_nowait() or await self._arriving()
            if not chunk:
                self._refuse_a_reset_as_the_end()
        except EXCHANGE_PROBLEMS as problem:
            raise AnswerBroken(exchange_failure(problem)) from problem
        return chunk

    async def _arriving(self) -> bytes:
        if self._payload.at_eof():
            return b""
        self._wire.count_silence(self._idle)
        limit = self._deadline.limit()
        try:
            async with limit:
                return await self._payload.readany()
        except TimeoutError as problem:
            if limit.expired():
                raise AnswerBroken(Failure(FailureKind.DEADLINE)) from problem
            raise
        finally:
            self._wire.count_silence(None)

    def _refuse_a_reset_as_the_end(self) -> None:
        """Where only a close ends the body, aiohttp takes a reset for it."""
        lost = self._wire.protocol.exception()
        if self._ends_by_close and lost is not None and not isinstance(lost, ServerDisconnectedError):
            raise lost
