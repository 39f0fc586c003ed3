"""Transport: an open way to an upstream. Does nothing on its own: no redirect, cookie, decompression or repeat.

A failure before the answer's head is a value. After it, iterating the body raises `AnswerBroken`: the head is out, so
the caller's connection must be cut, lest half an answer passes for a whole one.
"""

from abc import abstractmethod
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Protocol

from application.ports.websocket import Channel
from domain.message.headers import Headers
from domain.upstream.failure import Failure, FailureKind
from domain.upstream.timeouts import Timeouts

Body = AsyncIterator[bytes]


async def pieces_of(body: Body | bytes) -> Body:
    """The body piece by piece, whichever of the two it is; no piece is empty."""
    if isinstance(body, bytes):
        if body:
            yield body
        return
    async for piece in body:
        yield piece


class CallerBodyFault(Exception):
    """Raised out of a caller's body while it is being sent on; `kind` is one of the CALLER_ ones."""

    def __init__(self, kind: FailureKind, why: str = "") -> None:
        super().__init__(why)
        self.kind = kind
        self.why = why


class AnswerBroken(Exception):
    """The upstream failed in the middle of its answer's body."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.why)
        self.failure = failure


@dataclass(slots=True)
class Call:
    """One request to send on. `headers` are complete but for `Host` and framing, which are the transport's."""

    method: str
    target: bytes  # path and query, sent byte for byte
    headers: Headers
    timeouts: Timeouts
    deadline: float | None = None  # of Clock.monotonic
    body: Body | bytes | None = None  # bytes: all of it is at hand, and goes out in one write with the head
    length: int | None = None  # bytes of the body; None with a body: chunked
    message_limit: int | None = None  # asks for a WebSocket, with messages of so many bytes at most


class Answer(Protocol):
    """An answer's head, and its body as it arrives. Whoever has one releases it."""

    status: int
    headers: Headers  # end-to-end and hop-by-hop, names in lower case, in the upstream's order
    target: str  # the origin that answered: `http://orders-1:8080`
    channel: Channel | None = None  # of a 101, which a call for a WebSocket alone can get; `release` cuts it
    whole: bytes | None = None  # the body, where all of it came with the head: then nothing is left to wait for or free

    @abstractmethod
    def chunks(self) -> Body:
        """Pieces as they arrive, none empty; no reading ahead beyond one buffer. Raises AnswerBroken.

        Where the body is `whole`, it is the one piece.
        """

    @abstractmethod
    async def release(self) -> None:
        """Frees the connection at once: for reuse after a whole body, else by closing it. May be called twice."""


class Transport(Protocol):
    @abstractmethod
    async def send(self, call: Call) -> Answer | Failure:
        """Sends once. Cancelling it cancels the call upstream."""

    @abstractmethod
    async def close(self) -> None: ...
