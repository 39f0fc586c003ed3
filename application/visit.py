"""A visit: one call inside one runtime. Makes its reply, whichever it is, and leaves when that is released."""

from collections.abc import Callable, Iterable, Mapping

from application.exchange import Exchange
from application.identity.identifying import Known
from application.ports.transport import Answer
from application.refusing.body import refusal_body
from application.reply import Reply
from application.runtime import BoundRoute, Runtime
from domain.message.cors import CorsPolicy
from domain.message.headers import Header, Headers, values
from domain.message.override import Override
from domain.message.ready import filled
from domain.message.reason import GATEWAY_NOT_READY
from domain.message.refusal import Refusal
from domain.message.request import Request
from domain.message.vary import varying

NO_CONTENT = 204
NOT_READY = Refusal(GATEWAY_NOT_READY, "there is no runtime", ((b"retry-after", b"1"),))


class Visit:
    __slots__ = (
        "_asked",
        "_cors",
        "_finished",
        "_origin",
        "_overrides",
        "_recording",
        "_runtime",
        "_security",
        "exchange",
        "known",
    )

    def __init__(
        self,
        runtime: Runtime | None,
        exchange: Exchange,
        finished: Callable[[Exchange], None],
        asked: Iterable[Header] = (),
    ) -> None:
        self.exchange = exchange
        self._asked = asked  # the caller's fields, as they came
        self._runtime = runtime
        self._finished = finished
        self._origin: bytes | None = None
        self._cors: CorsPolicy | None = runtime.server.cors if runtime else None  # the route's, once it is known
        self._recording = runtime.recording if runtime else None
        self._security: tuple[Header, ...] = runtime.server.security if runtime else ()  # the same
        self._overrides: Mapping[str, Override] = {}  # the same
        self.known: Known | None = None  # who is calling, or why nobody knows; None: nobody asked

    def met(self, request: Request) -> None:
        self.exchange.host = request.host
        self.exchange.client = request.client
        self._origin = request.named.get(b"origin")
        if self._recording is not None:
            self.exchange.recorded = self._recording.recorded(request)

    def found(self, bound: BoundRoute) -> BoundRoute:
        self.exchange.route = bound.route.name
        self._cors = bound.route.cors
        self._overrides = bound.route.overrides
        self._security = bound.route.ready.security
        return bound

    def preflighted(self, terms: tuple[Header, ...]) -> Reply:
        """They grant the origin already, or do not."""
        headers = [*terms, (b"x-request-id", self.exchange.request_id.encode("ascii"))]
        return Reply(self.exchange, NO_CONTENT, headers, ended=self.ended)

    def answered(self, status: int, headers: Headers, body: bytes) -> Reply:
        headers.extend(self._granted())
        return Reply(self.exchange, status, headers, body=body, ended=self.ended)

    def replied(self, status: int, headers: Headers, answer: Answer) -> Reply:
        if self._cors:
            headers += self._cors.grant(self._origin)
        if answer.whole is not None:  # nothing is left to wait for, or to free
            return Reply(self.exchange, status, headers, body=answer.whole, ended=self.ended)
        return Reply(self.exchange, status, headers, answer=answer, ended=self.ended)

    def refused(self, refusal: Refusal) -> Reply:
        self.exchange.reason = refusal.reason.name
        self.exchange.why = refusal.why
        override = self._overrides.get(refusal.reason.name)
        accept = b",".join(values(self._asked, b"accept"))
        headers, body = refusal_body(refusal, self.exchange, override, accept)
        headers.extend(self._granted())
        headers = filled(headers, self._security)
        if override is None:
            headers = varying(headers, b"accept")
        return Reply(self.exchange, refusal.status, headers, body=body, ended=self.ended)

    def ended(self, exchange: Exchange) -> None:
        if self._runtime is not None:
            self._runtime.leave()
        self._finished(exchange)

    def _granted(self) -> tuple[Header, ...]:
        return self._cors.grant(self._origin) if self._cors else ()
