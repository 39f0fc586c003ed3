"""Switching: from HTTP to a WebSocket on the same connection, where a handshake asks and nothing else is owed."""

from collections import deque
from typing import Any

from domain.message.framing import announced_body
from entrypoints.serve.cycles import AnyCycle
from entrypoints.serve.reading import ReadingProtocol
from entrypoints.serve.websocket import GatewayWebSocket


class SwitchingProtocol(ReadingProtocol):
    _running: AnyCycle | None = None
    _is_deaf = False  # what still comes is nobody's here

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.waiting: deque[AnyCycle] = deque()  # for the answers to earlier requests (uvicorn's own queue stays empty)

    def _should_upgrade(self) -> bool:
        """Anything less than a WebSocket's handshake is plain HTTP with a header that ends here (RFC 9110, 7.8)."""
        return super()._should_upgrade() and self._may_switch()

    def _may_switch(self) -> bool:
        """Not with a body, nor while an answer to an earlier request is still on its way out."""
        is_get = self.word == "GET" and self.version == "1.1" and self.url.startswith(b"/")
        is_alone = not (self._is_busy() or self.ready or self.waiting)
        return is_alone and is_get and announced_body(self.names) is None

    def handle_websocket_upgrade(self) -> None:
        """In place of uvicorn's, which writes the head anew and has it parsed again, with other limits."""
        self._is_deaf = True  # what comes from now on is the WebSocket's
        self.pace.stop()
        self.connections.discard(self)
        websocket = GatewayWebSocket(self.config, self.server_state, self.app_state)
        websocket.connection_made(self.transport)
        self.transport.set_protocol(websocket)
        websocket.begin(dict(self.scope), self.url)

    def _is_busy(self) -> bool:
        return self._running is not None and not self._running.response_complete
