"""The caller's body on its way in: counted against the limit while it streams past, never held."""

from collections.abc import AsyncIterator

from application.ports.transport import Body, CallerBodyFault, pieces_of
from domain.message.framing import Announced
from domain.message.reason import BODY_TOO_LARGE
from domain.message.refusal import Refusal
from domain.upstream.failure import FailureKind


def objection(announced: Announced | None, limit: int) -> Refusal | None:
    """A body that says beforehand that it is too large is refused before a byte of it is read."""
    if announced is None or announced.length is None or announced.length <= limit:
        return None
    return Refusal(BODY_TOO_LARGE, f"announced {announced.length} of {limit} bytes")


def fitting(body: Body | bytes, limit: int) -> Body | bytes:
    """What is at hand as a whole is counted at once; what is too large raises when it is read, as the rest does."""
    return body if isinstance(body, bytes) and len(body) <= limit else limited(pieces_of(body), limit)


def more_than(limit: int) -> str:
    return f"more than {limit} bytes"


async def limited(body: Body, limit: int) -> AsyncIterator[bytes]:
    taken = 0
    async for chunk in body:
        taken += len(chunk)
        if taken > limit:
            raise CallerBodyFault(FailureKind.CALLER_BODY_TOO_LARGE, more_than(limit))
        yield chunk
