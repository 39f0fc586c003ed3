"""uvicorn's WebSocket protocol, with what a gateway needs of its server.

It begins with the head that was read already, refuses in streamed HTTP, lets a tunnel end in order while draining,
has a limit for each route, tells a lost connection from a close, and holds no more than a message and its parts.
"""

import logging
from collections.abc import Generator
from typing import Any

import httptools
from uvicorn.protocols.utils import ClientDisconnected
from uvicorn.protocols.websockets.websockets_sansio_impl import STATUS_PHRASES, WebSocketsSansIOProtocol
from websockets.datastructures import Headers
from websockets.frames import Frame
from websockets.http11 import Request
from websockets.server import ServerProtocol

from domain.message.closing import MESSAGE_TOO_LARGE, TOO_LARGE, Broken
from entrypoints.http.line import BROKEN, LINE

SWITCHING = 101
LINGER_SECONDS = 2.0
MOST_PARTS = 256  # of an unfinished message, before they are joined: a byte each would cost fifty times as much

_log = logging.getLogger("limen.websocket")
_log.setLevel(logging.WARNING)  # uvicorn and websockets write a line a connection, with the query


class Conversation(ServerProtocol):
    """Frames from the first byte on: the head was read by our HTTP protocol."""

    def parse(self) -> Generator[None]:
        yield from super(ServerProtocol, self).parse()

    def fail(self, code: int, reason: str = "") -> None:
        super().fail(code, MESSAGE_TOO_LARGE if code == TOO_LARGE else reason)


class GatewayWebSocket(WebSocketsSansIOProtocol):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.logger = _log
        self.ping_interval = None  # silence is the tunnel's business
        self.conn = Conversation(max_size=0, logger=_log)  # until the route's limit is known
        self.signs = 0
        self._late_pong = b""

    def begin(self, scope: dict[str, Any], target: bytes) -> None:
        """`scope` is that of the request as HTTP."""
        url = httptools.parse_url(target)
        named = Headers([(name.decode("latin-1"), value.decode("latin-1")) for name, value in scope["headers"]])
        self.response = self.conn.accept(Request(target.decode("latin-1"), named))
        self.handshake_initiated = True
        self.scope: Any = {
            **scope,
            "type": "websocket",
            "scheme": self.scheme,
            "path": url.path.decode("latin-1"),
            "raw_path": url.path,
            "query_string": url.query or b"",
            "subprotocols": [],
            "extensions": {"websocket.http.response": {}},
            LINE: self,
        }
        self.queue.put_nowait({"type": "websocket.connect"})
        task = self.loop.create_task(self.run_asgi())
        task.add_done_callback(self.on_task_complete)
        self.tasks.add(task)

    def allow(self, message_limit: int) -> None:
        self.conn.max_message_size = message_limit

    def abort(self) -> None:
        self.transport.abort()

    def data_received(self, data: bytes) -> None:
        """Messages that came whole before a broken one are still handed on."""
        self.signs += 1
        self.conn.receive_data(data)
        self.handle_events()
        if self.conn.parser_exc is not None:
            self.handle_parser_exception()

    def connection_lost(self, exc: Exception | None) -> None:
        self._disconnected(Broken.LOST)  # unread where a close came first
        super().connection_lost(exc)

    def handle_ping(self) -> None:
        """One who pings and does not read is owed the latest pong only (RFC 6455, 5.5.3)."""
        frames = self.conn.data_to_send()
        if self.writable.is_set():
            self.transport.write(b"".join(frames))
        elif frames:
            self._late_pong = frames[-1]

    def resume_writing(self) -> None:
        super().resume_writing()
        pong, self._late_pong = self._late_pong, b""
        if pong and not self.close_sent:
            self.transport.write(pong)

    def handle_cont(self, event: Frame) -> None:
        super().handle_cont(event)
        if len(self.frames) >= MOST_PARTS:
            self.frames = [b"".join(self.frames)]

    def handle_parser_exception(self) -> None:
        """Lingers after its close: to close with bytes unread is to reset, and the caller would not see why."""
        if self.close_sent:
            return
        self.close_sent = self.handshake_complete = True
        told = self.conn.close_sent
        self._disconnected(Broken.TOO_LARGE if told and told.code == TOO_LARGE else Broken.INVALID)
        if told is None:  # frames before there was an agreement
            self.transport.abort()
            return
        self.transport.write(b"".join(self.conn.data_to_send()))
        if self.transport.can_write_eof():
            self.transport.write_eof()
        self.close_timer = self.loop.call_later(LINGER_SECONDS, self.transport.close)
        if self.read_paused:
            self.read_paused = False
            self.transport.resume_reading()

    def shutdown(self) -> None:
        """The tunnel's end is the connection's: the gateway ends it in order."""
        self.config.loaded_app.drain()

    async def send(self, message: Any) -> None:
        if message["type"].startswith("websocket.http.response."):
            await self._respond(message)
        elif self.close_sent:
            raise ClientDisconnected
        elif message["type"] == "websocket.accept" and self.response.status_code != SWITCHING:
            raise RuntimeError("the handshake is not one, though the gateway took it for one")
        else:
            await super().send(message)

    async def _respond(self, message: Any) -> None:
        """In place of uvicorn's, which holds the whole body. The connection's end is the body's."""
        await self.writable.wait()
        if self.disconnected:
            raise ClientDisconnected
        if message["type"] == "websocket.http.response.start":
            self.handshake_complete = self.close_sent = True
            self.transport.write(_head(message["status"], message["headers"]))
        else:
            self.transport.write(message["body"])
            if not message.get("more_body", False):
                self.transport.close()

    def _disconnected(self, broken: Broken) -> None:
        message: Any = {"type": "websocket.disconnect", "code": 1006, BROKEN: broken}
        self.queue.put_nowait(message)


def _head(status: int, headers: list[tuple[bytes, bytes]]) -> bytes:
    lines = [b"%b: %b\r\n" % field for field in [*headers, (b"connection", b"close")]]
    return b"".join((b"HTTP/1.1 %d %b\r\n" % (status, STATUS_PHRASES.get(status, "").encode()), *lines, b"\r\n"))
