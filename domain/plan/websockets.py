"""Compiles the terms of a route's WebSockets. A handshake is a GET: a route that takes none could never open one."""

from collections.abc import Iterable

from domain.spec.fault import Fault
from domain.spec.upstream import AUTO, H1, UpstreamSpec
from domain.spec.websocket import WebSocketSpec
from domain.upstream.tunnel import TunnelTerms

_DEFAULT = TunnelTerms()


def compile_websocket(
    spec: WebSocketSpec | None, methods: frozenset[str], faults: list[Fault], ways: Iterable[UpstreamSpec] = ()
) -> TunnelTerms | None:
    """`ways`: the upstreams that the route leads to."""
    if spec is None:
        return None
    for upstream in ways:
        if upstream.transport == H1:
            message = f"the transport of upstream `{upstream.name}` is `{H1}`, which carries no WebSocket"
            faults.append(Fault(spec.at, "websocket-without-transport", message, f"`transport: {AUTO}` there"))
    if methods and "GET" not in methods:
        message = "a WebSocket begins with a GET, which this route does not match"
        faults.append(Fault(spec.at, "websocket-without-get", message, "add GET to its methods"))
    return TunnelTerms(
        message_limit=_DEFAULT.message_limit if spec.message_limit is None else spec.message_limit,
        idle=_DEFAULT.idle if spec.idle is None else spec.idle,
        expires=_DEFAULT.expires if spec.expires is None else spec.expires,
        at=spec.at,
    )
