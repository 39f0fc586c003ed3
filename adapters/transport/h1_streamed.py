"""An answer whose body was not complete with its head: taken from the connection as it arrives.

The connection goes back to the pool with the body's last byte, also when nobody has read it yet; released before, it is
cut. A body that was cut short never looks whole, and what came before the cut is handed out first.
"""

import asyncio
from collections.abc import AsyncIterator
from typing import Protocol

from adapters.transport.deadline import Deadline
from application.ports.transport import Answer, AnswerBroken
from domain.message.headers import Headers
from domain.upstream.failure import Failure, FailureKind


class Source(Protocol):
    """The connection, as an answer sees it. It minds only the answer that it is at."""

    def resume(self, answer: "H1Streamed", /) -> None: ...

    def count_silence(self, answer: "H1Streamed", /, *, counts: bool) -> None: ...

    def leave(self, answer: "H1Streamed", /) -> None: ...


class H1Streamed(Answer):
    def __init__(
        self, source: Source, pieces: list[bytes], *, status: int, headers: Headers, target: str, deadline: Deadline
    ) -> None:
        """`pieces` is filled by the connection, which stops reading when there is too much in it."""
        self.status = status
        self.headers = headers
        self.target = target
        self._source = source
        self._pieces = pieces
        self._deadline = deadline
        self._has_ended = False
        self._failure: Failure | None = None
        self._reader: asyncio.Future[None] | None = None

    def wake(self) -> None:
        if self._reader is not None and not self._reader.done():
            self._reader.set_result(None)

    def end(self, failure: Failure | None = None) -> None:
        """No more will come; without a failure that was all."""
        self._has_ended = True
        self._failure = failure
        self.wake()

    async def chunks(self) -> AsyncIterator[bytes]:
        try:
            while chunk := await self._next():
                yield chunk
        finally:
            self._source.leave(self)

    async def release(self) -> None:
        self._source.leave(self)

    async def _next(self) -> bytes:
        """The next piece; empty at the end."""
        while True:
            if self._deadline.has_passed():
                raise AnswerBroken(Failure(FailureKind.DEADLINE))
            if self._pieces:
                return self._taken()
            if self._failure is not None:
                raise AnswerBroken(self._failure)
            if self._has_ended:
                return b""
            await self._arriving()

    def _taken(self) -> bytes:
        chunk = self._pieces[0] if len(self._pieces) == 1 else b"".join(self._pieces)
        self._pieces.clear()
        self._source.resume(self)
        return chunk

    async def _arriving(self) -> None:
        self._reader = asyncio.get_running_loop().create_future()
        self._source.count_silence(self, counts=True)
        try:
            await self._reader
        finally:
            self._reader = None
            self._source.count_silence(self, counts=False)
