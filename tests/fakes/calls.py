"""Calls and bodies for tests: short to write, and finished within milliseconds where something is meant to time out."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Sequence

from application.ports.transport import Answer, Body, Call, CallerBodyFault
from domain.message.headers import Header
from domain.upstream.failure import Failure
from domain.upstream.timeouts import Timeouts

PATIENT = Timeouts(connect=2.0, idle=5.0)
IMPATIENT = Timeouts(connect=2.0, idle=0.1)


def call(
    method: str = "GET",
    target: bytes = b"/",
    headers: Sequence[Header] = (),
    *,
    body: Body | bytes | None = None,
    length: int | None = None,
    timeouts: Timeouts = PATIENT,
    deadline: float | None = None,
) -> Call:
    """A body of bytes is sent with its length."""
    if isinstance(body, bytes):
        length, body = len(body), pieces(body)
    return Call(method, target, list(headers), timeouts, deadline, body, length)


async def pieces(*chunks: bytes) -> AsyncGenerator[bytes, None]:
    for chunk in chunks:
        yield chunk


async def breaking_off(*chunks: bytes, fault: CallerBodyFault) -> AsyncGenerator[bytes, None]:
    for chunk in chunks:
        yield chunk
    raise fault


class Pulled:
    """A body of `count` equal chunks that knows how many have been pulled, and waits at its gate before the last."""

    def __init__(self, chunk: bytes, count: int) -> None:
        self._chunk = chunk
        self._left = count
        self.pulled = 0  # bytes
        self.gate = asyncio.Event()
        self.gate.set()

    def __aiter__(self) -> AsyncIterator[bytes]:
        return self

    async def __anext__(self) -> bytes:
        if not self._left:
            raise StopAsyncIteration
        if self._left == 1:
            await self.gate.wait()
        self._left -= 1
        self.pulled += len(self._chunk)
        return self._chunk


def answer_of(outcome: Answer | Failure) -> Answer:
    assert not isinstance(outcome, Failure), outcome
    return outcome


def failure_of(outcome: Answer | Failure) -> Failure:
    assert isinstance(outcome, Failure), outcome
    return outcome


async def read(outcome: Answer | Failure) -> bytes:
    """The whole body; the answer is released."""
    answer = answer_of(outcome)
    try:
        return b"".join([chunk async for chunk in answer.chunks()])
    finally:
        await answer.release()
