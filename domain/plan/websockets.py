"""Compiles the terms of a route's WebSockets. A handshake is a GET: a route that takes none could never open one."""

from domain.spec.fault import Fault
from domain.spec.websocket import WebSocketSpec
from domain.upstream.tunnel import TunnelTerms

_DEFAULT = TunnelTerms()


def compile_websocket(spec: WebSocketSpec | None, methods: frozenset[str], faults: list[Fault]) -> TunnelTerms | None:
    if spec is None:
        return None
    if methods and "GET" not in methods:
        message = "a WebSocket begins with a GET, which this route does not match"
        faults.append(Fault(spec.at, "websocket-without-get", message, "add GET to its methods"))
    return TunnelTerms(
        message_limit=_DEFAULT.message_limit if spec.message_limit is None else spec.message_limit,
        idle=_DEFAULT.idle if spec.idle is None else spec.idle,
        expires=_DEFAULT.expires if spec.expires is None else spec.expires,
    )
