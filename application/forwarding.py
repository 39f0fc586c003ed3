"""Forwarding: the call that goes upstream for a request, and the head that comes back, each in one pass over a list."""

from application.intake import limited
from application.ports.transport import Answer, Body, Call
from application.splitting import BoundDestination
from domain.message.forwarding import TrustedProxies
from domain.message.framing import Announced
from domain.message.headers import Headers, end_to_end, first
from domain.message.request import Request
from domain.plan.plan import Destination, Server

NOT_MODIFIED = 304


def outgoing(
    request: Request, bound: BoundDestination, server: Server, announced: Announced | None, body: Body, *, now: float
) -> Call:
    """`now` is of Clock.monotonic and starts the route's total timeout."""
    destination = bound.destination
    timeouts = destination.timeouts
    return Call(
        method=request.method,
        target=_target(request, destination),
        headers=_headers(request, bound, server.trusted_proxies),
        timeouts=timeouts,
        deadline=None if timeouts.total is None else now + timeouts.total,
        body=limited(body, server.body_limit) if announced else None,
        length=announced.length if announced else None,
    )


def returned(answer: Answer, request: Request, bound: BoundDestination) -> Headers:
    """The answer's head for the caller."""
    dropped = bound.homeward.dropped
    if answer.status == NOT_MODIFIED:  # its length is of a body that is not sent; servers below us would wait for it
        dropped |= {b"content-length"}
    kept = end_to_end(answer.headers, dropped)
    kept.append((b"x-request-id", request.id.encode("ascii")))
    kept.extend(bound.homeward.added)
    return kept


def _headers(request: Request, bound: BoundDestination, proxies: TrustedProxies) -> Headers:
    """A `Host` in the list takes the place of the target's own."""
    headers = end_to_end(request.headers, bound.outward.dropped)
    headers.extend(proxies.forwarded(request.peer, request.headers, request.scheme))
    headers.append((b"x-request-id", request.id.encode("ascii")))
    headers.extend(bound.outward.added)
    destination = bound.destination
    host = destination.host or (host_of(request) if destination.keeps_host else None)
    if host:
        headers.append((b"host", host))
    return headers


def host_of(request: Request) -> bytes:
    """As the caller wrote it, with its port."""
    return first(request.headers, b"host") or request.host.encode("ascii")


def _target(request: Request, destination: Destination) -> bytes:
    path = destination.rewrite.apply(request.path) if destination.rewrite else request.path.raw
    return path + b"?" + request.query if request.query else path
