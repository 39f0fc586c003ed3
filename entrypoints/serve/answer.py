"""An answer's head in HTTP/1.1, and how the end of its body is told (RFC 9112, 6.3). Knows no socket.

HTTP/1.0 knows no chunks: an answer of unknown length ends there with the connection.
"""

from enum import Enum

from uvicorn.protocols.http.httptools_impl import STATUS_LINE

from domain.message.headers import Headers

_BODILESS = frozenset((204, 304))
_CHUNKED = b"transfer-encoding: chunked\r\n\r\n"
_END, _LAST_END = b"\r\n", b"connection: close\r\n\r\n"
LAST_CHUNK = b"0\r\n\r\n"


class End(Enum):
    NO_BODY = "none"
    COUNTED = "the head says how long it is"
    CHUNKED = "the last chunk"
    CLOSE = "the connection's end"


class AnswerHead:
    """`lines` are to be joined, with the body behind. `keeps`: the connection is kept for another request."""

    __slots__ = ("end", "keeps", "lines")

    def __init__(self, status: int, headers: Headers, *, method: str, version: str, keeps: bool) -> None:
        self.lines = lines = [STATUS_LINE[status]]
        end = End.CLOSE if version == "1.0" else End.CHUNKED
        for name, value in headers:
            lines += (name, b": ", value, b"\r\n")
            if name == b"content-length":
                end = End.COUNTED
        if method == "HEAD" or status in _BODILESS:
            end = End.NO_BODY
        self.end = end
        self.keeps = keeps and end is not End.CLOSE
        if end is End.CHUNKED:
            lines.append(_CHUNKED if self.keeps else _CHUNKED[:-2])
        if end is not End.CHUNKED or not self.keeps:
            lines.append(_END if self.keeps else _LAST_END)


def framed(piece: bytes, end: End) -> tuple[bytes, ...]:
    """A piece that is not empty, as it goes out."""
    if end is End.CHUNKED:
        return (b"%x\r\n" % len(piece), piece, b"\r\n")
    return () if end is End.NO_BODY else (piece,)
