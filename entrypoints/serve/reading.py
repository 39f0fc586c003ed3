"""Reading: the parser's callbacks. A head is admitted or refused at its end; a cycle is made, and not yet started.

Trailers are dropped: a field after the body would come behind every decision that was made by the head.
"""

from abc import abstractmethod
from typing import Any

import httptools
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from application.edge import LONGEST_SHOWN, Edge
from domain.message.admission import admit
from domain.message.framing import announced_body
from domain.message.head import Head
from domain.message.headers import Named, named
from domain.message.reason import REQUEST_MALFORMED, TOO_MANY_CONNECTIONS
from domain.message.refusal import Refusal
from domain.message.target import ASTERISK, Target
from entrypoints.serve.cycle import Cycle
from entrypoints.serve.cycles import AnyCycle, asgi_cycle, asgi_scope, direct_cycle
from entrypoints.serve.gauge import AskedOfServer, Gauge, Refused
from entrypoints.serve.methods import EVERYDAY, disguised
from entrypoints.serve.pace import Pace

FULL = Refusal(TOO_MANY_CONNECTIONS, "the worker's connections are used up", ((b"retry-after", b"1"),))


class ReadingProtocol(HttpToolsProtocol):
    edge: Edge
    gauge: Gauge
    pace: Pace
    is_full = False  # this connection is beyond the limit
    in_head = False
    in_body = False
    has_line = False
    raw = b""  # what has been read since the chunk in which this head began, until its first line is known
    _is_replaying = False
    _method: bytes | None = None  # of this message, where the parser does not know it
    _next_method: bytes | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ready: list[AnyCycle] = []  # cycles whose heads have come, in order
        self.url = b""
        self.word = ""  # the method
        self.version = "1.1"
        self.names: Named = {}
        self.current: AnyCycle | None = None  # of the message that is being read, or was read last

    @abstractmethod
    def cut(self) -> None:
        """Closes with a reset."""

    @abstractmethod
    def start_asgi(self, cycle: Cycle) -> None: ...

    def method(self) -> bytes:
        method: bytes = self._method or self.parser.get_method()
        return method

    def seen(self) -> Head:
        """What is known of the message that is being refused."""
        method = self.method().decode("ascii") if self.url else ""
        path = self.url.partition(b"?")[0][:LONGEST_SHOWN]
        return Head(method, path, b"", [], peer=self.client[0] if self.client else "")

    def feed(self, data: bytes) -> None:
        """Raises HttpParserError or Refused."""
        if not (self.in_head or self.in_body or data.startswith(EVERYDAY)):
            self._next_method, data = disguised(data)
        while data:
            try:
                self.parser.feed_data(data)
            except httptools.HttpParserUpgrade as upgrade:
                if self._should_upgrade():
                    self.handle_websocket_upgrade()
                    return
                data = data[upgrade.args[0] :]
                self._stay_in_http()
            else:
                return

    def on_message_begin(self) -> None:
        if self._is_replaying:
            return
        self.url, self.headers = b"", []
        self._method, self._next_method = self._next_method, None
        self.gauge.begin()
        self.in_head, self.has_line = True, False

    def on_url(self, url: bytes) -> None:
        if not self._is_replaying:
            self.url += url
            if len(self.url) > self.gauge.safe_target:
                self.gauge.line(len(self.method()), len(self.url))

    def on_header(self, name: bytes, value: bytes) -> None:
        if self._is_replaying:
            return
        if not self.in_head:
            self.gauge.trailer(len(name) + len(value))
            return
        if not self.has_line:
            self._check_line()
        headers = self.headers
        headers.append((name.lower(), value.strip(b" \t")))
        if len(headers) > self.gauge.most_fields:
            self.gauge.refuse_number()

    def on_headers_complete(self) -> None:
        if self._is_replaying:
            return
        if not self.has_line:
            self._check_line()
        self.gauge.head(self.headers)
        self.names = named(self.headers)
        target = admit(self.word, self.version, self.url, self.headers, self.names)
        if isinstance(target, Refusal):
            raise Refused(target)
        if self.is_full and not self.edge.is_answered_when_full(target.path):
            raise Refused(FULL)
        if target.path == ASTERISK:
            raise AskedOfServer
        self.in_head, self.in_body = False, True
        self._begin(target)

    def _begin(self, target: Target) -> None:
        if target.authority is not None and b"host" not in self.names:
            self.headers.append((b"host", target.authority))
            self.names = named(self.headers)
        if self.parser.should_upgrade() and self._should_upgrade():
            self.scope = asgi_scope(self, target)
            return
        gateway = self.config.loaded_app.gateway_for(target.path)
        self.current = asgi_cycle(self, target) if gateway is None else direct_cycle(self, target, gateway)
        self.ready.append(self.current)

    def on_body(self, body: bytes) -> None:
        self.gauge.body(len(body))
        self.pace.took(len(body))
        if self.current is not None:
            self.current.take(body)

    def on_message_complete(self) -> None:
        upgrades = self.parser.should_upgrade()
        if self._is_replaying or (upgrades and self._has_body()):
            return
        self.in_body = False
        self.pace.rest()
        if self.current is not None and not (upgrades and self._should_upgrade()):
            self.current.end_body()

    def _check_line(self) -> None:
        """llhttp takes RTSP and ICE for HTTP, and does not tell: the first line is compared with what it should be."""
        method, self.version = self._method or self.parser.get_method(), self.parser.get_http_version()
        self.word = method.decode("ascii")
        line = b"%b %b HTTP/%b\r\n" % (method, self.url, self.version.encode())
        if not (self.raw.startswith(line) or line in self.raw):
            raise Refused(Refusal(REQUEST_MALFORMED, "a first line that is not HTTP's"))
        self.has_line = True

    def keeps(self) -> bool:
        """Whether the connection stays open after this request's answer."""
        if self.version == "1.0" or self.is_full or self.config.loaded_app.is_draining:
            return False
        return bool(self.parser.should_keep_alive())

    def _has_body(self) -> bool:
        announced = announced_body(self.names)
        return announced is not None and announced.length != 0

    def _stay_in_http(self) -> None:
        """After an upgrade that is not taken up, the message goes on as if none had been asked for (RFC 9110, 7.8).

        llhttp has left HTTP by then, and would read the body as the next request: a new one is told so.
        """
        if not self._has_body():
            return
        keeps = b"" if self.parser.should_keep_alive() else b"connection: close\r\n"
        framing = [b"%b: %b\r\n" % field for field in self.headers if field[0] in _FRAMING]
        self.parser = httptools.HttpRequestParser(self)
        self.parser.set_dangerous_leniencies(lenient_data_after_close=True)
        self._is_replaying = True
        self.parser.feed_data(b"".join((b"POST / HTTP/1.1\r\n", keeps, *framing, b"\r\n")))
        self._is_replaying = False


_FRAMING = (b"content-length", b"transfer-encoding")
