"""The adapters that keep the transport's contract. A new one is one line here."""

import ssl
from collections.abc import Callable

from adapters.transport.aiohttp_transport import AiohttpTransport
from adapters.transport.auto_transport import AutoTransport
from adapters.transport.h1_transport import H1Transport
from application.ports.clock import Clock
from application.ports.transport import Transport
from domain.upstream.target import Target

Make = Callable[[Target, Clock, ssl.SSLContext | None], Transport]

ADAPTERS: dict[str, Make] = {"aiohttp": AiohttpTransport, "h1": H1Transport}


def _auto(target: Target, clock: Clock, tls: ssl.SSLContext | None) -> Transport:
    return AutoTransport(H1Transport(target, clock, tls), lambda: AiohttpTransport(target, clock, tls))


WITH_WEBSOCKETS: dict[str, Make] = {"aiohttp": AiohttpTransport, "auto": _auto}
