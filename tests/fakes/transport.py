"""A transport that follows a script: one outcome a call, the last one again and again."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from application.ports.transport import Answer, AnswerBroken, Call, CallerBodyFault, Transport, pieces_of
from application.ports.websocket import Channel
from domain.message.headers import Headers
from domain.upstream.failure import Failure


@dataclass(slots=True)
class ScriptedAnswer:
    status: int = 200
    headers: Headers = field(default_factory=list)
    chunks: tuple[bytes, ...] = ()
    breaks: Failure | None = None  # raised after the last chunk
    target: str = "http://fake:80"
    channel: Channel | None = None


class FakeAnswer(Answer):
    def __init__(self, script: ScriptedAnswer) -> None:
        self.status = script.status
        self.headers = script.headers
        self.target = script.target
        self.channel = script.channel
        self._script = script
        self.was_read_to_its_end = False
        self.is_released = False

    async def chunks(self) -> AsyncIterator[bytes]:
        for chunk in self._script.chunks:
            yield chunk
        if self._script.breaks:
            raise AnswerBroken(self._script.breaks)
        self.was_read_to_its_end = True

    async def release(self) -> None:
        self.is_released = True


class FakeTransport(Transport):
    def __init__(self, *outcomes: ScriptedAnswer | Failure | Exception) -> None:
        self.outcomes = list(outcomes) or [ScriptedAnswer()]
        self.calls: list[Call] = []
        self.bodies: list[bytes] = []
        self.answers: list[FakeAnswer] = []
        self.gate: asyncio.Event | None = None  # a call that has begun stays open until it is set
        self.is_closed = False

    async def send(self, call: Call) -> Answer | Failure:
        self.calls.append(call)
        if self.gate is not None:
            await self.gate.wait()
        outcome = self.outcomes.pop(0) if len(self.outcomes) > 1 else self.outcomes[0]
        if isinstance(outcome, Exception):
            raise outcome
        if isinstance(outcome, Failure):
            return outcome  # nothing of the body was read: the call may be sent again
        try:
            self.bodies.append(b"".join([piece async for piece in pieces_of(call.body)]) if call.body else b"")
        except CallerBodyFault as fault:
            return Failure(fault.kind, fault.why)
        self.answers.append(FakeAnswer(outcome))
        return self.answers[-1]

    async def close(self) -> None:
        self.is_closed = True
