"""uvicorn's HTTP protocol, with what a gateway needs of its server: a way to cut a connection, and a gentle drain.

uvicorn closes every connection that has no call inside when it stops. One that was accepted a moment ago may have its
request on the way: closing it then is a reset for a caller who did nothing wrong. So such a connection stays for a
moment, and a request that comes is answered and told that the connection ends.
"""

import asyncio

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from domain.message.framing import announced_body
from entrypoints.http.proxy import CUT
from entrypoints.serve.websocket import GatewayWebSocket

MOMENT = 1.0  # seconds


class GatewayProtocol(HttpToolsProtocol):
    _has_switched = False  # to a WebSocket, whose the connection is then

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        super().connection_made(transport)
        if self._is_draining():
            self.shutdown()

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self.scope[CUT] = self._cut  # type: ignore[literal-required]  # ours, beside ASGI's own

    def on_headers_complete(self) -> None:
        super().on_headers_complete()
        if self._is_draining() and not self._is_idle():
            self.cycle.keep_alive = False

    def shutdown(self) -> None:
        self.config.loaded_app.drain()
        if self._is_idle():
            self.loop.call_later(MOMENT, self._close_if_idle)
        else:
            super().shutdown()

    def _cut(self) -> None:
        """Closes with a reset, so that even a reader who waits for the connection's end sees a failure."""
        if self.cycle is not None:
            self.cycle.disconnected = True  # the answer is over, and uvicorn has nothing to complain of
        self.transport.abort()

    def _should_upgrade(self) -> bool:
        """Anything less than a WebSocket's handshake is plain HTTP with a header that ends here (RFC 9110, 7.8)."""
        return super()._should_upgrade() and self._may_switch()

    def _may_switch(self) -> bool:
        """Not with a body, nor while an answer to an earlier request is still on its way out."""
        is_get = self.scope["method"] == "GET" and self.scope["http_version"] == "1.1" and self.url.startswith(b"/")
        return self._is_idle() and is_get and announced_body(self.headers) is None

    def handle_websocket_upgrade(self) -> None:
        """In place of uvicorn's, which writes the head anew and has it parsed again, with other limits."""
        self._has_switched = True
        self.connections.discard(self)
        websocket = GatewayWebSocket(self.config, self.server_state, self.app_state)
        websocket.connection_made(self.transport)
        self.transport.set_protocol(websocket)
        websocket.begin(dict(self.scope), self.url)

    def _is_draining(self) -> bool:
        return bool(self.config.loaded_app.is_draining)

    def _is_idle(self) -> bool:
        cycle: RequestResponseCycle | None = self.cycle  # None until a first request; uvicorn's types don't say so
        return cycle is None or cycle.response_complete

    def _close_if_idle(self) -> None:
        if self._is_idle() and not self._has_switched and not self.transport.is_closing():
            self.transport.close()
