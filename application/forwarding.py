"""Forwarding: the call that goes upstream for a request, and the head that comes back, each in one pass over a list."""

from dataclasses import dataclass

from application.intake import limited
from application.ports.transport import Answer, Body, Call
from domain.identity.introduction import Introduction
from domain.identity.principal import Principal
from domain.message.deadline import deadline_field, earliest, seconds_given
from domain.message.forwarding import FORWARDED
from domain.message.framing import Announced
from domain.message.handshake import OWN_FIELDS, SUBPROTOCOL
from domain.message.headers import Headers, end_to_end
from domain.message.request import Request
from domain.message.tracing import TRACING, trace_context
from domain.plan.plan import Route, Server
from domain.upstream.tunnel import TunnelTerms

NOT_MODIFIED = 304
VIA = (b"via", b"1.1 limen")  # RFC 9110, 7.6.3: a gateway names itself to the upstream
_MADE_HERE = FORWARDED | TRACING | {b"host", b"content-length", b"x-request-id"}
_SHAKEN = OWN_FIELDS | {SUBPROTOCOL}
_CORS = (b"access-control-allow-origin", b"access-control-allow-credentials")


@dataclass(frozen=True, slots=True)
class Forwarding:
    """How one route's requests go out: compiled when the route is bound, used once a call."""

    route: Route
    server: Server
    introduction: Introduction

    def call(
        self,
        request: Request,
        principal: Principal | None,
        announced: Announced | None,
        body: Body | None,
        *,
        now: float,
    ) -> Call:
        """`now` is of Clock.monotonic and starts the call's time."""
        seconds = self._seconds(request)
        return Call(
            method=request.method,
            target=self._target(request),
            headers=self._headers(request, principal, seconds),
            timeouts=self.route.timeouts,
            deadline=None if seconds is None else now + seconds,
            body=limited(body, self.server.body_limit) if announced and body else None,
            length=announced.length if announced else None,
        )

    def handshake(self, request: Request, principal: Principal | None, terms: TunnelTerms, *, now: float) -> Call:
        """The call that asks for a WebSocket. The route's timeouts are the handshake's; the terms are the tunnel's."""
        call = self.call(request, principal, None, None, now=now)
        call.headers = [header for header in call.headers if header[0] not in OWN_FIELDS]
        call.message_limit = terms.message_limit
        return call

    def _seconds(self, request: Request) -> float | None:
        """How long the call may take: what the route allows, or less where a trusted peer waits less."""
        name, total = self.server.deadline_header, self.route.timeouts.total
        if name is None or not self.server.trusted_proxies.trusts(request.peer):
            return total
        return earliest(total, seconds_given(request.headers, name))

    def _headers(self, request: Request, principal: Principal | None, seconds: float | None) -> Headers:
        headers = end_to_end(request.headers, self._dropped(principal))
        headers.append(VIA)
        headers.extend(self.server.trusted_proxies.forwarded(request.peer, request.headers, request.scheme))
        headers.extend(trace_context(request.headers))
        headers.append((b"x-request-id", request.id.encode("ascii")))
        if principal is not None:
            headers.extend(self.introduction.fields(principal))
        if self.server.deadline_header and seconds is not None:
            headers.append(deadline_field(self.server.deadline_header, seconds))
        return headers

    def _dropped(self, principal: Principal | None) -> frozenset[bytes]:
        """What callers may not say: the gateway says it. A public route's token is not the gateway's to drop."""
        dropped = _MADE_HERE | self.server.introducing
        if self.server.deadline_header:
            dropped |= {self.server.deadline_header}
        if principal is not None and not self.introduction.passes_token:
            dropped |= {b"authorization"}
        return dropped

    def _target(self, request: Request) -> bytes:
        path = self.route.rewrite.apply(request.path) if self.route.rewrite else request.path.raw
        return path + b"?" + request.query if request.query else path


def switched(answer: Answer, request: Request, server: Server) -> Headers:
    """The head of a 101 for the caller, but for what belongs to the caller's own handshake."""
    return [header for header in returned(answer, request, server) if header[0] not in _SHAKEN]


def returned(answer: Answer, request: Request, server: Server) -> Headers:
    """The answer's head for the caller. Where the gateway speaks CORS, the upstream's own word on it is replaced."""
    dropped = [b"x-request-id"]
    if server.cors:
        dropped += _CORS
    if answer.status == NOT_MODIFIED:  # the length of a body that is not sent: servers below us would wait for it
        dropped.append(b"content-length")
    kept = end_to_end(answer.headers, dropped)
    kept.append((b"x-request-id", request.id.encode("ascii")))
    return kept
