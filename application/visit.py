"""A visit: one call inside one runtime. Makes its reply, whichever it is, and leaves when that is released."""

from collections.abc import Callable

from application.exchange import Exchange
from application.ports.transport import Answer
from application.reply import Reply, refusal_body
from application.runtime import Runtime
from domain.message.headers import Header, Headers, first
from domain.message.refusal import Refusal
from domain.message.request import Request


class Visit:
    __slots__ = ("_finished", "_origin", "_runtime", "exchange")

    def __init__(self, runtime: Runtime | None, exchange: Exchange, finished: Callable[[Exchange], None]) -> None:
        self.exchange = exchange
        self._runtime = runtime
        self._finished = finished
        self._origin: bytes | None = None

    def met(self, request: Request) -> None:
        self.exchange.host = request.host
        self.exchange.client = request.client
        self._origin = first(request.headers, b"origin")

    def replied(self, status: int, headers: Headers, answer: Answer | None = None) -> Reply:
        headers.extend(self._granted())
        return Reply(self.exchange, status, headers, answer=answer, ended=self.ended)

    def refused(self, refusal: Refusal) -> Reply:
        self.exchange.reason = refusal.reason.name
        self.exchange.why = refusal.why
        headers, body = refusal_body(refusal, self.exchange)
        headers.extend(self._granted())
        return Reply(self.exchange, refusal.status, headers, body=body, ended=self.ended)

    def ended(self, exchange: Exchange) -> None:
        if self._runtime is not None:
            self._runtime.leave()
        self._finished(exchange)

    def _granted(self) -> tuple[Header, ...]:
        cors = self._runtime.server.cors if self._runtime else None
        return cors.grant(self._origin) if cors else ()
