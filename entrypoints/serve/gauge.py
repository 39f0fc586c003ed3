"""The gauge: how large the message that is arriving has become. Raises Refused out of the parser, which stops there."""

from domain.message.limits import Limits
from domain.message.reason import FRAMING_INVALID, HEADERS_TOO_LARGE, TARGET_TOO_LONG
from domain.message.refusal import Refusal

_AROUND_TARGET = len(b"  HTTP/1.1")
_AROUND_FIELD = len(b": \r\n")
_PER_BYTE = 16  # chunks of one byte have six bytes around it; ten times the body in framing is no body


class AskedOfServer(Exception):
    """`OPTIONS *`: answered by the protocol itself, and the end of reading like a refusal."""


class Refused(Exception):
    """Raised in a callback of the parser: the one way to make it stop."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.reason.name)
        self.refusal = refusal


class Gauge:
    __slots__ = ("_body", "_bytes", "_fed", "_fields", "_limits", "messages")

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self.messages = 0  # that have begun
        self.begin()

    def begin(self) -> None:
        self.messages += 1
        self._fields = self._bytes = self._fed = self._body = 0

    def line(self, method: int, target: int) -> None:
        if method + target + _AROUND_TARGET > self._limits.request_line:
            raise Refused(Refusal(TARGET_TOO_LONG, f"more than {self._limits.request_line} bytes"))

    def field(self, length: int) -> None:
        self._fields += 1
        self._bytes += length + _AROUND_FIELD
        if self._fields > self._limits.header_count:
            raise Refused(Refusal(HEADERS_TOO_LARGE, f"more than {self._limits.header_count} fields"))
        if self._bytes > self._limits.headers:
            raise Refused(Refusal(HEADERS_TOO_LARGE, f"more than {self._limits.headers} bytes of fields"))

    def unfinished_head(self, fed: int) -> None:
        """The parser reports whole fields only: one without an end would grow unseen."""
        self._fed += fed
        if self._fed > self._limits.headers + self._limits.request_line:
            raise Refused(Refusal(HEADERS_TOO_LARGE, f"{self._fed} bytes and no end of the head"))

    def body_began(self) -> None:
        self._fed = 0

    def body(self, length: int) -> None:
        self._body += length

    def unfinished_body(self, fed: int) -> None:
        """Extensions of chunks and trailers are dropped, and would otherwise be free of charge."""
        self._fed += fed
        if self._fed - self._body > self._limits.headers + _PER_BYTE * self._body:
            raise Refused(Refusal(FRAMING_INVALID, f"{self._fed} bytes around {self._body} of the body"))
