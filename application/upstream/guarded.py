"""A transport behind a breaker: which calls go out, and what the breaker hears of answers that break off later.

A deadline that passes in the middle of a body is not told: whoever reads slowly enough could pause a healthy target for
everybody else.
"""

from collections.abc import AsyncIterator

from application.ports.breaker import Breaker
from application.ports.transport import Answer, AnswerBroken, Call, Transport
from domain.upstream.failure import Failure, FailureKind


class GuardedTransport(Transport):
    def __init__(self, inner: Transport, breaker: Breaker) -> None:
        self._inner = inner
        self._breaker = breaker

    async def send(self, call: Call) -> Answer | Failure:
        ticket = self._breaker.admit()
        if isinstance(ticket, Failure):
            return ticket
        try:
            outcome = await self._inner.send(call)
        except BaseException:
            self._breaker.give_back(ticket)
            raise
        self._breaker.judge(ticket, outcome)
        if isinstance(outcome, Failure) or outcome.whole is not None:
            return outcome
        return _GuardedAnswer(outcome, self._breaker)

    async def close(self) -> None:
        await self._inner.close()


class _GuardedAnswer(Answer):
    def __init__(self, answer: Answer, breaker: Breaker) -> None:
        self.status = answer.status
        self.headers = answer.headers
        self.target = answer.target
        self.channel = answer.channel
        self._answer = answer
        self._breaker = breaker

    async def chunks(self) -> AsyncIterator[bytes]:
        try:
            async for chunk in self._answer.chunks():
                yield chunk
        except AnswerBroken as broken:
            if broken.failure.kind is not FailureKind.DEADLINE:
                self._breaker.record_failure()
            raise

    async def release(self) -> None:
        await self._answer.release()
