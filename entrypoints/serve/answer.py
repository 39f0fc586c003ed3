"""An answer's head in HTTP/1.1, and how the end of its body is told (RFC 9112, 6.3). Knows no socket.

HTTP/1.0 knows no chunks: an answer of unknown length ends there with the connection.
"""

from enum import Enum

from uvicorn.protocols.http.httptools_impl import STATUS_LINE

from domain.message.headers import Headers

_BODILESS = frozenset((204, 304))
_CHUNKED = b"transfer-encoding: chunked\r\n"
_CLOSE = b"connection: close\r\n"
LAST_CHUNK = b"0\r\n\r\n"


class End(Enum):
    NO_BODY = "none"
    COUNTED = "the head says how long it is"
    CHUNKED = "the last chunk"
    CLOSE = "the connection's end"


def end_of(method: str, version: str, status: int, headers: Headers) -> End:
    if method == "HEAD" or status in _BODILESS:
        return End.NO_BODY
    for name, _ in headers:
        if name == b"content-length":
            return End.COUNTED
    return End.CLOSE if version == "1.0" else End.CHUNKED


def head_lines(status: int, headers: Headers, end: End, *, keeps: bool) -> list[bytes]:
    """To be joined, with the body behind. `keeps`: the connection is kept for another request."""
    lines = [STATUS_LINE[status]]
    for name, value in headers:
        lines += (name, b": ", value, b"\r\n")
    if end is End.CHUNKED:
        lines.append(_CHUNKED)
    if not keeps:
        lines.append(_CLOSE)
    lines.append(b"\r\n")
    return lines


def framed(piece: bytes, end: End) -> tuple[bytes, ...]:
    """A piece that is not empty, as it goes out."""
    if end is End.CHUNKED:
        return (b"%x\r\n" % len(piece), piece, b"\r\n")
    return () if end is End.NO_BODY else (piece,)
