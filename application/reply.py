"""Reply: what goes back to the caller: a head, and either a whole body or an answer that is still arriving.

Whoever holds one writes it and then releases it, whatever happened in between; releasing ends the exchange.
"""

from collections.abc import Callable

from application.exchange import Exchange
from application.ports.transport import Answer, Body
from domain.message.headers import Headers
from domain.upstream.failure import Failure

CALLER_LEFT = "caller-left"  # in the log only: there is nobody to refuse


class Reply:
    __slots__ = ("_answer", "_ended", "body", "exchange", "headers", "status")

    def __init__(
        self,
        exchange: Exchange,
        status: int,
        headers: Headers,
        *,
        body: bytes = b"",
        answer: Answer | None = None,
        ended: Callable[[Exchange], None],
    ) -> None:
        self.exchange = exchange
        self.status = exchange.status = status
        self.headers = headers
        self.body = body
        self._answer = answer
        self._ended: Callable[[Exchange], None] | None = ended

    def chunks(self) -> Body | None:
        """The body as it arrives; None where `body` is all there is. Raises AnswerBroken: then cut the connection."""
        return self._answer.chunks() if self._answer else None

    def broken(self, failure: Failure) -> None:
        self.exchange.cut = True
        self.exchange.reason = failure.kind.reason.name
        self.exchange.why = failure.why

    def deserted(self) -> None:
        """The caller left before the body's end."""
        self.exchange.cut = True
        self.exchange.reason = CALLER_LEFT

    @property
    def is_whole(self) -> bool:
        """Whether `body` is all there is: then `end` is enough in the place of `release`."""
        return self._answer is None

    async def release(self) -> None:
        try:
            if self._answer and self._ended:
                await self._answer.release()
        finally:
            self.end()

    def end(self) -> None:
        ended, self._ended = self._ended, None
        if ended is not None:
            ended(self.exchange)
