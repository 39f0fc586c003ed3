"""Whole bodies: an answer read to its end within a limit, and an answer that is all at hand."""

from collections.abc import AsyncIterator

from application.ports.transport import Answer
from domain.message.headers import Headers, first


class WholeAnswer(Answer):
    def __init__(self, status: int, headers: Headers, body: bytes, target: str = "") -> None:
        self.status = status
        self.headers = headers
        self.target = target
        self.whole = body

    async def chunks(self) -> AsyncIterator[bytes]:
        if self.whole:
            yield self.whole

    async def release(self) -> None:
        """There is nothing to free."""


async def body_within(answer: Answer, limit: int) -> bytes | None:
    """The body; None where it is larger, and then no more than a piece beyond the limit was read. Raises AnswerBroken.

    One that says beforehand that it is too large is not read at all.
    """
    announced = first(answer.headers, b"content-length") or b""
    if announced.isdigit() and int(announced[:20]) > limit:
        return None
    if answer.whole is not None:
        return answer.whole if len(answer.whole) <= limit else None
    taken: list[bytes] = []
    length = 0
    async for piece in answer.chunks():
        length += len(piece)
        if length > limit:
            return None
        taken.append(piece)
    return b"".join(taken)
