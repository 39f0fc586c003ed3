"""Compressing: an answer that goes out under another content coding than it came in, piece by piece.

Pulls a piece only when one is wanted and holds none back, so that back-pressure and the first byte's time stay as they
were. Whether and under which coding is the domain's decision.
"""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

from application.ports.compression import Compressor
from application.ports.transport import Answer
from domain.message.compression import Compression
from domain.message.headers import Headers
from domain.message.request import Request


@dataclass(frozen=True, slots=True)
class Compressing:
    terms: Compression
    open: Callable[[str], Compressor]

    def applied(self, request: Request, headers: Headers, answer: Answer) -> tuple[Headers, Answer]:
        """The head as it goes out, and the answer whose body goes with it. A HEAD's answer has none to compress."""
        outcome = self.terms.applied(request, answer.status, headers)
        if outcome.encoding is None or request.method == "HEAD":
            return outcome.headers, answer
        return outcome.headers, CompressedAnswer(answer, self.open(outcome.encoding))


class CompressedAnswer(Answer):
    def __init__(self, answer: Answer, compressor: Compressor) -> None:
        self.status = answer.status
        self.headers = answer.headers
        self.target = answer.target
        self._answer = answer
        self._compressor = compressor

    async def chunks(self) -> AsyncIterator[bytes]:
        """Where the answer breaks, so does this one, without the mark of its end."""
        async for chunk in self._answer.chunks():
            yield self._compressor.take(chunk)
        yield self._compressor.end()

    async def release(self) -> None:
        await self._answer.release()
