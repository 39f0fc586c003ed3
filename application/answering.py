"""Answering: the reply of a route that asks no upstream: a redirect, or a fixed answer."""

from domain.message.fixed import FixedAnswer
from domain.message.forwarding import TrustedProxies
from domain.message.headers import Headers
from domain.message.request import Request
from domain.routing.redirect import Redirect

Answered = tuple[int, Headers, bytes]  # status, head, body


def answered(answer: Redirect | FixedAnswer, request: Request, proxies: TrustedProxies) -> Answered:
    """No body for HEAD, with the length that GET would have had (RFC 9110, 9.3.2)."""
    headers: Headers = [(b"x-request-id", request.id.encode("ascii"))]
    if isinstance(answer, Redirect):
        scheme = proxies.scheme_of(request.peer, request.headers, request.scheme)
        headers += ((b"location", answer.location(request, scheme)), (b"content-length", b"0"), *answer.headers)
        return answer.status, headers, b""
    headers += answer.headers
    return answer.status, headers, b"" if request.method == "HEAD" else answer.body
