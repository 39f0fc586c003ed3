"""The gauge: how large the message that is arriving has become. Raises Refused out of the parser, which stops there."""

from domain.message.headers import Headers
from domain.message.limits import Limits
from domain.message.reason import FRAMING_INVALID, HEADERS_TOO_LARGE, TARGET_TOO_LONG
from domain.message.refusal import Refusal

_AROUND_TARGET = len(b"  HTTP/1.1")
_LONGEST_METHOD = 32
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
    __slots__ = ("_body", "_fed", "_limits", "_trailers", "chunk", "messages", "most_fields", "safe_target")

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self.most_fields = limits.header_count
        self.safe_target = limits.request_line - _LONGEST_METHOD - _AROUND_TARGET  # needs no second look
        self.chunk = 0  # bytes that are being fed
        self.messages = 0  # that have begun
        self.begin()

    def begin(self) -> None:
        self.messages += 1
        self._fed = self._body = self._trailers = 0

    def line(self, method: int, target: int) -> None:
        if method + target + _AROUND_TARGET > self._limits.request_line:
            raise Refused(Refusal(TARGET_TOO_LONG, f"more than {self._limits.request_line} bytes"))

    def head(self, headers: Headers) -> None:
        """A head whose every byte fits has fields that fit; else they are counted."""
        if self._fed + self.chunk > self._limits.headers:
            self._refuse_beyond(sum(len(name) + len(value) + _AROUND_FIELD for name, value in headers))
        self._fed = 0

    def trailer(self, length: int) -> None:
        self._trailers += length + _AROUND_FIELD
        self._refuse_beyond(self._trailers)

    def refuse_number(self) -> None:
        raise Refused(Refusal(HEADERS_TOO_LARGE, f"more than {self.most_fields} fields"))

    def _refuse_beyond(self, size: int) -> None:
        if size > self._limits.headers:
            raise Refused(Refusal(HEADERS_TOO_LARGE, f"more than {self._limits.headers} bytes of fields"))

    def unfinished_head(self, fed: int) -> None:
        """The parser reports whole fields only: one without an end would grow unseen."""
        self._fed += fed
        if self._fed > self._limits.headers + self._limits.request_line:
            raise Refused(Refusal(HEADERS_TOO_LARGE, f"{self._fed} bytes and no end of the head"))

    def body(self, length: int) -> None:
        self._body += length

    def unfinished_body(self, fed: int) -> None:
        """Extensions of chunks and trailers are dropped, and would otherwise be free of charge."""
        self._fed += fed
        if self._fed - self._body > self._limits.headers + _PER_BYTE * self._body:
            raise Refused(Refusal(FRAMING_INVALID, f"{self._fed} bytes around {self._body} of the body"))
