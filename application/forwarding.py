"""Forwarding: the call that goes upstream for a request, and the head that comes back, each in one pass over a list."""

from dataclasses import dataclass

from application.intake import fitting
from application.ports.transport import Answer, Body, Call
from domain.identity.introduction import Introduction
from domain.identity.principal import Principal
from domain.message.cors import CORS_FIELDS
from domain.message.deadline import deadline_field, earliest, seconds_given
from domain.message.edits import Edits
from domain.message.forwarding import FORWARDED
from domain.message.framing import Announced
from domain.message.handshake import OWN_FIELDS, SUBPROTOCOL
from domain.message.headers import Header, Headers, end_to_end, first
from domain.message.request import Request
from domain.message.tracing import TRACING, trace_context
from domain.plan.plan import Destination, Server
from domain.upstream.tunnel import TunnelTerms

NOT_MODIFIED = 304
_MADE_HERE = FORWARDED | TRACING | {b"host", b"content-length", b"x-request-id"}
_OURS_ON_RETURN = frozenset((b"x-request-id",))
_SHAKEN = OWN_FIELDS | {SUBPROTOCOL}


@dataclass(frozen=True, slots=True)
class Passage:
    """One pass over a header list: names that don't travel on, beside hop-by-hop ones, and fields added at the end."""

    dropped: frozenset[bytes]
    added: tuple[Header, ...]


@dataclass(frozen=True, slots=True)
class Forwarding:
    """How the requests of one route go to one destination: compiled when the route is bound, used once a call."""

    destination: Destination
    server: Server
    introduction: Introduction
    outward: Passage
    homeward: Passage

    def call(
        self,
        request: Request,
        principal: Principal | None,
        announced: Announced | None,
        body: Body | bytes | None,
        *,
        now: float,
    ) -> Call:
        """`now` is of Clock.monotonic and starts the call's time."""
        seconds = self._seconds(request)
        return Call(
            method=request.method,
            target=self._target(request),
            headers=self._headers(request, principal, seconds),
            timeouts=self.destination.timeouts,
            deadline=None if seconds is None else now + seconds,
            body=fitting(body, self.server.body_limit) if announced and body is not None else None,
            length=announced.length if announced else None,
        )

    def handshake(self, request: Request, principal: Principal | None, terms: TunnelTerms, *, now: float) -> Call:
        """The call that asks for a WebSocket. The route's timeouts are the handshake's; the terms are the tunnel's."""
        call = self.call(request, principal, None, None, now=now)
        call.headers = [header for header in call.headers if header[0] not in OWN_FIELDS]
        call.message_limit = terms.message_limit
        return call

    def returned(self, answer: Answer, request: Request) -> Headers:
        """The answer's head for the caller."""
        dropped = self.homeward.dropped
        if answer.status == NOT_MODIFIED:  # the length of a body that is not sent: servers below us would wait for it
            dropped |= {b"content-length"}
        kept = end_to_end(answer.headers, dropped)
        kept.append((b"x-request-id", request.id.encode("ascii")))
        kept.extend(self.homeward.added)
        return kept

    def switched(self, answer: Answer, request: Request) -> Headers:
        """The head of a 101 for the caller, but for what belongs to the caller's own handshake."""
        return [header for header in self.returned(answer, request) if header[0] not in _SHAKEN]

    def _seconds(self, request: Request) -> float | None:
        """How long the call may take: what the route allows, or less where a trusted peer waits less."""
        name, total = self.server.deadline_header, self.destination.timeouts.total
        if name is None or not self.server.trusted_proxies.trusts(request.peer):
            return total
        return earliest(total, seconds_given(request.headers, name))

    def _headers(self, request: Request, principal: Principal | None, seconds: float | None) -> Headers:
        """A `Host` in the list takes the place of the target's own."""
        headers = end_to_end(request.headers, self._dropped(request, principal))
        headers.append((b"via", request.version.encode("ascii") + b" limen"))  # RFC 9110, 7.6.3
        headers.extend(self.server.trusted_proxies.forwarded(request.peer, request.headers, request.scheme))
        headers.extend(trace_context(request.headers))
        headers.append((b"x-request-id", request.id.encode("ascii")))
        if principal is not None:
            headers.extend(self.introduction.fields(principal))
        if self.server.deadline_header and seconds is not None:
            headers.append(deadline_field(self.server.deadline_header, seconds))
        headers.extend(self.outward.added)
        host = self.destination.host or (host_of(request) if self.destination.keeps_host else None)
        return [*headers, (b"host", host)] if host else headers

    def _dropped(self, request: Request, principal: Principal | None) -> frozenset[bytes]:
        """What callers may not say: the gateway says it. A public route's token is not the gateway's to drop."""
        dropped = self.outward.dropped | self.server.trusted_proxies.posing(request.peer, request.headers)
        if principal is not None and not self.introduction.passes_token:
            dropped |= {b"authorization"}
        if request.version == "1.0":
            dropped |= {b"expect"}  # means nothing there, and is not to be passed on (RFC 9110, 10.1.1)
        return dropped

    def _target(self, request: Request) -> bytes:
        rewrite = self.destination.rewrite
        path = rewrite.apply(request.path) if rewrite else request.path.raw
        return path + b"?" + request.query if request.query else path


def compiled_forwarding(
    destination: Destination, server: Server, introduction: Introduction, *, has_cors: bool
) -> Forwarding:
    """Where the gateway speaks CORS, the upstream's own word on it is dropped."""
    ours = _MADE_HERE | server.introducing | ({server.deadline_header} if server.deadline_header else frozenset())
    theirs = _OURS_ON_RETURN | CORS_FIELDS if has_cors else _OURS_ON_RETURN
    outward, homeward = _passage(ours, destination.request), _passage(theirs, destination.response)
    return Forwarding(destination, server, introduction, outward, homeward)


def host_of(request: Request) -> bytes:
    """As the caller wrote it, with its port."""
    return first(request.headers, b"host") or request.host.encode("ascii")


def _passage(dropped: frozenset[bytes], edits: Edits) -> Passage:
    return Passage(dropped | edits.dropped, edits.added)
