"""uvicorn's HTTP protocol, with what a gateway needs of its server: a way to cut a connection, and word of draining."""

from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from domain.message.framing import announced_body
from entrypoints.http.proxy import CUT
from entrypoints.serve.websocket import GatewayWebSocket


class GatewayProtocol(HttpToolsProtocol):
    def on_message_begin(self) -> None:
        super().on_message_begin()
        self.scope[CUT] = self._cut  # type: ignore[literal-required]  # ours, beside ASGI's own

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
        cycle: Any = self.cycle  # None before the first request
        is_idle = cycle is None or cycle.response_complete
        is_get = self.scope["method"] == "GET" and self.scope["http_version"] == "1.1" and self.url.startswith(b"/")
        return is_idle and is_get and announced_body(self.headers) is None

    def handle_websocket_upgrade(self) -> None:
        """In place of uvicorn's, which writes the head anew and has it parsed again, with other limits."""
        self.connections.discard(self)
        websocket = GatewayWebSocket(self.config, self.server_state, self.app_state)
        websocket.connection_made(self.transport)
        self.transport.set_protocol(websocket)
        websocket.begin(dict(self.scope), self.url)

    def shutdown(self) -> None:
        self.config.loaded_app.drain()
        super().shutdown()
