"""The adapters that keep the transport's contract. A new one is one line here."""

import ssl
from collections.abc import Callable

from adapters.transport.aiohttp_transport import AiohttpTransport
from adapters.transport.h1_transport import H1Transport
from application.ports.clock import Clock
from application.ports.transport import Transport
from domain.upstream.target import Target

Make = Callable[[Target, Clock, ssl.SSLContext | None], Transport]

ADAPTERS: dict[str, Make] = {"aiohttp": AiohttpTransport, "h1": H1Transport}
WITH_WEBSOCKETS: dict[str, Make] = {"aiohttp": AiohttpTransport}
