"""Forwarding: the call that goes upstream for a request, and the head that comes back, each in one pass over a list."""

from application.intake import limited
from application.ports.transport import Answer, Body, Call
from domain.message.forwarding import FORWARDED, TrustedProxies
from domain.message.framing import Announced
from domain.message.headers import Headers, end_to_end
from domain.message.request import Request
from domain.plan.plan import Route, Server

# `Expect` is answered by our own server when the first byte of the body is wanted.
NOT_MODIFIED = 304
_MADE_HERE = FORWARDED | {b"host", b"content-length", b"expect", b"x-request-id"}


def outgoing(
    request: Request, route: Route, server: Server, announced: Announced | None, body: Body, *, now: float
) -> Call:
    """`now` is of Clock.monotonic and starts the route's total timeout."""
    timeouts = route.timeouts
    return Call(
        method=request.method,
        target=_target(request, route),
        headers=_headers(request, server.trusted_proxies),
        timeouts=timeouts,
        deadline=None if timeouts.total is None else now + timeouts.total,
        body=limited(body, server.body_limit) if announced else None,
        length=announced.length if announced else None,
    )


def returned(answer: Answer, request: Request, server: Server) -> Headers:
    """The answer's head for the caller. Where the gateway speaks CORS, the upstream's own word on it is replaced."""
    dropped = [b"x-request-id"]
    if server.cors:
        dropped += _CORS
    if (
        answer.status == NOT_MODIFIED
    ):  # its length is that of a body that is not sent; servers below us would wait for it
        dropped.append(b"content-length")
    kept = end_to_end(answer.headers, dropped)
    kept.append((b"x-request-id", request.id.encode("ascii")))
    return kept


_CORS = (b"access-control-allow-origin", b"access-control-allow-credentials")


def _headers(request: Request, proxies: TrustedProxies) -> Headers:
    headers = end_to_end(request.headers, _MADE_HERE | proxies.posing(request.peer, request.headers))
    headers.extend(proxies.forwarded(request.peer, request.headers, request.scheme))
    headers.append((b"x-request-id", request.id.encode("ascii")))
    return headers


def _target(request: Request, route: Route) -> bytes:
    path = route.rewrite.apply(request.path) if route.rewrite else request.path.raw
    return path + b"?" + request.query if request.query else path
