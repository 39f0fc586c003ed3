"""One request and its answer on a connection: uvicorn's, mended where a gateway needs more.

HTTP/1.0 knows no chunks: an answer of unknown length ends there with the connection. An answer that begins before its
request is whole ends the connection too: whether the rest of the body is still to come, or a new request, nobody could
tell (RFC 9112, 9.3).
"""

from typing import Any, Protocol

from uvicorn.protocols.http.flow_control import HIGH_WATER_LIMIT
from uvicorn.protocols.http.httptools_impl import RequestResponseCycle

from application.ports.transport import CallerBodyFault
from entrypoints.http.inlet import FAULT
from entrypoints.serve.direct import Line

_BODILESS = (204, 304)


class AsgiLine(Line, Protocol):
    def start_asgi(self, cycle: "Cycle") -> None: ...


class Cycle(RequestResponseCycle):
    ends = False  # the connection is closed after this answer
    fault: CallerBodyFault | None = None  # what was wrong with the request's body, while the caller is still there
    line: AsgiLine
    _is_raw = False  # neither length nor chunks: the connection's end is the body's

    @property
    def waits_for_go_ahead(self) -> bool:
        return self.waiting_for_100_continue

    def start(self) -> None:
        self.line.start_asgi(self)

    def take(self, piece: bytes) -> None:
        if self.response_complete:
            return
        self.body += piece
        if len(self.body) > HIGH_WATER_LIMIT:
            self.flow.pause_reading()
        self.message_event.set()

    def end_body(self) -> None:
        if not self.response_complete:
            self.more_body = False
            self.message_event.set()

    def break_body(self, fault: CallerBodyFault) -> None:
        self.fault = fault
        self.message_event.set()

    def leave(self) -> None:
        self.disconnected = True
        self.message_event.set()

    async def receive(self) -> Any:
        if self.fault is not None and not self.disconnected and not self.response_complete:
            return {"type": "http.disconnect", FAULT: self.fault}
        if self.waiting_for_100_continue or self.flow.read_paused:
            self.line.pace.excuse()  # he sends from now on, and not before
        message = await super().receive()
        if self.fault is not None and message["type"] == "http.request":  # it was found while we waited
            return {"type": "http.disconnect", FAULT: self.fault}
        return message

    async def send(self, message: Any) -> None:
        if self.response_started:
            if self._is_raw:
                self.expected_content_length = len(message.get("body", b""))
            await super().send(message)
            return
        self._is_raw = self._has_no_end(message)
        if self._is_raw:
            self.chunked_encoding = False
        if self.more_body or self.fault is not None:
            self.keep_alive = False
        await super().send(message)
        self.ends = not self.keep_alive
        self.keep_alive = (
            True  # the protocol closes (on_response_complete), for it knows whether the caller still sends
        )

    def _has_no_end(self, message: Any) -> bool:
        if self.scope["http_version"] != "1.0" or message.get("status") in _BODILESS:
            return False
        return all(name.lower() != b"content-length" for name, _ in message.get("headers", ()))
