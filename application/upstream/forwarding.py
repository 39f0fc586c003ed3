"""Forwarding: the call that goes upstream for a request, and the head that comes back, each in one pass over a list."""

from dataclasses import dataclass

from application.ports.transport import Answer, Body, Call
from application.upstream.intake import fitting
from application.upstream.passage import Homeward, Outward, homeward_of, outward_of
from domain.identity.introduction import Introduction
from domain.identity.principal import Principal
from domain.message.admission import VERSIONS
from domain.message.deadline import deadline_field, earliest, seconds_given
from domain.message.forwarding import from_nobody
from domain.message.framing import Announced
from domain.message.handshake import OWN_FIELDS, SUBPROTOCOL
from domain.message.headers import Header, Headers, first, named, only
from domain.message.request import Request
from domain.message.tracing import trace_context
from domain.plan.debugging import ASKING
from domain.plan.plan import Destination, Server
from domain.upstream.tunnel import TunnelTerms

NOT_MODIFIED = 304
_SHAKEN = OWN_FIELDS | {SUBPROTOCOL}


@dataclass(frozen=True, slots=True)
class Forwarding:
    """How the requests of one route go to one destination: compiled when the route is bound, used once a call."""

    destination: Destination
    server: Server
    introduction: Introduction
    outward: Outward
    homeward: Homeward

    def call(
        self,
        request: Request,
        principal: Principal | None,
        announced: Announced | None,
        body: Body | bytes | None,
        *,
        now: float,
        most: float | None = None,
    ) -> Call:
        """`now` is of Clock.monotonic and starts the call's time; `most` is what a larger whole leaves of it."""
        destination, server, seconds = self.destination, self.server, self.destination.timeouts.total
        if server.deadline_header:
            seconds = seconds_allowed(server, request, seconds)
        if most is not None:
            seconds = earliest(seconds, most)
        return Call(
            request.method,
            self._target(request) if destination.rewrite or request.query else request.path.raw,
            self._headers(request, principal, seconds),
            destination.timeouts,
            None if seconds is None else now + seconds,
            fitting(body, server.body_limit) if announced and body is not None else None,
            announced.length if announced else None,
        )

    def handshake(self, request: Request, principal: Principal | None, terms: TunnelTerms, *, now: float) -> Call:
        """The call that asks for a WebSocket. The route's timeouts are the handshake's; the terms are the tunnel's."""
        call = self.call(request, principal, None, None, now=now)
        call.headers = [header for header in call.headers if header[0] not in OWN_FIELDS]
        call.message_limit = terms.message_limit
        return call

    def returned(self, answer: Answer, request: Request) -> Headers:
        """The answer's head for the caller."""
        homeward = self.homeward
        sieve = homeward.without_length if answer.status == NOT_MODIFIED else homeward.kept
        kept = sieve.passed(answer.headers, named(answer.headers))
        kept.append((b"x-request-id", request.id.encode("ascii")))
        kept += homeward.added
        return kept

    def switched(self, answer: Answer, request: Request) -> Headers:
        """The head of a 101 for the caller, but for what belongs to the caller's own handshake."""
        return [header for header in self.returned(answer, request) if header[0] not in _SHAKEN]

    def _headers(self, request: Request, principal: Principal | None, seconds: float | None) -> Headers:
        """A `Host` in the list takes the place of the target's own."""
        proxies, outward, given, names = self.server.trusted_proxies, self.outward, request.headers, request.named
        is_believed = bool(proxies.networks) and proxies.trusts(request.peer)
        headers = (outward.of_proxies if is_believed else outward.of_others).passed(given, names)
        if request.version == "1.0":  # `Expect` means nothing there, and is not to be passed on (RFC 9110, 10.1.1)
            headers = [header for header in headers if header[0] != b"expect"]
        headers.append(_VIA.get(request.version) or _via(request.version))
        if is_believed:
            headers += proxies.forwarded(request.peer, given, request.scheme)
        else:
            headers += from_nobody(request.peer, only(given, names, b"host") or b"", request.scheme)
        if b"traceparent" in names:
            headers += trace_context(given)
        headers.append((b"x-request-id", request.id.encode("ascii")))
        if principal is not None and self.introduction.items:
            headers += self.introduction.fields(principal)
        if self.server.deadline_header and seconds is not None:
            headers.append(deadline_field(self.server.deadline_header, seconds))
        headers += outward.added
        host = self.destination.host or (host_of(request) if self.destination.keeps_host else None)
        if host:
            headers.append((b"host", host))
        return headers

    def _target(self, request: Request) -> bytes:
        rewrite = self.destination.rewrite
        path = rewrite.apply(request.path) if rewrite else request.path.raw
        return path + b"?" + request.query if request.query else path


def compiled_forwarding(
    destination: Destination,
    server: Server,
    introduction: Introduction,
    *,
    has_cors: bool,
    kept: frozenset[bytes] = frozenset(),
) -> Forwarding:
    """`kept` are the headers of credentials that the gateway keeps to itself."""
    ours = kept | server.introducing | ({server.deadline_header} if server.deadline_header else frozenset())
    ours |= {ASKING} if server.debug else set()
    outward = outward_of(destination.request, ours)
    homeward = homeward_of(destination.response, has_cors=has_cors, debugs=server.debug is not None)
    return Forwarding(destination, server, introduction, outward, homeward)


def seconds_allowed(server: Server, request: Request, total: float | None) -> float | None:
    """How long a call may take: what the route allows, or less where a trusted peer waits less."""
    name = server.deadline_header
    if name is None or not server.trusted_proxies.trusts(request.peer):
        return total
    return earliest(total, seconds_given(request.headers, name))


def _via(version: str) -> Header:
    return (b"via", version.encode("ascii") + b" limen")  # RFC 9110, 7.6.3


_VIA = {version: _via(version) for version in VERSIONS}


def host_of(request: Request) -> bytes:
    """As the caller wrote it, with its port."""
    return first(request.headers, b"host") or request.host.encode("ascii")
