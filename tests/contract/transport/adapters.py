"""The adapters that keep the transport's contract. A new one is one line here."""

import ssl
from collections.abc import Callable

from adapters.transport.aiohttp_transport import AiohttpTransport
from application.ports.clock import Clock
from application.ports.transport import Transport
from domain.upstream.target import Target

Make = Callable[[Target, Clock, ssl.SSLContext | None], Transport]

ADAPTERS: dict[str, Make] = {"aiohttp": AiohttpTransport}
