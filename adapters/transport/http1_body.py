"""The body of a request in HTTP/1.1 (RFC 9112, 7.1 and 6.3): pieces as they go out, framed as the head announced.

A body that breaks its announced length is the caller's fault and is never completed on the caller's behalf: bytes
beyond the length would be read as the next request. Knows no socket.
"""

from collections.abc import AsyncGenerator

from application.ports.transport import Body, CallerBodyFault, pieces_of
from domain.upstream.failure import FailureKind


def framed(body: Body | bytes, length: int | None) -> AsyncGenerator[bytes, None]:
    pieces = pieces_of(body)
    return _chunked(pieces) if length is None else _counted(pieces, length)


def framed_whole(body: bytes, length: int | None) -> bytes | None:
    """The same in one piece, of a body that is at hand; None where it belies its length."""
    if length is None:
        return b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body) if body else b"0\r\n\r\n"
    return body if len(body) == length else None


async def _chunked(body: Body) -> AsyncGenerator[bytes, None]:
    async for chunk in body:
        if chunk:  # an empty one would read as the end
            yield b"%x\r\n%b\r\n" % (len(chunk), chunk)
    yield b"0\r\n\r\n"


async def _counted(body: Body, length: int) -> AsyncGenerator[bytes, None]:
    """Ends with the last announced byte, without asking for the body's end: the upstream may answer from there on."""
    left = length
    while left:
        chunk = await anext(body, None)
        if chunk is None:
            raise CallerBodyFault(FailureKind.CALLER_BODY, f"the body ended {left} bytes before its length")
        left -= len(chunk)
        if left < 0:
            raise CallerBodyFault(FailureKind.CALLER_BODY, "the body is longer than its length")
        yield chunk
