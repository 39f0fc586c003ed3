"""aiohttp's protocol for one connection, mended in one place, and the connector that makes connections with it.

aiohttp tells the reader of a body when the connection is lost, but not when the body stops being HTTP (a broken chunk
size): the reader would wait for ever.
"""

import asyncio
from functools import partial
from ssl import SSLContext
from typing import cast

from aiohttp import TCPConnector
from aiohttp.client_proto import ResponseHandler
from aiohttp.streams import StreamReader

from adapters.transport.upstream_socket import upstream_socket


class TellingHandler(ResponseHandler):
    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__(loop)
        self.reader: StreamReader | None = None

    def set_exception(self, exc: BaseException, *cause: BaseException) -> None:
        super().set_exception(exc, *cause)
        if self.reader is not None and not self.reader.is_eof() and self.reader.exception() is None:
            self.reader.set_exception(exc)


class TellingConnector(TCPConnector):
    def __init__(self, *, limit: int, keep_alive: float, dns_ttl: int, tls: SSLContext | None) -> None:
        super().__init__(
            limit=limit,
            keepalive_timeout=keep_alive,
            ttl_dns_cache=dns_ttl,
            ssl=tls or True,
            socket_factory=upstream_socket,
        )
        # Private to aiohttp; the contract's broken chunk notices if it goes.
        self._factory = cast("partial[ResponseHandler]", partial(TellingHandler, self._loop))
