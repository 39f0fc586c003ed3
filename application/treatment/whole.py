"""Whole answers: one that was made here or read to its end, so that nothing is left to wait for or to free."""

from application.ports.transport import Answer, AnswerBroken, Body, pieces_of
from domain.message.headers import Headers


class WholeAnswer(Answer):
    """An answer made of another: `target` is who gave that."""

    def __init__(self, status: int, headers: Headers, whole: bytes, target: str = "") -> None:
        self.status = status
        self.headers = headers
        self.whole = whole
        self.target = target

    def chunks(self) -> Body:
        return pieces_of(self.whole or b"")

    async def release(self) -> None: ...


async def read_within(answer: Answer, limit: int) -> bytes | None:
    """The body of at most `limit` bytes; None where it is longer, or breaks off. The answer is still to be released."""
    if answer.whole is not None:
        return answer.whole if len(answer.whole) <= limit else None
    parts: list[bytes] = []
    size = 0
    try:
        async for piece in answer.chunks():
            size += len(piece)
            if size > limit:
                return None
            parts.append(piece)
    except AnswerBroken:
        return None
    return b"".join(parts)
